package org.leukokit.data;

import java.net.URI;
import java.util.Locale;
import org.leukokit.base.UserError;

/** Which addresses of the web are gone to. */
final class Addresses {
  private Addresses() {}

  /** Whether the address is this machine's own. */
  static boolean isThisMachine(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  /** An address for messages: what stands behind its path may be a signature, and is left out. */
  static String shown(URI uri) {
    String text = uri.toString();
    int query = text.indexOf('?');
    return printable(query < 0 ? text : text.substring(0, query) + "?...");
  }

  /** Whether two addresses are of one server, by scheme, host and port. */
  static boolean isSameServer(URI a, URI b) {
    return a.getScheme().equalsIgnoreCase(b.getScheme())
        && a.getHost().equalsIgnoreCase(b.getHost())
        && a.getPort() == b.getPort();
  }

  /**
   * The address that a file is asked for at.
   *
   * @param sure whether the content is known by its SHA-256, so that a road without encryption does
   * @throws UserError if it is none of the web's, or without encryption where that matters
   */
  static URI first(String name, String url, boolean sure) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null && isWeb(uri) && uri.getUserInfo() == null) {
        if (uri.getScheme().equalsIgnoreCase("https") || sure || isThisMachine(uri)) {
          return uri;
        }
        throw new UserError(
            name + ": " + url + " is not encrypted, and no sha256 is known; give an https address");
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new UserError(name + ": " + url + " is no address of the web; give an https address");
  }

  /**
   * Where a server sends us.
   *
   * @throws UserError if that is nowhere, or a road without encryption away from this machine
   */
  static URI redirect(String name, URI from, String location) {
    try {
      URI to = from.resolve(location);
      if (to.getHost() != null
          && isWeb(to)
          && (to.getScheme().equalsIgnoreCase("https")
              || (isThisMachine(to) && isThisMachine(from)))) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new UserError(
        name
            + ": "
            + shown(from)
            + " redirects to '"
            + printable(location.replaceFirst("\\?.*", "?..."))
            + "', which is no https address; get the file by hand and import it");
  }

  private static boolean isWeb(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return scheme.equals("https") || scheme.equals("http");
  }

  /** A server's words, cut and in one line. */
  static String printable(String text) {
    String line = text.replaceAll("[^ -~]", "?");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
