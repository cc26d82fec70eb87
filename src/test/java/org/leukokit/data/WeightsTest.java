package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.leukokit.data.Fixtures.assertUserError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;

class WeightsTest {
  private static final String HEADER =
      "name,kind,bytes,sha256,licence,origin,network,layout,preprocessing\n";
  private static final String ROW =
      "a.h5,weights,3," + "0".repeat(64) + ",MIT,somewhere,vgg16,keras-h5,RGB\n";

  @TempDir Path temp;

  @Test
  void theManifestOfTheKitIsSound() {
    assertEquals(
        List.of("mobilenet", "squeezenet"),
        Weights.known().stream()
            .filter(e -> e.kind().equals("weights"))
            .map(WeightsEntry::network)
            .toList());
    WeightsEntry squeezenet = Weights.ofNetwork("squeezenet").orElseThrow();
    assertEquals("torchvision-pth", squeezenet.layout());
    assertEquals(5_014_585, squeezenet.bytes());
    assertEquals("photograph", Weights.file("cat.bmp").orElseThrow().kind());
    assertEquals(Optional.empty(), Weights.ofNetwork(""), "a photograph has no network");
  }

  @Test
  void weightsThatAreNotAtHandAreAbsentAndWrongOnesAnError() throws IOException {
    Mirror mirror = Fixtures.mirror(temp.resolve("mirror"));
    Store store = new Store(temp.resolve("home"), List.of(mirror));
    assertEquals(Optional.empty(), Weights.find("squeezenet", store));
    assertEquals(Optional.empty(), Weights.find("alexnet", store));
    Path wrong =
        mirror
            .folder()
            .resolve("sha256")
            .resolve(Weights.ofNetwork("squeezenet").orElseThrow().sha256());
    Files.write(wrong, new byte[] {1, 2, 3});
    assertUserError(() -> Weights.find("squeezenet", store), wrong.toString(), "is damaged");
  }

  @Test
  void whatIsWrongIsToldWithFileAndLine() throws IOException {
    assertEquals("vgg16", read(ROW).get(0).network());
    assertUserError(() -> read(ROW + ROW), "w.csv line 3: the name 'a.h5' stands twice");
    assertUserError(
        () -> read(ROW + ROW.replace("a.h5", "b.h5")), "line 3: the network 'vgg16' has weights");
    assertUserError(() -> read(ROW.replace("keras-h5", "onnx")), "line 2: layout 'onnx'");
    assertUserError(() -> read(ROW.replace(",weights,", ",toy,")), "line 2: kind 'toy'");
    assertUserError(() -> read(ROW.replace("vgg16", "")), "line 2: network is empty");
    assertUserError(() -> read(ROW.replace("MIT", " ")), "line 2: licence is empty");
  }

  private List<WeightsEntry> read(String rows) throws IOException {
    Files.writeString(temp.resolve("w.csv"), HEADER + rows);
    Files.writeString(
        temp.resolve("w.json"),
        """
        {"conformsTo": "http://mlcommons.org/croissant/1.0", "distribution": [
          {"contentUrl": "w.csv", "encodingFormat": "text/csv", "sha256": "%s"}]}
        """
            .formatted(Hashing.sha256Hex(HEADER + rows)));
    return Weights.read(ManifestFiles.in(temp), "w.json");
  }
}
