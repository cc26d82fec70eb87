package org.leukokit.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import org.leukokit.base.UserError;

/**
 * The font of every figure: Inter, from a library's jar, so that a PNG does not depend on the fonts
 * of the machine that draws it.
 */
final class Fonts {
  private static final String FOLDER = "/com/formdev/flatlaf/fonts/inter/";
  private static final Font REGULAR = load("Inter-Regular.otf");
  private static final Font SEMI_BOLD = load("Inter-SemiBold.otf");

  private Fonts() {}

  /** Upright text of the size given, in points. */
  static Font regular(double size) {
    return REGULAR.deriveFont((float) size);
  }

  /** Headings of the size given, in points. */
  static Font semiBold(double size) {
    return SEMI_BOLD.deriveFont((float) size);
  }

  private static Font load(String name) {
    try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the font " + name + " is not on the class path");
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("the font " + name + " can't be read", e);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw new UserError(
          "this JDK can't draw text ("
              + e.getMessage()
              + "); install FreeType and fontconfig, or"
              + " a JDK that brings them",
          e);
    }
  }
}
