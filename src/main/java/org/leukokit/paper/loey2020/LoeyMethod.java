package org.leukokit.paper.loey2020;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.classifier.KernelScale;
import org.leukokit.study.MethodSpec;

/**
 * A method as the report lists it.
 *
 * @param id the method's id in its runs
 * @param printed its name in the paper's Table 1, or of a control
 * @param title its name in tables, which says what was run
 * @param control whether it is a control and not a method of the paper
 * @param model 1 for classifiers on features, 2 for the fine-tuned network
 */
record LoeyMethod(String id, String printed, String title, boolean control, int model) {
  /** The fine-tuned network by cross-validation. */
  static final String TEN_FOLD = "cnn-10-fold";

  /** The fine-tuned network on a hold-out. */
  static final String HOLD_OUT = "cnn-hold-out";

  /** Before it is known what was run of it. */
  private LoeyMethod(String id, String printed, boolean control, int model) {
    this(id, printed, printed, control, model);
  }

  /** The same, named by what was run. */
  LoeyMethod titled(String other) {
    return new LoeyMethod(id, printed, other, control, model);
  }

  /** The name with room for little: without the settings behind the first comma. */
  String shortTitle() {
    return model == 1 ? title : title.replaceFirst("CNN \\(.*\\)", "CNN").replaceFirst(",.*", "");
  }

  /** All of them in the order of Table 1, controls last. */
  static List<LoeyMethod> all() {
    List<LoeyMethod> methods = new ArrayList<>();
    for (MethodSpec m : Loey2020.methods(KernelScale.ONE)) {
      if (!m.control()) {
        methods.add(new LoeyMethod(m.id(), m.title(), false, 1));
      }
    }
    methods.add(new LoeyMethod(TEN_FOLD, "CNN (AlexNet) 10-fold", false, 2));
    methods.add(new LoeyMethod(HOLD_OUT, "CNN (AlexNet) hold-out", false, 2));
    for (MethodSpec m : Loey2020.methods(KernelScale.ONE)) {
      if (m.control()) {
        methods.add(new LoeyMethod(m.id(), m.title(), true, 1));
      }
    }
    methods.add(new LoeyMethod(HOLD_OUT + "-shuffled", "CNN hold-out, shuffled labels", true, 2));
    return methods;
  }
}
