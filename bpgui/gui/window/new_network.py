"""File > New: what the network is, on one page with a live picture of it, and where its weights come from."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bpgui.engine.elementary import Array
from bpgui.engine.initialisation import INITIALISATIONS
from bpgui.gui.diagram.touch.canvas import DiagramCanvas
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.form_dialog import FormDialog
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.number_edit import Field, comma_is_decimal
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.whole_number import WholeNumber
from bpgui.gui.widgets.words import INITIALISATION_WORDS, loss_word, word
from bpgui.gui.window.layer_rows import LayerRows
from bpgui.gui.window.starting_field import StartingField
from bpgui.session.basics.problems import Problem
from bpgui.session.model.experiment import (
    USUAL_INITIALISATION,
    Experiment,
    Initialisation,
    new_experiment,
    parse_sizes,
)
from bpgui.session.model.new_choices import MAX_SEED, USUAL_SAMPLES, losses_of, usual_loss
from bpgui.session.model.starting_point import StartingPoint
from bpgui.session.model.starting_weights import Order, parameters_of, parse_list
from bpgui.session.session import Session

#: Milliseconds after a change until the picture follows, so that typing stays quick.
SOON = 40
#: The dialog's size in pixels at the usual size of text.
SIZE = (1060, 600)
#: Pixels that the picture needs beside the form; with fewer it stands below.
MIN_PICTURE = 400


@guarded
class NewNetworkDialog(FormDialog):
    """Asks for sizes, activations, biases, loss, samples and starting weights. Shows the network that OK makes."""

    def __init__(self, parent: QWidget, present: Session | None = None) -> None:
        """`present` is the open session, whose network may be the start."""
        self._row_of: dict[QWidget, int] = {}
        self._sizes: tuple[int, ...] = (2, 1)
        self._present = present
        self._start: StartingPoint | None = None
        super().__init__(parent, QCoreApplication.translate("NewNetworkDialog", "New network"))
        self.setObjectName("newNetwork")
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._show_picture)
        self._add_network()
        self._add_weights()
        self._take_sizes()
        self.finished.connect(self._picture_of.close)
        screen = self.screen().availableGeometry().size() * 0.94
        self.resize((QSize(*SIZE) * look.scale).boundedTo(screen))

    # Building

    def body(self) -> QLayout:
        """Return the form, which scrolls where room is short, beside the picture."""
        self._make_picture()
        holder, scroll, right = QWidget(), QScrollArea(self), QVBoxLayout()
        fields, column = QWidget(holder), QVBoxLayout(holder)
        fields.setLayout(self.form)
        fields.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(fields)
        column.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        holder.setObjectName("newForm")
        self.form.setContentsMargins(0, 0, 10, 0)
        scroll.setObjectName("newScroll")
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.addWidget(self.picture, 1)
        right.addWidget(self.about)
        right.addWidget(self.summary)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.addWidget(scroll, 3)
        self._halves.addLayout(right, 2)
        self._halves.setSpacing(16)
        self._scroll = scroll
        return self._halves

    def _make_picture(self) -> None:
        """Make the picture of the network, and what is said of it."""
        first = new_experiment((2, 1), ["linear"], [True], "half_square")
        self._picture_of = Document(Session(first, np.zeros(first.network.parameter_count)), self)
        self.picture = DiagramCanvas(self._picture_of, self)
        self.picture.setObjectName("newPicture")
        self.picture.setAccessibleName(self.tr("The network that will be made"))
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.summary = Label(self)
        self.summary.setObjectName("newSummary")
        self.summary.setProperty("quiet", True)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.about = Label(self)
        self.about.setObjectName("startAbout")
        self.about.setWordWrap(True)
        self.about.hide()

    def _share_room(self) -> None:
        """Give the form the width that it needs, and the picture the rest; where that is little, the place below."""
        wanted = self.form.totalMinimumSize().width() + self._scroll.verticalScrollBar().sizeHint().width()
        is_wide = self.width() - wanted >= MIN_PICTURE
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self._halves.setStretch(0, 0 if is_wide else 3)
        self._scroll.setMinimumWidth(wanted)
        self._scroll.setMaximumWidth(wanted if is_wide else self.maximumWidth())

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room out: sizes are known now. Sizes are what most people type, so begin there."""
        super().showEvent(event)
        self.sizes.setFocus(Qt.FocusReason.TabFocusReason)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._share_room()

    def _add_network(self) -> None:
        self.start = StartingField(self._present, self)
        self.add(self.tr("Start &from"), "start", self.start)
        self.start.chosen.connect(self._take_start)
        self.sizes, self.samples, self.loss = Field("2-4-1"), WholeNumber(1, 1000), QComboBox()
        self.layers = LayerRows(self)
        self.samples.setValue(USUAL_SAMPLES)
        self.add(self.tr("Layer &sizes"), "sizes", self.sizes)
        self.sizes.setToolTip(self.tr("The neurons of each layer, the inputs first: 2-4-1"))
        self.add(self.tr("Layers"), "layers", self.layers)
        self.add(self.tr("&Loss"), "loss", self.loss)
        self.add(self.tr("S&amples"), "samples", self.samples)
        self.sizes.textChanged.connect(self._take_sizes)
        self.loss.currentIndexChanged.connect(self._check)
        self.samples.lineEdit().textEdited.connect(self._check)
        self.samples.valueChanged.connect(self._check)

    def _add_weights(self) -> None:
        self.source, self.method, self.order = QComboBox(), QComboBox(), QComboBox()
        self.seed, self.again = WholeNumber(0, MAX_SEED), QPushButton(self.tr("&Draw again"))
        self.pasted = QPlainTextEdit()
        for text, name in (
            (self.tr("Random"), "random"),
            (self.tr("Typed: 0 until you type them"), "typed"),
            (self.tr("Pasted or typed as a list"), "pasted"),
        ):
            self.source.addItem(text, name)
        for name in INITIALISATIONS:
            self.method.addItem(word(INITIALISATION_WORDS[name]), name)
        self.method.setCurrentIndex(self.method.findData(USUAL_INITIALISATION.method))
        for order, text in zip(Order, self._order_texts(), strict=True):
            self.order.addItem(text, order.value)
        self.again.setObjectName("drawAgain")
        self.again.setAutoDefault(False)
        self.pasted.setTabChangesFocus(True)
        self.pasted.setPlaceholderText("0.15 0.2\n0.25 0.3")
        self.add(self.tr("Starting &weights"), "source", self.source)
        self.add(self.tr("&Method"), "method", self.method)
        self.add(self.tr("S&eed"), "seed", self.seed, self.again)
        self.add(self.tr("&Numbers"), "pasted", self.pasted)
        self.add(self.tr("&Order"), "order", self.order)
        for box in (self.start, self.loss, self.source, self.method, self.order):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.source.currentIndexChanged.connect(self._take_source)
        for box in (self.method, self.order):
            box.currentIndexChanged.connect(self._check)
        self.seed.lineEdit().textEdited.connect(self._check)
        self.seed.valueChanged.connect(self._check)
        self.pasted.textChanged.connect(self._check)
        self.again.clicked.connect(self._draw_again)

    def _order_texts(self) -> tuple[str, ...]:
        return (
            self.tr("w1, w2, .. then b1, b2, .."),
            self.tr("By layer: a row goes into a neuron; biases"),
            self.tr("By layer: a row comes from a neuron; biases"),
        )

    def add(self, text: str, name: str, field: QWidget, *others: QWidget) -> None:
        """Add a labelled field, and note its row."""
        self._row_of[field] = self.form.rowCount()
        super().add(text, name, field, *others)

    # What a person does

    def _take_start(self, start: StartingPoint | None) -> None:
        """Fill the form with what a new network is to begin as; each choice may then be changed."""
        self._start = start
        self.about.setText(self.start.line())
        self.about.setAccessibleName(self.about.text())
        self.about.setVisible(bool(self.about.text()))
        place = self.source.findData("example")
        if place >= 0:
            self.source.removeItem(place)
        if start is not None:
            network = start.experiment.network
            self.sizes.setText("-".join(map(str, network.sizes)))
            self.layers.choose([(layer.activation, layer.bias) for layer in network.layers])
            self._take_layers()
            self.loss.setCurrentIndex(self.loss.findData(network.loss))
            self.samples.setValue(min(start.experiment.data.samples, self.samples.maximum()))
            if start.parameters is not None:
                self.source.insertItem(0, self.tr("Those of the example"), "example")
                self.source.setCurrentIndex(0)
        self._check()

    def _take_sizes(self) -> None:
        """Have a row for each layer, as far as the sizes can be."""
        try:
            sizes = parse_sizes(self.sizes.text())
        except Problem as problem:
            self.say(problem)
            return
        for field in self.layers.show_sizes(sizes):
            if isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._take_layers)
            elif isinstance(field, QCheckBox):
                field.toggled.connect(self._check)
        self._sizes = sizes
        self._order_tabs()
        self._take_layers()
        self._take_source()

    def _order_tabs(self) -> None:
        """Let Tab go through the layers between sizes and loss: their fields are younger than those below."""
        fields: list[QWidget] = [self.sizes]
        for activation, bias in zip(self.layers.activations, self.layers.biases, strict=True):
            fields += [activation, bias]
        for before, after in pairwise([*fields, self.loss]):
            QWidget.setTabOrder(before, after)

    def _take_layers(self) -> None:
        """Offer the losses that go with the output; the one that is made for it, unless another one was chosen."""
        output = self.layers.activations[len(self._sizes) - 2].currentData()
        names = losses_of(output)
        if names != [self.loss.itemData(k) for k in range(self.loss.count())]:
            self.loss.blockSignals(True)
            self.loss.clear()
            for name in names:
                self.loss.addItem(loss_word(name), name)
            self.loss.setCurrentIndex(names.index(usual_loss(output)))
            self.loss.blockSignals(False)
        self._check()

    def _take_source(self) -> None:
        """Show the fields that go with where the weights come from."""
        source = self.source.currentData()
        for field, wanted in (
            (self.method, "random"),
            (self.seed, "random"),
            (self.pasted, "pasted"),
            (self.order, "pasted"),
        ):
            self.form.setRowVisible(self._row_of[field], source == wanted)
        self.pasted.setFixedHeight(round(4.6 * self.pasted.fontMetrics().lineSpacing()))
        self._share_room()
        self._check()

    def _draw_again(self) -> None:
        self.seed.setValue((self.seed.value() + 1) % (MAX_SEED + 1))

    def _check(self) -> None:
        """Say what is wrong, or show what will be made."""
        try:
            self.parameters(self.experiment())
        except Problem as problem:
            self.say(problem)
            return
        self.say(None)
        self._soon.start()

    def _show_picture(self) -> None:
        if self.wrong.text():
            return
        session = self.session()
        self._picture_of.open(session)
        count, data = session.experiment.network.parameter_count, session.experiment.data
        is_given = self._start is not None and data is self._start.experiment.data
        samples = self.tr("%Ln sample(s) to fill in", "", data.samples)
        if is_given:
            samples = self.tr("%Ln sample(s)", "", data.samples)
        parts = self.tr("%Ln parameter(s)", "", count), samples
        self.summary.setText("  ·  ".join(parts))

    # What was asked for

    def experiment(self) -> Experiment:
        """Return what was asked for. Raises Problem."""
        sizes = parse_sizes(self.sizes.text())
        rows = range(len(sizes) - 1)
        made = new_experiment(
            sizes,
            [self.layers.activations[row].currentData() for row in rows],
            [self.layers.biases[row].isChecked() for row in rows],
            self.loss.currentData(),
            self.samples.typed(),
            initialisation=self._initialisation(),
        )
        return made if self._start is None else self._start.taken_over(made)

    def _initialisation(self) -> Initialisation:
        """Return how weights are drawn, the neurons' that are added later too."""
        if self.source.currentData() != "random":
            return USUAL_INITIALISATION
        return Initialisation(self.method.currentData(), self.seed.typed())

    def parameters(self, experiment: Experiment) -> Array:
        """Return the starting weights and biases. Raises Problem."""
        network, source = experiment.network, self.source.currentData()
        if self._start is not None and source == "example":
            return self._start.parameters_for(experiment)
        if source == "random":
            return experiment.initialisation.all_of(network)
        if source == "typed":
            return np.zeros(network.parameter_count)
        values = parse_list(self.pasted.toPlainText(), comma=comma_is_decimal())
        return parameters_of(network, values, Order(self.order.currentData()))

    def session(self) -> Session:
        """Return a new session of what was asked for. Raises Problem."""
        experiment = self.experiment()
        return Session(experiment, self.parameters(experiment))
