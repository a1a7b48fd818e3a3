"""Which fold each sample is in: drawn by a seed, as even as can be, in classes too where there are classes."""

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.batches import shuffled
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import Codes, DataSet
from bpgui.session.data.split import target_classes

MIN_FOLDS = 2


def folds_of(data: DataSet, count: int, seed: int) -> Codes:
    """Return the fold (from 0) of each sample, shape (samples,); -1 for the test samples, which no fold has.

    The training samples are shuffled by the seed, sorted by class where the targets are classes, and dealt out like
    cards: so folds differ by at most one sample, in all and of each class. Raises Problem for too few samples.
    """
    training = data.training
    check_folds(count, len(training))
    order = training[shuffled(seed, 0, len(training))]
    classes = target_classes(data)
    if classes is not None:
        order = order[np.argsort(classes[order], kind="stable")]
    fold: NDArray[np.intp] = np.full(data.samples, -1, dtype=np.intp)
    fold[order] = np.arange(len(order)) % count
    return fold


def check_folds(count: int, samples: int) -> None:
    """Raise Problem, which says how many samples are needed, where there are too few for so many folds."""
    if count < MIN_FOLDS:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "Cross-validation needs at least {least} folds."), least=MIN_FOLDS)
    if samples < count:
        text = QT_TRANSLATE_NOOP(
            "Problem", "{folds} folds need at least {folds} training samples, one for each; this session has {count}."
        )
        raise Problem(text, folds=count, count=samples)
