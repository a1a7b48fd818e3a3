"""What every edit is: a small immutable value that knows what it makes of an experiment and what it is called."""

from collections.abc import Collection, Mapping
from itertools import islice
from typing import ClassVar

import msgspec
import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.lineage import Lineage
from bpgui.session.model.sentence import MAX_SAID, Sentence, Statement, Subject, Word

Outcome = tuple[Experiment, Array]


def check_known(name: str, names: Collection[str]) -> None:
    """Raise Problem, with what there is, for a name that is not among `names`."""
    if name not in names:
        shown = ", ".join(islice(names, 8)) + (", ..." if len(names) > 8 else "")
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "There is no {name} here; there are {names}."), name=name, names=shown
        )


def index_of(names: tuple[str, ...] | Mapping[str, int], name: str) -> int:
    """Return where a name stands. Raises Problem where it is not among `names`."""
    check_known(name, names)
    return names.index(name) if isinstance(names, tuple) else names[name]


def finite(value: float) -> float:
    """Return a finite number as it is. Raises Problem for another."""
    if not np.isfinite(value):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "A finite number is needed here."))
    return float(value)


def word_of_layer(network: Network, layer: int, name: str, by_number: str, by_name: str) -> Word:
    """Say something of a layer, by the name that people gave it, else by its number.

    `name` has {layer} in it; so has the translated `by_name`, and `by_number` has {n}.
    """
    given = network.layer_name(layer)
    if given:
        return Word(name.format(layer=given), by_name, {"layer": given})
    return Word(name.format(layer=f"layer {layer}"), by_number, {"n": layer})


class Edit(msgspec.Struct, frozen=True, tag_field="change", forbid_unknown_fields=True):
    """One change. `apply` returns the experiment and parameters after it, or raises Problem; it changes nothing."""

    begins_timeline: ClassVar[bool] = False
    #: Whether it names things only: all rows stay, and no event is made.
    keeps_rows: ClassVar[bool] = False
    #: Whether the optimiser begins anew with what it remembers.
    resets_optimiser: ClassVar[bool] = False
    #: The version of the session file that added it.
    since: ClassVar[int] = 1

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return what holds after this edit."""
        raise NotImplementedError

    def renamed(self, names: Mapping[str, str], columns: Mapping[str, str]) -> "Edit":  # noqa: ARG002
        """Return this edit for neurons and columns that have other names by now: from the old ones to the new ones."""
        return self

    def lineage(self, before: Network, after: Network) -> Lineage | None:  # noqa: ARG002
        """Return which neurons and parameters of the network before are which of the one after; None: all stay."""
        return None

    def target(self, network: Network) -> Word:
        """Name what this edit changes in `network`, as the event says it: "w5", "i1[3]", "learning_rate"."""
        raise NotImplementedError

    def targets(self, network: Network) -> tuple[Word, ...]:
        """Name all that this edit changes."""
        return (self.target(network),)

    @property
    def count(self) -> int:
        """How many changes it is."""
        return 1

    def subject(self, network: Network) -> Subject:
        """Name what this edit changes in `network`, in short where that is much."""
        targets = self.targets(network)
        return Subject(targets[:MAX_SAID], max(len(targets) - MAX_SAID, 0))

    def before(self, experiment: Experiment, parameters: Array) -> object:
        """Return what holds before this edit."""
        raise NotImplementedError

    def after(self) -> object:
        """Return what holds after this edit."""
        return self.value  # type: ignore[attr-defined]  # the name of most edits' last field

    @staticmethod
    def said(value: object) -> Word:
        """Say what `before` or `after` returned."""
        return Word(shortest(value), number=value) if isinstance(value, float) else Word(str(value))

    def changes_nothing(self, experiment: Experiment, parameters: Array) -> bool:
        """Whether this edit sets what holds already."""
        return self.said(self.before(experiment, parameters)) == self.said(self.after())

    def sentence(self, experiment: Experiment, parameters: Array) -> Sentence:
        """Say what this edit changes, and from what to what: "w5: 0.14 -> 0.3"."""
        old, new = self.said(self.before(experiment, parameters)), self.said(self.after())
        return Sentence((Statement(self.target(experiment.network), old, new),))
