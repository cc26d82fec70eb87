package org.leukokit.net;

/**
 * A place in a network where features are taken.
 *
 * @param id the name that a study uses, such as {@code fc7}
 * @param layer the layer of {@link ConvNet#layers()} whose output it is
 * @param averaged whether each channel's mean is taken over the layer's output
 * @param dimension features an image
 */
public record FeatureLayer(String id, String layer, boolean averaged, int dimension) {}
