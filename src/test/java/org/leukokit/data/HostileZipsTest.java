package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.data.Fixtures.assertUserError;
import static org.leukokit.data.Fixtures.bmp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Folders;
import org.leukokit.base.Hanging;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;

/** Every zip here is made to do harm; each ends as one line, with nothing written. */
class HostileZipsTest {
  private static final String ALL = "all/UID_1_1_1_all.bmp";
  private static final String HEM = "hem/UID_H1_1_1_hem.bmp";

  @TempDir Path temp;

  private DatasetOptions options() {
    return DatasetOptions.of(Fixtures.emptyStore(temp.resolve("home")));
  }

  private static HostileZips honest() {
    return new HostileZips().add(ALL, bmp(1)).add(HEM, bmp(2));
  }

  /** As a folder of the user's and as a copy of a collection, alone and inside of a zip. */
  private void assertRefused(HostileZips zip, String... texts) throws IOException {
    Path file = zip.write(temp.resolve("bad.zip"));
    assertTimeoutPreemptively(
        Hanging.limit(),
        () -> {
          assertUserError(() -> FolderDataset.open(file, options()), with("bad.zip", texts));
          assertUserError(() -> scan(file), with("bad.zip", texts));
        });
    Path nested = new HostileZips().add("in/bad.zip", zip.bytes()).write(temp.resolve("outer.zip"));
    assertUserError(() -> scan(nested), with("outer.zip!in/bad.zip", texts));
    assertNothingLeft();
  }

  private void assertNothingLeft() throws IOException {
    Path home = temp.resolve("home");
    if (Files.exists(home)) {
      try (Stream<Path> files = Files.walk(home)) {
        // The pixel hashes of honest cells are kept for the next time.
        Path kept = home.resolve("rasters");
        assertEquals(
            List.of(),
            files.filter(Files::isRegularFile).filter(f -> !f.startsWith(kept)).toList());
      }
    }
  }

  private void scan(Path place) throws IOException {
    Manifest four = Fixtures.fourManifest(temp.resolve("manifest"), "0".repeat(64));
    CollectionScan.of(four, place, temp.resolve("home"), Progress.NONE).close();
  }

  private static String[] with(String first, String... rest) {
    String[] all = Arrays.copyOf(new String[] {first}, rest.length + 1);
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  @Test
  void anHonestZipOfTheSameMakeIsRead() throws IOException {
    Path file = honest().write(temp.resolve("good.zip"));
    try (FolderDataset data = FolderDataset.open(file, options())) {
      assertEquals(List.of("1", "H1"), data.cells().stream().map(Cell::subject).toList());
      assertEquals(4, data.read(data.cells().get(0)).width());
    }
  }

  @Test
  void namesThatPointOutsideAreRefused() throws IOException {
    for (String name : List.of("../x.bmp", "all/../../x.bmp", "..\\x.bmp", "all/..")) {
      assertRefused(honest().add(name, bmp(3)), "points outside");
    }
    for (String name : List.of("/etc/x.bmp", "\\x.bmp", "C:/x.bmp", "c:x.bmp", "")) {
      assertRefused(honest().add(name, bmp(3)), "absolute path or no name");
    }
  }

  @Test
  void linksAndDevicesAreRefused() throws IOException {
    byte[] target = "/etc/passwd".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    long crc = HostileZips.crc(target);
    assertRefused(honest().add("all/x.bmp", target, crc, target.length, 0xa1ff), "a link");
    assertRefused(honest().add("all/x.bmp", target, crc, target.length, 0x21ff), "no file");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() throws IOException {
    assertRefused(honest().add(ALL, bmp(3)), "two entries of the name " + ALL);
    assertRefused(honest().add(ALL.replace('/', '\\'), bmp(3)), "two entries of the name");
  }

  @Test
  void bombsAreRefusedBeforeTheyGoOff() throws IOException {
    assertRefused(honest().zeros("all/z.bmp", 300 << 20), "over 250 times its size");
    assertRefused(honest().again("all/again.bmp"), "lie over each other");
    // A size that no deflate can give: 4 GB out of 54 bytes.
    assertRefused(
        honest().add("all/x.bmp", bmp(3), HostileZips.crc(bmp(3)), 0xfffffff0L, 0x8000),
        "a size that can't be");
  }

  @Test
  void aWrongChecksumIsFound() throws IOException {
    HostileZips zip = honest().add("all/x.bmp", bmp(3), 12345, bmp(3).length, 0x8000);
    Path file = zip.write(temp.resolve("crc.zip"));
    assertUserError(() -> FolderDataset.open(file, options()), "crc.zip!all/x.bmp", "checksum");
    HostileZips inner = new HostileZips().add("i.zip", zip.bytes(), 1, zip.bytes().length, 0x8000);
    Path nested = inner.write(temp.resolve("nested.zip"));
    assertUserError(() -> FolderDataset.open(nested, options()), "nested.zip!i.zip", "checksum");
    assertNothingLeft();
  }

  @Test
  void aZipCutAnywhereIsRefusedOrItsCellIsNamed() throws IOException {
    byte[] whole = honest().bytes();
    Path file = temp.resolve("cut.zip");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertUserError(() -> FolderDataset.open(file, options()), "cut.zip");
    }
  }

  @Test
  void zipsNestedTooDeepAreRefused() throws IOException {
    HostileZips zip = honest();
    for (int depth = 1; depth < TroveOpener.MAX_DEPTH; depth++) {
      zip = new HostileZips().add("z" + depth + ".zip", zip.bytes());
    }
    try (FolderDataset data = FolderDataset.open(zip.write(temp.resolve("deep.zip")), options())) {
      assertEquals(2, data.cells().size());
      try (Stream<Path> scratch = Files.list(temp.resolve("home/scratch"))) {
        assertTrue(scratch.findAny().isPresent());
      }
    }
    assertNothingLeft();
    Path deeper = new HostileZips().add("z.zip", zip.bytes()).write(temp.resolve("deeper.zip"));
    assertUserError(() -> FolderDataset.open(deeper, options()), "over 3 deep");
    assertNothingLeft();
  }

  @Test
  void namesOfAllKindsAreToldOnOneLine() throws IOException {
    Fixtures.assumeUnicodeNames();
    Path newline = honest().add("all/a\nb.bmp", bmp(3)).write(temp.resolve("newline.zip"));
    assertUserError(() -> FolderDataset.open(newline, options()), "all/a\\u000ab.bmp", "rename it");
    Manifest four = Fixtures.fourManifest(temp.resolve("manifest"), "0".repeat(64));
    Path odd =
        new HostileZips()
            .add("x\ny", bmp(6))
            .add("größe ж.bmp", bmp(7))
            .write(temp.resolve("odd.zip"));
    try (CollectionScan scan = CollectionScan.of(four, odd, temp.resolve("home"), Progress.NONE)) {
      assertEquals(List.of("größe ж.bmp", "x\\u000ay"), scan.result().extra());
    }
  }

  /** Any byte of a zip may be any other: read rightly, or refused in one line, never more. */
  @Property(tries = 3000, seed = "20190101")
  void noFlippedByteDoesHarm(@ForAll @IntRange(max = 1_000_000) int place, @ForAll byte value)
      throws IOException {
    byte[] bytes = honest().bytes();
    bytes[place % bytes.length] = value;
    Path folder = Files.createTempDirectory("flip");
    Path file = Files.write(folder.resolve("flip.zip"), bytes);
    Store store = Fixtures.emptyStore(folder.resolve("home"));
    try (FolderDataset data = FolderDataset.open(file, DatasetOptions.of(store))) {
      assertFalse(data.cells().isEmpty());
    } catch (UserError e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    } finally {
      Folders.delete(folder);
    }
  }
}
