package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files for the tests, from the mirror. */
public final class Mirror {
  private Mirror() {}

  /** A file by its hash; skips the test without a mirror, unless one is required. */
  public static Path file(String sha256) {
    String folder = System.getenv("LEUKOKIT_MIRROR");
    boolean required = "true".equals(System.getenv("LEUKOKIT_REQUIRE_MIRROR"));
    if (required) {
      assertTrue(folder != null, "LEUKOKIT_REQUIRE_MIRROR is true, LEUKOKIT_MIRROR is not set");
    }
    assumeTrue(folder != null, "LEUKOKIT_MIRROR is not set: no real weights to test with");
    Path file = Path.of(folder, "sha256", sha256);
    assertTrue(Files.isRegularFile(file), file + " is missing in the mirror");
    return file;
  }
}
