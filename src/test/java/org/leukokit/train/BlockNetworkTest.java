package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.net.Backbone;
import org.leukokit.net.BlockNetwork;
import org.leukokit.net.BlockTwins;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Head;
import org.leukokit.net.Heads;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.record.History;

/** A block of DJL's is trained as the same network of the kit's layers is, to the last bit. */
class BlockNetworkTest {
  private static final int SIDE = 16;

  private static Backbone network(Block block) {
    return BlockNetwork.of(TestRuntime.get(), "twin", "Twin", SIDE, block);
  }

  /** The tensors of one network under the names of another. */
  private record Renamed(TensorSource source, Map<String, String> names) implements TensorSource {
    @Override
    public SortedMap<String, long[]> shapes() {
      SortedMap<String, long[]> shapes = new TreeMap<>();
      names.forEach((other, own) -> shapes.put(other, source.shapes().get(own)));
      return shapes;
    }

    @Override
    public float[] read(String name) {
      return source.read(names.get(name));
    }

    @Override
    public String description() {
      return source.description();
    }

    @Override
    public String digest() {
      return source.digest();
    }
  }

  private static Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    BlockTwins.NAMES.forEach(pair -> names.put(pair[1], pair[0]));
    return names;
  }

  @Test
  void learnsBitByBitAsLayersDo() {
    ConvNet layers = BlockTwins.layers(2);
    ConvNet block = network(BlockTwins.block()).build(2);
    assertEquals(names().keySet(), new TreeSet<>(block.tensorShapes().keySet()));
    RandomWeights drawn = new RandomWeights("twin", 1, layers.tensorShapes());
    TrainSpec spec = TrainSpec.of(Trainings.ADAM, new Schedule.Constant(1e-2), 3, 6);
    Discs train = new Discs(24, SIDE, 1);
    Discs test = new Discs(12, SIDE, 2);
    TrainTask one = new TrainTask(layers, drawn, spec, train, Optional.of(test), 7);
    TrainTask other =
        new TrainTask(block, new Renamed(drawn, names()), spec, train, Optional.of(test), 7);
    try (Fit a = Trainings.fit(one);
        Fit b = Trainings.fit(other)) {
      assertEquals(losses(a.history()), losses(b.history()));
      assertTrue(losses(a.history()).get(0) > losses(a.history()).get(11), "nothing was learned");
      // In inference the kit folds its own normalisations, and leaves a block's as they are.
      double[][] expected = a.network().logits(test);
      double[][] actual = b.network().logits(test);
      for (int i = 0; i < expected.length; i++) {
        assertArrayEquals(expected[i], actual[i], 1e-5);
      }
      for (String[] pair : BlockTwins.NAMES) {
        assertArrayEquals(
            a.network().tensors().read(pair[0]), b.network().tensors().read(pair[1]), pair[0]);
      }
    }
  }

  private static java.util.List<Double> losses(History history) {
    return history.steps().stream().map(History.Step::loss).toList();
  }

  @Test
  void takesAnotherHeadAndOtherSizes() {
    Backbone backbone = network(BlockTwins.block());
    Head head = Heads.plain(backbone, 2);
    ConvNet net = backbone.build(2).withHead(head);
    assertTrue(net.tensorShapes().containsKey("head.fc1.weight"));
    assertEquals(12, backbone.top().bodyChannels());
    assertEquals(24, backbone.withInputSize(24).inputSize());
    assertEquals(8 * 3 * 9 + 4 * 8 + 12 * 8 * 9 + 12 + 2 * 12 + 2, net.parameterCount());
  }

  @Test
  void saysWhatABlockMayNotBe() {
    assertRefused("Dropout", new SequentialBlock().add(Dropout.builder().optRate(0.5f).build()));
    assertRefused(
        "no map",
        new SequentialBlock()
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(4).build()));
    assertRefused(
        "too small", Conv2d.builder().setKernelShape(new Shape(17, 17)).setFilters(2).build());
    assertRefused(
        "can't take (1, 3, 16, 16)",
        Conv2d.builder().setKernelShape(new Shape(3)).setFilters(2).build());
    UserError taken =
        assertThrows(
            UserError.class,
            () ->
                BlockNetwork.of(TestRuntime.get(), "mobilenet", "Mine", SIDE, BlockTwins.block()));
    assertTrue(taken.getMessage().contains("choose another id"), taken.getMessage());
    assertThrows(
        UserError.class,
        () -> BlockNetwork.of(TestRuntime.get(), "My net", "Mine", SIDE, BlockTwins.block()));
  }

  private static void assertRefused(String why, Block block) {
    UserError e = assertThrows(UserError.class, () -> network(block));
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
