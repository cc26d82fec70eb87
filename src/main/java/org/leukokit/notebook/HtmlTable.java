package org.leukokit.notebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Tables as HTML whose style stands in each element, because Jupyter's own styles differ. */
final class HtmlTable {
  private static final MathContext DIGITS = new MathContext(4);
  private static final int MOST = 12;
  private static final String CELL = "padding:3px 10px;border:0;vertical-align:top;";

  private HtmlTable() {}

  /**
   * A table.
   *
   * @param table the rows
   * @param numeric for each column whether it stands to the right
   * @param title the heading
   * @param mark a warning beside the heading; may be empty
   * @param caption what a reader must know; may be empty
   */
  static String of(Table table, List<Boolean> numeric, String title, String mark, String caption) {
    StringBuilder html = new StringBuilder("<figure style=\"margin:8px 0;overflow-x:auto\">");
    html.append("<div style=\"font-family:system-ui,sans-serif;font-weight:600;margin:4px 0\">")
        .append(escape(title));
    if (!mark.isEmpty()) {
      html.append(" <span style=\"color:#a61c00;font-size:12px\">")
          .append(escape(mark))
          .append("</span>");
    }
    html.append(
        "</div><table style=\"border-collapse:collapse;font-family:system-ui,sans-serif;"
            + "font-size:13px;margin:0;border:0\"><thead><tr>");
    for (int c = 0; c < table.columnCount(); c++) {
      html.append("<th style=\"")
          .append(CELL)
          .append("border-bottom:1.5px solid #22262b;font-weight:600;")
          .append(align(numeric.get(c)))
          .append("\">")
          .append(escape(table.column(c).name()))
          .append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (int r = 0; r < table.rowCount(); r++) {
      html.append("<tr style=\"background:").append(r % 2 == 0 ? "#fff" : "#f5f6f8").append("\">");
      for (int c = 0; c < table.columnCount(); c++) {
        html.append("<td style=\"")
            .append(CELL)
            .append("color:#22262b;")
            .append(align(numeric.get(c)))
            .append("\">")
            .append(escape(text(table, r, c)))
            .append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</tbody></table>");
    return html.append(caption.isEmpty() ? "" : Show.caption(caption))
        .append("</figure>")
        .toString();
  }

  /** A fraction with four digits that count, as more of them only hide the others. */
  private static String text(Table table, int row, int column) {
    if (table.column(column) instanceof DoubleColumn numbers && !numbers.isMissing(row)) {
      double value = numbers.getDouble(row);
      if (Double.isFinite(value) && value != Math.rint(value)) {
        String plain = new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
        return plain.length() > MOST ? Double.toString(value) : plain;
      }
    }
    return table.getUnformatted(row, column);
  }

  private static String align(boolean right) {
    return right
        ? "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;"
        : "text-align:left;";
  }

  /** The text with nothing in it that HTML would read. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
