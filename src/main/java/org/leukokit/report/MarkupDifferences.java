package org.leukokit.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What differs between two pages or drawings in HTML or SVG, tag by tag and text by text. */
final class MarkupDifferences {
  private static final Pattern TOKEN = Pattern.compile("<[^>]*>?|[^<]+");
  private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");
  private static final Pattern TAG = Pattern.compile("</?([a-zA-Z0-9]+)");
  private static final String PICTURE = "data:image/png;base64,";

  private MarkupDifferences() {}

  static List<Difference> of(String file, String stated, String recomputed) {
    List<String> a = tokens(stated);
    List<String> b = tokens(recomputed);
    List<Difference> found = new ArrayList<>();
    Place place = new Place();
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      place.pass(b.get(i));
      if (a.get(i).equals(b.get(i))) {
        continue;
      }
      found.add(difference(file, place.text(), a.get(i), b.get(i)));
      if (a.size() != b.size()) {
        // What follows is shifted: everything would differ, and say nothing.
        break;
      }
    }
    if (a.size() != b.size()) {
      found.add(
          new Difference(
              file, "number of tags and texts", a.size() + "", Integer.toString(b.size())));
    }
    return found;
  }

  private static Difference difference(String file, String place, String a, String b) {
    int from = b.indexOf(PICTURE);
    if (from < 0 || !a.startsWith(b.substring(0, from + PICTURE.length()))) {
      return new Difference(file, place, a, b);
    }
    String finding;
    try {
      byte[] stated = Base64.getDecoder().decode(picture(a));
      finding = Pictures.difference(stated, Base64.getDecoder().decode(picture(b)));
    } catch (IllegalArgumentException e) {
      finding = "is no readable PNG";
    }
    return new Difference(file, place + ", picture", finding, "");
  }

  private static String picture(String tag) {
    int from = tag.indexOf(PICTURE) + PICTURE.length();
    int to = tag.indexOf('"', from);
    return tag.substring(from, to < 0 ? tag.length() : to);
  }

  /** All text between tags: what a reader sees, and no picture or link. */
  static String words(String markup) {
    StringBuilder words = new StringBuilder();
    boolean hidden = false;
    for (String token : tokens(markup)) {
      if (token.startsWith("<")) {
        hidden = token.startsWith("<style") || (hidden && !token.startsWith("</style"));
      } else if (!hidden) {
        words.append(token).append(' ');
      }
    }
    return words.toString();
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /** Where in a page one is: the last thing with a name, and row and column of a table. */
  private static final class Place {
    private String id = "";
    private List<String> headings = new ArrayList<>();
    private String tag = "";
    private String first = "";
    private int row;
    private int column;

    void pass(String token) {
      Matcher name = TAG.matcher(token);
      if (!token.startsWith("<") || !name.lookingAt()) {
        if (tag.equals("th")) {
          headings.add(token);
        } else if (tag.equals("td") && column == 1 && row > 0) {
          first = token;
        }
        return;
      }
      Matcher named = ID.matcher(token);
      if (named.find()) {
        id = named.group(1);
      }
      boolean opens = !token.startsWith("</");
      tag = opens ? name.group(1) : "";
      switch (name.group(1)) {
        case "table" -> {
          headings = new ArrayList<>();
          row = -1;
          column = 0;
        }
        case "tr" -> {
          row += opens ? 1 : 0;
          column = 0;
          first = "";
        }
        case "td" -> column += opens ? 1 : 0;
        default -> {
          // Other tags lead nowhere.
        }
      }
    }

    String text() {
      String where = id.isEmpty() ? "the head" : id;
      if (column > 0 && column <= headings.size()) {
        where += ", row " + row + (column > 1 ? " (" + first + ")" : "");
        where += ", column \"" + headings.get(column - 1) + "\"";
      }
      return where;
    }
  }
}
