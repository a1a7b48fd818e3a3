"""The former future stands as pale curves behind the present one."""

import numpy as np
import pytest

from bpgui.gui.plots.curves import Trace
from bpgui.gui.plots.panel import PlotPanel
from bpgui.session.model.edits import SetLearningRate
from bpgui.session.session import Session
from bpgui.session.timeline.column_kinds import LOSS
from bpgui.session.timeline.columns import Column
from tests.article import article_session
from tests.gui.conftest import quiz_of
from tests.gui.plots.test_panel import open_panel, settle, trained  # noqa: F401  a fixture


@pytest.fixture
def panel(open_panel) -> PlotPanel:  # noqa: F811
    """Plots of the loss after 30 steps, another learning rate at step 5 and 10 steps more."""
    session: Session = trained(30)
    session.seek(5)
    session.perform(SetLearningRate(0.02))
    session.train(10)
    found: PlotPanel = open_panel(session)
    found.show_page("loss")
    settle(found)
    return found


def former_traces(panel: PlotPanel) -> list[Trace]:
    return [trace for trace in panel.chart.traces if trace.line.is_former]


def test_it_is_drawn_from_where_it_went_another_way(panel):
    former = panel.document.session.former
    (trace,) = former_traces(panel)
    steps, losses, _ = former.timeline.series(Column(LOSS), 5, 31, 100)
    np.testing.assert_array_equal(trace.steps, steps)
    np.testing.assert_array_equal(trace.values, losses)
    assert panel.chart.steps.last == 30


def test_the_legend_says_what_it_is(panel):
    assert panel.legend.names == ["former future", "loss"]
    assert panel.legend.accessibleDescription() == "former future, without the edit of learning rate, loss"


def test_it_stays_while_the_new_future_is_trained_and_is_read_once(panel):
    (before,) = former_traces(panel)
    panel.document.step()
    settle(panel)
    (after,) = former_traces(panel)
    assert after is before
    assert panel.chart.steps.last == 30


def test_every_plotted_weight_has_its_own(panel):
    panel.show_page("weights")
    settle(panel)
    columns = [trace.line.column for trace in panel.chart.traces if not trace.line.is_former]
    assert [trace.line.column for trace in former_traces(panel)] == columns


def test_a_part_of_the_steps_shows_that_part_of_it(panel):
    panel.chart.steps.show_until(22)
    panel.refresh()
    settle(panel)
    (trace,) = former_traces(panel)
    assert (trace.steps[0], trace.steps[-1]) == (5, 23)


def test_it_can_be_switched_off(panel):
    panel.show_former(False)
    settle(panel)
    assert former_traces(panel) == []
    assert panel.legend.names == ["loss"]
    assert panel.chart.steps.last == 20


def test_an_open_question_keeps_it_back(panel):
    quiz = quiz_of(panel.document)
    panel.document.seek(3)
    quiz.set_on(True)
    settle(panel)
    assert former_traces(panel) == []


@pytest.mark.parametrize("leave", ["undo", "open"])
def test_it_goes_with_its_future(panel, leave):
    panel.document.undo() if leave == "undo" else panel.document.open(article_session())
    settle(panel)
    assert former_traces(panel) == []
