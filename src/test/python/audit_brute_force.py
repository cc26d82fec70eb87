"""Reference for the room audit: every confusion matrix that gives printed values, by brute force.

Nothing is pruned: all (P+1)(N+1) matrices are tried, in integers. Run from the repository root:

    python3 src/test/python/audit_brute_force.py

It reads the published tables that come with the kit and writes
src/test/resources/audit/published.csv and src/test/resources/audit/random.csv.
"""

import csv
import itertools
import random

import numpy as np

RESOURCES = "src/main/resources/org/leukokit/paper/"
OUT = "src/test/resources/audit/"


def grid(positives, negatives):
    tp = np.arange(positives + 1, dtype=np.int64)[:, None]
    tn = np.arange(negatives + 1, dtype=np.int64)[None, :]
    shape = (positives + 1, negatives + 1)
    tp, tn = np.broadcast_to(tp, shape), np.broadcast_to(tn, shape)
    return tp, positives - tp, negatives - tn, tn


def scores(tp, fn, fp, tn):
    """Numerator and denominator of every score; 0/0 counts as 0."""
    p, n = tp + fn, fp + tn
    chance = p * (tp + fp) + n * (fn + tn)
    return {
        "accuracy": (tp + tn, p + n),
        "precision": (tp, tp + fp),
        "sensitivity": (tp, p),
        "specificity": (tn, n),
        "npv": (tn, tn + fn),
        "f1": (2 * tp, 2 * tp + fp + fn),
        "negative f1": (2 * tn, 2 * tn + fp + fn),
        "weighted precision": weighted(p, tp, tp + fp, n, tn, tn + fn),
        "weighted recall": (tp + tn, p + n),
        "weighted f1": weighted(p, 2 * tp, 2 * tp + fp + fn, n, 2 * tn, 2 * tn + fp + fn),
        "balanced accuracy": (tp * n + tn * p, 2 * p * n),
        "macro precision": weighted(1, tp, tp + fp, 1, tn, tn + fn),
        "macro recall": (tp * n + tn * p, 2 * p * n),
        "macro f1": weighted(1, 2 * tp, 2 * tp + fp + fn, 1, 2 * tn, 2 * tn + fp + fn),
        "kappa": ((tp + tn) * (p + n) - chance, (p + n) ** 2 - chance),
        "observed": (tp + tn, p + n),
        "chance": (chance, (p + n) ** 2),
    }


def weighted(p, a, b, n, c, d):
    b, d = np.where(b == 0, 1, b), np.where(d == 0, 1, d)
    return p * a * d + n * c * b, (p + n) * b * d


def fits(value, unit, places):
    """|num/den - unit/10^places| <= half a unit of the last place."""
    num, den = value
    safe = np.where(den == 0, 1, den)
    return abs(2 * num * 10**places - 2 * unit * safe) <= safe


def truncates(value, unit, places):
    num, den = value
    safe = np.where(den == 0, 1, den)
    scaled = num * 10**places
    return (unit * safe <= scaled) & (scaled < (unit + 1) * safe)


def rounded(value, places):
    num, den = value
    safe = np.where(den == 0, 1, den)
    return (2 * num * 10**places + safe) // (2 * safe)


def from_rounded(name, every, p, n, places):
    r = {k: rounded(every[k], places) for k in
         ("precision", "sensitivity", "specificity", "npv", "f1", "negative f1", "observed", "chance")}
    one = 10**places
    if name == "f1":
        return 2 * r["precision"] * r["sensitivity"], (r["precision"] + r["sensitivity"]) * one
    if name in ("balanced accuracy", "macro recall"):
        return r["sensitivity"] + r["specificity"], np.int64(2 * one)
    if name == "weighted precision":
        return p * r["precision"] + n * r["npv"], np.int64((p + n) * one)
    if name == "weighted recall":
        return p * r["sensitivity"] + n * r["specificity"], np.int64((p + n) * one)
    if name == "weighted f1":
        return p * r["f1"] + n * r["negative f1"], np.int64((p + n) * one)
    if name == "macro precision":
        return r["precision"] + r["npv"], np.int64(2 * one)
    if name == "macro f1":
        return r["f1"] + r["negative f1"], np.int64(2 * one)
    if name == "kappa":
        return r["observed"] - r["chance"], one - r["chance"]
    return None


_grids = {}


def find(p, n, row, way):
    """All matrices for a row of (score, unit, places)."""
    if (p, n) not in _grids:
        if len(_grids) > 6:
            _grids.clear()
        _grids[p, n] = scores(*grid(p, n))
    every = _grids[p, n]
    good = np.ones((p + 1, n + 1), dtype=bool)
    for name, unit, places in row:
        if way == "truncated":
            ok = truncates(every[name], unit, places)
        else:
            ok = fits(every[name], unit, places)
            if way == "from rounded":
                other = from_rounded(name, every, p, n, places)
                if other is not None:
                    ok = ok | fits(other, unit, places)
        good &= ok
    return [(int(a), int(b)) for a, b in np.argwhere(good)]


def parse(name, text, percent):
    decimals = len(text.split(".")[1]) if "." in text else 0
    return name, int(text.replace(".", "")), decimals + (2 if percent else 0)


def write_row(writer, paper, table, name, p, n, row):
    for way in ("nearest", "from rounded", "truncated"):
        for dropped in [None] + [i for i in range(len(row))]:
            rest = [v for i, v in enumerate(row) if i != dropped]
            found = find(p, n, rest, way)
            writer.writerow([paper, table, name, p, n, way,
                             "" if dropped is None else row[dropped][0], len(found),
                             ";".join(f"{a}:{b}" for a, b in found[:12])])


def published():
    tables = []
    with open(RESOURCES + "loey2020/table1.csv") as f:
        for r in csv.DictReader(f):
            if r["accuracy_percent"]:
                row = [parse(s, r[c], True) for s, c in (
                    ("precision", "precision_percent"), ("sensitivity", "recall_percent"),
                    ("accuracy", "accuracy_percent"), ("specificity", "specificity_percent"))]
                for p, n in ((1410, 1410), (282, 282)):
                    tables.append(("loey2020", "table1", r["method"], p, n, row))
    with open(RESOURCES + "oliveira2021/table2.csv") as f:
        for r in csv.DictReader(f):
            row = [parse(s, r[s + "_percent"], True)
                   for s in ("accuracy", "precision", "sensitivity", "specificity", "f1")]
            for p, n in ((727, 339), (339, 339), (727, 727), (339, 727)):
                tables.append(("oliveira2021", "table2", r["architecture"], p, n, row))
    with open(RESOURCES + "mondal2021/table4.csv") as f:
        for r in csv.DictReader(f):
            row = [parse(s, r[c + "_fraction"], False) for s, c in (
                ("weighted precision", "wp"), ("weighted recall", "wr"), ("weighted f1", "wfs"),
                ("accuracy", "acc"), ("balanced accuracy", "ba"))]
            for p, n in ((1219, 648), (648, 648)):
                tables.append(("mondal2021", "table4", r["input"] + " " + r["classifier"], p, n, row))
    return tables


NAMES = ("accuracy", "precision", "sensitivity", "specificity", "npv", "f1", "weighted precision",
         "weighted recall", "weighted f1", "balanced accuracy", "macro precision", "macro recall",
         "macro f1", "kappa")


def made_up(rng):
    """A row that may be true, or have a digit changed."""
    p, n = rng.randint(1, 90), rng.randint(1, 90)
    tp, tn = rng.randint(0, p), rng.randint(0, n)
    m = [np.int64(x) for x in (tp, p - tp, n - tn, tn)]
    every = scores(*m)
    places = rng.choice((1, 2, 3, 4))
    row = []
    for name in rng.sample(NAMES, rng.randint(1, 5)):
        unit = int(rounded(every[name], places))
        row.append((name, unit, places))
    if rng.random() < 0.5:
        i = rng.randrange(len(row))
        name, unit, places = row[i]
        row[i] = (name, max(0, unit + rng.choice((-2, -1, 1, 2, 10))), places)
    return p, n, [(s, max(0, u), d) for s, u, d in row]


def main():
    import os
    os.makedirs(OUT, exist_ok=True)
    head = ["paper", "table", "row", "positives", "negatives", "way", "dropped", "count", "matrices"]
    with open(OUT + "published.csv", "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(head)
        for t in published():
            write_row(w, *t)
    rng = random.Random(20)
    with open(OUT + "random.csv", "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["positives", "negatives", "way", "values", "count", "matrices"])
        for _ in range(300):
            p, n, row = made_up(rng)
            for way in ("nearest", "from rounded", "truncated"):
                found = find(p, n, row, way)
                w.writerow([p, n, way, ";".join(f"{s}={u}/{d}" for s, u, d in row), len(found),
                            ";".join(f"{a}:{b}" for a, b in found[:12])])


if __name__ == "__main__":
    main()
