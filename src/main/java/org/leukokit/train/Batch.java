package org.leukokit.train;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Some examples under preparation, or ready. */
final class Batch {
  /**
   * Which examples make a batch.
   *
   * @param epoch from 0
   * @param step in the epoch, from 0
   * @param examples their indices
   */
  record Order(int epoch, int step, int[] examples) {}

  private final Order order;
  private final Examples from;
  private final ByteBuffer room;
  private final List<Future<?>> writing;

  Batch(Order order, Examples from, ByteBuffer room, List<Future<?>> writing) {
    this.order = order;
    this.from = from;
    this.room = room;
    this.writing = writing;
  }

  Order order() {
    return order;
  }

  int size() {
    return order.examples().length;
  }

  int example(int i) {
    return order.examples()[i];
  }

  int[] labels() {
    return Arrays.stream(order.examples()).map(from::label).toArray();
  }

  /** Names its examples to a reader. */
  String addresses() {
    return Arrays.stream(order.examples())
        .mapToObj(from::address)
        .collect(Collectors.joining(", "));
  }

  /** The whole room, of which this batch fills the beginning. */
  ByteBuffer room() {
    return room;
  }

  List<Future<?>> writing() {
    return writing;
  }
}
