package org.leukokit.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The processor as Linux, and with it the hypervisor, shows it.
 *
 * @param x86 whether it is one of x86-64, where libtorch convolves by oneDNN's generated code
 * @param name vendor, family, model and stepping; the system's name and architecture where Linux
 *     doesn't say
 * @param vendor such as {@code AuthenticAMD}; empty where it is not known
 * @param flags such as {@code avx2}
 * @param caches size in KiB by level and kind, such as {@code L1 Data}; empty where none is shown
 */
record Processor(
    boolean x86, String name, String vendor, Set<String> flags, Map<String, Long> caches) {
  /** A folder that stands for the root of the file system, for tests. */
  static final String ROOT = "leukokit.processor.root";

  private static final Path INFO = Path.of("proc", "cpuinfo");
  private static final Path CACHES = Path.of("sys", "devices", "system", "cpu", "cpu0", "cache");
  private static final long LEAST_FIRST_KIB = 32;
  private static final String FIRST = "L1 Data";
  private static final String SECOND = "L2 Unified";

  Processor {
    flags = Set.copyOf(flags);
    caches = new TreeMap<>(caches);
  }

  /** The one that this process runs on. */
  static Processor here() {
    return under(Path.of(System.getProperty(ROOT, "/")), System.getProperty("os.arch"));
  }

  /**
   * The one that the files under a folder describe.
   *
   * @param root stands for {@code /}
   * @param architecture as Java names it
   */
  static Processor under(Path root, String architecture) {
    boolean x86 = Set.of("amd64", "x86_64").contains(architecture.toLowerCase(Locale.ROOT));
    Map<String, String> info = first(root.resolve(INFO));
    if (info.isEmpty()) {
      String name =
          System.getProperty("os.name")
              + " "
              + architecture
              + " "
              + System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "");
      return new Processor(x86, name.strip(), "", Set.of(), Map.of());
    }
    String flags = info.getOrDefault("flags", "");
    String name =
        String.join(
            " ",
            info.getOrDefault("vendor_id", "?"),
            "family",
            info.getOrDefault("cpu family", "?"),
            "model",
            info.getOrDefault("model", "?"),
            "stepping",
            info.getOrDefault("stepping", "?"));
    return new Processor(
        x86,
        name,
        info.getOrDefault("vendor_id", ""),
        Set.copyOf(Arrays.asList(flags.split("\\s+"))),
        caches(root.resolve(CACHES)));
  }

  /** What Linux says of the first processor. */
  private static Map<String, String> first(Path file) {
    Map<String, String> said = new TreeMap<>();
    try (var lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        int colon = line.indexOf(':');
        if (colon < 0) {
          break;
        }
        said.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      return Map.of();
    }
    return said;
  }

  private static Map<String, Long> caches(Path folder) {
    Map<String, Long> sizes = new TreeMap<>();
    for (int i = 0; i < 16; i++) {
      Path cache = folder.resolve("index" + i);
      Optional<String> level = line(cache.resolve("level"));
      Optional<String> kind = line(cache.resolve("type"));
      Optional<String> size = line(cache.resolve("size"));
      if (level.isPresent() && kind.isPresent() && size.orElse("").matches("\\d{1,9}K")) {
        String digits = size.get().substring(0, size.get().length() - 1);
        sizes.put("L" + level.get() + " " + kind.get(), Long.parseLong(digits));
      }
    }
    return sizes;
  }

  private static Optional<String> line(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether oneDNN 3.7.1 is sure to find caches of a size that it can reckon with.
   *
   * <p>It takes their sizes from the processor's own leaves: {@code Xbyak::util::Cpu::
   * setCacheHierarchy} reads leaf 4 on Intel and leaf 0x8000001D on AMD, which Linux shows in the
   * folder {@code cache} on Intel, and on AMD where the flag {@code topoext} is set (without it
   * Linux shows older leaves, and oneDNN takes an empty leaf for caches of one byte). Elsewhere
   * {@code platform::get_per_core_cache_size} guesses, which is safe.
   *
   * <p>The division by zero is in {@code brg_blocking_t::est_eff_1x1}, by the number of blocks of
   * {@code bd_block} rows in a block of pixels. {@code brgemm_utils::brgemm_blocking} chooses
   * {@code bd_block} among those whose {@code 4 · bd_block · channels} bytes fit into the first
   * cache; none that is larger than the block of pixels wins while one row fits. With 32 KiB a row
   * of up to 8,192 channels does, four times as many as the widest of the kit's networks has.
   */
  boolean showsCaches() {
    return caches.getOrDefault(FIRST, 0L) >= LEAST_FIRST_KIB
        && caches.containsKey(SECOND)
        && (!vendor.equals("AuthenticAMD") || flags.contains("topoext"));
  }

  /** The caches as a text, such as {@code L1 Data 32K, L2 Unified 1024K}. */
  String cachesText() {
    return caches.isEmpty()
        ? "no caches shown"
        : caches.entrySet().stream()
            .map(cache -> cache.getKey() + " " + cache.getValue() + "K")
            .collect(Collectors.joining(", "));
  }
}
