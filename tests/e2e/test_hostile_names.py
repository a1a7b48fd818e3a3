"""Whatever a neuron, a file or a lesson is called, the window, the history and the terminal show it as text."""

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QAction, QDesktopServices, QHelpEvent, QPainter, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabBar,
    QTextBrowser,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bpgui.cli import new, show, train
from bpgui.engine.network import Layer, Network
from bpgui.engine.shown import shown
from bpgui.engine.step import Data, Settings
from bpgui.gui.document.selection import Choice, NeuronChoice, TargetChoice
from bpgui.gui.learn.lesson_panel import LessonPanel
from bpgui.gui.window.dialogs import ExportDialog
from bpgui.gui.window.main_window import MainWindow
from bpgui.session.basics.problems import Problem
from bpgui.session.files.history_csv import CsvOptions, write_history
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import SetInput, SetTarget
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.step.ladder import Grain
from bpgui.session.timeline.column_kinds import ASKED
from tests.campaigns import tries
from tests.e2e.conftest import find, trigger, when_dialog_opens
from tests.hostile import HIDDEN, file_names, names, texts, watched

#: Names of one session: half of them inputs, half outputs.
EACH = 8
ROUNDS = tries(1, 250)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def bait(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that names and texts ask to be opened, in the current folder, where nothing else is."""
    folder = Path(tempfile.mkdtemp())  # its path is short: a name has 40 characters
    (folder / "b").write_bytes(b"GIF89a")
    monkeypatch.chdir(folder)
    yield folder / "b"
    shutil.rmtree(folder)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The texts that were painted."""
    found: set[str] = set()
    draw = QPainter.drawText

    def note(painter: QPainter, *arguments: Any) -> Any:
        found.update(part for part in arguments if isinstance(part, str))
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", note)
    return found


class UrlTrap(QObject):
    """Takes the addresses that Qt is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self._urls: list[str] = []
        for scheme in ("http", "https", "file", ""):
            QDesktopServices.setUrlHandler(scheme, self, "take")  # type: ignore[arg-type]  # the stubs want bytes

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Keep an address."""
        self._urls.append(url.toString())

    def end(self) -> list[str]:
        """Return what was asked for."""
        for scheme in ("http", "https", "file", ""):
            QDesktopServices.unsetUrlHandler(scheme)
        return self._urls


def session_of(found: list[str]) -> Session:
    """Return a session whose inputs and outputs have these names."""
    half = len(found) // 2
    network = Network(
        half, (Layer(2, "tanh"), Layer(half)), "half_square", (tuple(found[:half]), (), tuple(found[half:]))
    )
    settings = Settings(0.1, np.zeros(network.parameter_count, dtype=bool))
    data = Data(np.ones((1, half)), np.zeros((1, half)))
    return Session(Experiment(network, settings, data), np.full(network.parameter_count, 0.25))


# What stands on the screen


_texts_of: dict[str, list[str]] = {}


def own_texts(thing: QWidget | QAction) -> Iterator[str]:
    """Yield the texts that a widget or action has, but its HTML, which `check_markup` reads."""
    meta = thing.metaObject()
    if meta.className() not in _texts_of:
        properties = [meta.property(index) for index in range(meta.propertyCount())]
        found = {str(entry.name()) for entry in properties if str(entry.typeName()) == "QString"}
        _texts_of[meta.className()] = sorted(found - {"html", "markdown", "styleSheet", "objectName"})
    yield from (str(thing.property(name)) for name in _texts_of[meta.className()])


def model_texts(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    """Yield what a table, list or tree says of itself."""
    for column in range(model.columnCount(parent)):
        yield from (str(model.headerData(column, Qt.Orientation.Horizontal, role) or "") for role in ROLES)
        for row in range(min(model.rowCount(parent), 40)):
            index = model.index(row, column, parent)
            yield from (str(model.data(index, role) or "") for role in ROLES)
            if not column:
                yield from model_texts(model, index)


def accessible_texts(widget: QWidget) -> Iterator[str]:
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    interface = QAccessible.queryAccessibleInterface(widget)
    for child in [interface, *(interface.child(k) for k in range(interface.childCount()))]:
        yield from (child.text(kind) for kind in kinds)


def all_texts(window: MainWindow) -> Iterator[str]:
    for widget in QApplication.allWidgets():
        if not isinstance(widget, QLineEdit) and widget.objectName() not in ("lessonText", "lessonTaskText"):
            yield from own_texts(widget)  # what is being typed, and a lesson's own sentences, stay as they are
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from model_texts(widget.model(), QModelIndex())
        if isinstance(widget, QTabBar):
            yield from (widget.tabText(k) + widget.tabToolTip(k) for k in range(widget.count()))
    for action in window.findChildren(QAction):
        yield from own_texts(action)
    yield from accessible_texts(window.diagram)


def check_markup(html: str) -> None:
    """Fail for a picture, a link that is not our own, or anything else that a text of others may have brought."""
    document = QTextDocument()
    document.setHtml(html)
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            form = fragments.fragment().charFormat()
            assert not form.isImageFormat(), html
            assert form.anchorHref().startswith("figure:") or not form.isAnchor(), html
            fragments += 1
        block = block.next()


def check_screen(window: MainWindow, painted: Iterable[str] = ()) -> None:
    """Fail for a character that acts unseen, and for a label in which a text of others would be markup."""
    window.repaint()
    for text in (*all_texts(window), *painted):
        assert not HIDDEN.search(text), ascii(text)
    for label in (widget for widget in QApplication.allWidgets() if isinstance(widget, QLabel)):
        if not label.text():
            continue  # Qt's own, for the icon of a box
        is_tip = label.metaObject().className() == "QTipLabel"  # Qt's own; what it shows comes from plain_tip
        assert is_tip or label.textFormat() != Qt.TextFormat.AutoText, (label.objectName(), label.text())
        if label.textFormat() == Qt.TextFormat.RichText or is_tip:
            check_markup(label.text())
    for browser in window.findChildren(QTextBrowser):
        check_markup(browser.toHtml())


def plain_of(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText().replace("\xa0", " ")


def tip_of(window: MainWindow, choice: Choice) -> str:
    """Point at a thing of the diagram and return what its tooltip shows."""
    view = window.diagram
    rect = view.screen_rect(choice)
    if rect is None:
        return ""
    place = view.viewport().mapFromGlobal(rect.center())
    event = QHelpEvent(QEvent.Type.ToolTip, place, rect.center())
    QApplication.sendEvent(view.viewport(), event)
    text = QToolTip.text()
    check_markup(text)
    QToolTip.hideText()
    return plain_of(text)


# The rounds


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_names_are_text_in_all_views(
    qtbot: QtBot, window: MainWindow, bait: Path, painted: set[str], tmp_path: Path, seed: int
) -> None:
    found = names(seed, EACH, str(bait))
    path = tmp_path / file_names(seed, 1, "b", is_utf8=seed % 2 == 0)[0]
    save_session(session_of(found), path)
    trap = UrlTrap()
    with watched(bait) as seen:
        assert window.files.open_path(path)
        for name in ("data", "outline", "explanation"):
            window._docks[name].show()
        assert window.windowTitle().replace("[*][*]", "[*]") == f"{shown(path.name)}[*] - bpgui"
        for k, name in enumerate(found):
            look_at(window, k, name)
            if k % 4 == 3:
                check_screen(window, painted)
        change(window, found)
        ask(window, found)
        check_screen(window, painted)
        shown_names = {shown(name) for name in found}
        assert len([name for name in shown_names if any(name in text for text in painted)]) >= EACH // 2
        leave(window, path)
    assert seen == []
    assert trap.end() == []


def look_at(window: MainWindow, place: int, name: str) -> None:
    """Choose a neuron, and an output's target, and read its name where it must stand."""
    half = EACH // 2
    layer, index = (0, place) if place < half else (2, place - half)
    choices: list[Choice] = [NeuronChoice(layer, index), TargetChoice(index)]
    for choice in choices if layer else choices[:1]:
        window.document.select(choice)
        QApplication.processEvents()
        tip = tip_of(window, choice)
        assert not tip or " ".join(shown(name).split()) in " ".join(tip.split()), (name, tip)
        title = find(window, QLabel, "explanation_title")
        assert shown(name) in title.text()


def change(window: MainWindow, found: list[str]) -> None:
    """Edit what the names belong to, walk and step, and look at the plots and the menus."""
    document = window.document
    document.perform(SetInput(found[0], 1, 0.5))
    document.step()
    document.perform(SetTarget(found[-1], 1, -0.5))
    undo = find(window, QAction, "action_undo")
    assert undo.text().replace("&&", "&").endswith(f"{shown(found[-1])}, sample 1")
    for _ in range(3):
        document.walk(Grain.PHASE)
        QApplication.processEvents()
    recent = window.findChild(QMenu, "recent_menu")
    assert recent is not None
    assert recent.actions()[0].text().replace("&&", "&") == shown(document.session.path.name)  # type: ignore[union-attr]


def ask(window: MainWindow, found: list[str]) -> None:
    """Ask for numbers of the neurons."""
    trigger(window, "your_turn")
    quiz = window.quiz
    question = find(window, QLabel, "quizQuestion")
    for _ in range(4):
        check_markup(question.text())
        quiz.show_hint()
        quiz.show_answer()
        quiz.go_on()
    window._docks["quiz"].hide()


def next_dialog(act: Callable[[QWidget], object]) -> None:
    """Act on the next modal dialog; one that is not as it should be is closed, or the test would wait for ever."""

    def guarded(dialog: QWidget) -> None:
        try:
            act(dialog)
        except AssertionError:
            dialog.close()
            raise

    when_dialog_opens(guarded)


def leave(window: MainWindow, path: Path) -> None:
    """Export over a file, and leave with changes: both ask."""

    def refuse(box: QWidget) -> None:
        check_screen(window)
        assert isinstance(box, QMessageBox)
        assert suggested.name in box.text()
        next_dialog(lambda dialog: dialog.close())  # the export's own again
        box.button(QMessageBox.StandardButton.No).click()

    def export(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        check_screen(window)
        next_dialog(refuse)
        dialog.accept()

    def discard(box: QWidget) -> None:
        check_screen(window)
        assert isinstance(box, QMessageBox)
        assert shown(path.name) in box.text()
        box.button(QMessageBox.StandardButton.Discard).click()

    suggested = path.with_name(f"{shown(path.stem)}.csv")  # a field holds no other name
    suggested.write_text("there")
    next_dialog(export)
    window.files.export()
    window.document.perform(SetInput(window.document.experiment.network.neuron_names[0][0], 1, 0.75))
    next_dialog(discard)
    assert not window.files.open_path(path.with_suffix(".gone"))
    assert shown(path.with_suffix(".gone").name) in window.notice.text()
    check_screen(window)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_lessons_fields_and_problems_are_text(
    qtbot: QtBot, window: MainWindow, bait: Path, tmp_path: Path, seed: int
) -> None:
    found = texts(seed, EACH, str(bait))
    trigger(window, "lesson")
    panel = window.findChild(LessonPanel)
    assert panel is not None
    with watched(bait) as seen:
        for text in found:
            line = " ".join(text.split()).replace("{", "{{").replace("}", "}}")
            path = tmp_path / "own.md"
            lesson = f"# {line}\n\n## {line} x\ndo: {line} x\n\n{line} {{w1}} end\n"
            path.write_text(lesson, encoding="utf-8", errors="replace")
            assert panel.open_file(path)
            field = window.toolbar.learning_rate
            field.setText(text)
            field.commit()
            window.document.problem_met.emit(Problem("“{name}” is no number.", name=text))
            assert shown(text) in window.notice.text()
            check_screen(window)
            field.cancel()
    assert seen == []


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_names_are_text_in_the_history_and_on_a_terminal(
    bait: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    found = names(seed, EACH, str(bait))
    path = tmp_path / file_names(seed, 1, "b")[0]
    session = session_of(found)
    for name in found[: EACH // 2]:
        session.perform(SetInput(name, 1, -0.5))
        session.train(1)
    for name in found[EACH // 2 :]:
        session.perform(SetTarget(name, 1, -0.25))
        session.train(1)
    save_session(session, path)
    with watched(bait) as seen:
        out = tmp_path / "history.csv"
        write_history(session.timeline, out, CsvOptions(frozenset(ASKED)))
        assert load_session(path).experiment.network.neuron_names == session.experiment.network.neuron_names
        codes = [
            train.main([str(path), "--steps", "1"]),
            train.main([str(path), "--steps", "1", "--csv", f"{path}.none/x.csv"]),
            train.main([f"{path}.gone", "--steps", "1"]),
            train.main([str(path), str(path), "--steps", "1"]),
            train.main([str(path), "--steps", str(path)]),
            show.main([str(path), "--all"]),
            show.main([f"{path}.gone"]),
            new.main(["2-1", "-o", str(path)]),
            new.main(["2-1", "-o", str(path), "--activation", str(path)]),
        ]
    assert codes == [0, 1, 1, 2, 2, 0, 1, 1, 2]
    assert not HIDDEN.search("".join(capsys.readouterr()))
    content = out.read_text(encoding="utf-8")
    assert not HIDDEN.search(content)
    rows = list(csv.reader(content.splitlines(), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    for cell in (part for row in rows for whole in row for part in whole.split(";")):
        is_number = cell == "-inf" or cell.lstrip("-").replace(".", "").replace("e-", "").isdigit()
        assert is_number or not cell.lstrip().startswith(tuple("=+-@＝\t\r")), cell
    assert seen == []


def test_the_watch_sees_what_is_opened(qtbot: QtBot, bait: Path) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    with watched(bait) as seen:
        label.setText(f"<img src={bait}>")
        label.show()
        label.repaint()
    assert len(seen) == 1
