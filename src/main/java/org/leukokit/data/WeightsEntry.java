package org.leukokit.data;

import java.util.Objects;
import java.util.Optional;

/**
 * A file of the weights' manifest: pretrained weights, or what they are checked with.
 *
 * @param name the kit's name of it, such as {@code vgg16-torchvision}
 * @param kind {@code weights}, {@code photograph} or {@code labels}
 * @param file the name under which it is published, such as {@code squeezenet1_0.pth}
 * @param network the kit's name of the network, such as {@code squeezenet}; empty unless weights
 * @param layout {@code keras-h5}, {@code torchvision-pth}, {@code timm-pth}, {@code
 *     timm-safetensors} or {@code caffemodel}; empty unless weights
 * @param input what is done to pixels: {@code keras}, {@code torchvision}, {@code caffe}, {@code
 *     caffe-vgg} or {@code caffe-mobilenet}; empty unless weights
 * @param content its size and digests, as far as they are known
 * @param url where it can be fetched; empty if no address is known
 * @param licence such as {@code Apache-2.0}
 * @param origin where it is from and what was done to it
 * @param preprocessing what the network expects of its input, for people; empty unless weights
 */
public record WeightsEntry(
    String name,
    String kind,
    String file,
    String network,
    String layout,
    String input,
    KnownContent content,
    String url,
    String licence,
    String origin,
    String preprocessing) {
  /** All texts are there. */
  public WeightsEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(preprocessing, "preprocessing");
  }

  /** The SHA-256 that the manifest states; empty if it states none. */
  public Optional<String> sha256() {
    return content.sha256();
  }

  /** The size that the manifest states; 0 if it states none. */
  public long bytes() {
    return content.bytes();
  }

  /** Whether these are weights. */
  public boolean isWeights() {
    return kind.equals("weights");
  }
}
