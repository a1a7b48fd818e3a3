"""How an output's delta comes about: dloss/dz by the chain rule, down to what it is where loss and activation fit."""

from dataclasses import dataclass

import numpy as np

from bpgui.engine.activations import ACTIVATIONS, Activation
from bpgui.engine.formulas.leaves import Leaves
from bpgui.engine.losses import LOSSES, Loss
from bpgui.engine.reasons import Reason, Why
from bpgui.engine.symbols import Partial, Role, Symbol
from bpgui.engine.terms import Applied, Expr, Line, Quantity, Rest, Sum, product, total

SLOPE = Symbol("f′")
#: Outputs of a softmax up to which a sum over them is written out, and how many of more are.
MAX_OUTPUTS, FIRST_OUTPUTS = 6, 3


@dataclass(frozen=True)
class _Way:
    """The way from a prediction back to a z: dloss/dprediction and dprediction/dz, each as a leaf and as what it is.

    Of a linear output, whose z is its prediction, there is no second part.
    """

    error: Quantity
    error_tree: Expr
    change: Quantity | None
    change_tree: Expr | None

    @property
    def is_finite(self) -> bool:
        """Whether its numbers are floats: dloss/dprediction of a saturated output may be none."""
        return bool(np.isfinite(self.error.value) and (self.change is None or np.isfinite(self.change.value)))


def output_delta_lines(leaves: Leaves, output: int) -> list[Line]:
    """Return what dloss/dz of an output is, line by line: derivatives, what they are, what their product comes to."""
    loss, activation = _kinds(leaves)
    predictions, targets = leaves.layer(leaves.last), leaves.all_targets()
    ways = _ways(leaves, output)
    lines = _unfolded(ways, output)
    if loss.delta_formulas is not None:
        simpler = loss.delta_formulas(output, predictions, targets)
        return [*lines, *(Line(_shortened(line, output), reason) for line, reason in simpler)]
    if activation.jacobian is not None:
        tree = activation.jacobian(output, tuple(way.error_tree for way in ways), predictions)
        return [*lines, Line(tree, Reason(Why.COLLECTED))]
    (way,) = ways
    of_loss = Reason(Why.LOSS_SLOPE, loss.name)
    if way.change_tree is None:
        return [Line(way.error_tree, of_loss)]
    named = Applied(SLOPE, leaves.z(leaves.last, output), way.change_tree)
    of_activation = Line(product(way.error_tree, way.change_tree), Reason(Why.SLOPE_IS, activation.name))
    return [*lines[:1], Line(product(way.error_tree, named), of_loss), of_activation]


def output_derivatives(leaves: Leaves, output: int) -> list[Quantity]:
    """Return dloss/dprediction and dprediction/dz of an output.

    It is dloss/dz alone for a softmax, all of whose predictions move with each z, and for a saturated output;
    dloss/dprediction alone for a linear one.
    """
    ways = _ways(leaves, output)
    if _kinds(leaves)[1].partial is not None or not ways[0].is_finite:
        last = leaves.last
        return [leaves.loss_by(leaves.z(last, output), leaves.delta(last, output).value)]
    return [part for part in (ways[0].error, ways[0].change) if part is not None]


def derivative(of: Quantity, by: Quantity, value: float) -> Quantity:
    """Return da/dz, which has this value."""
    assert isinstance(of.symbol, Symbol)
    assert isinstance(by.symbol, Symbol)
    return Quantity(Partial(of.symbol, by.symbol), value, Role.PRE_ACTIVATION, of.neuron)


def _kinds(leaves: Leaves) -> tuple[Loss, Activation]:
    return LOSSES[leaves.network.loss], ACTIVATIONS[leaves.network.layers[-1].activation]


def _ways(leaves: Leaves, output: int) -> list[_Way]:
    """Return the way from each prediction that moves with this z: of a softmax all, else the output's own."""
    loss, activation = _kinds(leaves)
    predictions, targets, z = leaves.layer(leaves.last), leaves.all_targets(), leaves.z(leaves.last, output)
    found = []
    for j in range(len(predictions)) if activation.partial is not None else [output]:
        a, error, change = predictions[j], loss.slope(j, predictions, targets), None
        if activation.partial is not None:
            change = activation.partial(j, output, predictions)
        elif activation.slope is not None:
            change = activation.slope(z, a)
        value = None if change is None else derivative(a, z, float(change.evaluate()))
        found.append(_Way(leaves.loss_by(a, float(error.evaluate())), error, value, change))
    return found


def _unfolded(ways: list[_Way], output: int) -> list[Line]:
    """Return the chain rule in derivatives, and with what each of them is; nothing where one is no float."""
    if not all(way.is_finite for way in ways) or ways[0].change is None:
        return []
    derivatives = total(*(product(way.error, way.change) for way in ways))
    trees = total(*(product(way.error_tree, way.change_tree) for way in ways))
    return [
        Line(_shortened(derivatives, output), Reason(Why.CHAIN_RULE if len(ways) == 1 else Why.OUTPUTS)),
        Line(_shortened(trees, output), Reason(Why.EACH_DERIVATIVE)),
    ]


def _shortened(line: Expr, own: int) -> Expr:
    """Write out a long sum over outputs in part, the output's own term first."""
    if not isinstance(line, Sum) or len(line.terms) <= MAX_OUTPUTS:
        return line
    terms = (line.terms[own], *line.terms[:own], *line.terms[own + 1 :])
    rest = terms[FIRST_OUTPUTS:]
    return Sum((*terms[:FIRST_OUTPUTS], Rest(len(rest), Sum(rest))))
