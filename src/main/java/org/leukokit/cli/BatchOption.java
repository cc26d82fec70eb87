package org.leukokit.cli;

import picocli.CommandLine.Option;

/** The option of commands that train a network. */
final class BatchOption {
  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "8",
      description = "Cells a step (default ${DEFAULT-VALUE}).")
  private int batch;

  int batch() {
    return batch;
  }
}
