"""Proof of the chosen weight's gradient by a second method, beside the one of backpropagation."""

import math
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bpgui.engine.network import Network, Parameter
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.explanation.proof_plot import ProofPlot
from bpgui.gui.formula.ink import Inks
from bpgui.gui.formula.view import FormulaView
from bpgui.gui.widgets.awaited import Awaited
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import Theme, look
from bpgui.session.basics.numbers import MAX_DIGITS, display, readable, spoken
from bpgui.session.step.moment import Moment
from bpgui.session.step.proof import Proof, proof_of, takes_long

#: Fewer agreeing digits than these need a word of explanation.
GOOD_DIGITS = 6
#: With fewer digits the two losses look alike.
FORMULA_DIGITS = 9
#: Pixels between names and numbers.
GAP = 12


@guarded
@follows_language
class ProofView(QWidget):
    """Both gradients of the chosen parameter in digits, and the loss along it.

    `proof` is what is shown, None where no parameter is chosen or the person is being asked.
    """

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proof: Proof | None = None
        self._proved: tuple[Moment, int] | None = None  #: what it is the proof of
        self._room = 300
        self._document = document
        self._inks = Inks(document.experiment.network)
        self.setObjectName("proof")
        self.heading, self.of = Label(self), self._label("proofOf")
        self.heading.setObjectName("explanationHeading")
        self._names = [self._label("proofName", quiet=True) for _ in range(3)]
        self._values = [self._label(name) for name in ("proofBackpropagation", "proofDifference", "proofGap")]
        self.verdict, self.caption = self._label("proofVerdict"), self._label("proofCaption", quiet=True)
        self.formula, self.plot = FormulaView(self), ProofPlot(self)
        self._lay_out()
        self._awaited = Awaited(document)
        self._awaited.came.connect(self._take_proof)
        document.numbers_changed.connect(self._refresh_if_seen)
        document.selection_changed.connect(self._refresh_if_seen)
        document.hiding_changed.connect(self._refresh_if_seen)
        document.focus.reasons_changed.connect(self._refresh_if_seen)
        look.changed.connect(self._refresh_if_seen)
        self.plot.read_changed.connect(self._describe)

    def _label(self, name: str, *, quiet: bool = False) -> Label:
        label = Label(self)
        label.setObjectName(name)
        label.setWordWrap(name in ("proofVerdict", "proofCaption", "proofOf"))
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setProperty("quiet", quiet)
        return label

    def _lay_out(self) -> None:
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(GAP)
        self._rows.setVerticalSpacing(3)
        self._rows.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.of)
        layout.addWidget(self.formula, 0, Qt.AlignmentFlag.AlignLeft)
        # While it is empty: PySide keeps an object for each item that a layout has when it is added to another one,
        # even when Qt has deleted the item, and later takes it for what stands at the same place in memory.
        layout.addLayout(self._rows)
        self._arrange()
        for widget in (self.verdict, self.plot, self.caption):
            layout.addWidget(widget)

    def set_room(self, room: int) -> None:
        """Lay everything out for so many pixels."""
        self._room = room
        self.formula.set_room(room)
        self._arrange()

    def _arrange(self) -> None:
        """Put each number beside its name, or below where both do not fit."""
        names, values = (max(label.sizeHint().width() for label in part) for part in (self._names, self._values))
        is_narrow = names + GAP + values > self._room
        for row, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            self._rows.addWidget(name, 2 * row, 0, 1, 1 + is_narrow)
            self._rows.addWidget(value, 2 * row + is_narrow, 1 - is_narrow, 1, 1 + is_narrow)

    # What is shown

    @property
    def _parameter(self) -> Parameter | None:
        choice, network = self._document.selection, self._document.experiment.network
        if not isinstance(choice, ParameterChoice) or choice.index >= network.parameter_count:
            return None
        return network.parameters[choice.index]

    def refresh(self) -> None:
        """Prove what is chosen now."""
        parameter = self._parameter
        is_shown = parameter is not None and self._document.hides is None
        self._prove(parameter.index if parameter and is_shown else None)
        for widget in (*self._names, *self._values, self.plot, self.caption, self.of, self.formula):
            widget.setVisible(self.proof is not None)
        if parameter is not None and self.proof is not None:
            self.plot.name = parameter.name
            self.plot.loss_name = self.tr("objective") if self.proof.is_penalised else self.tr("loss")
            self.plot.colour = line_colour(look.theme, self._document.experiment.network, parameter)
            self._write(parameter, self.proof)
        else:
            self.verdict.setText(self._why_none(parameter))
        self._arrange()
        self._paint_verdict()
        self.plot.show_proof(self.proof)
        self.plot.updateGeometry()
        self._describe()

    def _why_none(self, parameter: Parameter | None) -> str:
        """Say why there is no proof now."""
        if parameter is None:
            return self.tr("Choose a weight or bias.")
        if self._document.hides is not None:
            return self.tr("Hidden until you have answered.")
        return self.tr("Being computed …")

    def _prove(self, index: int | None) -> None:
        """Have the proof of a parameter at this moment, at once or later; the same one is not made twice."""
        moment = self._document.moment
        if index is None:
            self.proof, self._proved = None, None
            self._awaited.drop()
        elif (moment, index) != self._proved:
            self.proof = None
            if takes_long(moment):
                self._awaited.want((moment, index), partial(proof_of, moment, index))
            else:
                self.proof, self._proved = proof_of(moment, index), (moment, index)

    def _take_proof(self, proved: tuple[Moment, int], proof: Proof) -> None:
        self.proof, self._proved = proof, proved
        self._refresh_if_seen()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring it up to date."""
        self.refresh()
        super().showEvent(event)

    def _write(self, parameter: Parameter, proof: Proof) -> None:
        if self._document.experiment.network is not self._inks.network:
            self._inks = Inks(self._document.experiment.network)
        self.of.setText(self._whose(proof))
        self.of.setVisible(bool(self.of.text()))
        digits, reasons = max(FORMULA_DIGITS, self._document.digits), self._document.focus.reasons
        self.formula.set_formula(proof.formula, self._inks, digits, reasons=reasons)
        self.formula.setVisible(math.isfinite(proof.numeric))
        names = (self.tr("Backpropagation"), self.tr("Central differences"), self.tr("They differ by"))
        digits = min(max(proof.digits + 2, self._document.digits), MAX_DIGITS)
        numbers = (proof.analytic, proof.numeric)
        apart = abs(proof.analytic - proof.numeric)
        texts = [readable(display(number, places)) for number, places in (*((n, digits) for n in numbers), (apart, 2))]
        for label, name in zip(self._names, names, strict=True):
            label.setText(name)
        for label, name, text in zip(self._values, names, texts, strict=True):
            label.setText(text)
            label.setAccessibleName(f"{name}: {spoken(text)}")
        self.verdict.setText(self._verdict(proof))
        self.caption.setText(self._caption(parameter, proof))

    def _whose(self, proof: Proof) -> str:
        parts = []
        if proof.samples > 1:
            text = self.tr(
                "Here loss and gradient are the mean over the {n} samples of the batch, by which the step goes."
            )
            parts.append(text.format(n=proof.samples))
        if proof.is_penalised:
            parts.append(self.tr("With a penalty the step goes down the objective: loss + penalty."))
        return " ".join(parts)

    def _verdict(self, proof: Proof) -> str:
        if not (math.isfinite(proof.analytic) and math.isfinite(proof.numeric)):
            return self.tr("The loss is too large here to be compared.")
        if proof.is_at_kink:
            return self.tr("An activation has its corner right here: between the two points its slope jumps.")
        if proof.analytic == proof.numeric:
            return self.tr("They agree in all digits.")
        text = self.tr("They agree to {digits} digits.").format(digits=proof.digits)
        if proof.digits < GOOD_DIGITS and proof.is_within_noise:
            return self.tr("{agreement} So small a gradient drowns in the rounding of the loss.").format(agreement=text)
        return text

    def _caption(self, parameter: Parameter, proof: Proof) -> str:
        name, number = parameter.name, self._document.text
        if proof.new == proof.old:
            text = (
                self.tr("Objective against {name}, dashed its tangent. The step leaves {name} where it is.")
                if proof.is_penalised
                else self.tr("Loss against {name}, dashed its tangent. The step leaves {name} where it is.")
            )
            return text.format(name=name)
        text = self.tr(
            "Loss against {name} alone, dashed its tangent. The step moves {name} by {move} to {new}; "
            "this alone changes the loss by {change} to {new_loss}."
        )
        if proof.is_penalised:
            text = self.tr(
                "Objective against {name} alone, dashed its tangent. The step moves {name} by {move} to {new}; "
                "this alone changes the objective by {change} to {new_loss}."
            )
        if not proof.is_descent:
            text += " " + self.tr("The gradient alone (red) would move it by {descent}.")
        change = proof.new_loss - proof.loss
        numbers = {"move": proof.new - proof.old, "new": proof.new, "change": change, "new_loss": proof.new_loss}
        numbers["descent"] = proof.descended - proof.old
        return text.format(name=name, **{key: number(value).replace("-", "\u2212") for key, value in numbers.items()})

    def _paint_verdict(self) -> None:
        """A result stands on the yellow marker; a kink is told in red."""
        theme, proof = look.theme, self.proof
        if proof is None:
            style = f"color: {theme.quiet};"
        elif proof.is_at_kink:
            style = f"color: {theme.error_line};"
        else:
            style = f"background: {theme.marker}; color: {theme.text}; padding: 2px 6px; border-radius: 4px;"
        if style != self.verdict.styleSheet():
            self.verdict.setStyleSheet(style)

    def _describe(self) -> None:
        """Say all numbers in words, and the point that is read."""
        self.setAccessibleName(self.tr("Proof by central differences"))
        self.plot.setAccessibleName(self.tr("Loss against the chosen weight"))
        self.heading.setText(self.tr("Proof by a second method"))
        parts = [label.accessibleName() for label in self._values] if self.proof else []
        if self.proof is not None and self.of.text():
            parts.insert(0, self.of.text())
        parts += [self.verdict.text(), self.caption.text() if self.proof else ""]
        text = " ".join(part for part in parts if part)
        text = spoken(text)
        self.setAccessibleDescription(text)
        self.plot.setAccessibleDescription(" ".join(part for part in (self.plot.reading(), text) if part))


def line_colour(theme: Theme, network: Network, parameter: Parameter) -> str:
    """Return the colour of a parameter's curve: that of its box in the diagram, readable as a line."""
    if parameter.layer == len(network.sizes) - 1:
        return theme.edge if theme.is_dark else theme.output_weights
    return theme.curve(parameter.destination)
