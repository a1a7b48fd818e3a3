"""What stands in the legend of a response."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from bpgui.gui.response.frame import Key
from bpgui.gui.widgets.colours import CLASSES
from bpgui.gui.widgets.theme import look
from bpgui.session.response import Response

#: Classes or outputs that are named.
MAX_NAMED = 10


def legend_of(found: Response, number: Callable[[float], str]) -> list[Key]:
    """Return the keys: classes or outputs, samples, and the line that parts two sides; `number` shows a value."""
    query, theme = found.query, look.theme
    names = query.experiment.network.shown_names[-1]
    keys = []
    if query.shown is None:
        kind = "fill" if found.is_surface else "line"
        keys += [Key(kind, CLASSES[k % len(CLASSES)], name) for k, name in enumerate(names[:MAX_NAMED])]
    elif not found.is_surface:
        colour = theme.output_line if query.is_output else theme.hidden_line
        keys.append(Key("line", colour, query.experiment.network.shown_names[query.layer][query.shown[1]]))
    has_targets = query.is_output and not found.is_surface
    if found.is_surface or query.shown is None:
        ink = theme.quiet
    else:
        ink = theme.target_line if has_targets else theme.hidden_line
    if query.experiment.data.test:
        keys += [
            Key("dot", ink, QCoreApplication.translate("Response", "training")),
            Key("ring", ink, QCoreApplication.translate("Response", "test")),
        ]
    elif query.shown is not None or not found.is_surface:
        keys.append(
            Key(
                "dot",
                ink,
                QCoreApplication.translate("Response", "targets")
                if has_targets
                else QCoreApplication.translate("Response", "samples"),
            )
        )
    if found.border is not None:
        keys.append(Key("line" if found.is_surface else "dash", theme.text, number(found.border)))
    drawn, samples = len(found.dots.samples), query.experiment.data.samples
    if drawn < samples:
        text = QCoreApplication.translate("Response", "{drawn} of {all} samples are drawn")
        keys.append(Key("dot", theme.quiet, text.format(drawn=drawn, all=samples)))
    return keys
