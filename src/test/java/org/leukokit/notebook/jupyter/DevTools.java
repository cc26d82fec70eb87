package org.leukokit.notebook.jupyter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.leukokit.base.Hanging;

/** One page of a headless Chromium, driven by its DevTools protocol. */
final class DevTools implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process browser;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final WebSocket socket;

  private DevTools(Process browser, int port, String url) throws Exception {
    this.browser = browser;
    HttpResponse<String> page =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?" + url))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String address = JSON.readTree(page.body()).path("webSocketDebuggerUrl").asText();
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .get(Hanging.MINUTES, TimeUnit.MINUTES);
  }

  /**
   * Starts a browser and opens a page.
   *
   * @param chromium the program
   * @param profile an empty folder
   */
  static DevTools open(String chromium, Path profile, String url) throws Exception {
    Process browser =
        new ProcessBuilder(
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("browser.log").toFile())
            .start();
    try {
      // The browser writes the port that it chose there.
      Path chosen = profile.resolve("DevToolsActivePort");
      while (!(Files.exists(chosen) && Files.size(chosen) > 0)) {
        if (!browser.isAlive()) {
          throw new IOException("the browser ended: " + profile.resolve("browser.log"));
        }
        Thread.sleep(100);
      }
      int port = Integer.parseInt(Files.readAllLines(chosen).get(0).strip());
      return new DevTools(browser, port, url);
    } catch (Exception e) {
      browser.destroy();
      throw e;
    }
  }

  /** The value of an expression of JavaScript in the page. */
  JsonNode evaluate(String expression) throws Exception {
    ObjectNode call = JSON.createObjectNode();
    int id = number.incrementAndGet();
    call.put("id", id).put("method", "Runtime.evaluate");
    call.putObject("params").put("expression", expression).put("returnByValue", true);
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(call.toString(), true).get(Hanging.MINUTES, TimeUnit.MINUTES);
    return answer.get(Hanging.MINUTES, TimeUnit.MINUTES).at("/result/result/value");
  }

  /** Asks until an expression is true; the test's limit ends what never is. */
  void await(String expression) throws Exception {
    while (!evaluate(expression).asBoolean()) {
      Thread.sleep(500);
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    browser.descendants().forEach(ProcessHandle::destroy);
    browser.destroy();
    try {
      browser.waitFor(Hanging.MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          JsonNode message = JSON.readTree(text.toString());
          CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt(-1));
          if (answer != null) {
            answer.complete(message);
          }
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        } finally {
          text.setLength(0);
        }
      }
      from.request(1);
      return null;
    }
  }
}
