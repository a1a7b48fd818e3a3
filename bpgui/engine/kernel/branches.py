"""The activations and losses of the tables, each as a branch of the kernel.

A function of the table is compiled into the branch that runs it; a branch that is not asked for leaves the rest to the
others. Numbers of a layer are laid out as one_pass.py says.
"""

from collections.abc import Callable
from typing import Any

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array, exp, log
from bpgui.engine.kernel.compiling import inlined
from bpgui.engine.losses import LOSSES, binary_cross_entropy

#: From an activation's name to its number, its place in the table.
KINDS = {name: kind for kind, name in enumerate(ACTIVATIONS)}
#: From a loss's name to its number, its place in the table.
LOSS_KINDS = {name: kind for kind, name in enumerate(LOSSES)}
BINARY, CATEGORICAL = LOSS_KINDS["binary_cross_entropy"], LOSS_KINDS["categorical_cross_entropy"]

# Activations. Layers are whole fours long; `& -4` tells LLVM so, which then writes no code for a rest.


@inlined
def largest_of(z: Array, width: int) -> float:
    """Return the largest z of the sample whose numbers stand `width` apart."""
    found = z[0]
    for k in range(width, len(z), width):
        if z[k] > found:
            found = z[k]
    return float(found)


@inlined
def softmax(kind: int, z: Array, a: Array, width: int) -> None:  # noqa: ARG001  as all of `branches`
    """a_k = e^z_k / sum of e^z_j for each sample, from the sample's largest z down."""
    for s in range(width):
        largest = largest_of(z[s:], width)
        total = 0.0
        for k in range(s, len(z), width):
            a[k] = exp(z[k] - largest)
            total = total + a[k]
        for k in range(s, len(z), width):
            a[k] = a[k] / total


@inlined
def softmax_back(kind: int, delta: Array, z: Array, a: Array, width: int) -> None:  # noqa: ARG001
    """delta_k = p_k (upstream_k - sum over j of upstream_j p_j), the full Jacobian, for each sample."""
    for s in range(width):
        total = 0.0
        for k in range(s, len(a), width):
            total = total + delta[k] * a[k]
        for k in range(s, len(a), width):
            delta[k] = a[k] * (delta[k] - total)


Branch = Callable[[int, Array, Array, int], None]
BranchBack = Callable[[int, Array, Array, Array, int], None]


def branches(
    own: int, value: Callable[..., Any], derivative: Callable[..., Any], others: Branch, others_back: BranchBack
) -> tuple[Branch, BranchBack]:
    """Return functions that do one elementwise activation, of the number `own`, and leave the rest to `others`."""

    @inlined
    def activate(kind: int, z: Array, a: Array, width: int) -> None:
        if kind == own:
            for k in range(len(z) & -4):
                a[k] = value(z[k])
        else:
            others(kind, z, a, width)

    @inlined
    def activate_back(kind: int, delta: Array, z: Array, a: Array, width: int) -> None:
        if kind == own:
            for k in range(len(delta) & -4):
                delta[k] = delta[k] * derivative(z[k], a[k])
        else:
            others_back(kind, delta, z, a, width)

    return activate, activate_back


def all_branches() -> tuple[Branch, BranchBack]:
    """Return a = f(z) for a layer (figures 6 and 18), and what turns dLoss/da, in `delta`, into dLoss/dz (figure 14).

    The first number is the kind. Each elementwise activation of the table has a branch; the last is softmax, the only
    one that looks at all neurons of a layer.
    """
    activate: Branch = softmax
    activate_back: BranchBack = softmax_back
    for kind, entry in reversed(list(enumerate(ACTIVATIONS.values()))):
        if entry.derivative is not None:
            activate, activate_back = branches(kind, entry.value, entry.derivative, activate, activate_back)
    return activate, activate_back


activate, activate_back = all_branches()


# Losses


@inlined
def categorical_cross_entropy(z: Array, targets: Array, width: int) -> float:
    """Return -sum of target ln p of the sample whose numbers stand `width` apart, p = softmax(z)."""
    exps: Any = 0.0  # the lines for whole arrays give single numbers here
    total: Any = 0.0
    largest = largest_of(z, width)
    for k in range(0, len(z), width):
        exps = exps + exp(z[k] - largest)
    log_sum = log(exps)
    for k in range(0, len(z), width):
        total = total + -(targets[k] * ((z[k] - largest) - log_sum))
    return float(total)


@inlined
def cross_entropy(kind: int, z: Array, a: Array, targets: Array, width: int, outputs: float) -> float:  # noqa: ARG001
    """Return the loss of a sample by one of the cross-entropies, which look at z."""
    if kind == CATEGORICAL:
        return categorical_cross_entropy(z, targets, width)
    total: Any = 0.0  # the lines for whole arrays give single numbers here
    for k in range(0, len(z), width):
        total = total + binary_cross_entropy(z[k], targets[k])
    return float(total)


@inlined
def cross_entropy_back(kind: int, delta: Array, a: Array, targets: Array, width: int, outputs: float) -> None:  # noqa: ARG001
    """Write dLoss/dz of the cross-entropies: p sum of targets - target, and p - target."""
    if kind == CATEGORICAL:
        for s in range(width):
            total = 0.0
            for k in range(s, len(a), width):
                total = total + targets[k]
            for k in range(s, len(a), width):
                delta[k] = a[k] * total - targets[k]
        return
    for k in range(len(a) & -4):
        delta[k] = a[k] - targets[k]


LossBranch = Callable[[int, Array, Array, Array, int, float], float]
ErrorBranch = Callable[[int, Array, Array, Array, int, float], None]


def loss_branches(
    own: int, value: Callable[..., Any], error: Callable[..., Any], others: LossBranch, others_back: ErrorBranch
) -> tuple[LossBranch, ErrorBranch]:
    """Return functions that do one loss of single outputs, of the number `own`, and leave the rest to `others`."""

    @inlined
    def loss_of(kind: int, z: Array, a: Array, targets: Array, width: int, outputs: float) -> float:
        if kind != own:
            return others(kind, z, a, targets, width, outputs)
        total: Any = 0.0
        for k in range(0, len(a), width):
            total = total + value(a[k], targets[k], outputs)
        return float(total)

    @inlined
    def errors_of(kind: int, delta: Array, a: Array, targets: Array, width: int, outputs: float) -> None:
        if kind == own:
            for k in range(len(a) & -4):
                delta[k] = error(a[k], targets[k], outputs)
        else:
            others_back(kind, delta, a, targets, width, outputs)

    return loss_of, errors_of


def all_losses() -> tuple[LossBranch, ErrorBranch]:
    """Return what gives a sample's loss, and what writes dLoss/da of the output (dLoss/dz of a cross-entropy)."""
    loss: LossBranch = cross_entropy
    errors: ErrorBranch = cross_entropy_back
    for kind, entry in reversed(list(enumerate(LOSSES.values()))):
        if entry.value is not None and entry.error is not None:
            loss, errors = loss_branches(kind, entry.value, entry.error, loss, errors)
    return loss, errors


loss_of, errors_of = all_losses()
