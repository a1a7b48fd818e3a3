"""The lesson: one stop at a time, with the numbers that are on screen now, and what to do next."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import choice_named, name_of
from bpgui.gui.learn.lesson_text import colour_of, inline, rich_text, task_block
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.plain_text import Label, RichLabel, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.problems import Problem, shown
from bpgui.session.basics.resources import lesson_path
from bpgui.session.learn.lessons import Fit, Lesson, Stop, fill, load_lesson, numbers_of
from bpgui.session.model.settings import SETTINGS
from bpgui.session.step.moment import Grain
from bpgui.session.step.named_numbers import Quantities

#: Keys and what they do, for Help > Keyboard, which translates the texts.
KEYS: tuple[tuple[str, object], ...] = (
    ("Alt+←", QT_TRANSLATE_NOOP("MainWindow", "To the stop before")),
    ("Alt+→", QT_TRANSLATE_NOOP("MainWindow", "To the next stop")),
)

#: Lines of text that the panel holds at least when what to do has a place of its own.
FEW_LINES = 20


@guarded
@follows_language
class LessonPanel(QWidget):
    """Shows a stop and sets its stage when it is entered; free play in between only changes the numbers in it."""

    example_requested = Signal(object)  #: the lesson's own session is wanted: its Path
    panels_requested = Signal(object)  #: these panels are to be seen: their names
    problem_met = Signal(object)  #: a lesson file cannot be read: Problem

    def __init__(self, document: Document, language: Callable[[], str], parent: QWidget | None = None) -> None:
        """`language` says in which language the program speaks now."""
        super().__init__(parent)
        self.setObjectName("lesson")
        self._document, self._language = document, language
        self._is_own_file = False
        self._is_done = self._is_setting = self._has_keys = False
        self._written = ""
        self.place = 0
        self._path = lesson_path(language())
        self.lesson = load_lesson(self._path)
        self.stops, self.count, self.text = ListBox(self), Label(self), QTextBrowser(self)
        self.task, self.note = RichLabel(self), Label(self)
        self.start_over, self.back, self.again, self.next = (QPushButton(self) for _ in range(4))
        self._lay_out()
        self._connect()
        self._fill_stops()
        self.retranslate()

    @property
    def language(self) -> str:
        """The language in which the program speaks now."""
        return self._language()

    # Building

    def _lay_out(self) -> None:
        names = {
            "lessonStops": self.stops,
            "lessonCount": self.count,
            "lessonText": self.text,
            "lessonTaskText": self.task,
            "lessonNote": self.note,
            "lessonStartOver": self.start_over,
            "lessonBack": self.back,
            "lessonStage": self.again,
            "lessonNext": self.next,
        }
        for name, widget in names.items():
            widget.setObjectName(name)
        self.count.setProperty("quiet", True)
        self.note.setProperty("quiet", True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setOpenLinks(False)
        self.text.setMinimumHeight(80)
        self._task_frame = QFrame(self)
        self._task_frame.setObjectName("lessonTask")
        QVBoxLayout(self._task_frame).addWidget(self.task)
        for label in (self.task, self.note):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.addLayout(_row(self.stops, self.count))
        column.addWidget(self.text, 1)
        column.addWidget(self._task_frame)
        column.addWidget(self.note)
        column.addWidget(self.start_over)
        column.addLayout(_row(self.back, self.again, self.next))

    def _connect(self) -> None:
        self.stops.activated.connect(self.go)
        self.text.anchorClicked.connect(self._open_figure)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.again.clicked.connect(self.set_stage)
        self.start_over.clicked.connect(self._ask_for_example)
        context = Qt.ShortcutContext.WindowShortcut
        self._shortcuts = [
            QShortcut(QKeySequence(keys), self, slot, context=context)
            for keys, slot in (("Alt+Left", self.go_back), ("Alt+Right", self.go_on))
        ]
        self._document.numbers_changed.connect(self.refresh)
        self._document.selection_changed.connect(self.refresh)
        self._document.session_opened.connect(self.refresh)
        self._document.hiding_changed.connect(self.refresh)
        look.changed.connect(self._follow_look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_keys)
            self._follow_keys(None, application.focusWidget())

    def _fill_stops(self) -> None:
        self.stops.clear()
        self.stops.addItems([f"{n}. {shown(stop.title)}" for n, stop in enumerate(self.lesson.stops, 1)])
        self.place = min(self.place, len(self.lesson.stops) - 1)

    # Requests

    @property
    def stop(self) -> Stop:
        """The present stop."""
        return self.lesson.stops[self.place]

    def begin(self) -> None:
        """Set the stage of the present stop, in the lesson's own session if no work is lost by opening it."""
        session = self._document.session
        if self.lesson.fit(session) is not Fit.SAME and not session.is_modified:
            self._ask_for_example()
        else:
            self.set_stage()

    def open_file(self, path: Path) -> bool:
        """Take a lesson file of one's own; a faulty one is reported, and the present lesson stays."""
        try:
            lesson = load_lesson(path)
        except Problem as problem:
            self.problem_met.emit(problem)
            return False
        self._is_own_file = True
        self._take(lesson, 0)
        return True

    def _take(self, lesson: Lesson, place: int) -> None:
        self.lesson, self.place, self._is_done = lesson, place, False
        self._fill_stops()
        self.refresh()

    def go(self, place: int) -> None:
        """Enter a stop, the nearest one there is."""
        if not self._document.settle():
            self.refresh()
            return
        self.place = min(max(place, 0), len(self.lesson.stops) - 1)
        self.set_stage()

    def go_back(self) -> None:
        """Enter the stop before."""
        self.go(self.place - 1)

    def go_on(self) -> None:
        """Enter the next stop."""
        self.go(self.place + 1)

    def set_stage(self) -> None:
        """Put cursor, walk, choice and panels where the stop wants them; a network of another kind stays as it is."""
        if not self._document.settle():
            return
        stop, document = self.stop, self._document
        self._is_setting = True  # the choice of the stop before may be what this one asks for
        if self.lesson.fit(document.session) is not Fit.OTHER_NETWORK:
            document.set_stage(stop)
        document.select(choice_named(document.experiment.network, stop.select))
        document.set_grain(Grain.PHASE)  # the text says what F11 does
        document.focus.show_figure(stop.figure)
        self._is_setting = self._is_done = False
        self.panels_requested.emit(stop.show)
        self.refresh()

    def _ask_for_example(self) -> None:
        self.example_requested.emit(self.lesson.example)

    # What is shown

    def refresh(self) -> None:
        """Write the stop with the numbers of now."""
        if self._is_setting or not self.isVisible():
            return
        stop, document = self.stop, self._document
        self._look_whether_done(stop)
        self.stops.setCurrentIndex(self.place)
        self.stops.setToolTip(plain_tip(self.tr("{stop}; go to any stop").format(stop=self.stops.currentText())))
        self.count.setText(self.tr("{n} of {count}").format(n=self.place + 1, count=len(self.lesson.stops)))
        self.back.setEnabled(self.place > 0)
        self.next.setEnabled(self.place < len(self.lesson.stops) - 1)
        numbers = numbers_of(document.session, document.moment)
        text = rich_text(stop.text, lambda name: self._coloured(numbers, name))
        task = self._task(stop, numbers)
        within = task_block(task, look.theme) if self._is_tight and stop.do else ""
        self._write(f"<h3>{inline(shown(stop.title))}</h3>{text}{within}{self._figure(stop)}")
        self.text.setAccessibleName(shown(stop.title))
        self.text.setAccessibleDescription(self.text.toPlainText())
        self.task.setText(task)
        self._task_frame.setVisible(bool(stop.do) and not self._is_tight)
        self._write_note()

    @property
    def _is_tight(self) -> bool:
        """Whether so few lines fit that what to do stands in the text, to be scrolled with it, and not below."""
        return self.height() < FEW_LINES * self.fontMetrics().lineSpacing()

    def _write(self, text: str) -> None:
        """Put the text in, where it is another, and stay where the reader is in it."""
        if text == self._written:
            return
        bar = self.text.verticalScrollBar()
        place = bar.value() if text[: text.find("</h3>")] == self._written[: self._written.find("</h3>")] else 0
        self._written = text
        self.text.setHtml(text)
        bar.setValue(place)

    def _number(self, numbers: Quantities, name: str) -> str:
        """Return a number as text; while a question is open, what the walk has not computed yet would answer it."""
        try:
            if self._document.hides is not None and not numbers.is_computed(name):
                return "?"
            return self._document.text(numbers[name])
        except KeyError:
            return self.tr("{name} (not in this network)").format(name=shown(name))

    def _coloured(self, numbers: Quantities, name: str) -> str:
        colour = colour_of(name, self._document.experiment.network, look.theme)
        return f'<b style="color: {colour}">{inline(self._number(numbers, name))}</b>'

    def _figure(self, stop: Stop) -> str:
        """Return what names the stop's figures: a click shows one again, or another."""
        links = [f'<a href="figure:{n}" style="color: {look.theme.accent}">{n}</a>' for n in stop.figures]
        if not links:
            return ""
        text = self.tr("Figure {n} of the article") if len(links) == 1 else self.tr("Figures {n} of the article")
        return f'<p style="color: {look.theme.quiet}">{text.format(n=", ".join(links))}</p>'

    def _open_figure(self, link: QUrl) -> None:
        self._document.focus.show_figure(int(link.path()))

    def _task(self, stop: Stop, numbers: Quantities) -> str:
        task = inline(fill(stop.do, lambda name: self._number(numbers, name)))
        if not self._is_done:
            hint = self.tr("Your keys go to this lesson now: <b>F7</b> leads to the diagram.")
            return f"{task}<br>{self._quiet(hint)}" if self._needs_the_diagram(stop) else task
        has_next = self.next.isEnabled()
        done = self.tr("✓ Done. Go on with <b>Alt+→</b>.") if has_next else self.tr("✓ Done. That was the last stop.")
        return f"{done}<br>{self._quiet(task)}"  # which may say how to take it back

    @staticmethod
    def _quiet(text: str) -> str:
        return f'<span style="color: {look.theme.quiet}">{text}</span>'

    def _needs_the_diagram(self, stop: Stop) -> bool:
        """Whether what is asked for is done by keys of the diagram, and these go to the lesson."""
        asked = stop.done
        is_there = asked is not None and asked.kind in ("selected", "edited") and asked.name not in SETTINGS
        return is_there and self._has_keys

    def _follow_keys(self, _old: QWidget | None, now: QWidget | None) -> None:
        taken = [] if now is None else [keys for action in now.actions() for keys in action.shortcuts()]
        for shortcut in self._shortcuts:  # the data table moves columns by these keys: Qt would do neither
            shortcut.setEnabled(shortcut.key() not in taken)
        has_keys = now is not None and self.isAncestorOf(now)
        if has_keys != self._has_keys:
            self._has_keys = has_keys
            self.refresh()

    def _look_whether_done(self, stop: Stop) -> None:
        """Note that what was asked for has been done; it stays done until the stop is entered again."""
        document = self._document
        selected = name_of(document.session.experiment.network, document.selection)
        if self._is_done or stop.done is None or not stop.done.is_met(document.session, selected, self.lesson.start):
            return
        self._is_done = True
        QAccessible.updateAccessibility(QAccessibleEvent(self.task, QAccessible.Event.Alert))

    def _write_note(self) -> None:
        fit = self.lesson.fit(self._document.session)
        texts = {
            Fit.SAME: "",
            Fit.OTHER_NUMBERS: self.tr("Something was edited: the numbers are yours, not the lesson's."),
            Fit.OTHER_NETWORK: self.tr("This is not the lesson's network."),
        }
        self.note.setText(texts[fit])
        self.note.setVisible(fit is not Fit.SAME)
        self.start_over.setVisible(fit is not Fit.SAME)

    def _follow_look(self) -> None:
        self._written = ""
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what to do where there is room for it."""
        super().resizeEvent(event)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what holds now."""
        super().showEvent(event)
        self.refresh()

    def retranslate(self) -> None:
        """Write all texts in the present language; of the program's own lesson, show the same stop."""
        path = lesson_path(self._language())
        if path != self._path and not self._is_own_file:
            self._path = path
            self._take(load_lesson(path), self.place)
        self.setAccessibleName(self.tr("Lesson"))
        self.stops.setAccessibleName(self.tr("Stops of the lesson"))
        self.task.setAccessibleName(self.tr("What to do next"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("To the stop before (Alt+Left)"))
        self.next.setText(self.tr("Next"))
        self.next.setToolTip(self.tr("To the next stop (Alt+Right)"))
        self.again.setText(self.tr("Show this moment"))
        self.again.setToolTip(self.tr("Go to the step, phase and choice that this stop begins with; nothing is lost"))
        self.start_over.setText(self.tr("Open the lesson's network"))
        self.start_over.setToolTip(self.tr("Open the session that the lesson speaks of, in place of the present one"))
        self.refresh()


def _row(*widgets: QWidget) -> QHBoxLayout:
    """Return widgets side by side, the first of two taking the room there is."""
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget, int(isinstance(widget, QComboBox)))
    return row
