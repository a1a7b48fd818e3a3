"""A formula on screen answers mouse and keys, tells what it says, and can be copied."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from bpgui.engine.formulas.explain import Explainer
from bpgui.engine.formulas.figures import figure
from bpgui.engine.step import State, Step
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.formula.ink import Inks
from bpgui.gui.formula.reasons import reason_text
from bpgui.gui.formula.view import FormulaView
from bpgui.gui.widgets.theme import look
from bpgui.session.formulas.formula_text import latex, plain
from tests.article import DATA, NETWORK, settings, start
from tests.gui.formula.formulas import INKS, article


def shown(qtbot: QtBot, formula, digits: int = 3) -> FormulaView:
    view = FormulaView()
    qtbot.addWidget(view)
    view.set_formula(formula, INKS, digits)
    view.resize(view.sizeHint())
    view.show()
    return view


@pytest.fixture
def loss(qtbot: QtBot) -> FormulaView:
    """Show loss = 1/2 (prediction - target)^2."""
    return shown(qtbot, article().loss()[0])


@pytest.fixture
def rounded(qtbot: QtBot) -> FormulaView:
    """Show *h1 of figure 18: its shown weights do not give its shown value."""
    return shown(qtbot, figure(article(), 18)[1])


def nudged() -> State:
    """Return the article's start with one weight moved by one bit: the shown digits stay."""
    state = start()
    parameters = state.parameters.copy()
    parameters[0] = np.nextafter(parameters[0], 1)
    return replace(state, parameters=parameters)


def place(view: FormulaView, name: str) -> QPoint:
    return next(rect for rect, term in view.terms if getattr(term.symbol, "name", "") == name).center().toPoint()


@pytest.mark.parametrize(
    ("name", "choice"), [("prediction", NeuronChoice(2, 0)), ("target", TargetChoice(0)), ("loss", None)]
)
def test_a_term_under_the_mouse_is_told(qtbot: QtBot, loss: FormulaView, name, choice):
    told: list[object] = []
    loss.hovered.connect(told.append)
    qtbot.mouseMove(loss, place(loss, name))
    assert told == [choice]
    qtbot.mouseMove(loss, QPoint(loss.width() - 1, loss.height() - 1))
    assert told == [choice, None]


def test_a_click_chooses_what_a_term_stands_for(qtbot: QtBot):
    view = shown(qtbot, article().forward(1, 0)[0])
    with qtbot.waitSignal(view.chosen) as signal:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(view, "w"))
    assert signal.args == [ParameterChoice(0)]


def test_keys_go_from_term_to_term_and_choose(qtbot: QtBot):
    view = shown(qtbot, article().forward(1, 0)[0])
    told: list[object] = []
    chosen: list[object] = []
    view.hovered.connect(told.append)
    view.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert told == [NeuronChoice(1, 0), NeuronChoice(0, 0), ParameterChoice(0), NeuronChoice(0, 0)]
    assert chosen == [NeuronChoice(0, 0)]
    assert view.accessibleName() == (
        "h1 = i1 w1 + i2 w2 (weighted sum; a = z) = 2 × 0.11 + 3 × 0.21 (numbers put in) = 0.85"
    )
    assert view.accessibleDescription() == "i1 = 2, input, given by the data"


def test_a_click_on_the_sign_shows_enough_digits_and_goes_back(qtbot: QtBot, rounded: FormulaView):
    assert rounded.done.relation == "≈"
    sign = rounded.done.sign.center().toPoint() + QPoint(7, 7)
    qtbot.mouseClick(rounded, Qt.MouseButton.LeftButton, pos=sign)
    assert (rounded.done.relation, rounded.digits) == ("=", 4)
    qtbot.mouseClick(rounded, Qt.MouseButton.LeftButton, pos=rounded.done.sign.center().toPoint() + QPoint(7, 7))
    assert (rounded.done.relation, rounded.digits) == ("≈", 3)


def test_the_sign_can_be_reached_by_keyboard_and_menu(qtbot: QtBot, rounded: FormulaView):
    qtbot.keyClicks(rounded, "=")
    assert rounded.done.relation == "="
    menu = rounded.menu()
    (action,) = [action for action in menu.actions() if action.objectName() == "action_enough_digits"]
    assert action.isChecked()
    action.trigger()
    assert rounded.done.relation == "≈"


@pytest.mark.parametrize(
    ("modifiers", "write"),
    [
        (Qt.KeyboardModifier.ControlModifier, plain),
        (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, latex),
    ],
)
def test_it_copies_as_text(qtbot: QtBot, loss: FormulaView, modifiers, write):
    qtbot.keyClick(loss, Qt.Key.Key_C, modifiers)
    assert QGuiApplication.clipboard().text() == write(article().loss()[0], 3, reason=reason_text)


@pytest.mark.parametrize("copy", [FormulaView.copy_plain, FormulaView.copy_latex])
def test_it_is_copied_and_read_without_reasons_where_none_are_shown(qtbot: QtBot, loss: FormulaView, copy):
    loss.set_formula(article().loss()[0], INKS, 3, reasons=False)
    copy(loss)
    assert "squared" not in QGuiApplication.clipboard().text()
    qtbot.waitUntil(lambda: loss.accessibleName() == "loss = 1/2 (prediction − target)^2 = 1/2 (0.191 − 1)^2 = 0.327")
    assert "squared" not in "".join(text for *_, text in loss.done.picture.texts)
    QToolTip.hideText()


def test_what_it_says_can_be_read_before_it_has_the_focus(qtbot: QtBot, loss: FormulaView):
    said = "loss = 1/2 (prediction − target)^2 (half of the squared error) = 1/2 (0.191 − 1)^2 (numbers put in) = 0.327"
    qtbot.waitUntil(lambda: loss.accessibleName() == said)


@pytest.mark.parametrize("text_size", [1.0, 2.0])
def test_a_tooltip_covers_no_line_that_is_read_next(qtbot: QtBot, text_size):
    look.apply("light", text_size)
    view = shown(qtbot, article().forward(1, 0)[0])
    view.move(100, 300)
    try:
        for rect, _ in view.terms:
            spot = rect.center().toPoint()
            event = QHelpEvent(QEvent.Type.ToolTip, spot, view.mapToGlobal(spot))
            QCoreApplication.sendEvent(view, event)
            tip = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QLabel) and w.isVisible())
            assert tip.text()
            assert tip.geometry().bottom() < view.mapToGlobal(rect.topLeft().toPoint()).y()
    finally:
        QToolTip.hideText()
        look.apply("light", 1.0)


@pytest.mark.parametrize(
    ("copy", "told"),
    [
        (FormulaView.copy_latex, "Copied as LaTeX."),
        (FormulaView.copy_plain, "Copied as plain text."),
        (FormulaView.copy_picture, "Copied as picture."),
    ],
)
def test_it_says_that_it_copied(loss: FormulaView, copy, told):
    copy(loss)
    assert QToolTip.text() == told
    QToolTip.hideText()


def test_it_copies_as_picture(loss: FormulaView):
    loss.copy_picture()
    data = QGuiApplication.clipboard().mimeData()
    image = data.imageData()
    assert isinstance(image, QImage)
    assert image.width() > 2 * loss.done.width
    assert image.pixelColor(0, 0).name() == "#ffffff"
    assert b"<svg" in bytes(data.data("image/svg+xml").data())


def test_words_follow_the_language_but_not_what_is_copied(loss: FormulaView, monkeypatch):
    monkeypatch.setattr("bpgui.gui.formula.view.symbol_words", lambda: {"loss": "损失"})
    QCoreApplication.sendEvent(loss, QEvent(QEvent.Type.LanguageChange))
    assert "损失" in [text for *_, text in loss.done.picture.texts]
    loss.copy_plain()
    assert QGuiApplication.clipboard().text() == plain(article().loss()[0], 3, reason=reason_text)
    QToolTip.hideText()


def test_it_grows_with_the_text(loss: FormulaView):
    before = loss.sizeHint()
    look.apply("light", 2.0)
    try:
        assert loss.sizeHint().height() > 1.8 * before.height()
    finally:
        look.apply("light", 1.0)


@pytest.mark.parametrize(("room", "size"), [(200, 15), (390, 15), (468, 18), (546, 21), (2000, 21)])
def test_wide_room_gives_larger_formulas(loss: FormulaView, room, size):
    loss.set_room(room)
    assert max(found for face, found, *_ in loss.done.picture.texts if face == "main") == size


def test_it_is_drawn_in_colours(loss: FormulaView):
    image = loss.grab().toImage()
    found = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {look.theme.marker.lower()} <= found
    assert len(found) > 30


@pytest.fixture
def weighted(qtbot: QtBot) -> FormulaView:
    """Show h1 = i1 w1 + i2 w2."""
    return shown(qtbot, article().forward(1, 0)[0])


def test_what_an_edit_left_as_it_was_is_not_laid_out_again(weighted: FormulaView):
    before = weighted.done
    weighted.set_formula(article().forward(1, 0)[0], INKS, 3)
    assert weighted.done is before


@pytest.mark.parametrize(
    ("state", "inks", "digits", "reasons"),
    [(nudged(), INKS, 3, True), (start(), Inks(NETWORK), 3, True), (start(), INKS, 4, True), (start(), INKS, 3, False)],
    ids=["another number", "other colours", "more digits", "no reasons"],
)
def test_what_changed_is_laid_out_again(weighted: FormulaView, state, inks, digits, reasons):
    before = weighted.done
    formula = Explainer(Step(NETWORK, state, settings(), DATA), 0).forward(1, 0)[0]
    weighted.set_formula(formula, inks, digits, reasons=reasons)
    assert weighted.done is not before
