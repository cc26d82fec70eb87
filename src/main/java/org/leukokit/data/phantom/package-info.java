/**
 * Floor 2, part of the data room: synthetic cells that look like segmented cells of C-NMC 2019,
 * with separate dials for what classes and what subjects have of their own.
 */
package org.leukokit.data.phantom;
