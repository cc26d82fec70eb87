package org.leukokit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leukokit.base.UserError;
import org.leukokit.record.ModelRecord;
import org.leukokit.study.network.SavedModel;

/** The model that {@code --model} means. */
final class ModelPlace {
  /** The folder of the models beside the folder of the runs. */
  static final String MODELS = "models";

  private static final int SHOWN = 5;

  private ModelPlace() {}

  /**
   * Reads the model in a folder, or the only one below its {@code models}.
   *
   * @throws UserError if there is none, or there are several, or it is not as it was written
   */
  static SavedModel read(Path folder) {
    if (ModelRecord.exists(folder) || !Files.isDirectory(folder.resolve(MODELS))) {
      return SavedModel.read(folder);
    }
    List<Path> found;
    // A run's folder, a fold's folder.
    try (Stream<Path> all = Files.walk(folder.resolve(MODELS), 2)) {
      found = all.filter(ModelRecord::exists).sorted().toList();
    } catch (IOException e) {
      throw new UserError(folder + " can't be listed: " + e.getMessage(), e);
    }
    if (found.size() > 1) {
      throw new UserError(
          folder
              + " holds "
              + found.size()
              + " models; name one: "
              + found.stream().limit(SHOWN).map(Path::toString).collect(Collectors.joining(", "))
              + (found.size() > SHOWN ? " and so on" : ""));
    }
    return SavedModel.read(found.isEmpty() ? folder : found.get(0));
  }

  /** What a reader of a prediction must know of its model, a line each. */
  static List<String> notes(SavedModel model) {
    String title = "Model: " + model.title();
    String limits = model.record().limits().get(0);
    return model.synthetic()
        ? List.of(
            title,
            "SYNTHETIC: the model was trained on cells drawn by the kit, not on real ones.",
            limits)
        : List.of(title, limits);
  }
}
