package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.paper.Paper;
import org.leukokit.record.RunArchive;

/**
 * 'reproduce all' on two devices goes on from runs that are there and ends with the pages of one:
 * the committed reports, whose runs were computed one after the other.
 */
class SideBySideTest {
  private static final Path REPORTS = Path.of("reports");

  private static List<Path> unpacked(Path out) {
    List<Path> reports =
        Stream.concat(Stream.of(""), Paper.all().stream().map(Paper::key)).map(Path::of).toList();
    for (Path report : reports) {
      RunArchive.unpack(
          REPORTS.resolve(report).resolve(RunArchive.NAME),
          out.resolve(report).resolve(RunArguments.RUNS));
    }
    return reports;
  }

  @Test
  void twoDevicesGiveThePagesOfOne(@TempDir Path out) throws IOException {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64"),
        "left out: another processor would compute for long what amd64 has computed");
    List<Path> reports = unpacked(out);
    // As the committed ones, also where a mirror has others.
    Cli all =
        Cli.run("reproduce", "all", "--weights", "random", "--device", "cpu,cpu", "--out", out);
    assertEquals(0, all.code(), all.err());
    for (String elsewhere : List.of("loey2020", "mondal2021")) {
      assertTrue(all.err().contains(elsewhere + ": " + out.resolve(elsewhere)), all.err());
    }
    assertTrue(all.out().contains(out.resolve("oliveira2021/index.html").toString()), all.out());
    int compared = 0;
    for (Path report : reports) {
      for (String part : List.of("tables", "figures")) {
        Path there = REPORTS.resolve(report).resolve(part);
        try (Stream<Path> files = Files.list(there)) {
          for (Path file : files.toList()) {
            Path again = out.resolve(REPORTS.relativize(file));
            assertArrayEquals(
                Files.readAllBytes(file), Files.readAllBytes(again), again.toString());
            compared++;
          }
        }
      }
    }
    assertTrue(compared > 80, "compared " + compared);
  }
}
