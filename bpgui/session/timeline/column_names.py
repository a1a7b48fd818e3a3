"""The names of columns, as the CSV has them: written in one place, and read in one."""

from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.column_kinds import KINDS
from bpgui.session.timeline.columns import Column


def name_of(experiment: Experiment, column: Column) -> str:
    """Return the name of a column: "loss", "w5", "grad_w5", "prediction.o1.3", "z_h1.3", .. .

    A part is left out where there is only one: one output, or one sample. Samples count from 1 in it.
    """
    kind = column.kind
    is_numbered = kind.owner.per_sample and experiment.data.samples > 1
    label = kind.owner.label(experiment.network, column.number)
    return f"{kind.heading}{label}.{column.sample + 1}" if is_numbered else f"{kind.heading}{label}"


def column_named(experiment: Experiment, name: str) -> Column:
    """Return the column of this experiment that `name_of` gives this name. Raises KeyError where there is none."""
    for kind in KINDS:
        label, sample = name[len(kind.heading) :], 0
        if not name.startswith(kind.heading):
            continue
        if kind.owner.per_sample and experiment.data.samples > 1:
            label, _, digits = label.rpartition(".")
            if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
                continue
            sample = int(digits) - 1
        try:
            column = Column(kind, kind.owner.number(experiment.network, label), sample)
        except (KeyError, ValueError):
            continue
        if column.exists(experiment) and name_of(experiment, column) == name:
            return column
    raise KeyError(name)
