package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.leukokit.image.Raster;

/** Real weights see in photographs what is in them. */
class PhotographsTest {
  private static final String CAT =
      "34f235786382686111728287fd26d4c24dd8c25de8233469d6eeb301888ce0a9";
  private static final String BIRD =
      "3fd22d6ed352b8e721d9982e38ed655f8429e168bb53ad205c6f3cdfa848e994";
  private static final String HOT_DOG =
      "ed6952e022eb71c0d0b1ff068dcee3abed056dfa1852f041c35f138c4ff15b2e";

  /** Short side to the network's size, bilinear, then the centre. */
  private static Raster centre(String sha256, int size) throws IOException {
    BufferedImage image = ImageIO.read(Mirror.file(sha256).toFile());
    double scale = (double) size / Math.min(image.getWidth(), image.getHeight());
    int w = (int) Math.round(image.getWidth() * scale);
    int h = (int) Math.round(image.getHeight() * scale);
    BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    var g = small.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, w, h, null);
    g.dispose();
    byte[] rgb = new byte[3 * size * size];
    int at = 0;
    for (int y = (h - size) / 2; y < (h - size) / 2 + size; y++) {
      for (int x = (w - size) / 2; x < (w - size) / 2 + size; x++) {
        int p = small.getRGB(x, y);
        rgb[at++] = (byte) (p >> 16);
        rgb[at++] = (byte) (p >> 8);
        rgb[at++] = (byte) p;
      }
    }
    return new Raster(size, size, rgb);
  }

  private static List<Integer> ranked(float[] logits) {
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted((a, b) -> Float.compare(logits[b], logits[a]))
        .toList();
  }

  private static List<List<Integer>> rankings(Backbone backbone, String weights)
      throws IOException {
    var file = Mirror.file(weights);
    try (LoadedNetwork net = LoadedNetwork.pretrained(TestRuntime.get(), backbone, file)) {
      assertTrue(net.pretrained());
      assertEquals("sha256:" + weights, net.weightsDigest());
      int size = backbone.inputSize();
      List<Raster> rasters = List.of(centre(CAT, size), centre(BIRD, size), centre(HOT_DOG, size));
      float[][] logits = net.logits(rasters);
      return List.of(ranked(logits[0]), ranked(logits[1]), ranked(logits[2]));
    }
  }

  @Test
  void mobileNet() throws IOException {
    List<List<Integer>> rankings =
        rankings(
            Backbones.MOBILENET,
            "2d5ae16b25f93253e74779d541f555cca4f25aaffe8f0de7cb949811ea8fb637");
    assertEquals(List.of(285, 19, 934), rankings.stream().map(r -> r.get(0)).toList());
  }

  @Test
  void squeezeNet() throws IOException {
    List<List<Integer>> rankings =
        rankings(
            Backbones.SQUEEZENET,
            "c94dee84cecc758cb7bffd218e0bbe9a8d15679857757531fa8adba5bafdf5dd");
    // Tabby, tiger cat and Egyptian cat share it (0.23, 0.385 and 0.383 with Pillow and PyTorch);
    // which leads depends on the resizing.
    assertEquals(Set.of(281, 282, 285), Set.copyOf(rankings.get(0).subList(0, 3)));
    assertEquals(19, rankings.get(1).get(0));
    assertEquals(934, rankings.get(2).get(0));
  }
}
