/**
 * Floor 1: 8-bit RGB rasters: decoding, cropping, resizing and the augmentations of the papers,
 * each a pure function of raster, parameters and a random stream.
 */
package org.leukokit.image;
