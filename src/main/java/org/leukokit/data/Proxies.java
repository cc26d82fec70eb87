package org.leukokit.data;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.base.UserError;

/**
 * Which proxy an address is reached by: Java's properties ({@code https.proxyHost} and its kin)
 * where they are set, else the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY} and
 * {@code NO_PROXY}, in lower case first as curl has it. This machine itself is reached without one.
 * A name and password in a proxy's address are not used; Java's properties serve for such proxies.
 */
public final class Proxies extends ProxySelector {
  private final Map<String, String> environment;
  private final ProxySelector ofJava;

  /**
   * @param environment the environment variables
   * @param ofJava what Java's properties say
   */
  Proxies(Map<String, String> environment, ProxySelector ofJava) {
    this.environment = Map.copyOf(environment);
    this.ofJava = ofJava;
  }

  /** Those of this process. */
  public static Proxies ofProcess() {
    return new Proxies(System.getenv(), ProxySelector.getDefault());
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    if (Addresses.isThisMachine(uri)) {
      return List.of(Proxy.NO_PROXY);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (System.getProperty(scheme + ".proxyHost") != null && ofJava != null) {
      return ofJava.select(uri);
    }
    String address = variable(scheme + "_proxy");
    if (address.isBlank() || excluded(host)) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(new Proxy(Proxy.Type.HTTP, parse(address)));
  }

  private String variable(String name) {
    String lower = environment.getOrDefault(name, "");
    return lower.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
  }

  // As curl has it: names with everything below them, separated by commas; * is everything.
  private boolean excluded(String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    for (String part : variable("no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      String name = part.startsWith("*.") ? part.substring(1) : part;
      name = name.startsWith(".") ? name.substring(1) : name;
      if (part.equals("*")
          || (!name.isEmpty() && (wanted.equals(name) || wanted.endsWith("." + name)))) {
        return true;
      }
    }
    return false;
  }

  private static InetSocketAddress parse(String address) {
    try {
      URI uri = URI.create(address.contains("://") ? address : "http://" + address);
      if (uri.getHost() != null) {
        return InetSocketAddress.createUnresolved(
            uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new UserError(
        "the environment's proxy '" + address + "' is no address; set it to http://HOST:PORT");
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The fetch fails with the same error, and says so.
  }

  /** In words: how an address of the kind {@code https://HOST} is reached. */
  public String describe(URI uri) {
    Proxy proxy = select(uri).get(0);
    return proxy.type() == Proxy.Type.DIRECT
        ? "no proxy"
        : "proxy " + proxy.address().toString().replace("/<unresolved>", "");
  }
}
