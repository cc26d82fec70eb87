package org.leukokit.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.ImageFiles;
import org.leukokit.image.Surroundings;

/**
 * What the images of a folder of one's own look like: which can't be read, and on what they stand.
 */
final class OwnImages {
  private static final int NAMED = 3;

  private final List<String> broken = new ArrayList<>();
  private final List<String> bright = new ArrayList<>();
  private final int all;

  /** Reads every image. */
  OwnImages(Dataset dataset, Progress progress) {
    all = dataset.cells().size();
    try (Progress.Task task = progress.start("reading images", all)) {
      for (Cell cell : dataset.cells()) {
        try {
          if (Surroundings.bright(dataset.read(cell))) {
            bright.add(cell.id());
          }
        } catch (UserError e) {
          broken.add(e.getMessage());
        }
        task.step();
      }
    }
  }

  /** Says it, where there is something to be said; whether every image could be read. */
  boolean print(PrintWriter out) {
    broken.forEach(line -> out.println(ImageFiles.printable(line)));
    if (!bright.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%,d of %,d images have a bright background (%s%s): %s%n",
          bright.size(),
          all,
          ImageFiles.printable(
              String.join(", ", bright.subList(0, Math.min(NAMED, bright.size())))),
          bright.size() > NAMED ? ", …" : "",
          bright.size() + broken.size() == all
              ? "C-NMC's cells, and models trained on them, stand on black"
              : "the others are dark there, which a network learns before it learns of cells");
    }
    return broken.isEmpty();
  }
}
