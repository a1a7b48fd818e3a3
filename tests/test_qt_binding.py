"""The Qt binding keeps count of None and True.

PySide6 6.12.0 on Python 3.10 and 3.11 gives away a reference to None at nearly every call that returns
nothing, and one to True at every emit; some thousand calls later the process aborts. Short tests do not
show it.
"""

import subprocess
import sys

CALLS = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen

class Source(QObject):
    moved = Signal(int)

def repeat(count, call):
    for _ in range(count):
        call()

image = QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)
pen = QPen(QColor("black"))
source = Source()
source.moved.connect(lambda step: None)
calls = [
    lambda: painter.setPen(pen),
    lambda: painter.drawLine(0, 0, 7, 7),
    lambda: pen.setWidth(1),
    lambda: image.fill(0),
    lambda: source.setObjectName("source"),
]
before = sys.getrefcount(None), sys.getrefcount(True)
for call in calls:
    repeat(100_000 // len(calls), call)
repeat(10_000, lambda: source.moved.emit(3))
after = sys.getrefcount(None), sys.getrefcount(True)
painter.end()
print(after[0] - before[0], after[1] - before[1])
"""


def test_the_binding_gives_away_no_reference():
    ended = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr
    none, true = map(int, ended.stdout.split())
    assert none > -100  # a few come and go with the interpreter's own work
    assert true > -100
