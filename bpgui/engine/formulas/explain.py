"""Why each number is what it is: the formula of every quantity of a step, as a tree of named, valued terms.

Each method takes layers from 1 (the first computed one; the inputs are layer 0), neurons from 0 and parameters by their
place in the vector, and returns formulas in reading order. Sums are in the engine's order.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array
from bpgui.engine.formulas.leaves import LEARNING_RATE, Leaves, parameter_symbol
from bpgui.engine.formulas.optimiser_steps import UpdateWriter
from bpgui.engine.formulas.output_delta import SLOPE, output_delta_lines
from bpgui.engine.losses import LOSSES
from bpgui.engine.reasons import Reason, Why
from bpgui.engine.step import Step
from bpgui.engine.symbols import Partial, Role, Symbol
from bpgui.engine.terms import (
    Applied,
    Expr,
    Formula,
    Fraction,
    Line,
    Matrix,
    Number,
    Quantity,
    Rest,
    Unwritten,
    derived,
    difference,
    distinct,
    product,
    total,
)

#: Terms up to which a sum is written out, and how many of a longer one are.
MAX_TERMS, FIRST_TERMS = 64, 16
#: Terms that a sum over the samples of a batch writes out.
MAX_SAMPLES = 8
#: Rows and columns up to which a layer is written as a matrix.
MAX_ROWS = 8
F = Symbol("f")
#: What stands in a matrix where a weight is cut.
CUT = Symbol("·")
#: Kinds of formulas about the whole batch of a step, where it has several samples; the others are about one sample.
BATCH_KINDS = frozenset(
    {"batch_loss", "batch_gradient", "batch_gradient_matrix", "rule", "update", "update_matrix", "locked"}
    | {"penalty", "norm", "clipped", "remembered", "corrected", "step"}
)


class Explainer:
    """Explains one step for one sample (from 0). `is_new` writes the parameters with a star (figure 18)."""

    def __init__(self, step: Step, sample: int, *, is_new: bool = False) -> None:
        """Compute the sample's pass; what the batch needs is computed when it is asked for."""
        self.step, self.sample = step, sample
        self.network, self.settings, self.batch = step.network, step.settings, step.batch
        number = None if self.is_alone else sample + 1
        targets = step.data.targets[sample]
        self.leaves = Leaves(step.network, step.state.parameters, step.pass_of(sample), targets, number, is_new)

    def leaves_of(self, sample: int) -> Leaves:
        """Return the quantities of another sample (from 0) of the batch, at the same parameters."""
        step = self.step
        return Leaves(step.network, step.state.parameters, step.pass_of(sample), step.data.targets[sample], sample + 1)

    @property
    def is_alone(self) -> bool:
        """Whether the sample is the whole batch, so that its gradient is the one that the update uses."""
        return bool(len(self.batch) == 1 and self.batch[0] == self.sample)

    def after(self) -> "Explainer":
        """Return the explainer of the same samples with the new parameters (figure 18)."""
        step = self.step
        state = replace(step.state, parameters=step.after.parameters)
        return Explainer(Step(step.network, state, step.settings, step.data), self.sample, is_new=True)

    # Forward (figures 6 and 18)

    def forward(self, layer: int, neuron: int) -> list[Formula]:
        """z = a_1 w_1 + a_2 w_2 + .. + b of a neuron, and a = f(z) unless it is linear."""
        leaves, has_bias = self.leaves, self.network.layers[layer - 1].bias
        a = leaves.a(layer, neuron)
        if leaves.is_linear(layer):
            reason = Reason(Why.LINEAR_AND_BIAS if has_bias else Why.LINEAR)
            return [Formula("activation", a, lambda: [Line(self.weighted_sum(layer, neuron), reason)])]
        z, reason = leaves.z(layer, neuron), Reason(Why.WEIGHTED_SUM_AND_BIAS if has_bias else Why.WEIGHTED_SUM)
        return [
            Formula("pre_activation", z, lambda: [Line(self.weighted_sum(layer, neuron), reason)]),
            Formula("activation", a, lambda: self._activation_lines(layer, z)),
        ]

    def _activation_lines(self, layer: int, z: Expr) -> list[Line]:
        formula = self.activated(layer, z)
        return [Line(Applied(F, z, formula), Reason(Why.ACTIVATION)), self._what_f_is(layer, formula)]

    def _what_f_is(self, layer: int, formula: Expr) -> Line:
        return Line(formula, Reason(Why.ACTIVATION_IS, self.network.layers[layer - 1].activation))

    def weighted_sum(self, layer: int, neuron: int) -> Expr:
        """a_1 w_1 + a_2 w_2 + .. + b, as a tree."""
        leaves, incoming = self.leaves, self.network.incoming(layer, neuron)
        sources, biases = incoming[: self.network.sizes[layer - 1]], incoming[self.network.sizes[layer - 1] :]
        there = [i for i, k in enumerate(sources) if k not in self.settings.cut]
        written, bias = _written(len(there) + len(biases)), [leaves.parameter(k) for k in biases]
        terms = [product(leaves.a(layer - 1, i), leaves.parameter(sources[i])) for i in there[:written]]
        weights = leaves.parameters[sources]
        return total(*terms, *_rest(leaves.values.activations[layer - 1][0], weights, places=there[written:]), *bias)

    def activated(self, layer: int, z: Expr, zs: tuple[Expr, ...] | None = None) -> Expr:
        """f(z) of a layer as a tree; `zs` stand for all z of the layer, its own by default."""
        return ACTIVATIONS[self.network.layers[layer - 1].activation].formula(z, zs or self.leaves.zs(layer))

    def fits_matrix(self, layer: int) -> bool:
        """Whether a layer is small enough to be written as a matrix."""
        return max(self.network.sizes[layer - 1 : layer + 1]) <= MAX_ROWS

    def forward_matrix(self, layer: int) -> list[Formula]:
        """[z] = [a] W + [b] of a layer, and [a] = f([z]) unless it is linear; nothing where it is too large."""
        if not self.fits_matrix(layer):
            return []
        leaves, weights, biases = self.leaves, *self.matrices(layer, self.parameter_leaf)
        zs, activations = leaves.zs(layer), leaves.layer(layer)
        weighted = product(Matrix((leaves.layer(layer - 1),)), weights)
        sums = Line(total(weighted, *biases), Reason(Why.WHOLE_LAYER))
        formulas = [derived("forward_matrix", Matrix((zs,)), sums)]
        if not leaves.is_linear(layer):
            inside = Matrix((tuple(self.activated(layer, z) for z in zs),))
            applied = self._what_f_is(layer, Applied(F, Matrix((zs,)), inside))
            formulas.append(derived("activation_matrix", Matrix((activations,)), applied))
        return formulas

    def matrices(self, layer: int, entry: Callable[[int], Expr]) -> tuple[Matrix, list[Matrix]]:
        """Return the matrix (fan_in, fan_out) of a layer's weights, and its row of biases if it has one."""
        columns = [self.network.incoming(layer, neuron) for neuron in range(self.network.sizes[layer])]
        fan_in = self.network.sizes[layer - 1]
        weights = Matrix(tuple(tuple(entry(column[source]) for column in columns) for source in range(fan_in)))
        has_bias = len(columns[0]) > fan_in
        return weights, [Matrix((tuple(entry(column[-1]) for column in columns),))] if has_bias else []

    # Loss (figure 7)

    def loss(self) -> list[Formula]:
        """The loss of the sample, and that of the batch, the mean, where it has several samples."""
        return [self.sample_loss(), *([] if self.is_alone else [self._batch_loss()])]

    def sample_loss(self) -> Formula:
        """The loss of the sample."""
        leaves, last = self.leaves, self.leaves.last
        tree = LOSSES[self.network.loss].formula(leaves.zs(last), leaves.layer(last), leaves.all_targets())
        return derived("loss", leaves.loss(), Line(tree, Reason(Why.LOSS, self.network.loss)))

    def _batch_loss(self) -> Formula:
        def term(sample: int, value: float) -> Quantity:
            return Quantity(Symbol("loss", sample=sample), value, Role.LOSS)

        mean = Quantity(Symbol("loss"), self.step.loss, Role.LOSS)
        return derived("batch_loss", mean, Line(self._mean(self.step.losses, term), Reason(Why.MEAN)))

    def _mean(self, values: Array, term: Callable[[int, float], Quantity]) -> Expr:
        """The mean of a number of each sample of the batch; `term` makes a leaf of a sample (from 1) and its number."""
        pairs = zip(self.batch[:MAX_SAMPLES].tolist(), values[:MAX_SAMPLES].tolist(), strict=True)
        shown = [term(sample + 1, value) for sample, value in pairs]
        return Fraction(
            total(*shown, *_rest(values, places=range(len(shown), len(values)))), Number(float(len(values)))
        )

    # Backward (figures 11 and 14)

    def delta(self, layer: int, neuron: int) -> list[Formula]:
        """delta = dloss/dz of a neuron, unfolded by one application of the chain rule."""
        return [Formula("delta", self.leaves.delta(layer, neuron), lambda: self._delta_lines(layer, neuron))]

    def _delta_lines(self, layer: int, neuron: int) -> list[Line]:
        leaves = self.leaves
        by_z = leaves.loss_by(leaves.z(layer, neuron), leaves.delta(layer, neuron).value)
        lines = output_delta_lines(leaves, neuron) if layer == leaves.last else self._came_back(layer, neuron)
        return distinct([Line(by_z, Reason(Why.DELTA)), *lines])

    def _came_back(self, layer: int, neuron: int) -> list[Line]:
        """What comes back to a hidden neuron times f'(z), by its name and as what it is."""
        back, slope = self.back_sum(layer, neuron), self.slope(layer, neuron)
        written = Reason(Why.SLOPE_IS, self.network.layers[layer - 1].activation)
        named = product(back, self.slope(layer, neuron, named=True))
        return [
            Line(named, self._why_back(layer, neuron, is_linear=slope is None)),
            Line(product(back, slope), written),
        ]

    def _why_back(self, layer: int, neuron: int, *, is_linear: bool) -> Reason:
        """Say by which ways delta comes back to a hidden neuron: those of which no weight is cut."""
        ends = [end for end, weight in enumerate(self._outgoing(layer, neuron)) if weight not in self.settings.cut]
        if not ends:
            return Reason(Why.NO_WAY)
        if len(ends) > 1:
            return Reason(Why.BACK_PATHS_LINEAR if is_linear else Why.BACK_PATHS)
        return Reason(Why.BACK_LINEAR if is_linear else Why.BACK, self.network.shown_names[layer + 1][ends[0]])

    def _outgoing(self, layer: int, neuron: int) -> range:
        """The weights from a hidden neuron, by the neuron that they lead into."""
        count = self.network.sizes[layer]
        first = self.network.incoming(layer + 1, 0)[0] + neuron
        return range(first, first + count * self.network.sizes[layer + 1], count)

    def back_sum(self, layer: int, neuron: int) -> Expr:
        """w_1 delta_1 + w_2 delta_2 + .. : what comes back to a hidden neuron, as a tree."""
        leaves, weights = self.leaves, self._outgoing(layer, neuron)
        there = [j for j, k in enumerate(weights) if k not in self.settings.cut]
        written = _written(len(there))
        terms = [product(leaves.delta(layer + 1, j), leaves.parameter(weights[j])) for j in there[:written]]
        rest = _rest(leaves.values.deltas[layer][0], leaves.parameters[list(weights)], places=there[written:])
        return total(*terms, *rest)

    def slope(self, layer: int, neuron: int, *, named: bool = False) -> Expr | None:
        """f'(z) of a neuron as a tree, or by its name only; None where it is 1 for every z."""
        slope = ACTIVATIONS[self.network.layers[layer - 1].activation].slope
        if slope is None:
            return None
        z = self.leaves.z(layer, neuron)
        tree = slope(z, self.leaves.a(layer, neuron))
        return Applied(SLOPE, z, tree) if named else tree

    def output_delta(self, output: int) -> Expr:
        """Return the tree of an output's delta in its last form: (prediction - target) f'(z)."""
        return output_delta_lines(self.leaves, output)[-1].expr

    # Gradient and update (figures 9 to 16)

    def gradient_leaf(self, index: int) -> Quantity:
        """dloss/dw of the sample."""
        return self.leaves.loss_by(self.leaves.parameter(index), float(self.leaves.values.gradient[index]))

    def batch_gradient_leaf(self, index: int) -> Quantity:
        """dloss/dw of the batch: the number that the update uses."""
        symbol = Partial(Symbol("loss"), parameter_symbol(self.network, index))
        return Quantity(symbol, float(self.step.mean_gradient[index]), Role.GRADIENT, parameter=index)

    def delta_times_source(self, index: int) -> Expr:
        """delta a: the delta that a parameter leads into times the activation that it comes from; 1 for a bias."""
        parameter = self.network.parameters[index]
        layer = parameter.layer
        source = None if parameter.source is None else self.leaves.a(layer - 1, parameter.source)
        return product(self.leaves.delta(layer, parameter.destination), source)

    def gradient(self, index: int) -> list[Formula]:
        """dloss/dw = delta a of the sample, and its mean over the batch where this has several samples."""
        return [self.sample_gradient(index), *self.batch_gradient(index)]

    def sample_gradient(self, index: int) -> Formula:
        """dloss/dw = delta a of the sample."""
        parameter = self.network.parameters[index]
        name = self.network.shown_names[parameter.layer][parameter.destination]
        reason = Reason(Why.BIAS) if parameter.is_bias else Reason(Why.GRADIENT, name)
        return derived("gradient", self.gradient_leaf(index), Line(self.delta_times_source(index), reason))

    def batch_gradient(self, index: int) -> list[Formula]:
        """dloss/dw of the batch, the mean of its samples' gradients; nothing where it is the sample alone."""
        if self.is_alone:
            return []
        line = Line(self._mean_gradient(index), Reason(Why.MEAN))
        return [derived("batch_gradient", self.batch_gradient_leaf(index), line)]

    def _mean_gradient(self, index: int) -> Expr:
        by = parameter_symbol(self.network, index)

        def term(sample: int, value: float) -> Quantity:
            return Quantity(Partial(Symbol("loss", sample=sample), by), value, Role.GRADIENT, parameter=index)

        return self._mean(self.step.sample_gradients(index), term)

    def parameter_leaf(self, index: int) -> Quantity:
        """A parameter as an entry of a matrix: a dot where it is cut."""
        is_cut = index in self.settings.cut
        return Quantity(CUT, 0.0, Role.WEIGHT, parameter=index) if is_cut else self.leaves.parameter(index)

    def _new_entry(self, index: int) -> Quantity:
        return self.parameter_leaf(index) if index in self.settings.cut else self.new_leaf(index)

    @property
    def rate(self) -> Quantity:
        """The learning rate."""
        return Quantity(LEARNING_RATE, self.step.rate, Role.LEARNING_RATE)

    def new_leaf(self, index: int) -> Quantity:
        """*w: the parameter after the update."""
        symbol = parameter_symbol(self.network, index, is_new=True)
        return Quantity(symbol, float(self.step.after.parameters[index]), Role.NEW, parameter=index)

    def update(self, index: int) -> list[Formula]:
        """*w = w - a dloss/dw, and in closed form w - a delta a_i where the batch is one sample (figures 9 to 15)."""
        old, new = self.leaves.parameter(index), self.new_leaf(index)
        if self.settings.locked[index]:
            return [derived("locked", new, Line(old, Reason(Why.LOCKED)))]
        if not self.settings.is_plain:
            return [formula for part in self.update_stages(index).values() for formula in part]
        moved = difference(old, product(self.rate, self.batch_gradient_leaf(index)))
        lines = [Line(moved, Reason(Why.UPDATE))]
        if self.is_alone:
            why = Why.GRADIENT_IS_BIAS if self.network.parameters[index].is_bias else Why.GRADIENT_IS
            lines.append(Line(difference(old, product(self.rate, self.delta_times_source(index))), Reason(why)))
        return [derived("update", new, *lines)]

    def update_stages(self, index: int) -> dict[str, list[Formula]]:
        """Return the formulas of each stage of the update of a parameter that is free, by `inside.stage_names`."""
        old, new, gradient = self.leaves.parameter(index), self.new_leaf(index), self.batch_gradient_leaf(index)
        return UpdateWriter(self.step, index, old, new, gradient, self.rate).formulas()

    def update_matrix(self, layer: int) -> list[Formula]:
        """*W = W - a [a] [delta] of a layer (figure 16), in gradients where the batch has several samples.

        Nothing where it is too large, or where the step is not the gradient's.
        """
        if not self.fits_matrix(layer) or not self.settings.is_plain:
            return []
        old, old_biases = self.matrices(layer, self.parameter_leaf)
        new, new_biases = self.matrices(layer, self._new_entry)
        steps, bias_steps = self.matrices(layer, self._moves)
        found = [derived("update_matrix", new, *self._matrix_lines(layer, old, steps))]
        for before, after, step in zip(old_biases, new_biases, bias_steps, strict=True):
            found.append(derived("update_matrix", after, self._moved_matrix(before, step)))
        return found

    def _moved_matrix(self, old: Expr, gradients: Expr) -> Line:
        return Line(difference(old, product(self.rate, gradients)), Reason(Why.UPDATE))

    def _moves(self, index: int) -> Expr:
        return Number(0.0) if self.settings.locked[index] else self.batch_gradient_leaf(index)

    def _matrix_lines(self, layer: int, old: Matrix, steps: Matrix) -> list[Line]:
        incoming = [k for neuron in range(self.network.sizes[layer]) for k in self.network.incoming(layer, neuron)]
        if not self.is_alone or self.settings.locked[incoming].any():
            return [self._moved_matrix(old, steps)]
        leaves, reason = self.leaves, Reason(Why.INPUTS_TIMES_DELTAS)
        column = Matrix(tuple((a,) for a in leaves.layer(layer - 1)))
        deltas = leaves.deltas(layer)
        if len(deltas) == 1:
            return [Line(difference(old, product(self.rate, deltas[0], column)), reason)]
        lines = [Line(difference(old, product(self.rate, column, Matrix((deltas,)))), reason)]
        if leaves.is_linear(layer) and self.network.sizes[layer + 1 :] == (1,):
            above = Matrix((tuple(leaves.weight(layer + 1, j, 0) for j in range(len(deltas))),))
            moved = difference(old, product(self.rate, leaves.delta(layer + 1, 0), column, above))
            lines.append(Line(moved, Reason(Why.BACK_THROUGH_LINEAR)))
        return lines


def _written(terms: int) -> int:
    """Return how many of so many terms are written out at the front of their sum."""
    return terms if terms <= MAX_TERMS else FIRST_TERMS


def _rest(*factors: Array, places: Sequence[int]) -> list[Rest]:
    """Return the products of factors (terms,) at some places, as what is not written out; [] for no places."""
    return [Rest(len(places), Unwritten(tuple(factor[places] for factor in factors)))] if len(places) else []
