"""What was explained, one after the other: Back and Forward go through it."""

from dataclasses import dataclass

from bpgui.gui.document.selection import Choice, follow
from bpgui.session.model.lineage import Lineage

#: So many are kept.
MOST = 100


@dataclass(frozen=True)
class Explained:
    """What was explained: an entry of the list of pages, and what was chosen, None for the whole step."""

    show: str
    choice: Choice | None = None


class Trail:
    """What was explained, by identity: neurons and parameters that move are followed, and what is removed is gone."""

    def __init__(self, now: Explained) -> None:
        self._visits = [now]
        self._at = 0

    @property
    def now(self) -> Explained:
        """What is explained."""
        return self._visits[self._at]

    def visit(self, what: Explained) -> None:
        """Go to something new: what lay ahead is given up."""
        if what != self.now:
            self._visits = [*self._visits[: self._at + 1], what][-MOST:]
            self._at = len(self._visits) - 1

    def can_go(self, step: int) -> bool:
        """Whether there is something behind (-1) or ahead (1)."""
        return 0 <= self._at + step < len(self._visits)

    def go(self, step: int) -> Explained:
        """Go back (-1) or forward (1) where that can be, and return what is explained then."""
        self._at += step if self.can_go(step) else 0
        return self.now

    def follow(self, lineage: Lineage) -> None:
        """Keep what is still there in a changed network."""
        found: list[Explained] = []
        at = 0
        for k, visit in enumerate(self._visits):
            choice = follow(visit.choice, lineage)
            moved = Explained(visit.show, choice)
            is_gone = visit.choice is not None and choice is None
            if not is_gone and (not found or moved != found[-1]):
                found.append(moved)
            if k <= self._at:
                at = max(0, len(found) - 1)
        self._visits, self._at = found or [Explained(self.now.show)], at
