package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.PartialFile.Whole;

/**
 * One file over HTTP into a {@link PartialFile}: the rest of it by Range and If-Range where a part
 * is there, redirects by hand, with time-outs on everything. What a server announces is held
 * against what is known before a byte is written, and what it sends against what it announced.
 */
final class Transfer {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
  private static final int MAX_REDIRECTS = 8;

  /** How servers refuse to send a part, the proper way first. */
  private static final Set<Integer> REFUSALS_OF_PARTS = Set.of(416, 400, 405, 412, 501);

  private static final int MEGABYTE = 1_000_000;

  /** The connection broke or the server stumbled: worth another try. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final Fetch.Wanted wanted;
  private final FetchOptions options;
  private final PartialFile partial;
  private final URI first;
  private final CollectionSource source;
  private final HttpClient client;

  Transfer(Fetch.Wanted wanted, boolean sure, FetchOptions options, PartialFile partial) {
    this(wanted, sure, options, partial, new CollectionSource("", "", Optional.empty(), ""));
  }

  /**
   * @param source what the first address's server is told of who asks, and what may be done where
   *     it refuses
   */
  Transfer(
      Fetch.Wanted wanted,
      boolean sure,
      FetchOptions options,
      PartialFile partial,
      CollectionSource source) {
    this.source = source;
    this.wanted = wanted;
    this.options = options;
    this.partial = partial;
    // Who asks is never told on a road without encryption.
    boolean open = sure && source.authorization().isEmpty();
    this.first = Addresses.first(wanted.name(), wanted.url(), open);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.connect())
            .proxy(options.proxies())
            .build();
  }

  /**
   * Until the file is whole.
   *
   * @throws UserError if it can't be had
   * @throws IOException if the disk refuses
   */
  void run() throws IOException {
    int failures = 0;
    long before = partial.size();
    while (true) {
      try {
        if (attempt()) {
          partial.force();
          return;
        }
      } catch (Broken e) {
        partial.force();
        // Whoever makes headway is given another try, however long the file.
        failures = partial.size() > before ? 1 : failures + 1;
        before = partial.size();
        if (failures > options.retries()) {
          throw new UserError(
              wanted.name()
                  + " could not be fetched from "
                  + Addresses.shown(first)
                  + ": "
                  + e.getMessage()
                  + "; "
                  + (before > 0 ? before + " bytes have come and are kept, " : "")
                  + "run the same command again to go on",
              e);
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(options.pause().toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private UserError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new UserError(
        wanted.name() + " was interrupted; run the same command again to go on", e);
  }

  /** Whether the file is whole now; else it has to be asked for once more. */
  private boolean attempt() throws IOException, Broken {
    long have = partial.size();
    Whole whole = partial.whole();
    boolean checkable = !whole.validator().isEmpty() || !wanted.content().digests().isEmpty();
    long known = whole.bytes() > 0 ? whole.bytes() : wanted.content().bytes();
    if (have > 0 && checkable && have == known) {
      return true;
    }
    if (have > 0 && (!checkable || (known > 0 && have > known))) {
      partial.begin(PartialFile.UNKNOWN);
      have = 0;
    }
    HttpResponse<InputStream> response = send(have, whole.validator());
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == 206 && have > 0) {
        receive(response, body, have, rest(response, have, known));
        return true;
      }
      if (have > 0 && REFUSALS_OF_PARTS.contains(status)) {
        // It has no such part, so that what we have is of another file; or it sends no parts.
        partial.begin(PartialFile.UNKNOWN);
        return false;
      }
      if (status == 200) {
        long bytes = length(response);
        requireSize(bytes);
        partial.begin(new Whole(validator(response), bytes));
        receive(response, body, 0, bytes);
        return true;
      }
      if (status >= 500 || status == 429 || status == 408) {
        throw new Broken("the server answers with status " + status, null);
      }
      throw new UserError(
          wanted.name()
              + " is not to be had from "
              + Addresses.shown(response.uri())
              + " (status "
              + status
              + "); "
              + (source.refusal().isEmpty() ? "get it by hand and import it" : source.refusal()));
    }
  }

  private HttpResponse<InputStream> send(long from, String validator) throws IOException, Broken {
    URI uri = first;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .timeout(options.answer())
              .header("User-Agent", "leukokit")
              .header("Accept-Encoding", "identity");
      if (from > 0) {
        request.header("Range", "bytes=" + from + "-");
        if (!validator.isEmpty()) {
          request.header("If-Range", validator);
        }
      }
      if (Addresses.isSameServer(first, uri)) {
        source.authorization().ifPresent(a -> request.header("Authorization", a));
      }
      HttpResponse<InputStream> response = send(request.build());
      int status = response.statusCode();
      if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
        return response;
      }
      response.body().close();
      Optional<String> location = response.headers().firstValue("Location");
      uri = Addresses.redirect(wanted.name(), uri, location.orElse(""));
    }
    throw new UserError(
        wanted.name() + ": " + Addresses.shown(first) + " redirects without end; import a copy");
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws Broken {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpConnectTimeoutException e) {
      throw new Broken(request.uri().getHost() + " can't be reached in time", e);
    } catch (HttpTimeoutException e) {
      throw new Broken("the server does not answer", e);
    } catch (ConnectException e) {
      String why =
          e.getCause() instanceof UnknownHostException || e.getMessage() == null
              ? "; is there a network, and does it need a proxy (HTTPS_PROXY)?"
              : "";
      throw new Broken(request.uri().getHost() + " can't be reached" + why, e);
    } catch (IOException e) {
      throw new Broken(reason(e), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return "the connection broke (" + Addresses.printable(message) + ")";
  }

  /** How many bytes a server says that its answer has; -1 if it doesn't say. */
  private long length(HttpResponse<?> response) {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw lie("sends it encoded as " + Addresses.printable(encoding));
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
      throw lie("sends a web page instead of the file");
    }
    return response.headers().firstValueAsLong("Content-Length").orElse(-1);
  }

  private void requireSize(long bytes) {
    long known = wanted.content().bytes();
    if (bytes >= 0 && known > 0 && bytes != known) {
      throw lie("announces " + bytes + " bytes, and the file has " + known);
    }
    if (bytes > options.maxBytes()) {
      throw lie("announces " + bytes + " bytes, more than the " + options.maxBytes() + " accepted");
    }
  }

  /** The end of the whole file, after checking that the answer is the rest that was asked for. */
  private long rest(HttpResponse<?> response, long have, long known) throws IOException {
    String text = response.headers().firstValue("Content-Range").orElse("");
    Matcher range = CONTENT_RANGE.matcher(text);
    long bytes = length(response);
    if (range.matches() && !range.group(3).equals("*")) {
      long begin = Long.parseLong(range.group(1));
      long end = Long.parseLong(range.group(2)) + 1;
      long total = Long.parseLong(range.group(3));
      if (begin == have
          && end == total
          && (known <= 0 || total == known)
          && (bytes < 0 || bytes == end - begin)) {
        requireSize(total);
        return total;
      }
    }
    // Whatever it is, it doesn't continue what we have; the next attempt begins anew.
    partial.begin(PartialFile.UNKNOWN);
    throw lie(
        "was asked for the bytes from "
            + have
            + (known > 0 ? " of " + known : "")
            + " and sends '"
            + Addresses.printable(text)
            + "'");
  }

  private UserError lie(String what) {
    return new UserError(
        wanted.name()
            + ": the server of "
            + Addresses.shown(first)
            + " "
            + what
            + "; get it by hand and import it");
  }

  private static String validator(HttpResponse<?> response) {
    String tag = response.headers().firstValue("ETag").orElse("");
    // Only a strong tag promises equal bytes.
    String found =
        tag.startsWith("\"") ? tag : response.headers().firstValue("Last-Modified").orElse("");
    return found.matches("[ -~]{1,500}") ? found : "";
  }

  private void receive(HttpResponse<?> response, InputStream body, long from, long end)
      throws IOException, Broken {
    requireSpace(end - from);
    long limit = end >= 0 ? end : options.maxBytes();
    String what = wanted.name() + ": MB";
    byte[] buffer = new byte[1 << 16];
    long at = from;
    try (Progress.Task task = options.progress().start(what, Math.max(0, end) / MEGABYTE);
        Patience patience = new Patience(body, options.idle())) {
      for (long mb = 0; mb < from / MEGABYTE; mb++) {
        task.step();
      }
      while (true) {
        int n;
        try {
          n = body.read(buffer);
        } catch (IOException e) {
          throw patience.isOver()
              ? new Broken("the server stopped sending", e)
              : new Broken(reason(e), e);
        }
        if (patience.isOver()) {
          throw new Broken("the server stopped sending", new InterruptedIOException());
        }
        if (n < 0) {
          break;
        }
        if (n > limit - at) {
          throw lie("sends more than " + limit + " bytes");
        }
        write(buffer, n, at);
        for (long mb = at / MEGABYTE; mb < (at + n) / MEGABYTE; mb++) {
          task.step();
        }
        at += n;
        patience.received(n);
      }
    }
    if (end >= 0 && at < end) {
      throw new Broken("the server sent " + at + " of " + end + " bytes", null);
    }
  }

  private void write(byte[] bytes, int count, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    long to = at;
    while (buffer.hasRemaining()) {
      to += partial.channel().write(buffer, to);
    }
  }

  private void requireSpace(long bytes) throws IOException {
    long free = Files.getFileStore(partial.path()).getUsableSpace();
    if (bytes > free) {
      throw AtomicFiles.cannotWrite(
          partial.path(),
          new IOException("No space left: " + bytes + " bytes are to come and " + free + " free"));
    }
  }
}
