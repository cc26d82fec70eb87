package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.leukokit.base.ByteSize;
import org.leukokit.base.Progress;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;
import org.leukokit.data.CollectionFetch;
import org.leukokit.data.CollectionScan;
import org.leukokit.data.CollectionSource;
import org.leukokit.data.DataCatalog;
import org.leukokit.data.FetchOptions;
import org.leukokit.data.Manifest;
import org.leukokit.data.Store;
import org.leukokit.data.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit data}: what data there is, and bringing it in. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      DataCommand.ListAll.class,
      DataVerifyCommand.class,
      DataImportCommand.class,
      DataCommand.Fetch.class
    },
    description = "Says what data there is, checks a copy of it, and makes it known to the kit.")
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code leukokit data list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Lists the data sets that the kit knows, whether they are at hand, and how to get them.")
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec command;
    @Mixin private MirrorOption mirror;

    @Override
    public Integer call() {
      PrintWriter out = command.commandLine().getOut();
      Store store = mirror.store();
      out.println("phantom");
      out.println("  Synthetic cells drawn by the kit; nothing to get. The default of reproduce.");
      for (String name : DataCatalog.names()) {
        DataCatalog.Entry entry = DataCatalog.of(name, store);
        out.println();
        out.println(name);
        out.println("  " + entry.title());
        out.printf(
            Locale.ROOT,
            "  %s, %s%s, licence: %s%n",
            Text.count(entry.cells(), "cell"),
            entry.subjects() == 0 ? "subjects not known" : Text.count(entry.subjects(), "subject"),
            entry.bytes() == 0 ? "" : ", " + ByteSize.text(entry.bytes()),
            entry.licence());
        out.println("  " + entry.citation());
        out.println("  at hand: " + atHand(entry));
        entry.how().forEach(step -> out.println("  - " + step));
      }
      out.println();
      out.println("A folder or zip of your own: leukokit reproduce --help, from --positive on.");
      out.flush();
      return 0;
    }

    private static String atHand(DataCatalog.Entry entry) {
      if (!entry.available()) {
        return "no, and it can't be had";
      }
      if (entry.atHand() == 0) {
        return "no";
      }
      return entry.atHand() == entry.cells()
          ? "yes"
          : String.format(Locale.ROOT, "%,d of %,d cells", entry.atHand(), entry.cells());
    }
  }

  /** {@code leukokit data fetch}. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = {
        "Gets a data set from an offline mirror into the kit's store, its hash checked; for one that"
            + " no program can fetch, says step by step how to get it and exits with 1.",
        "With --from: fetches a zip with a copy of it, whatever its layout, checks every cell by its"
            + " hash and imports those that are right. Interrupted, it goes on where it was. Exits"
            + " with 1 if a cell is changed or none is there."
      })
  static final class Fetch implements Callable<Integer> {
    /** The collection has 10 GB; what is much larger is something else. */
    private static final long MOST_BYTES = 40_000_000_000L;

    @Spec private CommandSpec command;

    @Parameters(paramLabel = "NAME", description = "The name of a data set, see 'data list'.")
    private String name;

    @Option(
        names = "--from",
        paramLabel = "kaggle:OWNER/NAME|URL",
        description =
            "Where a zip with a copy of the collection is handed out: a data set on Kaggle (with the"
                + " account in KAGGLE_USERNAME and KAGGLE_KEY, if they are set), or any https"
                + " address. The kit vouches for no copy; the hashes do.")
    private String from;

    @Mixin private MirrorOption mirror;

    @Override
    public Integer call() {
      PrintWriter out = command.commandLine().getOut();
      if (!DataCatalog.names().contains(name)) {
        throw new UserError(
            "no data set '" + name + "'; there are " + String.join(", ", DataCatalog.names()));
      }
      Store store = mirror.store();
      if (from != null) {
        return fetch(CollectionSource.of(from, System.getenv()), store, out);
      }
      DataCatalog.Entry entry = DataCatalog.of(name, store);
      List<Path> files = entry.available() ? DataCatalog.fetch(name, store) : List.of();
      if (!files.isEmpty()) {
        files.forEach(file -> out.println(name + ": " + file + ", hash checked"));
        out.println("Licence: " + entry.licence() + ". " + entry.citation());
        out.flush();
        return 0;
      }
      if (entry.available() && entry.atHand() == entry.cells()) {
        out.println(name + " is at hand: all " + entry.cells() + " cells.");
        out.flush();
        return 0;
      }
      entry.how().forEach(out::println);
      out.flush();
      throw new UserError(name + " was not fetched; the steps stand above");
    }

    private int fetch(CollectionSource source, Store store, PrintWriter out) {
      if (!Manifest.known().contains(name)) {
        throw new UserError(
            "--from goes with a data set whose cells are known by their hashes: "
                + String.join(", ", Manifest.known()));
      }
      Progress progress = ConsoleProgress.onErrorStream();
      FetchOptions options = FetchOptions.standard(progress).withMaxBytes(MOST_BYTES);
      Manifest manifest = Manifest.named(name);
      try (CollectionFetch fetched = CollectionFetch.get(source, store.home(), options);
          CollectionScan scan =
              CollectionScan.of(manifest, fetched.zip(), store.home(), progress)) {
        Verification found = scan.result();
        new VerificationText(out, false).print(found, source.name());
        out.flush();
        if (found.cells() > 0) {
          ImportSteps.run(scan, store, false, out, progress);
        }
        fetched.done();
        if (found.cells() == 0) {
          throw new UserError(
              source.name()
                  + " holds no cell of "
                  + name
                  + "; nothing was imported or kept"
                  + (found.lossy().isEmpty() ? "" : ": " + found.lossyText()));
        }
        return found.changed().isEmpty() ? 0 : Main.USER_ERROR;
      }
    }
  }
}
