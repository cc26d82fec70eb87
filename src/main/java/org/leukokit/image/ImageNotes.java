package org.leukokit.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What {@link RasterReader} does to a file beyond taking its values as they stand, and what it
 * leaves: so that a reader of a result can be told.
 */
public final class ImageNotes {
  private ImageNotes() {}

  /**
   * A few words for each.
   *
   * @param bytes the whole file, which {@link RasterReader} reads
   * @return mostly none
   */
  public static List<String> of(byte[] bytes) {
    List<String> notes = new ArrayList<>();
    int orientation = Orientation.of(bytes);
    if (orientation != Orientation.UPRIGHT) {
      notes.add(Orientation.text(orientation) + ", as its orientation tag says");
    }
    boolean png = bytes.length > 24 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[24] == 16;
    boolean tiff =
        bytes.length > 8
            && ((bytes[0] == 'I' && bytes[1] == 'I') || (bytes[0] == 'M' && bytes[1] == 'M'));
    if (png || tiff) {
      byDecoder(bytes, notes);
    }
    return List.copyOf(notes);
  }

  private static void byDecoder(byte[] bytes, List<String> notes) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, false, true);
        int pages = reader.getNumImages(true);
        if (pages > 1) {
          notes.add("the first of its " + pages + " pages is taken");
        }
        BufferedImage image = reader.read(0);
        int depth = Pixels.depth(image);
        if (depth < 16 && image.getSampleModel().getSampleSize(0) == 16) {
          notes.add(
              "its 16-bit values keep within "
                  + depth
                  + " bits, so the upper 8 of those "
                  + depth
                  + " are taken");
        }
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // What can't be read is told by the one who reads it.
      return;
    }
  }
}
