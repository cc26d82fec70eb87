package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.image.RasterWriter;
import org.leukokit.net.Backbones;
import org.leukokit.net.ConvNet;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.net.weights.SafetensorsWriter;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.train.CheckpointFolder;
import org.leukokit.train.Definition;
import org.leukokit.train.Examples;
import org.leukokit.train.Fit;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.TrainSpec;
import org.leukokit.train.TrainTask;
import org.leukokit.train.Trainer;

/** {@code train}, {@code predict} and {@code explain} as a user gives them. */
class ModelCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String THREADS = "libtorch threads";
  private static final Path NET = Path.of("src/test/resources/net");

  @TempDir static Path shared;
  private static Path data;
  private static Path out;
  private static Cli trained;

  /** Twelve cells of each class, three a person, in folders all/PERSON and hem/PERSON. */
  private static void cells(Path folder, int healthy) throws IOException {
    PhantomCells cells = new PhantomCells(PhantomSpec.standard(3).withCounts(4, 12));
    int written = 0;
    for (Cell cell : cells.cells()) {
      boolean leukemic = cell.label() == Label.LEUKEMIC;
      if (leukemic || written++ < healthy) {
        Path file =
            folder
                .resolve(leukemic ? "all" : "hem")
                .resolve(cell.subject())
                .resolve(cell.id().replaceAll("\\W", "_") + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, RasterWriter.png(cells.read(cell)));
      }
    }
  }

  private static List<Object> train(Path data, Path out, Object... more) {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of("train", "--data", data, "--subject-pattern", "^[^/]+/([^/]+)/"));
    words.addAll(List.of("--backbone", "mobilenet", "--weights", "random", "--size", "32"));
    words.addAll(List.of("--epochs", "2", "--batch", "4", "--device", "cpu", "--out", out));
    words.addAll(List.of(more));
    return words;
  }

  @BeforeAll
  static void once() throws IOException {
    data = shared.resolve("cells");
    cells(data, 12);
    out = shared.resolve("out");
    trained = Cli.run(train(data, out).toArray());
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> found = all.filter(f -> !f.getFileName().toString().startsWith(".")).toList();
      assertEquals(1, found.size(), found.toString());
      return found.get(0);
    }
  }

  @Test
  void trainLeavesARunAndAModel() throws IOException {
    assertEquals(0, trained.code(), trained.err());
    Path run = only(out.resolve("runs"));
    Path model = only(out.resolve("models")).resolve("hold-out");
    assertTrue(trained.out().endsWith(run + "\n" + model + "\n"), trained.out());
    assertTrue(trained.out().contains("cells held out"), trained.out());
    assertTrue(trained.out().contains(" % of it waiting for images."), trained.out());
    assertTrue(trained.out().contains("Not a medical device"), trained.out());
    assertTrue(trained.out().contains("model of 12.9 MB"), trained.out());
    // Given again, it finds everything there.
    Cli again = Cli.run(train(data, out).toArray());
    assertEquals(0, again.code(), again.err());
    assertEquals(trained.out(), again.out());
  }

  @Test
  void predictSaysWhatTheRunSaid() throws IOException {
    Predictions said = RunFolder.read(only(out.resolve("runs"))).predictions();
    Cli json = Cli.run("predict", "--model", out, "--format", "json", "--device", "cpu", data);
    assertEquals(0, json.code(), json.err());
    JsonNode root = JSON.readTree(json.out());
    assertFalse(root.at("/model/synthetic").asBoolean(), "the user's own cells");
    TreeMap<String, Double> scores = new TreeMap<>();
    for (JsonNode image : root.get("images")) {
      String name = image.get("image").asText();
      scores.put(name.substring(name.lastIndexOf('/') + 1), image.get("probability").asDouble());
    }
    assertEquals(24, scores.size());
    for (Prediction p : said.rows()) {
      assertEquals(p.score(), scores.get(p.cell()), 0, p.cell());
    }
    Cli csv = Cli.run("predict", "--model", out, "--format", "csv", "--device", "cpu", data);
    assertEquals(25, csv.out().lines().count());
    assertTrue(csv.out().startsWith("image,probability,prediction,problem\n"), csv.out());
    assertTrue(csv.err().contains("Not a medical device"), csv.err());
  }

  @Test
  void anImageThatCantBeReadCostsOneLine(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.png"), "no image");
    Path good = folder.resolve("b\u001b[31m\u202e.png");
    try (Stream<Path> all = Files.walk(data)) {
      Files.copy(all.filter(f -> f.toString().endsWith(".png")).findFirst().get(), good);
    }
    Cli text = Cli.run("predict", "--model", out, "--device", "cpu", folder);
    assertEquals(1, text.code(), text.out());
    assertTrue(text.err().contains("1 of 2 images could not be read"), text.err());
    assertTrue(text.out().contains("unreadable"), text.out());
    assertTrue(text.out().contains("b\\u001b[31m\\u202e.png"), text.out());
    assertFalse(text.out().contains("\u001b") || text.out().contains("\u202e"), text.out());
    Cli drawn =
        Cli.run("explain", "--model", out, "--device", "cpu", "--out", folder.resolve("e"), folder);
    assertEquals(1, drawn.code(), drawn.out());
    Path panel = only(folder.resolve("e"));
    assertTrue(ImageIO.read(panel.toFile()).getWidth() > 500, panel.toString());
  }

  @Test
  void explainTakesLayersAndClasses(@TempDir Path folder) throws IOException {
    Path one;
    try (Stream<Path> all = Files.walk(data)) {
      one = all.filter(f -> f.toString().endsWith(".png")).findFirst().get();
    }
    List<byte[]> panels = new ArrayList<>();
    for (String target : List.of("leukemic", "healthy", "predicted")) {
      Path to = folder.resolve(target);
      Cli drawn =
          Cli.run(
              "explain",
              "--model",
              out,
              "--class",
              target,
              "--layer",
              "conv_pw_5_relu",
              "--out",
              to,
              "--device",
              "cpu",
              one);
      assertEquals(0, drawn.code(), drawn.err());
      panels.add(Files.readAllBytes(only(to)));
    }
    assertFalse(java.util.Arrays.equals(panels.get(0), panels.get(1)), "two classes, two maps");
    boolean predicted =
        java.util.Arrays.equals(panels.get(2), panels.get(0))
            || java.util.Arrays.equals(panels.get(2), panels.get(1));
    assertTrue(predicted, "the predicted class is one of the two");
  }

  /** Exit code 1, one line that says what, and no file but the lock. */
  private static void refused(String says, Path out, List<Object> words) throws IOException {
    Cli cli = Cli.run(words.toArray());
    assertEquals(1, cli.code(), cli.out() + cli.err());
    List<String> lines = cli.err().lines().filter(l -> l.startsWith("leukokit: ")).toList();
    assertEquals(1, lines.size(), cli.err());
    assertTrue(lines.get(0).contains(says), lines.get(0));
    // Besides, only how far the work was.
    assertTrue(
        cli.err().lines().allMatch(l -> l.startsWith("leukokit: ") || l.startsWith("  ")),
        cli.err());
    if (Files.exists(out)) {
      try (Stream<Path> all = Files.walk(out)) {
        List<Path> left =
            all.filter(Files::isRegularFile)
                .filter(f -> !f.getFileName().toString().matches("\\.lock|checkpoint-\\d+\\.bin"))
                .toList();
        assertEquals(List.of(), left);
      }
    }
  }

  @Test
  void valuesOutOfRangeAreRefused(@TempDir Path folder) throws IOException {
    Path o = folder.resolve("out");
    refused("learning rate", o, train(data, o, "--rate", "NaN"));
    refused("learning rate", o, train(data, o, "--rate=-0.1"));
    refused("hold-out", o, train(data, o, "--hold-out", "1.5"));
    refused("--augment", o, train(data, o, "--augment", "much"));
    refused("crop of 0 (none) or more", o, train(data, o, "--crop=-3"));
    List<Object> none = train(data, o);
    none.set(none.indexOf("2"), "0");
    refused("epochs must be 1 or more, was 0", o, none);
    List<Object> batch = train(data, o);
    batch.set(batch.indexOf("4"), "500");
    refused("a batch of 500 is larger than", o, batch);
    List<Object> huge = train(data, o);
    huge.set(huge.indexOf("32"), "9000");
    refused("lower the batch size", o, huge);
    List<Object> gpu = train(data, o);
    gpu.set(gpu.indexOf("cpu"), "gpu:7");
    refused("device gpu:7 was asked for", o, gpu);
    gpu.set(gpu.indexOf("gpu:7"), "tpu");
    refused("unknown device 'tpu'", o, gpu);
  }

  private static void weights(String says, Path out, Path file) throws IOException {
    List<Object> words = train(data, out);
    words.set(words.indexOf("random"), file);
    refused(says, out, words);
  }

  @Test
  void weightsThatArentThisNetworksAreRefused(@TempDir Path folder) throws IOException {
    Path o = folder.resolve("out");
    weights("asks for posix.system", o, NET.resolve("evil.pth"));
    byte[] whole = Files.readAllBytes(NET.resolve("small.h5"));
    Path cut = folder.resolve("cut.h5");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
    weights("cut short or damaged", o, cut);
    weights("does not hold the weights of mobilenet", o, NET.resolve("small.h5"));
    Path other = folder.resolve("other.safetensors");
    ConvNet squeezenet = Backbones.named("squeezenet").build(1000);
    RandomWeights random = new RandomWeights("squeezenet", 1, squeezenet.tensorShapes());
    SafetensorsWriter.write(other, squeezenet.tensorShapes(), random::read, new TreeMap<>());
    weights("does not hold the weights of mobilenet", o, other);
    weights("is not a file", o, folder.resolve("gone.h5"));
  }

  @Test
  void oneClassOnlyIsRefused(@TempDir Path folder) throws IOException {
    Path few = folder.resolve("few");
    cells(few, 1);
    Path o = folder.resolve("out");
    refused("the healthy cells come from 1 group(s)", o, train(few, o));
    Path none = folder.resolve("none");
    cells(none, 0);
    refused("hem", o, train(none, o));
  }

  /** Some noise of both classes. */
  private record Noise() implements Examples {
    @Override
    public int size() {
      return 4;
    }

    @Override
    public int label(int i) {
      return i % 2;
    }

    @Override
    public String address(int i) {
      return "noise-" + i;
    }

    @Override
    public Shape shape() {
      return new Shape(3, 32, 32);
    }

    @Override
    public void write(int i, int epoch, FloatBuffer out) {
      for (int at = 0; out.hasRemaining(); at++) {
        out.put((float) StrictMath.sin(at + i));
      }
    }
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefused(@TempDir Path folder) throws IOException {
    Path o = folder.resolve("out");
    String run = only(out.resolve("runs")).getFileName().toString();
    Path place = o.resolve("runs/.partial").resolve(run).resolve("hold-out.checkpoint");
    ConvNet net = Backbones.named("mobilenet").build(2);
    TrainTask task =
        new TrainTask(
            net,
            new RandomWeights("mobilenet", 1, net.tensorShapes()),
            TrainSpec.of(
                new Optimiser.Sgd(0.9, false, Definition.KERAS), new Schedule.Constant(0.01), 1, 2),
            new Noise(),
            Optional.empty(),
            1);
    try (Fit fit =
        new Trainer(TestRuntime.get(), 1)
            .fit(task, Optional.of(new CheckpointFolder(place, "another", 0)), s -> {})) {
      assertEquals(1, fit.epoch());
    }
    refused("belongs to another training", o, train(data, o));
  }

  @Test
  void modelsThatAreNoneAreRefused(@TempDir Path folder) throws IOException {
    for (Path place : List.of(folder, folder.resolve("gone"), only(out.resolve("runs")))) {
      refused("holds no model", folder.resolve("o"), List.of("predict", "--model", place, data));
    }
    Path e = folder.resolve("e");
    refused(
        "no layer 'fc'", e, List.of("explain", "--model", out, "--layer", "fc", "--out", e, data));
    refused("there is no file", e, List.of("predict", "--model", out, folder.resolve("gone.png")));
    refused("has no BMP", e, List.of("predict", "--model", out, Files.createDirectory(e)));
  }

  /**
   * libtorch's threads add up in another order, and training enlarges what differs. How far is
   * bounded here, for the network and the steps of this test; the number of threads is part of a
   * run's identity for that reason.
   */
  @Test
  void resultsMoveLittleBetweenThreadCounts(@TempDir Path folder) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-Djava.awt.headless=true", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), "org.leukokit.cli.Main"));
    Path one = folder.resolve("one");
    train(data, one, "--threads", "1").forEach(word -> command.add(word.toString()));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Hanging.requireEnd(process);
    assertEquals(0, process.exitValue(), Files.readString(log));
    RunFolder single = RunFolder.read(only(one.resolve("runs")));
    RunFolder several = RunFolder.read(only(out.resolve("runs")));
    // Two is the default, whatever the machine has; were --threads not heard, the runs would be
    // the same.
    assertEquals("1", single.record().inputs().settings().get(THREADS));
    assertEquals("2", several.record().inputs().settings().get(THREADS));
    assertNotEquals(single.record().id(), several.record().id());
    List<Prediction> a = single.predictions().rows();
    List<Prediction> b = several.predictions().rows();
    assertEquals(b.size(), a.size());
    double most = 0;
    for (int i = 0; i < a.size(); i++) {
      assertEquals(b.get(i).cell(), a.get(i).cell());
      most = Math.max(most, Math.abs(a.get(i).score() - b.get(i).score()));
    }
    // 0.0033 was seen. Batch normalisation over four vectors enlarges last bits as little else
    // does.
    assertTrue(most < 0.02, "probabilities moved by " + most);
  }
}
