"""What the network computes: its curve or surface over one or two inputs, with the samples, live."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bpgui.engine.network import Network
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, TargetChoice
from bpgui.gui.pictures.drawing import Drawing, of_widgets
from bpgui.gui.pictures.menu import pop_up
from bpgui.gui.response.held import HeldInputs
from bpgui.gui.response.legend import legend_of
from bpgui.gui.response.picture import Point, ResponsePicture
from bpgui.gui.response.said_line import SaidLine
from bpgui.gui.response.trial_fields import TrialFields
from bpgui.gui.response.words import name_of, point_text, sample_text, value_name, values_text
from bpgui.gui.widgets.awaited import Awaited
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.list_box import ListBox
from bpgui.gui.widgets.plain_text import Label
from bpgui.session.basics.problems import Problem
from bpgui.session.model.data_edits import EDITED, SetDataSet, with_placed
from bpgui.session.model.edits import SetInput, SetMany
from bpgui.session.model.lineage import Lineage, NeuronPlace
from bpgui.session.response import (
    Response,
    ResponseQuery,
    neurons_shown,
    response,
    telling_inputs,
    tried_inputs,
    tried_values,
)

#: Seconds between two pictures in a run, at least: three frames.
PACE = 0.048
#: Pixels beside all that is in the panel.
MARGIN = 10


@guarded
@follows_language
class ResponsePanel(QWidget):
    """Asks for the response of what is shown now, whenever it can be seen, and shows it when it is there."""

    responded = Signal()  #: a response is shown

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setObjectName("responsePanel")
        self.shown: NeuronPlace | None = None  #: what is shown: a neuron, or all outputs
        self._offered: tuple[NeuronPlace | None, ...] = ()
        self._network: Network | None = None
        self._inputs_of = 0  #: how many inputs the lists have
        self._inputs: tuple[int, ...] = ()  #: where those that varied are in a network that the lists do not have yet
        self._is_busy = False
        self._awaited = Awaited(document)
        self._awaited.came.connect(self._take)
        self._make_widgets()
        self._wire()
        self.retranslate()
        self._follow_experiment()

    def _make_widgets(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 8, MARGIN, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        column.addLayout(top)
        self.choice, self.across, self.up = ListBox(self), ListBox(self), ListBox(self)
        self._of = Label(self)
        self._of.setBuddy(self.choice)
        top.addWidget(self._of)
        top.addWidget(self.choice, 1)
        sides = QHBoxLayout()
        column.addLayout(sides)
        self._arrows = [Label(self), Label(self)]
        for label, box, name in zip(self._arrows, (self.across, self.up), ("Across", "Up"), strict=True):
            sides.addWidget(label)
            sides.addWidget(box, 1)
            label.setBuddy(box)
            box.setObjectName(f"response{name}")
        self.choice.setObjectName("responseOf")
        self.picture = ResponsePicture(self)
        column.addWidget(self.picture, 1)
        self.line = SaidLine(self)
        self.line.setObjectName("responseLine")
        column.addWidget(self.line)
        self.held = HeldInputs(self.document, self)
        column.addWidget(self.held)
        self.trial = TrialFields(self)
        column.addWidget(self.trial)
        column.addStretch(0)

    def drawing(self) -> Drawing:
        """Return what the network computes as a picture."""
        return of_widgets("response", self.choice.currentText(), [self.picture])

    def _wire(self) -> None:
        document, picture = self.document, self.picture
        document.session_left.connect(self._leave)
        document.session_opened.connect(self._follow_experiment)
        document.neurons_followed.connect(self._follow_neurons)
        document.experiment_changed.connect(self._follow_experiment)
        document.shown.turns.add(PACE).came.connect(self._refresh)
        document.hiding_changed.connect(self._refresh)
        document.numbers_changed.connect(self._tell)
        document.digits_changed.connect(self._tell)
        document.selection_changed.connect(self._follow_selection)
        self.choice.activated.connect(self._choose)
        self.across.activated.connect(self._turn)
        self.up.activated.connect(self._turn)
        picture.seen.connect(self._refresh)
        picture.pointed.connect(self._tell)
        picture.sample_chosen.connect(document.choose_sample)
        picture.sample_stepped.connect(self._step_sample)
        picture.tried.connect(self._move_trial)
        picture.placed.connect(self._place)
        self.held.changed.connect(self._hold)
        self.trial.switched.connect(document.try_input)
        self.trial.moved.connect(self._move_trial)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the picture."""
        pop_up(self, event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture no more height than it uses; what is said of it stands right below."""
        super().resizeEvent(event)
        self._limit_height()

    def _limit_height(self) -> None:
        most = self.picture.greatest_height(self.width() - 2 * MARGIN)
        if most != self.picture.maximumHeight():
            self.picture.setMaximumHeight(most)

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self._of.setText(self.tr("&Shows"))
        self.choice.setAccessibleName(self.tr("What is shown"))
        for label, box, arrow, name in zip(
            self._arrows, (self.across, self.up), "→↑", (self.tr("Input across"), self.tr("Input up")), strict=True
        ):
            label.setText(arrow)
            box.setAccessibleName(name)
            box.setToolTip(self.tr("Other inputs are held at those of the chosen sample."))
        if self._network is not None:
            self._fill()
        self._show(self.picture.response)

    # What is shown

    @property
    def inputs(self) -> tuple[int, ...]:
        """The inputs that vary."""
        return (0,) if self._inputs_of == 1 else (self.across.currentIndex(), self.up.currentIndex())

    def _follow_neurons(self, lineage: Lineage) -> None:
        """Keep to the neuron that is shown and to the inputs that vary, wherever they are now."""
        self.shown = None if self.shown is None else lineage.neuron(*self.shown)
        found = [lineage.neuron(0, place) for place in self.inputs]
        self._inputs = tuple(place[1] for place in found if place is not None and place[0] == 0)

    def _follow_experiment(self) -> None:
        """Offer what this network has; what was shown stays, where it is still there."""
        experiment = self.document.experiment
        network = experiment.network
        offered = neurons_shown(experiment, min(network.inputs, 2))
        if network != self._network or offered != self._offered:
            self._network, self._offered = network, offered
            self.shown = self.shown if self.shown in offered else offered[0]
            self._fill()
        self._refresh()

    def _leave(self) -> None:
        """Forget what belongs to the session that goes."""
        self._awaited.drop()
        self._is_busy, self._network, self.shown, self._inputs = False, None, None, ()
        self._show(None)

    def _fill(self) -> None:
        assert self._network is not None
        names = self._network.shown_names
        everything = self.tr("All outputs") if self._network.inputs == 1 else self.tr("The largest output")
        self.choice.clear()
        self.choice.addItems([everything if place is None else names[place[0]][place[1]] for place in self._offered])
        self.choice.setCurrentIndex(self._offered.index(self.shown))
        is_known = self.across.count() > 0 and self._inputs_of == len(names[0])
        chosen, self._inputs = self._inputs or (self.inputs if is_known else ()), ()
        if len(chosen) != min(len(names[0]), 2):
            chosen = telling_inputs(self.document.experiment)
        self._inputs_of = len(names[0])
        for box, place in zip((self.across, self.up), chosen, strict=False):
            box.clear()
            box.addItems(names[0])
            box.setCurrentIndex(place)
        for widget in (*self._arrows, self.across, self.up):
            widget.setVisible(len(names[0]) > 2)

    def _choose(self, place: int) -> None:
        self._set_shown(self._offered[place])

    def _set_shown(self, shown: NeuronPlace | None) -> None:
        if shown != self.shown and shown in self._offered:
            self.shown = shown
            self.choice.setCurrentIndex(self._offered.index(shown))
            self._refresh()

    def _follow_selection(self) -> None:
        """Show the computed neuron that is chosen elsewhere."""
        chosen = self.document.selection
        if isinstance(chosen, NeuronChoice) and chosen.layer > 0:
            self._set_shown((chosen.layer, chosen.index))
        elif isinstance(chosen, TargetChoice):
            self._set_shown((len(self.document.experiment.network.layers), chosen.output))

    def _turn(self) -> None:
        """Take two other inputs; where one is taken twice the other gives way."""
        if self.across.currentIndex() == self.up.currentIndex():
            other = self.up if self.sender() is self.across else self.across
            other.setCurrentIndex((other.currentIndex() + 1) % other.count())
        self._refresh()

    # Computing

    def _query(self) -> ResponseQuery:
        moment = self.document.shown.newest
        is_moving = self.document.is_running or moment.preview
        self.held.follow(moment, self.inputs)
        held = tuple(self.held.values.items())
        return ResponseQuery(
            moment.experiment, moment.parameters, self.shown, self.inputs, moment.sample, is_moving, held
        )

    def _refresh(self) -> None:
        """Have the response of this moment computed, unless nobody sees it; while one is computed the next waits."""
        self.picture.is_stale = True
        if self.document.hides is not None:
            self.picture.is_stale = False
            self._show(None)
            return
        if self.picture.visibleRegion().isEmpty() or self._is_busy or self._network is None:
            return
        self.picture.is_stale, self._is_busy = False, True
        query = self._query()
        self._awaited.want(query, partial(response, query))

    def _take(self, _query: object, found: object) -> None:
        assert isinstance(found, Response)
        self._is_busy = False
        if self.document.hides is None:
            self._show(found)
        if self.picture.is_stale:
            self._refresh()

    def _show(self, found: Response | None) -> None:
        if found is None:
            self.picture.note = self.tr("Hidden while something is asked.") if self.document.hides is not None else ""
            self.picture.show_response(None, [], "")
        else:
            keys = legend_of(found, self.document.text)
            self.picture.show_response(found, keys, value_name(found.query))
            self.picture.choose(found.query.sample)
            self.trial.set_names(tuple(axis.name for axis in found.query.axes))
        self._limit_height()
        self._name_picture(found)
        if not self.document.is_running:  # a run has the panel read some times a second: see numbers_changed
            self._tell()
        self.responded.emit()

    # What is said

    def _name_picture(self, found: Response | None) -> None:
        name = self.tr("What the network computes") if found is None else name_of(found, self.choice.currentText())
        if name != self.picture.accessibleName():
            self.picture.setAccessibleName(name)

    def _tell(self) -> None:
        """Say what is under the mouse, or else of the chosen sample."""
        found, picture, document = self.picture.response, self.picture, self.document
        if found is None or document.hides is not None:
            text = ""
        elif picture.hovered_sample is not None or picture.hovered is None:
            sample = document.moment.sample if picture.hovered_sample is None else picture.hovered_sample
            is_computed = document.moment.prediction_is_computed(sample)
            text = sample_text(found, sample, document.text, is_computed=is_computed)
        else:
            text = point_text(found.query, picture.hovered, document.text)
        self.line.setText(text)
        self.picture.setAccessibleDescription(text)
        self._tell_trial()

    # Samples and trials

    def _place(self, point: Point, height: float | None) -> None:
        """Add a sample at a point: otherwise as the chosen one is, and over the curve of an output with this target."""
        found, document = self.picture.response, self.document
        if found is None or not document.settle():
            return
        query = found.query
        inputs = dict(query.held) | dict(zip(query.inputs, point, strict=True))
        has_target = height is not None and query.is_output and query.shown is not None
        targets = {query.shown[1]: height} if has_target else {}  # type: ignore[index]
        try:
            data = with_placed(document.experiment, document.moment.sample, inputs, targets)  # type: ignore[arg-type]
        except Problem as problem:
            document.problem_met.emit(problem)
            return
        if document.perform(SetDataSet(data, EDITED)):
            document.choose_sample(document.experiment.data.samples - 1)

    def _step_sample(self, by: float) -> None:
        last = self.document.experiment.data.samples - 1
        present = self.document.session.sample
        wanted = min(max(present + by, 0), last)
        if wanted != present:
            self.document.choose_sample(int(wanted))

    def _hold(self) -> None:
        """Hold an input elsewhere, or try it there."""
        if self.document.moment.is_tried:
            self._try(self.held.values)
        else:
            self._refresh()

    def _move_trial(self, point: Point) -> None:
        self._try(dict(zip(self.inputs, point, strict=True)))

    def _try(self, inputs: Mapping[int, float]) -> None:
        """Try other numbers, in units, by neuron; those that stay as they are need not be possible."""
        moment, names = self.document.moment, self.document.experiment.network.neuron_names[0]
        sample = moment.experiment.data.samples + 1
        present = tried_inputs(moment, tuple(inputs))
        changed = {k: value for (k, value), old in zip(inputs.items(), present, strict=True) if value != old}
        if changed:
            changes = tuple(SetInput(names[k], sample, value) for k, value in changed.items())
            self.document.perform(SetMany(changes))

    def _tell_trial(self) -> None:
        """Show where what is tried stands, and what is computed of it."""
        moment, found = self.document.moment, self.picture.response
        if moment.trial is None:
            self.trial.show_point(None)
            self.picture.set_mark(None)
            return
        if found is None or found.query.experiment is not moment.experiment:
            return
        point = tried_inputs(moment, found.query.inputs)
        self.trial.show_point(point)
        self.picture.set_mark(point)
        if not self.document.hides:
            values = values_text(found.query, tried_values(moment, found.query), self.document.text)
            self.trial.show_answer(self.tr("Answer: {values}").format(values=values))
