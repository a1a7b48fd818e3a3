"""What reasons beside the lines of a formula say, in the chosen language."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bpgui.engine.reasons import Reason, Why
from bpgui.gui.widgets.words import activation_word

REASONS: dict[Why, object] = {
    Why.NUMBERS: QT_TRANSLATE_NOOP("Reason", "numbers put in"),
    Why.NUMBERS_OF: QT_TRANSLATE_NOOP("Reason", "numbers put into line {about}"),
    Why.WEIGHTED_SUM: QT_TRANSLATE_NOOP("Reason", "each input × its weight, added up"),
    Why.WEIGHTED_SUM_AND_BIAS: QT_TRANSLATE_NOOP("Reason", "each input × its weight, plus the bias"),
    Why.LINEAR: QT_TRANSLATE_NOOP("Reason", "weighted sum; a = z"),
    Why.LINEAR_AND_BIAS: QT_TRANSLATE_NOOP("Reason", "weighted sum plus bias; a = z"),
    Why.ACTIVATION: QT_TRANSLATE_NOOP("Reason", "activation function of z"),
    Why.ACTIVATION_IS: QT_TRANSLATE_NOOP("Reason", "definition of {about}"),
    Why.OF_WEIGHTED_SUM: QT_TRANSLATE_NOOP("Reason", "activation function of the weighted sum"),
    Why.WHOLE_LAYER: QT_TRANSLATE_NOOP("Reason", "all sums of the layer at once"),
    Why.WRITTEN_OUT: QT_TRANSLATE_NOOP("Reason", "each neuron of the layer below written out"),
    Why.LOSS: QT_TRANSLATE_NOOP("Reason", "definition of the loss"),
    Why.MEAN: QT_TRANSLATE_NOOP("Reason", "mean over the batch"),
    Why.DELTA: QT_TRANSLATE_NOOP("Reason", "what δ stands for"),
    Why.CHAIN_RULE: QT_TRANSLATE_NOOP("Reason", "chain rule"),
    Why.PATHS: QT_TRANSLATE_NOOP("Reason", "chain rule: sum over the paths"),
    Why.OUTPUTS: QT_TRANSLATE_NOOP("Reason", "chain rule: sum over the outputs"),
    Why.EACH_DERIVATIVE: QT_TRANSLATE_NOOP("Reason", "each derivative written out"),
    Why.LOSS_SLOPE: QT_TRANSLATE_NOOP("Reason", "derivative of the loss"),
    Why.SLOPE_IS: QT_TRANSLATE_NOOP("Reason", "derivative of {about}"),
    Why.CANCELLED: QT_TRANSLATE_NOOP("Reason", "the prediction below the line cancels"),
    Why.FITS: QT_TRANSLATE_NOOP("Reason", "derivatives of loss and activation, simplified"),
    Why.MULTIPLIED_OUT: QT_TRANSLATE_NOOP("Reason", "multiplied out"),
    Why.COLLECTED: QT_TRANSLATE_NOOP("Reason", "the prediction taken out as a factor"),
    Why.TARGETS_ADD_UP: QT_TRANSLATE_NOOP("Reason", "the targets add up to 1"),
    Why.BACK: QT_TRANSLATE_NOOP("Reason", "chain rule; δ of {about}, computed before"),
    Why.BACK_PATHS: QT_TRANSLATE_NOOP("Reason", "chain rule: sum over the paths, each δ computed before"),
    Why.BACK_LINEAR: QT_TRANSLATE_NOOP("Reason", "chain rule; δ of {about}, computed before; f′ = 1"),
    Why.BACK_PATHS_LINEAR: QT_TRANSLATE_NOOP("Reason", "chain rule: sum over the paths; f′ = 1"),
    Why.NO_WAY: QT_TRANSLATE_NOOP("Reason", "every weight from here is cut"),
    Why.LINKS_ARE_DELTAS: QT_TRANSLATE_NOOP("Reason", "the first links are the δ of the next layer"),
    Why.LINKS_ARE_DELTA: QT_TRANSLATE_NOOP("Reason", "all links up to z are δ of {about}"),
    Why.GRADIENT: QT_TRANSLATE_NOOP("Reason", "δ of {about}, computed before, × input"),
    Why.BIAS: QT_TRANSLATE_NOOP("Reason", "bias: its input is 1"),
    Why.TRANSPOSED: QT_TRANSLATE_NOOP("Reason", "chain rule: back through the weights, transposed"),
    Why.SLOPES: QT_TRANSLATE_NOOP("Reason", "chain rule: each entry × its f′(z)"),
    Why.INPUTS_TIMES_DELTAS: QT_TRANSLATE_NOOP("Reason", "each gradient is input × δ"),
    Why.BATCH_ROWS: QT_TRANSLATE_NOOP("Reason", "a row for each sample; mean over the batch"),
    Why.UPDATE: QT_TRANSLATE_NOOP("Reason", "rate × gradient, taken off"),
    Why.GRADIENT_IS: QT_TRANSLATE_NOOP("Reason", "the gradient is δ × input"),
    Why.GRADIENT_IS_BIAS: QT_TRANSLATE_NOOP("Reason", "the gradient of a bias is δ"),
    Why.BACK_THROUGH_LINEAR: QT_TRANSLATE_NOOP("Reason", "δ of a linear neuron: δ above × weight"),
    Why.LOCKED: QT_TRANSLATE_NOOP("Reason", "locked: it does not move"),
    Why.PENALTY: QT_TRANSLATE_NOOP("Reason", "the slope of the penalty is added"),
    Why.NO_PENALTY: QT_TRANSLATE_NOOP("Reason", "a bias has no penalty"),
    Why.LENGTH: QT_TRANSLATE_NOOP("Reason", "length of the whole gradient"),
    Why.CLIPPED: QT_TRANSLATE_NOOP("Reason", "longer than c: shortened to c"),
    Why.SHORT_ENOUGH: QT_TRANSLATE_NOOP("Reason", "not longer than c: it stays"),
    Why.REMEMBERED: QT_TRANSLATE_NOOP("Reason", "running mean of squared gradients"),
    Why.SUMMED_SQUARES: QT_TRANSLATE_NOOP("Reason", "all squared gradients so far, added up"),
    Why.CORRECTED: QT_TRANSLATE_NOOP("Reason", "makes up for the start at 0, t steps ago"),
    Why.STEP: QT_TRANSLATE_NOOP("Reason", "rate × gradient"),
    Why.STEP_TAKEN: QT_TRANSLATE_NOOP("Reason", "the step is taken off"),
    Why.DECAYED: QT_TRANSLATE_NOOP("Reason", "the weight decays, and the step is taken off"),
    Why.UNFOLDED: QT_TRANSLATE_NOOP("Reason", "each step multiplies what is older by its share"),
    Why.UNFOLDED_SUM: QT_TRANSLATE_NOOP("Reason", "every squared gradient counts in full"),
    Why.CENTRAL_DIFFERENCE: QT_TRANSLATE_NOOP("Reason", "slope between two points near by"),
}
_BY_SIZE = QT_TRANSLATE_NOOP("Reason", "rate × gradient ÷ usual size of the gradients")
_MEAN_BY_SIZE = QT_TRANSLATE_NOOP("Reason", "rate × mean gradient ÷ usual size of the gradients")
_CROSS_ENTROPY = QT_TRANSLATE_NOOP("Reason", "cross-entropy: target × −ln prediction")
#: Of some things one can say more: of a loss, of what an optimiser remembers, of its step.
REASONS_OF: dict[tuple[Why, str], object] = {
    (Why.LOSS, "half_square"): QT_TRANSLATE_NOOP("Reason", "half of the squared error"),
    (Why.LOSS, "square"): QT_TRANSLATE_NOOP("Reason", "squared error"),
    (Why.LOSS, "mean_square"): QT_TRANSLATE_NOOP("Reason", "squared error, mean over the outputs"),
    (Why.LOSS, "absolute"): QT_TRANSLATE_NOOP("Reason", "size of the error"),
    (Why.LOSS, "huber"): QT_TRANSLATE_NOOP("Reason", "half square up to 1, a straight line beyond"),
    (Why.LOSS, "binary_cross_entropy"): _CROSS_ENTROPY,
    (Why.LOSS, "categorical_cross_entropy"): _CROSS_ENTROPY,
    (Why.LOSS_SLOPE, "half_square"): QT_TRANSLATE_NOOP("Reason", "the half cancels the 2 of the square"),
    (Why.LOSS_SLOPE, "square"): QT_TRANSLATE_NOOP("Reason", "the square brings a 2"),
    (Why.LOSS_SLOPE, "mean_square"): QT_TRANSLATE_NOOP("Reason", "the square brings a 2; mean over the outputs"),
    (Why.LOSS_SLOPE, "absolute"): QT_TRANSLATE_NOOP("Reason", "slope of a size: the sign"),
    (Why.LOSS_SLOPE, "huber"): QT_TRANSLATE_NOOP("Reason", "the error up to 1, its sign beyond"),
    (Why.REMEMBERED, "velocity"): QT_TRANSLATE_NOOP("Reason", "a share of the old velocity, plus the gradient"),
    (Why.REMEMBERED, "m"): QT_TRANSLATE_NOOP("Reason", "running mean of gradients"),
    (Why.REMEMBERED, "vmax"): QT_TRANSLATE_NOOP("Reason", "the largest v so far"),
    (Why.STEP, "momentum"): QT_TRANSLATE_NOOP("Reason", "rate × velocity"),
    (Why.STEP, "nesterov"): QT_TRANSLATE_NOOP("Reason", "rate × (gradient + what the velocity adds next)"),
    (Why.STEP, "adagrad"): _BY_SIZE,
    (Why.STEP, "rmsprop"): _BY_SIZE,
    (Why.STEP, "adam"): _MEAN_BY_SIZE,
    (Why.STEP, "amsgrad"): _MEAN_BY_SIZE,
    (Why.STEP, "adamw"): _MEAN_BY_SIZE,
}


def reason_text(reason: Reason) -> str:
    """Say why a line holds: "chain rule"."""
    words = REASONS_OF.get((reason.why, reason.about)) or REASONS[reason.why]
    is_activation = reason.why in (Why.ACTIVATION_IS, Why.SLOPE_IS)
    about = _within(activation_word(reason.about)) if is_activation else reason.about
    return QCoreApplication.translate("Reason", str(words)).format(about=about)


def _within(word: str) -> str:
    """Return a name as it stands within a sentence: sigmoid, leaky ReLU; but ReLU, SiLU, ELU."""
    first = word.split(maxsplit=1)[0] if word else ""
    return word[:1].lower() + word[1:] if first[1:].islower() else word
