package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.net.ListScript;

/**
 * The formulas of {@link UpdateRule} built of libtorch's operations on lists, for parameters that
 * lie on a GPU: each takes all tensors at once. Everything is done in place.
 */
final class DeviceUpdate implements ParameterUpdate {
  private static final ListScript NORM =
      ListScript.returning(
          List.of("g"),
          List.of(
              "norms = torch._foreach_norm(g, 2.)",
              "return torch.norm(torch.stack(norms, 0), 2.)"));

  private static final ListScript SCALE = script("g", "scale", "torch._foreach_mul_(g, scale)");
  private static final ListScript L2 = script("g w", "l2", "torch._foreach_add_(g, w, alpha=l2)");
  private static final ListScript L1 =
      script(
          "g w", "l1", "signs = torch._foreach_sign(w)", "torch._foreach_add_(g, signs, alpha=l1)");

  private static final ListScript DESCENT =
      script("w g", "alpha", "torch._foreach_add_(w, g, alpha=torch.neg(alpha))");
  private static final ListScript MOMENTUM =
      script(
          "w g a",
          "alpha mu",
          "torch._foreach_mul_(a, mu)",
          "torch._foreach_add_(a, g)",
          "torch._foreach_add_(w, a, alpha=torch.neg(alpha))");
  private static final ListScript NESTEROV =
      script(
          "w g a",
          "alpha mu",
          "torch._foreach_mul_(a, mu)",
          "torch._foreach_add_(a, g)",
          "torch._foreach_add_(g, a, alpha=mu)",
          "torch._foreach_add_(w, g, alpha=torch.neg(alpha))");
  private static final ListScript KERAS_MOMENTUM =
      script(
          "w g a",
          "alpha mu",
          "torch._foreach_mul_(a, mu)",
          "torch._foreach_add_(a, g, alpha=torch.neg(alpha))",
          "torch._foreach_add_(w, a)");
  private static final ListScript KERAS_NESTEROV =
      script(
          "w g a",
          "alpha mu",
          "torch._foreach_mul_(a, mu)",
          "torch._foreach_add_(a, g, alpha=torch.neg(alpha))",
          "torch._foreach_add_(w, a, alpha=mu)",
          "torch._foreach_add_(w, g, alpha=torch.neg(alpha))");
  private static final ListScript ADAM =
      script(
          "w g m v",
          "alpha beta1 rest1 beta2 rest2 divisor epsilon",
          "torch._foreach_mul_(m, beta1)",
          "torch._foreach_add_(m, g, alpha=rest1)",
          "torch._foreach_mul_(v, beta2)",
          "torch._foreach_addcmul_(v, g, g, rest2)",
          "roots = torch._foreach_sqrt(v)",
          "torch._foreach_div_(roots, divisor)",
          "torch._foreach_add_(roots, epsilon)",
          "torch._foreach_addcdiv_(w, m, roots, torch.neg(alpha))");
  private static final ListScript ADAMAX =
      script(
          "w g m u",
          "alpha beta1 rest1 beta2 inside outside",
          "torch._foreach_mul_(m, beta1)",
          "torch._foreach_add_(m, g, alpha=rest1)",
          "torch._foreach_mul_(u, beta2)",
          "sizes = torch._foreach_abs(g)",
          "torch._foreach_add_(sizes, inside)",
          "torch._foreach_maximum_(u, sizes)",
          "divisors = torch._foreach_add(u, outside)",
          "torch._foreach_addcdiv_(w, m, divisors, torch.neg(alpha))");

  /** What tensors have in common that are moved in one call. */
  private record Rates(double factor, double l1, double l2, double decay) {}

  /** Which of the learned tensors they are, and the optimiser's lists for them. */
  private record Group(
      Rates rates, List<Integer> indices, List<NDArray> values, List<List<NDArray>> states) {}

  private final List<Group> groups;
  private final Optimiser optimiser;
  private final double clipNorm;

  DeviceUpdate(List<Learned> learned, Optimiser optimiser, double clipNorm) {
    this.optimiser = optimiser;
    this.clipNorm = clipNorm;
    Map<Rates, List<Integer>> alike = new LinkedHashMap<>();
    for (int i = 0; i < learned.size(); i++) {
      Learned one = learned.get(i);
      alike
          .computeIfAbsent(
              new Rates(one.rateFactor(), one.l1(), one.l2(), one.decay()), r -> new ArrayList<>())
          .add(i);
    }
    this.groups =
        alike.entrySet().stream()
            .map(entry -> group(entry.getKey(), entry.getValue(), learned, optimiser.states()))
            .toList();
  }

  private static Group group(
      Rates rates, List<Integer> indices, List<Learned> learned, int stateCount) {
    List<List<NDArray>> states = new ArrayList<>();
    for (int s = 0; s < stateCount; s++) {
      int state = s;
      states.add(indices.stream().map(i -> learned.get(i).states().get(state)).toList());
    }
    return new Group(
        rates, indices, indices.stream().map(i -> learned.get(i).values()).toList(), states);
  }

  @Override
  public void apply(List<NDArray> gradients, long t, double rate) {
    // As torch.nn.utils.clip_grad_norm_ has it.
    double scale =
        clipNorm == 0 ? 1 : Math.min(1, clipNorm / (NORM.number(List.of(gradients)) + 1e-6));
    for (Group group : groups) {
      List<NDArray> g = group.indices().stream().map(gradients::get).toList();
      double own = rate * group.rates().factor();
      prepare(group, g, scale, own);
      List<List<NDArray>> lists = new ArrayList<>(List.of(group.values(), g));
      lists.addAll(group.states());
      switch (UpdateRule.Kind.of(optimiser)) {
        case SGD -> sgd((Optimiser.Sgd) optimiser, lists, own);
        case ADAM -> adam((Optimiser.Adam) optimiser, lists, t, own);
        case ADAMAX -> adamax((Optimiser.Adamax) optimiser, lists, t, own);
      }
    }
  }

  private static void prepare(Group group, List<NDArray> g, double scale, double rate) {
    List<NDArray> w = group.values();
    Rates rates = group.rates();
    if (scale != 1) {
      SCALE.run(List.of(g), scale);
    }
    if (rates.l2() != 0) {
      L2.run(List.of(g, w), rates.l2());
    }
    if (rates.l1() != 0) {
      L1.run(List.of(g, w), rates.l1());
    }
    if (rates.decay() != 0) {
      SCALE.run(List.of(w), 1 - rate * rates.decay());
    }
  }

  private static void sgd(Optimiser.Sgd sgd, List<List<NDArray>> lists, double rate) {
    if (sgd.momentum() == 0) {
      DESCENT.run(lists.subList(0, 2), rate);
      return;
    }
    boolean keras = sgd.definition() == Definition.KERAS;
    ListScript formula =
        sgd.nesterov() ? keras ? KERAS_NESTEROV : NESTEROV : keras ? KERAS_MOMENTUM : MOMENTUM;
    formula.run(lists, rate, sgd.momentum());
  }

  private static void adam(Optimiser.Adam adam, List<List<NDArray>> lists, long t, double rate) {
    double correction1 = 1 - StrictMath.pow(adam.beta1(), t);
    double correction2 = StrictMath.sqrt(1 - StrictMath.pow(adam.beta2(), t));
    boolean keras = adam.definition() == Definition.KERAS;
    ADAM.run(
        lists,
        rate * (keras ? correction2 / correction1 : 1 / correction1),
        adam.beta1(),
        1 - adam.beta1(),
        adam.beta2(),
        1 - adam.beta2(),
        keras ? 1 : correction2,
        adam.epsilon());
  }

  private static void adamax(
      Optimiser.Adamax adamax, List<List<NDArray>> lists, long t, double rate) {
    boolean keras = adamax.definition() == Definition.KERAS;
    ADAMAX.run(
        lists,
        rate / (1 - StrictMath.pow(adamax.beta1(), t)),
        adamax.beta1(),
        1 - adamax.beta1(),
        adamax.beta2(),
        keras ? 0 : adamax.epsilon(),
        keras ? adamax.epsilon() : 0);
  }

  private static ListScript script(String lists, String numbers, String... body) {
    return new ListScript(List.of(lists.split(" ")), List.of(numbers.split(" ")), List.of(body));
  }
}
