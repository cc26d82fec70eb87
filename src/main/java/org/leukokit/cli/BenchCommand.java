package org.leukokit.cli;

import picocli.CommandLine.Command;

/** {@code leukokit bench}: timings, beside the same work in Python. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Times the kit beside the same work in Python, in the same call.",
    subcommands = {})
final class BenchCommand implements Runnable {
  @Override
  public void run() {}
}
