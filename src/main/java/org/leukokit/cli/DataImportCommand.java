package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.CollectionScan;
import org.leukokit.data.Manifest;
import org.leukokit.data.Store;
import org.leukokit.data.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit data import}: a copy of a collection is made known to the kit. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Verifies a copy of a collection and makes its cells known to the kit, so that --data NAME"
          + " finds them. Files in folders stay where they are and are remembered; entries of zips"
          + " are unpacked into the kit's store. Lossless copies in another format (PNG, WebP, TIFF)"
          + " are the same cells and stay in their format. Interrupted, it goes on where it was when it is"
          + " given again. Nothing is written in PATH.",
      "Exits with 1, with nothing imported, if a file is changed or cells are missing; --partial"
          + " imports what is there and right. Several imports add up."
    })
final class DataImportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "PATH", description = "A folder or zip.")
  private Path path;

  @Mixin private CollectionOption collection;

  @Option(names = "--partial", description = "Import what is there, though cells are missing.")
  private boolean partial;

  @Option(
      names = "--copy",
      description = "Copy files of folders into the store, too, so that PATH may go.")
  private boolean copy;

  @Mixin private MirrorOption mirror;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    Progress progress = ConsoleProgress.onErrorStream();
    Manifest manifest = collection.manifest();
    Store store = mirror.store();
    try (CollectionScan scan = CollectionScan.of(manifest, path, store.home(), progress)) {
      Verification found = scan.result();
      new VerificationText(out, false).print(found, path.toString());
      String name = manifest.info().name();
      if (found.cells() == 0) {
        throw new UserError(
            path
                + " holds no cell of "
                + name
                + "; nothing was imported"
                + (found.lossy().isEmpty() ? "" : ": " + found.lossyText()));
      }
      if (!partial && !found.whole()) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s holds %,d of %,d cells of %s; nothing was imported (--partial imports these)",
                path,
                found.cells(),
                found.ofCells(),
                name));
      }
      ImportSteps.run(scan, store, copy, out, progress);
      return 0;
    }
  }
}
