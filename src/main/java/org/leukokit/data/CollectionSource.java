package org.leukokit.data;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leukokit.base.UserError;

/**
 * Where a zip with a copy of a collection is handed out.
 *
 * @param name what messages and the progress line call it
 * @param url its address
 * @param authorization what the server of that address, and no other, is told of who asks; empty:
 *     nothing
 * @param refusal what may be done where the server refuses, for a message; may be empty
 */
public record CollectionSource(
    String name, String url, Optional<String> authorization, String refusal) {
  /** The account's name, for copies on Kaggle that want one. */
  static final String USER = "KAGGLE_USERNAME";

  /** The account's key. */
  static final String KEY = "KAGGLE_KEY";

  private static final String KAGGLE = "https://www.kaggle.com";
  private static final Pattern NAMED = Pattern.compile("kaggle:([\\w-]{1,100})/([\\w.-]{1,200})");
  private static final Pattern PAGE =
      Pattern.compile(
          "https?://(?:www\\.)?kaggle\\.com/(?:datasets/)?([\\w-]{1,100})/([\\w.-]{1,200})(?:[/?#].*)?",
          Pattern.CASE_INSENSITIVE);

  /** Never shows what the server is told of who asks. */
  @Override
  public String toString() {
    return name + " at " + url;
  }

  /**
   * Understands what a user names.
   *
   * @param from {@code kaggle:OWNER/NAME}, the address of a data set's page on Kaggle, or the
   *     address of a zip
   * @param environment the environment variables, in which an account may stand
   * @throws UserError if it is none of these, or half an account is named
   */
  public static CollectionSource of(String from, Map<String, String> environment) {
    return of(from, environment, KAGGLE);
  }

  /**
   * As {@link #of(String, Map)}.
   *
   * @param kaggle the address that stands before {@code /api/}
   */
  static CollectionSource of(String from, Map<String, String> environment, String kaggle) {
    Matcher named = NAMED.matcher(from);
    Matcher page = PAGE.matcher(from);
    Matcher found = named.matches() ? named : page.matches() ? page : null;
    if (found != null && !found.group(1).equals("api")) {
      return new CollectionSource(
          "kaggle:" + found.group(1) + "/" + found.group(2),
          kaggle + "/api/v1/datasets/download/" + found.group(1) + "/" + found.group(2),
          account(environment),
          "check OWNER/NAME; where its page asks for an account, accept its terms there and set "
              + USER
              + " and "
              + KEY
              + ", or download the zip there and import it");
    }
    if (from.startsWith("kaggle:")) {
      throw new UserError(
          "--from "
              + Lists.printable(from)
              + " is no name of a data set on Kaggle; write kaggle:OWNER/NAME, as in its page's"
              + " address");
    }
    if (!from.matches("(?i)https?://.*")) {
      throw new UserError(
          "--from "
              + Lists.printable(from)
              + " is neither kaggle:OWNER/NAME nor an address that begins with https://; a file or"
              + " folder that you have is made known with leukokit data import PATH");
    }
    return new CollectionSource("the zip", from, Optional.empty(), "");
  }

  private static Optional<String> account(Map<String, String> environment) {
    String user = environment.getOrDefault(USER, "").strip();
    String key = environment.getOrDefault(KEY, "").strip();
    if (user.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    if (user.isEmpty() || key.isEmpty()) {
      throw new UserError(
          (user.isEmpty() ? USER : KEY)
              + " is not set, but "
              + (user.isEmpty() ? KEY : USER)
              + " is; set both or neither");
    }
    if ((user + key).chars().anyMatch(c -> c < ' ' || c > '~') || user.contains(":")) {
      throw new UserError(
          USER + " or " + KEY + " holds a character that it can't have; set them as Kaggle shows");
    }
    String pair = user + ":" + key;
    return Optional.of(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
  }
}
