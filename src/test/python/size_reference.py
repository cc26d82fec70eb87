#!/usr/bin/env python3
"""What scikit-learn gets from cell size alone on the official folds of C-NMC 2019.

    python3 src/test/python/size_reference.py BOXES

BOXES is a table with the columns file, label (all or hem), fold, w, h. For comparison with
`leukokit size`: neighbours with and without standardised features, in the table's order and in the
order of file names (ties), pooled over the folds and as the mean of the folds.
"""

import csv
import sys

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8"), delimiter="\t"))


def run(rows, make, scale, columns=("w", "h"), algorithm=None):
    x = np.array([[float(r[c]) for c in columns] for r in rows])
    y = np.array([r["label"] == "all" for r in rows])
    fold = np.array([r["fold"] for r in rows])
    right, means = 0, []
    for f in sorted(set(fold)):
        train, test = fold != f, fold == f
        a, b = x[train], x[test]
        if scale:
            s = StandardScaler().fit(a)
            a, b = s.transform(a), s.transform(b)
        hit = make().fit(a, y[train]).predict(b) == y[test]
        right += hit.sum()
        means.append(hit.mean())
    return right / len(rows), np.mean(means)


for order, name in ((rows, "as listed"), (sorted(rows, key=lambda r: r["file"]), "by name")):
    for scale in (False, True):
        for algorithm in ("brute", "kd_tree"):
            make = lambda: KNeighborsClassifier(15, algorithm=algorithm)
            pooled, mean = run(order, make, scale)
            print(f"k = 15, {name}, standardised {scale}, {algorithm}: "
                  f"pooled {pooled:.5f}, mean of folds {mean:.5f}")
for columns in (("x", "y", "w", "h"),):
    pooled, mean = run(rows, lambda: KNeighborsClassifier(15), True, columns)
    print(f"k = 15, x, y, w, h, standardised: pooled {pooled:.5f}")
    pooled, mean = run(rows, lambda: KNeighborsClassifier(15), False, columns)
    print(f"k = 15, x, y, w, h: pooled {pooled:.5f}")
pooled, mean = run(rows, LinearDiscriminantAnalysis, False)
print(f"LDA: pooled {pooled:.5f}")
