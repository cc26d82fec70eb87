package org.leukokit.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.leukokit.base.Hashing;

/**
 * Looks through a sealed folder for everything that is not as it was written, where a reader stops
 * at the first.
 *
 * @param files how many files were compared with their digests
 * @param findings what was found
 */
public record SealCheck(int files, List<Finding> findings) {
  /**
   * Something that is not as it was written.
   *
   * @param file the file
   * @param what what is wrong with it
   */
  public record Finding(Path file, String what) {}

  /** Copies the list. */
  public SealCheck {
    findings = List.copyOf(findings);
  }

  /** Looks through a folder with a {@code SHA256SUMS}; nothing is thrown for what is found. */
  public static SealCheck of(Path folder) {
    List<Finding> findings = new ArrayList<>();
    Path sums = folder.resolve(SealedFolder.SUMS);
    Map<String, String> digests = new LinkedHashMap<>();
    try {
      String text = new String(Files.readAllBytes(sums), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        String[] parts = line.split(" {2}", 2);
        if (parts.length == 2
            && parts[0].matches("[0-9a-f]{64}")
            && parts[1].matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
          digests.put(parts[1], parts[0]);
        } else {
          findings.add(new Finding(sums, "the line '" + line + "' is no digest and name"));
        }
      }
      digests.forEach((name, digest) -> check(folder.resolve(name), digest, findings));
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.sorted().toList()) {
          String name = file.getFileName().toString();
          if (!name.equals(SealedFolder.SUMS) && !digests.containsKey(name)) {
            findings.add(new Finding(file, "is not named in " + SealedFolder.SUMS));
          }
        }
      }
    } catch (IOException e) {
      findings.add(new Finding(sums, Files.exists(sums) ? "can't be read" : "is missing"));
    }
    return new SealCheck(digests.size(), findings);
  }

  private static void check(Path file, String digest, List<Finding> findings) {
    try {
      if (!Hashing.sha256Hex(file).equals(digest)) {
        findings.add(
            new Finding(
                file, "its SHA-256 is not the one in SHA256SUMS; one of the two was changed"));
      }
    } catch (IOException e) {
      findings.add(new Finding(file, Files.exists(file) ? "can't be read" : "is missing"));
    }
  }
}
