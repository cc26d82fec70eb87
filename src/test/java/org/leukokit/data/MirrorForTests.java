package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.List;

/** The real files, where the machine has them. */
final class MirrorForTests {
  private MirrorForTests() {}

  /**
   * A store over an empty home and the mirror. Skips the test where LEUKOKIT_MIRROR is not set;
   * fails it if LEUKOKIT_REQUIRE_MIRROR=true.
   */
  static Store store(Path home) {
    String named = System.getenv(Mirror.VARIABLE);
    if (named == null || named.isBlank()) {
      String why = "needs real data: the environment variable LEUKOKIT_MIRROR is not set";
      if ("true".equals(System.getenv("LEUKOKIT_REQUIRE_MIRROR"))) {
        fail(why);
      }
      abort(why);
    }
    return new Store(home, List.of(new Mirror(Path.of(named))));
  }
}
