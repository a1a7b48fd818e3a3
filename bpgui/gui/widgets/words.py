"""What the session's names and sentences are called on screen, in the chosen language."""

import re
from collections.abc import Callable, Collection

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.network import Network, Parameter
from bpgui.session.basics.problems import Problem, shown
from bpgui.session.session import Session
from bpgui.session.stops import Halt, StopRules

ACTIVATION_WORDS: dict[str, object] = {name: entry.word for name, entry in ACTIVATIONS.items()}
LOSS_WORDS = {
    "half_square": QT_TRANSLATE_NOOP("Words", "Half square"),
    "binary_cross_entropy": QT_TRANSLATE_NOOP("Words", "Binary cross-entropy"),
    "categorical_cross_entropy": QT_TRANSLATE_NOOP("Words", "Categorical cross-entropy"),
}
INITIALISATION_WORDS = {
    "uniform": QT_TRANSLATE_NOOP("Words", "Uniform, -1 to 1"),
    "xavier": QT_TRANSLATE_NOOP("Words", "Xavier"),
    "he": QT_TRANSLATE_NOOP("Words", "He"),
    "zeros": QT_TRANSLATE_NOOP("Words", "Zeros"),
}


def word(text: object) -> str:
    """Translate one of the words above."""
    return QCoreApplication.translate("Words", str(text))


def activation_word(name: str) -> str:
    """Return what an activation is called."""
    return word(ACTIVATION_WORDS.get(name, name))


def loss_word(name: str) -> str:
    """Return what a loss is called."""
    return word(LOSS_WORDS.get(name, name))


def problem_text(problem: Problem) -> str:
    """Return a problem's sentence in the chosen language."""
    values = {
        name: problem_text(value) if isinstance(value, Problem) else value for name, value in problem.values.items()
    }
    return QCoreApplication.translate("Problem", problem.text).format(**values)


def halt_text(halt: Halt, stops: StopRules, number: Callable[[float], str]) -> str:
    """Say why a run ended; "" where nothing needs to be said."""
    sentences = {
        "step": QCoreApplication.translate("Words", "Stopped at step {step}, as the stop rule says."),
        "loss": QCoreApplication.translate(
            "Words", "Stopped at step {step}: the training loss {loss} is below {below}."
        ),
        "diverged": QCoreApplication.translate(
            "Words", "Training diverged at step {step}: the loss is {loss}. A smaller learning rate may help."
        ),
    }
    below = "" if stops.loss is None else number(stops.loss)
    return sentences.get(halt.reason, "").format(step=halt.step, loss=number(halt.loss), below=below)


def met_text(rules: Collection[str], session: Session, number: Callable[[float], str]) -> str:
    """Say which stop rules keep a run from beginning, and why; "" for none."""
    sentences = {
        "step": QCoreApplication.translate(
            "Words", "The run has not begun: it is to stop at step {rule}, and this is step {step}."
        ),
        "loss": QCoreApplication.translate(
            "Words", "The run has not begun: it is to stop at a training loss below {below}, and that is {loss} here."
        ),
    }
    stops, below, loss = session.stops, "", ""
    if "loss" in rules and stops.loss is not None:
        below, loss = number(stops.loss), number(session.training_loss())
    values = {"rule": stops.step, "step": session.step_number, "below": below, "loss": loss}
    return " ".join(text.format(**values) for name, text in sentences.items() if name in rules)


#: What an event's text begins with, before a neuron or parameter's own name.
EVENT_WORDS = {
    "learning_rate": QT_TRANSLATE_NOOP("Words", "learning rate"),
    "batch_size": QT_TRANSLATE_NOOP("Words", "batch size"),
    "order": QT_TRANSLATE_NOOP("Words", "order"),
    "seed": QT_TRANSLATE_NOOP("Words", "shuffle seed"),
    "loss": QT_TRANSLATE_NOOP("Words", "loss"),
    "output activation": QT_TRANSLATE_NOOP("Words", "output activation"),
    "activation of layer": QT_TRANSLATE_NOOP("Words", "activation of layer"),
    "biases of layer": QT_TRANSLATE_NOOP("Words", "biases of layer"),
    "weights": QT_TRANSLATE_NOOP("Words", "all weights"),
    "lock": QT_TRANSLATE_NOOP("Words", "lock of"),
    "target": QT_TRANSLATE_NOOP("Words", "target of"),
    "forgotten steps after": QT_TRANSLATE_NOOP("Words", "forgotten steps after"),
    "free": QT_TRANSLATE_NOOP("Words", "free"),
    "locked": QT_TRANSLATE_NOOP("Words", "locked"),
    "all": QT_TRANSLATE_NOOP("Words", "all"),
    "in order": QT_TRANSLATE_NOOP("Words", "in order"),
    "shuffled": QT_TRANSLATE_NOOP("Words", "shuffled"),
}
#: How the text of many changes at once ends, where not all are said.
_MORE = re.compile(r" \(and (\d+) more\)$")
_EVENT_STARTS = ("activation of layer", "biases of layer", "forgotten steps after", "lock", "target")


def event_text(text: str) -> str:
    """Say an event on screen: "learning_rate: 0.05 -> 0.1" as "learning rate: 0.05 → 0.1", in the chosen language."""
    parts, (text, more) = [], _without_more(text)
    for part in text.split("; "):
        what, _, change = part.partition(": ")
        old, _, new = change.partition(" -> ")
        parts.append(f"{event_target(what)}: {_event_word(old)} → {_event_word(new)}")
    return "; ".join(parts) + more


def event_target(what: str) -> str:
    """Say what an event or edit changed: "lock w5" as "lock of w5"."""
    text, more = _without_more(what)
    return ", ".join(map(_one_target, text.split(", "))) + more


def _one_target(what: str) -> str:
    for start in _EVENT_STARTS:
        if what.startswith(f"{start} "):
            return f"{word(EVENT_WORDS[start])} {shown(what.removeprefix(f'{start} '))}"
    return _event_word(what)


def _without_more(text: str) -> tuple[str, str]:
    """Split off how many changes are not said; return that in the chosen language."""
    found = _MORE.search(text)
    if found is None:
        return text, ""
    more = QCoreApplication.translate("Words", " (and {n} more)").format(n=found[1])
    return text[: found.start()], more


def _event_word(name: str) -> str:
    names = EVENT_WORDS | ACTIVATION_WORDS | LOSS_WORDS
    return word(names[name]) if name in names else shown(name)


def parameter_text(network: Network, parameter: Parameter) -> str:
    """Return a parameter's full name: "w5, weight from h1 to out" or "b1, bias of h1"."""
    names = network.shown_names
    to = names[parameter.layer][parameter.destination]
    if parameter.source is None:
        return QCoreApplication.translate("Words", "{name}, bias of {to}").format(name=parameter.name, to=to)
    text = QCoreApplication.translate("Words", "{name}, weight from {source} to {to}")
    return text.format(name=parameter.name, source=names[parameter.layer - 1][parameter.source], to=to)


def layer_text(layer: int, layers: int) -> str:
    """Return a layer's title: "Input layer", "Hidden layer" (numbered when there are several), "Output layer"."""
    if layer == 0:
        return QCoreApplication.translate("Words", "Input layer")
    if layer == layers - 1:
        return QCoreApplication.translate("Words", "Output layer")
    if layers == 3:
        return QCoreApplication.translate("Words", "Hidden layer")
    return QCoreApplication.translate("Words", "Hidden layer {n}").format(n=layer)
