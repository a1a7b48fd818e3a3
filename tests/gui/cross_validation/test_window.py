from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from bpgui.gui.cross_validation import work
from bpgui.gui.cross_validation.window import ValidationWindow
from bpgui.gui.document.document import Document
from bpgui.session.cross_validation.plan import Training, ValidationPlan
from bpgui.session.cross_validation.results import Kept, Result
from bpgui.session.model.edits import SetLearningRate

VALUES = (0.01, 0.1, 1.0)
LOSSES = {0.01: (0.9, 1.1), 0.1: (0.4, 0.6), 1.0: (0.5, 1e9)}
KEYS = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, xor: Document) -> Iterator[ValidationWindow]:
    """The window with two folds of XOR and three rates, nothing begun."""
    window = ValidationWindow(xor)
    qtbot.addWidget(window)
    window.show()
    window.fields.folds.setValue(2)
    type_into(qtbot, window.fields.values, "0.01:1:3")
    yield window
    window.work.stop()


def type_into(qtbot: QtBot, field, text: str) -> None:
    field.selectAll()
    qtbot.keyClicks(field, text)


def results(plan: ValidationPlan) -> list[Result]:
    ended = {True: "diverged", False: "done"}
    return [
        Result(t.value, t.fold, ended[LOSSES[t.value][t.fold] > 1e6], 100, "0.25", str(LOSSES[t.value][t.fold]))  # type: ignore[arg-type]
        for t in plan.trainings
    ]


@pytest.fixture
def done(qtbot: QtBot, window: ValidationWindow) -> ValidationWindow:
    """The window with all results, which were there before."""
    plan = window.fields.plan()
    kept = Kept(plan)
    for result in results(plan):
        kept.put(result)
    qtbot.mouseClick(window.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.work.is_busy)
    return window


def cells(window: ValidationWindow, row: int) -> list[str]:
    return [str(window.table.model().index(row, column).data()) for column in range(8)]


def test_it_says_what_will_be_tried(window: ValidationWindow) -> None:
    assert window.fields.hint.text() == "6 trainings: 0.01, 0.1, 1"
    assert window.begin.isEnabled()


@pytest.mark.parametrize(
    ("values", "reason"), [("x", "“x” is not a number."), ("-1:1:3", "begins above 0"), ("", "Write values like")]
)
def test_what_cannot_be_tried_says_why_and_cannot_begin(
    qtbot: QtBot, window: ValidationWindow, values: str, reason: str
) -> None:
    window.fields.values.clear()
    type_into(qtbot, window.fields.values, values)
    window.fields.values.textEdited.emit(values)

    assert reason in window.fields.hint.text()
    assert not window.begin.isEnabled()


def test_too_few_samples_say_how_many_are_needed(window: ValidationWindow) -> None:
    window.fields.folds.setValue(5)

    assert "5 folds need at least 5 training samples" in window.fields.hint.text()
    assert not window.begin.isEnabled()


class Slow:
    """Trainings that make themselves ready for as long as a test wants."""

    is_ready = False

    def __init__(self, plan: ValidationPlan, **_options: object) -> None:
        self.plan, self.results, self.kept, self.trouble = plan, dict[Training, Result](), 0, None
        self.is_going_on, self.has_begun = True, False

    def poll(self) -> list[Result]:
        self.has_begun = self.is_ready
        return []

    def cancel(self) -> None:
        self.is_going_on = False

    stop = cancel


def test_it_says_that_it_makes_itself_ready(
    qtbot: QtBot, window: ValidationWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "Trainings", Slow)
    qtbot.mouseClick(window.begin, Qt.MouseButton.LeftButton)
    assert window.line.text() == "Getting ready to train..."
    qtbot.waitUntil(lambda: isinstance(window.work._trainings, Slow))
    assert window.line.text() == "Getting ready to train..."

    monkeypatch.setattr(Slow, "is_ready", True)
    qtbot.waitUntil(lambda: window.line.text() == "0 of 6 trainings")


def test_what_came_out_stands_in_the_table_and_the_best_is_chosen(done: ValidationWindow) -> None:
    assert cells(done, 0)[:2] == ["0.01", "1"]
    assert cells(done, 1)[:5] == ["0.1", "0.5", "0.141", "0.4", "0.6"]
    assert (cells(done, 2)[1], cells(done, 2)[7]) == ("0.5", "1 / 2")
    assert done.plot.chosen == 0.1
    assert done.line.text() == "0.1 has the smallest mean validation loss: 0.5 ± 0.141."


def test_use_is_one_edit(qtbot: QtBot, done: ValidationWindow, xor: Document) -> None:
    before = xor.session.experiment.settings.learning_rate
    qtbot.mouseClick(done.use, Qt.MouseButton.LeftButton)
    assert xor.session.experiment.settings.learning_rate == 0.1

    xor.undo()
    assert xor.session.experiment.settings.learning_rate == before
    assert xor.session.undo_stack.undoable is None


def test_a_click_on_a_point_asks_for_its_training(qtbot: QtBot, done: ValidationWindow) -> None:
    asked = []
    done.training_asked.connect(lambda plan, training: asked.append((plan, training)))
    place = done.plot.spot_of(Training(0.01, 1)).toPoint()

    qtbot.mouseClick(done.plot, Qt.MouseButton.LeftButton, pos=place)
    assert asked == [(done.work.plan, Training(0.01, 1))]
    assert done.plot.chosen == 0.01

    picture = done.plot.picture()
    assert picture is not None
    beside = QPoint(round(picture.x_of(1.0)), round(picture.area.bottom()) - 2)
    qtbot.mouseClick(done.plot, Qt.MouseButton.LeftButton, pos=beside)
    assert len(asked) == 1
    assert done.line.text() == "1: diverged in 1 of 2 folds."


def test_keys_do_what_the_mouse_does(qtbot: QtBot, done: ValidationWindow) -> None:
    asked = []
    done.training_asked.connect(lambda _plan, training: asked.append(training))
    qtbot.keyClick(done.plot, KEYS.Key_Right)
    qtbot.keyClick(done.plot, KEYS.Key_Up)
    assert done.line.text() == "1, without fold 1: validation loss 0.5, training loss 0.25. Click or Enter opens it."

    qtbot.keyClick(done.plot, KEYS.Key_Up)
    assert done.line.text() == "1, without fold 2: diverged at step 100. Click or Enter opens it."
    qtbot.keyClick(done.plot, KEYS.Key_Return)
    assert asked == [Training(1.0, 1)]


def test_another_session_gets_none_of_it(done: ValidationWindow, xor: Document, document: Document) -> None:
    xor.open(document.session)

    assert not done.use.isEnabled()
    assert done.use.toolTip() == "Another session is open now"
    assert done.open_it.isEnabled()
    assert "5 training samples" not in done.fields.hint.text()
    assert "2 folds need at least 2 training samples" in done.fields.hint.text()


def test_the_folds_are_told_while_they_can_be_seen(window: ValidationWindow, xor: Document) -> None:
    assert xor.focus.folds == tuple(window.fields.plan().fold_of.tolist())
    window.close()
    assert xor.focus.folds is None


def test_the_settings_of_the_optimiser_are_offered_where_they_are_of_use(
    qtbot: QtBot, window: ValidationWindow, xor: Document
) -> None:
    offered = [window.fields.setting.itemText(k) for k in range(window.fields.setting.count())]
    assert offered[:2] == ["learning rate", "batch size"]
    assert "momentum" not in offered

    window.fields.setting.setCurrentIndex(1)
    window.fields.setting.activated.emit(1)
    type_into(qtbot, window.fields.values, "1, 2")
    assert window.fields.plan().values == (1, 2)
    assert window.fields.plan().setting == "batch_size"


def test_the_table_is_copied_in_full(qtbot: QtBot, done: ValidationWindow) -> None:
    done.table.setFocus()
    qtbot.keyClick(done.table, KEYS.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Value", "Mean loss"]
    assert lines[2].split("\t")[:3] == ["0.1", "0.5", "0.14142135623730948"]


def test_a_changed_rate_leaves_what_is_done(done: ValidationWindow, xor: Document) -> None:
    xor.perform(SetLearningRate(7.0))

    assert done.plot.chosen == 0.1
    assert len(done.work.results) == 6
