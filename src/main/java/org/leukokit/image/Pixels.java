package org.leukokit.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import org.leukokit.base.UserError;

/**
 * The stored values of a decoded image. {@code BufferedImage.getRGB} would convert each pixel
 * through colour spaces, which is slow and, for grey images, changes the values.
 */
final class Pixels {
  private Pixels() {}

  /**
   * The 8-bit RGB values of an image.
   *
   * @throws UserError if its colours are neither grey, RGB nor a palette, or its channels have a
   *     type other than 1 to 16 bits without sign
   */
  static Raster toRaster(BufferedImage image, String name) {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      return indexed(image, palette);
    }
    int space = model.getColorSpace().getType();
    int colours = model.getNumColorComponents();
    boolean grey = space == ColorSpace.TYPE_GRAY && colours == 1;
    if (!grey && !(space == ColorSpace.TYPE_RGB && colours == 3)) {
      throw new UserError(
          name + " has colours that are neither grey nor RGB; convert it to RGB PNG");
    }
    int type = image.getRaster().getDataBuffer().getDataType();
    int channels = image.getRaster().getNumBands();
    if (type == DataBuffer.TYPE_BYTE
        && channels == colours
        && image.getRaster().getSampleModel() instanceof ComponentSampleModel layout
        && layout.getSampleSize(0) == 8
        && image.getRaster().getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getNumBanks() == 1
        && image.getRaster().getSampleModelTranslateX() == 0
        && image.getRaster().getSampleModelTranslateY() == 0) {
      return bytes(image.getWidth(), image.getHeight(), layout, buffer, grey);
    }
    if (type != DataBuffer.TYPE_BYTE
        && type != DataBuffer.TYPE_USHORT
        && type != DataBuffer.TYPE_INT) {
      throw new UserError(
          name
              + " has channels that are not whole numbers of 1 to 16 bits; convert it to 8-bit PNG");
    }
    return samples(image, grey, model.hasAlpha(), model.isAlphaPremultiplied(), name);
  }

  /** Interleaved bytes without alpha, in whatever order: the common case. */
  private static Raster bytes(
      int width, int height, ComponentSampleModel layout, DataBufferByte buffer, boolean grey) {
    byte[] in = buffer.getData();
    int[] offsets = layout.getBandOffsets();
    int base = buffer.getOffset();
    int red = base + offsets[0];
    int green = base + offsets[grey ? 0 : 1];
    int blue = base + offsets[grey ? 0 : 2];
    byte[] out = new byte[Math.multiplyExact(3, width * height)];
    int to = 0;
    for (int y = 0; y < height; y++) {
      int p = y * layout.getScanlineStride();
      for (int x = 0; x < width; x++, p += layout.getPixelStride(), to += 3) {
        out[to] = in[red + p];
        out[to + 1] = in[green + p];
        out[to + 2] = in[blue + p];
      }
    }
    return new Raster(width, height, out);
  }

  private static Raster indexed(BufferedImage image, IndexColorModel palette) {
    int width = image.getWidth();
    byte[] out = new byte[Math.multiplyExact(3, width * image.getHeight())];
    int[] row = new int[width];
    int to = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRaster().getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++, to += 3) {
        int alpha = palette.getAlpha(row[x]);
        out[to] = onBlack(palette.getRed(row[x]), alpha);
        out[to + 1] = onBlack(palette.getGreen(row[x]), alpha);
        out[to + 2] = onBlack(palette.getBlue(row[x]), alpha);
      }
    }
    return new Raster(width, image.getHeight(), out);
  }

  /** Any layout, sample by sample. */
  private static Raster samples(
      BufferedImage image, boolean grey, boolean alpha, boolean premultiplied, String name) {
    WritableRaster in = image.getRaster();
    int width = image.getWidth();
    int bands = in.getNumBands();
    int[] bits = in.getSampleModel().getSampleSize();
    for (int size : bits) {
      if (size > 16) {
        throw new UserError(name + " has channels of more than 16 bits; convert it to 8-bit PNG");
      }
    }
    int colours = grey ? 1 : 3;
    if (bits[0] == 16) {
      java.util.Arrays.fill(bits, 0, colours, depth(image));
    }
    byte[] out = new byte[Math.multiplyExact(3, width * image.getHeight())];
    int[] row = new int[width * bands];
    int to = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      in.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++, to += 3) {
        int p = x * bands;
        int a = alpha && !premultiplied ? to8(row[p + bands - 1], bits[bands - 1]) : 255;
        for (int c = 0; c < 3; c++) {
          int band = grey ? 0 : c;
          out[to + c] = onBlack(to8(row[p + band], bits[band]), a);
        }
      }
    }
    return new Raster(width, image.getHeight(), out);
  }

  /**
   * The bits that the colours of a 16-bit image use: cameras of 10 and 12 bits, and programs that
   * mean 8, write such files without saying so.
   *
   * @return 8, 10, 12 or 16
   */
  static int depth(BufferedImage image) {
    WritableRaster in = image.getRaster();
    int bands = in.getNumBands();
    int colours = Math.min(bands, image.getColorModel().getNumColorComponents());
    int[] row = new int[in.getWidth() * bands];
    int most = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      in.getPixels(0, y, in.getWidth(), 1, row);
      for (int i = 0; i < row.length; i++) {
        most = i % bands < colours ? Math.max(most, row[i]) : most;
      }
    }
    return most < 1 << 8 ? 8 : most < 1 << 10 ? 10 : most < 1 << 12 ? 12 : 16;
  }

  /** Upper byte of longer samples; shorter ones stretched to 0-255. */
  private static int to8(int value, int bits) {
    return bits >= 8 ? value >> (bits - 8) : value * 255 / ((1 << bits) - 1);
  }

  private static byte onBlack(int value, int alpha) {
    return (byte) (alpha == 255 ? value : (value * alpha + 127) / 255);
  }
}
