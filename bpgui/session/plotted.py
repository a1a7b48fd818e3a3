"""Which parameters are plotted: training keeps envelopes of them."""

import numpy as np

from bpgui.engine.network import Network
from bpgui.session.model.lineage import Lineage

#: More lines than these cannot be told apart in a plot.
MAX_PLOTTED = 12


def first_plotted(network: Network) -> tuple[int, ...]:
    """Return the parameters (by index) that are plotted before anybody chose some."""
    return tuple(range(min(network.parameter_count, MAX_PLOTTED)))


def plotted_after(plotted: tuple[int, ...], lineage: Lineage) -> tuple[int, ...]:
    """Return the same parameters of a changed network; where all were plotted, the new ones too."""
    found = [lineage.parameter(index) for index in plotted]
    survivors = [index for index in found if index is not None]
    if len(plotted) == lineage.old.parameter_count:
        survivors += np.flatnonzero(lineage.sources < 0).tolist()
    return tuple(sorted(survivors)[:MAX_PLOTTED])
