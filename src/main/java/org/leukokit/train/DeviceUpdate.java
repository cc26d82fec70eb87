package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * The formulas of {@link UpdateRule} built of libtorch's operations, for parameters that lie on a
 * GPU. Everything is done in place; temporaries are closed at once.
 */
final class DeviceUpdate implements ParameterUpdate {
  private final List<Learned> learned;
  private final Optimiser optimiser;
  private final double clipNorm;

  DeviceUpdate(List<Learned> learned, Optimiser optimiser, double clipNorm) {
    this.learned = learned;
    this.optimiser = optimiser;
    this.clipNorm = clipNorm;
  }

  @Override
  public void apply(List<NDArray> gradients, long t, double rate) {
    double scale = clipNorm == 0 ? 1 : scale(gradients);
    for (int i = 0; i < gradients.size(); i++) {
      Learned one = learned.get(i);
      NDArray g = gradients.get(i);
      double own = rate * one.rateFactor();
      prepare(one, g, scale, own);
      switch (UpdateRule.Kind.of(optimiser)) {
        case SGD -> sgd((Optimiser.Sgd) optimiser, one, g, own);
        case ADAM -> adam((Optimiser.Adam) optimiser, one, g, t, own);
        case ADAMAX -> adamax((Optimiser.Adamax) optimiser, one, g, t, own);
      }
    }
  }

  private double scale(List<NDArray> gradients) {
    double total = 0;
    for (NDArray gradient : gradients) {
      try (NDArray squares = gradient.square();
          NDArray sum = squares.sum()) {
        total += sum.getFloat();
      }
    }
    return Math.min(1, clipNorm / (Math.sqrt(total) + 1e-6));
  }

  private static void prepare(Learned one, NDArray g, double scale, double rate) {
    if (scale != 1) {
      g.muli((float) scale);
    }
    if (one.l2() != 0) {
      try (NDArray pull = one.values().mul((float) one.l2())) {
        g.addi(pull);
      }
    }
    if (one.l1() != 0) {
      try (NDArray sign = one.values().sign()) {
        g.addi(sign.muli((float) one.l1()));
      }
    }
    if (one.decay() != 0) {
      one.values().muli((float) (1 - rate * one.decay()));
    }
  }

  private static void sgd(Optimiser.Sgd sgd, Learned one, NDArray g, double rate) {
    float alpha = (float) rate;
    NDArray w = one.values();
    if (sgd.momentum() == 0) {
      w.subi(g.muli(alpha));
      return;
    }
    float mu = (float) sgd.momentum();
    NDArray a = one.states().get(0);
    if (sgd.definition() == Definition.TORCH) {
      a.muli(mu).addi(g);
      if (sgd.nesterov()) {
        try (NDArray ahead = a.mul(mu)) {
          w.subi(g.addi(ahead).muli(alpha));
        }
      } else {
        try (NDArray way = a.mul(alpha)) {
          w.subi(way);
        }
      }
      return;
    }
    g.muli(alpha);
    a.muli(mu).subi(g);
    if (sgd.nesterov()) {
      try (NDArray ahead = a.mul(mu)) {
        w.addi(ahead.subi(g));
      }
    } else {
      w.addi(a);
    }
  }

  private static void adam(Optimiser.Adam adam, Learned one, NDArray g, long t, double rate) {
    double correction1 = 1 - StrictMath.pow(adam.beta1(), t);
    double correction2 = StrictMath.sqrt(1 - StrictMath.pow(adam.beta2(), t));
    boolean keras = adam.definition() == Definition.KERAS;
    double factor = keras ? correction2 / correction1 : 1 / correction1;
    NDArray m = one.states().get(0);
    NDArray v = one.states().get(1);
    try (NDArray part = g.mul((float) (1 - adam.beta1()));
        NDArray square = g.square()) {
      m.muli((float) adam.beta1()).addi(part);
      v.muli((float) adam.beta2()).addi(square.muli((float) (1 - adam.beta2())));
    }
    try (NDArray root = v.sqrt();
        NDArray way = m.mul((float) (rate * factor))) {
      if (!keras) {
        root.divi((float) correction2);
      }
      one.values().subi(way.divi(root.addi((float) adam.epsilon())));
    }
  }

  private static void adamax(Optimiser.Adamax adamax, Learned one, NDArray g, long t, double rate) {
    boolean keras = adamax.definition() == Definition.KERAS;
    NDArray m = one.states().get(0);
    NDArray u = one.states().get(1);
    try (NDArray part = g.mul((float) (1 - adamax.beta1()));
        NDArray size = g.abs()) {
      m.muli((float) adamax.beta1()).addi(part);
      u.muli((float) adamax.beta2());
      if (!keras) {
        size.addi((float) adamax.epsilon());
      }
      try (NDArray larger = u.maximum(size)) {
        larger.copyTo(u);
      }
    }
    try (NDArray way = m.mul((float) (rate / (1 - StrictMath.pow(adamax.beta1(), t))));
        NDArray divisor = u.add(keras ? (float) adamax.epsilon() : 0f)) {
      one.values().subi(way.divi(divisor));
    }
  }
}
