package org.leukokit.net.weights;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.leukokit.base.UserError;

/**
 * The tensors of a file, each refused when it is read if a value is NaN or infinite: a network with
 * one such weight computes, and says the same of every image.
 *
 * @param file for the message
 * @param source closed with this
 */
record FiniteTensors(Path file, TensorSource source) implements TensorSource {
  @Override
  public SortedMap<String, long[]> shapes() {
    return source.shapes();
  }

  @Override
  public float[] read(String name) {
    float[] values = source.read(name);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new UserError(
            "weight file "
                + file
                + " has "
                + (Float.isNaN(value) ? "NaN" : "infinity")
                + " among the values of "
                + WeightFiles.printable(source.mapping(name).source())
                + "; a network with it computes nothing of use. Get or save the file again");
      }
    }
    return values;
  }

  @Override
  public MappingReport.Entry mapping(String name) {
    return source.mapping(name);
  }

  @Override
  public List<String> notes() {
    return source.notes();
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public String digest() {
    return source.digest();
  }

  @Override
  public void close() {
    source.close();
  }
}
