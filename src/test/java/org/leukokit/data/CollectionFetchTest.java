package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.data.Fixtures.assertUserError;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;

/** A copy of a collection from a server that behaves as Kaggle's do. */
class CollectionFetchTest {
  private static final Map<String, String> ACCOUNT =
      Map.of("KAGGLE_USERNAME", "doe", "KAGGLE_KEY", "secret");

  @TempDir Path temp;

  private static FetchOptions options() {
    return new FetchOptions(
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        1,
        Duration.ZERO,
        50_000_000,
        Proxies.ofProcess(),
        Progress.NONE);
  }

  private byte[] zip() throws IOException {
    return Files.readAllBytes(Fixtures.zip(temp.resolve("c.zip"), Fixtures.fourCells()));
  }

  private static String authorization(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  /** Length not said, so chunked; parts refused. */
  private static void chunked(HttpExchange exchange, byte[] content) throws IOException {
    if (exchange.getRequestHeaders().getFirst("Range") != null) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(content);
  }

  private CollectionSource kaggle(LyingServer server, Map<String, String> environment) {
    String base = server.url("");
    return CollectionSource.of(
        "kaggle:doe/c-nmc", environment, base.substring(0, base.length() - 1));
  }

  @Test
  void whoAsksIsToldToTheFirstServerAlone() throws IOException {
    List<String> told = new CopyOnWriteArrayList<>();
    try (LyingServer storage =
            new LyingServer(
                zip(),
                (e, c) -> {
                  told.add(authorization(e) + " " + e.getRequestURI().getQuery());
                  chunked(e, c);
                });
        LyingServer front =
            new LyingServer(
                new byte[0],
                (e, c) -> {
                  told.add(authorization(e) + " " + e.getRequestURI().getPath());
                  e.getResponseHeaders().set("Location", storage.url("x.zip?signature=abc"));
                  e.sendResponseHeaders(302, -1);
                })) {
      Path home = temp.resolve("home");
      try (CollectionFetch got = CollectionFetch.get(kaggle(front, ACCOUNT), home, options())) {
        assertArrayEquals(zip(), Files.readAllBytes(got.zip()));
      }
      String path = "/api/v1/datasets/download/doe/c-nmc";
      assertEquals(List.of("Basic ZG9lOnNlY3JldA== " + path, "null signature=abc"), told);
      // Not marked as done, so the next command finds it without asking.
      try (CollectionFetch again = CollectionFetch.get(kaggle(front, Map.of()), home, options())) {
        again.done();
      }
      assertEquals(2, told.size());
      CollectionFetch.get(kaggle(front, Map.of()), home, options()).close();
      assertEquals("null " + path, told.get(2));
    }
  }

  @Test
  void aBrokenTransferIsTakenUpOrBegunAnew() throws IOException {
    byte[] zip = zip();
    Path home = temp.resolve("home");
    try (LyingServer server = new LyingServer(zip, (e, c) -> LyingServer.upTo(e, c, 500))) {
      CollectionSource source = CollectionSource.of(server.url("a.zip"), Map.of());
      assertUserError(
          () -> CollectionFetch.get(source, home, options()), "run the same command again");
      server.become(LyingServer::honest);
      try (CollectionFetch got = CollectionFetch.get(source, home, options())) {
        assertArrayEquals(zip, Files.readAllBytes(got.zip()));
        assertTrue(server.ranges().get(server.ranges().size() - 1).startsWith("bytes="));
      }
    }
    try (LyingServer server = new LyingServer(zip, (e, c) -> LyingServer.upTo(e, c, 500))) {
      CollectionSource source = CollectionSource.of(server.url("b.zip"), Map.of());
      assertUserError(() -> CollectionFetch.get(source, home, options()), "run the same");
      server.become(CollectionFetchTest::chunked);
      try (CollectionFetch got = CollectionFetch.get(source, home, options())) {
        assertArrayEquals(zip, Files.readAllBytes(got.zip()));
      }
    }
  }

  @Test
  void whatIsNoZipOrIsRefusedIsToldInALine() throws IOException {
    Path home = temp.resolve("home");
    try (LyingServer server = new LyingServer("{\"x\": 1}".getBytes(), LyingServer::honest)) {
      CollectionSource source = CollectionSource.of(server.url("a.zip"), Map.of());
      assertUserError(() -> CollectionFetch.get(source, home, options()), "is no zip");
      // Its end is missing, and the server does not say how long it is.
      server.hold(java.util.Arrays.copyOf(zip(), 700));
      server.become(CollectionFetchTest::chunked);
      assertUserError(() -> CollectionFetch.get(source, home, options()), "no whole zip");
      server.become((e, c) -> e.sendResponseHeaders(403, -1));
      String refused =
          assertUserError(
              () -> CollectionFetch.get(kaggle(server, ACCOUNT), home, options()),
              "accept its terms there and set KAGGLE_USERNAME");
      assertFalse(refused.contains("secret"), refused);
    }
    assertFalse(Files.exists(home.resolve("sha256")));
  }

  @Test
  void sourcesAreUnderstoodOrRefused() {
    String kaggle = "https://www.kaggle.com/api/v1/datasets/download/doe/c-nmc";
    for (String from :
        List.of(
            "kaggle:doe/c-nmc",
            "https://www.kaggle.com/datasets/doe/c-nmc",
            "https://kaggle.com/datasets/doe/c-nmc/data?select=x")) {
      assertEquals(kaggle, CollectionSource.of(from, Map.of()).url());
      assertTrue(CollectionSource.of(from, ACCOUNT).authorization().isPresent());
      assertFalse(CollectionSource.of(from, ACCOUNT).toString().contains("Basic"));
    }
    String plain = "https://example.org/a.zip";
    assertEquals(plain, CollectionSource.of(plain, ACCOUNT).url());
    assertTrue(CollectionSource.of(plain, ACCOUNT).authorization().isEmpty());
    assertUserError(() -> CollectionSource.of("kaggle:doe", Map.of()), "kaggle:OWNER/NAME");
    assertUserError(() -> CollectionSource.of("C-NMC.zip", Map.of()), "data import PATH");
    assertUserError(
        () -> CollectionSource.of("kaggle:a/b", Map.of("KAGGLE_KEY", "x")),
        "KAGGLE_USERNAME is not set");
    assertUserError(
        () ->
            CollectionFetch.get(
                CollectionSource.of("kaggle:a/b", ACCOUNT, "http://example.org"),
                temp.resolve("home"),
                options()),
        "not encrypted");
  }
}
