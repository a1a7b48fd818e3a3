"""Which samples are held back for testing, as fields."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QWidget

from bpgui.gui.data.choices import ValueBox, add_row
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.session.data.dataset import MAX_SAMPLES
from bpgui.session.data.import_plan import SplitKind, SplitPlan
from bpgui.session.model.new_choices import MAX_SEED


@guarded
class SplitFields(QWidget):
    """None; a share drawn by a seed, of each class alike or not; or the last n."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        kinds = (
            (self.tr("None"), SplitKind.NONE),
            (self.tr("A share, drawn"), SplitKind.SHARE),
            (self.tr("The last ones"), SplitKind.LAST),
        )
        self.kind = ValueBox(kinds)
        self.share, self.seed, self.count = WholeNumber(1, 99), WholeNumber(0, MAX_SEED), WholeNumber(1, MAX_SAMPLES)
        self.stratified = QCheckBox(self.tr("Each class alike (strati&fied)"))
        self.stratified.setObjectName("stratified")
        self.stratified.setToolTip(self.tr("Stratified: the test samples have each class in the same share"))
        self.share.setSuffix(" %")
        self.share.setValue(20)
        self.count.setValue(10)
        add_row(self.form, self.tr("Test sam&ples"), "split", self.kind)
        add_row(self.form, self.tr("Sh&are"), "share", self.share)
        add_row(self.form, self.tr("Seed"), "seed", self.seed)
        self.form.addRow("", self.stratified)
        add_row(self.form, self.tr("N&umber"), "count", self.count)
        self.kind.currentIndexChanged.connect(self._take)
        self.stratified.toggled.connect(self._take)
        for number in (self.share, self.seed, self.count):
            number.valueChanged.connect(self._take)
        self._show_rows()

    def split(self) -> SplitPlan:
        """Return what was chosen."""
        kind = self.kind.value()
        assert isinstance(kind, SplitKind)
        return SplitPlan(
            kind, self.share.value() / 100, self.seed.value(), self.stratified.isChecked(), self.count.value()
        )

    def offer_classes(self, has_classes: bool) -> None:
        """Allow a stratified split only where targets are classes."""
        self.stratified.setEnabled(has_classes)
        if not has_classes:
            with QSignalBlocker(self.stratified):
                self.stratified.setChecked(False)

    def _take(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        for field, kind in (
            (self.share, SplitKind.SHARE),
            (self.seed, SplitKind.SHARE),
            (self.stratified, SplitKind.SHARE),
            (self.count, SplitKind.LAST),
        ):
            self.form.setRowVisible(field, self.kind.value() is kind)
