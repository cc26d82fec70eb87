package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LibtorchBuildTest {
  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "x86_64"},
      disabledReason = "elsewhere libtorch isn't asked")
  void libtorchNamesItsBlas() {
    Path folder = Path.of(TestRuntime.get().info().nativeLibrary());
    String said = LibtorchBuild.mathematics(folder).orElseThrow();
    assertTrue(said.matches("Intel\\(R\\) .*; CPU capability usage: \\w+; BLAS_INFO=\\w+"), said);
    // Asked again it says the same: what it gave was read, not what lay behind.
    assertEquals(said, LibtorchBuild.mathematics(folder).orElseThrow());
  }

  @Test
  void anotherLibraryIsNotAsked(@TempDir Path empty) {
    assertEquals(Optional.empty(), LibtorchBuild.mathematics(empty));
  }
}
