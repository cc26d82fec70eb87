package org.leukokit.classifier;

import java.util.Arrays;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * Trains C-support vector machines on one fold's precomputed kernel matrix with libsvm 3.25 (Chang
 * and Lin, <em>LIBSVM: a library for support vector machines</em>, ACM TIST 2(3), 2011).
 *
 * <p>The nodes that libsvm reads the matrix from are made once a fold and filled anew for each
 * kernel; the matrix is symmetric, and each pair of rows shares a node. libsvm's only static state
 * is a random generator for probability estimates and cross-validation, which are not used, and its
 * printing, which is switched off; so several solvers may run at a time, but one solver serves one
 * thread at a time.
 */
final class SvmSolver {
  static {
    svm.svm_set_print_string_function(text -> {});
  }

  /**
   * A trained machine: f(x) = Σ coefficient[s] K(row[s], x) − rho, positive for the positive class.
   *
   * @param rows positions of the support vectors in the training rows, rising
   * @param scale what the kernel divided the features by
   */
  record Solution(int[] rows, double[] coefficients, double rho, double scale) {}

  private final Gram gram;
  private svm_node[][] nodes;

  SvmSolver(Gram gram) {
    this.gram = gram;
  }

  /**
   * @param positive the class of each training row, in the order of the Gram matrix
   */
  synchronized Solution solve(ClassifierSpec.Svm spec, boolean[] positive, Workers workers) {
    double scale = gram.value(spec.scale());
    fill(spec.kernel(), scale, workers);
    svm_problem problem = new svm_problem();
    problem.l = positive.length;
    problem.x = nodes;
    problem.y = new double[positive.length];
    for (int i = 0; i < positive.length; i++) {
      problem.y[i] = positive[i] ? 1 : -1;
    }
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.C_SVC;
    parameter.kernel_type = svm_parameter.PRECOMPUTED;
    parameter.C = spec.boxConstraint();
    parameter.eps = spec.tolerance();
    parameter.shrinking = 1;
    // Room for every column, in MB; libsvm keeps columns as 32-bit numbers.
    parameter.cache_size = 16 + 4.0 * positive.length * positive.length / (1 << 20);
    parameter.nr_weight = 0;
    parameter.weight_label = new int[0];
    parameter.weight = new double[0];
    workers.check();
    svm_model model = svm.svm_train(problem, parameter);
    workers.check();
    return toSolution(model, scale);
  }

  /** libsvm's decision value is positive for the class that it lists first. */
  private static Solution toSolution(svm_model model, double scale) {
    int sign = model.label[0] == 1 ? 1 : -1;
    int count = model.l;
    double[] byRow = new double[count];
    long[] order = new long[count];
    for (int s = 0; s < count; s++) {
      // libsvm counts rows from one and lists them class by class.
      order[s] = ((long) (model.sv_indices[s] - 1) << 32) | s;
    }
    Arrays.sort(order);
    int[] rows = new int[count];
    for (int s = 0; s < count; s++) {
      rows[s] = (int) (order[s] >> 32);
      byRow[s] = sign * model.sv_coef[0][(int) order[s]];
    }
    return new Solution(rows, byRow, sign * model.rho[0], scale);
  }

  private void fill(Kernel kernel, double scale, Workers workers) {
    int n = gram.train();
    if (nodes == null) {
      svm_node[][] made = new svm_node[n][n + 1];
      for (int i = 0; i < n; i++) {
        made[i][0] = new svm_node();
        made[i][0].value = i + 1;
        for (int j = i; j < n; j++) {
          svm_node node = new svm_node();
          made[i][j + 1] = node;
          made[j][i + 1] = node;
        }
      }
      nodes = made;
    }
    workers.forEach(
        n,
        i -> {
          svm_node[] row = nodes[i];
          for (int j = i; j < n; j++) {
            row[j + 1].value = gram.kernel(kernel, scale, i, j);
          }
        });
  }
}
