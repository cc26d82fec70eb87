package org.leukokit.record;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The provenance of a run: {@code run.json}. Everything that decides its numbers is in {@code
 * inputs}, whose digest is the run's id; the rest says how, when and on what it was computed.
 *
 * @param schema {@link #SCHEMA}
 * @param id the digest of the inputs, see {@link RunInputs#id()}
 * @param inputs what was asked
 * @param title the method's name for people, such as {@code SVM (cubic)}
 * @param data the cells it was computed on
 * @param weights the network's weights; a description without pretrained weights says so
 * @param environment how, when and on what it was computed; takes no part in the id
 */
@JsonPropertyOrder({"schema", "id", "title", "inputs", "data", "weights", "environment"})
public record RunRecord(
    String schema,
    String id,
    RunInputs inputs,
    String title,
    Data data,
    Weights weights,
    SortedMap<String, String> environment) {
  /** The version of the schema. */
  public static final String SCHEMA = "leukokit-run/1";

  /** The fact of the environment that says when the run began: an ISO 8601 instant, UTC. */
  public static final String BEGAN = "began";

  /** The fact that says how many seconds a network was trained, over all folds. */
  public static final String TRAINING_SECONDS = "seconds of training";

  /** The fact that says how many seconds a network took to predict, over all folds. */
  public static final String PREDICTING_SECONDS = "seconds of predicting";

  /** The fact that says how many seconds a classical method took, over all folds. */
  public static final String FITTING_SECONDS = "seconds of fitting and predicting";

  /** The fact that says how many values a network learns or holds. */
  public static final String PARAMETERS = "parameters of the network";

  /** The fact that says how much memory the process had taken at most when the run ended. */
  public static final String MEMORY = "memory of the process at most (MB)";

  /** The fact of the environment that cites the paper whose method it is. */
  public static final String PAPER = "paper";

  /**
   * @throws IllegalArgumentException if the schema is another one or the id is not the inputs'
   *     digest
   */
  public RunRecord {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(weights, "weights");
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException("the schema is " + schema + ", this kit reads " + SCHEMA);
    }
    if (!inputs.id().equals(id)) {
      throw new IllegalArgumentException(
          "the id " + id + " is not the digest of the inputs, " + inputs.id());
    }
    environment = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /** A record of the present schema. */
  public static RunRecord of(
      RunInputs inputs, String title, Data data, Weights weights, Map<String, String> environment) {
    return new RunRecord(
        SCHEMA, inputs.id(), inputs, title, data, weights, new TreeMap<>(environment));
  }

  /** The first twelve digits of the id, for people and folder names. */
  public String shortId() {
    return id.substring(0, 12);
  }

  /**
   * The cells of a run.
   *
   * @param name the name on the command line
   * @param title one line for people
   * @param licence the licence of the images
   * @param citation how to cite them
   * @param synthetic whether the cells were drawn by the kit
   * @param cells how many cells took part
   * @param leukemic how many of them are leukemic
   * @param subjects how many subjects they are from; 0 where that is not known
   * @param groups how many groups of subjects; 0 where that is not known
   * @param collectionCells how many cells the whole collection has
   */
  public record Data(
      String name,
      String title,
      String licence,
      String citation,
      boolean synthetic,
      int cells,
      int leukemic,
      int subjects,
      int groups,
      int collectionCells) {}

  /**
   * The weights of a run's network.
   *
   * @param network the network's id; {@code none} for a method without one
   * @param layer the layer whose values are the features
   * @param pretrained whether they come from a file of trained weights: known ones, which were
   *     trained on ImageNet, or the user's own
   * @param description one line for people, such as {@code random weights, seed 1}
   */
  public record Weights(String network, String layer, boolean pretrained, String description) {
    /** How a description speaks of weights whose origin the kit doesn't know. */
    public static final String OWN = "weights of your own";

    /** Whether they are the user's own, of whose training nothing is known. */
    public boolean ofUser() {
      return pretrained && description.contains(OWN);
    }
  }
}
