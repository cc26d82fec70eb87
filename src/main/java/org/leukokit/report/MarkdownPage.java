package org.leukokit.report;

import org.leukokit.exhibit.Exhibit;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableExhibit;

/** A report as Markdown, with links to its figures and tables. */
final class MarkdownPage {
  private MarkdownPage() {}

  static String of(Report report) {
    StringBuilder md = new StringBuilder();
    md.append("# ").append(report.title()).append("\n\n");
    if (report.synthetic()) {
      md.append("> **SYNTHETIC**: ").append(HtmlPage.SYNTHETIC_WARNING).append("\n\n");
    }
    md.append(report.reference()).append("\n\n").append(report.dataLine()).append("\n\n");
    for (Report.Section section : report.sections()) {
      md.append("## ").append(section.heading()).append("\n\n");
      for (Report.Block block : section.blocks()) {
        append(md, report, block);
      }
    }
    return md.toString();
  }

  private static void append(StringBuilder md, Report report, Report.Block block) {
    if (block instanceof Report.Paragraph p) {
      md.append(p.text()).append("\n\n");
    } else if (block instanceof Report.Definitions d) {
      for (Report.Item item : d.items()) {
        md.append("- **").append(item.name()).append("**: ").append(item.text()).append('\n');
      }
      md.append('\n');
    } else if (block instanceof Report.Download d) {
      md.append('[').append(d.name()).append("](").append(HtmlPage.file(d)).append("): ");
      md.append(d.text()).append("\n\n");
    } else if (block instanceof Report.Link link) {
      md.append('[').append(link.text()).append("](").append(link.href()).append(")\n\n");
    } else if (block instanceof Report.Shown shown) {
      append(md, report, shown.exhibit());
    }
  }

  private static void append(StringBuilder md, Report report, Exhibit exhibit) {
    String mark = report.synthetic() ? " (" + HtmlPage.mark(exhibit).strip() + ")" : "";
    md.append("### ").append(exhibit.title()).append(mark).append("\n\n");
    if (exhibit instanceof TableExhibit table) {
      append(md, table);
    } else {
      md.append("![").append(exhibit.title()).append("](figures/").append(exhibit.id());
      md.append(".png)\n\n");
    }
    md.append(exhibit.caption()).append("\n\n");
  }

  private static void append(StringBuilder md, TableExhibit table) {
    for (TableExhibit.Column column : table.columns()) {
      md.append("| ").append(cell(column.name())).append(' ');
    }
    md.append("|\n");
    for (TableExhibit.Column column : table.columns()) {
      md.append(column.numeric() ? "|--:" : "|---");
    }
    md.append("|\n");
    for (TableExhibit.Row row : table.rows()) {
      row.entries().forEach(e -> md.append("| ").append(cell(e.text())).append(' '));
      md.append("|\n");
    }
    md.append('\n');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
