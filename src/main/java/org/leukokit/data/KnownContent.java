package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * What is known of a file's content before it is at hand: its size, and whatever digests its
 * publishers name. MD5 and SHA-1 are checked where nothing better is known; they find damage, and
 * no forger.
 *
 * @param bytes the size; 0 if it is not known
 * @param digests hexadecimal digits by algorithm: {@code sha256}, {@code sha1}, {@code md5}, or
 *     {@code sha256-prefix} where only the first digits are known
 */
public record KnownContent(long bytes, Map<String, String> digests) {
  private static final String SHA256 = "sha256";
  private static final String PREFIX = "sha256-prefix";
  private static final int SHORTEST_PREFIX = 8;

  /** Nothing but that there is a file. */
  public static final KnownContent NOTHING = new KnownContent(0, Map.of());

  /**
   * @throws IllegalArgumentException if the size is negative, an algorithm unknown, or a digest not
   *     of its algorithm's length in lower-case hexadecimal digits
   */
  public KnownContent {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size of " + bytes + " bytes");
    }
    digests.forEach(KnownContent::requireDigest);
    digests = Map.copyOf(digests);
  }

  private static void requireDigest(String algorithm, String digits) {
    int length =
        switch (algorithm) {
          case SHA256 -> 64;
          case "sha1" -> 40;
          case "md5" -> 32;
          case PREFIX -> Math.min(63, Math.max(SHORTEST_PREFIX, digits.length()));
          default ->
              throw new IllegalArgumentException(
                  "'" + algorithm + "' is not sha256, sha1, md5 or sha256-prefix");
        };
    if (digits.length() != length || !digits.matches("[0-9a-f]+")) {
      throw new IllegalArgumentException("'" + digits + "' is no " + algorithm);
    }
  }

  /** A file whose SHA-256 is known. */
  public static KnownContent ofSha256(long bytes, String sha256) {
    return new KnownContent(bytes, Map.of(SHA256, sha256));
  }

  /**
   * Reads digests as manifests have them: {@code sha256:… md5:…}, separated by spaces; may be
   * empty.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static KnownContent parse(long bytes, String text) {
    Map<String, String> digests = new LinkedHashMap<>();
    for (String part : text.split(" ")) {
      if (!part.isEmpty()) {
        int colon = part.indexOf(':');
        if (colon < 0 || digests.put(part.substring(0, colon), part.substring(colon + 1)) != null) {
          throw new IllegalArgumentException("'" + part + "' is no digest, or one too many");
        }
      }
    }
    return new KnownContent(bytes, digests);
  }

  /** The SHA-256, if it is known. */
  public Optional<String> sha256() {
    return Optional.ofNullable(digests.get(SHA256));
  }

  /** The first digits of the SHA-256, if they and no more are known. */
  Optional<String> prefix() {
    return Optional.ofNullable(digests.get(PREFIX));
  }

  /** What is known, for people: {@code sha256}, {@code md5}, or {@code no hash}. */
  public String described() {
    if (digests.containsKey(SHA256)) {
      return SHA256;
    }
    if (digests.containsKey(PREFIX)) {
      return "first " + digests.get(PREFIX).length() + " digits of sha256";
    }
    return digests.isEmpty() ? "no hash" : String.join(", ", new TreeMap<>(digests).keySet());
  }

  /**
   * What a file has been found to be.
   *
   * @param sha256 its digest
   * @param disagreement what differs from what was known, for a message; empty if nothing does
   */
  record Found(String sha256, Optional<String> disagreement) {}

  /** Reads a file once and compares it with everything that is known. */
  Found examine(Path file) throws IOException {
    MessageDigest sha256 = Hashing.newSha256();
    Map<String, MessageDigest> others = new TreeMap<>();
    if (digests.containsKey("sha1")) {
      others.put("sha1", digest("SHA-1"));
    }
    if (digests.containsKey("md5")) {
      others.put("md5", digest("MD5"));
    }
    long size = 0;
    byte[] buffer = new byte[1 << 17];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        sha256.update(buffer, 0, n);
        for (MessageDigest other : others.values()) {
          other.update(buffer, 0, n);
        }
      }
    }
    String hex = Hashing.hex(sha256.digest());
    if (bytes > 0 && size != bytes) {
      return new Found(hex, Optional.of("it has " + size + " bytes, not " + bytes));
    }
    if (!hex.equals(digests.getOrDefault(SHA256, hex))) {
      return differs(hex, SHA256, hex);
    }
    if (!hex.startsWith(digests.getOrDefault(PREFIX, ""))) {
      return differs(hex, PREFIX, hex);
    }
    for (Map.Entry<String, MessageDigest> other : others.entrySet()) {
      String found = Hashing.hex(other.getValue().digest());
      if (!found.equals(digests.get(other.getKey()))) {
        return differs(hex, other.getKey(), found);
      }
    }
    return new Found(hex, Optional.empty());
  }

  /** Whether any digest is known and a file agrees with everything that is. */
  public boolean agrees(Path file) {
    try {
      return !digests.isEmpty() && examine(file).disagreement().isEmpty();
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private Found differs(String sha256, String algorithm, String found) {
    String name = algorithm.equals(PREFIX) ? SHA256 : algorithm;
    String start = algorithm.equals(PREFIX) ? "one that begins with " : "";
    return new Found(
        sha256,
        Optional.of("its " + name + " is " + found + ", not " + start + digests.get(algorithm)));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
