package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.paper.CalibrationExhibits;
import org.leukokit.paper.Checklist;
import org.leukokit.paper.ComparisonExhibits;
import org.leukokit.paper.DataLine;
import org.leukokit.paper.Diagrams;
import org.leukokit.paper.MethodRun;
import org.leukokit.paper.RunFigures;
import org.leukokit.paper.SubjectExhibits;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.study.StudyPanels;

/** The report: what it says, in order. */
final class MondalReport {
  private static final List<MondalInput> INPUTS = List.of(MondalInput.WHOLE, MondalInput.CROPPED);

  private final MondalRuns runs;
  private final PanelFolder panels;
  private final List<String> notes;
  private final MondalFigures figures;
  private final MondalTables tables;
  private final MondalNotes facts;

  MondalReport(MondalRuns runs, PanelFolder panels, List<String> notes) {
    this.runs = runs;
    this.panels = panels;
    this.notes = List.copyOf(notes);
    this.figures = new MondalFigures(runs);
    this.tables = new MondalTables(runs);
    this.facts = new MondalNotes(runs);
  }

  Report report() {
    return new Report(
        "mondal2021",
        "Mondal et al. 2021: five convolutional networks and their weighted ensembles",
        new Mondal2021().reference(),
        runs.any().data().synthetic(),
        DataLine.of(runs.any().data()),
        List.of(
            summary(),
            results(),
            new Section("Where the networks look", explained()),
            ensembles(),
            new Section("Are the differences real", comparisons()),
            new Section("Per subject", subjects()),
            new Section("Calibration", calibration()),
            split(),
            Section.of("Controls", new Shown(tables.controls())),
            data(),
            deviations(),
            new Section("Checklist", Checklist.of(runs.all(), Diagrams.MONDAL_2021)),
            how()));
  }

  private Section summary() {
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "The paper trains five networks with ImageNet weights on cells split by subject, whole"
                + " (450 × 450) and cropped to their middle (300 × 300), tests them on the"
                + " preliminary test set of C-NMC 2019, and averages their probabilities, plainly"
                + " (SAP) or weighted by what each network reaches (WEN). This report does the same,"
                + " and says what the split, the choice of the weights and the size of the test set"
                + " leave open."));
    List<String> reasons = facts.incomparable();
    blocks.add(
        new Paragraph(
            reasons.isEmpty()
                ? "Data, scale and starting weights are the paper's: differences to its printed"
                    + " values are computed below."
                : "Not comparable with the paper's numbers: "
                    + String.join("; ", reasons)
                    + ". They stand side by side; no difference is computed and no verdict is"
                    + " given."));
    blocks.add(new Paragraph(facts.split()));
    List<String> missing = facts.notRun();
    if (!missing.isEmpty()) {
      blocks.add(
          new Paragraph(
              "Not run here: "
                  + String.join(", ", missing)
                  + ", and what needs them. The same command without --only runs what is"
                  + " missing."));
    }
    notes.forEach(n -> blocks.add(new Paragraph(n)));
    return new Section("In short", blocks);
  }

  private Section results() {
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Shown(tables.table4()));
    for (MondalInput input : INPUTS) {
      figures.rocOfNetworks(input).ifPresent(f -> blocks.add(new Shown(f)));
      figures.rocOfEnsembles(input).ifPresent(f -> blocks.add(new Shown(f)));
    }
    blocks.add(new Shown(tables.table5()));
    blocks.add(new Shown(figures.matrices()));
    blocks.add(new Shown(tables.correct()));
    blocks.add(new Shown(figures.otherMethods()));
    blocks.add(new Shown(MondalLiterature.table1()));
    blocks.add(new Shown(MondalLiterature.table2()));
    blocks.add(new Shown(figures.learningRate()));
    for (MondalInput input : INPUTS) {
      figures.training(input).ifPresent(f -> blocks.add(new Shown(f)));
    }
    return new Section("Results", blocks);
  }

  private List<Report.Block> explained() {
    Optional<MondalExplained> explained = MondalExplained.of(runs);
    if (explained.isEmpty()) {
      return List.of(
          new Paragraph(
              "Fig. 6 to 8 need all five networks at 300 px under the protocol "
                  + runs.main().id()
                  + "; they were not all run."));
    }
    List<Report.Block> blocks = new ArrayList<>();
    String how =
        " Each row a cell at 300 px: the cell, Grad-CAM of each network for the cell's true class"
            + " (each map scaled to 0–1; dark violet low, yellow high, the cell in grey below), and"
            + " the networks' maps averaged with the weights of "
            + explained.get().ensemble()
            + ". Where the maps were taken stands under Deviations. A map that is 0 everywhere says so:"
            + " nothing in its layer speaks for the cell's class, most often because the network takes"
            + " that class for granted and looks for the other."
            + " IncResNet-V2: InceptionResNet-V2.";
    panel(
            MondalExplained.FIG_6,
            "fig-6-grad-cam-hem",
            "Fig. 6. Grad-CAM, healthy (Hem) cells that one network gets wrong",
            "Which network and whether the ensemble is right stands before each row." + how)
        .ifPresent(f -> blocks.add(new Shown(f)));
    panel(
            MondalExplained.FIG_7,
            "fig-7-grad-cam-all",
            "Fig. 7. Grad-CAM, leukemic (ALL) cells that one network gets wrong",
            "Which network and whether the ensemble is right stands before each row." + how)
        .ifPresent(f -> blocks.add(new Shown(f)));
    Optional<Figure> more =
        panel(
            MondalExplained.FIG_8,
            "fig-8-grad-cam-more",
            "Fig. 8. Grad-CAM, further leukemic cells that the ensemble gets right",
            "Further cells in the order of the draw." + how);
    blocks.add(
        more.<Report.Block>map(Shown::new)
            .orElse(
                new Paragraph(
                    "Fig. 8: the ensemble gets no further leukemic cell of the candidates right.")));
    blocks.add(new Shown(explained.get().table()));
    return blocks;
  }

  private Optional<Figure> panel(String panel, String id, String title, String caption) {
    return panels.panels().stream()
        .filter(p -> p.id().equals(panel))
        .findFirst()
        .map(p -> RunFigures.panel(p, id, title, caption + empty(p)));
  }

  /** How many maps of each column show no place: {@code Empty: VGG-16 1 of 5.} */
  private static String empty(PanelFolder.Panel panel) {
    Map<Integer, Long> counts =
        panel.words().stream()
            .collect(
                Collectors.groupingBy(
                    PanelFolder.Words::column, TreeMap::new, Collectors.counting()));
    if (counts.isEmpty()) {
      return " Here no map is empty.";
    }
    return counts.entrySet().stream()
        .map(e -> panel.columns().get(e.getKey()) + " " + e.getValue())
        .collect(
            Collectors.joining(", ", " Empty here, of " + panel.rows().size() + " each: ", "."));
  }

  private Section ensembles() {
    MondalEnsembles ensembles = new MondalEnsembles(runs);
    return Section.of(
        "The ensembles", new Shown(ensembles.weightTable()), new Shown(ensembles.leakTable()));
  }

  private List<MethodRun> methods(List<MondalMethod> of) {
    List<MethodRun> found = new ArrayList<>();
    for (MondalMethod method : of) {
      runs.find(method.id(), runs.main())
          .ifPresent(
              run ->
                  found.add(
                      new MethodRun(
                          runs.title(method, run),
                          method.control(),
                          run.record().shortId(),
                          run.predictions())));
    }
    return found;
  }

  private List<MethodRun> cropped(boolean controls) {
    List<MondalMethod> of = new ArrayList<>(MondalMethod.of(MondalInput.CROPPED));
    if (controls) {
      of.addAll(MondalMethod.controls());
    }
    List<MethodRun> found = methods(of);
    // With --only for an input of 450 px there is nothing at 300.
    if (found.stream().allMatch(MethodRun::control)) {
      of.addAll(MondalMethod.of(MondalInput.WHOLE));
      found = methods(of);
    }
    return found;
  }

  private List<Report.Block> comparisons() {
    List<MethodRun> methods = cropped(true);
    return methods.stream().allMatch(MethodRun::control) || methods.size() < 2
        ? List.of(new Paragraph("No two methods were run."))
        : new ComparisonExhibits(methods, runs.main().id(), runs.any().inputs().seed()).blocks();
  }

  private List<Report.Block> subjects() {
    List<MethodRun> methods = cropped(true);
    return methods.stream().allMatch(MethodRun::control)
        ? List.of(new Paragraph("No network was run."))
        : new SubjectExhibits(methods, runs.main().id()).blocks();
  }

  private List<Report.Block> calibration() {
    return new CalibrationExhibits(
            cropped(true),
            runs.main().id(),
            "A network's score is the softmax of its two outputs; an ensemble's is the mean of"
                + " those.",
            runs.any().inputs().seed())
        .blocks();
  }

  private Section split() {
    MondalSplitTables split = new MondalSplitTables(runs);
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph(facts.split()));
    blocks.add(new Shown(split.table3()));
    blocks.add(new Shown(split.leaks()));
    blocks.add(new Shown(split.byProtocol()));
    Optional<TableExhibit> others = split.splits();
    blocks.add(
        others
            .<Report.Block>map(Shown::new)
            .orElse(
                new Paragraph(
                    "How much another choice of subjects would move the result was not asked here;"
                        + " --splits 5 trains the cheapest network on five of them.")));
    return new Section("The split", blocks);
  }

  private Section data() {
    RunRecord.Data data = runs.any().data();
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(Provenance.data(DataLine.of(data), data));
    panel(
            StudyPanels.SAMPLES,
            "fig-2-samples",
            "Fig. 2. Samples of the data",
            "Healthy cells above, leukemic cells below; one cell a group of subjects as far as there"
                + " are enough. Black surrounds every cell.")
        .ifPresent(f -> blocks.add(new Shown(f)));
    panel(
            Mondal2021.CROPPED,
            "fig-4-centre-crop",
            "Fig. 4. The centre crop",
            "Whole images above, the 300 × 300 px in their middle below, at the same scale: nothing"
                + " is resized, only black is cut away, unless a cell is larger.")
        .ifPresent(f -> blocks.add(new Shown(f)));
    return new Section("Data", blocks);
  }

  private Section deviations() {
    return new Section(
        "Deviations",
        List.of(
            new Paragraph(
                "What the paper leaves open, and what was done about it. Each is a named default of"
                    + " the study."),
            new Report.Definitions(MondalDeviations.of(runs))));
  }

  private Section how() {
    RunRecord record = runs.reference().record();
    return Provenance.madeAs(
        record,
        List.of(
            new Item("Data digest", record.inputs().dataDigest()),
            new Item("Weights", record.weights().description()),
            new Item("Weights digest", record.inputs().weightsDigest()),
            new Item("Seed", Long.toString(record.inputs().seed()))));
  }
}
