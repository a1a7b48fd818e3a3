"""The values that many numbers get at once: scaled, or drawn anew."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from bpgui.session.model.experiment import Experiment
from bpgui.session.model.new_choices import MAX_SEED
from bpgui.session.model.number_edits import SetParameter


def scaled(values: Sequence[float], factor: float) -> list[float]:
    """Return each value times `factor`; a product beyond the largest float is infinite, which no edit takes."""
    return [value * factor for value in values]


def drawn_anew(experiment: Experiment, indices: Sequence[int], seed: int | None = None) -> list[SetParameter]:
    """Return the edits that draw these parameters anew, by the method of the experiment's initialisation.

    Each call draws others, unless a `seed` is given: a parameter gets what a draw of the whole network has there.
    """
    seed = secrets.randbelow(MAX_SEED + 1) if seed is None else seed
    drawn = replace(experiment.initialisation, seed=seed).drawn(experiment.network)
    names = experiment.network.parameters
    return [SetParameter(names[index].name, float(drawn[index])) for index in indices]
