"""scikit-learn's numbers for tests/session/data/test_against_scikit_learn.py, which reads them from a file:

python -m benchmarks.peers.by_scikit_learn > tests/session/data/scikit_learn.json

scikit-learn is no dependency; with version 1.9.1 the file was written.
"""
# mypy: disable-error-code="import-not-found, import-untyped"

import json
from typing import Any

import numpy as np


def table() -> dict[str, Any]:
    """Return 40 samples with numbers for a network of one layer, and what scikit-learn finds."""
    rng = np.random.default_rng(7)
    inputs = (rng.normal(0, 1, (40, 3)) * (1.0, 30.0, 0.01) + (0.0, 200.0, -5.0)).round(4)
    weights = rng.normal(0, 1, (3, 3)).round(4)
    test = sorted(rng.permutation(40)[:10].tolist())
    classes = rng.integers(0, 3, 40)
    numbers = rng.normal(0, 1, (40, 3)).round(4)
    found = {"inputs": inputs, "weights": weights, "classes": classes, "numbers": numbers}
    return {name: array.tolist() for name, array in found.items()} | {"test": test}


def judged(given: dict[str, Any]) -> dict[str, Any]:
    """Return scalings fitted on the training samples, and losses and accuracies of the test samples."""
    from scipy.special import expit, softmax
    from sklearn.metrics import accuracy_score, log_loss, mean_squared_error
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    inputs, weights, numbers = (np.array(given[name]) for name in ("inputs", "weights", "numbers"))
    test, classes = np.array(given["test"]), np.array(given["classes"])
    training = np.delete(np.arange(len(inputs)), test)
    scalers = {"standard": StandardScaler(), "zero_one": MinMaxScaler(), "minus_one_one": MinMaxScaler((-1, 1))}
    scaled = {name: scaler.fit(inputs[training]).transform(inputs) for name, scaler in scalers.items()}
    z = scaled["standard"] @ weights
    p, first = softmax(z, axis=1)[test], expit(z[test, 0])
    is_first = (classes[test] == 0).astype(int)
    return {
        "scaled": {name: array.tolist() for name, array in scaled.items()},
        "softmax": [log_loss(classes[test], p, labels=[0, 1, 2]), accuracy_score(classes[test], p.argmax(axis=1))],
        "sigmoid": [log_loss(is_first, first, labels=[0, 1]), accuracy_score(is_first, first >= 0.5)],
        "linear": mean_squared_error(numbers[test], z[test]),
    }


if __name__ == "__main__":
    print(json.dumps((given := table()) | judged(given)))
