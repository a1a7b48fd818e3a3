"""From a moment to what explains it."""

from bpgui.engine.formulas.explain import Explainer
from bpgui.session.step.moment import Moment


def explainer_of(moment: Moment) -> Explainer:
    """Explain the step that is walked or comes next, for the chosen sample; in an update, from the state before it."""
    return Explainer(moment.step, moment.shown_sample)
