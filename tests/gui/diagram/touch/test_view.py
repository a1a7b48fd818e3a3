"""The diagram shows the moment, follows the document, and fits its panel."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.draw.ink import Ink
from bpgui.gui.diagram.draw.items import all_items
from bpgui.gui.diagram.draw.notes import note
from bpgui.gui.diagram.draw.shown import Shown, pull
from bpgui.gui.diagram.draw.stage import Stage
from bpgui.gui.diagram.touch.tips import loss_tip
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.widgets.theme import DARK, LIGHT, look
from bpgui.session.basics.numbers import spoken
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.edits import SetBias, SetParameter
from bpgui.session.step.ladder import Grain
from bpgui.session.step.moment import Moment, Phase, Rung
from tests.article import NETWORK
from tests.gui.diagram.conftest import Hands, shown

W5 = ParameterChoice(4)


def picture(view: DiagramView) -> QImage:
    view.viewport().grab()  # what stays is drawn from pictures from the second time on
    return view.viewport().grab().toImage()


# What a moment shows


def test_at_rest_there_are_activations_and_loss_but_no_deltas(document: Document) -> None:
    now = pull(document.moment)

    assert now.activation(2, 0) == pytest.approx(0.191)
    assert now.loss == pytest.approx(0.3272405)
    assert now.delta(1, 0) is None
    assert now.second(4) is None


def test_what_a_phase_has_not_computed_yet_is_blank(document: Document) -> None:
    document.walk(Grain.PHASE)
    assert (now := pull(document.moment)).phase is Phase.FORWARD
    assert now.loss is None

    document.walk(Grain.PHASE)
    assert (now := pull(document.moment)).phase is Phase.LOSS
    assert now.loss is not None
    assert now.deltas is None


def test_backward_shows_deltas_and_gradients_and_update_old_and_new(document: Document) -> None:
    for _ in range(3):
        document.walk(Grain.PHASE)
    now = pull(document.moment)
    assert now.delta(2, 0) == pytest.approx(-0.809)
    assert now.second(4) == pytest.approx(-0.809 * 0.85)

    document.walk(Grain.PHASE)
    now = pull(document.moment)
    assert now.parameter(4) == 0.14
    assert now.second(4) == pytest.approx(0.14 + 0.05 * 0.809 * 0.85)


def test_a_sample_outside_the_batch_shows_no_gradients(iris: Document) -> None:
    for _ in range(3):
        iris.walk(Grain.PHASE)
    inside = set(iris.moment.batch.tolist())
    iris.choose_sample(next(k for k in range(150) if k not in inside))
    now = pull(iris.moment)

    assert now.is_outside_batch
    assert now.loss is not None
    assert now.deltas is None
    assert now.seconds is None


def test_a_moment_is_drawn_without_asking_the_engine(qtbot: QtBot) -> None:
    """A stand-in of a moment, with stored numbers only, gives a whole picture."""
    row = np.array([[0.5, -0.25]])
    settings = SimpleNamespace(locked=np.array([True] + 5 * [False]), shuffle=False, cut=frozenset())
    values = SimpleNamespace(
        activations=(row, row, row[:, :1]), zs=(row, row[:, :1]), deltas=(row, row[:, :1]), gradient=np.arange(6.0)
    )
    state = SimpleNamespace(parameters=np.array([0.1, -0.2, np.nan, np.inf, 0, 1e-9]))
    moment = SimpleNamespace(
        experiment=SimpleNamespace(
            network=NETWORK, settings=settings, data=SimpleNamespace(inputs=row, targets=row[:, :1], samples=1)
        ),
        state=state,
        old=state,
        is_updated=False,
        values=values,
        sample=0,
        shown_sample=0,
        targets=row[0, :1],
        sample_loss=float("inf"),
        phase=Phase.BACKWARD,
        in_batch=True,
        batch=np.array([0, 1]),
        samples_done=1,
        rung=Rung(Phase.BACKWARD, 0, 3),
        gradient_so_far=np.arange(6.0),
        preview=False,
        open_stage=None,
        after=None,
        latest=(),
        shows_forward=True,
        shows_loss=True,
        shows_deltas=True,
        computed=lambda phase: np.ones(3, dtype=bool),
    )
    layout = arrange(NETWORK, width=600, height=400, metrics=Metrics())
    stage = Stage(layout, pull(moment), Ink(), LIGHT, chosen=NeuronChoice(1, 0))  # type: ignore[arg-type]
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for item in all_items(stage):
        item.draw(painter, item.boundingRect())
    painter.end()

    assert image.pixelColor(*map(round, layout.layers[0].circle(0).center().toTuple())).name() != "#ffffff"


def test_each_of_several_outputs_shows_what_it_adds_to_the_loss(iris: Document) -> None:
    now = pull(iris.moment)
    assert now.output_losses is not None

    assert sum(now.output_losses.tolist()) == now.loss
    assert np.count_nonzero(now.output_losses) == 1  # of a one-hot target, the right class alone


def test_the_batch_so_far_is_told_of_the_chosen_weight(iris: Document) -> None:
    iris.select(ParameterChoice(0))
    for _ in range(6):
        iris.walk(Grain.PHASE)
    stage = Stage(
        arrange(iris.experiment.network, width=900, height=600, metrics=Metrics()), pull(iris.moment), Ink(), LIGHT
    )
    stage.chosen = iris.selection

    assert note(stage)[0].startswith("sample 145 (2 of 10 in this batch, shuffled)  ·  ∂: of sample 145  ·  ")
    assert note(stage)[0].endswith("∂ of w1, batch so far: \u22120.00615 (sum of 2 ÷ 10)")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_phase_changes_its_own_part_of_the_picture(qtbot: QtBot, document: Document, theme: str) -> None:
    look.apply(theme, 1.0)
    view = shown(qtbot, document)
    arrangement = view.arrangement
    parts = {"w5": arrangement.rect(W5), "target": arrangement.rect(TargetChoice(0))}
    parts |= {"loss": arrangement.loss, "band": arrangement.band}
    rects = {name: view.mapFromScene(rect).boundingRect() for name, rect in parts.items() if rect is not None}
    changed = []
    before = picture(view)
    for _ in range(4):
        document.walk(Grain.PHASE)
        view.refresh()
        now = picture(view)
        changed.append({name for name, rect in rects.items() if now.copy(rect) != before.copy(rect)})
        before = now
    look.apply("light", 1.0)

    assert changed == [{"loss"}, {"target", "loss"}, {"target", "loss", "band", "w5"}, {"band", "w5"}]


# Following the document


def test_many_changes_make_one_repaint(view: DiagramView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Moment] = []

    def counted(moment: Moment) -> Shown:
        calls.append(moment)
        return pull(moment)

    monkeypatch.setattr("bpgui.gui.diagram.touch.canvas.pull", counted)
    for _ in range(50):
        view.document.moment_changed.emit()
    qtbot.waitUntil(lambda: bool(calls))
    qtbot.wait(60)

    assert len(calls) == 1


def test_another_session_is_laid_out_anew(view: DiagramView, document: Document) -> None:
    document.open(load_session(resource_path("examples", "iris.bpgui")))

    assert len(view.arrangement.layers[0].ys) == 4
    assert view.zoom == 1.0


def test_new_biases_get_their_boxes(view: DiagramView, document: Document) -> None:
    document.perform(SetBias(1, bias=True))

    assert view.arrangement.rect(ParameterChoice(6)) is not None


def test_a_choice_made_elsewhere_is_ringed(view: DiagramView, document: Document, qtbot: QtBot) -> None:
    before = picture(view)
    document.select(W5)

    assert picture(view) != before


def test_hovering_a_neuron_opens_its_boxes_where_not_all_have_room(qtbot: QtBot, iris: Document) -> None:
    view = shown(qtbot, iris, 520, 360)
    hands = Hands(qtbot, view)
    neuron = NeuronChoice(1, 2)
    first = ParameterChoice(iris.experiment.network.incoming(1, 2)[0])
    assert view.arrangement.rect(first) is None

    hands.hover(hands.place(neuron))
    assert view.arrangement.rect(first) is not None
    hands.hover(hands.place(first))
    assert view.document.hovered == first

    hands.hover(QPoint(1, 1))
    assert view.arrangement.rect(first) is None


def test_a_weight_chosen_in_the_outline_is_shown_where_boxes_have_no_room(qtbot: QtBot, iris: Document) -> None:
    view = shown(qtbot, iris, 520, 360)
    iris.select(ParameterChoice(7))

    assert view.arrangement.rect(ParameterChoice(7)) is not None


OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


def tooltip_at(view: DiagramView, point: QPoint) -> str:
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point)))
    return QToolTip.text()


@OFFSCREEN
def test_the_tooltip_has_the_full_name_and_full_digits(hands: Hands, document: Document) -> None:
    document.perform(SetParameter("w5", 0.123456789012345))

    assert "w5, weight from h1 to out" in (text := tooltip_at(hands.view, hands.place(W5)))
    assert "0.123456789012345" in text
    QToolTip.hideText()


@OFFSCREEN
def test_the_tooltip_of_a_gradient_tells_the_batch_so_far(qtbot: QtBot, iris: Document) -> None:
    view = shown(qtbot, iris, 1300, 750)
    for _ in range(3):
        iris.walk(Grain.PHASE)
    text = tooltip_at(view, Hands(qtbot, view).place(ParameterChoice(0)))

    assert "batch so far" in text
    assert f"1 of {len(iris.moment.batch)}" in text
    QToolTip.hideText()


def test_it_says_in_one_sentence_what_it_shows(view: DiagramView, document: Document) -> None:
    assert view.accessibleName() == "Network diagram"
    assert view.accessibleDescription() == "At rest. Prediction of out 0.191, target 1. Loss 0.327."

    document.walk(Grain.PHASE)
    view.refresh()
    assert view.accessibleDescription().startswith("Forward phase.")
    assert "Loss" not in view.accessibleDescription()


def test_the_loss_has_a_tooltip_and_empty_ground_none(view: DiagramView) -> None:
    assert "of sample 1: 0.3272" in loss_tip(view.document)

    assert tooltip_at(view, QPoint(2, 2)) == ""


def test_a_file_dropped_on_the_diagram_is_the_windows(view: DiagramView) -> None:
    assert not view.acceptDrops()
    assert not view.viewport().acceptDrops()


def test_the_look_is_followed(view: DiagramView) -> None:
    look.apply("dark", 1.5)
    assert view.arrangement.smallest == 15  # in full, where the boxes have room for it
    assert picture(view).pixelColor(8, 250) == QColor(DARK.panel)
    look.apply("light", 1.0)
    assert view.arrangement.smallest == 10
    assert picture(view).pixelColor(8, 250) == QColor(LIGHT.panel)


# Zoom and pan


def wheel(view: DiagramView, point: QPoint, keys: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(point),
        QPointF(view.mapToGlobal(point)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_ctrl_and_wheel_zoom_around_the_mouse(hands: Hands) -> None:
    before = hands.place(NeuronChoice(1, 1))
    for _ in range(4):
        wheel(hands.view, before, Qt.KeyboardModifier.ControlModifier)
    after = hands.place(NeuronChoice(1, 1))

    assert hands.view.zoom == pytest.approx(1.2**4)
    assert (after - before).manhattanLength() < 90


def test_a_drag_on_the_ground_pans_and_a_double_click_fits(hands: Hands, qtbot: QtBot) -> None:
    hands.view.set_zoom(3.0)
    before = hands.view.mapToScene(0, 0)
    ground = next(point for k in range(5, 400) if hands.ground(point := QPoint(k, k)))
    hands.press(ground)
    hands.move(ground + QPoint(60, 40))
    hands.release(ground + QPoint(60, 40))
    assert (before - hands.view.mapToScene(0, 0)).toTuple() == pytest.approx((60, 40))

    qtbot.mouseDClick(hands.view.viewport(), Qt.MouseButton.LeftButton, pos=ground + QPoint(60, 40))
    assert hands.view.zoom == 1.0


def test_it_fits_its_panel_until_it_is_zoomed(view: DiagramView) -> None:
    view.resize(500, 360)
    assert view.arrangement.size.toSize() == view.viewport().size()

    view.set_zoom(2.0)
    view.resize(700, 400)
    assert view.arrangement.size.width() == pytest.approx(2 * view.maximumViewportSize().width())


@pytest.mark.parametrize("room", [200.0, 60.0, 40.0, 30.0, 20.0, 12.0, 3.0])
def test_a_number_is_never_cut_off(qtbot: QtBot, room: float) -> None:
    ink = Ink()
    text, size = ink.number(-0.0123456, 6, room, 17, 10)
    plain = spoken(text)

    assert not text or ink.width(text, size, bold=True) <= room + 1
    assert plain in ("", "…") or float(plain) == pytest.approx(-0.0123456, rel=0.2)


def test_a_click_on_the_loss_chooses_what_tells_of_it(hands: Hands, document: Document) -> None:
    view = hands.view
    place = view.mapFromScene(view.arrangement.loss.center())
    hands.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert document.selection == TargetChoice(0)


@pytest.mark.parametrize(
    ("phases", "said"),
    [(3, "error flows back"), (4, "updated: values, loss and δ are of the old weights"), (5, "")],
)
def test_the_band_says_whose_the_numbers_are(document: Document, phases: int, said: str) -> None:
    for _ in range(phases):
        document.walk(Grain.PHASE)
    layout = arrange(document.experiment.network, width=900, height=600, metrics=Metrics())

    assert note(Stage(layout, pull(document.moment), Ink(), LIGHT))[0] == said
