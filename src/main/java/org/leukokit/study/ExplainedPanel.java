package org.leukokit.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

/** Makes a picture of where networks look, from the maps that their trainings left. */
final class ExplainedPanel {
  private static final int GAP = 4;

  /** What stands where there is no map. */
  private static final Rgb NOTHING = new Rgb(235, 235, 235);

  private final PanelRequest.Explained request;
  private final ResizedCells images;
  private final Map<String, Cell> cells = new TreeMap<>();
  private final List<Optional<CellMaps>> maps = new ArrayList<>();
  private final List<PanelFolder.Words> words = new ArrayList<>();

  ExplainedPanel(PanelRequest.Explained request, Dataset dataset, Path runs) {
    this.request = request;
    this.images = new ResizedCells(dataset, request.crop(), request.size());
    dataset.cells().forEach(c -> cells.put(c.id(), c));
    for (PanelRequest.Member member : request.members()) {
      Path place = CellMaps.place(runs.resolve(member.run()));
      maps.add(
          CellMaps.exists(place) ? Optional.of(CellMaps.read(place)) : Optional.<CellMaps>empty());
    }
  }

  PanelFolder.Panel make() {
    List<String> columns = new ArrayList<>(List.of("cell"));
    request.members().forEach(m -> columns.add(m.title()));
    columns.add(request.ensemble());
    List<Raster> fields = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (PanelRequest.Shown shown : request.rows()) {
      rows.add(shown.heading());
      fields.addAll(row(shown, rows.size() - 1));
    }
    Raster sheet = ContactSheet.of(fields, columns.size(), GAP, new Rgb(255, 255, 255));
    return new PanelFolder.Panel(request.id(), columns, rows, RasterWriter.png(sheet), words);
  }

  private List<Raster> row(PanelRequest.Shown shown, int row) {
    Cell cell = cells.get(shown.cell());
    Raster image = images.get(cell);
    List<Raster> fields = new ArrayList<>(List.of(image));
    List<HeatMap> known = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int m = 0; m < maps.size(); m++) {
      Optional<HeatMap> of = maps.get(m).flatMap(all -> all.of(cell.id())).map(this::map);
      say(row, fields.size(), of, shown);
      Optional<HeatMap> map = of.map(this::resized);
      fields.add(map.map(h -> Overlay.of(image, h)).orElseGet(this::nothing));
      map.ifPresent(known::add);
      weights.add(request.members().get(m).weight());
    }
    boolean all = known.size() == maps.size() && weights.stream().anyMatch(w -> w > 0);
    Optional<HeatMap> mean = all ? Optional.of(mean(known, weights)) : Optional.empty();
    say(row, fields.size(), mean, shown);
    fields.add(mean.map(h -> Overlay.of(image, h)).orElseGet(this::nothing));
    return fields;
  }

  /** Whoever sees no colour must read why. */
  private void say(int row, int column, Optional<HeatMap> map, PanelRequest.Shown shown) {
    map.map(h -> h.blank(shown.label().name().toLowerCase(Locale.ROOT)))
        .orElse(Optional.of("no map was kept"))
        .ifPresent(text -> words.add(new PanelFolder.Words(row, column, text)));
  }

  private HeatMap map(CellMaps.CellMap map) {
    return new HeatMap(map.width(), map.height(), map.values());
  }

  // The maps of networks with layers of other sizes have to meet at one.
  private HeatMap resized(HeatMap map) {
    return map.scaled().resized(request.size(), request.size());
  }

  private static HeatMap mean(List<HeatMap> maps, List<Double> weights) {
    return HeatMap.mean(maps, weights.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private Raster nothing() {
    return NOTHING.raster(request.size(), request.size());
  }
}
