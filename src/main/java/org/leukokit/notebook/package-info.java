/**
 * Floor 9: what notebooks call. {@link org.leukokit.notebook.Kit} opens data, runs studies and
 * reads their reports; {@link org.leukokit.notebook.Show} shows tables, charts, pictures and
 * formulas in the kernel at hand. Notebooks hold explanation and calls; whatever decides a number
 * is elsewhere.
 */
package org.leukokit.notebook;
