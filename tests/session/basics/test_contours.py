import numpy as np
import pytest

from bpgui.session.basics.contours import contour


def test_a_plane_has_its_straight_line():
    x, y = np.meshgrid(np.linspace(0, 1, 11), np.linspace(0, 1, 7))

    pieces = contour(2 * x - y, 0.3)

    np.testing.assert_allclose(2 * pieces[..., 0] - pieces[..., 1], 0.3, atol=1e-12)
    assert np.hypot(*(pieces[:, 1] - pieces[:, 0]).T).sum() == pytest.approx(np.hypot(0.5, 1.0))


def test_a_circle_is_closed():
    x, y = np.meshgrid(np.linspace(-1, 1, 60), np.linspace(-1, 1, 60))

    pieces = contour(np.hypot(x, y), 0.7)

    ends, counts = np.unique(np.round(pieces.reshape(-1, 2), 9), axis=0, return_counts=True)
    assert (counts == 2).all()
    np.testing.assert_allclose(np.hypot(*(2 * ends - 1).T), 0.7, atol=1e-3)


@pytest.mark.parametrize("values", [np.zeros((5, 5)), np.full((5, 5), np.nan), np.full((4, 6), np.inf)])
def test_what_never_crosses_has_no_line(values):
    assert contour(values, 0.5).shape == (0, 2, 2)


def test_what_is_no_number_breaks_nothing():
    values = np.array([[0.0, np.nan, 1.0], [np.inf, 0.0, -np.inf], [1.0, np.inf, np.nan]])

    pieces = contour(values, 0.5)

    assert len(pieces)
    assert ((pieces >= 0) & (pieces <= 1)).all()
