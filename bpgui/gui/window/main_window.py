"""The main window: puts the rooms together and wires them. What each does stands in its own file."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.document.tab_chain import TabChain
from bpgui.gui.learn.quiz import Quiz
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import Languages, can_show_chinese, follows_language
from bpgui.gui.widgets.notice import Notice
from bpgui.gui.widgets.plain_text import title_text
from bpgui.gui.window.data_files import DataFiles
from bpgui.gui.window.docks import Docks
from bpgui.gui.window.file_actions import FileActions, local_path
from bpgui.gui.window.help_menu import HelpMenu
from bpgui.gui.window.menus import Actions
from bpgui.gui.window.offers import Offers
from bpgui.gui.window.pictures import PictureActions
from bpgui.gui.window.preferences import Preferences, save_preferences
from bpgui.gui.window.presentation import Presentation
from bpgui.gui.window.quiz_dock import QuizDock
from bpgui.gui.window.recovery import Recovery
from bpgui.gui.window.run_actions import RunActions
from bpgui.gui.window.rungs import RungMenu
from bpgui.gui.window.status import StatusLine
from bpgui.gui.window.structure_actions import StructureActions
from bpgui.gui.window.submenus import Submenus
from bpgui.gui.window.teller import Teller
from bpgui.gui.window.toolbar import MainToolBar
from bpgui.gui.window.undo_actions import UndoActions
from bpgui.gui.window.validation_room import ValidationRoom
from bpgui.session.basics.problems import shown
from bpgui.session.basics.resources import resource_path


@guarded
@follows_language
class MainWindow(QMainWindow):
    """One document and its views."""

    closed = Signal()  #: the window may go, and with it the program

    def __init__(self, document: Document, preferences: Preferences, settings_path: Path, languages: Languages) -> None:
        super().__init__()
        self.document, self.preferences = document, preferences
        self._settings_path, self._languages = settings_path, languages
        self.setObjectName("mainWindow")
        self.setWindowIcon(QIcon(str(resource_path("icons", "bpgui.svg"))))
        self.setAcceptDrops(True)
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        document.setParent(self)
        document.digits, document.grain = preferences.digits, preferences.grain
        document.focus.show_reasons(preferences.reasons)
        self.quiz = Quiz(document)  # before all views: it moves the walk first
        self.actions_ = Actions(self, self.menuBar(), document.settle)
        self.toolbar = MainToolBar(document, self.actions_, self)
        self.addToolBar(self.toolbar)
        self.status = StatusLine(document, self)
        self.setStatusBar(self.status)
        self.files = FileActions(document, preferences, self)
        self.data_files = DataFiles(document, self.files, self)
        self.recovery = Recovery(document, self.files, self.actions_["keep_copy"], self)
        self._make_centre()
        self._docks = Docks(self, QuizDock(document, self.quiz, self.actions_, self), self.diagram.rooms_wanted)
        self._make_actions()
        self._wire()
        self.retranslate()
        self._docks.restore(preferences.window)
        self.diagram.setFocus()

    # Building

    def _make_centre(self) -> None:
        centre = QWidget(self)
        self.diagram = DiagramView(self.document, centre)
        self.diagram.set_animation(self.preferences.animation)
        self.diagram.pictures.switch(self.preferences.pictures)
        centre.setFocusProxy(self.diagram)
        self.notice = Notice(centre)
        self.teller = Teller(self.document, self.notice)
        Offers(self.document, self.notice)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.diagram, 1)
        self.setCentralWidget(centre)

    def _make_actions(self) -> None:
        """Make what connects the actions of each menu."""
        document, actions = self.document, self.actions_
        self._submenus = Submenus(document, self.preferences, actions, self.files, self)
        self._docks.list_in(actions.submenus["panels"])
        self._undo = UndoActions(document, actions, self)
        self._structure = StructureActions(document, actions, self.diagram, self)
        self._rungs = RungMenu(document, actions, self)
        RunActions(document, actions, self.toolbar.speed, self)
        self.presentation = Presentation(self, self._docks, self.toolbar, actions, self.preferences)
        for name, slot in self._slots().items():
            actions.connect(name, slot)

    def _slots(self) -> dict[str, Callable[..., object]]:
        """Return what an action does that asks for one call of another room."""
        return {
            "export": self.files.export,
            "export_predictions": self.data_files.export_predictions,
            "find": self.diagram.finder.begin,
            "fit": self.diagram.fit,
            "generate_data": self.data_files.generate,
            "import_data": self.data_files.import_file,
            "keyboard": self._show_keys,
            "learning_rate": self.toolbar.learning_rate.begin,
            "new": self.files.new,
            "open": self.files.open,
            "paste_data": self.data_files.paste,
            "quit": self.close,
            "recover": self.recovery.show,
            "reset_layout": self._docks.reset,
            "rounding": self._show_rounding,
            "save": self.files.save,
            "save_as": self.files.save_as,
            "whole_dock": self._docks.whole.toggle,
            "zoom_in": self.diagram.zoom_in,
            "zoom_out": self.diagram.zoom_out,
        }

    def _wire(self) -> None:
        """Connect what speaks across rooms; sorted by sender."""
        document, files, told, met = self.document, self.files, self.notice.tell, self.teller.problem
        document.running_changed.connect(self._refresh_title)
        document.undo_changed.connect(self._refresh_title)
        files.problem_met.connect(met)
        files.created.connect(self._type_numbers)
        files.told.connect(told)
        self.data_files.told.connect(told)
        self.data_files.problem_met.connect(met)
        self.recovery.told.connect(told)
        HelpMenu(self.actions_, self).told.connect(told)
        ValidationRoom(document, self.actions_, files, self)
        PictureActions(self.actions_, files, self).told.connect(told)
        self._submenus.animation_chosen.connect(self.diagram.set_animation)
        self._submenus.pictures_chosen.connect(self.diagram.pictures.switch)
        self._submenus.language_chosen.connect(self._set_language)
        self._submenus.size_changed.connect(self._docks.size)
        for changed in (document.experiment_changed, document.session_opened, document.digits_changed):
            changed.connect(self._docks.schedule)
        self.toolbar.learning_rate.entered.connect(lambda: self.toolbar.learning_rate.give_focus_back(self.diagram))

    def load_panels(self) -> None:
        """Fill the docks: after the first paint, because what they need takes longer to import than all else."""
        from bpgui.gui.data.data_table import DataTable
        from bpgui.gui.explanation.figure_menu import FigureMenu
        from bpgui.gui.explanation.panel import ExplanationPanel
        from bpgui.gui.learn.lesson_panel import LessonPanel
        from bpgui.gui.network.experiment_panel import ExperimentPanel
        from bpgui.gui.network.outline import Outline
        from bpgui.gui.response.seen_panel import SeenPanel
        from bpgui.gui.window.input_trial import InputTrial
        from bpgui.gui.window.lesson_room import LessonRoom

        self.table, self.outline = DataTable(self.document), Outline(self.document)
        self.panel, self.explanation = ExperimentPanel(self.document), ExplanationPanel(self.document)
        self._docks.fill("explanation", self.explanation)
        for name, step in (("explained_before", -1), ("explained_after", 1)):
            self.actions_.connect(name, partial(self.explanation.go, step))
        self.document.figure_changed.connect(self._show_figure)
        InputTrial(self.document, self.actions_, self.table, partial(self._docks.show, "data"))
        self.table.bar.whole_asked.connect(lambda: self._docks.whole.show(self._docks["data"]))
        self._docks.fill("response", SeenPanel(self.document))
        for name, widget in (("data", self.table), ("outline", self.outline), ("experiment", self.panel)):
            self._docks.fill(name, widget)
        self.lesson = LessonPanel(self.document, lambda: self._languages.code)
        self._docks.fill("lesson", self.lesson)
        room = LessonRoom(self, self.lesson, self._docks.by_name, self.files, self.diagram)
        self.actions_.connect("lesson", room.show)
        self.actions_.connect("open_lesson", room.open)
        self.actions_.connect("lesson_optimisers", room.open_optimisers)
        self.lesson.problem_met.connect(self.teller.problem)
        FigureMenu(self.actions_.submenus["figures"], self.document)
        self._structure.follow(self.outline)
        self.outline.menu_requested.connect(self.diagram.show_menu)
        self._tabs = TabChain(self.document, self.diagram, self.outline, self.table, self)
        self._docks.size_if_new()

    def load_plots(self) -> None:
        """Fill the last dock, which waits for pyqtgraph."""
        from bpgui.gui.plots.panel import PlotPanel

        self.plots = PlotPanel(self.document)
        self.plots.show_former(self.preferences.former)
        self._submenus.former_chosen.connect(self.plots.show_former)
        self._docks.fill("plots", self.plots)

    # Requests of the menus

    def _type_numbers(self) -> None:
        """Open the editor of a new network's first weight; Tab leads on."""
        first = ParameterChoice(0)
        self.diagram.setFocus()
        self.document.select(first)
        self.diagram.edit(first)

    def _set_language(self, code: str) -> None:
        if code == "zh_CN" and not can_show_chinese():
            self.teller.no_chinese()
        self._languages.apply(code)

    def _show_keys(self) -> None:
        from bpgui.gui.data.table_bar import KEYS as TABLE_KEYS
        from bpgui.gui.diagram.touch.keyboard import KEYS as DIAGRAM_KEYS
        from bpgui.gui.learn.lesson_panel import KEYS as LESSON_KEYS
        from bpgui.gui.plots.keys import KEYS as PLOT_KEYS
        from bpgui.gui.response.picture import KEYS as RESPONSE_KEYS
        from bpgui.gui.window.keyboard_dialog import KeyboardDialog

        def tables() -> list[tuple[str, list[tuple[str, str]]]]:
            return [
                (self.tr("In the diagram"), [(keys, self.tr(str(text))) for keys, text in DIAGRAM_KEYS]),
                (self.tr("In the data table"), [(keys, self.tr(str(text))) for keys, text in TABLE_KEYS]),
                (self.tr("In the plots"), [(keys, self.tr(str(text))) for keys, text in PLOT_KEYS]),
                (self.tr("In what the network computes"), [(keys, self.tr(str(text))) for keys, text in RESPONSE_KEYS]),
                (self.tr("In the lesson"), [(keys, self.tr(str(text))) for keys, text in LESSON_KEYS]),
            ]

        _bring(self.findChild(KeyboardDialog) or KeyboardDialog(self, tables))

    def _show_rounding(self) -> None:
        from bpgui.gui.learn.rounding_window import RoundingWindow

        _bring(self.findChild(RoundingWindow) or RoundingWindow(self.document, self))

    def _show_figure(self) -> None:
        """Bring the explanation to the front when it is asked for a figure."""
        if self.document.focus.figure is not None:
            self._docks.show("explanation")

    def _refresh_title(self) -> None:
        session = self.document.session
        name = session.path.name if session.path else session.title or self.tr("Untitled")
        self.setWindowTitle(f"{title_text(shown(name))}[*] - bpgui")
        self.setWindowModified(session.is_modified)

    # The window

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Give the focus to the next control that can be seen: not to one in a dock that stands behind another."""
        first = QApplication.focusWidget()
        while super().focusNextPrevChild(is_next):
            found = QApplication.focusWidget()
            if found is None or found is first or not self._docks.is_behind(found):
                return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open or import the file that was dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.files.open_path(local_path(url))
                return

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for unsaved changes, end the run, remember the layout. Whatever fails after the question, it closes."""
        event.ignore()
        if not self.files.may_close():
            return
        event.accept()
        with ExitStack() as steps:
            steps.callback(self.closed.emit)
            steps.callback(self.recovery.close)
            self._leave()

    def end(self) -> None:
        """End without a question, as Ctrl+C in the terminal does; what is not saved stays in the recovery copy."""
        self.recovery.keep()
        self._leave()

    def _leave(self) -> None:
        """Remember the layout, end what goes on, close the other windows: each of them, whatever another one meets."""
        with ExitStack() as steps:
            for window in self.findChildren(QWidget):
                if isinstance(window, QDialog) or (window.isWindow() and window.isVisible()):  # a floating panel
                    steps.callback(window.close)
            steps.callback(self.document.close)
            self._remember()

    def _remember(self) -> None:
        """Write the settings, for the next start."""
        self.preferences.grain = self.document.grain
        self.preferences.window = self._docks.layout()
        save_preferences(self.preferences, self._settings_path)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        for owner in (self.actions_, self._docks, self._submenus, self._undo, self._rungs, self.presentation):
            owner.retranslate()
        self._refresh_title()


def _bring(dialog: QDialog) -> None:
    """Show a window of its own in front of the others."""
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
