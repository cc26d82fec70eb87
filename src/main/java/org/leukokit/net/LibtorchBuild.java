package org.leukokit.net;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What libtorch says of how it was built, which DJL has no call for. */
final class LibtorchBuild {
  private static final String SHOW_CONFIG = "_ZN2at11show_configB5cxx11Ev";
  private static final Pattern BLAS = Pattern.compile("BLAS_INFO=\\w+");

  // A std::string of GNU's C++ library: where its characters are, how many, room for few of them.
  private static final int STRING_BYTES = 32;
  private static final int LENGTH_AT = 8;

  private LibtorchBuild() {}

  /**
   * What computes matrices: the libraries, the vector instructions that are used and the BLAS.
   *
   * @param libtorch folder of the library that is loaded
   * @return empty where it can't be asked, as on other systems than Linux on x86-64
   */
  static Optional<String> mathematics(Path libtorch) {
    return config(libtorch)
        .map(
            text ->
                String.join(
                    "; ",
                    Stream.concat(
                            text.lines()
                                .map(line -> line.strip().replaceFirst("^- ", ""))
                                .filter(l -> l.startsWith("Intel(R)") || l.startsWith("CPU cap")),
                            BLAS.matcher(text).results().map(found -> found.group()))
                        .toList()));
  }

  private static Optional<String> config(Path libtorch) {
    // Elsewhere a string is returned in another way.
    List<String> known = List.of("Linux amd64", "Linux x86_64");
    if (!known.contains(System.getProperty("os.name") + " " + System.getProperty("os.arch"))) {
      return Optional.empty();
    }
    try (Memory text = new Memory(STRING_BYTES)) {
      text.clear();
      NativeLibrary.getInstance(libtorch.resolve(System.mapLibraryName("torch_cpu")).toString())
          .getFunction(SHOW_CONFIG)
          .invokeVoid(new Object[] {text});
      int length = Math.toIntExact(text.getLong(LENGTH_AT));
      return Optional.of(
          new String(text.getPointer(0).getByteArray(0, length), StandardCharsets.UTF_8));
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }
}
