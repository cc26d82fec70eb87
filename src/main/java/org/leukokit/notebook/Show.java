package org.leukokit.notebook;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;
import org.leukokit.exhibit.Exhibit;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterWriter;
import org.leukokit.report.Figures;
import org.leukokit.report.Tables;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Shows things in a notebook, whichever kernel runs it: rapaio-jupyter-kernel, IJava or JJava; as
 * plain text under JShell. Pictures stand in the output itself, so an exported page needs no file
 * beside it and no network.
 */
public final class Show {
  private static final String FONT = "font-family:system-ui,sans-serif;font-size:14px;";

  private Show() {}

  /** A Tablesaw table under its name, all rows; columns of numbers stand to the right. */
  public static void table(Table table) {
    List<Boolean> numeric =
        table.columns().stream().map(c -> c instanceof NumericColumn<?>).toList();
    show(HtmlTable.of(table, numeric, table.name(), "", ""), text(table));
  }

  /**
   * A table of a report, as a Tablesaw table.
   *
   * @param exhibit the table
   * @param synthetic whether its cells were drawn by the kit, which is marked
   */
  public static void table(TableExhibit exhibit, boolean synthetic) {
    Table table = Tables.shown(exhibit);
    List<Boolean> numeric = exhibit.columns().stream().map(TableExhibit.Column::numeric).toList();
    String mark = mark(exhibit, synthetic);
    show(
        HtmlTable.of(table, numeric, exhibit.title(), mark, exhibit.caption()),
        text(table) + (mark.isEmpty() ? "" : "\n" + mark) + "\n" + exhibit.caption());
  }

  /**
   * A figure of a report, drawn by XChart.
   *
   * @param figure the figure
   * @param synthetic whether its cells were drawn by the kit, which is marked
   */
  public static void figure(Figure figure, boolean synthetic) {
    show(
        "<figure style=\"margin:8px 0\">"
            + picture(Figures.png(figure, synthetic), Figures.width(figure), figure.title())
            + caption(figure.caption())
            + "</figure>",
        "[figure] " + figure.title() + "\n" + figure.caption());
  }

  /**
   * A table or figure of a report.
   *
   * @param exhibit what is shown
   * @param synthetic whether its cells were drawn by the kit, which is marked
   */
  public static void exhibit(Exhibit exhibit, boolean synthetic) {
    if (exhibit instanceof TableExhibit table) {
      table(table, synthetic);
    } else if (exhibit instanceof Figure figure) {
      figure(figure, synthetic);
    }
  }

  /** A chart of XChart's, made in a cell. */
  public static void chart(Chart<?, ?> chart) {
    show(
        picture(Figures.png(chart), chart.getWidth(), chart.getTitle()),
        "[chart] " + chart.getTitle());
  }

  /** One picture at its own size. */
  public static void image(Raster raster) {
    images(List.of(raster), List.of(""), raster.width());
  }

  /**
   * Pictures side by side, each over its caption.
   *
   * @param rasters the pictures
   * @param captions one a picture
   * @param width how wide each is shown, in points of the page
   * @throws Stop if there is not one caption a picture
   */
  public static void images(List<Raster> rasters, List<String> captions, int width) {
    if (rasters.size() != captions.size()) {
      throw new Stop(
          rasters.size() + " pictures have " + captions.size() + " captions; give one each");
    }
    StringBuilder html =
        new StringBuilder("<div style=\"display:flex;flex-wrap:wrap;gap:10px;margin:8px 0\">");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rasters.size(); i++) {
      Raster r = rasters.get(i);
      html.append("<figure style=\"margin:0;width:")
          .append(width)
          .append("px\">")
          .append(picture(RasterWriter.png(r), width, captions.get(i)))
          .append(captions.get(i).isEmpty() ? "" : caption(captions.get(i)))
          .append("</figure>");
      lines.add("[picture " + r.width() + " x " + r.height() + "] " + captions.get(i));
    }
    show(html.append("</div>").toString(), String.join("\n", lines));
  }

  /** A formula. */
  public static void formula(Formula formula) {
    show("<div style=\"margin:8px 0\">" + formula.mathml() + "</div>", formula.text());
  }

  /** A sentence or a few. */
  public static void text(String words) {
    show("<p style=\"" + FONT + "margin:6px 0\">" + HtmlTable.escape(words) + "</p>", words);
  }

  /**
   * HTML as it is.
   *
   * @param html a piece of a page
   * @param text the same as plain text
   */
  public static void html(String html, String text) {
    show(html, text);
  }

  /** The kernel at hand, such as {@code rapaio-jupyter-kernel}; {@code JShell} if there is none. */
  public static String kernel() {
    return Outlet.atHand().kernel();
  }

  private static void show(String html, String text) {
    Outlet.atHand().show(html, text);
  }

  private static String mark(Exhibit exhibit, boolean synthetic) {
    if (!synthetic) {
      return "";
    }
    return exhibit.publishedOnly() ? "SYNTHETIC report, published values" : "SYNTHETIC";
  }

  private static String picture(byte[] png, int width, String alt) {
    return "<img src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(png)
        + "\" alt=\""
        + HtmlTable.escape(alt)
        + "\" style=\"width:"
        + width
        + "px;max-width:100%;height:auto\">";
  }

  static String caption(String words) {
    return "<figcaption style=\""
        + FONT
        + "color:#444;max-width:60em;margin:4px 0;overflow-wrap:anywhere\">"
        + HtmlTable.escape(words)
        + "</figcaption>";
  }

  private static String text(Table table) {
    return table.print(table.rowCount() + 1);
  }
}
