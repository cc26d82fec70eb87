package org.leukokit.net.weights;

/** Changes the order of a tensor's axes. */
final class Axes {
  private Axes() {}

  /** For each axis of the result, the axis of the source; empty for no change. */
  static int[] order(String layout) {
    return switch (layout) {
      case "HWIO to OIHW" -> new int[] {3, 2, 0, 1};
      case "HWC1 to C1HW" -> new int[] {2, 3, 0, 1};
      case "IO to OI" -> new int[] {1, 0};
      default -> new int[0];
    };
  }

  static long[] permuted(int[] dims, int[] order) {
    long[] shape = new long[dims.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dims[order.length == 0 ? i : order[i]];
    }
    return shape;
  }

  /** The values in the new order, row-major before and after. */
  static float[] permute(float[] values, int[] dims, int[] order) {
    if (order.length == 0) {
      return values;
    }
    int rank = dims.length;
    int[] stride = new int[rank];
    int step = 1;
    for (int i = rank - 1; i >= 0; i--) {
      stride[i] = step;
      step *= dims[i];
    }
    float[] result = new float[values.length];
    int[] index = new int[rank];
    int from = 0;
    for (int to = 0; to < result.length; to++) {
      result[to] = values[from];
      for (int axis = rank - 1; axis >= 0; axis--) {
        int source = order[axis];
        from += stride[source];
        if (++index[axis] < dims[source]) {
          break;
        }
        from -= stride[source] * dims[source];
        index[axis] = 0;
      }
    }
    return result;
  }
}
