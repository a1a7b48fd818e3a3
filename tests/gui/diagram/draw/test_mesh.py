"""Thousands of lines as one picture."""

import numpy as np
from PySide6.QtGui import QColor

from bpgui.gui.diagram.draw.mesh import CHUNK, Mesh

RED = QColor("#ff0000")


def opacities(*lines: tuple[float, float, float, float], shades: list[int], width: float = 1.0) -> list[list[int]]:
    """What is seen of some lines on a ground of 4 by 3 pixels, row by row."""
    mesh = Mesh(np.array(lines, dtype=float), (4, 3), width)
    image = mesh.picture(np.array(shades, dtype=np.uint8), RED)
    return [[image.pixelColor(x, y).alpha() for x in range(4)] for y in range(3)]


def test_a_line_through_the_middle_of_pixels_fills_these(qapp: object) -> None:
    assert opacities((0, 1.5, 4, 1.5), shades=[200]) == [[0, 0, 0, 0], [199, 199, 199, 199], [0, 0, 0, 0]]


def test_a_line_between_pixels_is_shared_and_a_steep_one_too(qapp: object) -> None:
    assert opacities((0, 1, 4, 1), shades=[200]) == [[99] * 4, [99] * 4, [0] * 4]
    assert opacities((2, 3, 2, 0), shades=[200]) == [[0, 99, 99, 0]] * 3


def test_a_wider_line_covers_more(qapp: object) -> None:
    assert opacities((0, 1, 4, 1), shades=[200], width=2) == [[199] * 4, [199] * 4, [0] * 4]


def test_the_darkest_is_seen_in_whatever_order_lines_cross(qapp: object) -> None:
    across, down = (0, 1.5, 4, 1.5), (1.5, 0, 1.5, 3)

    assert opacities(across, down, shades=[200, 100])[1] == [199, 199, 199, 199]
    assert opacities(across, down, shades=[100, 200])[1] == [99, 199, 99, 99]


def test_what_leaves_the_ground_is_left_out(qapp: object) -> None:
    assert opacities((-50, 1.5, 2, 1.5), (0, 99, 4, 99), shades=[200, 200])[1] == [199, 199, 0, 0]


def test_every_line_has_its_own_shade(qapp: object) -> None:
    """Also beyond the lines that are looked at together."""
    count = 2 * CHUNK + 3
    places = np.arange(count) + 0.5
    mesh = Mesh(np.stack([0 * places, places, 0 * places + 1, places], axis=1), (1, count))
    shades = np.random.default_rng(2).integers(0, 256, count).astype(np.uint8)
    image = mesh.picture(shades, RED)

    assert [image.pixelColor(0, y).alpha() for y in range(count)] == (shades.astype(int) * 255 // 256).tolist()
