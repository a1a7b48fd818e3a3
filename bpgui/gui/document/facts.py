"""In which order the document's facts reach the views."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Facts:
    """Tells facts one after the other, each to everybody before the next.

    What a listener asks for while it is told is done at once, and told when its turn comes. So nobody hears of a change
    before an earlier one, and no view shows one session or network while its neighbour shows another.
    """

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], object]] = deque()
        self._after: deque[Callable[[], object]] = deque()
        self._is_telling = self._is_held = False

    def tell(self, *facts: Callable[[], object]) -> None:
        """Tell these facts, after those that are being told."""
        self._waiting.extend(facts)
        if self._is_telling:
            return
        self._is_telling = True
        try:
            while self._waiting or (self._after and not self._is_held):
                (self._waiting or self._after).popleft()()
        finally:
            self._is_telling = False

    def once_told(self, react: Callable[[], object]) -> None:
        """Call `react` when nothing is left to tell, once, whichever facts ask for it; at once where none is told."""
        if not self._is_telling and not self._is_held:
            react()
        elif react not in self._after:
            self._after.append(react)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let what is told in several parts be one change to those who wait until all is told."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
            self.tell()
