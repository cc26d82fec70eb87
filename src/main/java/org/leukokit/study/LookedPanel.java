package org.leukokit.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.explain.HeatMap;
import org.leukokit.explain.Overlay;
import org.leukokit.image.ContactSheet;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterWriter;
import org.leukokit.image.Rgb;
import org.leukokit.record.CellMaps;
import org.leukokit.record.PanelFolder;

/** Makes a picture of where one network looked, from the maps that its training left. */
final class LookedPanel {
  private static final int GAP = 4;
  private static final Rgb PAPER = new Rgb(255, 255, 255);

  /** What stands where there is no map. */
  private static final Rgb NOTHING = new Rgb(235, 235, 235);

  private LookedPanel() {}

  static PanelFolder.Panel of(PanelRequest.Looked request, Dataset dataset, Path runs) {
    Map<String, Cell> cells =
        dataset.cells().stream().collect(Collectors.toMap(Cell::id, Function.identity()));
    ResizedCells images = new ResizedCells(dataset, request.crop(), request.size());
    Path place = CellMaps.place(runs.resolve(request.run()));
    CellMaps maps = CellMaps.exists(place) ? CellMaps.read(place) : new CellMaps(List.of());
    List<Raster> above = new ArrayList<>();
    List<Raster> below = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    List<PanelFolder.Words> words = new ArrayList<>();
    for (PanelRequest.Shown shown : request.cells()) {
      Raster image = images.get(cells.get(shown.cell()));
      above.add(image);
      Optional<HeatMap> map =
          maps.of(shown.cell()).map(m -> new HeatMap(m.width(), m.height(), m.values()));
      below.add(
          map.map(h -> Overlay.of(image, h))
              .orElseGet(() -> NOTHING.raster(request.size(), request.size())));
      int column = columns.size();
      map.map(h -> h.blank(shown.label().name().toLowerCase(Locale.ROOT)))
          .orElse(Optional.of("no map was kept"))
          .ifPresent(text -> words.add(new PanelFolder.Words(1, column, text)));
      columns.add(shown.heading());
    }
    while (columns.size() < request.columns()) {
      above.add(PAPER.raster(request.size(), request.size()));
      below.add(PAPER.raster(request.size(), request.size()));
      columns.add("");
    }
    above.addAll(below);
    Raster sheet = ContactSheet.of(above, request.columns(), GAP, PAPER);
    return new PanelFolder.Panel(
        request.id(), columns, List.of("cell", "Grad-CAM"), RasterWriter.png(sheet), words);
  }
}
