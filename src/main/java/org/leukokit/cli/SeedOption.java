package org.leukokit.cli;

import picocli.CommandLine.Option;

/** The option of every command that draws. */
final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of every random draw (default ${DEFAULT-VALUE}).")
  private long seed;

  long seed() {
    return seed;
  }
}
