"""Row 0 of a segment: a state, and what its row shows.

What needs a pass over the samples is measured when somebody needs it: thousands of rows 0 that nobody looks at cost
nothing. Where a pass takes long, a thread brings it for those who would not wait.

What an edit made of a row of another segment shares that row's numbers: it holds those that differ, and is put
together again when somebody asks. Where training lies between two edits, the state itself is kept while memory allows,
else it is trained again from an earlier one.
"""

import math
import threading
from dataclasses import replace
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.changed import rows_of
from bpgui.engine.elementary import Array
from bpgui.engine.step import BatchSums, State, Step, is_long
from bpgui.engine.training import measures_of, predict
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.columns import Column, ColumnKind
from bpgui.session.timeline.memory import Memory

#: Gradients of so few numbers are kept with each row 0.
FEW = 64
NOTHING, NOWHERE = np.zeros(0), np.zeros(0, dtype=np.intp)


class States(Protocol):
    """What row 0 of another segment came from: a segment, as far as it is needed here."""

    @property
    def beginning(self) -> "Beginning":
        """Its own row 0."""

    def state(self, row: int) -> State:
        """Return the state at a row."""


class Origin(NamedTuple):
    """The row of a segment of which an edit made row 0 of another one."""

    segment: States
    row: int


class Beginning:
    """The state at row 0, under `experiment`, and what its row shows.

    `place` is the state without its numbers, `numbers` how many these are (parameters, then the optimiser's). `depth`
    counts the ancestors after which was trained.
    """

    def __init__(self, experiment: Experiment, state: State, memory: Memory, origin: Origin | None = None) -> None:
        """Keep of `state` what `origin` does not have; measure nothing yet."""
        self._experiment, self._memory, self._origin = experiment, memory, origin
        self.serial = memory.serial()
        self.place = replace(state, parameters=NOTHING, optimiser=NOTHING)
        self._count, self.numbers = len(state.parameters), len(state.parameters) + len(state.optimiser)
        self._lock = threading.Lock()
        self.is_measured = False  #: whether loss, training loss and gradient are there; else who asks for them waits
        self._losses, self._gradient = (math.nan, math.nan), NOTHING
        self._predictions: Array | None = None
        self._known: dict[Column, float] = {}
        self._of_samples: dict[tuple[ColumnKind, int], Array] = {}
        self.depth = 0
        self._kept: Array | None = None
        self._places, self._values = NOWHERE, NOTHING
        self._share(state)
        self._remember(state)

    # What needs a pass over the samples

    def _step(self, state: State) -> Step:
        experiment = self._experiment
        return Step(experiment.network, state, experiment.settings, experiment.data, self.batch_sums(0))

    @property
    def is_awaited(self) -> bool:
        """Whether they are not there, and take longer to bring than a person notices."""
        network, data = self._experiment.network, self._experiment.data
        samples = (self._experiment.settings.batch_size or data.samples) if self.place.position else data.samples
        return not self.is_measured and is_long(network, min(samples, data.samples))

    def batch_sums(self, row: int) -> BatchSums:
        """Return what all who look at the step from a row of this segment know of its batch."""
        network, data, settings = self._experiment.network, self._experiment.data, self._experiment.settings
        size = min(settings.batch_size or data.samples, data.samples)
        found: BatchSums | None = self._memory.recall(self.serial, "sums", row)
        if found is None:
            found = BatchSums(threading.RLock())
            if is_long(network, size):
                nbytes = 16 * size + 8 * network.parameter_count
                self._memory.remember(self.serial, "sums", row, found, nbytes)
        return found

    def measure(self) -> None:
        """Bring them, in whatever thread."""
        with self._lock:
            if not self.is_measured:
                found = measures_of(self._step(self.state()), NOWHERE)
                self._losses = found.loss, found.train_loss
                self._gradient = found.gradient if len(found.gradient) <= FEW else NOTHING
                self._memory.remember(self.serial, "gradient", 0, found.gradient, found.gradient.nbytes)
                self.is_measured = True

    @property
    def loss(self) -> float:
        """The loss of the batch of the step from here."""
        self.measure()
        return self._losses[0]

    @property
    def train_loss(self) -> float:
        """The loss over all training samples, nan where no epoch begins."""
        self.measure()
        return self._losses[1]

    def _share(self, state: State) -> None:
        """Keep the whole vector, or what differs from that of the origin."""
        vector = state.vector
        old = None if self._origin is None else self._origin.segment.state(self._origin.row).vector
        if self._origin is None or old is None or len(old) != len(vector):
            self._origin, self._kept = None, vector
            return
        if old is not vector:
            self._places = np.flatnonzero(old.view(np.int64) != vector.view(np.int64))
            self._values = vector[self._places]
        if 2 * len(self._places) > len(vector):
            self._origin, self._kept = None, vector
            self._places, self._values = NOWHERE, NOTHING
            return
        self.depth = self._origin.segment.beginning.depth + (self._origin.row > 0)
        if self._origin.row and not self.depth % self._memory.spacing:
            self._kept = vector

    def _remember(self, state: State) -> State:
        self._memory.remember(self.serial, "state", 0, state, 8 * self.numbers)
        return state

    @property
    def nbytes(self) -> int:
        """Memory that its numbers take."""
        return self._places.nbytes + self._values.nbytes + (0 if self._kept is None else self._kept.nbytes)

    def forget(self) -> None:
        """Keep the vector no longer, where memory asks for more room between those that are kept."""
        if self._origin is not None and self.depth % self._memory.spacing:
            self._kept = None

    def _at_hand(self) -> State | None:
        found: State | None = self._memory.recall(self.serial, "state", 0)
        return self._remember(self._state_of(self._kept)) if found is None and self._kept is not None else found

    def _state_of(self, vector: Array) -> State:
        return replace(self.place, parameters=vector[: self._count], optimiser=vector[self._count :])

    def state(self) -> State:
        """Return the state, exactly as it was; not to be written to."""
        found, later = self._at_hand(), list[Beginning]()
        beginning = self
        while found is None:
            later.append(beginning)
            assert beginning._origin is not None
            beginning = beginning._origin.segment.beginning
            found = beginning._at_hand()
        vector = found.vector
        for beginning in reversed(later):  # no recursion: there may be thousands
            origin = beginning._origin
            assert origin is not None
            if origin.row:
                origin.segment.beginning._remember(origin.segment.beginning._state_of(vector))
                vector = origin.segment.state(origin.row).vector
            if vector is found.vector or origin.row:
                vector = vector.copy()
            vector[beginning._places] = beginning._values
        return self._remember(self._state_of(vector)) if later else found

    # What row 0 shows

    @property
    def gradient(self) -> Array:
        """The gradient of the step from here, (parameter_count,)."""
        self.measure()
        found: Array | None = self._gradient if len(self._gradient) else None
        if found is None:
            found = self._memory.recall(self.serial, "gradient", 0)
        if found is None:
            found = self._step(self.state()).gradient
            self._memory.remember(self.serial, "gradient", 0, found, found.nbytes)
        return found

    # As the columns of a block of one row

    @property
    def steps(self) -> NDArray[np.int64]:
        """The step number, (1,)."""
        return np.array([self.place.step], dtype=np.int64)

    @property
    def losses(self) -> Array:
        """The loss, (1,)."""
        return np.array([self.loss])

    @property
    def train_losses(self) -> Array:
        """The training loss, (1,)."""
        return np.array([self.train_loss])

    @property
    def predictions(self) -> Array:
        """The predictions of the samples that rows record, (1, watched, outputs)."""
        if self._predictions is None:
            inputs = rows_of(self._experiment.data, "inputs", self._experiment.watched)
            self._predictions = predict(self._experiment.network, self.state().parameters, inputs)[None]
        return self._predictions

    @property
    def parameters(self) -> Array:
        """The parameters, (1, parameter_count)."""
        return self.state().parameters[None]

    @property
    def gradients(self) -> Array:
        """The gradient, (1, parameter_count)."""
        return self.gradient[None]

    @property
    def inner(self) -> Array:
        """The optimiser's own numbers, (1, numbers)."""
        return self.state().optimiser[None]

    def value(self, column: Column) -> float:
        """Return a column's value. Raises KeyError for one that is not there."""
        if column.kind.owner.per_sample:
            return float(self._of_sample(column)[column.number])
        if column not in self._known:
            self._known[column] = float(column.values(self._experiment, self)[0])
        return self._known[column]

    def _of_sample(self, column: Column) -> Array:
        """Return all that its kind has of a column's sample: one pass brings them. Raises KeyError."""
        found = self._of_samples.get((column.kind, column.sample))
        if found is None or not 0 <= column.number < len(found):
            if not column.exists(self._experiment):
                raise KeyError(column)
            found = np.array(column.kind.values(self._experiment, self, (column.sample,))[0])
            self._of_samples[column.kind, column.sample] = found
        return found
