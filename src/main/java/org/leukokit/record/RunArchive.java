package org.leukokit.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * All that one study's report is made of in one file, {@code runs.zip} beside the report, to be
 * kept and passed on with it: {@code study/}, the pictures, and every run folder with its own
 * digests. Runs of one study share folds and cells, so each content, of tables each column, is kept
 * once. All of them stand one after another in {@code contents}, like beside like, as many small
 * files are packed badly one by one; {@code sizes.csv} says how long each is, and {@code files.csv}
 * of which of them each file is made. The same runs give the same bytes.
 */
public final class RunArchive {
  /** The name of the file, in the folder of the report. */
  public static final String NAME = "runs.zip";

  // The first day that a zip can say; of no meaning, but the same every time.
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final long MOST_BYTES = 1L << 30;
  private static final String INDEX = "files.csv";
  private static final String COLUMNS = "file,number of its content or of each of its columns";
  private static final String SIZES = "sizes.csv";
  private static final String CONTENTS = "contents";

  /** A content with the place that it has among all: files of one name stand together. */
  private record Part(String order, byte[] bytes) {}

  private RunArchive() {}

  /**
   * Packs the study of a folder of run folders.
   *
   * @param runs the folder
   * @param file where the archive goes
   * @throws UserError if there is no study, or a part of it is missing or changed
   */
  public static void pack(Path runs, Path file) {
    StudyFolder study = StudyFolder.read(runs);
    List<String> folders = new ArrayList<>(List.of(StudyFolder.NAME));
    study.runs().forEach(m -> folders.add(m.folder()));
    if (!study.panels().isEmpty()) {
      folders.add(study.panels());
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String folder : folders) {
      Path place = runs.resolve(folder);
      SealedFolder.read(place).forEach((name, bytes) -> files.put(folder + "/" + name, bytes));
      files.put(folder + "/" + SealedFolder.SUMS, read(place.resolve(SealedFolder.SUMS)));
    }
    Map<String, List<Part>> parts = new TreeMap<>();
    Map<String, Part> all = new HashMap<>();
    files.forEach(
        (name, bytes) -> {
          List<byte[]> columns = columns(name, bytes);
          List<Part> own = new ArrayList<>();
          for (int c = 0; c < columns.size(); c++) {
            String order = name.substring(name.indexOf('/') + 1) + "/" + (1000 + c) + "/" + name;
            Part part = new Part(order, columns.get(c));
            own.add(all.computeIfAbsent(Hashing.sha256Hex(part.bytes()), sha256 -> part));
          }
          parts.put(name, own);
        });
    List<Part> ordered = all.values().stream().sorted(Comparator.comparing(Part::order)).toList();
    Map<Part, Integer> numbers = new IdentityHashMap<>();
    StringBuilder sizes = new StringBuilder("bytes\n");
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    for (Part part : ordered) {
      numbers.put(part, numbers.size());
      sizes.append(part.bytes().length).append('\n');
      together.writeBytes(part.bytes());
    }
    StringBuilder index = new StringBuilder(COLUMNS).append('\n');
    parts.forEach(
        (name, own) -> {
          index.append(name);
          own.forEach(part -> index.append(',').append(numbers.get(part)));
          index.append('\n');
        });
    SortedMap<String, byte[]> contents = new TreeMap<>();
    contents.put(INDEX, index.toString().getBytes(StandardCharsets.UTF_8));
    contents.put(SIZES, sizes.toString().getBytes(StandardCharsets.UTF_8));
    contents.put(CONTENTS, together.toByteArray());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTimeLocal(TIME);
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(file, e);
    }
    AtomicFiles.write(file, packed.toByteArray());
  }

  /**
   * Unpacks an archive into a folder of run folders; folders that are there are left as they are.
   *
   * @throws UserError if it is no such archive, or can't be unpacked
   */
  public static void unpack(Path file, Path runs) {
    Map<String, byte[]> contents = contents(file);
    for (String part : List.of(INDEX, SIZES, CONTENTS)) {
      if (!contents.containsKey(part)) {
        throw new UserError(
            file
                + " is no archive of runs of this version: it holds no "
                + part
                + "; pack it again"
                + " with 'leukokit pack'");
      }
    }
    byte[] index = contents.get(INDEX);
    List<byte[]> numbered = numbered(file, contents.get(SIZES), contents.get(CONTENTS));
    Map<String, SortedMap<String, byte[]>> folders = new HashMap<>();
    List<String> lines = new String(index, StandardCharsets.UTF_8).lines().skip(1).toList();
    for (String line : lines) {
      List<String> parts = List.of(line.split(","));
      String name = parts.get(0);
      List<byte[]> columns = new ArrayList<>();
      for (String number : parts.subList(1, parts.size())) {
        boolean known = number.matches("[0-9]{1,7}") && Integer.parseInt(number) < numbered.size();
        columns.add(known ? numbered.get(Integer.parseInt(number)) : null);
      }
      // A name that was tampered with must not lead out of the folder.
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
          || columns.isEmpty()
          || columns.contains(null)) {
        throw new UserError(file + ": the line '" + line + "' names no part of a study");
      }
      int slash = name.indexOf('/');
      folders
          .computeIfAbsent(name.substring(0, slash), f -> new TreeMap<>())
          .put(name.substring(slash + 1), columns.size() == 1 ? columns.get(0) : joined(columns));
    }
    if (!folders.containsKey(StudyFolder.NAME)) {
      throw new UserError(file + " holds no study; pack it again with 'leukokit pack'");
    }
    folders.forEach(
        (folder, files) -> {
          Path place = runs.resolve(folder);
          if (!SealedFolder.exists(place)) {
            byte[] sums = files.remove(SealedFolder.SUMS);
            files.forEach((name, content) -> AtomicFiles.write(place.resolve(name), content));
            if (sums != null) {
              // Last, as it says that the folder is whole.
              AtomicFiles.write(place.resolve(SealedFolder.SUMS), sums);
            }
          }
        });
  }

  private static List<byte[]> numbered(Path file, byte[] sizes, byte[] contents) {
    List<byte[]> numbered = new ArrayList<>();
    int from = 0;
    for (String line : new String(sizes, StandardCharsets.UTF_8).lines().skip(1).toList()) {
      int size = line.matches("[0-9]{1,9}") ? Integer.parseInt(line) : -1;
      if (size < 0 || size > contents.length - from) {
        throw new UserError(file + ": " + SIZES + " does not fit " + CONTENTS);
      }
      numbered.add(Arrays.copyOfRange(contents, from, from + size));
      from += size;
    }
    return numbered;
  }

  /**
   * The columns of a table, where joining them gives its bytes again; else the bytes as they are.
   * Methods that were tested on the same cells differ in their scores alone.
   */
  private static List<byte[]> columns(String name, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!name.endsWith(".csv") || text.isEmpty() || !text.endsWith("\n")) {
      return List.of(bytes);
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
    int width = lines[0].split(",", -1).length;
    List<StringBuilder> columns = new ArrayList<>();
    for (int c = 0; c < width; c++) {
      columns.add(new StringBuilder());
    }
    for (String line : lines) {
      String[] fields = line.split(",", -1);
      if (fields.length != width) {
        return List.of(bytes);
      }
      for (int c = 0; c < width; c++) {
        columns.get(c).append(fields[c]).append('\n');
      }
    }
    List<byte[]> split =
        columns.stream().map(c -> c.toString().getBytes(StandardCharsets.UTF_8)).toList();
    return width > 1 && Arrays.equals(joined(split), bytes) ? split : List.of(bytes);
  }

  private static byte[] joined(List<byte[]> columns) {
    List<String[]> lines = new ArrayList<>();
    for (byte[] column : columns) {
      lines.add(new String(column, StandardCharsets.UTF_8).split("\n", -1));
    }
    StringBuilder text = new StringBuilder();
    // Behind the last end of line there is nothing.
    for (int row = 0; row < lines.get(0).length - 1; row++) {
      for (int c = 0; c < lines.size(); c++) {
        text.append(c == 0 ? "" : ",").append(lines.get(c)[row]);
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> contents(Path file) {
    Map<String, byte[]> contents = new HashMap<>();
    long bytes = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(read(file)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes((int) (MOST_BYTES - bytes));
        bytes += content.length;
        if (bytes >= MOST_BYTES) {
          throw new UserError(file + " holds more than 1 GiB, too much for a study's runs");
        }
        contents.put(entry.getName(), content);
      }
      return contents;
    } catch (IOException e) {
      throw new UserError(file + " can't be read as an archive of runs: " + e.getMessage(), e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError(file + " can't be read: " + e.getMessage(), e);
    }
  }
}
