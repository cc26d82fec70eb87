package org.leukokit.base;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a file of a user's, whatever program saved it: UTF-8, with a byte order mark or
 * without, or UTF-16, as "Unicode text" of spreadsheets is.
 *
 * @param text without a byte order mark; never blank
 * @param notes what a reader should know of it, such as its encoding
 */
public record UserText(String text, List<String> notes) {
  private static final int[] ZIP = {'P', 'K', 3, 4};
  private static final int[] OLD_EXCEL = {0xD0, 0xCF, 0x11, 0xE0};
  private static final int[] GZIP = {0x1F, 0x8B};
  private static final char MARK = '\uFEFF';

  /** Copies the list. */
  public UserText {
    notes = List.copyOf(notes);
  }

  /**
   * Decodes a file.
   *
   * @param file the file as messages name it
   * @param bytes its content
   * @throws UserError if it is empty, a workbook, compressed, or no text in UTF-8 or UTF-16
   */
  public static UserText of(String file, byte[] bytes) {
    if (begins(bytes, ZIP) || begins(bytes, OLD_EXCEL)) {
      throw new UserError(file + " is a workbook or an archive, no text; save it as CSV in UTF-8");
    } else if (begins(bytes, GZIP)) {
      throw new UserError(file + " is compressed; unpack it first");
    }
    Charset charset = charset(bytes);
    List<String> notes = new ArrayList<>();
    if (charset != StandardCharsets.UTF_8) {
      notes.add("the file is in " + charset.name());
    }
    String text;
    try {
      text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UserError(file + " is no text in UTF-8; save it as a CSV file in UTF-8", e);
    }
    if (!text.isEmpty() && text.charAt(0) == MARK) {
      text = text.substring(1);
    }
    if (text.isBlank()) {
      throw new UserError(file + " is empty");
    } else if (text.indexOf('\0') >= 0) {
      throw new UserError(file + " is no text in UTF-8: it holds zero bytes; save it as CSV");
    }
    return new UserText(text, notes);
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length < 4 || bytes.length % 2 != 0) {
      return StandardCharsets.UTF_8;
    } else if (begins(bytes, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    } else if (begins(bytes, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    // Without a mark: a heading is of ASCII, so that every other byte is zero.
    boolean first = true;
    boolean second = true;
    for (int i = 0; i + 1 < Math.min(bytes.length, 16); i += 2) {
      first &= bytes[i] == 0 && bytes[i + 1] != 0;
      second &= bytes[i] != 0 && bytes[i + 1] == 0;
    }
    return first
        ? StandardCharsets.UTF_16BE
        : second ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
  }

  private static boolean begins(byte[] bytes, int... start) {
    boolean same = bytes.length >= start.length;
    for (int i = 0; same && i < start.length; i++) {
      same = (bytes[i] & 0xFF) == start[i];
    }
    return same;
  }
}
