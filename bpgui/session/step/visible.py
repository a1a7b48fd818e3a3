"""What may be shown while something is asked: one answer for all views."""

from dataclasses import replace

from bpgui.session.step.ladder import Phase, Rung
from bpgui.session.step.moment import Moment


def veiled(preview: Moment) -> Moment:
    """Return a preview with nothing computed: once its edit is made, the step is asked from its beginning."""
    batch = preview.batch.tolist()
    if preview.sample not in batch:
        return preview
    return replace(preview, rung=Rung(Phase.FORWARD, batch.index(preview.sample), 0))
