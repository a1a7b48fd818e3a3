"""Which samples are held back for testing: drawn once, then kept as a list of numbers.

Drawn by the engine's own shuffle, so that a seed means the same samples for ever.
"""

import numpy as np

from bpgui.engine.batches import shuffled
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import Codes, ColumnRole, DataSet, with_test


def split_by_share(data: DataSet, share: float, seed: int, *, is_stratified: bool = False) -> DataSet:
    """Return the data set with a test set of a share (0 < share < 1) of all samples, rounded, at least one.

    Stratified, every class has its share within one sample; a class loses its last training sample only where there
    is no other way. Raises Problem for a share that leaves no training sample, and where targets are no classes.
    """
    count = max(1, int(share * data.samples + 0.5)) if 0 < share < 1 else 0
    if not 0 < count < data.samples:
        what = QT_TRANSLATE_NOOP("Problem", "A share of {share} leaves no test or no training sample.")
        raise Problem(what, share=f"{share:g}")
    order = shuffled(seed, 0, data.samples)
    if not is_stratified:
        return with_test(data, order[:count].tolist())
    classes = target_classes(data)
    if classes is None:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "A stratified split needs targets that are classes."))
    test: list[int] = []
    ordered = classes[order]
    for number, taken in enumerate(_shares(np.bincount(classes), share, count)):
        test += order[ordered == number][:taken].tolist()
    return with_test(data, test)


def split_last(data: DataSet, count: int) -> DataSet:
    """Return the data set with the last `count` samples for testing. Raises Problem where none is left to train."""
    return with_test(data, range(data.samples - max(0, count), data.samples))


def target_classes(data: DataSet) -> Codes | None:
    """Return the class of each sample, counted from 0 in order of first appearance; None where targets are no classes.

    Targets are classes where each target column has categories, filled or none missing, or only numbers 0, 1 and -1.
    """
    columns = data.of(ColumnRole.TARGET)
    cells = []
    for column in columns:
        if column.codes is not None:
            cells.append(column.codes)
        elif column.numbers is not None and np.isin(column.numbers, (-1, 0, 1)).all():
            cells.append(column.numbers.astype(np.intp))
        else:
            return None
    if not cells:
        return None
    _, first, inverse = np.unique(np.stack(cells, axis=1), axis=0, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.intp)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse.reshape(-1)]


def _shares(sizes: Codes, share: float, count: int) -> list[int]:
    """Return how many of `count` test samples each class of these sizes gives: the largest remainders round up."""
    exact = np.round(sizes * share, 9)
    taken = np.floor(exact).astype(np.intp)
    order = sorted(range(len(sizes)), key=lambda n: (taken[n] + 1 >= sizes[n], -(exact[n] - taken[n]), -sizes[n], n))
    for n in order[: count - int(taken.sum())]:
        taken[n] += 1
    return [int(number) for number in taken]
