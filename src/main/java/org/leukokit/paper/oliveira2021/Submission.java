package org.leukokit.paper.oliveira2021;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.leukokit.record.FurtherScores;
import org.leukokit.record.Prediction;

/**
 * A submission to the challenge: a zip with {@code isbi_valid.predict}, one line a cell of the
 * final set in the order of the files' numbers from 1, {@code 1} for leukemic (ALL) and {@code 0}
 * for healthy (HEM).
 *
 * @param lines the lines
 */
record Submission(List<Integer> lines) {
  /** The file that the challenge looks for in the zip. */
  static final String FILE = "isbi_valid.predict";

  private static final Pattern NUMBER = Pattern.compile("(?:.*\\D)?(\\d+)\\.bmp");

  Submission {
    lines = List.copyOf(lines);
  }

  /**
   * The submission of a network.
   *
   * @param scores what it says of the final set's cells, named by their numbers
   * @return empty if the numbers are not 1 to the number of cells, each once: every line behind a
   *     gap would stand for another cell
   */
  static Optional<Submission> of(List<FurtherScores.Scored> scores) {
    SortedMap<Integer, Integer> byNumber = new TreeMap<>();
    for (FurtherScores.Scored s : scores) {
      Matcher matcher = NUMBER.matcher(s.cell());
      if (matcher.matches()) {
        byNumber.put(Integer.parseInt(matcher.group(1)), s.score() >= Prediction.THRESHOLD ? 1 : 0);
      }
    }
    boolean whole =
        !scores.isEmpty()
            && byNumber.size() == scores.size()
            && byNumber.firstKey() == 1
            && byNumber.lastKey() == scores.size();
    return whole ? Optional.of(new Submission(List.copyOf(byNumber.values()))) : Optional.empty();
  }

  /** The text of the file. */
  String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** How many cells are called leukemic. */
  long leukemic() {
    return lines.stream().filter(line -> line == 1).count();
  }

  /** The zip; equal submissions give equal bytes. */
  byte[] zip() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry(FILE);
      // Neither the hour nor the time zone may show in the bytes.
      entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.write(text().getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
