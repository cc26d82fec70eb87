package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The settings for GPUs reach libtorch: its library for the CPU keeps them, too. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "libtorch's names are those of Linux")
class GpuSettingsTest {
  @TempDir private Path empty;

  private static Path library() {
    return Path.of(TestRuntime.get().info().nativeLibrary());
  }

  // Getters are named as in the libtorch that the kit fetches; another may have other ones.
  private static boolean get(String getter) {
    NativeLibrary library =
        NativeLibrary.getInstance(library().resolve("libtorch_cpu.so").toString());
    Pointer context = library.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
    // A C++ bool is one byte of the register.
    return (library.getFunction(getter).invokeInt(new Object[] {context}) & 1) == 1;
  }

  @Test
  void libtorchIsToldToRepeat() {
    assertTrue(GpuSettings.makeRepeatable(library()));
    String version = TestRuntime.get().info().version();
    assumeTrue("2.7.1".equals(version), "what libtorch " + version + " was told can't be asked");
    assertTrue(get("_ZNK2at7Context18deterministicCuDNNEv"));
    assertFalse(get("_ZNK2at7Context14benchmarkCuDNNEv"));
    assertFalse(get("_ZNK2at7Context14allowTF32CuDNNEv"));
    assertFalse(get("_ZNK2at7Context15allowTF32CuBLASEv"));
  }

  @Test
  void operationsThatDoNotRepeatCanBeRefused() {
    GpuSettings.refuseOthers(library(), true);
    assertTrue(get("_ZNK2at7Context23deterministicAlgorithmsEv"));
    GpuSettings.refuseOthers(library(), false);
    assertFalse(get("_ZNK2at7Context23deterministicAlgorithmsEv"));
  }

  @Test
  void anotherLibraryIsNotSaidToRepeat() {
    assertFalse(GpuSettings.makeRepeatable(empty));
    assertThrows(UnsatisfiedLinkError.class, () -> GpuSettings.refuseOthers(empty, true));
  }

  @Test
  void aGpuThatNoDriverKnowsHasNoName() {
    assertEquals("GPU", GpuSettings.name(999));
  }
}
