package org.leukokit.net;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What oneDNN believes of the processor's caches, where a hypervisor hides them.
 *
 * <p>oneDNN 3.7.1 asks the processor itself (Xbyak's {@code Cpu::setCacheHierarchy}). Some virtual
 * machines answer that there is none; on AMD an empty leaf 0x8000001D is then taken for three
 * caches of one byte. No block of a 1×1 convolution fits into one byte, and {@code
 * brg_blocking_t::est_eff_1x1} divides by the number of blocks that do, 0: the process ends with
 * SIGFPE. Of a processor without any cache, on the other hand, {@code
 * platform::get_per_core_cache_size} knows that it must guess, and does so well.
 *
 * <p>So where oneDNN holds caches that no processor has, it is told that it knows of none. That is
 * one number in the memory of this process, in an object that libtorch's own symbol table names;
 * where the library has another layout or no such symbol, nothing is touched.
 */
final class OneDnnCaches {
  /** {@code dnnl::impl::cpu::x64::cpu()}, which returns oneDNN's only {@code Xbyak::util::Cpu}. */
  private static final String CPU = "_ZN4dnnl4impl3cpu3x643cpuEv";

  /** Any symbol that others may use: {@code at::globalContext()}. */
  private static final String EXPORTED = "_ZN2at13globalContextEv";

  // uint64_t type[2]; bool x2apic; uint32_t cores[2]; uint32_t size[10], sharing[10], levels.
  private static final int SIZES = 28;
  private static final int SHARING = 68;
  private static final int LEVELS = 108;
  private static final int MOST_LEVELS = 10;

  /** No processor of x86-64 has a smaller first cache. */
  private static final int LEAST = 4096;

  private final Pointer cpu;

  private OneDnnCaches(Pointer cpu) {
    this.cpu = cpu;
  }

  /**
   * Those of the library that this process has loaded.
   *
   * @param library the file of that library, {@code libtorch_cpu.so}
   * @return empty where they can't be read
   */
  static Optional<OneDnnCaches> of(Path library) {
    try {
      Optional<Long> cpu = address(library, CPU);
      Optional<Long> known = address(library, EXPORTED);
      if (cpu.isEmpty() || known.isEmpty()) {
        return Optional.empty();
      }
      // Where the library lies: its table is of addresses from there on.
      long base =
          Pointer.nativeValue(NativeLibrary.getInstance(library.toString()).getFunction(EXPORTED))
              - known.get();
      Function function = Function.getFunction(new Pointer(base + cpu.get()));
      OneDnnCaches caches = new OneDnnCaches(function.invokePointer(new Object[0]));
      return caches.plausible() ? Optional.of(caches) : Optional.empty();
    } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  /** Whether the numbers can be what they are taken for, so that another layout is left alone. */
  private boolean plausible() {
    int levels = levels();
    boolean shares = levels >= 0 && levels <= MOST_LEVELS;
    for (int i = 0; shares && i < levels; i++) {
      int sharing = cpu.getInt(SHARING + 4L * i);
      shares = size(i) > 0 && sharing > 0 && sharing <= 1 << 16;
    }
    return shares;
  }

  /** How many caches it knows of; 0: it guesses. */
  int levels() {
    return cpu.getInt(LEVELS);
  }

  /** The bytes of a cache, the first being 0. */
  int size(int level) {
    return cpu.getInt(SIZES + 4L * level);
  }

  /** Tells oneDNN that it has caches of these bytes, each of a core of its own. For tests. */
  void pretend(int... sizes) {
    for (int i = 0; i < sizes.length; i++) {
      cpu.setInt(SIZES + 4L * i, sizes[i]);
      cpu.setInt(SHARING + 4L * i, 1);
    }
    cpu.setInt(LEVELS, sizes.length);
  }

  /**
   * Lets it guess where it holds a first cache that no processor has.
   *
   * @return whether it was so
   */
  boolean mend() {
    if (levels() == 0 || size(0) >= LEAST) {
      return false;
    }
    cpu.setInt(LEVELS, 0);
    return true;
  }

  /** Where a function begins in a 64-bit ELF file, by its table of all symbols. */
  private static Optional<Long> address(Path file, String symbol) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
      in.read(head, 0);
      if (head.getInt(0) != 0x464c457f || head.get(4) != 2) {
        return Optional.empty();
      }
      int size = head.getShort(0x3a);
      ByteBuffer sections = map(in, head.getLong(0x28), (long) size * head.getShort(0x3c));
      for (int at = 0; at < sections.limit(); at += size) {
        if (sections.getInt(at + 4) == 2) { // SHT_SYMTAB
          int link = sections.getInt(at + 0x28) * size;
          ByteBuffer symbols = map(in, sections.getLong(at + 0x18), sections.getLong(at + 0x20));
          ByteBuffer names = map(in, sections.getLong(link + 0x18), sections.getLong(link + 0x20));
          return address(symbols, names, symbol);
        }
      }
      return Optional.empty();
    }
  }

  private static ByteBuffer map(FileChannel in, long from, long length) throws IOException {
    return in.map(FileChannel.MapMode.READ_ONLY, from, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Optional<Long> address(ByteBuffer symbols, ByteBuffer names, String symbol) {
    byte[] wanted = (symbol + "\0").getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at < symbols.limit(); at += 24) {
      int name = symbols.getInt(at);
      int same = 0;
      while (same < wanted.length
          && name + same < names.limit()
          && names.get(name + same) == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return Optional.of(symbols.getLong(at + 8));
      }
    }
    return Optional.empty();
  }
}
