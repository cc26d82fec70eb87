package org.leukokit.train;

/**
 * An optimiser's formula on a stretch of values, in 32 bits as the frameworks compute it. Each
 * value is moved by itself, so stretches may be cut anywhere and taken by any thread.
 */
interface UpdateRule {
  /**
   * Moves some parameters.
   *
   * @param w the parameters
   * @param g their gradients
   * @param a the optimiser's first running values, where it has any
   * @param b its second, where it has any
   * @param n how many
   * @param rate the learning rate
   */
  void move(float[] w, float[] g, float[] a, float[] b, int n, double rate);

  /**
   * The formula for one update.
   *
   * @param t the update's number, from 1
   */
  static UpdateRule of(Optimiser optimiser, long t) {
    return switch (Kind.of(optimiser)) {
      case SGD -> sgd((Optimiser.Sgd) optimiser);
      case ADAM -> adam((Optimiser.Adam) optimiser, t);
      case ADAMAX -> adamax((Optimiser.Adamax) optimiser, t);
    };
  }

  /** The kinds of optimisers; Java 17 has no switch over types. */
  enum Kind {
    SGD,
    ADAM,
    ADAMAX;

    static Kind of(Optimiser optimiser) {
      return optimiser instanceof Optimiser.Sgd
          ? SGD
          : optimiser instanceof Optimiser.Adam ? ADAM : ADAMAX;
    }
  }

  private static UpdateRule sgd(Optimiser.Sgd sgd) {
    float mu = (float) sgd.momentum();
    if (mu == 0) {
      return (w, g, a, b, n, rate) -> {
        float alpha = (float) rate;
        for (int i = 0; i < n; i++) {
          w[i] -= alpha * g[i];
        }
      };
    }
    if (sgd.definition() == Definition.TORCH) {
      return (w, g, a, b, n, rate) -> {
        float alpha = (float) rate;
        for (int i = 0; i < n; i++) {
          a[i] = mu * a[i] + g[i];
        }
        if (sgd.nesterov()) {
          for (int i = 0; i < n; i++) {
            w[i] -= alpha * (g[i] + mu * a[i]);
          }
        } else {
          for (int i = 0; i < n; i++) {
            w[i] -= alpha * a[i];
          }
        }
      };
    }
    return (w, g, a, b, n, rate) -> {
      float alpha = (float) rate;
      for (int i = 0; i < n; i++) {
        a[i] = mu * a[i] - alpha * g[i];
      }
      if (sgd.nesterov()) {
        for (int i = 0; i < n; i++) {
          w[i] += mu * a[i] - alpha * g[i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          w[i] += a[i];
        }
      }
    };
  }

  private static UpdateRule adam(Optimiser.Adam adam, long t) {
    float beta1 = (float) adam.beta1();
    float rest1 = (float) (1 - adam.beta1());
    float beta2 = (float) adam.beta2();
    float rest2 = (float) (1 - adam.beta2());
    float epsilon = (float) adam.epsilon();
    double correction1 = 1 - StrictMath.pow(adam.beta1(), t);
    double correction2 = StrictMath.sqrt(1 - StrictMath.pow(adam.beta2(), t));
    boolean keras = adam.definition() == Definition.KERAS;
    double factor = keras ? correction2 / correction1 : 1 / correction1;
    float divisor = keras ? 1 : (float) correction2;
    return (w, g, a, b, n, rate) -> {
      float alpha = (float) (rate * factor);
      for (int i = 0; i < n; i++) {
        float gradient = g[i];
        a[i] = beta1 * a[i] + rest1 * gradient;
        b[i] = beta2 * b[i] + rest2 * gradient * gradient;
      }
      for (int i = 0; i < n; i++) {
        w[i] -= alpha * a[i] / ((float) Math.sqrt(b[i]) / divisor + epsilon);
      }
    };
  }

  private static UpdateRule adamax(Optimiser.Adamax adamax, long t) {
    float beta1 = (float) adamax.beta1();
    float rest1 = (float) (1 - adamax.beta1());
    float beta2 = (float) adamax.beta2();
    boolean keras = adamax.definition() == Definition.KERAS;
    float inside = keras ? 0 : (float) adamax.epsilon();
    float outside = keras ? (float) adamax.epsilon() : 0;
    double correction = 1 - StrictMath.pow(adamax.beta1(), t);
    return (w, g, a, b, n, rate) -> {
      float alpha = (float) (rate / correction);
      for (int i = 0; i < n; i++) {
        a[i] = beta1 * a[i] + rest1 * g[i];
      }
      for (int i = 0; i < n; i++) {
        b[i] = Math.max(beta2 * b[i], Math.abs(g[i]) + inside);
      }
      for (int i = 0; i < n; i++) {
        w[i] -= alpha * a[i] / (b[i] + outside);
      }
    };
  }
}
