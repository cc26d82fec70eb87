package org.leukokit.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.leukokit.base.Csv;
import org.leukokit.base.Progress;
import org.leukokit.data.ImageFiles;
import org.leukokit.study.network.ModelPredictor;
import org.leukokit.study.network.SavedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit predict}: what a saved network says of images. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says for each image how probable the network finds it that the cell is leukemic.",
      "",
      "An image that can't be read gets a line that says why, the others are predicted, and the exit"
          + " code is 1. A prediction depends on the image, the model and --threads alone, not on"
          + " the other images. For research and teaching. Not a medical device."
    })
final class PredictCommand implements Callable<Integer> {
  /** How predictions are printed. */
  enum Format {
    /** A line an image for people. */
    TEXT,
    /** A table. */
    CSV,
    /** One object. */
    JSON
  }

  /** The version of the JSON's schema. */
  static final String SCHEMA = "leukokit-predict/1";

  @Spec private CommandSpec command;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder of a model, or the folder that 'leukokit train --out' made, if it holds one"
              + " model.")
  private Path folder;

  @Mixin private ImageArguments images;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text (default), csv or json; the notes on the model go to the error stream with csv.")
  private Format format;

  @Mixin private KitOptions kit;

  @Override
  public Integer call() {
    SavedModel model = ModelPlace.read(folder);
    List<ModelPredictor.Result> results;
    Progress progress = ConsoleProgress.onErrorStream();
    ImageRemarks said = new ImageRemarks(model);
    try (ImageFiles files = images.open()) {
      results = ImageArguments.predict(model, kit.runtime(), kit.threads(), files, progress, said);
    }
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    switch (format) {
      case TEXT -> text(out, model, results);
      case CSV -> csv(out, err, model, results);
      case JSON -> json(out, model, results);
    }
    out.flush();
    said.print(err);
    return ImageArguments.warn(err, results);
  }

  private static void text(PrintWriter out, SavedModel model, List<ModelPredictor.Result> results) {
    ModelPlace.notes(model).forEach(line -> out.println(ImageFiles.printable(line)));
    out.println("Probability of " + model.record().positive() + ", decision at 0.5, image:");
    for (ModelPredictor.Result r : results) {
      out.println(
          r.problem().isPresent()
              ? "unreadable        " + ImageFiles.printable(r.problem().get())
              : String.format(
                  Locale.ROOT, "%.4f  %-8s  %s", r.score(), decision(model, r), r.name()));
    }
  }

  private static String decision(SavedModel model, ModelPredictor.Result r) {
    int positive = model.positive();
    return model.record().classes().get(r.positive() ? positive : 1 - positive);
  }

  private static void csv(
      PrintWriter out, PrintWriter err, SavedModel model, List<ModelPredictor.Result> results) {
    ModelPlace.notes(model).forEach(line -> err.println(ImageFiles.printable(line)));
    err.flush();
    out.print("image,probability,prediction,problem\n");
    for (ModelPredictor.Result r : results) {
      boolean read = r.problem().isEmpty();
      out.print(
          String.join(
                  ",",
                  Csv.field(r.name()),
                  read ? Double.toString(r.score()) : "",
                  read ? decision(model, r) : "",
                  Csv.field(ImageFiles.printable(r.problem().orElse(""))))
              + "\n");
    }
  }

  private void json(PrintWriter out, SavedModel model, List<ModelPredictor.Result> results) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schema", SCHEMA);
    ObjectNode about = root.putObject("model");
    about.put("title", model.title());
    about.put("run", model.record().provenance().runId());
    about.put("tensors", model.record().provenance().tensors());
    about.put("data", model.record().provenance().data().title());
    about.put("synthetic", model.synthetic());
    ArrayNode limits = about.putArray("limits");
    model.record().limits().forEach(limits::add);
    root.put("positive", model.record().positive());
    ArrayNode answers = root.putArray("images");
    for (ModelPredictor.Result r : results) {
      ObjectNode image = answers.addObject().put("image", r.name());
      if (r.problem().isPresent()) {
        image.putNull("probability").putNull("prediction").put("problem", r.problem().get());
      } else {
        image.put("probability", r.score()).put("prediction", decision(model, r));
        image.putNull("problem");
      }
    }
    out.print(JsonOption.text(root) + "\n");
  }
}
