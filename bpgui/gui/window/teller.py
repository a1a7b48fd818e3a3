"""What the window tells in its notice: problems, why a run ended, what a start has to say; and how long it holds."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.notice import Notice
from bpgui.gui.widgets.words import halt_text, problem_text
from bpgui.session.basics.problems import Problem
from bpgui.session.stops import Halt


class Teller(QObject):
    """Tells what happens to the document, and what its window hands on."""

    def __init__(self, document: Document, notice: Notice) -> None:
        super().__init__(notice)
        self._document, self._notice = document, notice
        self.first_words = ""  #: what the start has to say, once the window is there
        document.problem_met.connect(self.problem)
        document.run_halted.connect(self._halt)
        document.running_changed.connect(self._follow_run)
        document.session_opened.connect(notice.hide)
        document.undo_changed.connect(notice.review)
        document.editors.text_dropped.connect(self.wrong)

    def problem(self, problem: Problem) -> None:
        """Tell why something could not be done here."""
        self.wrong(problem_text(problem))

    def wrong(self, text: str) -> None:
        """Tell what is wrong, for as long as the session stands where it does now."""
        self._notice.tell(text, wrong=True, holds=self._same_place())

    def begin(self) -> None:
        """Tell what the start has to say, if anything."""
        if self.first_words:
            self._notice.tell(self.first_words, wrong=True)

    def preparation(self, once: bool) -> None:
        """Tell that this start is a slow one, as the first on a machine is, or where nothing can be kept each."""
        if self.first_words or self._notice.is_wrong:
            return  # one word at a time: what went wrong is more
        if once:
            text = self.tr("This once, training is slower for half a minute.")
        else:
            text = self.tr("Training is slower for half a minute.")
        self._notice.tell(text)

    def kernel(self, problem: Problem) -> None:
        """Tell what is wrong with the compiled kernel."""
        self._notice.tell(problem_text(problem), wrong=True)

    def no_chinese(self) -> None:
        """Tell that what is chosen cannot be read here."""
        self._notice.tell(self.tr("No font with Chinese characters is installed."), wrong=True)

    def _halt(self, halt: Halt) -> None:
        document = self._document
        text = halt_text(halt, document.session.stops, document.text)
        if halt.reason == "diverged":
            timeline, offer = document.timeline, self.tr("Go back to the start")
            holds = lambda: document.timeline is timeline  # noqa: E731  one more edit, or Undo, and it is over
            self._notice.tell(text, wrong=True, offer=offer, action=document.to_start, holds=holds)
        elif halt.reason == "patience":
            best = document.session.place.best_row(document.session.stops.patience or 1)
            offer, action = self.tr("Go to the least test loss"), partial(document.seek, best)
            self._notice.tell(text, offer=offer, action=action, holds=self._same_place())
        elif text:
            self._notice.tell(text, holds=self._same_place())

    def _follow_run(self) -> None:
        if self._document.is_running:
            self._notice.hide()

    def _same_place(self) -> Callable[[], bool]:
        """Return what says whether the session still stands where it does now."""

        def place() -> tuple[object, ...]:
            session = self._document.session
            return session.timeline, session.timeline.length, session.cursor

        now = place()
        return lambda: place() == now
