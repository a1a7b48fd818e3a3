"""File > Import data: a file as a table, with every guess open to change, and what will become of the network."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bpgui.gui.data.choices import ValueBox, add_row
from bpgui.gui.data.column_fields import ColumnFields
from bpgui.gui.data.data_words import WHY_WORDS, data_word
from bpgui.gui.data.dialect_fields import DialectFields
from bpgui.gui.data.fit_label import FitLabel
from bpgui.gui.data.flaw_list import FlawBox
from bpgui.gui.data.import_reader import FileLook, ImportReader
from bpgui.gui.data.preview import Preview
from bpgui.gui.data.split_fields import SplitFields
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import look as present
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem, shown
from bpgui.session.data.dataset import Encoding
from bpgui.session.data.flaws import Flaw
from bpgui.session.data.guess_columns import CellKind
from bpgui.session.data.import_options import command_line
from bpgui.session.data.import_plan import ColumnPlan, ImportPlan
from bpgui.session.data.missing import Fill
from bpgui.session.data.split import target_classes
from bpgui.session.model.data_edits import SetDataSet
from bpgui.session.model.sentence import Word

#: The dialog's size in pixels at the usual size of text.
SIZE = (1040, 700)
#: Entries of the list for missing cells that are no fill.
UNDECIDED, DROP, BY_COLUMN = "undecided", "drop", "by column"


@guarded
class ImportDialog(FormDialog):
    """Shows what a file holds and what comes of it. OK is possible where a network can see it."""

    def __init__(self, parent: QWidget, document: Document, source: Path | bytes) -> None:
        """`source` is a file, or a text that was pasted, as UTF-8."""
        self._document, self._source = document, source
        self.look: FileLook | None = None
        super().__init__(parent, QCoreApplication.translate("ImportDialog", "Import data"))
        self.setObjectName("importData")
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("&Import"))
        ok.setEnabled(False)
        self.reader = ImportReader(source, document.experiment, self)
        self.reader.came.connect(self._show)
        self.reader.waiting.connect(self._show_progress)
        self.finished.connect(self.reader.stop)
        self.resize((QSize(*SIZE) * present.scale).boundedTo(self.screen().availableGeometry().size() * 0.97))
        self.reader.ask(None)

    # Building

    def body(self) -> QLayout:
        """Return the fields of the file beside its preview."""
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(self._left())
        self._right_side(halves)
        return halves

    def _left(self) -> QWidget:
        holder, scroll = QWidget(self), QScrollArea(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        self.dialect = DialectFields(holder, is_pasted=not isinstance(self._source, Path))
        self.split = SplitFields(holder)
        self.missing = ValueBox()
        self.only_right = QCheckBox(self.tr("&Only rows without problems"))
        self.only_right.setObjectName("onlyRight")
        column.addWidget(self.dialect)
        for line in (self.only_right, self.split):
            column.addWidget(line)
        column.addStretch(1)
        entries = [(self.tr("Not decided"), UNDECIDED), (self.tr("Leave those rows out"), DROP)]
        fills = {
            Fill.MEAN: self.tr("Mean; commonest category"),
            Fill.MEDIAN: self.tr("Median; commonest category"),
            Fill.COMMONEST: self.tr("Commonest cell"),
        }
        entries += [(text, fill) for fill, text in fills.items()]
        entries.append((self.tr("By column"), BY_COLUMN))
        self.missing.offer(entries)
        add_row(self.dialect.form, self.tr("Missing cells &become"), "missingCells", self.missing)
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll, self._fields = scroll, holder
        self.dialect.changed.connect(self._take_dialect)
        self.split.changed.connect(lambda: self._ask(split=self.split.split()))
        self.only_right.toggled.connect(lambda is_on: self._ask(only_right=is_on))
        self.missing.currentIndexChanged.connect(self._take_missing)
        return scroll

    def _right_side(self, halves: QHBoxLayout) -> None:
        column = QVBoxLayout()
        halves.addLayout(column, 1)
        self.fields, self.preview, self.flaws = ColumnFields(self), Preview(self), FlawBox(self)
        self.flaws.setMaximumHeight(round(92 * present.scale))
        self.why, self.flaw_count, self.becomes = self._label("why"), self._label("flawCount"), FitLabel(self)
        self.why.setProperty("quiet", True)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("reading")
        self.progress.setAccessibleName(self.tr("Reading"))
        self.progress.hide()
        column.addWidget(self.preview, 1)
        column.addWidget(self.why)
        column.addWidget(self.fields)
        column.addWidget(self.flaw_count)
        column.addWidget(self.flaws)
        column.addWidget(self.progress)
        column.addWidget(self.becomes)
        self._command_row(column)
        self.preview.columns_chosen.connect(self._show_columns)
        self.fields.changed.connect(self._take_columns)
        self.flaws.shown_flaw.connect(self.preview.show_flaw)

    def _label(self, name: str) -> Label:
        label = Label(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label

    def _command_row(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        column.addLayout(row)
        label, self.command, copy = Label(self), QLineEdit(self), QPushButton(self.tr("Copy"), self)
        label.setText(self.tr("Command"))
        label.setBuddy(self.command)
        self.command.setReadOnly(True)
        self.command.setObjectName("command")
        self.command.setAccessibleName(self.tr("The command that does the same"))
        copy.setObjectName("copyCommand")
        copy.setAutoDefault(False)
        copy.setAccessibleName(self.tr("Copy the command"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.command.text()))
        for widget in (label, self.command, copy):
            row.addWidget(widget)
            widget.setVisible(isinstance(self._source, Path))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the fields the width that they need: sizes are known now."""
        super().showEvent(event)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setFixedWidth(self._fields.minimumSizeHint().width() + bar + 4)

    # What a person does

    def _ask(self, **changes: object) -> None:
        if self.look is not None:
            self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
            self.look = replace(self.look, plan=replace(self.look.plan, **changes))  # type: ignore[arg-type]
            self.reader.ask(self.look.plan)

    def _take_dialect(self) -> None:
        self._ask(dialect=self.dialect.dialect())

    def _take_columns(self, plans: dict[int, ColumnPlan]) -> None:
        if self.look is not None:
            columns = list(self.look.plan.columns)
            for place, plan in plans.items():
                columns[place] = plan
            self._ask(columns=tuple(columns))

    def _take_missing(self) -> None:
        """Let something stand for the missing cells of all columns, or leave their rows out."""
        value = self.missing.value()
        if self.look is None or value == BY_COLUMN:
            return
        columns = self.look.plan.columns
        fill = value if isinstance(value, Fill) else None
        by_kind = {CellKind.CATEGORY: fill and Fill.COMMONEST}
        self._ask(
            drops_incomplete=value == DROP,
            columns=tuple(replace(column, fill=by_kind.get(column.kind, fill)) for column in columns),
        )

    # What is shown

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.show()
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show(self, look: FileLook) -> None:
        """Show what a plan makes of the file."""
        self.look = look
        self.progress.hide()
        self.dialect.show_dialect(look.plan.dialect, look.sheets)
        with QSignalBlocker(self.missing):
            self.missing.show_value(self._missing_value(look.plan))
        wrong, notes = self._flaws(look)
        self.preview.show_look(look, wrong)
        self.flaws.show_flaws([*wrong, *notes])
        self._show_count(look)
        self._show_columns()
        classes = None if look.imported is None else target_classes(look.imported.data)
        if look.imported is not None:
            self.split.offer_classes(classes is not None)
        self.becomes.show_fit(look.fit, None if look.imported is None else look.imported.data)
        if isinstance(self._source, Path):
            self.command.setText(command_line(str(self._source), look.plan, look.guess) if look.table else "")
            self.command.setCursorPosition(0)
        self.say(look.problem)

    def _missing_value(self, plan: ImportPlan) -> object:
        if plan.drops_incomplete:
            return DROP
        used = [column.fill for column in plan.columns if column.kind is CellKind.NUMBER]
        fills = {column.fill for column in plan.columns}
        if fills <= {None}:
            return UNDECIDED
        if None not in fills and len(set(used)) <= 1:
            return used[0] if used else Fill.COMMONEST
        return BY_COLUMN

    def _flaws(self, look: FileLook) -> tuple[list[Flaw], list[Flaw]]:
        """Return problems and notes, mended names among these."""
        if look.table is None:
            return [], []
        wrong = [*look.table.problems.listed, *(look.imported.problems.listed if look.imported else ())]
        notes = list(look.table.notes.listed)
        if look.fit is not None and look.imported is not None:
            what = QT_TRANSLATE_NOOP("Problem", "“{old}” becomes “{new}”, as a neuron can be called.")
            notes += [Flaw(Problem(what, old=old, new=new)) for old, new in look.renamed]
        return sorted(wrong, key=lambda flaw: (flaw.line or 0, flaw.column or 0)), notes

    def _show_count(self, look: FileLook) -> None:
        """Say how many problems there are, and what becomes of them."""
        parts = []
        if look.table is not None:
            made = look.imported
            count = look.table.problems.count + (made.problems.count if made else 0)
            parts = [self.tr("%Ln row(s)", "", len(look.table.lines))]
            parts += [self.tr("%Ln problem(s)", "", count)] if count else []
            if made is not None and made.dropped:
                parts.append(self.tr("%Ln left out for missing cells", "", made.dropped))
            left_out = len(look.table.lines) - len(made.rows) - made.dropped if made else 0
            if left_out:
                parts.append(self.tr("%Ln left out for problems", "", left_out))
        self.flaw_count.setText("  ·  ".join(parts))
        self.flaw_count.setAccessibleName(self.flaw_count.text())
        self.only_right.setEnabled(bool(look.table and self.flaws.count()) or self.only_right.isChecked())
        self.flaws.setVisible(self.flaws.count() > 0)

    def _show_columns(self) -> None:
        """Show the chosen columns in their fields."""
        look = self.look
        if look is None or look.table is None:
            return
        chosen = {place: look.plan.columns[place] for place in self.preview.chosen()}
        made = look.imported.data.columns if look.imported is not None else ()
        present = [made[place].encoding for place in chosen if made] if made else []
        present = [encoding for encoding in present if encoding is not Encoding.NUMBER]
        only = next(iter(chosen)) if len(chosen) == 1 else None
        categories = made[only].categories if only is not None and made else ()
        self.fields.show_columns(chosen, categories, present)
        if only is not None and made and made[only].categories:
            self.fields.show_one(made[only].categories[min(made[only].one, len(categories) - 1)])
        self.why.setText("" if only is None else self._why(look, only))
        self.why.setAccessibleName(self.why.text())

    def _why(self, look: FileLook, place: int) -> str:
        text = data_word(WHY_WORDS[look.plan.columns[place].why])
        return f"{shown(look.plan.columns[place].name)[:60]}: {text}"

    # What was asked for

    def edit(self) -> SetDataSet:
        """Return the edit that puts the data set in place; for a dialog that was answered with Import."""
        assert self.look is not None
        assert self.look.imported is not None
        name = self._source.name if isinstance(self._source, Path) else ""
        text = QT_TRANSLATE_NOOP("Words", "data of {file}") if name else QT_TRANSLATE_NOOP("Words", "pasted data")
        word = Word(f"data of {name}" if name else "pasted data", text, {"file": name} if name else {})
        return SetDataSet(self.look.imported.data, word, is_new=True)
