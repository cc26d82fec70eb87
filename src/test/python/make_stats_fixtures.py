"""Writes src/test/resources/stats/*.csv: intervals and tests by SciPy, scikit-learn and plain loops.

Run from the repository's root with a Python that has numpy, scipy and scikit-learn. Nothing here
shares a formula's shortcut with the Java code: groups are really left out and metrics recomputed by
scikit-learn, DeLong's components are sums over all pairs.
"""

import csv
import math
import pathlib
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics

OUT = pathlib.Path("src/test/resources/stats")
METRICS = {
    "accuracy": lambda t, s: metrics.accuracy_score(t, s >= 0.5),
    "balanced-accuracy": lambda t, s: metrics.balanced_accuracy_score(t, s >= 0.5),
    "sensitivity": lambda t, s: metrics.recall_score(t, s >= 0.5),
    "specificity": lambda t, s: metrics.recall_score(t, s >= 0.5, pos_label=0),
    "precision": lambda t, s: metrics.precision_score(t, s >= 0.5),
    "f1": lambda t, s: metrics.f1_score(t, s >= 0.5),
    "weighted-f1": lambda t, s: metrics.f1_score(t, s >= 0.5, average="weighted"),
    "kappa": lambda t, s: metrics.cohen_kappa_score(t, s >= 0.5),
    "mcc": lambda t, s: metrics.matthews_corrcoef(t, s >= 0.5),
    "auc": metrics.roc_auc_score,
    "brier": metrics.brier_score_loss,
}


def cells(rng, mixed):
    """Two scores of 24 groups of 3 to 40 cells, with group effects and ties."""
    t, a, b, g = [], [], [], []
    for k in range(24):
        n = int(rng.integers(3, 41))
        effect = rng.normal(0, 0.8, 2)
        truth = rng.random(n) < 0.6 if mixed else np.full(n, k < 13)
        sign = np.where(truth, 1, -1)
        t += list(truth)
        a += list(np.round(1 / (1 + np.exp(-(1.1 * sign + effect[0] + rng.normal(0, 1, n)))), 2))
        b += list(np.round(1 / (1 + np.exp(-(0.8 * sign + effect[1] + rng.normal(0, 1, n)))), 2))
        g += [f"g{k:02d}"] * n
    return np.array(t), np.array(a), np.array(b), np.array(g)


def strata(t, g):
    names = sorted(set(g))
    kinds = {n: (t[g == n].any(), not t[g == n].all()) for n in names}
    return [s for k in [(True, False), (False, True), (True, True)] if (s := [n for n in names if kinds[n] == k])]


def worth(n):
    """Degrees of freedom of a stratum: Kish's number less one and Satterthwaite's, by matrices."""
    m, w = len(n), n / n.sum()
    leave_out = -np.diag(w / (1 - w)) @ (np.eye(m) - np.outer(np.ones(m), w))
    a = leave_out.T @ (np.eye(m) - 1 / m) @ leave_out
    satterthwaite = np.trace(a) ** 2 / np.trace(a @ a)
    return math.sqrt((1 / (w**2).sum() - 1) * satterthwaite)


def together(f, t, scores, g, draws=2_000_000):
    """Max-t over all pairs: critical value and adjusted p of the first pair, by plain drawing."""
    rng = np.random.default_rng(5)
    k = len(scores)
    pairs = [(i, j) for i in range(k) for j in range(i)]
    cov = np.zeros((k, k))
    for stratum in strata(t, g):
        loo = np.array([[f(t[g != n], s[g != n]) for n in stratum] for s in scores])
        off = loo - loo.mean(1, keepdims=True)
        cov += (len(stratum) - 1) / len(stratum) * off @ off.T
    both = [jackknife(lambda keep: f(t[keep], scores[i][keep]) - f(t[keep], scores[j][keep]), t, g)
            for i, j in pairs]
    df = min(d for _, d in both)
    z = rng.multivariate_normal(np.zeros(k), cov, draws)
    t_max = np.max([np.abs(z[:, i] - z[:, j]) / se for (i, j), (se, _) in zip(pairs, both)], axis=0)
    t_max /= np.sqrt(rng.chisquare(df, draws) / df)
    se, own = both[0]
    seen = abs(f(t, scores[1]) - f(t, scores[0])) / se
    p = 2 * stats.t.sf(seen, own)
    reach = stats.t.isf(stats.t.sf(np.quantile(t_max, 0.95), df), own) * se
    return 2 * stats.t.sf(seen, own), float((t_max >= stats.t.isf(p / 2, df)).mean()), reach


def jackknife(value, t, g):
    total, parts = 0.0, 0.0
    for stratum in strata(t, g):
        loo = np.array([value(g != n) for n in stratum])
        m = len(stratum)
        v = (m - 1) / m * ((loo - loo.mean()) ** 2).sum()
        n = np.array([(g == x).sum() for x in stratum])
        total += v
        if v > 0:
            parts += v * v / worth(n)
    return math.sqrt(total), total**2 / parts


def midp(b, c):
    n, k = b + c, min(b, c)
    pmf = stats.binom.pmf(np.arange(n + 1), n, 0.5)
    return float(pmf[pmf < pmf[k] * (1 - 1e-9)].sum() + pmf[np.isclose(pmf, pmf[k], rtol=1e-9)].sum() / 2)


def delong(t, a, b):
    def parts(s):
        psi = (s[t][:, None] > s[~t][None]) + 0.5 * (s[t][:, None] == s[~t][None])
        return psi.mean(), psi.mean(1), psi.mean(0)

    (auc_a, pa, na), (auc_b, pb, nb) = parts(a), parts(b)
    s10, s01 = np.cov(pa, pb), np.cov(na, nb)
    cov = s10 / t.sum() + s01 / (~t).sum()
    var = cov[0, 0] + cov[1, 1] - 2 * cov[0, 1]
    z = (auc_a - auc_b) / math.sqrt(var)
    return auc_a, cov[0, 0], z, 2 * stats.norm.sf(abs(z))


def bootstraps(rng, t, s, g, draws=40000):
    """Percentile and studentised logit intervals of the accuracy, from sums of groups."""
    groups = strata(t, g)
    right = {n: int(((s >= 0.5) == t)[g == n].sum()) for n in set(g)}
    size = {n: int((g == n).sum()) for n in set(g)}
    values, pivots = [], []
    r0, n0 = sum(right.values()), sum(size.values())

    def error(drawn, r, n):
        v = 0.0
        for stratum in drawn:
            loo = (r - stratum[:, 0]) / (n - stratum[:, 1])
            v += (len(loo) - 1) / len(loo) * ((loo - loo.mean()) ** 2).sum()
        return math.sqrt(v)

    arrays = [np.array([(right[n], size[n]) for n in st]) for st in groups]
    p0 = r0 / n0
    se0 = error(arrays, r0, n0)
    for _ in range(draws):
        drawn = [x[rng.integers(0, len(x), len(x))] for x in arrays]
        r = sum(int(x[:, 0].sum()) for x in drawn)
        n = sum(int(x[:, 1].sum()) for x in drawn)
        p = r / n
        values.append(p)
        pivots.append((math.log(p / (1 - p)) - math.log(p0 / (1 - p0))) * p * (1 - p) / error(drawn, r, n))
    q = np.quantile(pivots, [0.975, 0.025])
    ends = 1 / (1 + np.exp(-(math.log(p0 / (1 - p0)) - q * se0 / (p0 * (1 - p0)))))
    return np.quantile(values, [0.025, 0.975]), ends


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(11)
    with open(OUT / "cells.csv", "w") as fc, open(OUT / "expected.csv", "w") as fe:
        wc = csv.writer(fc, lineterminator="\n")
        we = csv.writer(fe, lineterminator="\n")
        wc.writerow(["case", "truth", "a", "b", "group"])
        we.writerow(["case", "what", "metric", "value", "value2", "value3", "value4"])
        for case, mixed in [("by-class", False), ("mixed", True)]:
            t, a, b, g = cells(rng, mixed)
            for row in zip(t, a, b, g):
                wc.writerow([case, int(row[0]), repr(float(row[1])), repr(float(row[2])), row[3]])
            for name, f in METRICS.items():
                value = f(t, a)
                se, df = jackknife(lambda keep: f(t[keep], a[keep]), t, g)
                lo = -1 if name in ("kappa", "mcc") else 0
                x = (value - lo) / (1 - lo)
                reach = stats.t.ppf(0.975, df) * se / (1 - lo) / (x * (1 - x))
                ends = [lo + (1 - lo) / (1 + math.exp(-(math.log(x / (1 - x)) + k * reach))) for k in (-1, 1)]
                we.writerow([case, "jackknife", name, value, se, *ends])
                dse, ddf = jackknife(lambda keep: f(t[keep], a[keep]) - f(t[keep], b[keep]), t, g)
                diff = f(t, a) - f(t, b)
                r = stats.t.ppf(0.975, ddf) * dse
                we.writerow([case, "difference", name, diff, dse, diff - r, diff + r])
            we.writerow([case, "delong", "auc", *delong(t, a, b)])
            right_a, right_b = (a >= 0.5) == t, (b >= 0.5) == t
            only_a, only_b = int((right_a & ~right_b).sum()), int((right_b & ~right_a).sum())
            we.writerow([case, "mcnemar", "accuracy", only_a, only_b,
                         stats.binomtest(only_a, only_a + only_b).pvalue, midp(only_a, only_b)])
            for name in ("accuracy", "balanced-accuracy", "auc"):
                we.writerow([case, "together", name, *together(METRICS[name], t, [a, b, (a + b) / 2], g), 0])
            percentile, studentised = bootstraps(rng, t, a, g)
            we.writerow([case, "percentile", "accuracy", *percentile, 0, 0])
            we.writerow([case, "studentised", "accuracy", *studentised, 0, 0])
        for b, c in [(0, 0), (5, 5), (1, 12), (40, 22), (0, 3), (300, 351)]:
            exact = stats.binomtest(b, b + c).pvalue if b + c else 1.0
            we.writerow(["counts", "mcnemar", "accuracy", b, c, exact, midp(b, c) if b + c else 1.0])
        for k, n in [(0, 10), (10, 10), (3, 17), (1657, 1867), (1, 2)]:
            ci = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
            we.writerow(["counts", "wilson", "accuracy", k, n, ci.low, ci.high])


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    main()
