package org.leukokit.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;

/**
 * The images of a folder or zip of the user's that has a folder a class, anywhere below it and as
 * often as it likes, such as {@code fold_0/all}. Every file is hashed when the data set is opened,
 * and again whenever its image is read; nothing is written there.
 *
 * <p>Ids are file names; a name that stands more than once gives way to the path below the folders
 * that all images have in common, so a folder and a zip of it have one digest. Names in C-NMC's way
 * ({@code UID_<subject>_<image>_<cell>_<class>}) tell the subject, and with it the group of
 * subjects that share cells; subject and group of any other name are empty, and {@link
 * #unmatched()} lists it. The part is the path between the common folders and the class folder.
 */
public final class FolderDataset implements Dataset, AutoCloseable {
  /** 64 MiB: a photograph of one cell has half a megabyte. */
  private static final int MAX_IMAGE_BYTES = 64 << 20;

  private static final Pattern IMAGE =
      Pattern.compile(".*\\.(bmp|png|jpe?g|tiff?)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern CNMC =
      Pattern.compile("UID_(H?\\d+)_\\d+_\\d+_(all|hem)\\.\\w+", Pattern.CASE_INSENSITIVE);

  private record Found(TroveItem item, Label label, String part, String path) {}

  private final DatasetInfo info;
  private final List<Cell> cells;
  private final Map<String, TroveItem> places = new HashMap<>();
  private final List<String> unmatched;
  private final List<String> outside;
  private final List<String> warnings;
  private final Trove trove;
  private final String digest;

  private FolderDataset(
      DatasetInfo info,
      Map<Cell, TroveItem> found,
      List<String> unmatched,
      List<String> outside,
      List<String> warnings,
      Trove trove) {
    this.info = info;
    cells = List.copyOf(found.keySet());
    found.forEach((cell, item) -> places.put(cell.id(), item));
    this.unmatched = List.copyOf(unmatched);
    this.outside = List.copyOf(outside);
    this.warnings = List.copyOf(warnings);
    this.trove = trove;
    digest = DataDigest.of(cells);
  }

  /**
   * Opens a folder or zip.
   *
   * @throws UserError if it can't be read, or one of the class folders has no image
   */
  public static FolderDataset open(Path place, DatasetOptions options) {
    Trove trove = Trove.open(place);
    try {
      return open(place, trove, options);
    } catch (RuntimeException e) {
      trove.close();
      throw e;
    }
  }

  private static FolderDataset open(Path place, Trove trove, DatasetOptions options) {
    List<String> outside = new ArrayList<>(trove.dangling());
    List<TroveItem> images = new ArrayList<>();
    for (TroveItem item : trove.items()) {
      boolean image = IMAGE.matcher(item.name()).matches();
      if (image && classFolder(item.path(), options) >= 0) {
        checkName(item);
        images.add(item);
      } else {
        outside.add(item.path());
      }
    }
    if (images.isEmpty()) {
      throw new UserError(
          place
              + " has no BMP, PNG, JPEG or TIFF file in a folder named "
              + options.positive()
              + " or "
              + options.negative()
              + "; sort the images into two such folders or name your own");
    }
    List<Found> found = arrange(images, options);
    requireBothClasses(place, found, options);
    Map<String, Integer> names = new HashMap<>();
    found.forEach(f -> names.merge(f.item().name(), 1, Integer::sum));
    Map<Cell, TroveItem> cells = new TreeMap<>(Comparator.comparing(Cell::id));
    List<String> unmatched = new ArrayList<>();
    List<String> contradicted = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    List<String> hashes = hash(images, options.progress());
    for (int i = 0; i < found.size(); i++) {
      Found f = found.get(i);
      boolean unique = names.get(f.item().name()) == 1;
      String id = unique ? f.item().name() : f.path();
      if (!unique) {
        doubled.add(id);
      }
      Matcher cnmc = CNMC.matcher(f.item().name());
      String subject = "";
      if (cnmc.matches()) {
        subject = SubjectGroups.fold(cnmc.group(1));
        if (cnmc.group(2).equalsIgnoreCase("all") != (f.label() == Label.LEUKEMIC)) {
          contradicted.add(f.path());
        }
      } else {
        unmatched.add(f.path());
      }
      Cell cell =
          new Cell(
              id,
              f.item().path(),
              hashes.get(i),
              f.label(),
              subject,
              SubjectGroups.cnmc2019().groupOf(subject),
              f.part());
      if (cells.put(cell, f.item()) != null) {
        throw new UserError(
            f.item().described()
                + ": the name "
                + id
                + " stands there twice; rename one of the two");
      }
    }
    List<String> warnings = new ArrayList<>();
    warn(warnings, outside, "no image in a class folder, so left out");
    warn(warnings, unmatched, "subject not known, since not named UID_<subject>_… as in C-NMC");
    warn(warnings, contradicted, "class folder contradicts the class in the name; folder taken");
    warn(warnings, doubled, "file name stands more than once, so named by path");
    warn(warnings, bothClasses(cells.keySet()), "the same bytes stand in both classes");
    return new FolderDataset(info(place, cells.size()), cells, unmatched, outside, warnings, trove);
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

  private static void requireBothClasses(Path place, List<Found> found, DatasetOptions options) {
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      if (found.stream().noneMatch(f -> f.label() == label)) {
        throw new UserError(
            place
                + " has no image in a folder named "
                + (label == Label.LEUKEMIC ? options.positive() : options.negative())
                + "; a study needs both classes");
      }
    }
  }

  private static void warn(List<String> warnings, List<String> names, String what) {
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

  private static List<String> bothClasses(Iterable<Cell> cells) {
    Map<String, Cell> first = new HashMap<>();
    List<String> both = new ArrayList<>();
    for (Cell cell : cells) {
      Cell other = first.putIfAbsent(cell.sha256(), cell);
      if (other != null && other.label() != cell.label()) {
        both.add(other.id() + " = " + cell.id());
      }
    }
    return both;
  }

  /** The place in the path of the folder nearest to the file that names a class, or -1. */
  private static int classFolder(String path, DatasetOptions options) {
    String[] parts = path.split("/");
    for (int i = parts.length - 2; i >= 0; i--) {
      if (parts[i].equalsIgnoreCase(options.positive())
          || parts[i].equalsIgnoreCase(options.negative())) {
        return i;
      }
    }
    return -1;
  }

  private static List<Found> arrange(List<TroveItem> images, DatasetOptions options) {
    int common = Integer.MAX_VALUE;
    String[] first = images.get(0).path().split("/");
    for (TroveItem item : images) {
      String[] parts = item.path().split("/");
      int same = 0;
      int most = Math.min(common, classFolder(item.path(), options));
      while (same < most && same < first.length && parts[same].equals(first[same])) {
        same++;
      }
      common = same;
    }
    List<Found> found = new ArrayList<>();
    for (TroveItem item : images) {
      List<String> parts = List.of(item.path().split("/"));
      int at = classFolder(item.path(), options);
      boolean leukemic = parts.get(at).equalsIgnoreCase(options.positive());
      found.add(
          new Found(
              item,
              leukemic ? Label.LEUKEMIC : Label.HEALTHY,
              String.join("/", parts.subList(common, at)),
              String.join("/", parts.subList(common, parts.size()))));
    }
    return found;
  }

  private static List<String> hash(List<TroveItem> images, Progress progress) {
    try (Progress.Task task = progress.start("hashing images", images.size())) {
      return images.parallelStream()
          .map(
              item -> {
                if (item.size() > MAX_IMAGE_BYTES) {
                  throw new UserError(
                      item.described()
                          + " has "
                          + Bytes.text(item.size())
                          + "; a photograph of one cell has at most "
                          + Bytes.text(MAX_IMAGE_BYTES)
                          + ", so name a folder of such");
                }
                String hash = item.sha256();
                task.step();
                return hash;
              })
          .toList();
    }
  }

  private static DatasetInfo info(Path place, int cells) {
    Path last = place.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "folder" : last.toString();
    if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      name = name.substring(0, name.length() - ".zip".length());
    }
    return new DatasetInfo(
        name,
        "images of " + name + ", brought by the user",
        "not known to the kit",
        "not known to the kit",
        false,
        cells);
  }

  @Override
  public DatasetInfo info() {
    return info;
  }

  @Override
  public List<Cell> cells() {
    return cells;
  }

  /** The images whose names do not tell a subject, by their paths; they are cells all the same. */
  public List<String> unmatched() {
    return unmatched;
  }

  /** The files that are no cells: no images, or images in no class folder; by their paths. */
  public List<String> outside() {
    return outside;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public Raster read(Cell cell) {
    TroveItem place = places.get(cell.id());
    if (place == null) {
      throw new IllegalArgumentException(cell.id() + " is no cell of " + info.name());
    }
    return CellImages.read(cell, place, MAX_IMAGE_BYTES);
  }

  @Override
  public String digest() {
    return digest;
  }

  /** Lets go of the zip; no image can be read from it afterwards. */
  @Override
  public void close() {
    trove.close();
  }
}
