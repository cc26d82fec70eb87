package org.leukokit.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.leukokit.base.UserError;

/**
 * The folder in which the kit keeps files between runs: {@code LEUKOKIT_HOME} where that is set,
 * else the cache folder of the platform ({@code $XDG_CACHE_HOME/leukokit} or {@code
 * ~/.cache/leukokit}; {@code ~/Library/Caches/leukokit} on macOS; {@code %LOCALAPPDATA%\leukokit}
 * on Windows). It may be deleted at any time; nothing in it is the only copy.
 */
public final class KitHome {
  /** The environment variable that names another folder. */
  public static final String VARIABLE = "LEUKOKIT_HOME";

  private KitHome() {}

  /** The folder of this process; it may not be there yet. */
  public static Path folder() {
    return resolve(
        System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", "."));
  }

  /**
   * The folder for an environment.
   *
   * @param environment the environment variables
   * @param osName as the system property {@code os.name} has it
   * @param userHome the user's home folder
   * @throws UserError if {@code LEUKOKIT_HOME} is no path on this machine
   */
  static Path resolve(Map<String, String> environment, String osName, String userHome) {
    String chosen = environment.getOrDefault(VARIABLE, "");
    if (!chosen.isBlank()) {
      try {
        return Path.of(chosen).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw new UserError(VARIABLE + "=" + chosen + " is no path; name a folder", e);
      }
    }
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      Path base = local.isBlank() ? Path.of(userHome, "AppData", "Local") : Path.of(local);
      return base.resolve("leukokit");
    }
    if (os.startsWith("mac")) {
      return Path.of(userHome, "Library", "Caches", "leukokit");
    }
    // The XDG specification has relative paths ignored.
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = xdg.startsWith("/") ? Path.of(xdg) : Path.of(userHome, ".cache");
    return base.resolve("leukokit");
  }
}
