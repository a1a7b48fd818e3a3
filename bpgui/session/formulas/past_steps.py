"""The steps that led to one, as far back as they belong together."""

from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Step
from bpgui.session.step.moment import Moment
from bpgui.session.timeline.futures import Timeline

#: Steps that are unfolded.
MAX_PAST = 4


def past_steps(moment: Moment, timeline: Timeline) -> list[Step]:
    """Return the step of a moment and those before it, the oldest first: as many as no event parts, at most MAX_PAST.

    Only the moment's own where it is no row's, or where a step takes long.
    """
    found, row = [moment.step], moment.row - moment.is_updated
    if moment.preview or moment.step.is_long or not OPTIMISERS[moment.experiment.settings.optimiser].inner:
        return found
    events = {event.row for event in timeline.events}
    while len(found) < MAX_PAST and row > 0 and row not in events:
        row -= 1
        experiment = timeline.experiment_at(row)
        state, known = timeline.state_at(row), timeline.batch_sums(row)
        found.insert(0, Step(experiment.network, state, experiment.settings, experiment.data, known))
    return found
