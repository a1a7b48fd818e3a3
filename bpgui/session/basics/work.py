"""Work in a thread of its own: how it starts, tells its progress, is cancelled and ends. The only place with threads.

The thread is ended by whoever began it, never by the end of the program; what it does may not touch widgets.
"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Cancelled(Exception):
    """The person cancelled what was going on; nothing was changed."""


class Work(Generic[Result]):
    """A call `do(work)` that goes on in a thread from the moment this is made.

    The call looks at `is_cancelled` between two pieces, and may count what is `done` of `total` for whoever polls.
    """

    def __init__(
        self, do: "Callable[[Work[Result]], Result]", name: str, *, is_awaited: bool = True, may_be_left: bool = False
    ) -> None:
        """Begin; `name` is the thread's.

        Where nobody awaits the result, an error goes to `threading.excepthook`. What `may_be_left` does not keep the
        program from ending.
        """
        self.done, self.total = 0, 0
        self._do, self._is_awaited = do, is_awaited
        self._cancelled = threading.Event()
        self._result: Result | None = None
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=may_be_left)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result = self._do(self)
        except BaseException as error:
            self._failure = error  # raised again in the thread that asks for the result
            if not self._is_awaited:
                raise

    # The side of the thread

    @property
    def is_cancelled(self) -> bool:
        """Whether it is to end."""
        return self._cancelled.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise Cancelled where it is to end."""
        if self.is_cancelled:
            raise Cancelled

    def tell(self, done: int, total: int) -> bool:
        """Note the progress; say whether to go on."""
        self.done, self.total = done, total
        return not self.is_cancelled

    def rest(self, seconds: float) -> bool:
        """Do nothing for so long, or until it is cancelled; say whether it is."""
        return self._cancelled.wait(seconds)

    # The side of whoever began it

    @property
    def is_going_on(self) -> bool:
        """Whether it has not ended yet."""
        return self._thread.is_alive()

    def join(self, seconds: float | None = None) -> bool:
        """Wait for the end, at most so long; say whether it came."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def cancel(self) -> None:
        """Ask it to end soon."""
        self._cancelled.set()

    def stop(self) -> None:
        """Ask it to end, and wait for that."""
        self.cancel()
        self.join()

    def raise_failure(self) -> None:
        """Raise what the call has raised, if it has."""
        if self._failure is not None:
            raise self._failure

    def result(self) -> Result:
        """Wait for the end and return what the call returned, or raise what it raised."""
        self.join()
        self.raise_failure()
        return self._result  # type: ignore[return-value]  # it is there: the call ended without a failure
