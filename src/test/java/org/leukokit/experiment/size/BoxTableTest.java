package org.leukokit.experiment.size;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.feature.FeatureRequest;

class BoxTableTest {
  private static final Path FILE = Path.of("boxes.csv");

  private static BoxTable parse(String text) {
    return BoxTable.parse(FILE, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Cell cell(String file, String sha256) {
    return new Cell(file, "some/where/" + file, sha256, Label.HEALTHY, "H1", "H1", "fold_0");
  }

  @Test
  void namesAreMatchedWithoutFoldersAndCase() {
    BoxTable table =
        parse("\uFEFFlabel,file,y,x,h,w\nall,C:\\data\\A.BMP,2,1,40,30.5\r\nhem,b/b.bmp,0,0,1,1\n");
    assertEquals(new BoxTable.Box(1, 2, 30.5, 40), table.of(cell("a.bmp", "")));
    assertEquals(new BoxTable.Box(0, 0, 1, 1), table.of(cell("b.bmp", "")));
    assertNull(table.of(cell("c.bmp", "")));
    assertEquals(parse("file\tx\ty\tw\th\na\t1\t2\t3\t4\n").boxes().size(), 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file,x,y,w | line 1: the column h is missing",
        "name,x,y,w,height | line 1: the column file, h is missing",
        "file,x,y,w,h | has no row",
        "file,x,y,w,h;a,1,2,3 | line 2: 4 fields",
        "file,x,y,w,h;a,1,2,3,0 | line 2: h '0' is not a number above 0",
        "file,x,y,w,h;a,1,2,3,4;b,-1,2,3,4 | line 3: x '-1' is not a number from 0",
        "file,x,y,w,h;a,1,2,NaN,4 | line 2: w 'NaN'",
        "file,x,y,w,h;a,1,2,3f,4 | line 2: w '3f'",
        "file,x,y,w,h;a,0x1p3,2,3,4 | line 2: x '0x1p3'",
        "file,x,y,w,h;a,1,2,wide,4 | line 2: w 'wide'",
        "file,x,y,w,h;a,1,2,3,4;d/A,1,2,3,4 | line 3: the file 'd/A' stands twice",
        "file,x,y,w,h;,1,2,3,4 | line 2: file is empty",
        "file,x,x,y,w,h;a,1,2,3,4,5 | has two columns 'x'",
      })
  void whatIsWrongIsToldWithFileAndLine(String text, String message) {
    UserError e = assertThrows(UserError.class, () -> parse(text.replace(';', '\n')));
    assertTrue(e.getMessage().contains("boxes.csv"), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void tablesAreReadAsPeopleSaveThem() {
    BoxTable table =
        parse("sep=;\n;file;X;y;w;h\n0;C:\\all\\a.png;1,5;2;3;4\n1;b;1;2;3;4\n;;;;;\n\n");
    assertEquals(new BoxTable.Box(1.5, 2, 3, 4), table.of(cell("a.bmp", "")));
    assertEquals(new BoxTable.Box(1, 2, 3, 4), table.of(cell("b.BMP", "")));
    assertEquals(
        Set.of(
            "the line 'sep=;'",
            "column 1 without a name, which numbers the rows",
            "2 empty lines",
            "the column 'X' is x",
            "the comma in x is a decimal comma"),
        Set.copyOf(table.notes()));
    BoxTable two = parse("file,x,y,w,h\na.png,1,2,3,4\na.tif,1,2,3,5\n");
    assertNull(two.of(cell("a.bmp", "")), "one of two could be meant");
  }

  @Test
  void sizesComeFromTheTableAndImagesAreNeverAskedFor() {
    BoxTable table = parse("file,x,y,w,h\na,1,2,3,4\nb,1,2,5,6\n");
    TableBoxes boxes = new TableBoxes(table, List.of(cell("a", "1"), cell("b", "2")));
    float[][] sizes =
        boxes.extract(List.of(request("2"), request("1"), request("2")), Progress.NONE);
    assertArrayEquals(new float[][] {{5, 6}, {3, 4}, {5, 6}}, sizes);
    assertTrue(boxes.weightsDigest().startsWith("boxes:"));
    TableBoxes other =
        new TableBoxes(
            parse("file,x,y,w,h\na,1,2,3,5\nb,1,2,5,6\n"), List.of(cell("a", "1"), cell("b", "2")));
    assertTrue(!boxes.weightsDigest().equals(other.weightsDigest()));
  }

  private static FeatureRequest request(String sha256) {
    return new FeatureRequest(
        sha256,
        "",
        () -> {
          throw new AssertionError("an image was asked for");
        });
  }

  @Test
  void oneFileTwiceWithTwoSizesIsAnError() {
    BoxTable table = parse("file,x,y,w,h\na,1,2,3,4\nb,1,2,5,6\n");
    UserError e =
        assertThrows(
            UserError.class, () -> new TableBoxes(table, List.of(cell("a", "1"), cell("b", "1"))));
    assertTrue(e.getMessage().contains("a and b"), e.getMessage());
    assertEquals(
        List.of("c"),
        TableBoxes.without(table, List.of(cell("a", "1"), cell("c", "2"))).stream()
            .map(Cell::id)
            .toList());
  }
}
