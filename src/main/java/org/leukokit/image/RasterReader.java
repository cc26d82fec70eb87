package org.leukokit.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.leukokit.base.UserError;

/**
 * Image files as 8-bit RGB rasters: BMP, PNG, JPEG, WebP (still ones) and TIFF (its first page).
 *
 * <p>Values are the stored ones; no colour profile or gamma is applied. Rows and columns are turned
 * as the file's orientation tag says. Grey becomes three equal channels, palettes are looked up,
 * 16-bit channels keep their upper byte ({@code v >> 8}, or the upper 8 of 8, 10 or 12 bits where
 * no value of the image needs more), transparent pixels are composited on black. Colours that are
 * neither grey nor RGB (CMYK, Lab) are refused. The sides are checked before anything is decoded;
 * at most {@value #MAX_PIXELS} pixels are accepted.
 *
 * <p>Bitmaps of the kind that C-NMC 2019 consists of (24 bits, not compressed) are read from the
 * file's bytes directly, WebP by TwelveMonkeys; everything else is decoded by ImageIO, without its
 * cache on disk.
 */
public final class RasterReader {
  /** The largest image, in pixels, that is decoded. */
  public static final long MAX_PIXELS = 100_000_000L;

  /** The longest side, in pixels, that is decoded. */
  public static final int MAX_SIDE = 65_535;

  /**
   * More than deflate gets out of a byte: 1,032 to 1 on eight pixels a byte. What claims more is
   * damaged, or a bomb, or a blank page of a fax, and no photograph in any case.
   */
  private static final long MOST_PIXELS_A_BYTE = 8_300;

  /** The largest file, in bytes: that many pixels in 16-bit RGBA, and room for metadata. */
  private static final long MAX_FILE_BYTES = 1_000_000_000L;

  /** Some cameras leave a few bytes between what they coded and the next marker. */
  private static final Pattern FEW_BYTES =
      Pattern.compile("Corrupt JPEG data: \\d{1,2} extraneous bytes");

  /** Enough for the header of a bitmap. */
  private static final int HEAD = 138;

  private RasterReader() {}

  /**
   * Reads a file.
   *
   * @throws UserError if it is missing, unreadable, no image, truncated, too large, or of a kind
   *     that is not supported; the message names it
   */
  public static Raster read(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      byte[] head = in.readNBytes(HEAD);
      Bmp24 bitmap = Bmp24.header(head);
      if (bitmap != null) {
        // The sides of a bitmap say more than its length, and are known before its pixels.
        checkSize(bitmap.width(), bitmap.height(), file.toString());
      }
      if (size > MAX_FILE_BYTES) {
        throw new UserError(
            file
                + " has "
                + size
                + " bytes, more than the "
                + MAX_FILE_BYTES
                + " accepted for an"
                + " image; give a smaller image");
      }
      byte[] rest = in.readNBytes((int) (MAX_FILE_BYTES - head.length));
      bytes = Arrays.copyOf(head, head.length + rest.length);
      System.arraycopy(rest, 0, bytes, head.length, rest.length);
    } catch (NoSuchFileException e) {
      throw new UserError("there is no file " + file + "; check the path", e);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new UserError("can't read " + file + " (" + reason + "); check its permissions", e);
    } catch (IOException e) {
      String hint = Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
      throw new UserError("can't read " + file + " (" + hint + "); give an image file", e);
    }
    return decode(bytes, file.toString());
  }

  /**
   * Decodes the content of an image file.
   *
   * @param bytes the whole file
   * @param name the name to use in messages
   * @throws UserError as {@link #read} does
   */
  public static Raster decode(byte[] bytes, String name) {
    Raster stored = stored(bytes, name);
    Wholeness.broken(bytes)
        .ifPresent(
            how -> {
              throw new UserError(
                  name + " is truncated or damaged (" + how + "); fetch or copy it again");
            });
    if (Wholeness.stops(bytes, stored)) {
      throw new UserError(
          name
              + " is damaged: its picture stops in the middle of a row, and zeros follow; fetch or"
              + " copy it again");
    }
    return Orientation.apply(stored, Orientation.of(bytes));
  }

  private static Raster stored(byte[] bytes, String name) {
    if (bytes.length == 0) {
      throw new UserError(name + " is empty (0 bytes); fetch or copy it again");
    }
    Bmp24 bitmap = Bmp24.header(bytes);
    if (bitmap != null) {
      checkSize(bitmap.width(), bitmap.height(), name);
      if (!bitmap.isComplete()) {
        throw truncated(name, null);
      }
      return bitmap.decode();
    }
    return decoding(
        name, () -> WebpFile.is(bytes) ? decodeWebp(bytes, name) : decodeWithImageIo(bytes, name));
  }

  /**
   * What the head of an image file says.
   *
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @param lossless whether the format keeps pixels as they are: not JPEG, and not WebP or TIFF of
   *     the kinds that don't
   */
  public record Head(int width, int height, boolean lossless) {}

  /**
   * Reads the head of an image file; its pixels may still turn out to be damaged.
   *
   * @param bytes the whole file
   * @param name the name to use in messages
   * @throws UserError as {@link #read} does
   */
  public static Head head(byte[] bytes, String name) {
    Bmp24 bitmap = Bmp24.header(bytes);
    if (bitmap != null) {
      checkSize(bitmap.width(), bitmap.height(), name);
      return new Head((int) bitmap.width(), (int) bitmap.height(), true);
    }
    if (WebpFile.is(bytes)) {
      WebpFile file = WebpFile.of(bytes, name);
      return new Head(file.width(), file.height(), file.lossless());
    }
    return decoding(
        name,
        () ->
            withReader(
                bytes,
                name,
                reader ->
                    new Head(reader.getWidth(0), reader.getHeight(0), Losslessness.of(reader))));
  }

  private static Raster decodeWebp(byte[] bytes, String name) throws IOException {
    WebpFile file = WebpFile.of(bytes, name);
    checkSize(file.width(), file.height(), bytes.length, name);
    return file.decode(name);
  }

  @FunctionalInterface
  private interface Decoding<T> {
    T run() throws IOException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ImageReader reader) throws IOException;
  }

  private static Raster decodeWithImageIo(byte[] bytes, String name) throws IOException {
    return withReader(bytes, name, reader -> decode(reader, bytes.length, name));
  }

  private static <T> T withReader(byte[] bytes, String name, Reading<T> reading)
      throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UserError(
            name + " is not an image that can be read; BMP, PNG, JPEG, WebP and TIFF files are");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, false, true);
        return reading.of(reader);
      } finally {
        reader.dispose();
      }
    }
  }

  /** Runs a decoder; what it throws becomes an error for users. */
  private static <T> T decoding(String name, Decoding<T> decoding) {
    try {
      return decoding.run();
    } catch (UserError e) {
      throw e;
    } catch (EOFException e) {
      throw truncated(name, e);
    } catch (IIOException e) {
      throw e.getCause() instanceof EOFException ? truncated(name, e) : damaged(name, e);
    } catch (OutOfMemoryError e) {
      throw new UserError(
          name + " needs more memory than Java has; give it more with LEUKOKIT_JAVA_OPTS=-Xmx4g",
          e);
    } catch (IOException | RuntimeException e) {
      // Decoders meet hostile bytes with whatever runtime exception comes up.
      throw damaged(name, e);
    }
  }

  private static Raster decode(ImageReader reader, long bytes, String name) throws IOException {
    checkSize(reader.getWidth(0), reader.getHeight(0), bytes, name);
    boolean[] premature = new boolean[1];
    reader.addIIOReadWarningListener(
        (source, warning) -> premature[0] |= isTruncation(String.valueOf(warning)));
    BufferedImage image = reader.read(0);
    if (premature[0]) {
      throw truncated(name, null);
    }
    return Pixels.toRaster(image, name);
  }

  // libjpeg fills what is missing with grey and only warns; its messages are not translated.
  private static boolean isTruncation(String warning) {
    return warning.contains("Premature end")
        || (warning.contains("Corrupt JPEG data") && !FEW_BYTES.matcher(warning).find());
  }

  /** Refuses what a file of that size doesn't hold, before room is made for it. */
  private static void checkSize(long width, long height, long bytes, String name) {
    checkSize(width, height, name);
    if (width * height > MOST_PIXELS_A_BYTE * (bytes + 100)) {
      throw new UserError(
          name
              + " is truncated or no photograph: "
              + width
              + "x"
              + height
              + " pixels in "
              + bytes
              + " bytes; fetch or copy it again");
    }
  }

  private static void checkSize(long width, long height, String name) {
    if (width < 1 || height < 1) {
      throw new UserError(name + " is damaged: its sides are " + width + "x" + height);
    }
    String has = name + " has " + width + "x" + height + " pixels";
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw new UserError(
          has + "; a side of more than " + MAX_SIDE + " is not accepted; give a smaller image");
    }
    if (width * height > MAX_PIXELS) {
      throw new UserError(
          has + ", more than the " + MAX_PIXELS + " accepted; give a smaller image");
    }
  }

  static UserError truncated(String name, Exception cause) {
    return new UserError(name + " is truncated; fetch or copy it again", cause);
  }

  static UserError damaged(String name, Exception cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new UserError(
        name
            + " is damaged or of a kind that is not supported ("
            + message.lines().findFirst().orElse("").strip()
            + "); convert it to PNG or 24-bit BMP, or fetch it again",
        cause);
  }
}
