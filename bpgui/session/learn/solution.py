"""How the answer to a question is worked out: its formulas, in numbers, and in symbols alone as a hint."""

from collections.abc import Iterable

from bpgui.engine.formulas.explain import Explainer
from bpgui.engine.formulas.leaves import LEARNING_RATE
from bpgui.engine.symbols import Role
from bpgui.engine.terms import Formula
from bpgui.session.formulas.formula_text import PlainWriter, plain_symbol
from bpgui.session.learn.exercise import Exercise, Kind, Question


def worked(exercise: Exercise, question: Question) -> list[Formula]:
    """Return the formulas that lead to the answer; the left side of the last one is the answer."""
    explainer, parameter = Explainer(exercise.step, question.rows[-1]), question.parameter or 0
    match question.kind:
        case Kind.ACTIVATION:
            return explainer.forward(question.layer, question.neuron)
        case Kind.LOSS:
            return explainer.loss()[:1]  # the second one is of the batch
        case Kind.DELTA:
            return explainer.delta(question.layer, question.neuron)
        case Kind.GRADIENT:
            formulas = explainer.gradient(parameter)
            return formulas if len(question.rows) > 1 else formulas[:1]
        case Kind.INNER if not exercise.experiment.settings.locked[parameter]:
            return explainer.update_stages(parameter)[question.stage]
    return explainer.update(parameter)


def constants(formulas: Iterable[Formula]) -> dict[str, float]:
    """Return the constants of the settings that formulas are made of, by their symbols: β1, ε, .., not the rate."""
    leaves = [leaf for formula in formulas for line in formula.lines for leaf in line.leaves()]
    settled = [leaf for leaf in leaves if leaf.role is Role.LEARNING_RATE and leaf.symbol != LEARNING_RATE]
    return {plain_symbol(leaf.symbol): leaf.value for leaf in settled if not getattr(leaf.symbol, "power", "")}


def hint(formula: Formula, *, more: str = "… and {n} more") -> str:
    """Write a formula in symbols: "δ_h1 = ∂loss/∂z_h1", and each further form of it in a line of its own."""
    writer = PlainWriter(2, more=more)
    first, *others = [f"= {writer.write(line)}" for line in formula.lines]
    return "\n".join([f"{writer.write(formula.left)} {first}", *others])
