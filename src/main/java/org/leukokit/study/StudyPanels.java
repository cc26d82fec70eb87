package org.leukokit.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.leukokit.base.Hashing;
import org.leukokit.base.RandomStream;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.image.ContactSheet;
import org.leukokit.image.Crop;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterOp;
import org.leukokit.image.RasterWriter;
import org.leukokit.image.Resize;
import org.leukokit.image.Rgb;
import org.leukokit.record.PanelFolder;

/** The pictures of a study: samples of both classes, and the versions of a few cells. */
public final class StudyPanels {
  /** The panel with a row of healthy and a row of leukemic cells. */
  public static final String SAMPLES = "samples";

  /** The panel with a row a cell and a column a version. */
  public static final String AUGMENTATION = "augmentation";

  private static final int SAMPLE_COLUMNS = 6;
  private static final int AUGMENTED_CELLS = 3;
  private static final int COPIES = 2;
  private static final int GAP = 4;

  /** Pixels across that a page has for a picture. */
  private static final int SHOWN = 780;

  private StudyPanels() {}

  /**
   * The folder of the pictures, found in the folder of the runs or made there.
   *
   * @param spec what is shown
   * @param dataset its cells
   * @param runs the folder of the run folders
   */
  public static Path folder(PanelSpec spec, Dataset dataset, Path runs) {
    return folder(spec, dataset, runs, List.of());
  }

  /**
   * As above, with further pictures.
   *
   * @param more what else is shown
   */
  public static Path folder(PanelSpec spec, Dataset dataset, Path runs, List<PanelRequest> more) {
    String inputs =
        String.join(
            "\n",
            "panels/3",
            dataset.digest(),
            Long.toString(spec.seed()),
            Integer.toString(spec.crop()),
            Integer.toString(spec.size()),
            spec.augmentations()
                + spec.copies().map(c -> "\n" + c).orElse("")
                + (more.isEmpty() ? "" : "\nmaps/2\n" + more));
    Path folder = runs.resolve("panels--" + Hashing.sha256Hex(inputs).substring(0, 12));
    if (!PanelFolder.exists(folder)) {
      List<PanelFolder.Panel> panels = new ArrayList<>(List.of(samples(spec, dataset)));
      if (!spec.augmentations().isEmpty()) {
        panels.add(augmentation(spec, dataset));
      }
      for (PanelRequest request : more) {
        if (request instanceof PanelRequest.Cropped cropped) {
          panels.add(cropped(cropped, dataset));
        } else if (request instanceof PanelRequest.Explained explained) {
          panels.add(new ExplainedPanel(explained, dataset, runs).make());
        } else if (request instanceof PanelRequest.Looked looked) {
          panels.add(LookedPanel.of(looked, dataset, runs));
        }
      }
      new PanelFolder(panels).write(folder);
    }
    return folder;
  }

  private static PanelFolder.Panel samples(PanelSpec spec, Dataset dataset) {
    ResizedCells images = new ResizedCells(dataset, spec.crop(), spec.size());
    List<Raster> rasters = new ArrayList<>();
    for (Label label : List.of(Label.HEALTHY, Label.LEUKEMIC)) {
      List<Cell> drawn = draw(dataset, label, SAMPLE_COLUMNS, spec.seed());
      for (int i = 0; i < SAMPLE_COLUMNS; i++) {
        rasters.add(
            i < drawn.size() ? images.get(drawn.get(i)) : Raster.black(spec.size(), spec.size()));
      }
    }
    return new PanelFolder.Panel(
        SAMPLES, List.of(), List.of("healthy", "leukemic"), sheet(rasters, SAMPLE_COLUMNS));
  }

  private static PanelFolder.Panel augmentation(PanelSpec spec, Dataset dataset) {
    List<Cell> cells = new ArrayList<>(draw(dataset, Label.LEUKEMIC, 2, spec.seed()));
    cells.addAll(draw(dataset, Label.HEALTHY, AUGMENTED_CELLS - cells.size(), spec.seed()));
    boolean whole = spec.copies().isPresent();
    UnaryOperator<Raster> square = ResizedCells.square(spec.crop(), spec.size());
    List<Raster> rasters = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (Cell cell : cells) {
      rows.add(cell.label() == Label.LEUKEMIC ? "leukemic" : "healthy");
      Raster image = dataset.read(cell);
      Raster cut = whole ? image : square.apply(image);
      for (RasterOp op : operations(spec, cell)) {
        rasters.add(whole ? square.apply(op.apply(cut)) : op.apply(cut));
      }
    }
    List<String> columns =
        new ArrayList<>(
            spec.augmentations().stream()
                .map(Augmentation::version)
                .map(v -> v.replace('-', ' '))
                .toList());
    for (int i = 1; whole && i <= COPIES; i++) {
      columns.add("copy " + i);
    }
    return new PanelFolder.Panel(AUGMENTATION, columns, rows, sheet(rasters, columns.size()));
  }

  private static List<RasterOp> operations(PanelSpec spec, Cell cell) {
    List<RasterOp> operations = new ArrayList<>();
    spec.augmentations().forEach(a -> operations.add(a.draw(spec.seed(), cell.id())));
    for (int i = 1; spec.copies().isPresent() && i <= COPIES; i++) {
      RandomStream random = RandomStream.at(spec.seed(), "panel copy", cell.id(), i);
      operations.add(spec.copies().get().draw(random));
    }
    return operations;
  }

  private static PanelFolder.Panel cropped(PanelRequest.Cropped request, Dataset dataset) {
    List<Cell> cells =
        new ArrayList<>(draw(dataset, Label.HEALTHY, request.cells() / 2, request.seed()));
    cells.addAll(draw(dataset, Label.LEUKEMIC, request.cells() - cells.size(), request.seed()));
    ResizedCells full = ResizedCells.atFullSize(dataset);
    List<Raster> whole = new ArrayList<>();
    List<Raster> middle = new ArrayList<>();
    for (Cell cell : cells) {
      Raster image = full.get(cell);
      int side = Math.min(image.width(), image.height());
      int crop = Math.min(request.crop(), side);
      // The same scale above and below, as nothing is resized in between.
      int small = Math.max(1, Math.round((float) request.whole() * crop / side));
      whole.add(Resize.bilinear(image, request.whole(), request.whole()));
      middle.add(Resize.bilinear(Crop.centre(image, crop, crop), small, small));
    }
    List<String> columns =
        cells.stream().map(c -> c.label() == Label.LEUKEMIC ? "leukemic" : "healthy").toList();
    whole.addAll(middle);
    return new PanelFolder.Panel(
        request.id(), columns, List.of("whole", "cropped"), sheet(whole, columns.size()));
  }

  // Cells of different subjects where there are enough, so that the panel shows what varies.
  private static List<Cell> draw(Dataset dataset, Label label, int count, long seed) {
    List<Cell> all = dataset.cells().stream().filter(c -> c.label() == label).toList();
    int[] order = RandomStream.at(seed, "panel", label).permutation(all.size());
    List<Cell> drawn = new ArrayList<>();
    List<Cell> again = new ArrayList<>();
    for (int i : order) {
      Cell cell = all.get(i);
      boolean known =
          !cell.group().isEmpty() && drawn.stream().anyMatch(c -> c.group().equals(cell.group()));
      (known ? again : drawn).add(cell);
    }
    drawn.addAll(again);
    return drawn.subList(0, Math.min(count, drawn.size()));
  }

  // No larger than pages show it: what a report holds beyond that nobody sees.
  private static byte[] sheet(List<Raster> whole, int columns) {
    int most = (SHOWN + GAP) / columns - GAP;
    List<Raster> rasters =
        whole.stream()
            .map(
                r -> r.width() > most ? Resize.bilinear(r, most, r.height() * most / r.width()) : r)
            .toList();
    return RasterWriter.png(ContactSheet.of(rasters, columns, GAP, new Rgb(255, 255, 255)));
  }
}
