package org.leukokit.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.csv.CSVFormat;

class CsvTest {
  @Property
  void anIndependentReaderReadsWhatWasWritten(@ForAll String a, @ForAll String b)
      throws IOException {
    String line = "x," + Csv.field(a) + "," + Csv.field(b) + "\n";
    var record = CSVFormat.RFC4180.parse(new java.io.StringReader(line)).getRecords().get(0);
    assertEquals(a, record.get(1));
    assertEquals(b, record.get(2));
  }
}
