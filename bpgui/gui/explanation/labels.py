"""What stands below terms, small: the values of a chain's factors, the names of a rule's parts (figures 7 and 9)."""

from PySide6.QtCore import QCoreApplication

from bpgui.engine.symbols import Partial, Role
from bpgui.engine.terms import Formula, Quantity
from bpgui.gui.formula.box_writer import TermLabel
from bpgui.session.basics.numbers import readable
from bpgui.session.formulas.notation import shown


def label_for(formula: Formula, digits: int) -> TermLabel | None:
    """Return what names the terms of a formula's lines in symbols, None where nothing does."""

    def is_result(term: Quantity) -> bool:
        return formula.kind == "delta" and term == formula.lines[0]

    if formula.kind in ("chain", "delta"):
        return lambda term: (
            readable(shown(term.value, digits)) if isinstance(term.symbol, Partial) and not is_result(term) else ""
        )
    if formula.kind == "rule":
        return _rule_part
    return None


def _rule_part(term: Quantity) -> str:
    return {
        Role.WEIGHT: QCoreApplication.translate("Explanation", "old weight"),
        Role.BIAS: QCoreApplication.translate("Explanation", "old bias"),
        Role.LEARNING_RATE: QCoreApplication.translate("Explanation", "learning rate"),
        Role.GRADIENT: QCoreApplication.translate("Explanation", "derivative of the loss"),
        Role.NEW: QCoreApplication.translate("Explanation", "new value"),
    }.get(term.role, "")
