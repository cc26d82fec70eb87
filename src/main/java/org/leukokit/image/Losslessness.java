package org.leukokit.image;

import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Whether the format of an image file keeps pixels as they are. */
final class Losslessness {
  private Losslessness() {}

  /**
   * What ImageIO says of a file's compression; a JPEG's metadata may be as odd as it likes, it is
   * lossy.
   */
  static boolean of(ImageReader reader) throws IOException {
    String format = reader.getFormatName();
    if (format.equalsIgnoreCase("jpeg")) {
      return false;
    }
    if (!format.toLowerCase(java.util.Locale.ROOT).startsWith("tif")) {
      return true;
    }
    IIOMetadata metadata = reader.getImageMetadata(0);
    Element root = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
    NodeList said = root.getElementsByTagName("Lossless");
    return said.getLength() == 0
        || !((Element) said.item(0)).getAttribute("value").equalsIgnoreCase("FALSE");
  }
}
