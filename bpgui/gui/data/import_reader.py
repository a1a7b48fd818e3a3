"""Reads a file for the import dialog in a thread: the newest wish counts, older ones are cancelled."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from bpgui.session.basics.problems import Problem
from bpgui.session.basics.reading import read_file
from bpgui.session.basics.work import Cancelled, Work
from bpgui.session.data import spreadsheet
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.encode import data_neurons
from bpgui.session.data.guess_dialect import guess
from bpgui.session.data.import_plan import ColumnPlan, Imported, ImportPlan, columns_guessed, imported
from bpgui.session.data.read_table import MAX_FILE, ReadTable, read
from bpgui.session.model.data_edits import DataFit, fit
from bpgui.session.model.experiment import Experiment

#: Seconds for which the window waits at once: small files need no progress.
AT_ONCE = 0.08


@dataclass(frozen=True, eq=False)
class FileLook:
    """What a plan makes of the file; `guess` is what would be without a person's choices, for the same dialect.

    `renamed` has the names that a session cannot carry, and the mended ones. Where no table can be read, or no data
    set made, `problem` says why, and what follows from it is None.
    """

    plan: ImportPlan
    guess: ImportPlan
    sheets: tuple[str, ...] = ()
    table: ReadTable | None = None
    imported: Imported | None = None
    fit: DataFit | None = None
    renamed: tuple[tuple[str, str], ...] = ()
    problem: Problem | None = None


class ImportReader(QObject):
    """Keeps the content of one file, and the table that was read last."""

    came = Signal(object)  #: the newest FileLook
    waiting = Signal(int, int)  #: it takes longer: (done, of) rows

    def __init__(self, source: Path | bytes, experiment: Experiment, parent: QObject) -> None:
        super().__init__(parent)
        self._source, self._experiment = source, experiment
        self._content = b"" if isinstance(source, Path) else source
        self._is_loaded = not isinstance(source, Path)
        self._guess: Dialect | None = None
        self._table: ReadTable | None = None
        self._columns: tuple[ColumnPlan, ...] = ()
        self._read_as: Dialect | None = None
        self._wish: tuple[ImportPlan | None] | None = None
        self._work: Work[FileLook] | None = None
        self._timer = QTimer(self, interval=30)
        self._timer.timeout.connect(self._poll)

    def ask(self, plan: ImportPlan | None) -> None:
        """Ask for what a plan makes of the file; None is the guess."""
        self._wish = (plan,)
        if self._work is not None:
            self._work.cancel()
        else:
            self._begin()

    def stop(self) -> None:
        """End the thread, and let go of what a spreadsheet takes."""
        self._wish = None
        self._timer.stop()
        if self._work is not None:
            self._work.stop()
            self._work = None
        spreadsheet.forget()

    def _begin(self) -> None:
        assert self._wish is not None
        (plan,), self._wish = self._wish, None
        self._work = Work(lambda work: self._look(plan, work), "import")
        self._work.join(AT_ONCE)
        self._timer.start()
        self._poll()

    def _poll(self) -> None:
        work = self._work
        if work is None:
            return
        if work.is_going_on:
            self.waiting.emit(work.done, work.total)
            return
        self._timer.stop()
        self._work = None
        if self._wish is not None:
            self._begin()
            return
        try:
            self.came.emit(work.result())
        except Cancelled:
            return

    # In the thread

    def _look(self, plan: ImportPlan | None, work: Work[FileLook]) -> FileLook:
        empty = ImportPlan(Dialect())
        sheets: tuple[str, ...] = ()
        try:
            if not self._is_loaded and isinstance(self._source, Path):
                self._content, self._is_loaded = read_file(self._source, MAX_FILE), True
            if self._guess is None:
                self._guess = guess(self._content)
            empty = ImportPlan(self._guess)
            if spreadsheet.is_spreadsheet(self._content):
                sheets = tuple(spreadsheet.sheet_names(self._content))
            plan = self._with_table(empty if plan is None else plan, work)
        except Problem as problem:
            return FileLook(plan or empty, empty, sheets, problem=problem)
        return self._made(FileLook(plan, replace(empty, columns=self._columns), sheets, self._table))

    def _with_table(self, plan: ImportPlan, work: Work[FileLook]) -> ImportPlan:
        """Read the table where the dialect is another one; what was chosen for a column stays if its guess does."""
        if self._read_as == plan.dialect and plan.columns:
            return plan
        if self._read_as != plan.dialect:
            self._table = read(self._content, plan.dialect, work.tell)
        assert self._table is not None
        before, self._columns = self._columns, columns_guessed(self._table, plan.dialect)
        self._read_as = plan.dialect
        was, wanted = dict(enumerate(before)), dict(enumerate(plan.columns))
        return replace(
            plan,
            columns=tuple(
                wanted[place] if place in wanted and was.get(place) == guessed else guessed
                for place, guessed in enumerate(self._columns)
            ),
        )

    def _made(self, look: FileLook) -> FileLook:
        assert look.table is not None
        try:
            look = replace(look, imported=imported(look.table, look.plan))
            assert look.imported is not None
            _, renamed = data_neurons(look.imported.data)
            return replace(look, renamed=renamed, fit=fit(self._experiment, look.imported.data, is_new=True))
        except Problem as problem:
            return replace(look, problem=problem)
