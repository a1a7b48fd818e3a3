"""What a formula of the explanation costs, laid out anew and painted: `python -m benchmarks.formula`."""

import os
import statistics

from benchmarks.table import Figure, printed, seconds

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from bpgui.engine.terms import Formula
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.explanation.contents import page
from bpgui.gui.explanation.titles import FIGURES, SHOWS
from bpgui.gui.formula.ink import Inks
from bpgui.gui.formula.view import FormulaView
from bpgui.gui.widgets.theme import look
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session

EXAMPLES = ("article", "xor", "iris")
ROOM = 320


def formulas(document: Document) -> list[Formula]:
    """Return every formula that the explanation of a moment has, the figures included."""
    document.select(ParameterChoice(0))
    pages = [page(document, show) for show in (*SHOWS, *(f"figure {number}" for number in FIGURES))]
    return [formula for each in pages for section in each.sections for formula in section.formulas]


def cost(formula: Formula, inks: Inks) -> float:
    """Return the milliseconds of one formula: laid out for a panel of usual width, and painted."""
    view = FormulaView()
    view.set_room(ROOM)
    view.set_formula(formula, inks, 3)
    view.resize(view.sizeHint())
    picture = QPixmap(view.size())

    def frame() -> None:
        view.retranslate()  # writes it anew: the same formula set again stays as it is
        view.render(picture, QPoint())

    frame()
    return 1000 * min(seconds(frame, 0.004) for _ in range(3))


def figures() -> list[Figure]:
    """Measure the formulas of three examples."""
    _ = QApplication.instance() or QApplication([])
    look.apply("light", 1.0)
    found = []
    for name in EXAMPLES:
        document = Document(load_session(resource_path("examples", f"{name}.bpgui"), is_example=True))
        inks = Inks(document.experiment.network)
        costs = sorted((cost(formula, inks), formula.kind) for formula in formulas(document))
        times = [each for each, _ in costs]
        share = sum(each < 2 for each in times) / len(times)
        detail = f"{len(costs)} formulas, {share:.0%} under 2 ms; the largest: {costs[-1][1]} {costs[-1][0]:.1f} ms"
        work = f"a formula of {name}, laid out and painted"
        found.append(Figure(work, statistics.median(times), 2.0, unit="ms", detail=detail))
    return found


if __name__ == "__main__":
    print(printed(figures()))
