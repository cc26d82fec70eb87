package org.leukokit.study.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.UserError;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Head;
import org.leukokit.net.weights.MappingReport;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.net.weights.TensorSource;

/**
 * The tensors with which a training begins: the body's from a file where there is one, the head's
 * drawn from the seed.
 */
final class StartWeights implements TensorSource {
  private final SortedMap<String, long[]> shapes;
  private final Optional<TensorSource> body;
  private final RandomWeights drawn;
  private final String description;

  /**
   * @param net the network with its head
   * @param body weights of its body, with or without another top; closed with this
   * @param seed the seed of the study
   * @throws UserError if the body lacks a tensor, or has it in another shape
   */
  StartWeights(ConvNet net, Optional<TensorSource> body, long seed) {
    this.shapes = net.tensorShapes();
    this.body = body;
    this.drawn = new RandomWeights(net.id(), seed, shapes);
    this.description = body.map(TensorSource::description).orElse(drawn.description());
    body.ifPresent(source -> requireBody(net.id(), source));
  }

  private void requireBody(String network, TensorSource source) {
    SortedMap<String, long[]> found = source.shapes();
    for (String name : shapes.keySet()) {
      if (!Head.owns(name) && !Arrays.equals(shapes.get(name), found.get(name))) {
        throw new UserError(
            source.description()
                + " lacks the tensor "
                + name
                + " of "
                + network
                + " or has it in another shape; name other weights");
      }
    }
  }

  @Override
  public SortedMap<String, long[]> shapes() {
    return new TreeMap<>(shapes);
  }

  @Override
  public float[] read(String name) {
    return source(name).read(name);
  }

  @Override
  public MappingReport.Entry mapping(String name) {
    return source(name).mapping(name);
  }

  private TensorSource source(String name) {
    return Head.owns(name) ? drawn : body.orElse(drawn);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String digest() {
    return body.map(TensorSource::digest).orElse(drawn.digest());
  }

  @Override
  public void close() {
    body.ifPresent(TensorSource::close);
  }
}
