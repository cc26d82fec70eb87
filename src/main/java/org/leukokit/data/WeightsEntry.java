package org.leukokit.data;

import java.util.Objects;

/**
 * A file of the weights' manifest: pretrained weights, or what they are checked with.
 *
 * @param name the file's name, such as {@code squeezenet1_0.pth}
 * @param kind {@code weights}, {@code photograph} or {@code labels}
 * @param network the kit's name of the network, such as {@code squeezenet}; empty unless weights
 * @param layout {@code keras-h5} or {@code torchvision-pth}; empty unless weights
 * @param sha256 64 lower-case hexadecimal digits
 * @param bytes the size of the file
 * @param licence such as {@code Apache-2.0}
 * @param origin where it is from and what was done to it
 * @param preprocessing what the network expects of its input, for people; empty unless weights
 */
public record WeightsEntry(
    String name,
    String kind,
    String network,
    String layout,
    String sha256,
    long bytes,
    String licence,
    String origin,
    String preprocessing) {
  /** All texts are there. */
  public WeightsEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(layout, "layout");
    Sha256.require(sha256);
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(preprocessing, "preprocessing");
  }
}
