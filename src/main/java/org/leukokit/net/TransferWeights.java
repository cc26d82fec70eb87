package org.leukokit.net;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.net.weights.MappingReport;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.net.weights.WeightsCheck;

/**
 * The body from a weight file, a new head drawn: the start of fine-tuning. The file has to hold
 * exactly the network with its own top, or exactly its body.
 */
public final class TransferWeights implements TensorSource {
  private final TensorSource body;
  private final RandomWeights drawn;
  private final SortedMap<String, long[]> shapes;
  private final Initialiser initialiser;
  private final boolean withTop;

  private TransferWeights(
      TensorSource body,
      RandomWeights drawn,
      SortedMap<String, long[]> shapes,
      Initialiser initialiser,
      boolean withTop) {
    this.body = body;
    this.drawn = drawn;
    this.shapes = shapes;
    this.initialiser = initialiser;
    this.withTop = withTop;
  }

  /**
   * Weights for a network with a new head.
   *
   * @param backbone the network as the file has it
   * @param head the new head
   * @param tensors those of a file; closed with this
   * @param initialiser how the head is drawn
   * @param seed the seed of the study
   * @throws org.leukokit.base.UserError naming the tensors that are missing, extra or misshapen
   */
  public static TransferWeights of(
      Backbone backbone, Head head, TensorSource tensors, Initialiser initialiser, long seed) {
    TensorSource source = backbone.adapt(tensors);
    ConvNet original = backbone.build(Backbone.IMAGENET_CLASSES);
    boolean withTop = !backbone.isBody(source);
    ConvNet held = withTop ? original : original.upTo(backbone.top().bodyEnd());
    WeightsCheck.requireSame(
        backbone.id(), held.tensorShapes(), source.shapes(), source.fullDescription());
    ConvNet net = original.withHead(head);
    TreeMap<String, long[]> kept = new TreeMap<>();
    TreeMap<String, long[]> made = new TreeMap<>();
    net.tensorShapes().forEach((name, shape) -> (Head.owns(name) ? made : kept).put(name, shape));
    TreeMap<String, long[]> there = new TreeMap<>(source.shapes());
    there.keySet().retainAll(kept.keySet());
    // A body-only file has nothing for a head that keeps fully connected layers.
    WeightsCheck.requireSame(backbone.id(), kept, there, source.fullDescription());
    RandomWeights drawn = new RandomWeights(backbone.id(), seed, made, initialiser);
    return new TransferWeights(source, drawn, net.tensorShapes(), initialiser, withTop);
  }

  /** Whether the file held the network's own top, which was left out. */
  public boolean fileHadTop() {
    return withTop;
  }

  @Override
  public SortedMap<String, long[]> shapes() {
    return new TreeMap<>(shapes);
  }

  @Override
  public float[] read(String name) {
    return Head.owns(name) ? drawn.read(name) : body.read(name);
  }

  @Override
  public MappingReport.Entry mapping(String name) {
    if (!Head.owns(name)) {
      return body.mapping(name);
    }
    MappingReport.Entry entry = drawn.mapping(name);
    return new MappingReport.Entry(
        "(drawn)", entry.sourceShape(), name, "drawn: " + initialiser.title());
  }

  @Override
  public List<String> notes() {
    return body.notes();
  }

  @Override
  public String description() {
    return body.description()
        + (withTop ? " without its top" : " (has no top)")
        + ", head drawn: "
        + drawn.description();
  }

  @Override
  public String digest() {
    return body.digest() + "+" + drawn.digest();
  }

  @Override
  public void close() {
    body.close();
  }
}
