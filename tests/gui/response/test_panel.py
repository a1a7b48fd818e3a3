import math
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QSlider, QWidget
from pytestqt.qtbot import QtBot

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.engine.training import activations_of
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.response.held import MOST
from bpgui.gui.response.panel import ResponsePanel
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.data_edits import EDITED, SetDataSet, without
from bpgui.session.model.edits import SetParameter
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.naming_edits import Rename
from bpgui.session.model.sources import data_set_of
from bpgui.session.model.structure_edits import AddNeuron, MoveNeuron, RemoveNeurons
from bpgui.session.response import axis_of, response, tried_inputs, tried_values
from bpgui.session.session import Session
from tests.article import article_session
from tests.gui.conftest import quiz_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def regression(qapp: object) -> Document:
    return Document(load_session(resource_path("examples", "regression.bpgui"), is_example=True))


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[list[Document]]:
    documents: list[Document] = []
    yield documents
    for document in documents:
        document.close()


def panel_of(qtbot: QtBot, document: Document, opened: list[Document]) -> ResponsePanel:
    opened.append(document)
    panel = ResponsePanel(document)
    qtbot.addWidget(panel)
    panel.resize(360, 480)
    panel.show()
    settle(qtbot, panel)
    return panel


def settle(qtbot: QtBot, panel: ResponsePanel) -> None:
    """Wait until the picture is that of this moment."""

    def is_there() -> bool:
        found, moment = panel.picture.response, panel.document.moment
        return (
            found is not None
            and found.query.experiment is moment.experiment
            and found.query.parameters is moment.parameters
            and (found.query.shown, found.query.inputs) == (panel.shown, panel.inputs)
            and (found.query.sample, found.query.is_moving) == (moment.sample, moment.preview)
        )

    qtbot.waitUntil(is_there)


def place(panel: ResponsePanel, sample: int) -> QPoint:
    found = panel.picture.place_of(sample)
    assert found is not None
    return found.toPoint()


def hover(panel: ResponsePanel, qtbot: QtBot, at: QPoint) -> str:
    qtbot.mouseMove(panel.picture, at + QPoint(1, 1))
    qtbot.mouseMove(panel.picture, at)
    return panel.line.text()


def entries(box: QComboBox) -> list[str]:
    return [box.itemText(k) for k in range(box.count())]


def test_a_click_on_a_dot_chooses_its_sample(qtbot: QtBot, xor: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, xor, opened)

    qtbot.mouseClick(panel.picture, LEFT, pos=place(panel, 2))

    assert xor.session.sample == 2
    settle(qtbot, panel)
    assert panel.line.text().startswith("Sample 3: i1 1, i2 0; out ")
    assert panel.line.text().endswith("; target 1")


def test_hovering_tells_what_is_computed_there(qtbot: QtBot, xor: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, xor, opened)
    middle = (place(panel, 0) + place(panel, 3)) / 2

    said = hover(panel, qtbot, middle)

    found = panel.picture.response
    point = panel.picture.hovered
    assert found is not None
    assert point is not None
    value = found.query.values_at(*(np.array([number]) for number in point))[0]
    assert said == f"i1 {xor.text(point[0])}, i2 {xor.text(point[1])}: out {xor.text(value)}"
    assert panel.picture.accessibleDescription() == said
    assert point == pytest.approx((0.5, 0.5), abs=0.02)


def test_arrow_keys_go_through_the_samples(qtbot: QtBot, xor: Document, opened: list[Document]) -> None:
    panel, chosen = panel_of(qtbot, xor, opened), []
    panel.picture.setFocus()

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(panel.picture, key)
        chosen.append(xor.session.sample)

    assert chosen == [1, 2, 1, 3, 3, 0]


def test_it_follows_steps_previews_and_undo(qtbot: QtBot, xor: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, xor, opened)
    before = panel.picture.response
    xor.step()
    settle(qtbot, panel)
    after = panel.picture.response

    xor.preview(SetParameter("w1", 3.0))
    settle(qtbot, panel)
    dragged = panel.picture.response
    xor.preview(None)
    xor.to_start()
    settle(qtbot, panel)

    assert before is not None
    assert after is not None
    assert dragged is not None
    assert panel.picture.response is not None
    assert not np.array_equal(before.values, after.values)
    assert dragged.query.parameters[0] == 3.0
    assert panel.picture.response.values.tobytes() == before.values.tobytes()


@pytest.mark.usefixtures("kernel")
def test_it_follows_a_run_to_its_end(qtbot: QtBot, xor: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, xor, opened)
    xor.run.set_rate(200.0)
    xor.toggle_run()
    for _ in range(3):
        with qtbot.waitSignal(panel.responded):
            pass
    xor.pause()
    settle(qtbot, panel)

    found = panel.picture.response
    assert found is not None
    assert found.values.tobytes() == response(found.query).values.tobytes()
    assert found.query.parameters is xor.moment.parameters


def test_hidden_it_computes_nothing(qtbot: QtBot, xor: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, xor, opened)
    shown = panel.picture.response
    panel.hide()
    with qtbot.assertNotEmitted(panel.responded, wait=80):
        xor.step()

    assert panel.picture.response is shown
    panel.show()
    settle(qtbot, panel)


def test_the_list_and_the_selection_choose_what_is_shown(qtbot: QtBot, xor: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, xor, opened)
    assert entries(panel.choice) == ["out", "h1", "h2", "h3", "h4"]

    qtbot.keyClick(panel.choice, Qt.Key.Key_Down)
    assert panel.shown == (1, 0)
    xor.select(NeuronChoice(1, 2))
    assert panel.choice.currentText() == "h3"
    xor.select(ParameterChoice(0))
    xor.select(NeuronChoice(0, 1))
    assert panel.choice.currentText() == "h3"
    xor.select(TargetChoice(0))
    settle(qtbot, panel)
    assert panel.picture.accessibleName() == "out over i1 and i2"


def test_one_input_has_a_curve_with_targets(qtbot: QtBot, regression: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, regression, opened)
    found = panel.picture.response

    assert found is not None
    assert not found.is_surface
    assert not panel.across.isVisible()
    heights = [place(panel, sample).y() for sample in range(regression.experiment.data.samples)]
    order = np.argsort(regression.experiment.data.targets[:, 0])
    assert heights[order[0]] > heights[order[-1]]
    panel.choice.setCurrentIndex(1)
    panel.choice.activated.emit(1)
    settle(qtbot, panel)
    assert panel.picture.place_of(0) is not None


def test_of_more_inputs_any_two_are_shown(qtbot: QtBot, iris: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, iris, opened)
    assert (panel.across.currentText(), panel.up.currentText()) == ("petal length", "petal width")
    assert entries(panel.choice)[:4] == ["The largest output", "setosa", "versicolor", "virginica"]

    qtbot.keyClick(panel.across, Qt.Key.Key_Down)  # petal width, which the other list has
    settle(qtbot, panel)
    found = panel.picture.response

    assert panel.inputs == (3, 0)
    assert found is not None
    qtbot.mouseClick(panel.picture, LEFT, pos=place(panel, 60))
    settle(qtbot, panel)
    assert panel.picture.response is not None
    assert panel.picture.response.values.tobytes() != found.values.tobytes()


def test_what_is_shown_follows_its_neuron_and_its_inputs(qtbot: QtBot, iris: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, iris, opened)
    network = iris.experiment.network
    panel.across.setCurrentIndex(1)
    panel.up.setCurrentIndex(3)
    iris.select(NeuronChoice(1, 2))
    hidden, inputs = network.neuron_names[1][2], [network.neuron_names[0][k] for k in (1, 3)]
    for edit in (RemoveNeurons(((1, 0), (0, 0))), Rename(1, 1, "eyes"), AddNeuron(1, 0), MoveNeuron(0, 0, 2)):
        assert iris.perform(edit)
        names = iris.experiment.network.neuron_names
        hidden = "eyes" if "eyes" in names[1] else hidden
        assert panel.shown == (1, names[1].index(hidden))
        assert panel.choice.currentText() == hidden
        assert [names[0][k] for k in panel.inputs] == inputs
    for _ in range(4):
        iris.undo()
    assert panel.shown == (1, 2)
    assert panel.inputs == (1, 3)


@pytest.mark.parametrize(("point", "is_cross"), [((0.5, 0.5), True), ((5.0, 0.5), False), ((0.5, -3.0), False)])
def test_what_is_tried_beyond_the_plane_is_an_arrow_within_its_edge(
    qtbot: QtBot, xor: Document, opened: list[Document], point: tuple[float, float], is_cross: bool
) -> None:
    panel = panel_of(qtbot, xor, opened)
    picture = panel.picture
    picture.set_mark(point)
    image, accent = picture.grab().toImage(), QColor(look.theme.accent).rgb()
    marked = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == accent]
    assert len(marked) > 20
    assert all(picture.point_at(QPointF(x, y)) is not None for x, y in marked)
    at = picture._mark_place()
    assert at is not None
    near = [(x - at.x(), y - at.y()) for x, y in marked if math.hypot(x - at.x(), y - at.y()) < 20]
    assert (max(x for x, _ in near) > 3 > -3 > min(x for x, _ in near)) is (is_cross or point[0] < 1)
    assert (max(y for _, y in near) > 3 > -3 > min(y for _, y in near)) is (is_cross or point[0] > 1)


def test_what_is_tried_is_typed_or_dragged_and_trains_nothing(
    qtbot: QtBot, xor: Document, opened: list[Document]
) -> None:
    panel = panel_of(qtbot, xor, opened)
    trial, picture = panel.trial, panel.picture
    xor.choose_sample(2)
    trial.switch.click()
    assert trial.point == pytest.approx((1.0, 0.0))  # as the chosen sample

    qtbot.keyClick(trial.fields[0], Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(trial.fields[0], "1e3")
    qtbot.keyClick(trial.fields[0], Qt.Key.Key_Return)
    assert trial.point == pytest.approx((1000.0, 0.0))
    found = picture.response
    assert found is not None
    wanted = found.query.values_at(np.array([1000.0]), np.array([0.0]))[0]
    assert trial.answer.text() == f"Answer: out {xor.text(wanted)}"

    start, end = place(panel, 0) + QPoint(30, -30), place(panel, 3) + QPoint(-40, 40)
    qtbot.mousePress(picture, LEFT, pos=start)
    qtbot.mouseMove(picture, end)
    qtbot.mouseRelease(picture, LEFT, pos=end)
    assert trial.point == pytest.approx(picture.point_at(end.toPointF()))
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert picture.mark is not None
    assert picture.mark[0] == pytest.approx(picture.point_at(end.toPointF())[0] + 0.02 * 1.2)  # type: ignore[index]
    assert not xor.session.is_modified
    assert xor.experiment.data.samples == 4


def test_of_many_inputs_the_sliders_are_those_of_what_is_tried(
    qtbot: QtBot, iris: Document, opened: list[Document]
) -> None:
    panel = panel_of(qtbot, iris, opened)
    iris.choose_sample(60)
    iris.try_input(True)
    settle(qtbot, panel)
    held = next(k for k in range(4) if k not in panel.inputs)
    slider = panel.held.findChild(QSlider, f"held{held + 1}")
    assert slider is not None
    slider.setValue(0)
    least = axis_of(iris.experiment, held).value(0.0)
    assert iris.moment.inputs[held] == pytest.approx(least)
    qtbot.waitUntil(lambda: (held, least) in panel.picture.response.query.held)  # type: ignore[union-attr]

    moment, found = iris.moment, panel.picture.response
    assert found is not None
    point = [np.array([value]) for value in tried_inputs(moment, panel.inputs)]
    there = found.query.values_at(*point)  # the plane lies where what is tried does
    assert np.array_equal(there, tried_values(moment, found.query))
    assert not iris.session.is_modified


def test_what_is_no_number_is_said_and_tries_nothing(qtbot: QtBot, xor: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, xor, opened)
    panel.trial.switch.click()
    qtbot.keyClicks(panel.trial.fields[1], "x")
    qtbot.keyClick(panel.trial.fields[1], Qt.Key.Key_Return)

    assert panel.trial.point == pytest.approx((0.0, 0.0))
    assert panel.trial.fields[1].property("wrong")
    assert "x" in panel.trial.answer.text()


def test_nothing_is_told_while_something_is_asked(qtbot: QtBot, document: Document, opened: list[Document]) -> None:
    quiz = quiz_of(document)
    panel = panel_of(qtbot, document, opened)
    quiz.set_on(True)

    assert document.hides is not None
    assert panel.picture.response is None
    assert panel.line.text() == ""
    assert panel.picture.note


def test_another_session_is_shown_whole(qtbot: QtBot, iris: Document, opened: list[Document]) -> None:
    panel = panel_of(qtbot, iris, opened)
    panel.trial.switch.click()

    iris.open(article_session())
    settle(qtbot, panel)

    assert entries(panel.choice) == ["out", "h1", "h2"]
    assert not panel.trial.switch.isChecked()
    assert panel.inputs == (0, 1)


@pytest.mark.parametrize("is_edited", [False, True])
def test_inputs_of_a_session_that_goes_are_not_those_of_the_next(
    qtbot: QtBot, iris: Document, opened: list[Document], is_edited: bool
) -> None:
    panel = panel_of(qtbot, iris, opened)
    assert panel.inputs == (2, 3)
    if is_edited:
        iris.perform(SetDataSet(without(data_set_of(iris.experiment), [0]), EDITED))

    iris.open(load_session(resource_path("examples", "xor.bpgui")))
    settle(qtbot, panel)
    assert panel.inputs == (0, 1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_high_and_low_differs_in_colour(
    qtbot: QtBot, xor: Document, opened: list[Document], theme: str
) -> None:
    panel = panel_of(qtbot, xor, opened)
    look.apply(theme, 1.0)
    try:
        xor.perform(SetParameter("b5", 50.0))
        settle(qtbot, panel)
        high = colour(panel.picture, place(panel, 0) + QPoint(20, -20))
        xor.perform(SetParameter("b5", -50.0))
        settle(qtbot, panel)
        low = colour(panel.picture, place(panel, 0) + QPoint(20, -20))
    finally:
        look.apply("light", 1.0)

    assert np.abs(np.subtract(high, low)).max() > 80


def colour(widget: QWidget, at: QPoint) -> tuple[int, int, int]:
    found = widget.grab().toImage().pixelColor(at)
    return found.red(), found.green(), found.blue()


def test_a_double_click_adds_a_sample_there_as_one_edit(qtbot: QtBot, xor: Document, opened: list[Document]) -> None:
    panel, before = panel_of(qtbot, xor, opened), xor.experiment.data.samples
    frame = panel.picture._frame
    assert frame is not None
    at = frame.place(0.5, 0.25).toPoint()
    qtbot.mouseDClick(panel.picture, LEFT, pos=at)
    data, point = xor.experiment.data, panel.picture.point_at(QPointF(at))
    assert (data.samples, xor.moment.sample) == (before + 1, before)
    assert tuple(data.inputs[-1].tolist()) == point
    assert data.targets[-1].tolist() == data.targets[0].tolist()
    xor.undo()
    assert xor.experiment.data.samples == before


def test_over_a_curve_a_double_click_says_the_target_too(
    qtbot: QtBot, regression: Document, opened: list[Document]
) -> None:
    panel = panel_of(qtbot, regression, opened)
    frame = panel.picture._frame
    assert frame is not None
    at = frame.place(0.02, 0.97).toPoint()
    qtbot.mouseDClick(panel.picture, LEFT, pos=at)
    assert regression.experiment.data.targets[-1, 0] == pytest.approx(frame.up.value(frame.shares(QPointF(at))[1]))


def test_a_slider_holds_another_input_elsewhere_until_another_sample_is_chosen(
    qtbot: QtBot, iris: Document, opened: list[Document]
) -> None:
    panel = panel_of(qtbot, iris, opened)
    [slider, *_] = panel.held.findChildren(QSlider)
    before = panel.picture.response
    assert before is not None
    with qtbot.waitSignal(panel.responded):
        slider.setValue(slider.maximum())
    after = panel.picture.response
    assert after is not None
    neuron, value = after.query.held[0]
    assert slider.accessibleName() == iris.experiment.network.shown_names[0][neuron]
    point = [np.array([axis.value(0.5)]) for axis in after.query.axes]
    inputs = iris.experiment.data.inputs[:1].copy()
    inputs[0, neuron] = value
    for axis, numbers in zip(after.query.axes, point, strict=True):
        inputs[0, axis.neuron] = numbers[0]
    wanted = activations_of(iris.experiment.network, iris.moment.parameters, inputs, 2)
    assert np.array_equal(after.query.values_at(*point), wanted)
    with qtbot.waitSignal(panel.responded):
        iris.choose_sample(3)
    assert panel.held.values == {}


def test_of_a_thousand_inputs_the_first_held_ones_have_sliders(
    qtbot: QtBot, qapp: object, opened: list[Document]
) -> None:
    network = Network(1000, (Layer(1),))
    inputs = np.linspace(-1.0, 1.0, 2000).reshape(2, 1000)
    settings = Settings(0.1, np.zeros(network.parameter_count, dtype=bool))
    experiment = Experiment(network, settings, Data(inputs, np.zeros((2, 1))))
    document = Document(Session(experiment, np.zeros(network.parameter_count)))
    panel = panel_of(qtbot, document, opened)
    varied = panel.inputs
    sliders = [slider.objectName() for slider in panel.held.findChildren(QSlider)]
    assert sliders == [f"held{neuron + 1}" for neuron in range(1000) if neuron not in varied][:MOST]
    document.try_input(True)
    settle(qtbot, panel)
    held = {neuron: inputs[0, neuron] for neuron in range(1000) if neuron not in varied}
    assert panel.held.values == held  # what has no slider holds too what is tried


def test_a_place_in_a_curve_is_none_in_a_plane(
    qtbot: QtBot, regression: Document, xor: Document, opened: list[Document]
) -> None:
    panel = panel_of(qtbot, regression, opened)
    qtbot.mouseMove(panel.picture, panel.picture.rect().center())
    qtbot.waitUntil(lambda: panel.picture.hovered is not None)
    panel.document.open(xor.session)
    settle(qtbot, panel)
    assert panel.line.text().startswith("Sample 1")
