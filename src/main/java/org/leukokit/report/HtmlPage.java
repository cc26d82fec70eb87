package org.leukokit.report;

import static j2html.TagCreator.*;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import j2html.tags.specialized.TrTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Exhibit;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableExhibit;

/** A report as one HTML file that needs nothing beside it: style and pictures stand in it. */
final class HtmlPage {
  static final String SYNTHETIC_WARNING =
      "the cells of this report were drawn by leukokit. Its numbers show how the study behaves; they"
          + " say nothing about leukemia and must not be compared with published ones.";

  private final Report report;
  private final Map<String, byte[]> pngs;

  /**
   * @param report what is written
   * @param pngs the picture of each figure, by the figure's id
   */
  HtmlPage(Report report, Map<String, byte[]> pngs) {
    this.report = report;
    this.pngs = pngs;
  }

  String page() {
    List<DomContent> sections = new ArrayList<>();
    List<DomContent> links = new ArrayList<>();
    for (Report.Section s : report.sections()) {
      String anchor = anchor(s.heading());
      links.add(li(a(s.heading()).withHref("#" + anchor)));
      sections.add(section(s).withId(anchor));
    }
    return document(
            html(
                    head(
                        meta().withCharset("utf-8"),
                        meta()
                            .withName("viewport")
                            .withContent("width=device-width, initial-scale=1"),
                        title(report.title() + (report.synthetic() ? " (SYNTHETIC)" : "")),
                        rawHtml("<style>" + style() + "</style>")),
                    body(
                        iff(
                            report.synthetic(),
                            div(strong("SYNTHETIC"), text(": " + SYNTHETIC_WARNING))
                                .withClass("synthetic")),
                        header(
                            h1(report.title()),
                            p(report.reference()).withClass("reference"),
                            p(report.dataLine()).withClass("data")),
                        nav(ul(each(links, l -> l))),
                        main(each(sections, s -> s))))
                .withLang("en"))
        + "\n";
  }

  private SectionTag section(Report.Section s) {
    return j2html.TagCreator.section(h2(s.heading()), each(s.blocks(), this::block));
  }

  private DomContent block(Report.Block block) {
    if (block instanceof Report.Paragraph paragraph) {
      return p(paragraph.text());
    } else if (block instanceof Report.Definitions definitions) {
      return dl(each(definitions.items(), i -> each(dt(i.name()), dd(i.text()))));
    } else if (block instanceof Report.Download download) {
      return p(a(download.name()).withHref(file(download)), text(": " + download.text()));
    } else if (block instanceof Report.Link link) {
      return p(a(link.text()).withHref(link.href()));
    } else if (block instanceof Report.Shown shown) {
      return exhibit(shown.exhibit());
    }
    throw new IllegalStateException("no HTML for " + block.getClass());
  }

  /** Where a file to take along lies, seen from the page. */
  static String file(Report.Download download) {
    return ReportWriter.FILES + "/" + download.name();
  }

  private DomContent exhibit(Exhibit exhibit) {
    DomContent content =
        exhibit instanceof TableExhibit t
            ? div(table(t)).withClass("wide")
            : div(img()
                    .withSrc(
                        "data:image/png;base64,"
                            + Base64.getEncoder().encodeToString(pngs.get(exhibit.id())))
                    .withAlt(exhibit.title() + ". " + exhibit.caption()))
                .withClass("wide");
    return figure(
            h3(
                text(exhibit.title()),
                iff(report.synthetic(), span(mark(exhibit)).withClass("mark"))),
            content,
            figcaption(text(exhibit.caption() + " "), files(exhibit)))
        .withId(exhibit.id());
  }

  /** The words that mark an exhibit of a synthetic report. */
  static String mark(Exhibit exhibit) {
    return exhibit.publishedOnly() ? " SYNTHETIC report, published values" : " SYNTHETIC";
  }

  private static DomContent files(Exhibit exhibit) {
    if (exhibit instanceof TableExhibit) {
      return span(a("CSV").withHref("tables/" + exhibit.id() + ".csv")).withClass("files");
    }
    // Not the SVG: it lies beside where the page is made, but does not go along with it.
    return span(a("PNG").withHref("figures/" + exhibit.id() + ".png")).withClass("files");
  }

  private static DomContent table(TableExhibit t) {
    return j2html.TagCreator.table(
        thead(tr(each(t.columns(), c -> th(c.name()).withCondClass(c.numeric(), "number")))),
        tbody(each(t.rows(), row -> row(t, row))));
  }

  private static TrTag row(TableExhibit t, TableExhibit.Row row) {
    List<DomContent> cells = new ArrayList<>();
    for (int c = 0; c < t.columns().size(); c++) {
      Entry entry = row.entries().get(c);
      String kind = t.columns().get(c).numeric() ? "number" : "words";
      if (entry instanceof Entry.Missing) {
        cells.add(td(entry.text()).withClass("missing"));
      } else if (entry instanceof Entry.Measured m && m.hasInterval()) {
        String text = m.text();
        int bracket = text.indexOf(" [");
        cells.add(
            td(
                    text(text.substring(0, bracket)),
                    span(text.substring(bracket)).withClass("interval"))
                .withClass(kind));
      } else {
        cells.add(td(entry.text()).withClass(kind));
      }
    }
    String origin = row.origin().name().toLowerCase(java.util.Locale.ROOT);
    return tr(each(cells, c -> c)).withClass(origin + (row.startsGroup() ? " first" : ""));
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
