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
      "name,kind,file,bytes,hash,url,licence,origin,network,layout,input,preprocessing\n";
  private static final String ROW =
      "a-keras,weights,a.h5,3,sha256:"
          + "0".repeat(64)
          + ",https://example.org/a.h5,MIT,somewhere,vgg16,keras-h5,caffe-vgg,BGR\n";

  @TempDir Path temp;

  @Test
  void theManifestOfTheKitIsSound() {
    List<WeightsEntry> weights = Weights.known().stream().filter(WeightsEntry::isWeights).toList();
    assertEquals(20, weights.size());
    // What is known of their hashes: 9 are found by SHA-256, 3 by its first digits, 5 by MD5 alone.
    assertEquals(9, weights.stream().filter(e -> e.sha256().isPresent()).count());
    assertEquals(3, weights.stream().filter(e -> e.content().prefix().isPresent()).count());
    assertEquals(5, weights.stream().filter(e -> e.content().described().equals("md5")).count());
    assertEquals(
        List.of("inception-resnet-v2-timm", "mobilenet-timm", "mobilenet-keras-notop"),
        weights.stream()
            .filter(e -> e.content().digests().isEmpty())
            .map(WeightsEntry::name)
            .toList());
    assertEquals(
        List.of("densenet121-keras-notop", "densenet121-keras"),
        Weights.allOfNetwork("densenet121").stream().map(WeightsEntry::name).toList());
    assertEquals(
        "397923af8e79cdbb6a7127f12361acd7a2f83e06b05044ddf496e83de57a5bf0",
        Weights.named("vgg16-397923af.pth").sha256().orElseThrow(),
        "also by its file name");
    assertUserError(() -> Weights.named("vgg17"), "vgg17", "vgg16-keras-notop");
    assertEquals(Optional.empty(), Weights.file("model.safetensors"), "two files have that name");
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
            .resolve(Weights.ofNetwork("squeezenet").orElseThrow().sha256().orElseThrow());
    Files.write(wrong, new byte[] {1, 2, 3});
    assertUserError(() -> Weights.find("squeezenet", store), wrong.toString(), "is damaged");
  }

  @Test
  void whatIsWrongIsToldWithFileAndLine() throws IOException {
    assertEquals("vgg16", read(ROW).get(0).network());
    assertEquals(0, read(ROW.replace(",3,", ",,")).get(0).bytes(), "a size may be unknown");
    assertUserError(() -> read(ROW + ROW), "w.csv line 3: the name 'a-keras' stands twice");
    assertUserError(() -> read(ROW.replace("keras-h5", "onnx")), "line 2: layout 'onnx'");
    assertUserError(() -> read(ROW.replace("caffe-vgg", "raw")), "line 2: input 'raw'");
    assertUserError(() -> read(ROW.replace(",weights,", ",toy,")), "line 2: kind 'toy'");
    assertUserError(() -> read(ROW.replace("vgg16", "")), "line 2: network is empty");
    assertUserError(() -> read(ROW.replace("MIT", " ")), "line 2: licence is empty");
    assertUserError(() -> read(ROW.replace("a-keras", "../a")), "line 2: name '../a'");
    assertUserError(() -> read(ROW.replace("https:", "file:")), "line 2: url 'file:");
    for (String hash : new String[] {"sha256:12", "crc:12", "md5", "sha256-prefix:xyz12345"}) {
      assertUserError(() -> read(ROW.replaceAll("sha256:0+", hash)), "line 2: hash: ");
    }
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
