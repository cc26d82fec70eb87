package org.leukokit.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.leukokit.classifier.KernelScale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kernel's scale by its name. */
final class KernelScaleOption implements ITypeConverter<KernelScale> {
  @Override
  public KernelScale convert(String name) {
    return Arrays.stream(KernelScale.values())
        .filter(s -> s.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "it is "
                        + Arrays.stream(KernelScale.values())
                            .map(KernelScale::id)
                            .collect(Collectors.joining(" or "))
                        + ", not '"
                        + name
                        + "'"));
  }
}
