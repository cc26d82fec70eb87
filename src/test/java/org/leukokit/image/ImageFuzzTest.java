package org.leukokit.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.leukokit.fuzz.Fuzz;

class ImageFuzzTest {
  private static final Fuzz FUZZ =
      new Fuzz("image decoders", seeds(), bytes -> RasterReader.decode(bytes, "x"));

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (Map<String, String> row : Fixtures.table("formats.tsv")) {
      seeds.add(Fixtures.bytes("formats/" + row.get("file")));
    }
    for (String more : new String[] {"cmyk.jpg", "lossy.webp", "animated.webp"}) {
      seeds.add(Fixtures.bytes("formats/" + more));
    }
    return seeds;
  }

  @Property(seed = "41", tries = 6000, edgeCases = EdgeCasesMode.NONE)
  void decodersAcceptOrRefuse(@ForAll long address) throws Exception {
    FUZZ.at(address);
  }

  @AfterContainer
  static void say() {
    System.out.println(FUZZ.summary());
  }
}
