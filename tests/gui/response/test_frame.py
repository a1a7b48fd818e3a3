"""Where the parts of the picture stand."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from bpgui.gui.response.frame import TICK, frame_of, tick_count
from bpgui.gui.widgets.theme import base_font
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.edits import SetInput
from bpgui.session.response import ResponseQuery, response


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("side", [300.0, 500.0])
def test_numbers_beside_the_plot_have_room(qapp: object, scale: float, side: float) -> None:
    session = load_session(resource_path("examples", "xor.bpgui"), is_example=True)
    moment = session.moment()
    found = response(ResponseQuery(moment.experiment, moment.parameters, (2, 0), (0, 1)))
    metrics = QFontMetricsF(base_font(scale))
    frame = frame_of(found, [], QRectF(0, 0, side, side), metrics)
    texts = [text for _, text in frame.up.ticks(tick_count(frame.plot.height(), metrics.height()))]
    assert len(texts) >= 2
    assert max(map(metrics.horizontalAdvance, texts)) + TICK <= frame.plot.left()


def test_inputs_too_large_to_be_drawn_have_a_frame_without_numbers(qapp: object) -> None:
    session = load_session(resource_path("examples", "xor.bpgui"), is_example=True)
    for sample in range(4):
        session.perform(SetInput("i2", sample + 1, (1 + sample) * 1e307))
    moment = session.moment()
    found = response(ResponseQuery(moment.experiment, moment.parameters, (2, 0), (0, 1)))
    frame = frame_of(found, [], QRectF(0, 0, 300, 300), QFontMetricsF(base_font(1.0)))
    assert frame.up.ticks(4) == []
