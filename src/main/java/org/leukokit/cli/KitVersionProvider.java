package org.leukokit.cli;

import picocli.CommandLine;

/** What {@code --version} prints. */
final class KitVersionProvider implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    KitVersion kit = KitVersion.current();
    return new String[] {
      "leukokit " + kit.version() + " (commit " + kit.commit() + ")",
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
