package org.leukokit.net.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle of a state dictionary or of a checkpoint around one, and lets only tensors out
 * of it.
 *
 * <p>Of the pickle machine only the instructions that {@code torch.save} uses are obeyed, and of
 * classes and functions only those below are known; both are decided before anything is made, so
 * that a pickle with another content is refused by name and never run. What checkpoints often hold
 * beside tensors (numbers of NumPy, paths, arguments) becomes {@link Inert}, which holds nothing.
 */
final class StateDictUnpickler extends Unpickler {
  /** A tensor as the pickle describes it; its values lie elsewhere in the file. */
  record TensorRef(Storage storage, long offset, long[] size, long[] stride) {}

  /**
   * Where values lie.
   *
   * @param type such as {@code FloatStorage}
   * @param key its name in the file
   * @param count its number of values
   * @param from the first value of the view through which it is seen, as files before 0.4 may say
   */
  record Storage(String type, String key, long count, long from) {}

  /** Stands for an object that is no tensor, of which nothing is kept. */
  record Inert(String type) implements IObjectConstructor {
    @Override
    public Object construct(Object[] args) {
      return this;
    }
  }

  /** A tensor as files before 0.2 write it: made empty, and told its content afterwards. */
  private static final class OldTensor {
    private Object content;
  }

  /** Something in the pickle that a state dictionary has no use for. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String what) {
      super(WeightFiles.printable(what));
    }
  }

  private static final String OPCODES =
      "\u0080})]cqrhj(XTUBCJKMtNusbae.QRG"
          + "\u0081\u0085\u0086\u0087\u0088\u0089\u008a\u008c\u0093\u0094\u0095";

  /** What checkpoints hold beside tensors, and what can do nothing as nothing of it is made. */
  private static final Set<String> INERT =
      Set.of(
          "numpy.core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray.scalar",
          "numpy._core.multiarray._reconstruct",
          "numpy.ndarray",
          "numpy.dtype",
          "_codecs.encode",
          "argparse.Namespace",
          "builtins.set",
          "builtins.frozenset",
          "builtins.int",
          "builtins.float",
          "builtins.list",
          "builtins.dict",
          "builtins.bytearray",
          "builtins.complex",
          "builtins.slice",
          "pathlib.PosixPath",
          "pathlib.PurePosixPath",
          "pathlib.WindowsPath",
          "pathlib.PureWindowsPath",
          "pathlib._local.PosixPath",
          "datetime.datetime",
          "datetime.date",
          "datetime.timedelta",
          "torch.Size",
          "torch.device",
          "torch.Generator",
          "easydict.EasyDict",
          "yacs.config.CfgNode",
          "addict.addict.Dict",
          "pytorch_lightning.utilities.parsing.AttributeDict",
          "lightning_fabric.utilities.data.AttributeDict",
          "lightning.fabric.utilities.data.AttributeDict");

  private final Map<String, Storage> storages = new TreeMap<>();

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
      case 'X', 'T' -> stack.add(text(4));
      case 'U' -> stack.add(text(1));
      case 'B', 'C' -> {
        text((key & 0xff) == 'B' ? 4 : 1);
        stack.add(new Inert("bytes"));
      }
      case 's' -> {
        Object value = stack.pop();
        Object name = stack.pop();
        set(stack.peek(), name, value);
      }
      case 'u' -> {
        List<Object> items = new ArrayList<>(stack.pop_all_since_marker());
        for (int i = 0; i + 1 < items.size(); i += 2) {
          set(stack.peek(), items.get(i), items.get(i + 1));
        }
      }
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
  private String text(int lengthBytes) throws IOException {
    byte[] length = input.readNBytes(lengthBytes);
    long n = 0;
    for (int i = length.length - 1; i >= 0; i--) {
      n = n << 8 | length[i] & 0xff;
    }
    if (length.length < lengthBytes || n > input.available()) {
      throw new PickleException("a text of " + n + " bytes");
    }
    return new String(input.readNBytes((int) n), StandardCharsets.UTF_8);
  }

  // Only keys that Python could have too: others might take for ever to be looked up.
  @SuppressWarnings("unchecked")
  private static void set(Object target, Object name, Object value) {
    if (target instanceof Inert) {
      return;
    }
    boolean plain =
        name == null
            || name instanceof String
            || name instanceof Number
            || name instanceof Boolean
            || name instanceof Object[];
    if (!(target instanceof Map) || !plain) {
      throw new PickleException("an entry of what is no dictionary");
    }
    ((Map<Object, Object>) target).put(name, value);
  }

  // OrderedDict takes its attribute _metadata this way, tensors before 0.4 what they hold.
  private void build() {
    Object state = stack.pop();
    Object made = stack.peek();
    if (made instanceof OldTensor old) {
      old.content = old.content == null ? state : old.content;
    } else if (!(made instanceof Map) && !(made instanceof Inert) && !(made instanceof TensorRef)) {
      throw new Refused("setting the state of something else than a dictionary");
    }
  }

  /** The tensor that a value is; null for one that is none. */
  static TensorRef tensorOf(Object value) {
    Object content = value;
    // A variable holds a parameter, which holds a tensor; more than that is no file of PyTorch's.
    for (int depth = 0; depth < 4 && content instanceof OldTensor old; depth++) {
      Object[] parts = old.content instanceof Object[] p ? p : new Object[] {old.content};
      content = parts.length > 0 ? parts[0] : null;
      if (content instanceof Storage && parts.length >= 4) {
        return (TensorRef) tensor(parts);
      }
    }
    return content instanceof TensorRef tensor ? tensor : null;
  }

  private static Object known(String module, String name) {
    String full = module + "." + name;
    boolean torch = module.equals("torch") || module.equals("torch.cuda");
    if (torch && name.endsWith("Storage") && name.matches("[A-Za-z0-9]+")) {
      return name;
    }
    if (INERT.contains(full.replace("__builtin__.", "builtins."))
        || (module.equals("torch") && name.matches("(float|bfloat|int|uint|complex)\\d+|bool"))) {
      return new Inert(full);
    }
    IObjectConstructor constructor =
        switch (full) {
          case "collections.OrderedDict", "collections.defaultdict", "collections.Counter" ->
              StateDictUnpickler::dictionary;
          case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" ->
              StateDictUnpickler::tensor;
          case "torch._utils._rebuild_parameter",
              "torch._utils._rebuild_parameter_with_state",
              "torch.nn.parameter.Parameter",
              "torch.autograd.variable.Variable",
              "torch.Tensor",
              "torch.FloatTensor",
              "torch.DoubleTensor",
              "torch.HalfTensor",
              "torch.cuda.FloatTensor",
              "torch.cuda.HalfTensor" ->
              StateDictUnpickler::parameter;
          case "torch.tensor._rebuild_from_type",
              "torch._tensor._rebuild_from_type",
              "torch._tensor._rebuild_from_type_v2" ->
              StateDictUnpickler::subclass;
          default -> throw new Refused(full);
        };
    return constructor;
  }

  /** A dictionary; those that are given pairs, or another to count, are of no use here. */
  private static Object dictionary(Object[] args) {
    Map<Object, Object> made = new LinkedHashMap<>();
    if (args.length > 0 && args[0] instanceof List<?> pairs) {
      for (Object pair : pairs) {
        Object[] two =
            pair instanceof Object[] tuple
                ? tuple
                : pair instanceof List<?> list ? list.toArray() : new Object[0];
        if (two.length != 2) {
          throw new PickleException("a dictionary of something else than pairs");
        }
        set(made, two[0], two[1]);
      }
    }
    return made;
  }

  /** A tensor with attributes: a function, a type, the function's arguments, the attributes. */
  private static Object subclass(Object[] args) {
    if (args.length >= 3
        && args[0] instanceof IObjectConstructor rebuild
        && args[2] instanceof Object[] inner) {
      return rebuild.construct(inner);
    }
    throw new PickleException("a tensor without its parts");
  }

  private static Object tensor(Object[] args) {
    if (args.length < 4 || !(args[0] instanceof Storage storage)) {
      throw new PickleException("a tensor without a storage");
    }
    return new TensorRef(storage, number(args[1]), numbers(args[2]), numbers(args[3]));
  }

  private static Object parameter(Object[] args) {
    if (args.length == 0) {
      return new OldTensor();
    }
    TensorRef tensor = tensorOf(args[0]);
    if (tensor == null) {
      throw new PickleException("a parameter without a tensor");
    }
    return tensor;
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

  /**
   * A persistent id is ("storage", type, key, location, count), before 1.6 with a view behind it:
   * none, or (key, first value, count).
   */
  @Override
  protected Object persistentLoad(Object id) {
    if (id instanceof Object[] module && module.length > 1 && "module".equals(module[0])) {
      throw new Refused("a whole module with its code");
    }
    if (id instanceof Object[] parts
        && parts.length >= 5
        && "storage".equals(parts[0])
        && parts[1] instanceof String type
        && parts[2] instanceof String key) {
      long from = parts.length > 5 && parts[5] instanceof Object[] view ? number(view[1]) : 0;
      Storage storage = new Storage(type, key, number(parts[4]), from);
      Storage first = storages.putIfAbsent(key, storage);
      if (first != null && (first.count() != storage.count() || !first.type().equals(type))) {
        throw new PickleException("storage " + key + " is told in two ways");
      }
      return storage;
    }
    throw new Refused("a persistent id that is no storage");
  }

  /** What a pickle holds, and the storages that it names. */
  record Content(Object root, Map<String, Storage> storages) {}

  /**
   * Reads one pickle.
   *
   * @param in stands behind the pickle afterwards; says how much is left
   * @throws Refused naming what has no place in a state dictionary
   * @throws PickleException if it is damaged
   */
  static Content read(ByteArrayInputStream in) throws IOException {
    StateDictUnpickler unpickler = new StateDictUnpickler();
    Object root = unpickler.load(in);
    return new Content(root, unpickler.storages);
  }
}
