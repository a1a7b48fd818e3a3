"""The settings of the experiment: loss, batches, layers, new weights, stop rules."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bpgui.engine.initialisation import INITIALISATIONS
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.gui.document.document import Document
from bpgui.gui.document.name_edit import NameEdit
from bpgui.gui.network.epoch_stops import EpochStops
from bpgui.gui.network.layer_block import LayerBlock
from bpgui.gui.network.schedule_picture import SchedulePicture
from bpgui.gui.network.setting_field import MOST, SettingField, show_whole
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.number_edit import NumberEdit
from bpgui.gui.widgets.plain_text import Label, menu_text, plain, plain_tip
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.gui.widgets.words import INITIALISATION_WORDS, activation_word, layer_title, loss_word, word
from bpgui.session.formulas.formula_text import activation_text, loss_text
from bpgui.session.model.edits import NewWeights, ResetOptimiser, SetActivation, SetLoss
from bpgui.session.model.new_choices import activations_of
from bpgui.session.model.settings import SETTINGS
from bpgui.session.step.rate_curve import rate_curve
from bpgui.session.stops import StopRules

#: Pixels between a label and its field: the label's own, as Qt forgets the spacing when it asks whether both fit.
GAP = 6
#: Pixels that the title of a layer takes at most.
MAX_TITLE = 120
#: The seed of the first draw; File > New draws with seed 0.
FIRST_SEED = 1


@guarded
@follows_language
class ExperimentPanel(QScrollArea):
    """Shows the settings that hold at the cursor; every change is one edit."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("experiment")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._document = document
        self._labels: dict[str, Label] = {}
        self._activations: list[QComboBox] = []
        self._blocks: list[LayerBlock] = []
        self._titles: list[str] = []
        body = QWidget(self)
        body.setObjectName("experimentBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(12, 4, 12, 12)
        self._make_loss()
        self._layers = self._group("layersGroup")
        self._make_settings()
        self._make_weights()
        self._make_stops()
        self._column.addStretch(1)
        self.setWidget(body)
        self.names = NameEdit(document, self.viewport())
        self.verticalScrollBar().valueChanged.connect(self.names.settle)
        document.session_left.connect(self._let_go)
        document.session_opened.connect(self._take_session)
        document.experiment_changed.connect(self._experiment_changed)
        document.numbers_changed.connect(self.refresh)
        document.undo_changed.connect(self.refresh)
        look.changed.connect(self._retranslate_layers)
        self._build_layers()
        self.retranslate()

    # Building

    def _group(self, name: str) -> QGroupBox:
        group = QGroupBox(self)
        group.setObjectName(name)
        form = QFormLayout(group)
        form.setContentsMargins(0, 4, 0, 0)
        form.setHorizontalSpacing(0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)  # large text in a narrow panel
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(group)
        return group

    def _row(self, group: QGroupBox, name: str, field: QWidget) -> None:
        label = Label(group)
        label.setContentsMargins(0, 0, GAP, 0)
        label.setBuddy(field)
        self._labels[name] = label
        field.setObjectName(name)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)
        if isinstance(field, QComboBox):
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(8)
        form = group.layout()
        assert isinstance(form, QFormLayout)
        form.addRow(label, field)
        label.setVisible(name != "loss")  # its group says it

    def _spin(self, low: int) -> WholeNumber:
        return WholeNumber(low, MOST, self, margin=5, editors=self._document.editors)

    def _make_loss(self) -> None:
        self._loss_group = self._group("lossGroup")
        self.loss = QComboBox(self)
        self._row(self._loss_group, "loss", self.loss)
        for name in LOSSES:
            self.loss.addItem("", name)
        self.loss.activated.connect(self._set_loss)

    def _make_settings(self) -> None:
        self._setting_groups, self._settings = dict[str, QGroupBox](), list[SettingField]()
        for setting in SETTINGS.values():
            if setting.group and SettingField.is_needed(setting):
                if setting.group not in self._setting_groups:
                    self._setting_groups[setting.group] = self._group(f"{setting.group}Group")
                field = SettingField(self._document, setting, self)
                self._row(self._setting_groups[setting.group], field.name, field.widget)
                self._settings.append(field)
        self.schedule = SchedulePicture(self)
        self._add_wide(self._setting_groups["schedule"], self.schedule)
        self.reset = QPushButton(self)
        self.reset.setObjectName("resetOptimiser")
        self.reset.clicked.connect(lambda: self._document.perform(ResetOptimiser()))
        self._add_wide(self._setting_groups["update"], self.reset)

    @staticmethod
    def _add_wide(group: QGroupBox, widget: QWidget) -> None:
        form = group.layout()
        assert isinstance(form, QFormLayout)
        form.addRow(widget)

    def _make_weights(self) -> None:
        self._weights_group = self._group("weightsGroup")
        self.method, self.weights_seed, self.draw = QComboBox(self), self._spin(0), QPushButton(self)
        self._row(self._weights_group, "initialisation", self.method)
        self._row(self._weights_group, "weightsSeed", self.weights_seed)
        for name in INITIALISATIONS:
            self.method.addItem("", name)
        self.method.setCurrentIndex(self.method.findData("xavier"))
        self.weights_seed.setValue(FIRST_SEED)
        self.draw.setObjectName("newWeights")
        self.draw.clicked.connect(self._draw)
        self._add_wide(self._weights_group, self.draw)

    def _make_stops(self) -> None:
        self._stop_group = self._group("stopGroup")
        self.stop_step = self._spin(0)
        self.stop_loss = NumberEdit(
            self._document.editors, self, check=lambda value: StopRules(loss=value), may_be_empty=True
        )
        self._row(self._stop_group, "stopStep", self.stop_step)
        self._row(self._stop_group, "stopLoss", self.stop_loss)
        self.stop_loss.value_committed.connect(self._set_stop_loss)
        self.stop_step.valueChanged.connect(self._set_stop_step)
        self.epoch_stops = EpochStops(self._document, self)
        for name, field in self.epoch_stops.fields.items():
            self._row(self._stop_group, name, field)

    def _build_layers(self) -> None:
        """Make one activation field and one bias box for each computed layer of the present network."""
        form = self._layers.layout()
        assert isinstance(form, QFormLayout)
        for widget in self._layers.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            widget.hide()
            widget.deleteLater()  # not now: its own menu may be what changed the layers
        while form.rowCount():
            form.takeRow(0)
        self._labels = {name: label for name, label in self._labels.items() if not name.startswith("layer")}
        self._activations, self._blocks = [], []
        network = self._document.session.experiment.network
        for layer in range(len(network.sizes)):
            block = LayerBlock(self._document, layer, partial(self.rename, layer), self)
            if layer:
                activation = QComboBox(self)
                for name in activations_of(is_output=layer == len(network.layers)):
                    activation.addItem("", name)
                activation.setProperty("layer", layer)
                self._row(self._layers, f"layer{layer}", activation)
                activation.setObjectName(f"activation{layer}")
                activation.activated.connect(self._set_activation)
                self._activations.append(activation)
                form.addRow(block.size_field, block)
            else:
                self._row(self._layers, f"layer{layer}", block)
                self._labels["layer0"].setBuddy(block.size_field)
            block.size_field.installEventFilter(self)
            self._blocks.append(block)
        self._retranslate_layers()
        self.refresh()

    # Requests

    def rename(self, layer: int) -> None:
        """Open the name of a layer over its title."""
        if self._document.settle():
            self._document.pause()
            label = self._labels[f"layer{layer}"]
            self.ensureWidgetVisible(label)
            self.names.open(layer, QRect(label.mapTo(self.viewport(), QPoint(0, 0)), label.size()))

    def _set_loss(self) -> None:
        self._document.perform(SetLoss(self.loss.currentData()))

    def _set_activation(self) -> None:
        field = self.sender()
        if isinstance(field, QComboBox):
            self._document.perform(SetActivation(field.property("layer"), field.currentData()))

    def _draw(self) -> None:
        if not self._document.settle():
            return
        seed = self.weights_seed.value()
        if self._document.perform(NewWeights(self.method.currentData(), seed)):
            self.weights_seed.setValue(seed + 1 if seed < MOST else 0)

    def _set_stop_step(self, value: int) -> None:
        self._document.set_stops(replace(self._document.session.stops, step=value or None))

    def _set_stop_loss(self, value: float | None) -> None:
        self._document.set_stops(replace(self._document.session.stops, loss=value))

    # What is shown

    def _let_go(self) -> None:
        """Forget what is typed and not kept: it was meant for the session that goes."""
        self.stop_loss.cancel()
        self.epoch_stops.let_go()
        for field in self.findChildren(WholeNumber):
            field.lineEdit().setModified(False)
            field.setValue(field.value())

    def _take_session(self) -> None:
        self.weights_seed.setValue(FIRST_SEED)
        self.verticalScrollBar().setValue(0)
        self._build_layers()

    def _experiment_changed(self) -> None:
        network = self._document.session.experiment.network
        if len(network.layers) != len(self._activations):
            self._build_layers()
        elif self._titles != _titles(network):
            self._retranslate_layers()
        self.refresh()

    def refresh(self) -> None:
        """Show what holds at the cursor."""
        experiment, stops = self._document.session.experiment, self._document.session.stops
        network = experiment.network
        self._choose(self.loss, network.loss)
        for setting in self._settings:
            setting.show(experiment.settings, experiment.data)
            for part in (setting.widget, self._labels[setting.name]):
                part.setVisible(setting.is_shown(experiment.settings, experiment.data))
        self.reset.setVisible(bool(OPTIMISERS[experiment.settings.optimiser].inner))
        self.epoch_stops.show(self._labels)
        settings, step = experiment.settings, self._document.moment.state.step
        self.schedule.show_curve(rate_curve(settings, step), settings.learning_rate)
        self._align_labels()
        show_whole(self.stop_step, stops.step or 0)
        self.stop_loss.set_value(stops.loss)
        for field, layer in zip(self._activations, network.layers, strict=False):
            self._choose(field, layer.activation)
        if len(self._blocks) == len(network.sizes):
            for block in self._blocks:
                block.show_layer()

    @staticmethod
    def _choose(field: QComboBox, name: str) -> None:
        index = field.findData(name)
        if index != field.currentIndex():
            field.setCurrentIndex(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the scrolling of the panel, unless a field has the focus."""
        fields = (QAbstractSpinBox, QComboBox)
        if isinstance(watched, fields) and not watched.hasFocus() and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Experiment"))
        for group, title in (
            (self._loss_group, self.tr("Loss")),
            (self._layers, self.tr("Layers")),
            (self._setting_groups.get("batch"), self.tr("Batches")),
            (self._setting_groups.get("update"), self.tr("Update")),
            (self._setting_groups.get("penalty"), self.tr("Penalty and clipping")),
            (self._setting_groups.get("schedule"), self.tr("Schedule")),
            (self._weights_group, self.tr("Start over")),
            (self._stop_group, self.tr("Stop a run")),
        ):
            if group is not None:
                group.setTitle(title)
        self._label_fields()
        for setting in self._settings:
            setting.retranslate()
        self.stop_step.setSpecialValueText(self.tr("off"))
        self.stop_loss.setPlaceholderText(self.tr("off"))
        self.epoch_stops.retranslate()
        self.reset.setText(self.tr("Reset the optimiser"))
        self.reset.setToolTip(self.tr("Let the optimiser forget all that it remembers, as an event"))
        self.reset.setAccessibleName(self.tr("Reset the optimiser"))
        self.draw.setText(self.tr("&New random weights"))
        self.draw.setToolTip(self.tr("Draw new weights and start again at step 0; Undo brings the old training back"))
        self.draw.setAccessibleName(self.tr("New random weights"))
        for index in range(self.loss.count()):
            name = self.loss.itemData(index)
            self.loss.setItemText(index, loss_word(name))
            self.loss.setItemData(index, plain_tip(loss_text(name)), Qt.ItemDataRole.ToolTipRole)
        for index in range(self.method.count()):
            self.method.setItemText(index, word(INITIALISATION_WORDS[self.method.itemData(index)]))
        self._retranslate_layers()

    def _label_fields(self) -> None:
        for name, text, tip in (
            ("loss", self.tr("&Loss"), self.tr("What training makes small; the article calls it error")),
            *((field.name, word(field.setting.label), word(field.setting.tip)) for field in self._settings),
            ("initialisation", self.tr("Wei&ghts"), self.tr("How new weights are drawn; locked ones stay")),
            ("weightsSeed", self.tr("Ne&xt seed"), self.tr("The seed of the next draw")),
            ("stopStep", self.tr("&At step"), self.tr("A run stops at this step")),
            ("stopLoss", self.tr("At loss belo&w"), self.tr("A run stops at the first training loss below this")),
            *self.epoch_stops.texts(),
        ):
            self._labels[name].setText(text)
            field = self._labels[name].buddy()
            field.setAccessibleName(plain(text))
            field.setAccessibleDescription(plain(text))  # on Linux the name of a combo box is its text
            field.setToolTip(plain_tip(tip))

    def _align_labels(self) -> None:
        """Let the fields of all groups begin in one line."""
        for label in self._labels.values():
            label.setMinimumWidth(0)
        labels = [label for label in self._labels.values() if not label.isHidden()]
        sizes = (block.size_field.sizeHint().width() + GAP for block in self._blocks)
        width = max(*(label.sizeHint().width() for label in labels), *sizes)
        for label in labels:
            label.setMinimumWidth(width)

    def _retranslate_layers(self) -> None:
        self._titles = _titles(self._document.session.experiment.network)
        for layer, (title, block) in enumerate(zip(self._titles, self._blocks, strict=True)):
            block.retranslate(title)
            label = self._labels[f"layer{layer}"]
            most = round(MAX_TITLE * look.scale)
            label.setText(menu_text(label.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, most)))
            label.setToolTip(plain_tip(title))
        for layer, field in enumerate(self._activations, start=1):
            title = self._titles[layer]
            field.setAccessibleName(self.tr("Activation of: {layer}").format(layer=title))
            field.setAccessibleDescription(field.accessibleName())
            for index in range(field.count()):
                name = field.itemData(index)
                field.setItemText(index, activation_word(name))
                field.setItemData(index, plain_tip(activation_text(name)), Qt.ItemDataRole.ToolTipRole)
        self._align_labels()
        body, bar = self.widget(), self.verticalScrollBar()
        if body is not None:
            self.setMinimumWidth(body.minimumSizeHint().width() + bar.sizeHint().width())


def _titles(network: Network) -> list[str]:
    """Return what the layers are called, the inputs first."""
    return [layer_title(network, layer) for layer in range(len(network.sizes))]
