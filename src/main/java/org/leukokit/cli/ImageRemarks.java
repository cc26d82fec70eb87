package org.leukokit.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.leukokit.data.ImageFiles;
import org.leukokit.image.Raster;
import org.leukokit.image.Surroundings;
import org.leukokit.record.RunRecord;
import org.leukokit.study.network.SavedModel;

/**
 * What a reader must know of images that a model was asked about. Safe for use by several threads.
 */
final class ImageRemarks {
  private static final int NAMED = 3;

  private final boolean trainedOnBlack;
  private final Map<String, TreeSet<String>> images = new TreeMap<>();

  /** Remarks on images for a model. */
  ImageRemarks(SavedModel model) {
    RunRecord.Data data = model.record().provenance().data();
    // C-NMC's cells were cut out and stand on black, and so do those that are drawn like them.
    trainedOnBlack = data.synthetic() || data.name().startsWith("cnmc2019");
  }

  /** Reads an image and remembers what is to be said of it. */
  Raster of(ImageFiles.Item item) {
    Raster image = item.read(note -> remember(note, item.name()));
    if (trainedOnBlack && Surroundings.bright(image)) {
      remember(
          "bright background, where the cells that the model was trained on stand on black: what it"
              + " says of such an image means nothing",
          item.name());
    }
    return image;
  }

  private synchronized void remember(String note, String name) {
    images.computeIfAbsent(note, n -> new TreeSet<>()).add(name);
  }

  /** Prints a line for each remark. */
  synchronized void print(PrintWriter err) {
    images.forEach(
        (note, names) ->
            err.printf(
                Locale.ROOT,
                "leukokit: %d image%s: %s (%s%s)%n",
                names.size(),
                names.size() == 1 ? "" : "s",
                note,
                String.join(", ", names.stream().limit(NAMED).toList()),
                names.size() > NAMED ? ", …" : ""));
    err.flush();
  }
}
