/**
 * Floor 6: what a table or figure is (rows, columns, series, units, published values beside ours),
 * as values that know nothing of HTML, charts or files.
 */
package org.leukokit.exhibit;
