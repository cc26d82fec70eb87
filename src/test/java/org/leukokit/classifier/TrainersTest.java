package org.leukokit.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class TrainersTest {
  private static final int COLUMNS = 12;

  private static final List<ClassicTrainer> TRAINERS =
      List.of(
          new DecisionTreeTrainer(20, 10, "ill", 2),
          new LinearDiscriminantTrainer(ClassifierSpec.Discriminant.AUTOMATIC, "ill", 2),
          new KernelSvmTrainer(Kernel.CUBIC, 1, 1e-3, "ill", 2),
          new NearestNeighboursTrainer(3, "ill", 1),
          new MajorityTrainer("ill", 1));

  private static Example<Label> example(float[] row, String label) {
    String[] names = new String[row.length];
    double[] values = new double[row.length];
    for (int f = 0; f < row.length; f++) {
      names[f] = String.format(Locale.ROOT, "f%04d", f);
      values[f] = row[f];
    }
    return new ArrayExample<>(new Label(label), names, values);
  }

  private static Dataset<Label> dataset(float[][] rows) {
    List<Example<Label>> examples = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      examples.add(example(rows[i], i % 2 == 1 ? "ill" : "healthy"));
    }
    LabelFactory labels = new LabelFactory();
    OffsetDateTime time = OffsetDateTime.parse("2026-01-01T00:00:00Z");
    return new MutableDataset<>(
        examples, new SimpleDataSourceProvenance("made up", time, labels), labels);
  }

  @Test
  void modelsSayWhatTheFoldProblemSays() {
    float[][] rows = Synthetic.rows(120, COLUMNS, 1, 1);
    int[] train = Synthetic.rowsWhere(120, i -> i < 80);
    int[] test = Synthetic.rowsWhere(120, i -> i >= 80);
    FoldProblem problem =
        new FoldProblem(FeatureMatrix.ofRows(rows), Synthetic.odd(120), train, test, Workers.of(1));
    Dataset<Label> examples = dataset(Arrays.copyOf(rows, 80));
    for (ClassicTrainer trainer : TRAINERS) {
      Model<Label> model = trainer.train(examples);
      Scores scores = problem.scores(trainer.spec());
      for (int i = 0; i < test.length; i++) {
        Prediction<Label> p = model.predict(example(rows[test[i]], "ill"));
        double score = scores.score()[i];
        assertEquals(score, p.getOutputScores().get("ill").getScore(), 0, model.getName());
        assertEquals(score >= 0.5 ? "ill" : "healthy", p.getOutput().getLabel());
        assertEquals(model.generatesProbabilities(), p.hasProbabilities());
      }
      assertEquals(!(trainer instanceof KernelSvmTrainer), model.generatesProbabilities());
    }
  }

  @Test
  void provenanceNamesMethodParametersAndCount() {
    Dataset<Label> examples = dataset(Synthetic.rows(40, COLUMNS, 1, 2));
    KernelSvmTrainer trainer = new KernelSvmTrainer(Kernel.GAUSSIAN, 2, 1e-3, "ill", 1);
    trainer.train(examples);
    Model<Label> second = trainer.train(examples);
    String text = second.getProvenance().getTrainerProvenance().toString();
    assertTrue(text.contains("GAUSSIAN") && text.contains("boxConstraint=2.0"), text);
    assertEquals(
        "1",
        second
            .getProvenance()
            .getTrainerProvenance()
            .getInstanceValues()
            .get("train-invocation-count")
            .getValue()
            .toString());
    trainer.setInvocationCount(7);
    assertEquals(7, trainer.getInvocationCount());
    assertThrows(IllegalArgumentException.class, () -> trainer.setInvocationCount(-2));
  }

  @Test
  void aTrainerCanBeMadeAgainFromItsProvenance() {
    for (ClassicTrainer trainer : TRAINERS) {
      ConfigurationManager manager = new ConfigurationManager();
      manager.addConfiguration(ProvenanceUtil.extractConfiguration(trainer.getProvenance()));
      ClassicTrainer again = (ClassicTrainer) manager.lookupAll(trainer.getClass()).get(0);
      assertEquals(trainer.spec(), again.spec());
      assertEquals(trainer.toString(), again.toString());
    }
  }

  @Test
  void shuffledLabelsAreReplayedByTheInvocationCount() {
    Dataset<Label> examples = dataset(Synthetic.rows(200, COLUMNS, 2, 3));
    ShuffledLabelsTrainer trainer =
        new ShuffledLabelsTrainer(new LinearDiscriminantTrainer(0, "ill", 1), 9);
    ClassicModel first = (ClassicModel) trainer.train(examples);
    ClassicModel second = (ClassicModel) trainer.train(examples);
    ClassicModel replayed = (ClassicModel) trainer.train(examples, Map.of(), 0);
    LinearDiscriminant a = (LinearDiscriminant) first.fitted();
    assertEquals(a.bias(), ((LinearDiscriminant) replayed.fitted()).bias(), 0);
    assertNotEquals(a.bias(), ((LinearDiscriminant) second.fitted()).bias());
    assertTrue(first.getProvenance().getInstanceProvenance().toString().contains("ShuffledLabels"));
    double shuffled = new LabelEvaluator().evaluate(first, examples).accuracy();
    double learned =
        new LabelEvaluator()
            .evaluate(new LinearDiscriminantTrainer(0, "ill", 1).train(examples), examples)
            .accuracy();
    assertTrue(shuffled < 0.7 && learned > 0.85, shuffled + " and " + learned);
  }

  @Test
  void wrongDatasetsAndParametersAreRefused() {
    Dataset<Label> examples = dataset(Synthetic.rows(20, COLUMNS, 1, 4));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new MajorityTrainer("sick", 1).train(examples));
    assertTrue(e.getMessage().contains("[healthy, ill]"), e.getMessage());
    assertThrows(PropertyException.class, () -> new NearestNeighboursTrainer(2, "ill", 1));
    assertThrows(PropertyException.class, () -> new NearestNeighboursTrainer(1, "ill", 0));
    assertThrows(PropertyException.class, () -> new MajorityTrainer("", 1));
    Model<Label> model = new NearestNeighboursTrainer(1, "ill", 1).train(examples);
    Example<Label> unknown =
        new ArrayExample<>(new Label("ill"), new String[] {"other"}, new double[] {1});
    assertThrows(IllegalArgumentException.class, () -> model.predict(unknown));
    Example<Label> heavy = example(new float[COLUMNS], "ill");
    heavy.setWeight(2);
    ((MutableDataset<Label>) examples).add(heavy);
    assertThrows(
        IllegalArgumentException.class, () -> new MajorityTrainer("ill", 1).train(examples));
  }

  @Test
  void modelsAreCopiedAndSerialised() throws Exception {
    Dataset<Label> examples = dataset(Synthetic.rows(40, COLUMNS, 1, 5));
    for (ClassicTrainer trainer : TRAINERS) {
      ClassicModel model = (ClassicModel) trainer.train(examples);
      var bytes = new ByteArrayOutputStream();
      try (var out = new ObjectOutputStream(bytes)) {
        out.writeObject(model);
      }
      var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      ClassicModel again = (ClassicModel) in.readObject();
      Example<Label> example = examples.getExample(3);
      double score = model.predict(example).getOutput().getScore();
      assertEquals(score, again.predict(example).getOutput().getScore(), 0);
      assertEquals(score, model.copy().predict(example).getOutput().getScore(), 0);
    }
  }
}
