package org.leukokit.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.UserError;

/**
 * Weights of the user's own that were imported into the store: at {@code HOME/own/SHA256.txt}
 * stands which network they are for and what their file was called.
 */
public final class OwnWeights {
  private static final String SCHEMA = "leukokit-own-weights/1";

  private OwnWeights() {}

  /**
   * One file.
   *
   * @param sha256 its hash, under which the store has it
   * @param network the network that the user named
   * @param file what it was called
   */
  public record Entry(String sha256, String network, String file) {
    /** Checks the hash's form, and keeps each text to one line. */
    public Entry {
      Sha256.require(sha256);
      network = oneLine(network);
      file = oneLine(file);
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  /**
   * Remembers a file that the store has.
   *
   * @throws UserError if the home can't be written
   */
  public static void remember(Entry entry, Store store) {
    AtomicFiles.write(
        folder(store).resolve(entry.sha256() + ".txt"),
        String.join("\n", SCHEMA, entry.network(), entry.file()) + "\n");
  }

  /** All of them, ordered by hash; records that can't be read are left out. */
  public static List<Entry> all(Store store) {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder(store))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        String sha256 = name.replace(".txt", "");
        if (Sha256.isValid(sha256) && Files.size(file) < 10_000) {
          List<String> lines = Files.readAllLines(file);
          if (lines.size() == 3 && lines.get(0).equals(SCHEMA)) {
            entries.add(new Entry(sha256, lines.get(1), lines.get(2)));
          }
        }
      }
    } catch (IOException e) {
      // No folder, no weights.
    }
    return List.copyOf(entries);
  }

  private static Path folder(Store store) {
    return store.home().resolve("own");
  }
}
