"""Numbers that a person types or pastes, made the edit that they stand for."""

from collections.abc import Callable, Sequence
from functools import partial

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.number_edit import typed_number
from bpgui.session.basics.problems import Problem
from bpgui.session.model.edits import Edit, SetMany
from bpgui.session.model.number_edits import OneOfMany


def perform_typed(document: Document, text: str, edit_for: Callable[[float], Edit]) -> bool:
    """Make the edit that a typed number stands for; say whether it was possible."""
    try:
        value = typed_number(text)
    except Problem as problem:
        document.tell(partial(document.problem_met.emit, problem))
        return False
    return document.perform(edit_for(value))


def perform_many(document: Document, changes: Sequence[OneOfMany]) -> bool:
    """Set many numbers as one edit; say whether it was possible."""
    session, whole = document.session, SetMany(tuple(changes))
    if document.trying.takes(whole):
        return document.perform(whole)
    return document.perform(whole.within(session.experiment, session.place.state.parameters))
