package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function over lists of tensors and numbers, written in TorchScript. libtorch's {@code _foreach}
 * operations take a whole list at once: on a GPU that is one launch for all parameters of a network
 * instead of one for each, and numbers travel with the launch instead of as tensors.
 */
public final class ListScript {
  private final ScriptModule module;

  /**
   * @param lists names of the lists of tensors, in the order in which they are given
   * @param numbers names of the numbers
   * @param body lines of TorchScript that change the lists in place; no result
   */
  public ListScript(List<String> lists, List<String> numbers, List<String> body) {
    this(lists, numbers, "NoneType", append(body, "return None"));
  }

  private ListScript(List<String> lists, List<String> numbers, String result, List<String> body) {
    String arguments =
        Stream.concat(
                lists.stream().map(name -> name + ": List[Tensor]"),
                numbers.stream().map(name -> name + ": float"))
            .collect(Collectors.joining(",\n    "));
    this.module = new ScriptModule(arguments, result, body);
  }

  /**
   * A function with a tensor as its result.
   *
   * @param lists names of the lists of tensors
   * @param body its lines, the last of which returns a tensor
   */
  public static ListScript returning(List<String> lists, List<String> body) {
    return new ListScript(lists, List.of(), "Tensor", body);
  }

  /**
   * Calls it for what it changes.
   *
   * @param lists in the order of their names
   * @param numbers likewise
   */
  public void run(List<List<NDArray>> lists, double... numbers) {
    call(lists, numbers).close();
  }

  /**
   * Calls it for its result, a tensor of one number, and waits for it.
   *
   * @param lists in the order of their names, not all empty
   */
  public double number(List<List<NDArray>> lists) {
    PtNDManager manager =
        (PtNDManager) lists.stream().flatMap(List::stream).findFirst().orElseThrow().getManager();
    try (IValue result = call(lists);
        PtNDArray tensor = result.toTensor(manager)) {
      return tensor.getFloat();
    }
  }

  private IValue call(List<List<NDArray>> lists, double... numbers) {
    List<IValue> values = new ArrayList<>();
    try {
      for (List<NDArray> list : lists) {
        values.add(IValue.listFrom(list.toArray(PtNDArray[]::new)));
      }
      for (double number : numbers) {
        values.add(IValue.from(number));
      }
      return IValueUtils.runMethod(module.get(), "forward", values.toArray(IValue[]::new));
    } finally {
      values.forEach(IValue::close);
    }
  }

  private static List<String> append(List<String> lines, String last) {
    List<String> all = new ArrayList<>(lines);
    all.add(last);
    return all;
  }
}
