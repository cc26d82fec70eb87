package org.leukokit.experiment.leakage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetInfo;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.split.IdenticalFiles.Pair;
import org.leukokit.split.Leakage;
import org.leukokit.split.Leakage.Kind;

/** The report on what leaks in C-NMC 2019, real data throughout. */
public final class FileListReport {
  private FileListReport() {}

  /**
   * The report.
   *
   * @param dataset the cells of C-NMC 2019, with or without images
   * @param seed the seed of the folds that are drawn
   * @param more sections that follow what the file list says, such as near-duplicates
   * @param facts how the report was made: versions, command
   */
  public static Report of(Dataset dataset, long seed, List<Section> more, List<Item> facts) {
    FileList list = FileList.of(dataset, seed);
    FileListTables tables = new FileListTables(list);
    List<Section> sections = new ArrayList<>();
    sections.add(summary(list, tables));
    sections.add(Section.of("The same file twice", new Shown(tables.pairs())));
    sections.add(
        Section.of(
            "Subjects that share cells",
            new Shown(tables.groups()),
            new Paragraph("What shows it, group by group:"),
            new Report.Definitions(tables.evidence())));
    sections.add(
        Section.of(
            "What crosses folds",
            new Shown(tables.official()),
            new Shown(tables.compared()),
            new Paragraph(between(list))));
    sections.addAll(more);
    List<Item> made = new ArrayList<>();
    made.add(new Item("Data digest", dataset.digest()));
    made.add(new Item("Seed of the folds", Long.toString(seed)));
    made.add(new Item("Licence of the images", dataset.info().licence()));
    made.addAll(facts);
    sections.add(Provenance.made(new Report.Definitions(made)));
    DatasetInfo info = dataset.info();
    return new Report(
        "leakage",
        "What leaks in C-NMC 2019",
        info.citation(),
        false,
        String.format(
            Locale.ROOT,
            "%s: names, sizes, hashes, labels and subjects of %,d files; no image was read for the"
                + " tables of files and folds",
            info.title(),
            dataset.cells().size()),
        sections);
  }

  private static Section summary(FileList list, FileListTables tables) {
    Leakage official = list.folds().get(FileList.OFFICIAL);
    List<Pair> training = list.trainingPairs();
    long crossing = training.stream().filter(Pair::crossesParts).count();
    long subjects = FileList.distinct(list.training(), Cell::subject).size();
    long groups = FileList.distinct(list.training(), Cell::group).size();
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            format(
                "C-NMC 2019 holds some files twice: %d pairs are equal in every byte, %d of them in"
                    + " the training folder. %d of these %d pairs carry the names of different"
                    + " subjects, and %d lie in different official folds. So the folds that the"
                    + " makers drew by subject leak all the same: %d of %,d test cells have their"
                    + " very file in training.",
                list.pairs().size(),
                training.size(),
                training.stream().filter(Pair::crossesSubjects).count(),
                training.size(),
                crossing,
                official.affected(Kind.CONTENT),
                official.testRows())));
    blocks.add(
        new Paragraph(
            format(
                "Subjects that share files, or cells with equal bounding boxes, are most likely one"
                    + " person under several names. Taken together, the %d subjects of the training"
                    + " folder are %d groups. With the official folds, %,d of %,d test cells"
                    + " (%.1f %%) are from a group that was also trained on.",
                subjects,
                groups,
                official.affected(Kind.GROUP),
                official.testRows(),
                100 * official.affectedShare(Kind.GROUP))));
    blocks.add(
        new Paragraph(
            format(
                "Folds drawn by cell, as in one of the three papers, are another matter: %.1f %% of"
                    + " the test cells have their own subject in training. Folds drawn after"
                    + " augmentation have a copy of %.1f %% of the test rows in training. Only"
                    + " folds drawn by group have nothing on both sides, as far as hashes, names"
                    + " and boxes can tell.",
                100 * list.folds().get(FileList.BY_CELL).affectedShare(Kind.SUBJECT),
                100 * list.folds().get(FileList.COPIES).affectedShare(Kind.COPY))));
    blocks.add(
        new Paragraph(
            "What this is worth in accuracy can't be told from a list of files. The report on"
                + " phantoms beside this one turns each leak on and off where the truth is known,"
                + " and the report on cell size shows it on all cells of the training folder."));
    blocks.add(new Shown(tables.bars()));
    return new Section("In short", blocks);
  }

  private static String between(FileList list) {
    List<Cell> prelim =
        list.dataset().cells().stream().filter(c -> c.part().equals("prelim")).toList();
    List<String> subjects = FileList.distinct(prelim, Cell::subject);
    List<String> shared = new ArrayList<>(subjects);
    shared.retainAll(FileList.distinct(list.training(), Cell::subject));
    List<String> groups = new ArrayList<>(FileList.distinct(prelim, Cell::group));
    groups.retainAll(FileList.distinct(list.training(), Cell::group));
    return format(
        "The preliminary test has %,d cells of %d subjects; %s of them %s a name of the training"
            + " folder, and %s of its groups %s there. That rests on names alone: the files of the"
            + " two parts have headers of different length, so equal cells would have unequal"
            + " hashes. Only pixels can tell (see \"From pixels\", where images are at hand).",
        prelim.size(),
        subjects.size(),
        shared.isEmpty() ? "none" : String.join(", ", shared),
        shared.size() == 1 || shared.isEmpty() ? "has" : "have",
        groups.isEmpty() ? "none" : String.join(", ", groups),
        groups.size() == 1 || groups.isEmpty() ? "stands" : "stand");
  }

  static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
