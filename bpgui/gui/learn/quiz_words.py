"""What "Your turn" says: questions, what is known for them, verdicts and slips."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.engine.network import Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.gui.widgets.theme import look
from bpgui.gui.widgets.words import stage_word
from bpgui.session.basics.numbers import whole
from bpgui.session.basics.problems import shown
from bpgui.session.formulas.formula_text import STAGE_SYMBOLS
from bpgui.session.learn.exercise import Exercise, Kind, Question
from bpgui.session.learn.grading import RIGHT, Outcome, Sitting, Verdict
from bpgui.session.learn.question_numbers import Slip, Thing
from bpgui.session.learn.solution import constants, worked

#: Inputs that are written out with a sample; of more the table shows them.
MAX_INPUTS = 4

KIND_WORDS = {
    Kind.ACTIVATION: QT_TRANSLATE_NOOP("Quiz", "Activations"),
    Kind.LOSS: QT_TRANSLATE_NOOP("Quiz", "Loss"),
    Kind.DELTA: QT_TRANSLATE_NOOP("Quiz", "Deltas"),
    Kind.GRADIENT: QT_TRANSLATE_NOOP("Quiz", "Gradients"),
    Kind.INNER: QT_TRANSLATE_NOOP("Quiz", "Inner values of the update"),
    Kind.UPDATE: QT_TRANSLATE_NOOP("Quiz", "New weights"),
}
SLIP_WORDS = {
    Slip.SIGN: QT_TRANSLATE_NOOP("Quiz", "The size is right; only the sign is not."),
    Slip.NO_ACTIVATION: QT_TRANSLATE_NOOP("Quiz", "That is made with z: the activation function is missing."),
    Slip.NO_BIAS: QT_TRANSLATE_NOOP("Quiz", "The bias is missing."),
    Slip.OTHER_INPUT: QT_TRANSLATE_NOOP("Quiz", "That is made with the value of another source neuron."),
    Slip.OTHER_WEIGHT: QT_TRANSLATE_NOOP("Quiz", "That goes back through the weights of another neuron."),
    Slip.OTHER_NEURON: QT_TRANSLATE_NOOP(
        "Quiz", "That is added up for another neuron: take δ of the neuron that the weight leads into."
    ),
    Slip.LOST_PRODUCT: QT_TRANSLATE_NOOP(
        "Quiz", "A product of a weighted sum is missing: each weight × its own input, all added up."
    ),
    Slip.MISSING_PATH: QT_TRANSLATE_NOOP(
        "Quiz", "A path is missing: the error comes back from every neuron of the next layer, each weight × its δ."
    ),
    Slip.OLD_PASS: QT_TRANSLATE_NOOP("Quiz", "That is what it was before the last step: take the new weights."),
    Slip.TRANSPOSED: QT_TRANSLATE_NOOP(
        "Quiz", "The weights are swapped: rows and columns of the matrix the wrong way round."
    ),
    Slip.NO_SQUARE: QT_TRANSLATE_NOOP("Quiz", "The square is missing."),
    Slip.NO_HALF: QT_TRANSLATE_NOOP("Quiz", "That is twice the right number: the ½ of the loss was lost."),
    Slip.NO_TWO: QT_TRANSLATE_NOOP("Quiz", "That is half of it: the 2 from the square was lost."),
    Slip.NO_SLOPE: QT_TRANSLATE_NOOP("Quiz", "The derivative of the activation, f′(z), is missing."),
    Slip.EXTRA_SLOPE: QT_TRANSLATE_NOOP(
        "Quiz", "The derivative of the activation is one factor too many: with cross-entropy it cancels."
    ),
    Slip.UPDATED_WEIGHT: QT_TRANSLATE_NOOP(
        "Quiz", "That uses a weight that is updated already: all gradients take the old weights."
    ),
    Slip.SUM_NOT_MEAN: QT_TRANSLATE_NOOP("Quiz", "That is the sum over the batch: divide it by the batch size."),
    Slip.ONE_SAMPLE: QT_TRANSLATE_NOOP("Quiz", "That is the part of one sample: the step takes the mean of the batch."),
    Slip.NO_RATE: QT_TRANSLATE_NOOP("Quiz", "The learning rate is missing."),
    Slip.ADDED: QT_TRANSLATE_NOOP("Quiz", "The gradient is added: a step goes against it, old − rate × gradient."),
    Slip.CHANGE: QT_TRANSLATE_NOOP(
        "Quiz", "That is the change alone, learning rate × gradient: take it from the old one."
    ),
    Slip.MOVED_LOCKED: QT_TRANSLATE_NOOP("Quiz", "This one is locked: it does not move."),
    Slip.PLAIN_SHARE: QT_TRANSLATE_NOOP(
        "Quiz", "That is z divided by the sum of all z: a softmax takes e to the z of each."
    ),
    Slip.PLAIN_STEP: QT_TRANSLATE_NOOP(
        "Quiz", "That is a step of plain gradient descent: this optimiser takes its own."
    ),
    Slip.OLD_VELOCITY: QT_TRANSLATE_NOOP(
        "Quiz", "That moves by the velocity of the step before: make the new one first."
    ),
    Slip.NO_CORRECTION: QT_TRANSLATE_NOOP("Quiz", "m and v are not corrected: divide each by 1 − βᵗ first."),
    Slip.NO_SHARE: QT_TRANSLATE_NOOP(
        "Quiz", "The shares are not right: the old one keeps its share, the gradient gets what the formula gives it."
    ),
    Slip.FIRST_POWER: QT_TRANSLATE_NOOP("Quiz", "That divides by 1 − β: it is β to the power of the steps so far."),
    Slip.EPSILON_INSIDE: QT_TRANSLATE_NOOP("Quiz", "ε stands inside the root: here it is added to the root."),
    Slip.NO_ROOT: QT_TRANSLATE_NOOP("Quiz", "The root is missing below the line."),
    Slip.NO_PENALTY: QT_TRANSLATE_NOOP("Quiz", "The penalty is missing: l2 · w + l1 · sign(w) is added first."),
    Slip.WRONG_DECAY: QT_TRANSLATE_NOOP(
        "Quiz", "The decay belongs elsewhere: it shrinks the old weight; a penalty's slope is added to the gradient."
    ),
    Slip.NOT_CLIPPED: QT_TRANSLATE_NOOP(
        "Quiz", "That is not the clipped gradient: all of it is multiplied by c / n, n its length."
    ),
    Slip.ROUNDED: QT_TRANSLATE_NOOP(
        "Quiz", "Nearly: rounded too early. Point at a number to see all its digits; two right digits are enough."
    ),
    Slip.CUT_OFF: QT_TRANSLATE_NOOP("Quiz", "Nearly: the digits behind the last one are cut off. Round it instead."),
    Slip.TOO_FEW_DIGITS: QT_TRANSLATE_NOOP("Quiz", "Right so far: give at least two digits."),
}
_IN_PLACE = QT_TRANSLATE_NOOP(
    "Quiz", "In the step before, each layer was updated before the error went back through it: take the old weights."
)
#: Of some slips one can say more where this is asked.
SLIP_WORDS_OF = {
    (Slip.SIGN, Kind.DELTA): QT_TRANSLATE_NOOP(
        "Quiz", "The size is right; only the sign is not. A delta begins with prediction − target."
    ),
    (Slip.UPDATED_WEIGHT, Kind.ACTIVATION): _IN_PLACE,
    (Slip.UPDATED_WEIGHT, Kind.LOSS): _IN_PLACE,
    (Slip.CHANGE, Kind.GRADIENT): QT_TRANSLATE_NOOP(
        "Quiz", "That is learning rate × gradient: here only the gradient is asked for."
    ),
}
THING_WORDS = {
    "activation": QT_TRANSLATE_NOOP("Quiz", "That is {name}'s value: look again at what is asked for."),
    "delta": QT_TRANSLATE_NOOP("Quiz", "That is δ of {name}: look again at what is asked for."),
    "gradient": QT_TRANSLATE_NOOP("Quiz", "That is the gradient of {name}: look again at what is asked for."),
    "parameter": QT_TRANSLATE_NOOP("Quiz", "That is {name} itself: look again at what is asked for."),
    "new": QT_TRANSLATE_NOOP("Quiz", "That is the new {name}: look again at what is asked for."),
    "target": QT_TRANSLATE_NOOP("Quiz", "That is the target of {name}: look again at what is asked for."),
    "loss": QT_TRANSLATE_NOOP("Quiz", "That is the loss: look again at what is asked for."),
}
#: Of some numbers one can say what is to be done with them where this is asked.
THING_WORDS_OF = {
    ("delta", Kind.GRADIENT): QT_TRANSLATE_NOOP(
        "Quiz", "That is δ of {name}: a weight's gradient is δ × the value that the weight carries."
    ),
    ("gradient", Kind.DELTA): QT_TRANSLATE_NOOP(
        "Quiz", "That is the gradient of {name}, a δ × a value: here δ itself is asked for."
    ),
    ("gradient", Kind.UPDATE): QT_TRANSLATE_NOOP(
        "Quiz", "That is the gradient of {name}: the new weight is old − rate × gradient."
    ),
    ("parameter", Kind.UPDATE): QT_TRANSLATE_NOOP("Quiz", "That is {name} before the step."),
}


def _t(text: object) -> str:
    return QCoreApplication.translate("Quiz", str(text))


def kind_text(kind: Kind) -> str:
    """Return what the numbers of a kind are called."""
    return _t(KIND_WORDS[kind])


def name_of(network: Network, question: Question) -> str:
    """Return the name of the neuron or parameter that a question is about."""
    if question.parameter is None:
        return network.shown_names[question.layer][question.neuron]
    return network.parameters[question.parameter].name


def question_text(question: Question, name: str) -> str:
    """Ask a question, with its neuron's or parameter's name written as `name`."""
    is_batch = len(question.rows) > 1
    if question.kind is Kind.LOSS:
        return QCoreApplication.translate("Quiz", "What is the loss?")
    texts = {
        Kind.ACTIVATION: QCoreApplication.translate("Quiz", "What is {name}?"),
        Kind.DELTA: QCoreApplication.translate("Quiz", "What is δ of {name}?"),
        Kind.GRADIENT: QCoreApplication.translate("Quiz", "What is the gradient of {name}?"),
        Kind.UPDATE: QCoreApplication.translate("Quiz", "What is the new {name}?"),
    }
    if question.kind is Kind.INNER:
        text = QCoreApplication.translate("Quiz", "What is {symbol} of {name}, {what}?")
        return text.format(symbol=STAGE_SYMBOLS[question.stage], name=name, what=stage_word(question.stage))
    text = texts[question.kind]
    if is_batch and question.kind is Kind.GRADIENT:
        text = QCoreApplication.translate("Quiz", "What is the gradient of {name}, the mean of the batch?")
    return text.format(name=name)


def result_text(exercise: Exercise, question: Question, number: Callable[[float], str]) -> str:
    """Say the answer: "h1 = 0.85"."""
    texts = {
        Kind.ACTIVATION: QCoreApplication.translate("Quiz", "{name} = {value}"),
        Kind.LOSS: QCoreApplication.translate("Quiz", "loss = {value}"),
        Kind.DELTA: QCoreApplication.translate("Quiz", "δ of {name} = {value}"),
        Kind.GRADIENT: QCoreApplication.translate("Quiz", "gradient of {name} = {value}"),
        Kind.UPDATE: QCoreApplication.translate("Quiz", "new {name} = {value}"),
    }
    name = name_of(exercise.network, question)
    if question.kind is Kind.INNER:
        text = QCoreApplication.translate("Quiz", "{symbol} of {name} = {value}")
        return text.format(symbol=STAGE_SYMBOLS[question.stage], name=name, value=number(exercise.value(question)))
    return texts[question.kind].format(name=name, value=number(exercise.value(question)))


def chip(network: Network, question: Question) -> str:
    """Return the name as HTML on the colours that it has in the diagram."""
    theme, layers = look.theme, len(network.sizes)
    fill, ink = theme.neuron(question.layer, layers), theme.ink
    if question.parameter is not None:
        fill, ink = theme.weight_box(question.layer, question.neuron, layers)
    name = escape(name_of(network, question))
    return f'<span style="background-color:{fill}; color:{ink}; font-weight:600">&nbsp;{name}&nbsp;</span>'


def known_text(
    exercise: Exercise, question: Question, number: Callable[[float], str], *, is_first_delta: bool = False
) -> str:
    """Say which sample is asked about, what is known but not on screen, and of a first delta what that is."""
    parts = []
    network, batch = exercise.network, len(exercise.batch)
    if is_first_delta and question.kind is Kind.DELTA:
        text = QCoreApplication.translate(
            "Quiz", "δ of {name}: how the loss changes with z, the sum that goes into {name}."
        )
        parts.append(text.format(name=name_of(network, question)))
    if exercise.experiment.data.samples > 1 and question.kind not in (Kind.UPDATE, Kind.INNER):
        parts.append(_sample_text(exercise, question.rows[-1], number))
    if question.kind is Kind.GRADIENT:
        neuron = network.shown_names[question.layer][question.neuron]
        text = QCoreApplication.translate("Quiz", "δ of {name} is {value}.")
        parts.append(text.format(name=neuron, value=number(exercise.delta(question))))
    so_far = exercise.sum_before(question)
    if so_far is not None:
        text = QCoreApplication.translate("Quiz", "The other samples of the batch of {n} add up to {value}.")
        parts.append(text.format(n=batch, value=number(so_far)))
    if question.kind is Kind.UPDATE:
        gradient = float(exercise.pass_of(exercise.batch).gradient[question.parameter])
        parts.append(QCoreApplication.translate("Quiz", "Its gradient is {value}.").format(value=number(gradient)))
    if question.kind is Kind.INNER or (question.kind is Kind.UPDATE and len(exercise.stage_names) > 1):
        parts += _inner_parts(exercise, question, number)
    return " ".join(parts)


def _inner_parts(exercise: Exercise, question: Question, number: Callable[[float], str]) -> list[str]:
    """Say what the update of a parameter is made of before what is asked: its gradient, and the inner values so far."""
    index, names = question.parameter or 0, exercise.stage_names
    found, step = [], exercise.step
    if question.kind is Kind.INNER:
        gradient = number(float(step.mean_gradient[index]))
        found.append(QCoreApplication.translate("Quiz", "Its gradient is {value}.").format(value=gradient))
    before = names[: names.index(question.stage)] if question.stage else names[:-1]
    found += [f"{STAGE_SYMBOLS[name]} = {number(float(exercise.stages[name][index]))}." for name in before]
    optimiser = OPTIMISERS[exercise.experiment.settings.optimiser]
    if question.stage in optimiser.inner:
        inner, _ = optimiser.parts(exercise.state.optimiser, exercise.network.parameter_count)
        old = float(inner[optimiser.inner.index(question.stage), index])
        text = QCoreApplication.translate("Quiz", "{symbol} was {value}.")
        found.append(text.format(symbol=STAGE_SYMBOLS[question.stage], value=number(old)))
    if question.stage in dict(optimiser.corrected):
        text = QCoreApplication.translate("Quiz", "The power βᵗ is {value}.")
        _, products = optimiser.parts(step.after.optimiser, exercise.network.parameter_count)
        found.append(text.format(value=number(float(products[list(dict(optimiser.corrected)).index(question.stage)]))))
    for symbol, value in constants(worked(exercise, question)[-1:]).items():
        text = QCoreApplication.translate("Quiz", "{symbol} is {value}.")
        found.append(text.format(symbol=symbol, value=number(value)))
    if question.stage == "step":
        text = QCoreApplication.translate("Quiz", "The rate of this step is {value}.")
        found.append(text.format(value=number(step.rate)))
    return found


def _sample_text(exercise: Exercise, sample: int, number: Callable[[float], str]) -> str:
    names, inputs = exercise.network.shown_names[0], exercise.experiment.data.inputs[sample]
    if len(names) > MAX_INPUTS:
        return QCoreApplication.translate("Quiz", "Sample {n}.").format(n=sample + 1)
    if not inputs.any():
        text = QCoreApplication.translate("Quiz", "Sample {n}: all inputs are 0, and so are the products with them.")
        return text.format(n=sample + 1)
    values = ", ".join(f"{name} = {number(value)}" for name, value in zip(names, inputs, strict=True))
    return QCoreApplication.translate("Quiz", "Sample {n}: {values}.").format(n=sample + 1, values=values)


def verdict_text(verdict: Verdict, kind: Kind) -> str:
    """Say what is wrong with an answer."""
    if verdict.slip is None:
        return QCoreApplication.translate("Quiz", "Not yet, and no usual slip gives this number. A hint may help.")
    if verdict.thing is not None:
        return thing_text(verdict.thing, kind)
    return _t(SLIP_WORDS_OF.get((verdict.slip, kind)) or SLIP_WORDS[verdict.slip])


def thing_text(thing: Thing, kind: Kind) -> str:
    """Say what a number belongs to that was given for another."""
    words = THING_WORDS_OF.get((thing.kind, kind)) or THING_WORDS[thing.kind]
    return _t(words).format(name=shown(thing.name))


def progress_text(place: int, asked: int, count: int) -> str:
    """Say which of a step's questions is asked, from 1, and of how many numbers they are chosen."""
    if asked == count:
        return QCoreApplication.translate("Quiz", "Question {n} of {asked}").format(n=whole(place), asked=whole(asked))
    text = QCoreApplication.translate("Quiz", "Question {n} of {asked}, from {count} values")
    return text.format(n=whole(place), asked=whole(asked), count=whole(count))


def score_text(sitting: Sitting) -> str:
    """Say how a sitting goes."""
    if not sitting.total():
        return QCoreApplication.translate("Quiz", "No question done yet")
    parts = [
        QCoreApplication.translate("Quiz", "{right} of {total} right").format(
            right=sitting.total(*RIGHT), total=sitting.total()
        ),
        QCoreApplication.translate("Quiz", "{n} at first try").format(n=sitting.total(Outcome.FIRST)),
    ]
    if sitting.total(Outcome.HINTED):
        parts.append(QCoreApplication.translate("Quiz", "{n} with a hint").format(n=sitting.total(Outcome.HINTED)))
    if sitting.total(Outcome.SHOWN):
        parts.append(QCoreApplication.translate("Quiz", "{n} shown").format(n=sitting.total(Outcome.SHOWN)))
    return " · ".join(parts)


def kind_score_text(sitting: Sitting, kind: Kind) -> str:
    """Return what the numbers of a kind are called, and how many were right: "Deltas · 2/3"."""
    total = sitting.total(kind=kind)
    if not total:
        return kind_text(kind)
    text = QCoreApplication.translate("Quiz", "{kind} · {right}/{total}")
    return text.format(kind=kind_text(kind), right=sitting.total(*RIGHT, kind=kind), total=total)
