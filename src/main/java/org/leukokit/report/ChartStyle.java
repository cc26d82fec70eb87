package org.leukokit.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** One look for all charts: fonts, grid, legend, numbers without a locale. */
final class ChartStyle {
  private ChartStyle() {}

  static void apply(AxesChart<?, ?> chart, String title, String xLabel, String yLabel) {
    chart.setTitle(title);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    AxesChartStyler s = chart.getStyler();
    s.setLocale(Locale.ROOT);
    s.setBaseFont(Fonts.regular(12));
    s.setChartTitleFont(Fonts.semiBold(15));
    s.setAxisTitleFont(Fonts.semiBold(13));
    s.setAxisTickLabelsFont(Fonts.regular(12));
    s.setLegendFont(Fonts.regular(12));
    s.setChartFontColor(Palette.INK);
    s.setAxisTickLabelsColor(Palette.INK);
    s.setChartBackgroundColor(Color.WHITE);
    s.setPlotBackgroundColor(Color.WHITE);
    s.setPlotBorderColor(Palette.INK);
    s.setPlotGridLinesColor(Palette.FAINT);
    s.setPlotGridLinesStroke(new BasicStroke(0.8f));
    s.setLegendBorderColor(Palette.FAINT);
    s.setLegendBackgroundColor(Color.WHITE);
    s.setLegendPosition(Styler.LegendPosition.OutsideE);
    s.setChartPadding(12);
    s.setAntiAlias(true);
  }
}
