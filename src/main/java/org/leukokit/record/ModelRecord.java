package org.leukokit.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.UserError;

/**
 * What a saved network is: {@code model.json}, beside its tensors in {@code model.safetensors} and
 * the digests of both in {@code SHA256SUMS}.
 *
 * @param schema {@link #SCHEMA}
 * @param title the method's name for people
 * @param architecture from which the network can be built again
 * @param classes what each output stands for, in their order
 * @param positive the class whose probability a prediction states
 * @param input from an image to the network's numbers
 * @param settings how it was trained: the settings of its run
 * @param provenance where it is from
 * @param performance what its run measured of it
 * @param limits what it may not be used for
 */
@JsonPropertyOrder({
  "schema",
  "title",
  "architecture",
  "classes",
  "positive",
  "input",
  "settings",
  "provenance",
  "performance",
  "limits"
})
public record ModelRecord(
    String schema,
    String title,
    Architecture architecture,
    List<String> classes,
    String positive,
    Input input,
    SortedMap<String, String> settings,
    Provenance provenance,
    List<Performance> performance,
    List<String> limits) {
  /** The version of the schema. */
  public static final String SCHEMA = "leukokit-model/1";

  /** The file of the tensors. */
  public static final String TENSORS = "model.safetensors";

  static final String CARD = "model.json";
  private static final SortedSet<String> FILES = new TreeSet<>(List.of(CARD, TENSORS));

  /**
   * @throws IllegalArgumentException if the schema is another one, or the positive class is none of
   *     the classes
   */
  public ModelRecord {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException("the schema is " + schema + ", this kit reads " + SCHEMA);
    }
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(architecture, "architecture");
    classes = List.copyOf(classes);
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(provenance, "provenance");
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    performance = List.copyOf(performance);
    limits = List.copyOf(limits);
    if (!classes.contains(positive)) {
      throw new IllegalArgumentException(positive + " is none of the classes " + classes);
    }
  }

  /**
   * A network: a known body and the layers behind it.
   *
   * @param backbone the body's network, by the kit's id
   * @param headAfter the body's last layer
   * @param head the layers behind it
   * @param parameters values in all tensors
   */
  public record Architecture(
      String backbone, String headAfter, List<HeadStep> head, long parameters) {
    /** Copies the list. */
    public Architecture {
      Objects.requireNonNull(backbone, "backbone");
      Objects.requireNonNull(headAfter, "headAfter");
      head = List.copyOf(head);
    }
  }

  /**
   * A layer of the head.
   *
   * @param type what it does
   * @param name its name, with which the names of its tensors begin
   * @param in values that go in, for a fully connected layer
   * @param out values that come out, for a fully connected layer
   * @param rate the share that is dropped, for dropout
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record HeadStep(String type, String name, int in, int out, double rate) {}

  /**
   * From an image to the network's numbers: a square is cut out of the middle, resized, and each
   * value becomes {@code (value − mean) · scale}.
   *
   * @param crop side of the square that is cut out, in pixels; 0 for the whole image
   * @param size side of the network's input, in pixels
   * @param values whether means are the weights' own, a fixed range, or the image's own
   * @param channels {@code RGB} or {@code BGR}
   * @param mean of each channel in that order, on the scale 0–255
   * @param scale of each channel
   * @param batch images that are computed at a time, always as many, as last bits may depend on it
   * @param text the same in words
   */
  public record Input(
      int crop,
      int size,
      String values,
      String channels,
      List<Double> mean,
      List<Double> scale,
      int batch,
      String text) {
    /** Copies the lists. */
    public Input {
      Objects.requireNonNull(values, "values");
      mean = List.copyOf(mean);
      scale = List.copyOf(scale);
      if (mean.size() != 3 || scale.size() != 3 || batch < 1) {
        throw new IllegalArgumentException("an input has three means, three scales and a batch");
      }
    }
  }

  /**
   * Where a network is from.
   *
   * @param runId the id of its run, see {@link RunInputs#id()}
   * @param study the study of the run
   * @param method the run's method
   * @param protocol how training and test were kept apart
   * @param fold the fold on whose training rows it was trained
   * @param epoch whose weights it has, from 1
   * @param seed of every random draw
   * @param trainRows rows it was trained on, copies made for training not counted
   * @param dataDigest the digest of cells, labels, subjects and groups of the run
   * @param data the cells of the run
   * @param start where the training began
   * @param tensors SHA-256 over names, shapes and values of all tensors
   * @param environment versions, commit and machine
   */
  public record Provenance(
      String runId,
      String study,
      String method,
      String protocol,
      String fold,
      int epoch,
      long seed,
      int trainRows,
      String dataDigest,
      RunRecord.Data data,
      RunRecord.Weights start,
      String tensors,
      SortedMap<String, String> environment) {
    /** Copies the map. */
    public Provenance {
      Objects.requireNonNull(data, "data");
      Objects.requireNonNull(start, "start");
      environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
  }

  /**
   * What was measured on cells, without copies. A measure that these cells don't have is null.
   *
   * @param rows {@code test}, or {@code validation}: cells by which an epoch may have been chosen
   * @param cells how many cells
   * @param leukemic how many of them are leukemic
   * @param groups groups of subjects they are from; 0 where that is not known
   * @param accuracy share of the cells called right
   * @param sensitivity share of the leukemic cells called leukemic
   * @param specificity share of the healthy cells called healthy
   * @param auc area under the ROC curve
   */
  public record Performance(
      String rows,
      int cells,
      int leukemic,
      int groups,
      Double accuracy,
      Double sensitivity,
      Double specificity,
      Double auc) {}

  /** Whether a finished model lies there. Its files are checked when it is read. */
  public static boolean exists(Path folder) {
    return SealedFolder.exists(folder) && Files.isRegularFile(folder.resolve(CARD));
  }

  /**
   * Writes a model's folder aside and moves it into place. A model that was there is replaced.
   *
   * @param folder where the model is to lie
   * @param tensors writes the tensors to the file that it is given
   * @throws UserError if it can't be written, or something else lies there
   */
  public void write(Path folder, Consumer<Path> tensors) {
    requireFree(folder);
    SealedFolder.write(
        folder,
        aside -> {
          tensors.accept(aside.resolve(TENSORS));
          AtomicFiles.write(aside.resolve(CARD), Json.write(this));
        });
  }

  /**
   * Refuses a place where something else than a model lies, which writing would replace.
   *
   * @throws UserError if it does
   */
  public static void requireFree(Path folder) {
    if (Files.exists(folder) && !exists(folder) && !isEmpty(folder)) {
      throw new UserError(
          folder + " holds something else than a model; name a folder that is not there yet");
    }
  }

  private static boolean isEmpty(Path folder) {
    try (var all = Files.list(folder)) {
      return all.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reads a model's card, having checked every file against its digest.
   *
   * @throws UserError if there is no model, a file is missing or changed, or the card is not as its
   *     schema says
   */
  public static ModelRecord read(Path folder) {
    if (!exists(folder)) {
      throw new UserError(
          folder
              + " holds no model ("
              + CARD
              + " and "
              + TENSORS
              + " beside SHA256SUMS); name the folder of one");
    }
    SortedSet<String> names = SealedFolder.check(folder);
    if (!names.equals(FILES)) {
      throw new UserError(folder + " holds " + names + ", a model holds " + FILES);
    }
    Path card = folder.resolve(CARD);
    try {
      return Json.read(card, Files.readAllBytes(card), ModelRecord.class);
    } catch (IOException e) {
      throw new UserError(card + " can't be read: " + e.getMessage(), e);
    }
  }
}
