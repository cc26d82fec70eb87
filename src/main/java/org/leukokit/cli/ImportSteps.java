package org.leukokit.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.leukokit.base.ByteSize;
import org.leukokit.base.Progress;
import org.leukokit.data.CollectionImport;
import org.leukokit.data.CollectionScan;
import org.leukokit.data.Manifest;
import org.leukokit.data.Store;

/** What follows when a copy of a collection has been looked through: its cells are imported. */
final class ImportSteps {
  private ImportSteps() {}

  /**
   * Imports what was found, and says what may be done with it.
   *
   * @param copy whether files of folders are copied, too
   */
  static void run(
      CollectionScan scan, Store store, boolean copy, PrintWriter out, Progress progress) {
    CollectionImport plan = CollectionImport.plan(scan, store, copy);
    out.printf(
        Locale.ROOT,
        "%,d files stay where they are, %,d (%s) go into %s, %,d are there already%n",
        plan.referenced(),
        plan.copied(),
        ByteSize.text(plan.bytes()),
        store.home(),
        plan.there());
    out.flush();
    plan.run(progress);
    Manifest manifest = scan.manifest();
    out.println(
        "Imported: leukokit reproduce loey2020 --data "
            + manifest.info().name()
            + (scan.result().whole() ? "" : " --partial"));
    out.println("Licence: " + manifest.info().licence() + ". " + manifest.info().citation());
    out.println(manifest.usage());
    out.flush();
  }
}
