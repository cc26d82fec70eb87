package org.leukokit.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code leukokit size}. */
@Command(name = "size")
final class SizeCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
