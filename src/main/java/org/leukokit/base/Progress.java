package org.leukokit.base;

/**
 * Hears how far a long piece of work has come. Implementations may be called from several threads.
 */
public interface Progress {
  /** Shows nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public Task start(String what, long total) {
          return () -> {};
        }
      };

  /** A piece of work under way. */
  @FunctionalInterface
  interface Task extends AutoCloseable {
    /** One more item is done. */
    void step();

    /**
     * One more item is done, which took several images; for who shows images a second, too.
     *
     * @param images how many, 0 or more
     */
    default void step(int images) {
      step();
    }

    /** The work is over, finished or not. */
    @Override
    default void close() {}
  }

  /**
   * Work begins.
   *
   * @param what what the items are, such as {@code "features: cells"}
   * @param total how many items there are
   * @return the task to step and close
   */
  Task start(String what, long total);
}
