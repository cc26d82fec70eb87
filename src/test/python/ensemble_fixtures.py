"""Makes the fixtures of the ensemble room: metrics by scikit-learn, means by NumPy.

Run from the root of the repository: python3 src/test/python/ensemble_fixtures.py
"""

import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn import metrics

OUT = Path("src/test/resources/ensemble")
MEMBERS = ("vgg16", "xception", "mobilenet", "densenet")
FOLDS = ("fold-01", "fold-02", "fold-03")
COLUMNS = "cell,version,subject,group,fold,truth,score,margin"


def reached(weighting, truth, score):
    called = (score >= 0.5).astype(int)
    if weighting == "accuracy":
        return metrics.accuracy_score(truth, called)
    if weighting == "auc":
        return metrics.roc_auc_score(truth, score) if 0 < truth.sum() < len(truth) else float("nan")
    if weighting == "f1":
        return metrics.f1_score(truth, called, average="weighted")
    if weighting == "kappa":
        return metrics.cohen_kappa_score(truth, called)
    return 1.0


def part(random, name, cells, one_class):
    """Truth by fold, and scores of few values, so that many are equal."""
    truth, scores = {}, {}
    for f, fold in enumerate(FOLDS):
        truth[fold] = (random.random(cells) < 0.6).astype(int)
        truth[fold][:2] = 0, 1
        if one_class and f == 2:
            truth[fold][:] = 1
        for m, member in enumerate(MEMBERS):
            # The last member is worse than chance in the second fold; the third says 1 of all in the third.
            skill = -0.25 if (m, f) == (3, 1) else 0.12 + 0.05 * m
            raw = 0.5 + skill * (2 * truth[fold] - 1) + 0.25 * random.standard_normal(cells)
            score = np.clip(np.round(raw, 1), 0, 1)
            if one_class and (m, f) == (2, 2):
                score[:] = 0.9
            scores[member, fold] = score
    for member in MEMBERS:
        with open(OUT / f"{member}-{name}.csv", "w") as file:
            file.write(COLUMNS + "\n")
            for fold in FOLDS:
                for i in range(cells):
                    cell = f"{fold[-1]}{name[0]}{i:03d}"
                    subject = f"S{fold[-1]}{name[0]}{i % 5}"
                    score = scores[member, fold][i]
                    file.write(
                        f"{cell},original,{subject},{subject},{fold},{truth[fold][i]},{np.format_float_positional(score, trim='-')},\n"
                    )
    return truth, scores


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20210611)
    truth_v, scores_v = part(random, "validation", 31, True)
    truth_t, scores_t = part(random, "test", 40, False)
    with open(OUT / "reached.csv", "w") as file:
        file.write("weighting,fold,member,value\n")
        for weighting in ("accuracy", "auc", "f1", "kappa"):
            for fold in FOLDS:
                for member in MEMBERS:
                    value = reached(weighting, truth_v[fold], scores_v[member, fold])
                    file.write(f"{weighting},{fold},{member},{value!r}\n".replace("np.float64(", "").replace(")", ""))
    with open(OUT / "means.csv", "w") as file, open(OUT / "metrics.csv", "w") as table:
        file.write("weighting,cell,score\n")
        table.write("weighting,metric,value\n")
        for weighting in ("equal", "accuracy", "f1"):
            truths, means = [], []
            for fold in FOLDS:
                w = np.array([reached(weighting, truth_v[fold], scores_v[m, fold]) for m in MEMBERS])
                w = np.where(w > 0, w, 0)
                mean = sum(k * scores_t[m, fold] for k, m in zip(w, MEMBERS)) / w.sum()
                mean = np.where(np.abs(mean - 0.5) < 1e-12, 0.5, mean)
                truths.append(truth_t[fold])
                means.append(mean)
                for i, v in enumerate(mean):
                    file.write(f"{weighting},{fold[-1]}t{i:03d},{float(v)!r}\n")
            truth, mean = np.concatenate(truths), np.concatenate(means).round(9)
            for metric in ("accuracy", "auc", "f1", "kappa"):
                table.write(f"{weighting},{metric},{float(reached(metric, truth, mean))!r}\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print("scikit-learn", sklearn.__version__, "NumPy", np.__version__)
    main()
