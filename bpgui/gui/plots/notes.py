"""What a plot leaves out, in words."""

from PySide6.QtCore import QCoreApplication

from bpgui.gui.document.document import Document
from bpgui.gui.plots.curves import LeftOut
from bpgui.gui.plots.pages import PlotPage, shown_outputs

#: Curves that a note names.
MAX_NAMED = 3


def note_text(document: Document, page: PlotPage, left_out: LeftOut, sampled: list[str]) -> str:
    """Say what a page leaves out, and which curves (by name) are known from samples only."""
    network = document.experiment.network
    notes = []
    if left_out.zeros:
        notes.append(QCoreApplication.translate("PlotPanel", "zeros are not shown on a log scale"))
    if left_out.others:
        text = QCoreApplication.translate("PlotPanel", "values that are not finite or too large are not shown")
        notes.append(text)
    if sampled:
        names = ", ".join(sampled[:MAX_NAMED]) + (", ..." if len(sampled) > MAX_NAMED else "")
        text = QCoreApplication.translate(
            "PlotPanel", "drawn from some of the steps, the others are being filled in: {names}"
        )
        notes.append(text.format(names=names))
    if page.name in ("weights", "gradients") and 0 < len(document.plotting.parameters) < network.parameter_count:
        text = QCoreApplication.translate(
            "PlotPanel", "{shown} of {all} shown; choose others with the context menu of diagram or outline"
        )
        notes.append(text.format(shown=len(document.plotting.parameters), all=network.parameter_count))
    if page.name == "prediction" and not len(document.experiment.watched):
        notes += _left_out_predictions(document)
    text = "; ".join(notes)
    return text[:1].upper() + text[1:]


def _left_out_predictions(document: Document) -> list[str]:
    notes, samples, outputs = [], document.experiment.data.samples, shown_outputs(document)
    if samples > 1:
        text = QCoreApplication.translate("PlotPanel", "sample {n} of {all}; choose another in the data table")
        notes.append(text.format(n=document.moment.sample + 1, all=samples))
    if len(outputs) < document.experiment.network.outputs:
        text = QCoreApplication.translate("PlotPanel", "{shown} of {all} outputs shown")
        notes.append(text.format(shown=len(outputs), all=document.experiment.network.outputs))
    return notes
