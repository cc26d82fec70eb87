package org.leukokit.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetOptions;
import org.leukokit.data.Datasets;
import org.leukokit.data.Store;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cells: the options of every command that opens a data set. */
final class DataOptions {
  /** What {@code --parts training} stands for. */
  private static final List<String> TRAINING = List.of("fold_0", "fold_1", "fold_2");

  private static final String PHANTOM = "phantom";

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "The name of a data set (see 'leukokit data list'), or a folder or zip with a subfolder a"
              + " class. The default stands above.")
  private String data;

  @Option(
      names = "--images",
      paramLabel = "FOLDER|ZIP",
      description =
          "Where the images of a named data set are, such as a copy of C-NMC 2019 that you have. It"
              + " is only read. Default: what was imported, the kit's store and the mirror.")
  private Path images;

  @Option(
      names = "--partial",
      description =
          "Go on although cells of a named data set are not at hand; the report says how many.")
  private boolean partial;

  @Option(
      names = "--parts",
      paramLabel = "PART",
      split = ",",
      description =
          "These parts alone, such as fold_0,fold_1; training stands for fold_0,fold_1,fold_2. What"
              + " is in other parts need not be at hand. Default: all.")
  private List<String> parts = List.of();

  @Mixin private OwnOptions own;

  /** The name or path that was given, or the fallback. */
  String name(String fallback) {
    return data == null ? fallback : data;
  }

  /** Whether a data set was named. */
  boolean named() {
    return data != null;
  }

  /** Whether a place of images was named. */
  boolean hasImages() {
    return images != null;
  }

  /** Whether gaps are allowed. */
  boolean partial() {
    return partial;
  }

  /** Whether parts were chosen. */
  boolean hasParts() {
    return !parts.isEmpty();
  }

  /** Opens the data set that was named, or the fallback. */
  Dataset open(String fallback, Store store, Progress progress) {
    return Datasets.open(name(fallback), options(store, progress));
  }

  /** Opens the data set that was named, or draws phantoms where none was or they were. */
  Dataset openOrDraw(Supplier<Dataset> phantoms, Store store, Progress progress) {
    if (name(PHANTOM).equals(PHANTOM)) {
      requireNone("with --data NAME or PATH, not with phantom cells");
      return phantoms.get();
    }
    return open(PHANTOM, store, progress);
  }

  /** As {@link #open}, with gaps allowed whether or not that was asked for. */
  Dataset openWhatIsThere(String fallback, Store store, Progress progress) {
    return Datasets.open(name(fallback), options(store, progress).withPartial(true));
  }

  /**
   * Refuses options that only photographs have.
   *
   * @param why how the message goes on, such as {@code with --data}
   */
  void requireNone(String why) {
    List<String> used = new ArrayList<>();
    if (images != null) {
      used.add("--images");
    }
    if (partial) {
      used.add("--partial");
    }
    if (!parts.isEmpty()) {
      used.add("--parts");
    }
    used.addAll(own.used());
    if (!used.isEmpty()) {
      throw new UserError(String.join(", ", used) + (used.size() == 1 ? " goes " : " go ") + why);
    }
  }

  private DatasetOptions options(Store store, Progress progress) {
    List<String> some = new ArrayList<>();
    parts.forEach(p -> some.addAll(p.equals("training") ? TRAINING : List.of(p)));
    DatasetOptions options =
        DatasetOptions.of(store)
            .withProgress(progress)
            .withPartial(partial)
            .withParts(some.stream().distinct().toList())
            .withOwn(own.data());
    return images == null ? options : options.withImages(images);
  }
}
