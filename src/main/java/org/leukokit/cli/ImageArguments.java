package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.leukokit.base.Progress;
import org.leukokit.base.Text;
import org.leukokit.data.ImageFiles;
import org.leukokit.net.TorchRuntime;
import org.leukokit.study.network.ModelPredictor;
import org.leukokit.study.network.SavedModel;
import picocli.CommandLine.Parameters;

/** The images that a saved model is asked about, and what it says of them. */
final class ImageArguments {
  private static final int MOST_THREADS = 8;

  @Parameters(
      paramLabel = "IMAGE|FOLDER|ZIP",
      arity = "1..*",
      description = "Images, folders or zips of them; BMP, PNG, JPEG, WebP or TIFF.")
  private List<Path> places;

  ImageFiles open() {
    return ImageFiles.open(places);
  }

  /**
   * What the model says of each image, in their order.
   *
   * @param said hears what a reader must know of images: how one was turned, or that it is unlike
   *     those that the model was trained on
   */
  static List<ModelPredictor.Result> predict(
      SavedModel model,
      TorchRuntime runtime,
      int threads,
      ImageFiles files,
      Progress progress,
      ImageRemarks said) {
    try (ModelPredictor predictor =
            new ModelPredictor(model, runtime, Math.min(threads, MOST_THREADS));
        Progress.Task task = progress.start("predicting", files.items().size())) {
      return predictor.predict(
          files.items().stream()
              .map(
                  item ->
                      new ModelPredictor.NamedImage(
                          item.name(),
                          () -> {
                            task.step();
                            return said.of(item);
                          }))
              .toList());
    }
  }

  /** Says how many images could not be read; the exit code. */
  static int warn(PrintWriter err, List<ModelPredictor.Result> results) {
    long unread = results.stream().filter(r -> r.problem().isPresent()).count();
    if (unread == 0) {
      return 0;
    }
    err.printf(
        Locale.ROOT,
        "leukokit: %d of %s could not be read%n",
        unread,
        Text.count(results.size(), "image"));
    err.flush();
    return Main.USER_ERROR;
  }
}
