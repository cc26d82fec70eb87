package org.leukokit.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.data.Fixtures.assertUserError;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;

class StoreTest {
  private static final byte[] CONTENT = "some weights".getBytes(UTF_8);
  private static final String HASH = Hashing.sha256Hex(CONTENT);

  @TempDir Path temp;

  @Test
  void whatIsAddedIsFoundByAnotherStoreOnTheSameHome() {
    Path home = temp.resolve("home");
    assertEquals(Optional.empty(), Fixtures.emptyStore(home).locate(HASH));
    Path added = Fixtures.emptyStore(home).add(HASH, "w.h5", new ByteArrayInputStream(CONTENT));
    assertEquals(home.resolve("sha256").resolve(HASH), added);
    assertEquals(Optional.of(added), Fixtures.emptyStore(home).locate(HASH));
  }

  @Test
  void aMirrorsFileIsUsedWhereItLies() throws IOException {
    Mirror mirror = Fixtures.mirror(temp.resolve("mirror"), CONTENT);
    Path home = temp.resolve("home");
    Path file = new Store(home, List.of(mirror)).locate(HASH).orElseThrow();
    assertTrue(file.startsWith(mirror.folder()), file.toString());
    assertFalse(Files.exists(home), "the home was written to");
  }

  @Test
  void aDamagedFileIsAnErrorAndNotPassedOver() throws IOException {
    Mirror bad = Fixtures.mirror(temp.resolve("bad"), CONTENT);
    Mirror good = Fixtures.mirror(temp.resolve("good"), CONTENT);
    Path file = bad.folder().resolve("sha256").resolve(HASH);
    Files.write(file, "some_weights".getBytes(UTF_8));
    Store store = new Store(temp.resolve("home"), List.of(bad, good));
    assertUserError(() -> store.locate(HASH), file.toString(), "damaged");

    Path own = Fixtures.emptyStore(temp.resolve("h")).add(HASH, "w", stream(CONTENT));
    Files.write(own, new byte[] {1});
    assertUserError(
        () -> Fixtures.emptyStore(temp.resolve("h")).locate(HASH), own.toString(), "damaged");
  }

  @Test
  void aFileThatChangesAfterItWasCheckedIsCheckedAgain() throws IOException {
    Mirror mirror = Fixtures.mirror(temp.resolve("mirror"), CONTENT);
    Store store = new Store(temp.resolve("home"), List.of(mirror));
    Path file = store.locate(HASH).orElseThrow();
    Files.write(file, "other and longer weights".getBytes(UTF_8));
    assertUserError(() -> store.locate(HASH), file.toString());
  }

  @Test
  void aWrongContentLeavesNothingBehind() throws IOException {
    Path home = temp.resolve("home");
    assertUserError(
        () -> Fixtures.emptyStore(home).add(HASH, "w.h5", stream(new byte[] {1, 2})), "w.h5", HASH);
    try (var files = Files.list(home.resolve("sha256"))) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aContentThatBreaksOffLeavesNothingBehind() throws IOException {
    Path home = temp.resolve("home");
    InputStream broken =
        new InputStream() {
          private int n;

          @Override
          public int read() throws IOException {
            if (n == CONTENT.length - 1) {
              throw new IOException("connection lost");
            }
            return CONTENT[n++];
          }
        };
    assertUserError(() -> Fixtures.emptyStore(home).add(HASH, "w", broken), "connection lost");
    try (var files = Files.list(home.resolve("sha256"))) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void manyWritersOfOneFileAgree() throws Exception {
    byte[] content = new byte[300_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    String hash = Hashing.sha256Hex(content);
    Path home = temp.resolve("home");
    int writers = 8;
    CyclicBarrier together = new CyclicBarrier(writers);
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Future<Path>> done = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        // A store each, as separate processes have.
        Store store = Fixtures.emptyStore(home);
        done.add(
            pool.submit(
                () -> {
                  together.await();
                  store.add(hash, "w", stream(content));
                  return store.locate(hash).orElseThrow();
                }));
      }
      for (Future<Path> path : done) {
        assertArrayEquals(content, Files.readAllBytes(path.get()));
      }
    } finally {
      pool.shutdownNow();
    }
    try (var files = Files.list(home.resolve("sha256"))) {
      assertEquals(1, files.count(), "only the file itself is left");
    }
  }

  @Test
  void aHomeThatCannotBeWrittenHindersNoReading() throws IOException {
    // Tests may run as root, whom no permission stops: a file stands where the folder should be.
    Path home = Files.writeString(temp.resolve("home"), "a file");
    Store store = new Store(home, List.of(Fixtures.mirror(temp.resolve("mirror"), CONTENT)));
    assertTrue(store.locate(HASH).isPresent());
    byte[] other = {9};
    assertUserError(
        () -> store.add(Hashing.sha256Hex(other), "w", stream(other)),
        "cannot write",
        home.toString());
  }

  @Test
  void whatIsNotAtHandIsNamedWithTheCure() {
    assertUserError(
        () -> Fixtures.emptyStore(temp).require(HASH, "vgg.h5"), "vgg.h5", HASH, "LEUKOKIT_MIRROR");
  }

  @Test
  void onlyHashesBecomePaths() {
    Store store = Fixtures.emptyStore(temp);
    assertThrows(IllegalArgumentException.class, () -> store.locate("../../etc/passwd"));
    assertThrows(
        IllegalArgumentException.class,
        () -> store.locate(HASH.toUpperCase(java.util.Locale.ROOT)));
  }

  @Test
  void mirrorsAreNamedLikeThePath() throws IOException {
    Fixtures.assumeUnicodeNames();
    Mirror a = Fixtures.mirror(temp.resolve("a b"), CONTENT);
    Mirror b = Fixtures.mirror(temp.resolve("ü"), CONTENT);
    String both = a.folder() + File.pathSeparator + b.folder() + File.pathSeparator;
    assertEquals(List.of(a, b), Mirror.parse(Map.of("LEUKOKIT_MIRROR", both)));
    assertEquals(List.of(), Mirror.parse(Map.of()));
    assertEquals(List.of(), Mirror.parse(Map.of("LEUKOKIT_MIRROR", " ")));
  }

  @Test
  void aMirrorThatIsNoneIsNamed() throws IOException {
    Path missing = temp.resolve("gone");
    assertUserError(() -> new Mirror(missing), missing.toString(), "LEUKOKIT_MIRROR");
    Path inner = Fixtures.mirror(temp.resolve("m"), CONTENT).folder().resolve("sha256");
    assertUserError(() -> new Mirror(inner), inner.toString(), "no folder sha256");
  }

  @Test
  void theHomeIsWhereEachPlatformKeepsCaches() {
    assertEquals(Path.of("/h/.cache/leukokit"), KitHome.resolve(Map.of(), "Linux", "/h"));
    assertEquals(
        Path.of("/x/leukokit"), KitHome.resolve(Map.of("XDG_CACHE_HOME", "/x"), "Linux", "/h"));
    assertEquals(
        Path.of("/h/.cache/leukokit"),
        KitHome.resolve(Map.of("XDG_CACHE_HOME", "relative"), "Linux", "/h"));
    assertEquals(
        Path.of("/h/Library/Caches/leukokit"), KitHome.resolve(Map.of(), "Mac OS X", "/h"));
    assertEquals(
        Path.of("/l/leukokit"), KitHome.resolve(Map.of("LOCALAPPDATA", "/l"), "Windows 11", "/h"));
    assertEquals(
        Path.of("/mine"), KitHome.resolve(Map.of("LEUKOKIT_HOME", "/mine"), "Windows 11", "/h"));
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
