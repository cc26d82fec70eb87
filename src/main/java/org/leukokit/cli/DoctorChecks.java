package org.leukokit.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.ByteSize;
import org.leukokit.base.UserError;
import org.leukokit.data.Mirror;
import org.leukokit.data.Proxies;
import org.leukokit.data.Store;

/** What {@code leukokit doctor} looks at outside the kit. */
final class DoctorChecks {
  /** What a quick look reads through: two seconds at 250 MB/s. */
  private static final long QUICK_BYTES = 500_000_000L;

  private DoctorChecks() {}

  /** Whether reports can be written where they go by default. */
  static String reports(Path folder) throws IOException {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new UserError(there + " is a file; reports go below it, so move it or use --out");
    }
    Path probe = there.resolve(".leukokit-doctor");
    try {
      AtomicFiles.write(probe, "x");
    } catch (UserError e) {
      throw new UserError(there + " can't be written; go to another folder, or use --out", e);
    }
    Files.delete(probe);
    return there
        + " can be written, "
        + ByteSize.text(Files.getFileStore(there).getUsableSpace())
        + " free";
  }

  /** The mirrors, their files read through and held against their names as far as that is quick. */
  static String mirrors(Store store) throws IOException {
    if (store.mirrors().isEmpty()) {
      throw new UserError(
          "none; set "
              + Mirror.VARIABLE
              + " to a folder with files at sha256/<hash> for real data");
    }
    List<String> parts = new ArrayList<>();
    for (Mirror mirror : store.mirrors()) {
      long read = 0;
      int checked = 0;
      List<String> hashes = mirror.claimed();
      for (String hash : hashes) {
        long size = Files.size(mirror.folder().resolve("sha256").resolve(hash));
        if (read + size <= QUICK_BYTES) {
          new Store(store.home().resolve("none"), List.of(mirror)).locate(hash);
          read += size;
          checked++;
        }
      }
      parts.add(
          mirror.folder()
              + ", "
              + checked
              + " of "
              + hashes.size()
              + " files checked by hash ("
              + ByteSize.text(read)
              + ")");
    }
    return String.join("; ", parts);
  }

  /** How the network would be reached; asks nobody. */
  static String proxy() {
    return Proxies.ofProcess().describe(URI.create("https://download.pytorch.org/"));
  }
}
