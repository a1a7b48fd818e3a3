"""Where the results of a cross-validation stand."""

import math

import pytest
from PySide6.QtCore import QRectF

from bpgui.gui.cross_validation.drawing import ValidationPicture
from bpgui.gui.document.document import Document
from bpgui.session.cross_validation.plan import ValidationPlan
from bpgui.session.cross_validation.results import Result


@pytest.mark.parametrize("losses", [("0.5", "1e200"), ("1e200", "1e300"), ("0.5", "0")])
def test_a_loss_too_large_to_be_drawn_stands_at_the_edge(xor: Document, losses: tuple[str, str]) -> None:
    session = xor.session
    start = session.timeline.state_at(0).parameters
    plan = ValidationPlan(session.experiment, start, "learning_rate", (0.1, 0.5), 2, 0, 10)
    results = {t: Result(t.value, t.fold, "done", 10, "0.5", losses[t.fold]) for t in plan.trainings}
    whole = QRectF(0, 0, 400, 300)
    picture = ValidationPicture(plan, results, whole, ("learning rate", "loss"))
    heights = [*(picture.y_of(one.mean) for one in picture.summaries), *(spot.at.y() for spot in picture.spots)]
    assert all(map(math.isfinite, heights))
    assert all(whole.contains(spot.at) for spot in picture.spots)
    tops = {spot.at.y() for spot in picture.spots if losses[spot.training.fold].endswith("e200")}
    assert tops <= {picture.area.top()}
