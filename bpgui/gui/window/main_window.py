"""The main window: puts the rooms together and wires them. What each does stands in its own file."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QMainWindow,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.document.rungs import back_rung, forward_rung
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.document.tab_chain import TabChain
from bpgui.gui.learn.quiz import Quiz
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import Languages, can_show_chinese, follows_language
from bpgui.gui.widgets.notice import Notice
from bpgui.gui.widgets.plain_text import menu_text, title_text
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.words import halt_text, problem_text, subject_text
from bpgui.gui.window.actions import Actions, set_text
from bpgui.gui.window.data_files import DataFiles
from bpgui.gui.window.file_actions import FileActions, local_path
from bpgui.gui.window.help_menu import HelpMenu
from bpgui.gui.window.offers import Offers
from bpgui.gui.window.pictures import PictureActions
from bpgui.gui.window.preferences import Preferences, WindowLayout, save_preferences
from bpgui.gui.window.quiz_dock import QuizDock
from bpgui.gui.window.recovery import Recovery
from bpgui.gui.window.rungs import RungMenu
from bpgui.gui.window.status import StatusLine
from bpgui.gui.window.structure_actions import StructureActions
from bpgui.gui.window.submenus import Submenus
from bpgui.gui.window.toolbar import UNLIMITED, MainToolBar
from bpgui.session.basics.problems import Problem, shown
from bpgui.session.basics.resources import resource_path
from bpgui.session.stops import Halt

LAYOUT_VERSION = 3
#: What a window manager may draw around a window.
FRAME = QSize(4, 36)


@guarded
@follows_language
class MainWindow(QMainWindow):
    """One document and its views."""

    closed = Signal()  #: the window may go, and with it the program

    def __init__(self, document: Document, preferences: Preferences, settings_path: Path, languages: Languages) -> None:
        super().__init__()
        self.document, self.preferences = document, preferences
        self._settings_path, self._languages = settings_path, languages
        self.first_words = ""  #: what the start has to say, once the window is there
        self._docks: dict[str, QDockWidget] = {}
        self.setObjectName("mainWindow")
        self.setWindowIcon(QIcon(str(resource_path("icons", "bpgui.svg"))))
        self.setAcceptDrops(True)
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        document.setParent(self)
        document.digits, document.grain = preferences.digits, preferences.grain
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
        self._make_docks()
        self._submenus = Submenus(document, preferences, self.actions_, self.files, self)
        self._fill_panels()
        self._structure = StructureActions(document, self.actions_, self.diagram, self)
        self._wire()
        self.retranslate()
        self._default_state = QByteArray()
        self._restore_layout()
        self.diagram.setFocus()

    # Building

    def _make_centre(self) -> None:
        centre = QWidget(self)
        self.diagram = DiagramView(self.document, centre)
        self.diagram.set_animation(self.preferences.animation)
        centre.setFocusProxy(self.diagram)
        self.notice = Notice(centre)
        Offers(self.document, self.notice)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.diagram, 1)
        self.setCentralWidget(centre)

    def _make_docks(self) -> None:
        areas = Qt.DockWidgetArea
        self.setCorner(Qt.Corner.BottomLeftCorner, areas.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, areas.RightDockWidgetArea)  # formulas need the height
        for name, area in (
            ("data", areas.LeftDockWidgetArea),
            ("outline", areas.LeftDockWidgetArea),
            ("explanation", areas.RightDockWidgetArea),
            ("experiment", areas.RightDockWidgetArea),
            ("response", areas.RightDockWidgetArea),
            ("plots", areas.BottomDockWidgetArea),
            ("lesson", areas.LeftDockWidgetArea),
        ):
            dock = QDockWidget(self)
            dock.setObjectName(f"{name}_dock")
            body = QWidget(dock)
            body.setObjectName("dockBody")
            column = QVBoxLayout(body)
            column.setContentsMargins(1, 0, 1, 1)
            dock.setWidget(body)
            self.addDockWidget(area, dock)
            self._docks[name] = dock
        self.tabifyDockWidget(self._docks["outline"], self._docks["lesson"])
        self._docks["lesson"].hide()
        self._docks["quiz"] = QuizDock(self.document, self.quiz, self.actions_, self)
        self.addDockWidget(areas.RightDockWidgetArea, self._docks["quiz"])
        for before, name in pairwise(("explanation", "response", "experiment", "quiz")):
            self.tabifyDockWidget(self._docks[before], self._docks[name])
        self._docks["explanation"].raise_()

    def load_panels(self) -> None:
        """Fill the docks: after the first paint, because what they need takes longer to import than all else."""
        from bpgui.gui.data.data_table import DataTable
        from bpgui.gui.explanation.figure_menu import FigureMenu
        from bpgui.gui.explanation.panel import ExplanationPanel
        from bpgui.gui.learn.lesson_panel import LessonPanel
        from bpgui.gui.network.experiment_panel import ExperimentPanel
        from bpgui.gui.network.outline import Outline
        from bpgui.gui.response.panel import ResponsePanel
        from bpgui.gui.window.lesson_room import LessonRoom

        self.table, self.outline = DataTable(self.document), Outline(self.document)
        self.panel, self.explanation = ExperimentPanel(self.document), ExplanationPanel(self.document)
        self._fill_dock("explanation", self.explanation)
        self.document.figure_changed.connect(self._show_figure)
        self._fill_dock("response", ResponsePanel(self.document))
        for name, widget in (("data", self.table), ("outline", self.outline), ("experiment", self.panel)):
            self._fill_dock(name, widget)
        self.lesson = LessonPanel(self.document, lambda: self._languages.code)
        self._fill_dock("lesson", self.lesson)
        room = LessonRoom(self, self.lesson, self._docks, self.files, self.diagram)
        self.actions_.connect("lesson", room.show)
        self.actions_.connect("open_lesson", room.open)
        self.lesson.problem_met.connect(self._tell_problem)
        FigureMenu(self.actions_.submenus["figures"], self.document)
        self._structure.follow(self.outline)
        self.outline.menu_requested.connect(self.diagram.show_menu)
        self._tabs = TabChain(self.document, self.diagram, self.outline, self.table, self)
        if not self._has_own_layout:
            self._size_docks()

    def load_plots(self) -> None:
        """Fill the last dock, which waits for pyqtgraph."""
        from bpgui.gui.plots.panel import PlotPanel

        self.plots = PlotPanel(self.document)
        self._fill_dock("plots", self.plots)

    def _fill_dock(self, name: str, widget: QWidget) -> None:
        layout = self._docks[name].widget().layout()
        assert layout is not None
        layout.addWidget(widget)

    def _fill_panels(self) -> None:
        for name, dock in self._docks.items():
            action = dock.toggleViewAction()
            action.setObjectName(f"action_panel_{name}")
            self.actions_.submenus["panels"].addAction(action)
        RungMenu(self.document, self.actions_, self)

    def _wire(self) -> None:
        """Connect everything that speaks across rooms; sorted by sender."""
        document, files = self.document, self.files
        slots: dict[str, Callable[..., object]] = {
            "back": document.back,
            "back_rung": partial(back_rung, document),
            "epoch": document.run_epoch,
            "export": files.export,
            "faster": self._faster,
            "find": self.diagram.finder.begin,
            "fit": self.diagram.fit,
            "forget": document.forget_future,
            "go_to_step": self._go_to_step,
            "import_data": self.data_files.import_file,
            "paste_data": self.data_files.paste,
            "generate_data": self.data_files.generate,
            "export_predictions": self.data_files.export_predictions,
            "guess_speed": lambda _is_on: document.run.guess_rate(),
            "keyboard": self._show_keys,
            "learning_rate": self.toolbar.learning_rate.begin,
            "new": files.new,
            "next_phase": partial(forward_rung, document),
            "open": files.open,
            "quit": self.close,
            "recover": self.recovery.show,
            "redo": document.redo,
            "rounding": self._show_rounding,
            "reset_layout": self._reset_layout,
            "run": document.toggle_run,
            "run_steps": self._run_steps,
            "save": files.save,
            "save_as": files.save_as,
            "slower": self._slower,
            "step": document.step,
            "to_end": document.to_end,
            "to_start": document.to_start,
            "undo": document.undo,
            "zoom_in": self.diagram.zoom_in,
            "zoom_out": self.diagram.zoom_out,
        }
        for name, slot in slots.items():
            self.actions_.connect(name, slot)
        document.problem_met.connect(self._tell_problem)
        document.run_halted.connect(self._tell_halt)
        document.running_changed.connect(self._follow_run)
        document.session_opened.connect(self.notice.hide)
        document.undo_changed.connect(self._refresh_title)
        document.undo_changed.connect(self.notice.review)
        files.problem_met.connect(self._tell_problem)
        files.created.connect(self._type_numbers)
        files.told.connect(self.notice.tell)
        self.data_files.told.connect(self.notice.tell)
        self.data_files.problem_met.connect(self._tell_problem)
        self.recovery.told.connect(self.notice.tell)
        HelpMenu(self.actions_, self).told.connect(self.notice.tell)
        PictureActions(self.actions_, files, self).told.connect(self.notice.tell)
        self._submenus.animation_chosen.connect(self.diagram.set_animation)
        self._submenus.language_chosen.connect(self._set_language)
        self._submenus.size_changed.connect(self._size_docks)
        self.toolbar.learning_rate.entered.connect(lambda: self.toolbar.learning_rate.give_focus_back(self.diagram))
        document.editors.text_dropped.connect(self._tell_wrong)

    # Requests of the menus

    def _run_steps(self) -> None:
        from bpgui.gui.widgets.form_dialog import ask
        from bpgui.gui.window.dialogs import StepsDialog

        dialog = StepsDialog(self)
        if ask(dialog):
            self.document.run_steps(dialog.steps.value())

    def _type_numbers(self) -> None:
        """Open the editor of a new network's first weight; Tab leads on."""
        first = ParameterChoice(0)
        self.diagram.setFocus()
        self.document.select(first)
        self.diagram.edit(first)

    def _go_to_step(self) -> None:
        from bpgui.gui.widgets.form_dialog import ask
        from bpgui.gui.window.dialogs import GoToStepDialog

        self.document.pause()
        dialog = GoToStepDialog(self, self.document.session.step_number, self.document.session.steps)
        if ask(dialog):
            self.document.seek_step(dialog.step.value())

    def _faster(self) -> None:
        self.toolbar.speed.setValue(self.toolbar.speed.value() + UNLIMITED // 10)

    def _slower(self) -> None:
        self.toolbar.speed.setValue(self.toolbar.speed.value() - UNLIMITED // 10)

    def _set_language(self, code: str) -> None:
        if code == "zh_CN" and not can_show_chinese():
            self.notice.tell(self.tr("No font with Chinese characters is installed."), wrong=True)
        self._languages.apply(code)

    def _reset_layout(self) -> None:
        # Where a panel or a border is being dragged Qt keeps places that are gone then, and crashes at the next drag.
        at, button, none = QPointF(self.rect().center()), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        for held in (QWidget.mouseGrabber(), self):
            if isinstance(held, QDockWidget | QMainWindow):
                kind, keys = QEvent.Type.MouseButtonRelease, Qt.KeyboardModifier.NoModifier
                QApplication.sendEvent(held, QMouseEvent(kind, at, self.mapToGlobal(at), button, none, keys))
        self.restoreState(self._default_state, LAYOUT_VERSION)
        self._size_docks()

    def _show_keys(self) -> None:
        from bpgui.gui.data.table_bar import KEYS as TABLE_KEYS
        from bpgui.gui.diagram.touch.keyboard import KEYS as DIAGRAM_KEYS
        from bpgui.gui.learn.lesson_panel import KEYS as LESSON_KEYS
        from bpgui.gui.plots.keys import KEYS as PLOT_KEYS
        from bpgui.gui.response.picture import KEYS as RESPONSE_KEYS
        from bpgui.gui.window.dialogs import KeyboardDialog

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
            self._docks["explanation"].show()
            self._docks["explanation"].raise_()

    # What is told

    def _tell_problem(self, problem: Problem) -> None:
        self._tell_wrong(problem_text(problem))

    def _tell_wrong(self, text: str) -> None:
        self.notice.tell(text, wrong=True, holds=self._same_place())

    def _same_place(self) -> Callable[[], bool]:
        """Return what says whether the session still stands where it does now."""

        def place() -> tuple[object, ...]:
            session = self.document.session
            return session.timeline, session.timeline.length, session.cursor

        now = place()
        return lambda: place() == now

    def tell_of_preparation(self, once: bool) -> None:
        """Tell that this start is a slow one, as the first on a machine is, or where nothing can be kept each."""
        if self.first_words:
            return  # one word at a time
        if once:
            text = self.tr("Getting ready, this once: for about half a minute training is slower than later.")
        else:
            text = self.tr("Getting ready: for about half a minute training is slower than later.")
        self.notice.tell(text)

    def tell_of_kernel(self, problem: Problem) -> None:
        """Tell what is wrong with the compiled kernel."""
        self.notice.tell(problem_text(problem), wrong=True)

    def _tell_halt(self, halt: Halt) -> None:
        text = halt_text(halt, self.document.session.stops, self.document.text)
        if halt.reason == "diverged":
            timeline, offer = self.document.timeline, self.tr("Go back to the start")
            holds = lambda: self.document.timeline is timeline  # noqa: E731  one more edit, or Undo, and it is over
            self.notice.tell(text, wrong=True, offer=offer, action=self.document.to_start, holds=holds)
        elif text:
            self.notice.tell(text, holds=self._same_place())

    def _follow_run(self) -> None:
        if self.document.is_running:
            self.notice.hide()
        self._refresh_title()

    def _refresh_title(self) -> None:
        session = self.document.session
        name = session.path.name if session.path else session.title or self.tr("Untitled")
        self.setWindowTitle(f"{title_text(shown(name))}[*] - bpgui")
        self.setWindowModified(session.is_modified)
        undo, redo = session.undo_stack.undoable, session.undo_stack.redoable
        for action, entry, text, with_text in (
            (self.actions_["undo"], undo, self.tr("&Undo"), self.tr("&Undo: {what}")),
            (self.actions_["redo"], redo, self.tr("&Redo"), self.tr("&Redo: {what}")),
        ):
            action.setEnabled(entry is not None)
            what = "" if entry is None else menu_text(subject_text(entry.edit.subject()))
            set_text(action, with_text.format(what=what) if what else text)

    # The window

    def _size_docks(self) -> None:
        width, height = self.width(), self.height()
        side = round(max(250, min(300, width // 5)) * min(look.scale, 1.5))
        side = min(side, max(250, width * 3 // 10))  # large text leaves room for the diagram
        right = max(side, width // 4, self._docks["experiment"].minimumSizeHint().width())
        self.resizeDocks([self._docks["data"], self._docks["explanation"]], [side, right], Qt.Orientation.Horizontal)
        self.resizeDocks([self._docks["data"], self._docks["outline"]], [1, 1], Qt.Orientation.Vertical)
        self.resizeDocks([self._docks["plots"]], [max(190, height * 3 // 10)], Qt.Orientation.Vertical)

    def _restore_layout(self) -> None:
        self._default_state = self.saveState(LAYOUT_VERSION)
        geometry, panels = self.preferences.window.parts(LAYOUT_VERSION) or (b"", b"")
        self._has_own_layout = self.restoreGeometry(geometry) and self.restoreState(panels, LAYOUT_VERSION)
        if not self._has_own_layout:
            screen = self.screen().availableGeometry()
            self.resize(min(1440, screen.width() - FRAME.width()), min(900, screen.height() - FRAME.height()))
            QTimer.singleShot(0, self, self._size_docks)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Give the focus to the next control that can be seen: not to one in a dock that stands behind another."""
        first = QApplication.focusWidget()
        while super().focusNextPrevChild(is_next):
            found = QApplication.focusWidget()
            if found is None or found is first or not self._is_behind(found):
                return True
        return False

    def _is_behind(self, widget: QWidget) -> bool:
        """Whether a widget's dock stands behind another, or it is a tab bar of docks that has nothing to show."""
        dock = next((dock for dock in self._docks.values() if dock.isAncestorOf(widget)), None)
        outer = widget if dock is None and isinstance(widget, QTabBar) else dock
        return outer is not None and outer.visibleRegion().isEmpty()

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
            for window in self.findChildren(QDialog):
                steps.callback(window.close)
            steps.callback(self.document.close)
            self._remember()

    def _remember(self) -> None:
        """Write the settings, for the next start."""
        self.preferences.grain = self.document.grain
        self._docks["quiz"].hide()  # a start begins without a question
        geometry, panels = bytes(self.saveGeometry().data()), bytes(self.saveState(LAYOUT_VERSION).data())
        self.preferences.window = WindowLayout.of(LAYOUT_VERSION, geometry, panels)
        save_preferences(self.preferences, self._settings_path)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.actions_.retranslate()
        titles = {
            "data": self.tr("Data"),
            "outline": self.tr("Outline"),
            "explanation": self.tr("Explanation"),
            "experiment": self.tr("Experiment"),
            "response": self.tr("Response"),  # short: its tab stands beside two others
            "plots": self.tr("Plots"),
            "lesson": self.tr("Lesson"),
            "quiz": self.tr("Your turn"),
        }
        for name, dock in self._docks.items():
            dock.setWindowTitle(titles[name])
            dock.setAccessibleName(titles[name])
        in_full = self.tr("What the network computes")
        self._docks["response"].setAccessibleName(in_full)
        self._docks["response"].toggleViewAction().setText(in_full)
        self._submenus.retranslate()
        self.toolbar.retranslate()
        self._refresh_title()


def _bring(dialog: QDialog) -> None:
    """Show a window of its own in front of the others."""
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
