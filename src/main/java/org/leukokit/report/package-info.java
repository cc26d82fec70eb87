/**
 * Floor 8: exhibits as Tablesaw tables and XChart figures, written as HTML, Markdown, CSV, PNG and
 * SVG.
 */
package org.leukokit.report;
