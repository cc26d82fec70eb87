package org.leukokit.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.leukokit.base.Progress;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;
import org.leukokit.data.ImageFiles;
import org.leukokit.image.Surroundings;

/**
 * What images that no hash vouches for look like: which can't be read, what reading them turns or
 * leaves, and on what they stand.
 */
final class OwnImages {
  private static final int NAMED = 3;

  private final Set<String> broken = new ConcurrentSkipListSet<>();
  private final Set<String> bright = new ConcurrentSkipListSet<>();
  private final Map<String, Set<String>> noted = new TreeMap<>();
  private final int all;

  /** Reads every image. */
  OwnImages(List<ImageFiles.Item> images, Progress progress) {
    all = images.size();
    try (Progress.Task task = progress.start("reading images", all)) {
      images.parallelStream()
          .forEach(
              image -> {
                try {
                  if (Surroundings.bright(image.read(note -> remember(note, image.name())))) {
                    bright.add(image.name());
                  }
                } catch (UserError e) {
                  broken.add(e.getMessage());
                }
                task.step();
              });
    }
  }

  private void remember(String note, String name) {
    synchronized (noted) {
      noted.computeIfAbsent(note, n -> new TreeSet<>()).add(name);
    }
  }

  /** Says it, where there is something to be said; whether every image could be read. */
  boolean print(PrintWriter out) {
    broken.forEach(line -> out.println(ImageFiles.printable(line)));
    noted.forEach(
        (note, names) ->
            out.printf(
                Locale.ROOT,
                "%,d of %s: %s (%s)%n",
                names.size(),
                Text.count(all, "image"),
                note,
                some(names)));
    if (!bright.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%,d of %s %s a bright background (%s): %s%n",
          bright.size(),
          Text.count(all, "image"),
          bright.size() == 1 ? "has" : "have",
          some(bright),
          bright.size() + broken.size() == all
              ? "C-NMC's cells, and models trained on them, stand on black"
              : "the others are dark there, which a network learns before it learns of cells");
    }
    return broken.isEmpty();
  }

  private static String some(Set<String> names) {
    return String.join(", ", names.stream().limit(NAMED).toList())
        + (names.size() > NAMED ? ", …" : "");
  }
}
