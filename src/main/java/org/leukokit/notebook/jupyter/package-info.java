/**
 * Floor 9: Jupyter from the outside: its Java kernel in a path of the project's own, and notebooks
 * executed.
 */
package org.leukokit.notebook.jupyter;
