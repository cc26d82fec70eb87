"""Writes the fixtures of the classifier tests: what scikit-learn and plain NumPy say on small data.

    python3 src/test/python/classifier_reference.py

Needs NumPy, SciPy and scikit-learn (made with 1.24.2, 1.10.1 and 1.2.1). Definitions that scikit-learn does not
share with the kit are computed here from their formulas: standardisation divides by n - 1, and the
discriminant's covariance is shrunk towards its own diagonal.
"""

import json
import pathlib

import numpy as np
from scipy.spatial.distance import pdist
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

OUT = pathlib.Path(__file__).parent.parent / "resources" / "classifier"


def data(seed, n, p, signal):
    """Two overlapping classes with correlated features, as 32-bit numbers of four decimals."""
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 2 == 1
    mixing = rng.normal(size=(p, p)) / np.sqrt(p) + np.eye(p)
    x = rng.normal(size=(n, p)) @ mixing
    x[:, : max(2, p // 10)] += signal * y[:, None]
    x = x * rng.uniform(0.5, 20, size=p) + rng.uniform(-5, 5, size=p)
    return np.round(x, 4).astype(np.float32), y


def folds(n, k):
    index = np.arange(n)
    return [(index[(index // 2) % k != f], index[(index // 2) % k == f]) for f in range(k)]


def standardise(train, test):
    mean, sd = train.mean(axis=0), train.std(axis=0, ddof=1)
    return (train - mean) / sd, (test - mean) / sd


def discriminant(train, y, test, gamma):
    """Log odds from the definition, by inverting the covariance; gamma None: the kit's rule."""
    means = [train[~y].mean(axis=0), train[y].mean(axis=0)]
    centred = np.where(y[:, None], train - means[1], train - means[0])
    sigma = centred.T @ centred / (len(train) - 2)
    d = np.sqrt(np.diag(sigma))
    r = sigma / np.outer(d, d)
    if gamma is None:
        t = 2.0**-26 * np.linalg.norm(r)
        gamma = 0.0 if np.linalg.eigvalsh(r)[0] > t else t
    regularised = (1 - gamma) * sigma + gamma * np.diag(np.diag(sigma))
    w = np.linalg.inv(regularised) @ (means[1] - means[0])
    logit = (test - (means[0] + means[1]) / 2) @ w + np.log(y.sum() / (~y).sum())
    return gamma, logit


def tree(train, y, test):
    """The largest tree on which no tie between equally good splits has any say."""
    for leaves in range(21, 1, -1):
        answers = [
            DecisionTreeClassifier(max_leaf_nodes=leaves, min_samples_split=10, random_state=s)
            .fit(train, y)
            .predict_proba(test)[:, 1]
            for s in range(20)
        ]
        if all(np.array_equal(answers[0], a) for a in answers):
            return leaves, answers[0]
    raise AssertionError("every tree depends on ties")


def reference(x, y, train, test, with_tree):
    raw, raw_test = x[train].astype(np.float64), x[test].astype(np.float64)
    z, z_test = standardise(raw, raw_test)
    p = x.shape[1]
    kernels = {
        "linear": dict(kernel="linear"),
        "gaussian": dict(kernel="rbf", gamma=1.0 / p),
        "cubic": dict(kernel="poly", degree=3, gamma=1.0, coef0=1.0),
    }
    result = {"train": train.tolist(), "test": test.tolist()}
    for name, options in kernels.items():
        for label, tolerance in (("", 1e-3), ("Tight", 1e-9)):
            svc = SVC(C=1.0, tol=tolerance, cache_size=100, **options).fit(z, y[train])
            result["svm-" + name + label] = svc.decision_function(z_test).tolist()
    # The scale that divides the features: the median distance between two training rows.
    scale = float(np.median(pdist(z)))
    result["medianDistance"] = scale
    for name in ("linear", "cubic"):
        svc = SVC(C=1.0, tol=1e-9, cache_size=100, **kernels[name]).fit(z / scale, y[train])
        result["svm-" + name + "Median"] = svc.decision_function(z_test / scale).tolist()
    for k in (1, 15):
        knn = KNeighborsClassifier(k, algorithm="brute").fit(z, y[train])
        result["knn" + str(k)] = knn.predict_proba(z_test)[:, 1].tolist()
    for label, gamma in (("Auto", None), ("Given", 0.1)):
        used, logit = discriminant(raw, y[train], raw_test, gamma)
        result["lda" + label] = logit.tolist()
        result["gamma" + label] = used
    if len(train) > p + 2:
        lda = LinearDiscriminantAnalysis(solver="svd").fit(raw, y[train])
        result["ldaSklearn"] = lda.decision_function(raw_test).tolist()
    if with_tree:
        leaves, share = tree(x[train], y[train], x[test])
        result["leaves"] = leaves
        result["tree"] = share.tolist()
    return result


def write(name, seed, n, p, k, signal, with_tree):
    x, y = data(seed, n, p, signal)
    content = {
        "rows": n,
        "columns": p,
        "features": [float(f"{v:.4f}") for v in x.ravel()],
        "positive": y.tolist(),
        "folds": [reference(x, y, train, test, with_tree) for train, test in folds(n, k)],
    }
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / (name + ".json")
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
    print(path.name, path.stat().st_size, [f.get("leaves") for f in content["folds"]])


if __name__ == "__main__":
    write("tall", 1, 120, 40, 4, 0.8, False)
    write("wide", 2, 60, 200, 3, 0.8, False)
    write("tree", 3, 900, 12, 3, 0.9, True)
