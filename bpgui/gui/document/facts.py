"""In which order the document's facts reach the views."""

from collections import deque
from collections.abc import Callable


class Facts:
    """Tells facts one after the other, each to everybody before the next.

    What a listener asks for while it is told is done at once, and told when its turn comes. So nobody hears of a change
    before an earlier one, and no view shows one session or network while its neighbour shows another.
    """

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], object]] = deque()
        self._is_telling = False

    def tell(self, *facts: Callable[[], object]) -> None:
        """Tell these facts, after those that are being told."""
        self._waiting.extend(facts)
        if self._is_telling:
            return
        self._is_telling = True
        try:
            while self._waiting:
                self._waiting.popleft()()
        finally:
            self._is_telling = False
