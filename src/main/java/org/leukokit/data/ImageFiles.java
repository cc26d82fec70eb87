package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.leukokit.base.UserError;
import org.leukokit.image.ImageNotes;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterReader;

/**
 * Images without labels: files, all in folders and below them, all in zips. They are only read.
 * Close it to close the zips.
 */
public final class ImageFiles implements AutoCloseable {
  /** An image that is looked for when it is read. */
  public static final class Item {
    private final String name;
    private final String described;
    private final TroveItem item;

    private Item(String name, TroveItem item) {
      this(name, name, item);
    }

    /**
     * @param described where it is, for messages
     */
    Item(String name, String described, TroveItem item) {
      this.name = printable(name);
      this.described = printable(described);
      this.item = item;
    }

    /** Its place as it was named, on one line, whatever characters its name holds. */
    public String name() {
      return name;
    }

    /**
     * Reads the image.
     *
     * @throws UserError if it is gone, damaged, too large or no image, naming it
     */
    public Raster read() {
      return read(note -> {});
    }

    /**
     * As above, and says what was done to the image or left of it, see {@link ImageNotes}.
     *
     * @param notes hears a few words for each
     */
    public Raster read(Consumer<String> notes) {
      byte[] bytes = item.read(FolderCells.MAX_IMAGE_BYTES);
      Raster image = RasterReader.decode(bytes, described);
      ImageNotes.of(bytes).forEach(notes);
      return image;
    }
  }

  private final List<Item> items = new ArrayList<>();
  private final List<Trove> troves = new ArrayList<>();

  private ImageFiles() {}

  /**
   * Lists images.
   *
   * @param places files, folders and zips. A file that is named is taken whatever its name; in
   *     folders and zips, what is called like a BMP, PNG, JPEG, WebP or TIFF file is
   * @throws UserError if a place is not there or can't be listed, or a folder or zip has no image
   */
  public static ImageFiles open(List<Path> places) {
    ImageFiles files = new ImageFiles();
    try {
      places.forEach(files::add);
      return files;
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private void add(Path place) {
    if (!Files.isDirectory(place) && !Files.isRegularFile(place)) {
      throw new UserError(
          "there is no file or folder " + printable(place.toString()) + "; check the path");
    }
    if (Files.isRegularFile(place) && !isZip(place)) {
      items.add(new Item(place.toString(), TroveItem.file(place)));
      return;
    }
    Trove trove = Trove.open(place);
    troves.add(trove);
    int before = items.size();
    for (TroveItem item : trove.items()) {
      if (FolderCells.isImage(item)) {
        items.add(new Item(place + "/" + item.path(), item));
      }
    }
    if (items.size() == before) {
      throw new UserError(
          printable(place.toString())
              + " has no BMP, PNG, JPEG, WebP or TIFF file; name another place");
    }
  }

  private static boolean isZip(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] <= 8;
    } catch (IOException e) {
      // What can't be read is told when the image is.
      return false;
    }
  }

  /** A name that steers no terminal: neither control characters nor such as turn its direction. */
  public static String printable(String name) {
    StringBuilder text = new StringBuilder();
    Lists.printable(name)
        .codePoints()
        .forEach(
            c -> {
              if (Character.getType(c) == Character.FORMAT
                  || Character.getType(c) == Character.SURROGATE) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  /** The images, in the order of the places and in each by path. */
  public List<Item> items() {
    return List.copyOf(items);
  }

  @Override
  public void close() {
    troves.forEach(Trove::close);
  }
}
