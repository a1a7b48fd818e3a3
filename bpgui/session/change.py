"""What a verb of the session changed, said once: so nobody has to compare what was with what is."""

from dataclasses import dataclass

from bpgui.session.model.lineage import Lineage
from bpgui.session.stops import Halt


@dataclass(frozen=True)
class Change:
    """What is different after a verb of the session.

    `experiment`: network, data or settings at the cursor; `rows`: there are more of them, or those of another future;
    `place`: the cursor's row, what the walk shows, or the sample. `lineage` is there where the neurons are others.
    `halt` says why training, or a step, ended.
    """

    experiment: bool = False
    rows: bool = False
    place: bool = False
    lineage: Lineage | None = None
    halt: Halt | None = None

    @property
    def ended(self) -> Halt:
        """Why a verb ended that always says so: step and train."""
        assert self.halt is not None
        return self.halt

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return self.experiment or self.rows or self.place
