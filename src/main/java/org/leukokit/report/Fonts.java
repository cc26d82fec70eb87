package org.leukokit.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.leukokit.base.UserError;

/**
 * The font of every figure: Inter, from a library's jar, so that a PNG does not depend on the fonts
 * of the machine that draws it.
 */
final class Fonts {
  private static final String FOLDER = "/com/formdev/flatlaf/fonts/inter/";
  private static final Map<String, Font> LOADED = new ConcurrentHashMap<>();

  private Fonts() {}

  /** Upright text of the size given, in points. */
  static Font regular(double size) {
    return font("Inter-Regular.otf").deriveFont((float) size);
  }

  /** Headings of the size given, in points. */
  static Font semiBold(double size) {
    return font("Inter-SemiBold.otf").deriveFont((float) size);
  }

  private static Font font(String name) {
    return LOADED.computeIfAbsent(name, Fonts::load);
  }

  private static Font load(String name) {
    try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the font " + name + " is not on the class path");
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException | FontFormatException | UnsatisfiedLinkError | NoClassDefFoundError e) {
      // Java says it in each of these ways when FreeType is missing.
      throw new UserError(
          "this JDK can't draw text ("
              + e.getMessage()
              + "); install FreeType and fontconfig, or"
              + " a JDK that brings them",
          e);
    }
  }
}
