package org.leukokit.net.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tensors of a file are those of a network when what training programs put around names is
 * taken off: {@code module.} and the like, wherever it stands; the name under which a larger model
 * holds the network; a number that Keras puts behind the name of a layer that it makes again.
 *
 * <p>Something is taken off only where the network's whole body is there without it. What lies
 * outside of the network, and a top of another kind, is left out.
 *
 * @param origins for each name of the network's, the file's
 * @param notes what was taken off and left out, for people
 */
record NameMatch(TreeMap<String, String> origins, List<String> notes) {
  /** Parts of names that no network has: of DataParallel, compile, FSDP and checkpointing. */
  private static final Pattern WRAPPER =
      Pattern.compile(
          "(?<=^|\\.)(module|_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\\.");

  private static final Pattern NUMBERED =
      Pattern.compile("(.+?)_\\d{1,4}((?:\\.depthwise|\\.pointwise)?\\.\\w+)");

  /** What the kit looks for. */
  record Wanted(SortedMap<String, long[]> all, Set<String> body, UnaryOperator<String> renamed) {}

  private record Attempt(TreeMap<String, String> origins, String prefix, String number) {
    long matched(Wanted wanted) {
      return origins.keySet().stream().filter(wanted.all()::containsKey).count();
    }
  }

  /**
   * Compares.
   *
   * @param found the file's tensors
   */
  static NameMatch of(SortedMap<String, long[]> found, Wanted wanted) {
    Attempt plain = attempt(identity(found.keySet()), "", "", name -> name, wanted);
    Attempt best = plain;
    Map<String, String> bare = unwrapped(found.keySet());
    Attempt rival = null;
    for (String prefix : prefixes(bare.keySet(), wanted.body().size())) {
      for (Attempt next : attempts(bare, prefix, wanted)) {
        long more = next.matched(wanted) - best.matched(wanted);
        if (more > 0 && next.origins().keySet().containsAll(wanted.body())) {
          best = next;
          rival = null;
        } else if (more == 0 && best != plain && !next.prefix().startsWith(best.prefix())) {
          rival = next;
        }
      }
    }
    if (rival != null) {
      return new NameMatch(
          plain.origins(),
          List.of(
              WeightFiles.printable(
                  "the network is there twice, as "
                      + best.prefix()
                      + " and as "
                      + rival.prefix()
                      + ", so neither is taken: save one of them")));
    }
    return finish(best, best == plain ? identity(found.keySet()) : bare, found, wanted);
  }

  private static Map<String, String> identity(Set<String> names) {
    Map<String, String> same = new TreeMap<>();
    names.forEach(n -> same.put(n, n));
    return same;
  }

  /** The names without wrappers, each with the file's; as they are if two would be the same. */
  private static Map<String, String> unwrapped(Set<String> names) {
    Map<String, String> bare = new TreeMap<>();
    names.forEach(n -> bare.put(WRAPPER.matcher(n).replaceAll(""), n));
    return bare.size() == names.size() ? bare : identity(names);
  }

  /** Beginnings that enough names share to be around a network; none first. */
  private static Set<String> prefixes(Set<String> names, int least) {
    Map<String, Integer> counts = new HashMap<>();
    for (String name : names) {
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (c == '.' || c == '_' || c == '/') {
          counts.merge(name.substring(0, i + 1), 1, Integer::sum);
        }
      }
    }
    Set<String> prefixes = new TreeSet<>(Set.of(""));
    counts.forEach(
        (prefix, count) -> {
          if (count >= least) {
            prefixes.add(prefix);
          }
        });
    return prefixes;
  }

  private static List<Attempt> attempts(Map<String, String> bare, String prefix, Wanted wanted) {
    Map<String, String> within = new TreeMap<>();
    bare.forEach(
        (name, origin) -> {
          if (name.startsWith(prefix)) {
            within.put(name.substring(prefix.length()), origin);
          }
        });
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(attempt(within, prefix, "", name -> name, wanted));
    attempts.add(attempt(within, prefix, "all", NameMatch::unnumbered, wanted));
    attempts.add(
        attempt(
            within,
            prefix,
            "some",
            name -> wanted.all().containsKey(name) ? name : unnumbered(name),
            wanted));
    return attempts;
  }

  private static String unnumbered(String name) {
    Matcher matcher = NUMBERED.matcher(name);
    return matcher.matches() ? matcher.group(1) + matcher.group(2) : name;
  }

  /** No names at all if two would be the same: such a file is refused as it is. */
  private static Attempt attempt(
      Map<String, String> names,
      String prefix,
      String number,
      UnaryOperator<String> shorter,
      Wanted wanted) {
    TreeMap<String, String> origins = new TreeMap<>();
    for (Map.Entry<String, String> name : names.entrySet()) {
      String renamed = wanted.renamed().apply(shorter.apply(name.getKey()));
      // Never over a tensor that has the name already.
      String target = number.isEmpty() && names.containsKey(renamed) ? name.getKey() : renamed;
      if (origins.put(target, name.getValue()) != null) {
        return new Attempt(
            number.isEmpty() && prefix.isEmpty() ? new TreeMap<>(names) : new TreeMap<>(),
            prefix,
            number);
      }
    }
    return new Attempt(origins, prefix, number);
  }

  private static NameMatch finish(
      Attempt taken, Map<String, String> bare, SortedMap<String, long[]> found, Wanted wanted) {
    List<String> notes = new ArrayList<>();
    TreeSet<String> wrappers = new TreeSet<>();
    bare.forEach(
        (name, origin) -> {
          Matcher matcher = WRAPPER.matcher(origin);
          while (!name.equals(origin) && matcher.find()) {
            wrappers.add("'" + matcher.group(1) + ".'");
          }
        });
    if (!taken.prefix().isEmpty()) {
      wrappers.add("'" + taken.prefix() + "'");
    }
    if (!wrappers.isEmpty()) {
      notes.add(
          WeightFiles.printable(String.join(" and ", wrappers) + " taken off tensors' names"));
    }
    if (!taken.number().isEmpty()) {
      notes.add("numbers behind layers' names taken off");
    }
    TreeMap<String, String> origins = new TreeMap<>(taken.origins());
    TreeSet<String> out = new TreeSet<>(found.keySet());
    out.removeAll(origins.values());
    if (origins.keySet().containsAll(wanted.body())) {
      Set<String> top = otherTop(origins, found, wanted);
      top.forEach(name -> out.add(origins.remove(name)));
    } else if (!out.isEmpty()) {
      // What is not understood is refused by name.
      out.forEach(name -> origins.putIfAbsent(name, name));
      out.clear();
    }
    if (!out.isEmpty()) {
      notes.add("left out " + StateDictTensors.some(out));
    }
    return new NameMatch(origins, List.copyOf(notes));
  }

  /**
   * The tensors of a top of another kind behind a whole body: none of the network's own top is
   * there, and none is a convolution, as a deeper network of the same family would have.
   */
  private static Set<String> otherTop(
      TreeMap<String, String> origins, SortedMap<String, long[]> found, Wanted wanted) {
    Set<String> others = new HashSet<>();
    for (Map.Entry<String, String> entry : origins.entrySet()) {
      if (!wanted.body().contains(entry.getKey())) {
        if (wanted.all().containsKey(entry.getKey()) || found.get(entry.getValue()).length > 2) {
          return Set.of();
        }
        others.add(entry.getKey());
      }
    }
    return others;
  }
}
