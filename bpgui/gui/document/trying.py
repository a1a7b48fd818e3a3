"""Try an input: what is tried in this session, if anything, and whether views show it in the place of a sample."""

from dataclasses import replace

from bpgui.session.change import Change
from bpgui.session.model.edits import Edit
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.step.moment import Moment
from bpgui.session.step.trial import Trial, is_tried


class Trying:
    """Keeps the trial through steps, runs and edits, until it is ended or the columns of the data are others."""

    def __init__(self, session: Session) -> None:
        """Try nothing."""
        self.open(session)

    def open(self, session: Session) -> None:
        """Try nothing in another session."""
        self._session = session
        self.trial: Trial | None = None
        self.is_shown = False
        self._walk = session.place.walk

    def begin(self) -> None:
        """Try the inputs of the chosen sample, to be changed."""
        place = self._session.place
        self.trial, self.is_shown = Trial.like(place.experiment, place.sample), True

    def end(self) -> None:
        """Try nothing any more."""
        self.trial, self.is_shown = None, False

    def takes(self, edit: Edit | None) -> bool:
        """Whether an edit is one of what is tried."""
        return self.trial is not None and edit is not None and is_tried(self._session.experiment, edit)

    def edited(self, edit: Edit) -> Trial:
        """Return what would be tried after an edit. Raises Problem."""
        assert self.trial is not None
        return self.trial.edited(self._session.experiment, edit)

    def perform(self, edit: Edit) -> Change:
        """Make an edit of what is tried. Raises Problem."""
        self.trial = self.edited(edit)
        return Change(place=True)

    def follow(self, experiment: Experiment) -> None:
        """End it where the data set has other columns; a walk shows its own sample."""
        if self.trial is not None and not self.trial.fits(experiment):
            self.end()
        elif self._session.place.is_walked and self._session.place.walk != self._walk:
            self.is_shown = False
        self._walk = self._session.place.walk

    def within(self, moment: Moment, *, is_asked: bool) -> Moment:
        """Return a moment with what is tried; while something is asked the sample is shown, which it may be like."""
        if self.trial is None:
            return moment
        return replace(moment, trial=self.trial, is_tried=self.is_shown and not is_asked)
