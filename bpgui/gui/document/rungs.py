"""One move on the ladder by the chosen rung: within the step, a step, an epoch, or until a stop rule is met."""

from bpgui.gui.document.document import Document
from bpgui.session.step.ladder import Grain


def forward_rung(document: Document) -> None:
    """Go forwards by the chosen rung; "until" runs, or pauses."""
    if document.grain is Grain.UNTIL:
        document.toggle_run()
    elif document.grain is Grain.EPOCH:
        document.run_epoch()
    elif document.grain is Grain.STEP:
        document.step()
    else:
        document.walk(document.grain)


def back_rung(document: Document) -> None:
    """Go backwards by the chosen rung; an epoch back is its first row, and "until" leads back to the start."""
    if document.grain is Grain.UNTIL:
        document.to_start()
    elif document.grain is Grain.EPOCH:
        if document.settle():
            document.pause()  # before the epoch is asked for: a run goes on to another one
            document.seek(document.session.place.epoch_start)
    else:
        document.walk_back(document.grain)
