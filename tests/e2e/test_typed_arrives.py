"""What is typed arrives: every editor of the window beside every command."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import product
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDockWidget,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.touch import many
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.window.actions import OF_NEURON, UNSETTLED
from bpgui.gui.window.main_window import MainWindow
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.edits import (
    Edit,
    SetBatchSize,
    SetInput,
    SetLearningRate,
    SetParameter,
    SetSeed,
    SetShuffle,
)
from bpgui.session.model.naming_edits import Rename
from bpgui.session.session import Session
from bpgui.session.stops import StopRules
from tests.campaigns import tries
from tests.e2e.conftest import find

#: Of the pairs of an editor and a command that can be done, a few are tried; a campaign tries all.
EVERY = tries(37, 1)
#: Every step of the tests begins here, with rows after it.
STEP = 3
#: Entries that only look, beside those that actions.UNSETTLED names; and of the examples all but one.
LOOKS = (
    *("digits_", "text_size_", "theme_", "animation_", "language_", "panel_", "figure"),
    "toolbar",
    "clear_recent",
    "example_xor",
    "example_iris",
    "example_reg",
)


@pytest.fixture
def window(fresh: MainWindow) -> MainWindow:
    """One for each test: the window is closed."""
    return fresh


@dataclass(frozen=True)
class Editor:
    """A way to have a number open, what is typed there, and what then holds."""

    open: Callable[[MainWindow], QWidget]
    text: str
    kept: Edit | StopRules | int
    wrong: str = "abc"


def _field(name: str) -> Callable[[MainWindow], QWidget]:
    def open_field(window: MainWindow) -> QWidget:
        field = find(window, QWidget, name)
        field.setFocus()
        return field

    return open_field


def _cell(view: str, choose: Callable[[MainWindow], object]) -> Callable[[MainWindow], QWidget]:
    def open_cell(window: MainWindow) -> QWidget:
        choose(window)
        editors = find(window, QWidget, view).findChildren(QLineEdit, "cellEditor")
        return next(editor for editor in editors if editor.isVisible())

    return open_cell


def _on_diagram(window: MainWindow) -> QWidget:
    window.diagram.edit_next(ParameterChoice(0))
    return window.diagram.editor


def _name(window: MainWindow) -> QWidget:
    window.diagram.rename(NeuronChoice(1, 0))
    return window.diagram.names


def _name_in_outline(window: MainWindow) -> QWidget:
    window.document.select(NeuronChoice(1, 0))
    window.outline.rename(NeuronChoice(1, 0))
    return window.outline.names


EDITORS = {
    "learning rate": Editor(_field("learningRate"), "0.2", SetLearningRate(0.2)),
    "stop at step": Editor(_field("stopStep"), "7", StopRules(step=7)),
    "stop at loss": Editor(_field("stopLoss"), "0.25", StopRules(loss=0.25)),
    "batch size": Editor(_field("batchSize"), "3", SetBatchSize(3)),
    "shuffle seed": Editor(_field("seed"), "11", SetSeed(11)),
    "next seed": Editor(_field("weightsSeed"), "5", 5),
    "data": Editor(_cell("dataTable", lambda window: window.table.edit_first()), "0.5", SetInput("i1", 1, 0.5)),
    "outline": Editor(
        _cell("outlineTree", lambda window: window.outline.edit(ParameterChoice(0))), "0.5", SetParameter("w1", 0.5)
    ),
    "diagram": Editor(_on_diagram, "0.5", SetParameter("w1", 0.5)),
    "name": Editor(_name, "sum", Rename(1, 0, "sum", "h1"), wrong="abc.d"),
    "name in the outline": Editor(_name_in_outline, "sum", Rename(1, 0, "sum", "h1"), wrong="abc.d"),
}


@pytest.fixture(scope="module")
def xor() -> Session:
    return load_session(resource_path("examples", "xor.bpgui"))


def _trigger(action: QAction, _desk: object) -> None:
    if action.objectName().removeprefix("action_") in OF_NEURON:
        action.setEnabled(True)  # whatever is chosen
    action.trigger()


class Desk:
    """The window, put back to where each pair of an editor and a command begins."""

    def __init__(self, window: MainWindow, xor: Session, folder: Path) -> None:
        self.window, self._xor, self.file = window, xor, folder / "a.bpgui"
        self.seen: list[tuple[Edit, int]] = []
        self.dialogs: list[str] = []
        window.document.timeline_changed.connect(self._note)
        for name in ("explanation", "plots"):  # not needed here, and slow
            find(window, QDockWidget, f"{name}_dock").hide()
        window.resize(1200, 700)
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._dismiss)
        self._timer.start(0)

    def _note(self) -> None:
        entry = self.session.undo_stack.undoable
        if entry is not None:
            self.seen.append((entry.edit, entry.row))

    def _dismiss(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self.dialogs.append(dialog.objectName())
            dialog.reject()

    @property
    def session(self) -> Session:
        return self.window.document.session

    def begin(self) -> None:
        document = self.window.document
        document.pause()
        document.editors.drop()
        for name in ("lesson", "quiz"):
            find(self.window, QDockWidget, f"{name}_dock").hide()
        for name in ("data", "outline", "experiment"):
            find(self.window, QDockWidget, f"{name}_dock").show()
        QApplication.processEvents()
        find(self.window, QDockWidget, "experiment_dock").raise_()
        QApplication.processEvents()
        session = Session(self._xor.experiment, self._xor.timeline.state_at(0).parameters, path=self.file)
        session.perform(SetBatchSize(2))
        session.perform(SetShuffle(True))
        session.train(5)
        session.seek_step(STEP)
        session.perform(SetLearningRate(1.0))
        session.undo()  # so that there is something to redo
        session.mark_unsaved()  # so that closing asks
        document.open(session)
        self.window.panel.weights_seed.setValue(1)
        document.select(ParameterChoice(3))
        self.seen.clear()
        self.dialogs.clear()

    @cached_property
    def commands(self) -> dict[str, Callable[["Desk"], object]]:
        """Every entry of the menus that is not known to only look, and what is no entry of a menu."""
        found: dict[str, Callable[[Desk], object]] = {}
        for action in self.window.findChildren(QAction):
            name = action.objectName().removeprefix("action_")
            if action.objectName().startswith("action_") and name not in UNSETTLED and not name.startswith(LOOKS):
                found[name] = partial(_trigger, action)
        return found | COMMANDS

    def has_kept(self, editor: Editor, session: Session) -> bool:
        """Whether the number was kept, and at the row at which it was typed."""
        if isinstance(editor.kept, StopRules):
            return session.stops == editor.kept
        if isinstance(editor.kept, int):
            return self.window.panel.weights_seed.value() in (editor.kept, editor.kept + 1)  # a draw raises it
        return (editor.kept, STEP) in self.seen

    def state(self) -> tuple[object, ...]:
        """What no command may change while something is typed that cannot be kept."""
        session, window = self.session, self.window
        settled = (session, session.timeline, session.timeline.length, session.cursor, session.stops, session.sample)
        windows = sum(widget.isVisible() for widget in QApplication.topLevelWidgets())
        return (*settled, session.place.stops_done, window.isVisible(), windows, window.document.is_running)


@pytest.fixture
def desk(window: MainWindow, xor: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(window, xor, tmp_path)

    def no_file(*_: object) -> tuple[str, str]:
        desk.dialogs.append("file")
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", no_file)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", no_file)
    yield desk
    desk._timer.stop()
    window.document.pause()
    window.document.editors.drop()


def _drop(desk: Desk) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(resource_path("examples", "article.bpgui")))])
    keys, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    desk.window.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, keys))


def _press_third_sample(desk: Desk) -> None:
    header = desk.window.table.view.verticalHeader()
    place = QPoint(8, header.sectionViewportPosition(2) + 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _slide(desk: Desk) -> None:
    slider = find(desk.window, QSlider, "timelineSlider")
    slider.setMaximum(5)  # the plots are hidden, and keep nothing up to date
    slider.setValue(1 if slider.value() != 1 else 2)


def _choose_loss(desk: Desk) -> None:
    field = find(desk.window, QComboBox, "loss")
    field.setCurrentIndex(0)
    field.activated.emit(0)


def _lock(desk: Desk) -> None:
    if desk.window.document.settle():
        desk.window.document.select(ParameterChoice(3))
    many.toggle_lock(desk.window.document)


#: What is no entry of a menu, or settles for itself.
COMMANDS: dict[str, Callable[[Desk], object]] = {
    "run": lambda desk: desk.window.actions_["run"].trigger(),
    "next_phase": lambda desk: desk.window.actions_["next_phase"].trigger(),
    "the slider": _slide,
    "another sample": _press_third_sample,
    "New random weights": lambda desk: find(desk.window, QPushButton, "newWeights").click(),
    "biases": lambda desk: find(desk.window, QCheckBox, "bias1").click(),
    "loss": _choose_loss,
    "the lesson's Next": lambda desk: desk.window.lesson.next.click(),
    "a screen reader": lambda desk: desk.window.table.model.setData(desk.window.table.model.index(3, 1), "2.5"),
    "lock": _lock,
    "a dropped file": _drop,
    "closing the window": lambda desk: desk.window.close(),
}


def type_in(qtbot: QtBot, field: QWidget, text: str) -> None:
    target = field.lineEdit() if isinstance(field, QAbstractSpinBox) else cast(QLineEdit, field)
    target.selectAll()
    qtbot.keyClicks(target, text)


@pytest.mark.campaign
@pytest.mark.slow("each pair begins with a session of its own, in the real window")
def test_every_command_first_keeps_what_is_typed(qtbot: QtBot, desk: Desk) -> None:
    failures = []
    for k, ((name, editor), (command, do)) in enumerate(product(EDITORS.items(), desk.commands.items())):
        if k % EVERY:
            continue
        desk.begin()
        session = desk.session
        type_in(qtbot, editor.open(desk.window), editor.text)
        do(desk)
        desk.window.document.pause()
        if not desk.has_kept(editor, session):
            failures.append(f"{name}: {command}")

    assert failures == []


def test_no_command_is_done_while_what_is_typed_cannot_be_kept(qtbot: QtBot, desk: Desk) -> None:
    failures = []
    for name, editor in EDITORS.items():
        desk.begin()
        field = editor.open(desk.window)
        type_in(qtbot, field, editor.wrong)
        before = desk.state()
        for command, do in desk.commands.items():
            do(desk)
            if (desk.state(), desk.dialogs, desk.seen) != (before, [], []) or not field.isVisible():
                failures.append(f"{name}: {command}")
            elif "abc" not in field.accessibleDescription() or not field.hasFocus():
                failures.append(f"{name}: {command} does not say why")

    assert failures == []


def test_undo_takes_back_what_is_typed_and_nothing_else(qtbot: QtBot, desk: Desk) -> None:
    for editor in EDITORS.values():
        desk.begin()
        before = desk.state()
        type_in(qtbot, editor.open(desk.window), editor.text)
        desk.window.actions_["undo"].trigger()
        desk.window.actions_["step"].trigger()
        desk.window.actions_["back"].trigger()
        assert desk.state() == before


def test_every_field_of_the_window_is_one_of_these(desk: Desk) -> None:
    """Some are none: the answer of "Your turn", and what is searched for or tried, change nothing."""
    desk.begin()
    find(desk.window, QAction, "action_your_turn").trigger()
    fields = [*desk.window.findChildren(QLineEdit), *desk.window.findChildren(QAbstractSpinBox)]
    inner = (QComboBox, QAbstractSpinBox)
    names = {field.objectName() for field in fields if not isinstance(field.parent(), inner)} - {"cellEditor"}
    own = {name for name in names if not name.startswith("qt_")}
    assert own == {
        *("learningRate", "stopStep", "stopLoss", "batchSize", "seed", "weightsSeed", "valueEditor"),
        *("quizAnswer", "nameEditor", "findField", "tryField1", "tryField2"),
        *("momentum", "rho", "beta1", "beta2", "epsilon", "decay"),  # made as the learning rate
        *("l1", "l2", "clip", "warmUp", "scheduleSteps", "stepFactor", "exponentialFactor", "inverseDecay", "lastRate"),
        *("stopPatience", "stopTrainAccuracy", "stopTestAccuracy"),  # made as the other stop rules
        *("size0", "size1", "size2"),  # each change of a layer's size is an edit at once
        "findText",  # in the data table
    }


#: The requests of a document that keep nothing first, each with the reason.
KEEP_NOTHING_FIRST = {
    **dict.fromkeys(("seek_step", "to_start", "to_end"), "ends in seek, which is a command"),
    **dict.fromkeys(("save", "settle", "toggle_run"), "settles by itself"),
    **dict.fromkeys(("preview", "undo"), "is about what is typed"),
    **dict.fromkeys(("select", "hover", "set_digits"), "only looks"),
    **dict.fromkeys(("pause", "close"), "ends what goes on, and begins nothing"),
    **dict.fromkeys(("set_grain",), "is no number of the session, and moves nothing"),
    **dict.fromkeys(("text", "tell", "once_told"), "is no request"),
}
#: What a document's owners have that changes or moves something: the document alone calls it, after it has asked.
OF_THE_DOCUMENT = {"begin", "begin_to", "set_stops"}


def test_every_request_of_a_document_keeps_what_is_typed_or_says_why_not() -> None:
    requests = {name for name, value in vars(Document).items() if callable(value) and not name.startswith("_")}
    requests -= {name for name, value in vars(Document).items() if isinstance(value, Signal)}
    commands = {name for name in requests if hasattr(vars(Document)[name], "__wrapped__")}

    assert requests - commands == set(KEEP_NOTHING_FIRST)


def test_no_view_begins_a_run_without_the_document() -> None:
    found = {
        call
        for path in Path("bpgui/gui").rglob("*.py")
        if path.name != "document.py"
        for call in re.findall(r"\.run\.(\w+)\(", path.read_text(encoding="utf-8"))
    }
    assert found & {"set_rate", *OF_THE_DOCUMENT} == {"set_rate"}
