package org.leukokit.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.leukokit.base.Text;
import org.leukokit.data.Verification;

/** What a verification found, for people. */
final class VerificationText {
  private static final int SHOWN = 20;

  private final PrintWriter out;
  private final boolean all;

  /**
   * @param all whether lists are printed whole
   */
  VerificationText(PrintWriter out, boolean all) {
    this.out = out;
    this.all = all;
  }

  void print(Verification found, String place) {
    out.println(found.collection() + " in " + place);
    out.printf(Locale.ROOT, "  %-8s %18s  %s%n", "part", "cells", "subjects");
    for (Verification.Part part : found.parts()) {
      out.printf(
          Locale.ROOT,
          "  %-8s %,7d of %,7d  %s%n",
          part.name(),
          part.cells(),
          part.ofCells(),
          part.ofSubjects() == 0 ? "not published" : part.subjects() + " of " + part.ofSubjects());
    }
    out.printf(Locale.ROOT, "  %-8s %,7d of %,7d%n", "all", found.cells(), found.ofCells());
    list("changed or unreadable", found.changed());
    list("missing", found.missing());
    list("converted without loss, so the same cells", found.converted());
    list("lossy copies (JPEG or such), whose pixels are not the collection's", found.lossy());
    list("under another name", found.renamed());
    list("there more than once", found.duplicated());
    list("the same bytes as another cell of their class", found.identical());
    list("the same bytes as a cell of another class, or of none known", found.contradicting());
    list("no cells of the collection", found.extra());
    list("links that lead nowhere or in circles, or no files", found.dangling());
    out.printf(
        Locale.ROOT,
        "%,.1f MB read in %.1f s (%,.0f MB/s)%n",
        found.bytes() / 1e6,
        found.seconds(),
        found.rate());
    if (found.decoded() > 0) {
      out.printf(
          Locale.ROOT,
          "%s looked into, whose bytes are not the collection's (%,.0f a second)%n",
          Text.count(found.decoded(), "image"),
          found.decoded() / Math.max(found.seconds(), 1e-3));
    }
  }

  private void list(String what, List<String> names) {
    out.printf(Locale.ROOT, "%s: %,d%n", what, names.size());
    names.stream().limit(all ? Long.MAX_VALUE : SHOWN).forEach(n -> out.println("    " + n));
    if (!all && names.size() > SHOWN) {
      out.printf(
          Locale.ROOT,
          "    and %,d more (--all or --format json lists them)%n",
          names.size() - SHOWN);
    }
  }
}
