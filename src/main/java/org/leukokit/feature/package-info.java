/**
 * Floor 3: numbers that describe a cell: deep features from a network, with their cache on disk.
 */
package org.leukokit.feature;
