package org.leukokit.record;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * A run and its folder: written whole or not at all, checked whenever it is read.
 *
 * @param record the provenance
 * @param folds the folds
 * @param predictions the predictions
 */
public record RunFolder(RunRecord record, FoldTable folds, Predictions predictions) {
  private static final String RUN = "run.json";
  private static final String FOLDS = "folds.csv";
  private static final String PREDICTIONS = "predictions.csv";
  private static final String SUMS = "SHA256SUMS";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setVisibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
          .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE);

  private static final ObjectWriter PRETTY =
      JSON.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  /** The name of a run's folder: method, protocol and the beginning of its id. */
  public static String name(RunInputs inputs) {
    return inputs.method() + "--" + inputs.protocol() + "--" + inputs.id().substring(0, 12);
  }

  /**
   * Writes the folder aside and moves it into place; what was there is replaced.
   *
   * @param folder where the run is to lie
   * @throws UserError if it can't be written
   */
  public void write(Path folder) {
    Path aside = folder.resolveSibling("." + folder.getFileName() + ".tmp");
    try {
      delete(aside);
      Map<String, byte[]> files = new TreeMap<>();
      files.put(FOLDS, folds.toCsv().getBytes(StandardCharsets.UTF_8));
      files.put(PREDICTIONS, predictions.toCsv().getBytes(StandardCharsets.UTF_8));
      files.put(RUN, (PRETTY.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8));
      StringBuilder sums = new StringBuilder();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        AtomicFiles.write(aside.resolve(file.getKey()), file.getValue());
        sums.append(Hashing.sha256Hex(file.getValue())).append("  ").append(file.getKey());
        sums.append('\n');
      }
      AtomicFiles.write(aside.resolve(SUMS), sums.toString());
      delete(folder);
      AtomicFiles.move(aside, folder);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }

  /**
   * Reads a run's folder and checks every file against its digest.
   *
   * @throws UserError if a file is missing, changed or not as its schema says, naming it
   */
  public static RunFolder read(Path folder) {
    checkSums(folder);
    try {
      RunRecord record = JSON.readValue(folder.resolve(RUN).toFile(), RunRecord.class);
      return new RunFolder(
          record,
          FoldTable.read(folder.resolve(FOLDS)),
          Predictions.read(folder.resolve(PREDICTIONS)));
    } catch (JsonProcessingException e) {
      throw new UserError(
          folder.resolve(RUN) + " is not a run record: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UserError(folder.resolve(RUN) + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Whether a finished run lies there. Its files are checked when it is read. */
  public static boolean exists(Path folder) {
    return Files.isRegularFile(folder.resolve(SUMS));
  }

  private static void checkSums(Path folder) {
    Map<String, String> expected = new LinkedHashMap<>();
    Path sums = folder.resolve(SUMS);
    try {
      for (String line : Files.readAllLines(sums, StandardCharsets.UTF_8)) {
        String[] parts = line.split(" {2}", 2);
        if (parts.length != 2 || !List.of(RUN, FOLDS, PREDICTIONS).contains(parts[1])) {
          throw new UserError(sums + ": the line '" + line + "' names no file of a run");
        }
        expected.put(parts[1], parts[0]);
      }
      if (expected.size() != 3) {
        throw new UserError(sums + " must name three files; delete the folder and run again");
      }
      for (Map.Entry<String, String> file : expected.entrySet()) {
        Path path = folder.resolve(file.getKey());
        if (!Hashing.sha256Hex(path).equals(file.getValue())) {
          throw new UserError(
              path
                  + " is not the file that the run wrote (its SHA-256 differs from SHA256SUMS);"
                  + " delete the folder and run again");
        }
      }
    } catch (IOException e) {
      throw new UserError(
          folder + " is not a complete run folder: " + e.getMessage() + "; run again", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }
}
