"""How a file is written, as fields: each is a guess at first, and each can be changed."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from bpgui.gui.data.choices import ValueBox, add_row
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.session.data.dialect import DELIMITERS, GROUPINGS, Dialect
from bpgui.session.data.encodings import ENCODINGS

#: Lines that may be passed over.
MAX_SKIPPED = 1_000_000
#: Columns that stand for nothing in a spreadsheet.
TEXT_ONLY = ("encoding", "delimiter", "quote", "comment")


@guarded
class DialectFields(QWidget):
    """Shows a dialect, and tells when a person changes a part of it."""

    changed = Signal()

    def __init__(self, parent: QWidget, *, is_pasted: bool) -> None:
        """What `is_pasted` is text already, and has no encoding."""
        super().__init__(parent)
        self._dialect = Dialect()
        self._is_pasted = is_pasted
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.sheet, self.encoding = ValueBox(), ValueBox([(name, name) for name in ENCODINGS])
        self.delimiter = ValueBox(list(zip(self._delimiter_texts(), DELIMITERS, strict=True)))
        self.joins, self.header = QCheckBox(self.tr("Se&veral are one")), QCheckBox(self.tr("First line: &names"))
        self.row_names = QCheckBox(self.tr("First column: ro&w names"))
        self.quote = ValueBox([('"', '"'), ("'", "'"), (self.tr("None"), "")])
        self.skip, self.comment, self.missing = WholeNumber(0, MAX_SKIPPED), QLineEdit(), QLineEdit()
        self.decimal = ValueBox([(self.tr("Point 1.5"), "."), (self.tr("Comma 1,5"), ",")])
        self.grouping = ValueBox(list(zip(self._grouping_texts(), GROUPINGS, strict=True)))
        self._build()

    def _delimiter_texts(self) -> tuple[str, ...]:
        return self.tr("Comma ,"), self.tr("Semicolon ;"), self.tr("Tab"), self.tr("Bar |"), self.tr("Blanks")

    def _grouping_texts(self) -> tuple[str, ...]:
        return self.tr("None"), "1,000", "1.000", "1 000", "1'000"

    def _build(self) -> None:
        add = partial(add_row, self.form)
        add(self.tr("S&heet"), "sheet", self.sheet)
        add(self.tr("&Encoding"), "encoding", self.encoding)
        add(self.tr("&Delimiter"), "delimiter", self.delimiter)
        self.form.addRow("", self.joins)
        add(self.tr("&Quotes"), "quote", self.quote)
        add(self.tr("Lines to s&kip"), "skip", self.skip)
        add(self.tr("Comments begin"), "comment", self.comment)
        self.form.addRow("", self.header)
        self.form.addRow("", self.row_names)
        add(self.tr("De&cimal sign"), "decimal", self.decimal)
        add(self.tr("&Thousands"), "grouping", self.grouping)
        add(self.tr("Mi&ssing is"), "missing", self.missing)
        self.missing.setToolTip(self.tr("Texts that mean: no value here; with blanks between them. An empty cell too."))
        for box, name in ((self.joins, "joins"), (self.header, "header"), (self.row_names, "rowNames")):
            box.setObjectName(name)
            box.toggled.connect(self._take)
        for field in (self.sheet, self.encoding, self.delimiter, self.quote, self.decimal, self.grouping):
            field.currentIndexChanged.connect(self._take)
        self.skip.valueChanged.connect(self._take)
        for text in (self.comment, self.missing):
            text.editingFinished.connect(self._take)
        self.delimiter.setEditable(True)
        self.delimiter.setInsertPolicy(ValueBox.InsertPolicy.NoInsert)
        line = self.delimiter.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._take)

    def show_dialect(self, dialect: Dialect, sheets: tuple[str, ...]) -> None:
        """Show how a file is read; `sheets` are those of a spreadsheet."""
        self._dialect = dialect
        blockers = [QSignalBlocker(w) for w in (self.joins, self.header, self.row_names, self.skip, self.delimiter)]
        self.sheet.offer([(name, name) for name in sheets])
        self.sheet.show_value(dialect.sheet)
        self.encoding.show_value(dialect.encoding)
        self.delimiter.show_value(dialect.delimiter, dialect.delimiter)
        self.quote.show_value(dialect.quote)
        self.decimal.show_value(dialect.decimal)
        self.grouping.show_value(dialect.grouping)
        self.joins.setChecked(dialect.joins)
        self.header.setChecked(dialect.has_header)
        self.row_names.setChecked(dialect.has_row_names)
        self.skip.setValue(dialect.skip)
        self.comment.setText(dialect.comment)
        self.missing.setText(" ".join(text for text in dialect.missing if text))
        del blockers
        self._show_rows(is_sheet=bool(sheets))

    def _show_rows(self, *, is_sheet: bool) -> None:
        """Show what goes with the kind of file."""
        self.form.setRowVisible(self.sheet, is_sheet)
        for field in (self.encoding, self.delimiter, self.joins, self.quote, self.comment):
            self.form.setRowVisible(field, not is_sheet)
        if self._is_pasted:
            self.form.setRowVisible(self.encoding, False)

    def dialect(self) -> Dialect:
        """Return what the fields say."""
        missing = tuple(self.missing.text().split())
        return replace(
            self._dialect,
            sheet=self.sheet.value(),
            encoding=self.encoding.value(),
            delimiter=self._delimiter(),
            joins=self.joins.isChecked(),
            quote=self.quote.value(),
            skip=self.skip.value(),
            comment=self.comment.text().strip(),
            has_header=self.header.isChecked(),
            has_row_names=self.row_names.isChecked(),
            decimal=self.decimal.value(),
            grouping=self.grouping.value(),
            missing=("", *missing),
        )

    def _delimiter(self) -> str:
        """Return the chosen delimiter, or the one that was typed."""
        text = self.delimiter.currentText()
        place = self.delimiter.findText(text)
        if place >= 0:
            self.delimiter.show_value(self.delimiter.value_at(place))
            return str(self.delimiter.value())
        return text

    def _take(self) -> None:
        dialect = self.dialect()
        if dialect != self._dialect:
            self._dialect = dialect
            self.changed.emit()
