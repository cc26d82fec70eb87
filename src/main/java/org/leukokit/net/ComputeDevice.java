package org.leukokit.net;

import java.util.Locale;
import org.leukokit.base.UserError;

/** Where networks are computed. */
public enum ComputeDevice {
  /** The GPU if the engine can use one, else the CPU. */
  AUTO,
  /** The CPU. */
  CPU,
  /** The first GPU; not having one is an error, never a silent CPU run. */
  GPU;

  /**
   * The device of an option's text.
   *
   * @param text {@code auto}, {@code cpu} or {@code gpu}
   * @throws UserError if the text is none of these
   */
  public static ComputeDevice parse(String text) {
    for (ComputeDevice device : values()) {
      if (device.text().equals(text)) {
        return device;
      }
    }
    throw new UserError("unknown device '" + text + "'; known are auto, cpu and gpu");
  }

  /** The name as an option: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
