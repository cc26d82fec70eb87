package org.leukokit.net;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.Objects;
import org.leukokit.base.UserError;
import org.leukokit.net.Layers.FullyConnected;
import org.leukokit.net.Pools.GlobalAveragePool;

/**
 * A network of one's own from a block of DJL's: the block is the body, from images to a map of
 * channels; behind it stand global average pooling and a layer for the classes. The kit trains it
 * as it trains the papers' networks. No weights are known of it, so it begins from random ones.
 */
public final class BlockNetwork {
  /** The body's name among the layers; Grad-CAM is taken behind it. */
  public static final String BODY = "body";

  private static final String POOLED = "gap";
  private static final int CHANNELS = 3;
  private static final int BATCH = 16;

  private BlockNetwork() {}

  /**
   * Makes a network of a block. The block belongs to it from then on: use a new one for another
   * network. Tensors of DJL's own that the block draws stay as long as the process.
   *
   * @param runtime computes
   * @param id the name in files: letters, digits and single hyphens; none of the kit's
   * @param title the name in tables
   * @param side side of the square input in pixels
   * @param body from (batch, 3, side, side) to (batch, channels, height, width), values about 0
   *     going in; without DJL's Dropout
   * @throws UserError if the id is taken or none, or the block can't take such images or gives
   *     something else
   */
  public static Backbone of(TorchRuntime runtime, String id, String title, int side, Block body) {
    Objects.requireNonNull(title, "title");
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new UserError("'" + id + "' is no id of a network; use a-z, 0-9 and single hyphens");
    }
    if (Backbones.all().stream().anyMatch(b -> b.id().equals(id))) {
      throw new UserError("the kit has a network " + id + " already; choose another id");
    }
    if (side < 1) {
      throw new UserError("the side of the input must be at least 1 pixel, not " + side);
    }
    runtime.bindThread();
    NDManager manager = runtime.newManager();
    boolean made = false;
    try {
      Shape input = new Shape(1, CHANNELS, side, side);
      BlockLayer layer = new BlockLayer(BODY, body, manager, input);
      int channels = channels(id, layer, input);
      made = true;
      return network(id, title, side, layer, channels);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    } finally {
      if (!made) {
        manager.close();
      }
    }
  }

  /**
   * A small body: for each width a 3 × 3 convolution with a bias, ReLU and 2 × 2 max pooling.
   *
   * @param widths channels behind each convolution, at least one, each 1 or more
   * @throws UserError if there are none
   */
  public static Block convolutions(int... widths) {
    if (widths.length == 0 || java.util.Arrays.stream(widths).anyMatch(w -> w < 1)) {
      throw new UserError("a body needs convolutions of at least 1 channel each");
    }
    SequentialBlock block = new SequentialBlock();
    for (int width : widths) {
      block
          .add(
              Conv2d.builder()
                  .setKernelShape(new Shape(3, 3))
                  .optPadding(new Shape(1, 1))
                  .setFilters(width)
                  .build())
          .add(Activation.reluBlock())
          .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
    }
    return block;
  }

  private static int channels(String id, Layer body, Shape input) {
    Shape map = body.output(input);
    if (map.dimension() != 4) {
      throw new UserError(
          "the body of "
              + id
              + " gives "
              + map
              + ", no map (batch, channels, height, width); end it with a convolution or its"
              + " activation, the kit pools and classifies behind it");
    }
    if (map.get(2) < 1 || map.get(3) < 1) {
      throw new UserError(
          input.get(3) + " pixels are too small for " + id + "; choose a larger side");
    }
    return Math.toIntExact(map.get(1));
  }

  private static Backbone network(String id, String title, int side, Layer body, int channels) {
    return new Backbone(
        id,
        title,
        side,
        BATCH,
        Preprocessing.keras(),
        List.of(new FeatureLayer("gap", POOLED, false, channels)),
        BODY,
        new Backbone.Top(BODY, channels, POOLED, channels),
        classes ->
            new ConvNet(
                id,
                1,
                List.of(
                    body,
                    new GlobalAveragePool(POOLED),
                    new FullyConnected("classes", channels, classes))));
  }
}
