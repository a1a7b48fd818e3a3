"""What a new network can be made of, by the names that files have, and what it is made of where nobody chose."""

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.initialisation import INITIALISATIONS
from bpgui.engine.losses import LOSSES

ACTIVATION_NAMES, LOSS_NAMES, METHOD_NAMES = tuple(ACTIVATIONS), tuple(LOSSES), tuple(INITIALISATIONS)
#: The largest seed that weights are drawn from.
MAX_SEED = 2**31 - 1
USUAL_SAMPLES, USUAL_RATE = 4, 0.1


def usual_activation(*, is_output: bool) -> str:
    """Return the activation that a layer has where nobody chose."""
    return "linear" if is_output else "tanh"


def activations_of(*, is_output: bool) -> list[str]:
    """Return the activations that a layer may have, those that most layers of its kind have first.

    So the first letter, typed in a list, leads to what was most likely meant: "s" to the sigmoid, then the softmax.
    """
    usual = ("linear", "sigmoid", "softmax") if is_output else ("tanh", "sigmoid", "relu")
    possible = [name for name, entry in ACTIVATIONS.items() if is_output or not entry.output_only]
    return [*usual, *(name for name in possible if name not in usual)]


def losses_of(output_activation: str) -> list[str]:
    """Return the losses that are offered with this output activation."""
    return [name for name, entry in LOSSES.items() if output_activation in entry.outputs]


def usual_loss(output_activation: str) -> str:
    """Return the loss that was made for this output activation, else the half square."""
    own = [name for name in losses_of(output_activation) if LOSSES[name].outputs == (output_activation,)]
    return own[0] if own else "half_square"
