package org.leukokit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of the kit.
 *
 * @param version the release, {@code development} when it runs from classes
 * @param commit the commit it was built from, with {@code +changes} where files were changed since;
 *     {@link #UNKNOWN} where it was built from a copy without its history
 */
record KitVersion(String version, String commit) {
  /** In the place of a commit, for readers of a report or a run record. */
  static final String UNKNOWN = "unknown: built from a copy without its Git history";

  static KitVersion current() {
    String version = KitVersion.class.getPackage().getImplementationVersion();
    Properties git = new Properties();
    try (InputStream in = KitVersion.class.getResourceAsStream("/org/leukokit/commit.properties")) {
      if (in != null) {
        git.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KitVersion(version == null ? "development" : version, commit(git));
  }

  /** The commit that the build wrote down; {@link #UNKNOWN} where it found none. */
  static String commit(Properties git) {
    String id = git.getProperty("git.commit.id.full", "");
    String changes = Boolean.parseBoolean(git.getProperty("git.dirty")) ? "+changes" : "";
    return id.matches("[0-9a-f]{40}") ? id + changes : UNKNOWN;
  }
}
