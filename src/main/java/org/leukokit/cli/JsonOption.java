package org.leukokit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Option;

/** The option of every command that says what it has to say to people or to programs. */
final class JsonOption {
  /** To whom. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default) or json.")
  private Format format;

  /** Whether programs are to read it. */
  boolean json() {
    return format == Format.JSON;
  }

  /** A record, map or JSON node as indented JSON. */
  static String text(Object value) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result has nothing that JSON lacks", e);
    }
  }
}
