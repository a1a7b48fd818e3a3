import math

import numpy as np
import pytest

from bpgui.session.data.cells import BLOCK, Cells, NumberCells, kept_cells, numbers_of
from bpgui.session.data.dialect import Dialect


@pytest.mark.parametrize("count", [0, 1, 2, BLOCK, BLOCK + 1, 3 * BLOCK - 1])
@pytest.mark.parametrize("odd", ["", "two\nlines", "\n", "猫"])
def test_cells_come_back_as_they_were(count, odd):
    texts = [odd if k % 700 == 0 else str(k) for k in range(count)]
    cells = Cells(texts)

    assert list(cells) == texts
    assert len(cells) == count
    assert [cells[k] for k in reversed(range(count))] == texts[::-1]
    assert cells[BLOCK - 1 : BLOCK + 1] == texts[BLOCK - 1 : BLOCK + 1]
    with pytest.raises(IndexError):
        cells[count]


def test_numbers_of_a_sheet_are_kept_as_they_are_and_read_as_texts():
    cells = kept_cells([0.1, "", 2, 1e-7], Dialect(decimal=","))

    assert isinstance(cells, NumberCells)
    assert list(cells) == ["0,1", "", "2", "1e-7"]
    assert cells[1:3] == ["", "2"]
    assert np.array_equal(numbers_of(cells, Dialect(decimal=","))[0], [0.1, math.nan, 2.0, 1e-7], equal_nan=True)


@pytest.mark.parametrize("others", [["x"], [True], ["1"], [math.inf], [math.nan]])
def test_a_column_of_other_things_is_kept_as_texts(others):
    assert isinstance(kept_cells([1.5, "", *others], Dialect()), Cells)


@pytest.mark.parametrize("cells", [[1.0, -999.0, 2.0], ["1", "-999", "2"], ["1", "-999", "x"]])
def test_a_number_may_mean_that_a_cell_is_missing(cells):
    dialect = Dialect(missing=("", "-999"))

    found, _ = numbers_of(kept_cells(cells, dialect), dialect)

    assert np.isnan(found[1])
    assert found[0] == 1.0
