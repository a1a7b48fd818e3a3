"""Ctrl+C in the terminal ends the window. Python hears of it only while it runs, and in an idle window it does not."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

#: The exit code of what Ctrl+C ended.
INTERRUPTED = 130


class Interruption(QObject):
    """Tells of Ctrl+C from Qt's event loop, which a socket wakes. Where a shell had it ignored it stays so."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._earlier = signal.getsignal(signal.SIGINT)
        self._sockets: tuple[socket.socket, ...] = ()
        if self._earlier is not signal.SIG_IGN:
            self._listen()

    def _listen(self) -> None:
        self._sockets = hearing, telling = socket.socketpair()
        for end in self._sockets:
            end.setblocking(False)
        self._notifier = QSocketNotifier(hearing.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        signal.set_wakeup_fd(telling.fileno(), warn_on_full_buffer=False)
        # It must not raise KeyboardInterrupt in whatever runs now.
        signal.signal(signal.SIGINT, lambda _number, _frame: None)

    def _hear(self) -> None:
        if signal.SIGINT in self._sockets[0].recv(4096):
            self.pressed.emit()

    def stop(self) -> None:
        """Leave Ctrl+C as it was."""
        if self._sockets:
            self._notifier.setEnabled(False)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGINT, self._earlier)
            for end in self._sockets:
                end.close()
            self._sockets = ()
