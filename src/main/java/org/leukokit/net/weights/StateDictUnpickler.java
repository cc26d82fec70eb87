package org.leukokit.net.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle of a state dictionary and lets only tensors out of it.
 *
 * <p>Of the pickle machine only the instructions that {@code torch.save} uses are obeyed, and of
 * classes and functions only those below are known; both are decided before anything is made, so
 * that a pickle with another content is refused by name and never run.
 */
final class StateDictUnpickler extends Unpickler {
  /** A tensor as the pickle describes it; its values lie elsewhere in the file. */
  record TensorRef(Storage storage, long offset, long[] size, long[] stride) {}

  /** Where values lie: the type such as {@code FloatStorage}, the key and the number of values. */
  record Storage(String type, String key, long count) {}

  /** Something in the pickle that a state dictionary has no use for. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String what) {
      super(WeightFiles.printable(what));
    }
  }

  private static final String OPCODES =
      "\u0080})]cqrhj(XJKMtNusbae.QRG\u0085\u0086\u0087\u0088\u0089\u008a\u008c\u0093\u0094\u0095";

  @Override
  protected Object dispatch(short key) throws IOException {
    if (OPCODES.indexOf((char) (key & 0xff)) < 0) {
      throw new Refused(String.format(Locale.ROOT, "instruction 0x%02x", key & 0xff));
    }
    switch (key & 0xff) {
      case 'c' -> stack.add(known(line(), line()));
      case 0x93 -> {
        Object name = stack.pop();
        stack.add(known(String.valueOf(stack.pop()), String.valueOf(name)));
      }
      case 'X' -> stack.add(text());
      case 'b' -> build();
      default -> {
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0 || text.length() > 200) {
        throw new PickleException("a name without an end");
      }
      text.append((char) c);
    }
    return text.toString();
  }

  // Here and not in the library, which would first make room for whatever length is announced.
  private String text() throws IOException {
    byte[] length = input.readNBytes(4);
    long n = 0;
    for (int i = length.length - 1; i >= 0; i--) {
      n = n << 8 | length[i] & 0xff;
    }
    if (length.length < 4 || n > input.available()) {
      throw new PickleException("a text of " + n + " bytes");
    }
    return new String(input.readNBytes((int) n), StandardCharsets.UTF_8);
  }

  // OrderedDict takes its attribute _metadata this way; nothing else may be built.
  private void build() {
    stack.pop();
    if (!(stack.peek() instanceof Map)) {
      throw new Refused("setting the state of something else than a dictionary");
    }
  }

  private static Object known(String module, String name) {
    String full = module + "." + name;
    if (module.equals("torch") && name.endsWith("Storage") && name.matches("[A-Za-z0-9]+")) {
      return name;
    }
    IObjectConstructor constructor =
        switch (full) {
          case "collections.OrderedDict" -> StateDictUnpickler::dictionary;
          case "torch._utils._rebuild_tensor_v2" -> StateDictUnpickler::tensor;
          case "torch._utils._rebuild_parameter" -> StateDictUnpickler::parameter;
          default -> throw new Refused(full);
        };
    return constructor;
  }

  private static Object dictionary(Object[] args) {
    if (args.length != 0) {
      throw new PickleException("an OrderedDict with arguments");
    }
    return new LinkedHashMap<Object, Object>();
  }

  private static Object tensor(Object[] args) {
    if (args.length < 4 || !(args[0] instanceof Storage storage)) {
      throw new PickleException("a tensor without a storage");
    }
    return new TensorRef(storage, number(args[1]), numbers(args[2]), numbers(args[3]));
  }

  private static Object parameter(Object[] args) {
    if (args.length < 1 || !(args[0] instanceof TensorRef)) {
      throw new PickleException("a parameter without a tensor");
    }
    return args[0];
  }

  private static long number(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new PickleException("a number was expected");
  }

  private static long[] numbers(Object value) {
    List<Object> items = new ArrayList<>();
    if (value instanceof Object[] tuple) {
      items.addAll(List.of(tuple));
    } else if (value instanceof List<?> list) {
      items.addAll(list);
    } else {
      throw new PickleException("a tuple of numbers was expected");
    }
    return items.stream().mapToLong(StateDictUnpickler::number).toArray();
  }

  /** A persistent id is ("storage", type, key, location, count). */
  @Override
  protected Object persistentLoad(Object id) {
    if (id instanceof Object[] parts
        && parts.length >= 5
        && "storage".equals(parts[0])
        && parts[1] instanceof String type
        && parts[2] instanceof String key) {
      return new Storage(type, key, number(parts[4]));
    }
    throw new Refused("a persistent id that is no storage");
  }

  /**
   * Reads a pickle.
   *
   * @throws Refused naming what has no place in a state dictionary
   * @throws PickleException if it is damaged
   */
  static Object read(byte[] pickle) throws IOException {
    StateDictUnpickler unpickler = new StateDictUnpickler();
    try {
      return unpickler.load(new ByteArrayInputStream(pickle));
    } finally {
      unpickler.close();
    }
  }
}
