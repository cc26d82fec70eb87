package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.leukokit.base.ByteSize;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;
import org.leukokit.data.HomeContents;
import org.leukokit.data.HomeContents.Part;
import org.leukokit.data.KitHome;
import org.leukokit.data.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit cache}: what the kit keeps between runs, and how large it is. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = "Says what the kit keeps between runs and how large it is; 'clear' deletes it.")
final class CacheCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    Path home = KitHome.folder();
    PrintWriter out = command.commandLine().getOut();
    out.println(home);
    for (Part part : Part.values()) {
      HomeContents.Size size = HomeContents.size(home, part);
      out.printf(
          "  %-9s %10s  %6d files  %s%n",
          part.folder(), ByteSize.text(size.bytes()), size.files(), part.description());
    }
    out.flush();
  }

  @Command(
      name = "clear",
      mixinStandardHelpOptions = true,
      description =
          "Deletes what the kit can compute again. Fetched and imported files stay; delete their"
              + " folder by hand.")
  void clear(
      @Option(names = "--features", description = "Features that networks computed.")
          boolean features,
      @Option(names = "--rasters", description = "Images as networks see them.") boolean rasters,
      @Option(
              names = "--all",
              description = "Both, and parts of files that are not fetched to their end.")
          boolean all) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    if (features || all) {
      parts.add(Part.FEATURES);
    }
    if (rasters || all) {
      parts.add(Part.RASTERS);
    }
    if (all) {
      parts.add(Part.PARTIAL);
    }
    if (parts.isEmpty()) {
      throw new UserError("say what to clear: --features, --rasters or --all");
    }
    Path home = KitHome.folder();
    PrintWriter out = command.commandLine().getOut();
    for (Part part : parts) {
      HomeContents.Size size = HomeContents.clear(home, part);
      out.println(
          part.folder()
              + ": "
              + Text.count(size.files(), "file")
              + " deleted, "
              + ByteSize.text(size.bytes()));
    }
    Sweep.clear(home, Instant.now());
    out.flush();
  }
}
