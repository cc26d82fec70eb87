package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.data.Fixtures.assertUserError;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;
import org.leukokit.base.Hashing;
import org.leukokit.base.Progress;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;

class FetchTest {
  private static final byte[] CONTENT = content(1, 2_300_017);
  private static final String HASH = Hashing.sha256Hex(CONTENT);
  private static final Consumer<Path> ANYTHING = file -> {};

  @TempDir Path temp;

  private static byte[] content(int seed, int length) {
    byte[] bytes = new byte[length];
    RandomStream.at(seed, "fetch").nextBytes(bytes);
    return bytes;
  }

  private Store store() {
    return Fixtures.emptyStore(temp.resolve("home"));
  }

  /** Patience that only what hangs wears out. */
  private static FetchOptions options(int retries) {
    return options(retries, Hanging.limit(), Hanging.limit());
  }

  private static FetchOptions options(int retries, Duration answer, Duration idle) {
    return new FetchOptions(
        Hanging.limit(),
        answer,
        idle,
        retries,
        Duration.ZERO,
        50_000_000,
        Proxies.ofProcess(),
        Progress.NONE);
  }

  private static Fetch.Wanted wanted(LyingServer server, KnownContent content) {
    return new Fetch.Wanted("file", server.url(), content, ANYTHING);
  }

  private static Fetch.Wanted wanted(LyingServer server) {
    return wanted(server, KnownContent.ofSha256(CONTENT.length, HASH));
  }

  private Fetch.Got get(LyingServer server) {
    return new Fetch(store(), options(0)).get(wanted(server));
  }

  private void assertNothingKept() throws IOException {
    assertFalse(Files.exists(temp.resolve("home/sha256")), "nothing unfinished is in the store");
    assertFalse(Files.exists(temp.resolve("home/fetched")), "and nothing is recorded");
  }

  @Test
  void aFileCutAtEveryTenthIsResumedAndEndsRight() throws IOException {
    for (int tenth = 0; tenth <= 9; tenth++) {
      int cut = (int) ((long) CONTENT.length * tenth / 10);
      Path home = temp.resolve("home" + tenth);
      Fetch fetch = new Fetch(Fixtures.emptyStore(home), options(0));
      try (LyingServer server = new LyingServer(CONTENT, (e, c) -> LyingServer.upTo(e, c, cut))) {
        String broken = assertUserError(() -> fetch.get(wanted(server)), "run the same command");
        assertFalse(broken.contains("\n"));
        assertFalse(Files.exists(home.resolve("sha256")));
        server.become(LyingServer::honest);
        Fetch.Got got = fetch.get(wanted(server));
        assertTrue(got.fetched());
        assertArrayEquals(CONTENT, Files.readAllBytes(got.file()));
        assertEquals(HASH, Hashing.sha256Hex(got.file()));
        String second = server.ranges().get(1);
        // What lay in buffers when the connection broke may be lost, but no more than that.
        long resumed = second.isEmpty() ? 0 : Long.parseLong(second.replaceAll("\\D", ""));
        assertTrue(resumed <= cut && resumed > cut - 300_000, cut + ": " + second);
      }
      try (var left = Files.list(home.resolve("partial"))) {
        assertEquals(0, left.count(), "nothing is left of the way");
      }
    }
  }

  @Test
  void brokenConnectionsAreTakenUpByThemselves() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (LyingServer server =
        new LyingServer(
            CONTENT,
            (e, c) -> LyingServer.upTo(e, c, c.length / 10 * requests.incrementAndGet()))) {
      server.become(
          (e, c) -> {
            int n = requests.incrementAndGet();
            LyingServer.upTo(e, c, n >= 10 ? c.length : c.length / 10 * n);
          });
      Fetch.Got got = new Fetch(store(), options(1)).get(wanted(server));
      assertEquals(HASH, Hashing.sha256Hex(got.file()));
      assertTrue(requests.get() >= 10, "each broken connection was followed by another");
      assertFalse(new Fetch(store(), options(0)).get(wanted(server)).fetched(), "it is there now");
    }
  }

  @Test
  void aChangedFileIsNotGluedToThePartOfTheOldOne() throws IOException {
    byte[] other = content(2, CONTENT.length);
    KnownContent nothing = KnownContent.NOTHING;
    Fetch fetch = new Fetch(store(), options(0));
    try (LyingServer server =
        new LyingServer(CONTENT, (e, c) -> LyingServer.upTo(e, c, 1_000_000))) {
      assertUserError(() -> fetch.get(wanted(server, nothing)), "are kept");
      server.hold(other);
      server.become(LyingServer::honest);
      assertArrayEquals(other, Files.readAllBytes(fetch.get(wanted(server, nothing)).file()));
      assertTrue(server.ranges().get(1).startsWith("bytes="), "the rest was asked for");
    }
  }

  @Test
  void aServerThatIgnoresRangesSendsAllOfItAgain() throws IOException {
    Fetch fetch = new Fetch(store(), options(0));
    try (LyingServer server =
        new LyingServer(CONTENT, (e, c) -> LyingServer.upTo(e, c, 1_000_000))) {
      assertUserError(() -> fetch.get(wanted(server)), "are kept");
      server.become(
          (e, c) -> {
            e.sendResponseHeaders(200, c.length);
            e.getResponseBody().write(c);
          });
      assertEquals(HASH, Hashing.sha256Hex(fetch.get(wanted(server)).file()));
    }
  }

  @Test
  void liesAboutTheRestAreRefused() throws IOException {
    String[] ranges = {"bytes 5-2300016/2300017", "bytes 1000000-2300016/9", "none", ""};
    for (String range : ranges) {
      Fetch fetch =
          new Fetch(Fixtures.emptyStore(temp.resolve("h" + range.hashCode())), options(0));
      try (LyingServer server =
          new LyingServer(CONTENT, (e, c) -> LyingServer.upTo(e, c, 1_000_000))) {
        assertUserError(() -> fetch.get(wanted(server)), "are kept");
        server.become(
            (e, c) -> {
              e.getResponseHeaders().set("Content-Range", range);
              e.sendResponseHeaders(206, 10);
              e.getResponseBody().write(c, 0, 10);
            });
        assertUserError(() -> fetch.get(wanted(server)), "was asked for the bytes from", "file");
        server.become(LyingServer::honest);
        assertEquals(HASH, Hashing.sha256Hex(fetch.get(wanted(server)).file()), "and forgotten");
      }
    }
  }

  @Test
  void liesAboutLengthAndContentAreRefused() throws IOException {
    byte[] other = content(3, CONTENT.length);
    Map<String, LyingServer.Answer> lies =
        Map.of(
            "announces 7 bytes",
                (e, c) -> {
                  e.sendResponseHeaders(200, 7);
                  e.getResponseBody().write(c, 0, 7);
                },
            "is another file than it should be: its sha256 is",
                (e, c) -> {
                  e.sendResponseHeaders(200, other.length);
                  e.getResponseBody().write(other);
                },
            "is another file than it should be: it has 9 bytes",
                (e, c) -> {
                  e.sendResponseHeaders(200, 0);
                  e.getResponseBody().write(c, 0, 9);
                },
            "sends a web page",
                (e, c) -> {
                  e.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                  e.sendResponseHeaders(200, 0);
                },
            "sends it encoded as gzip",
                (e, c) -> {
                  e.getResponseHeaders().set("Content-Encoding", "gzip");
                  e.sendResponseHeaders(200, c.length);
                },
            "(status 404)", (e, c) -> e.sendResponseHeaders(404, -1),
            "status 503", (e, c) -> e.sendResponseHeaders(503, -1),
            "redirects without end", (e, c) -> redirect(e, "/again"),
            "redirects to 'http://example.org/x'", (e, c) -> redirect(e, "http://example.org/x"),
            "redirects to 'file:/etc/passwd'", (e, c) -> redirect(e, "file:/etc/passwd"));
    for (Map.Entry<String, LyingServer.Answer> lie : lies.entrySet()) {
      try (LyingServer server = new LyingServer(CONTENT, lie.getValue())) {
        assertUserError(() -> get(server), lie.getKey());
      }
    }
    assertNothingKept();
  }

  private static void redirect(com.sun.net.httpserver.HttpExchange exchange, String to)
      throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  @Test
  void redirectsOnThisMachineAreFollowedWithTheRange() {
    try (LyingServer server =
        new LyingServer(
            CONTENT,
            (e, c) -> {
              if (e.getRequestURI().getPath().equals("/file.bin")) {
                redirect(e, "/elsewhere/x");
              } else {
                LyingServer.honest(e, c);
              }
            })) {
      assertTrue(get(server).fetched());
    }
  }

  /** Each is silent for ever, so that how long one waits for it changes nothing. */
  @Test
  @Timeout(value = Hanging.MINUTES, unit = TimeUnit.MINUTES)
  void serversThatHangOrDripAreLeft() {
    CountDownLatch over = new CountDownLatch(1);
    LyingServer.Answer silent = (e, c) -> await(over);
    LyingServer.Answer stops =
        (e, c) -> {
          e.sendResponseHeaders(200, c.length);
          e.getResponseBody().write(c, 0, 100_000);
          e.getResponseBody().flush();
          await(over);
        };
    LyingServer.Answer drips =
        (e, c) -> {
          e.sendResponseHeaders(200, c.length);
          OutputStream out = e.getResponseBody();
          for (int i = 0; over.getCount() > 0; i = (i + 1) % c.length) {
            out.write(c, i, 1);
            out.flush();
            sleep(50);
          }
        };
    // Whoever drips a byte in 50 ms needs 50 s for a kilobyte, and more on a busy machine.
    Duration brief = Duration.ofMillis(700);
    FetchOptions forAnswers = options(0, brief, Hanging.limit());
    FetchOptions forBytes = options(0, Hanging.limit(), brief);
    try {
      assertLeft(silent, forAnswers, "does not answer");
      assertLeft(stops, forBytes, "stopped sending");
      assertLeft(drips, forBytes, "stopped sending");
    } finally {
      over.countDown();
    }
  }

  private void assertLeft(LyingServer.Answer answer, FetchOptions options, String message) {
    try (LyingServer server = new LyingServer(CONTENT, answer)) {
      assertUserError(() -> new Fetch(store(), options).get(wanted(server)), message);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void endlessFilesEnd() throws IOException {
    FetchOptions o = options(0);
    FetchOptions small =
        new FetchOptions(
            o.connect(), o.answer(), o.idle(), 0, o.pause(), 500_000, o.proxies(), o.progress());
    Fetch fetch = new Fetch(store(), small);
    try (LyingServer announced = new LyingServer(CONTENT, LyingServer::honest);
        LyingServer chunked =
            new LyingServer(
                CONTENT,
                (e, c) -> {
                  e.sendResponseHeaders(200, 0);
                  while (true) {
                    e.getResponseBody().write(c);
                  }
                })) {
      assertUserError(
          () -> fetch.get(wanted(announced, KnownContent.NOTHING)),
          "more than the 500000 accepted");
      assertUserError(
          () -> fetch.get(wanted(chunked, KnownContent.NOTHING)), "sends more than 500000 bytes");
    }
    assertNothingKept();
  }

  @Test
  void mirrorsComeFirstAlsoByTheFirstDigits() throws IOException {
    Mirror mirror = Fixtures.mirror(temp.resolve("mirror"), CONTENT);
    Store store = new Store(temp.resolve("home"), List.of(mirror));
    Fetch fetch = new Fetch(store, options(0));
    String nowhere = "https://nowhere.invalid/file";
    KnownContent whole = KnownContent.ofSha256(CONTENT.length, HASH);
    KnownContent prefix = KnownContent.parse(0, "sha256-prefix:" + HASH.substring(0, 8));
    for (KnownContent content : List.of(whole, prefix)) {
      Fetch.Got got = fetch.get(new Fetch.Wanted("file", nowhere, content, ANYTHING));
      assertTrue(got.file().startsWith(mirror.folder()));
      assertFalse(got.fetched());
    }
  }

  @Test
  void theFirstFetchIsRecordedAndAnotherContentRefusedLater() throws IOException {
    byte[] other = content(4, 5000);
    Store store = store();
    Fetch fetch = new Fetch(store, options(0));
    try (LyingServer server = new LyingServer(CONTENT, LyingServer::honest)) {
      Fetch.Got got = fetch.get(wanted(server, KnownContent.NOTHING));
      assertEquals(HASH, got.sha256());
      assertFalse(fetch.get(wanted(server, KnownContent.NOTHING)).fetched(), "found by its record");
      Files.delete(got.file());
      server.hold(other);
      String e =
          assertUserError(
              () -> fetch.get(wanted(server, KnownContent.NOTHING)), HASH, "fetched", "delete");
      assertTrue(e.contains(Hashing.sha256Hex(other)));
      assertFalse(Files.exists(got.file()));
      Files.writeString(store.home().resolve("fetched/file.txt"), "nonsense");
      assertUserError(() -> fetch.get(wanted(server, KnownContent.NOTHING)), "no record");
    }
  }

  @Test
  void whateverIsKnownIsChecked() {
    String wrong = "0".repeat(64);
    List<String> lies = new ArrayList<>();
    lies.add("md5:" + wrong.substring(0, 32));
    lies.add("sha1:" + wrong.substring(0, 40));
    lies.add("sha256-prefix:" + wrong.substring(0, 9));
    lies.add("sha256:" + HASH + " md5:" + wrong.substring(0, 32));
    try (LyingServer server = new LyingServer(CONTENT, LyingServer::honest)) {
      for (String digests : lies) {
        KnownContent content = KnownContent.parse(0, digests);
        assertUserError(
            () -> new Fetch(store(), options(0)).get(wanted(server, content)),
            "is another file than it should be: its ");
      }
      KnownContent right = KnownContent.parse(0, "sha256-prefix:" + HASH.substring(0, 12));
      assertEquals(HASH, new Fetch(store(), options(0)).get(wanted(server, right)).sha256());
    }
  }

  @Test
  void digestsAreThoseOfTheStandards() {
    // RFC 1321 and FIPS 180: the digests of "abc".
    KnownContent abc =
        KnownContent.parse(
            3,
            "md5:900150983cd24fb0d6963f7d28e17f72 sha1:a9993e364706816aba3e25717850c26c9cd0d89d"
                + " sha256-prefix:ba7816bf");
    byte[] text = "abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (LyingServer server = new LyingServer(text, LyingServer::honest)) {
      Fetch.Got got = new Fetch(store(), options(0)).get(wanted(server, abc));
      assertEquals(Hashing.sha256Hex("abc"), got.sha256());
    }
  }

  @Test
  void aFileOfAnotherKindIsRefusedAndNotRecorded() throws IOException {
    Consumer<Path> never =
        file -> {
          throw new UserError("no weights");
        };
    try (LyingServer server = new LyingServer(CONTENT, LyingServer::honest)) {
      Fetch.Wanted wanted = new Fetch.Wanted("file", server.url(), KnownContent.NOTHING, never);
      assertUserError(() -> new Fetch(store(), options(0)).get(wanted), "no weights");
    }
    assertNothingKept();
  }

  @Test
  void twoAtOnceDoNotMix() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (LyingServer server =
        new LyingServer(
            CONTENT,
            (e, c) -> {
              begun.countDown();
              await(goOn);
              LyingServer.honest(e, c);
            })) {
      List<UserError> errors = Collections.synchronizedList(new ArrayList<>());
      Thread other =
          new Thread(
              () -> {
                try {
                  new Fetch(store(), options(0)).get(wanted(server));
                } catch (UserError e) {
                  errors.add(e);
                }
              });
      other.start();
      await(begun);
      assertUserError(() -> get(server), "another leukokit is fetching file");
      goOn.countDown();
      other.join();
      assertEquals(List.of(), errors);
      assertTrue(store().locate(HASH).isPresent());
    }
  }

  @Test
  void addressesThatAreNoneAreNamed() {
    String[] addresses = {
      "http://example.org/x", "ftp://example.org/x", "file:/x", "https:///x", "ä b", "https://a@b/x"
    };
    for (String url : addresses) {
      Fetch.Wanted wanted = new Fetch.Wanted("file", url, KnownContent.NOTHING, ANYTHING);
      assertUserError(() -> new Fetch(store(), options(0)).get(wanted), url);
    }
    Fetch.Wanted none = new Fetch.Wanted("file", "", KnownContent.NOTHING, ANYTHING);
    assertUserError(() -> new Fetch(store(), options(0)).get(none), "has no address", "import");
  }

  @Test
  void aHomeThatCannotBeWrittenIsOneLine() throws IOException {
    Files.writeString(temp.resolve("home"), "a file");
    try (LyingServer server = new LyingServer(CONTENT, LyingServer::honest)) {
      assertUserError(() -> get(server), "cannot write", temp.resolve("home").toString());
      assertEquals(List.of(), server.ranges(), "and nothing was asked for");
    }
  }
}
