package org.leukokit.cli;

import picocli.CommandLine.Command;

/** {@code leukokit doctor}: is this machine ready? */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Is this machine ready?")
final class DoctorCommand implements Runnable {
  @Override
  public void run() {}
}
