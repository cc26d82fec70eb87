"""Writes src/test/resources/metric/*.csv: scores and what scikit-learn makes of them.

Run from the repository's root with a Python that has numpy and scikit-learn. Where scikit-learn
returns 0 for an undefined quotient, zero_division is detected here and NaN is written.
"""

import csv
import math
import pathlib
import warnings

import numpy as np
from sklearn import metrics

OUT = pathlib.Path("src/test/resources/metric")


def cases():
    rng = np.random.default_rng(20260101)
    truth = rng.random(300) < 0.65
    latent = rng.normal(size=300) + 1.2 * truth
    smooth = 1 / (1 + np.exp(-latent + 0.5))
    yield "smooth", truth, smooth
    yield "ties", truth, np.round(smooth, 1) * 0.98 + 0.003
    yield "heavy-ties", truth, np.where(smooth > 0.6, 0.77, np.where(smooth > 0.3, 0.41, 0.05))
    yield "constant", truth, np.full(300, 0.7)
    yield "constant-low", truth, np.full(300, 0.21)
    yield "one-class-positive", np.ones(40, bool), smooth[:40]
    yield "one-class-negative", np.zeros(40, bool), smooth[:40]
    yield "perfect", truth, np.where(truth, 0.9, 0.1)
    yield "all-wrong", truth, np.where(truth, 0.1, 0.9)
    yield "one-class-all-right", np.ones(25, bool), np.full(25, 0.93)
    yield "small", np.array([1, 0, 1, 1, 0, 0, 1], bool), np.array([0.5, 0.5, 0.2, 0.91, 0.49, 0.77, 0.77])


def defined(value, is_defined):
    return float(value) if is_defined else math.nan


def values(t, s):
    p = s >= 0.5
    both = t.any() and not t.all()
    pos_called, neg_called = p.any(), not p.all()
    agree = metrics.cohen_kappa_score(t, p)
    weighted_defined = (pos_called or not t.any()) and (neg_called or t.all())
    edges = np.linspace(0, 1, 11)
    bins = np.clip(np.searchsorted(edges, s, side="right") - 1, 0, 9)
    ece = sum(abs(t[bins == b].sum() - s[bins == b].sum()) for b in range(10)) / len(t)
    return {
        "accuracy": metrics.accuracy_score(t, p),
        "balanced-accuracy": defined(metrics.balanced_accuracy_score(t, p), both),
        "sensitivity": defined(metrics.recall_score(t, p, zero_division=0), t.any()),
        "specificity": defined(metrics.recall_score(t, p, pos_label=0, zero_division=0), not t.all()),
        "precision": defined(metrics.precision_score(t, p, zero_division=0), pos_called),
        "f1": defined(metrics.f1_score(t, p, zero_division=0), t.any() or pos_called),
        "weighted-precision": defined(
            metrics.precision_score(t, p, average="weighted", zero_division=0), weighted_defined
        ),
        "weighted-recall": metrics.recall_score(t, p, average="weighted", zero_division=0),
        "weighted-f1": metrics.f1_score(t, p, average="weighted", zero_division=0),
        "kappa": agree,
        "mcc": defined(metrics.matthews_corrcoef(t, p), both and pos_called and neg_called),
        "auc": metrics.roc_auc_score(t, s) if both else math.nan,
        "brier": metrics.brier_score_loss(t, s, pos_label=1),
        "calibration-error": ece,
    }


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    with open(OUT / "scores.csv", "w", newline="") as scores, open(
        OUT / "expected.csv", "w", newline=""
    ) as expected, open(OUT / "roc.csv", "w", newline="") as roc:
        ws = csv.writer(scores, lineterminator="\n")
        we = csv.writer(expected, lineterminator="\n")
        wr = csv.writer(roc, lineterminator="\n")
        ws.writerow(["case", "truth", "score"])
        we.writerow(["case", "metric", "value"])
        wr.writerow(["case", "threshold", "fpr", "tpr"])
        for name, t, s in cases():
            for a, b in zip(t, s):
                ws.writerow([name, int(a), repr(float(b))])
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for metric, value in values(t, s).items():
                    we.writerow([name, metric, repr(float(value))])
            if t.any() and not t.all():
                fpr, tpr, at = metrics.roc_curve(t, s, drop_intermediate=False)
                for f, q, threshold in list(zip(fpr, tpr, at))[1:]:
                    wr.writerow([name, repr(float(threshold)), repr(float(f)), repr(float(q))])


main()
