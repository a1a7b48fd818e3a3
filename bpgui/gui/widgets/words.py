"""What the session's names and sentences are called on screen, in the chosen language."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Network, Parameter
from bpgui.session.basics.numbers import MAX_DIGITS, display, readable, telling_digits, whole
from bpgui.session.basics.problems import Problem, shown
from bpgui.session.model.sentence import Sentence, Subject, Word
from bpgui.session.session import Session
from bpgui.session.stops import Halt, StopRules

INITIALISATION_WORDS = {
    "uniform": QT_TRANSLATE_NOOP("Words", "Uniform, -1 to 1"),
    "xavier": QT_TRANSLATE_NOOP("Words", "Xavier"),
    "he": QT_TRANSLATE_NOOP("Words", "He"),
    "zeros": QT_TRANSLATE_NOOP("Words", "Zeros"),
}


#: What the stages of an update are.
STAGE_WORDS = {
    "penalty": QT_TRANSLATE_NOOP("Words", "the gradient with the penalty's"),
    "clipped": QT_TRANSLATE_NOOP("Words", "the clipped gradient"),
    "velocity": QT_TRANSLATE_NOOP("Words", "the new velocity"),
    "s": QT_TRANSLATE_NOOP("Words", "the new mean or sum of squares"),
    "m": QT_TRANSLATE_NOOP("Words", "the new mean of gradients"),
    "v": QT_TRANSLATE_NOOP("Words", "the new mean of squares"),
    "vmax": QT_TRANSLATE_NOOP("Words", "the largest v so far"),
    "m_hat": QT_TRANSLATE_NOOP("Words", "m, corrected"),
    "v_hat": QT_TRANSLATE_NOOP("Words", "v, corrected"),
    "step": QT_TRANSLATE_NOOP("Words", "the step, to be taken off"),
    "new": QT_TRANSLATE_NOOP("Words", "the new value"),
}


def stage_word(name: str) -> str:
    """Return what a stage of an update is called."""
    return word(STAGE_WORDS[name])


def word(text: object) -> str:
    """Translate one of the words above."""
    return QCoreApplication.translate("Words", str(text))


def activation_word(name: str) -> str:
    """Return what an activation is called."""
    return word(ACTIVATIONS[name].word)


def loss_word(name: str) -> str:
    """Return what a loss is called."""
    return word(LOSSES[name].word)


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
        "patience": QCoreApplication.translate(
            "Words", "Early stopping at step {step}: the test loss has not fallen for {patience} epochs."
        ),
        "train_accuracy": QCoreApplication.translate(
            "Words", "Stopped at step {step}: the training accuracy is at least {train_accuracy}."
        ),
        "test_accuracy": QCoreApplication.translate(
            "Words", "Stopped at step {step}: the test accuracy is at least {test_accuracy}."
        ),
        "diverged": QCoreApplication.translate(
            "Words", "Training diverged at step {step}: the loss is {loss}. A smaller learning rate may help."
        ),
    }
    values = _limits(stops, number) | {"step": whole(halt.step), "loss": number(halt.loss)}
    return sentences.get(halt.reason, "").format(**values)


def _limits(stops: StopRules, number: Callable[[float], str]) -> dict[str, object]:
    """Return what the rules say, as it is shown."""
    limits = {"below": stops.loss, "train_accuracy": stops.train_accuracy, "test_accuracy": stops.test_accuracy}
    shown = {name: "" if value is None else number(value) for name, value in limits.items()}
    return {**shown, "rule": "" if stops.step is None else whole(stops.step), "patience": stops.patience}


def met_text(rules: Collection[str], session: Session, number: Callable[[float], str]) -> str:
    """Say which stop rules keep a run from beginning, and why; "" for none."""
    sentences = {
        "step": QCoreApplication.translate(
            "Words", "The run has not begun: it is to stop at step {rule}, and this is step {step}."
        ),
        "loss": QCoreApplication.translate(
            "Words", "The run has not begun: it is to stop at a training loss below {below}, and that is {loss} here."
        ),
        "patience": QCoreApplication.translate(
            "Words",
            "The run has not begun: the test loss has not fallen for {patience} epochs, where it is to stop early.",
        ),
        "train_accuracy": QCoreApplication.translate(
            "Words", "The run has not begun: it is to stop at a training accuracy of {train_accuracy}, as here."
        ),
        "test_accuracy": QCoreApplication.translate(
            "Words", "The run has not begun: it is to stop at a test accuracy of {test_accuracy}, as here."
        ),
    }
    loss = number(session.place.training_loss()) if "loss" in rules else ""
    values = _limits(session.stops, number) | {"step": whole(session.step_number), "loss": loss}
    return " ".join(text.format(**values) for name, text in sentences.items() if name in rules)


def event_text(sentence: Sentence, digits: int) -> str:
    """Say an event on screen: "learning rate: 0.05 → 0.1", in the chosen language and so many digits, or as many more
    as tell old and new apart."""
    said = []
    for part in sentence.statements:
        enough = digits
        if part.old.number is not None and part.new.number is not None:
            enough = telling_digits(part.old.number, part.new.number, digits)
        said.append(f"{said_text(part.what)}: {said_text(part.old, enough)} → {said_text(part.new, enough)}")
    return "; ".join(said) + _more(sentence.more)


def subject_text(subject: Subject) -> str:
    """Say what an edit changes: "lock of w5"."""
    return ", ".join(map(said_text, subject.words)) + _more(subject.more)


def said_text(said: Word, digits: int = MAX_DIGITS) -> str:
    """Say a name or a value of an event."""
    if said.number is not None:
        return readable(display(said.number, digits))
    values = {name: shown(str(value)) for name, value in said.values.items()}
    return word(said.text).format(**values) if said.text else shown(said.name)


def _more(count: int) -> str:
    return QCoreApplication.translate("Words", " (and {n} more)").format(n=count) if count else ""


def parameter_text(network: Network, parameter: Parameter) -> str:
    """Return a parameter's full name: "w5, weight from h1 to out" or "b1, bias of h1"."""
    names = network.shown_names
    to = names[parameter.layer][parameter.destination]
    if parameter.source is None:
        return QCoreApplication.translate("Words", "{name}, bias of {to}").format(name=parameter.name, to=to)
    text = QCoreApplication.translate("Words", "{name}, weight from {source} to {to}")
    return text.format(name=parameter.name, source=names[parameter.layer - 1][parameter.source], to=to)


def neuron_text(network: Network, layer: int, neuron: int) -> str:
    """Return a neuron's full name: "h1, hidden neuron"."""
    if layer == 0:
        text = QCoreApplication.translate("Words", "{name}, input neuron")
    elif layer == len(network.sizes) - 1:
        text = QCoreApplication.translate("Words", "{name}, output neuron")
    else:
        text = QCoreApplication.translate("Words", "{name}, hidden neuron")
    return text.format(name=network.shown_names[layer][neuron])


def target_text(network: Network, output: int) -> str:
    """Return a target's full name: "target of out"."""
    return QCoreApplication.translate("Words", "target of {name}").format(name=network.shown_names[-1][output])


def layer_text(layer: int, layers: int) -> str:
    """Return a layer's title: "Input layer", "Hidden layer" (numbered when there are several), "Output layer"."""
    if layer == 0:
        return QCoreApplication.translate("Words", "Input layer")
    if layer == layers - 1:
        return QCoreApplication.translate("Words", "Output layer")
    if layers == 3:
        return QCoreApplication.translate("Words", "Hidden layer")
    return QCoreApplication.translate("Words", "Hidden layer {n}").format(n=layer)


def layer_title(network: Network, layer: int) -> str:
    """Return the name that people gave a layer, else its title."""
    return shown(network.layer_name(layer)) or layer_text(layer, len(network.sizes))
