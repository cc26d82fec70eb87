package org.leukokit.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leukokit.base.UserError;

/** From the files of a folder or zip to cells with ids, classes, subjects and parts. Used once. */
final class FolderCells {
  /** 64 MiB: a photograph of one cell has half a megabyte. */
  static final int MAX_IMAGE_BYTES = 64 << 20;

  private static final Pattern IMAGE =
      Pattern.compile(".*\\.(bmp|png|jpe?g|webp|tiff?)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern CNMC =
      Pattern.compile("UID_(H?\\d+)_\\d+_\\d+_(all|hem)\\.\\w+", Pattern.CASE_INSENSITIVE);

  private record Found(TroveItem item, Label label, String part, String path) {}

  /** As Windows, macOS and browsers name copies. */
  private static final Pattern COPY =
      Pattern.compile(
          "(.+?)(?: ?\\(\\d{1,3}\\)| - copy(?: \\(\\d{1,3}\\))?| copy(?: \\d{1,3})?)(\\.\\w+)",
          Pattern.CASE_INSENSITIVE);

  private record Person(String subject, String group) {}

  private final Path place;
  private final DatasetOptions options;
  private final OwnData own;
  private OwnTable table;
  private final Map<Cell, TroveItem> cells = new TreeMap<>(Comparator.comparing(Cell::id));
  private final List<String> unmatched = new ArrayList<>();
  private final List<String> outside = new ArrayList<>();
  private final List<String> contradicted = new ArrayList<>();
  private final List<String> copies = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private FolderContents contents;
  private final List<String> warnings = new ArrayList<>();

  private FolderCells(Path place, DatasetOptions options) {
    this.place = place;
    this.options = options;
    this.own = options.own();
  }

  /**
   * Tells the cells.
   *
   * @throws UserError if a class has no image, a name or an image can't be read, or the table or
   *     the pattern of subjects does not fit
   */
  static FolderCells of(Path place, Trove trove, DatasetOptions options) {
    FolderCells folder = new FolderCells(place, options);
    folder.read(trove);
    return folder;
  }

  /** Whether a trove has any image in a class folder. */
  static boolean any(Trove trove, OwnData own) {
    return trove.items().stream().anyMatch(i -> isImage(i) && classFolder(i.path(), own) >= 0);
  }

  Map<Cell, TroveItem> cells() {
    return cells;
  }

  List<String> unmatched() {
    return unmatched;
  }

  List<String> outside() {
    return outside;
  }

  /** The images that are cells of C-NMC 2019 by their pixels and have other bytes; their paths. */
  List<String> converted() {
    return contents.converted().stream().map(i -> Lists.printable(i.path())).sorted().toList();
  }

  /** The SHA-256 of the files that stand under that of another one with their pixels, by id. */
  Map<String, String> twins() {
    Map<String, String> twins = new HashMap<>();
    cells.forEach(
        (cell, item) -> {
          if (contents.isTwin(item)) {
            twins.put(cell.id(), contents.stored().get(item));
          }
        });
    return twins;
  }

  List<String> warnings() {
    return warnings;
  }

  private void read(Trove trove) {
    outside.addAll(trove.dangling());
    List<TroveItem> all = trove.items().stream().filter(FolderCells::isImage).toList();
    if (own.table().isPresent()) {
      table = OwnTable.read(own.table().get(), own, all, options.partial());
    }
    List<TroveItem> images = new ArrayList<>();
    for (TroveItem item : trove.items()) {
      if (isImage(item) && isCell(item)) {
        checkName(item);
        images.add(item);
      } else {
        outside.add(Lists.printable(item.path()));
      }
    }
    if (images.isEmpty()) {
      throw new UserError(
          place
              + " has no BMP, PNG, JPEG, WebP or TIFF file "
              + (labelled()
                  ? "that " + table.name() + " names"
                  : "in a folder named "
                      + own.names(Label.LEUKEMIC)
                      + " or "
                      + own.names(Label.HEALTHY)
                      + "; sort the images into two such folders or name your own with --positive"
                      + " and --negative"));
    }
    List<Found> found = arrange(images);
    requireBothClasses(found);
    add(found);
    if (own.subjectPattern().isPresent() && unmatched.size() == found.size() && !subjects()) {
      throw new UserError(
          "the subject pattern '"
              + Lists.printable(own.subjectPattern().get().pattern())
              + "' matches none of the "
              + found.size()
              + " paths, such as "
              + found.get(0).path()
              + "; correct it");
    }
    joinGroups();
    warn();
  }

  private void add(List<Found> found) {
    contents = FolderContents.of(found.stream().map(Found::item).toList(), options);
    Set<TroveItem> converted = contents.converted();
    Set<TroveItem> taken = new HashSet<>();
    Set<String> paths = new HashSet<>();
    found.forEach(f -> paths.add(f.path()));
    Map<String, Integer> names = new HashMap<>();
    for (Found f : found) {
      // A converted cell has the collection's name, unless another file has that already.
      if (converted.contains(f.item()) && paths.add(asBitmap(f.path()))) {
        taken.add(f.item());
      }
      names.merge(name(f, taken), 1, Integer::sum);
    }
    for (Found f : found) {
      boolean unique = names.get(name(f, taken)) == 1;
      String path = taken.contains(f.item()) ? asBitmap(f.path()) : f.path();
      String id = unique ? name(f, taken) : path;
      if (!unique) {
        doubled.add(id);
      }
      Person person = person(f);
      if (person.subject().isEmpty()) {
        unmatched.add(f.path());
      }
      Cell cell =
          new Cell(
              id,
              f.item().path(),
              contents.hashes().get(f.item()),
              f.label(),
              person.subject(),
              person.group(),
              f.part());
      if (cells.put(cell, f.item()) != null) {
        throw new UserError(
            f.item().described()
                + ": the name "
                + id
                + " stands there twice; rename one of the two");
      }
    }
  }

  private static String name(Found found, Set<TroveItem> asBitmaps) {
    String name = found.item().name();
    return asBitmaps.contains(found.item()) ? asBitmap(name) : name;
  }

  private static String asBitmap(String name) {
    return name.substring(0, name.lastIndexOf('.')) + ".bmp";
  }

  private Person person(Found found) {
    if (subjects()) {
      return table
          .of(found.item())
          .map(e -> new Person(e.subject(), e.group()))
          .orElse(new Person("", ""));
    }
    if (own.subjectPattern().isPresent()) {
      Matcher matcher = own.subjectPattern().get().matcher(found.path());
      String subject =
          matcher.find() && matcher.group(1) != null ? SubjectGroups.fold(matcher.group(1)) : "";
      return new Person(subject, subject);
    }
    Matcher copy = COPY.matcher(found.item().name());
    String name = copy.matches() ? copy.group(1) + copy.group(2) : found.item().name();
    Matcher cnmc = CNMC.matcher(name);
    if (copy.matches() && cnmc.matches()) {
      copies.add(found.path());
    }
    if (!cnmc.matches()) {
      return new Person("", "");
    }
    if (cnmc.group(2).equalsIgnoreCase("all") != (found.label() == Label.LEUKEMIC)) {
      contradicted.add(found.path());
    }
    String subject = SubjectGroups.fold(cnmc.group(1));
    return new Person(subject, SubjectGroups.cnmc2019().groupOf(subject));
  }

  private void warn() {
    if (table != null) {
      if (!table.notes().isEmpty()) {
        warnings.add(table.name() + ": " + String.join("; ", table.notes()));
      }
      warn(table.missing(), "named by " + table.name() + " and not there");
    }
    warn(
        outside,
        labelled()
            ? "not named by " + table.name() + ", so left out"
            : "no image in a class folder, so left out");
    warn(
        unmatched,
        subjects()
            ? "subject not known, since " + table.name() + " names none"
            : own.subjectPattern().isPresent()
                ? "subject not known, since the subject pattern does not match"
                : "subject not known, since not named UID_<subject>_… as in C-NMC");
    warn(contradicted, "class folder contradicts the class in the name; folder taken");
    warn(
        copies,
        "named as programs name a copy of a file, so taken as another cell of that subject; delete"
            + " what is a copy, and rename what is not");
    warn(doubled, "file name stands more than once, so named by path");
    warn(identical(true, true), "the same bytes stand in both classes");
    warn(identical(true, false), "the same pixels, in other bytes, stand in both classes");
    warn(
        identical(false, true),
        "the same bytes as another file of their class; copies are kept on one side of a split");
    warn(
        identical(false, false),
        "the same pixels, in other bytes, as another file of their class; copies are kept on one"
            + " side of a split");
  }

  private void warn(List<String> names, String what) {
    if (!names.isEmpty()) {
      warnings.add(
          names.size()
              + (names.size() == 1 ? " file: " : " files: ")
              + what
              + " ("
              + Lists.few(names)
              + ")");
    }
  }

  /**
   * Files whose picture equals that of an earlier one.
   *
   * @param acrossClasses which is of the other class, or of their own
   * @param bytes whether the files are equal, too, or the pixels alone
   */
  private List<String> identical(boolean acrossClasses, boolean bytes) {
    Map<String, Cell> first = new HashMap<>();
    List<String> equal = new ArrayList<>();
    for (Cell cell : cells.keySet()) {
      Cell other = first.putIfAbsent(cell.sha256(), cell);
      if (other != null
          && (other.label() != cell.label()) == acrossClasses
          && stored(other).equals(stored(cell)) == bytes) {
        equal.add(other.id() + " = " + cell.id());
      }
    }
    return equal;
  }

  private String stored(Cell cell) {
    return contents.stored().get(cells.get(cell));
  }

  /** Subjects of whom the same file is there share cells, whatever their names say. */
  private void joinGroups() {
    Map<Cell, TroveItem> joined = new LinkedHashMap<>();
    List<Cell> grouped = SharedFiles.grouped(List.copyOf(cells.keySet()));
    int at = 0;
    for (TroveItem item : cells.values()) {
      joined.put(grouped.get(at++), item);
    }
    cells.clear();
    cells.putAll(joined);
  }

  private boolean labelled() {
    return table != null && table.labels();
  }

  private boolean subjects() {
    return table != null && table.subjects();
  }

  static boolean isImage(TroveItem item) {
    return IMAGE.matcher(item.name()).matches();
  }

  private boolean isCell(TroveItem item) {
    return labelled() ? table.of(item).isPresent() : classFolder(item.path(), own) >= 0;
  }

  private static void checkName(TroveItem item) {
    if (item.path().chars().anyMatch(Character::isISOControl)) {
      throw new UserError(
          item.described() + " has a tab, line break or such in its name; rename it");
    }
    if (item.path().indexOf('\uFFFD') >= 0) {
      // Java reads names in the encoding of the locale; an id must not depend on that.
      throw new UserError(
          item.described()
              + " has a name that Java can't read in the encoding "
              + System.getProperty("sun.jnu.encoding")
              + "; set LC_ALL=C.UTF-8, or rename the file");
    }
  }

  private void requireBothClasses(List<Found> found) {
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      if (found.stream().noneMatch(f -> f.label() == label)) {
        throw new UserError(
            place
                + " has no image "
                + (labelled()
                    ? "that " + table.name() + " calls " + own.names(label)
                    : "in a folder named " + own.names(label))
                + "; a study needs both classes");
      }
    }
  }

  /** The place in the path of the folder nearest to the file that names a class, or -1. */
  private static int classFolder(String path, OwnData own) {
    String[] parts = path.split("/");
    for (int i = parts.length - 2; i >= 0; i--) {
      if (own.classOf(parts[i]).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  private List<Found> arrange(List<TroveItem> images) {
    int common = Integer.MAX_VALUE;
    String[] first = images.get(0).path().split("/");
    for (TroveItem item : images) {
      String[] parts = item.path().split("/");
      int same = 0;
      int most = Math.min(common, end(item, parts.length));
      while (same < most && same < first.length && parts[same].equals(first[same])) {
        same++;
      }
      common = same;
    }
    List<Found> found = new ArrayList<>();
    for (TroveItem item : images) {
      List<String> parts = List.of(item.path().split("/"));
      int at = end(item, parts.size());
      Optional<Label> stated =
          labelled() ? table.of(item).flatMap(OwnTable.Entry::label) : own.classOf(parts.get(at));
      found.add(
          new Found(
              item,
              stated.orElseThrow(),
              labelled() ? "" : String.join("/", parts.subList(common, at)),
              String.join("/", parts.subList(common, parts.size()))));
    }
    return found;
  }

  /** Where the folders end that may be common: at the class folder, or at the file. */
  private int end(TroveItem item, int parts) {
    return labelled() ? parts - 1 : classFolder(item.path(), own);
  }
}
