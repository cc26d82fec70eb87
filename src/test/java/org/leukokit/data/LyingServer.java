package org.leukokit.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that sends a file, or something else: each test says what. */
final class LyingServer implements AutoCloseable {
  /** Answers a request. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange, byte[] content) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private volatile Answer answer;
  private volatile byte[] content;

  LyingServer(byte[] content, Answer answer) {
    this.content = content;
    this.answer = answer;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(range == null ? "" : range);
          try (exchange) {
            this.answer.to(exchange, this.content);
          }
        });
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return url("file.bin");
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
  }

  /** The header Range of each request so far; empty where it had none. */
  List<String> ranges() {
    return ranges;
  }

  void become(Answer other) {
    answer = other;
  }

  void hold(byte[] other) {
    content = other;
  }

  /** As servers should: whole, or the part that is asked for if the tag is right. */
  static void honest(HttpExchange exchange, byte[] content) throws IOException {
    upTo(exchange, content, content.length);
  }

  /** Honest, but the connection ends before byte {@code end} of the file. */
  static void upTo(HttpExchange exchange, byte[] content, int end) throws IOException {
    String tag = "\"" + Arrays.hashCode(content) + "\"";
    String range = exchange.getRequestHeaders().getFirst("Range");
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    exchange.getResponseHeaders().set("ETag", tag);
    int from = 0;
    if (range != null && (condition == null || condition.equals(tag))) {
      from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
      exchange.sendResponseHeaders(206, content.length - from);
    } else {
      exchange.sendResponseHeaders(200, content.length);
    }
    OutputStream out = exchange.getResponseBody();
    if (end > from) {
      out.write(content, from, end - from);
    }
    out.flush();
    if (end < content.length) {
      // Closing a body that is too short ends the connection.
      throw new IOException("cut");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
