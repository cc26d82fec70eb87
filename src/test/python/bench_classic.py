"""The six classifiers of model 1 in scikit-learn, timed fold by fold, for `leukokit bench classic`.

    bench_classic.py FOLDER COLUMNS FOLDS

FOLDER holds features.f32 (little-endian, row by row), classes.u8 and folds.u8. Prints one JSON
object a line. The features stay 32-bit floats where scikit-learn lets them, which is in its favour:
its discriminant then works in single precision. The support vector machines convert them.
"""

import json
import pathlib
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

# The discriminant's features are collinear (fewer rows than features), which it warns of.
warnings.filterwarnings("ignore")


def classifiers(p):
    yield "tree", False, DecisionTreeClassifier(
        max_leaf_nodes=21, min_samples_split=10, random_state=0
    )
    # The default solver and its fastest here; it has no shrinkage towards the diagonal.
    yield "lda", True, LinearDiscriminantAnalysis(solver="svd")
    yield "svm-linear", True, SVC(kernel="linear")
    yield "svm-gaussian", True, SVC(kernel="rbf", gamma=1.0 / p)
    yield "svm-cubic", True, SVC(kernel="poly", degree=3, gamma=1.0, coef0=1.0)
    yield "knn", True, KNeighborsClassifier(1)


def say(**values):
    print(json.dumps(values), flush=True)


def main(folder, p, count):
    folder = pathlib.Path(folder)
    y = np.fromfile(folder / "classes.u8", dtype=np.uint8)
    fold_of = np.fromfile(folder / "folds.u8", dtype=np.uint8)
    x = np.fromfile(folder / "features.f32", dtype="<f4").reshape(len(y), p)
    say(
        versions="Python %s, NumPy %s, scikit-learn %s"
        % (sys.version.split()[0], np.__version__, sklearn.__version__)
    )
    for fold in range(count):
        start = time.perf_counter()
        train, test = x[fold_of != fold], x[fold_of == fold]
        scaler = StandardScaler().fit(train)
        z, z_test = scaler.transform(train), scaler.transform(test)
        say(step="shared", seconds=time.perf_counter() - start)
        for name, standardised, classifier in classifiers(p):
            start = time.perf_counter()
            classifier.fit(z if standardised else train, y[fold_of != fold])
            answers = classifier.predict(z_test if standardised else test)
            seconds = time.perf_counter() - start
            accuracy = float((answers == y[fold_of == fold]).mean())
            say(step=name, seconds=seconds, accuracy=accuracy)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
