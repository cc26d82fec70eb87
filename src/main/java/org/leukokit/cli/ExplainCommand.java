package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Progress;
import org.leukokit.data.ImageFiles;
import org.leukokit.exhibit.Figure;
import org.leukokit.explain.HeatMap;
import org.leukokit.explain.Overlay;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterWriter;
import org.leukokit.net.TorchRuntime;
import org.leukokit.report.Figures;
import org.leukokit.study.network.ModelExplainer;
import org.leukokit.study.network.ModelPredictor;
import org.leukokit.study.network.SavedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit explain}: where a saved network looks. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Draws a Grad-CAM panel of each image: the square that the network sees, and over it how much"
          + " each place speaks for a class.",
      "",
      "A panel shows where the network's output depends on the image, not why, and not whether it is"
          + " right. An image that can't be read gets a line that says why, the others are drawn, and"
          + " the exit code is 1. For research and teaching. Not a medical device."
    })
final class ExplainCommand implements Callable<Integer> {
  /** Which class a map speaks for. */
  enum Target {
    /** Leukemic. */
    LEUKEMIC,
    /** Healthy. */
    HEALTHY,
    /** The one that is predicted. */
    PREDICTED
  }

  /** Images whose squares are held at a time. */
  private static final int AT_A_TIME = 64;

  /** Characters of an image's name in the heading. */
  private static final int NAME = 50;

  @Spec private CommandSpec command;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "The folder of a model, as for 'leukokit predict'.")
  private Path folder;

  @Mixin private ImageArguments images;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the panels go: DIR/NAME.png, NAME being the image's.")
  private Path out;

  @Option(
      names = "--layer",
      paramLabel = "LAYER",
      description = "The layer whose output is mapped. Default: behind the last convolution.")
  private String layer;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      defaultValue = "predicted",
      description = "leukemic, healthy or predicted (default): what the map speaks for.")
  private Target target;

  @Mixin private KitOptions kit;

  private record Panel(Path file, Raster square, ModelPredictor.Result result, int ofClass) {}

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    SavedModel model = ModelPlace.read(folder);
    String chosen = layer == null ? ModelExplainer.defaultLayer(model) : layer;
    ModelExplainer.requireLayer(model, chosen);
    TorchRuntime runtime = kit.runtime();
    ModelPlace.notes(model).forEach(line -> console.println(ImageFiles.printable(line)));
    Progress progress = ConsoleProgress.onErrorStream();
    List<ModelPredictor.Result> results;
    ImageRemarks said = new ImageRemarks(model);
    try (ImageFiles files = images.open()) {
      // As 'leukokit predict' says it, to the last digit.
      results = ImageArguments.predict(model, runtime, kit.threads(), files, progress, said);
      List<String> names = fileNames(files.items());
      try (ModelExplainer explainer = new ModelExplainer(model, runtime);
          Progress.Task task = progress.start("drawing", files.items().size())) {
        for (int from = 0; from < results.size(); from += AT_A_TIME) {
          List<Panel> panels = new ArrayList<>();
          for (int i = from; i < Math.min(results.size(), from + AT_A_TIME); i++) {
            if (results.get(i).problem().isEmpty()) {
              ImageFiles.Item item = files.items().get(i);
              panels.add(
                  new Panel(
                      out.resolve(names.get(i)),
                      model.square(item.read(), item.name()),
                      results.get(i),
                      classOf(model, results.get(i))));
            }
          }
          draw(model, explainer, chosen, panels, task);
        }
      }
      for (int i = 0; i < results.size(); i++) {
        ModelPredictor.Result r = results.get(i);
        console.println(
            r.problem().isPresent()
                ? "unreadable  " + ImageFiles.printable(r.problem().get())
                : out.resolve(names.get(i)) + "  " + r.name());
      }
    }
    console.flush();
    said.print(command.commandLine().getErr());
    return ImageArguments.warn(command.commandLine().getErr(), results);
  }

  private int classOf(SavedModel model, ModelPredictor.Result r) {
    boolean positive = target == Target.PREDICTED ? r.positive() : target == Target.LEUKEMIC;
    return positive ? model.positive() : 1 - model.positive();
  }

  /** A name for each panel: the image's own where no other image has it, and a number else. */
  private static List<String> fileNames(List<ImageFiles.Item> items) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (ImageFiles.Item item : items) {
      String last = item.name().substring(item.name().lastIndexOf('/') + 1);
      String plain = last.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("^\\.+", "_");
      String name = plain + ".png";
      for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
        name = plain + "-" + n + ".png";
      }
      names.add(name);
    }
    return names;
  }

  private static void draw(
      SavedModel model,
      ModelExplainer explainer,
      String layer,
      List<Panel> panels,
      Progress.Task task) {
    List<Raster> squares = panels.stream().map(Panel::square).toList();
    int[] classes = panels.stream().mapToInt(Panel::ofClass).toArray();
    List<HeatMap> maps = explainer.explain(layer, squares, classes);
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      String ofClass = model.record().classes().get(panel.ofClass());
      Figure figure =
          new Figure.Panel(
              "grad-cam",
              String.format(
                  Locale.ROOT,
                  "%s: probability of %s %.3f",
                  shortened(panel.result().name()),
                  model.record().positive(),
                  panel.result().score()),
              "",
              List.of("what the network sees", "Grad-CAM for " + ofClass + ", layer " + layer),
              List.of(),
              RasterWriter.png(beside(panel.square(), Overlay.of(panel.square(), maps.get(i)))),
              maps.get(i).blank(ofClass).map(text -> new Figure.Words(0, 1, text)).stream()
                  .toList());
      AtomicFiles.write(panel.file(), Figures.png(figure, model.synthetic()));
      task.step();
    }
  }

  /** The last part of a name, and of that the end, as far as it fits over a panel. */
  private static String shortened(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.length() <= NAME ? last : "..." + last.substring(last.length() - NAME);
  }

  private static Raster beside(Raster left, Raster right) {
    int row = 3 * left.width();
    byte[] both = new byte[2 * row * left.height()];
    for (int y = 0; y < left.height(); y++) {
      System.arraycopy(left.rgb(), y * row, both, 2 * y * row, row);
      System.arraycopy(right.rgb(), y * row, both, (2 * y + 1) * row, row);
    }
    return new Raster(2 * left.width(), left.height(), both);
  }
}
