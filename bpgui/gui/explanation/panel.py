"""The explanation: what is on screen now, as formulas that follow the run, the walk, the cursor and the choice."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bpgui.engine.terms import Formula
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.explanation.activation_picture import ActivationView
from bpgui.gui.explanation.comparison_table import ComparisonView
from bpgui.gui.explanation.contents import Page, page
from bpgui.gui.explanation.header import Header
from bpgui.gui.explanation.proof import ProofView
from bpgui.gui.explanation.schematic import Picture
from bpgui.gui.explanation.sections import SectionView
from bpgui.gui.explanation.titles import show_title
from bpgui.gui.explanation.trail import Explained, Trail
from bpgui.gui.explanation.writer import is_newest
from bpgui.gui.formula.ink import Inks
from bpgui.gui.formula.view import FormulaView
from bpgui.gui.pictures.drawing import Drawing, of_widgets
from bpgui.gui.pictures.menu import pop_up
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import Label, plain_tip
from bpgui.gui.widgets.quiet_scroll_bar import QuietScrollBar
from bpgui.gui.widgets.theme import look
from bpgui.session.model.lineage import Lineage
from bpgui.session.step.proof import is_proved

#: Pixels at the sides of formulas.
SIDE = 10
MOMENT = "moment"
#: Pixels that a picture leaves to the sentence below it.
NOTE_ROOM = 90
#: Pixels that are seen above what was brought into view.
ABOVE = 6


@guarded
@follows_language
class ExplanationPanel(QWidget):
    """Shows a page of contents.py; a term under the mouse is lit in the diagram, and the other way round."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._inks = Inks(document.experiment.network)
        self._sections: list[SectionView] = []
        self._is_behind = True  #: whether something changed while nobody could see it
        self._is_going = False  #: whether it goes back or forward through what was explained
        self._told: object = None  #: the moment of the walk whose newest formulas were brought into view
        self.header, self.title, self.whole = Header(self), Label(self), QPushButton(self)
        self.show_list = self.header.shows
        self.trail = Trail(Explained(MOMENT))
        self.picture, self.proof = Picture(document, self), ProofView(document, self)
        self.activation, self.comparison = ActivationView(document, self), ComparisonView(document, self)
        self.area = QScrollArea(self)
        self._lay_out()
        document.numbers_changed.connect(self._refresh_once)
        document.selection_changed.connect(self._take_selection)
        document.hover_changed.connect(self._light)
        document.hiding_changed.connect(self._refresh_once)
        document.figure_changed.connect(self._take_figure)
        document.session_opened.connect(self._begin)
        document.neurons_followed.connect(self._follow_neurons)
        document.focus.reasons_changed.connect(self.refresh)
        self.header.moved.connect(self.go)
        self.header.reasons.toggled.connect(document.focus.show_reasons)
        look.changed.connect(self._fit)
        self.show_list.currentIndexChanged.connect(self._take_show)
        self.whole.clicked.connect(self._go_back)
        self.retranslate()

    def _lay_out(self) -> None:
        self.title.setObjectName("explanation_title")
        self.title.setWordWrap(True)
        self.whole.setObjectName("explanation_whole")
        top, line, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.header)
        line.addWidget(self.title, 1)
        line.addWidget(self.whole)
        body = self._body = QWidget(self.area)
        body.setObjectName("explanationBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(SIDE, 6, SIDE, 12)
        self._column.setSpacing(16)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)  # at once: the area follows after a paint
        self._column.addWidget(self.picture)
        for below in (self.activation, self.comparison, self.proof):
            self._column.addWidget(below)
        self._column.addStretch(1)
        self.area.setObjectName("explanation_scroll")
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.viewport().installEventFilter(self)
        self.area.setVerticalScrollBar(QuietScrollBar(self.area))
        self.area.verticalScrollBar().valueChanged.connect(self._settle)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the room stays the same
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        for row in (top, line):
            row.setContentsMargins(SIDE, 0, SIDE, 0)
            column.addLayout(row)
        column.addWidget(self.area, 1)

    # What is shown

    def drawing(self) -> Drawing:
        """Return all that is explained as a picture, however far it is scrolled."""
        for view in self.formulas:
            view.settle()
        self._put_in_place()
        parts = [part for part in (self.title, self._body) if not part.isHidden()]
        return of_widgets("explanation", self.tr("Explanation"), parts)

    @property
    def show_name(self) -> str:
        """What is chosen in the list: "moment", .., "figure 18"."""
        return str(self.show_list.currentData())

    @property
    def formulas(self) -> list[FormulaView]:
        """The formulas that are shown, in reading order."""
        sections = [section for section in self._sections if not section.isHidden()]
        return [view for section in sections for view in section.formulas if not view.isHidden()]

    def refresh(self) -> None:
        """Show what holds now; out of sight this waits."""
        self._is_behind = not self.isVisible()
        if self._is_behind:
            return
        network = self._document.experiment.network
        if network is not self._inks.network:
            self._inks = Inks(network)
            self._write_list()
        self._show_page(page(self._document, self.show_name))

    def _refresh_once(self) -> None:
        """Show what holds once all that changed is told: a page costs more than all else."""
        self._document.once_told(self.refresh)

    def _show_page(self, now: Page) -> None:
        self.title.setText(now.title)
        self.title.setVisible(self.show_name == MOMENT or self.show_name.startswith("figure "))
        self._name_way_back()
        self._show_ways()
        while len(self._sections) < len(now.sections):
            self._add_section()
        for k, view in enumerate(self._sections):
            view.setVisible(k < len(now.sections))
            if k < len(now.sections):
                document = self._document
                view.show_section(
                    now.sections[k], self._inks, document.digits, self._is_newest, reasons=document.focus.reasons
                )
        self.picture.setVisible(now.drawing is not None)
        if now.drawing is not None:
            self.picture.show_figure(now.drawing, now.title)
        self.activation.setVisible(self.show_name == MOMENT and self.activation.refresh())
        self.comparison.setVisible(self.show_name == MOMENT and self.comparison.refresh())
        self.proof.setVisible(self._shows_proof())
        self._fit()
        self._light()
        self._mark_newest()

    def _name_way_back(self) -> None:
        """Say where the button leads: from a figure to what is chosen, and from that to the whole step."""
        is_figure = self.show_name.startswith("figure ")
        self.whole.setVisible(is_figure or (self._document.selection is not None and self.show_name == MOMENT))
        self.whole.setText(self.tr("This moment") if is_figure else self.tr("Whole step"))
        tip = self.tr("Explain this moment, or what is chosen") if is_figure else self.tr("Explain the whole step")
        self.whole.setToolTip(plain_tip(tip))
        self.whole.setAccessibleName(self.whole.text())

    def _shows_proof(self) -> bool:
        """Whether the chosen parameter's gradient stands there, to be proved."""
        choice = self._document.selection
        if not isinstance(choice, ParameterChoice):
            return False
        return self.show_name == "chain" or (
            self.show_name == MOMENT and is_proved(self._document.moment, choice.index)
        )

    def _settle(self) -> None:
        """Lay out what is in sight, before it is painted; what was laid out before stays where it is seen."""
        bar = self.area.verticalScrollBar()
        self._put_in_place()
        still = next((view for view in self._seen() if view.is_settled), None)
        top = 0 if still is None else self._top_of(still)
        while waiting := [view for view in self._seen() if not view.is_settled]:
            for view in waiting:
                view.settle()
            self._put_in_place()
            if still is not None:
                before, top = top, self._top_of(still)
                bar.setValue(bar.value() + top - before)

    def _seen(self) -> list[FormulaView]:
        """Return the formulas of which something is in sight."""
        top = self.area.verticalScrollBar().value()
        bottom = top + self.area.viewport().height()
        sections = [section for section in self._sections if not section.isHidden()]
        return [view for section in sections for view in section.seen(top, bottom)]

    def _top_of(self, view: QWidget) -> int:
        """Return how many pixels below the top of the page a formula or a section stands."""
        return int(view.mapTo(self._body, QPoint()).y())

    def _put_in_place(self) -> None:
        for section in self._sections:
            section.settle()
        self._column.activate()
        QCoreApplication.sendPostedEvents(self.area.viewport(), QEvent.Type.LayoutRequest.value)

    def _mark_newest(self) -> None:
        """Bring into view what the walk has just computed; where that is all there is, nothing needs a mark."""
        newest = [view for view in self.formulas if view.is_newest]
        moment = self._document.moment
        told, self._told = self._told, (moment.row, moment.rung, self._document.selection)
        if newest and told != self._told:
            for view in (newest[-1], newest[0]):
                view.settle()
                self._put_in_place()
                self.area.ensureWidgetVisible(view, 0, 0)
            section = next(section for section in self._sections if newest[0] in section.formulas)
            begin = section if newest[0] is section.formulas[0] else newest[0]  # with its heading
            bar = self.area.verticalScrollBar()
            bar.setValue(min(bar.value(), self._top_of(begin) - ABOVE))
            self.area.horizontalScrollBar().setValue(0)  # lines begin at the left
        if len(newest) == len(self.formulas):
            for view in newest:
                view.set_newest(False)

    def _add_section(self) -> None:
        view = SectionView(self)
        view.set_room(self._room)
        view.hovered.connect(self._document.hover)
        view.chosen.connect(self._document.select)
        self._column.insertWidget(1 + len(self._sections), view)  # behind the picture
        self._sections.append(view)

    def _is_newest(self, formula: Formula) -> bool:
        """Whether the last move of the walk computed this."""
        return self.show_name == MOMENT and is_newest(self._document.moment, formula)

    @property
    def _room(self) -> int:
        """The width of the formulas."""
        return max(0, self.area.viewport().width() - 2 * SIDE)

    def _fit(self) -> None:
        """Lay the formulas out for the room there is."""
        for section in self._sections:
            section.set_room(self._room)
        self.proof.set_room(self._room)
        self.picture.set_most(self.area.viewport().height() - NOTE_ROOM)
        self._settle()

    def _light(self) -> None:
        choice = self._document.hovered or self._document.selection
        for section in self._sections:
            section.light(choice)

    # What was explained

    def go(self, step: int) -> None:
        """Explain what was explained before (-1), or what came after it (1)."""
        if self.trail.can_go(step):
            what = self.trail.go(step)
            self._is_going = True
            try:
                self._document.select(what.choice)
                self.show_list.setCurrentIndex(self.show_list.findData(what.show))
            finally:
                self._is_going = False
            self._note()

    def _note(self) -> None:
        """Remember what is explained now; on the way back that is known already."""
        what = Explained(self.show_name, self._document.selection)
        if not self._is_going:
            self.trail.visit(what)
        self._show_ways()

    def _show_ways(self) -> None:
        """Say by the buttons what can be done."""
        self.header.reasons.setChecked(self._document.focus.reasons)
        self.header.back.setEnabled(self.trail.can_go(-1))
        self.header.forward.setEnabled(self.trail.can_go(1))

    def _follow_neurons(self, lineage: Lineage) -> None:
        self.trail.follow(lineage)
        self._show_ways()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back and forward by a mouse that has buttons for it."""
        steps = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
        if event.button() in steps:
            self.go(steps[event.button()])
        else:
            super().mousePressEvent(event)

    # What it hears

    def _take_show(self) -> None:
        number = self.show_name.removeprefix("figure ")
        figure = int(number) if number.isdigit() else None
        if figure != self._document.focus.figure:
            self._document.focus.show_figure(figure)
        self._note()
        self._go_up()

    def _take_figure(self) -> None:
        figure = self._document.focus.figure
        if figure is not None:
            self.show_list.setCurrentIndex(self.show_list.findData(f"figure {figure}"))
        elif self.show_name.startswith("figure "):
            self.show_list.setCurrentIndex(self.show_list.findData(MOMENT))

    def _take_selection(self) -> None:
        self._note()
        if self.show_name in (MOMENT, "chain"):
            self._go_up()
        else:
            self._refresh_once()

    def _begin(self) -> None:
        """Show another session; what a large one needed is not kept for a small one."""
        for section in self._sections:
            self._column.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections = []
        self.trail = Trail(Explained(self.show_name, self._document.selection))
        self._note()
        self._go_up()

    def _go_up(self) -> None:
        """Show another page from its top; in a walk from what it has just computed."""
        self.area.verticalScrollBar().setValue(0)
        self._told = None
        self._refresh_once()

    def _go_back(self) -> None:
        """Leave a figure, or choose nothing."""
        if self.show_name != MOMENT:
            self.show_list.setCurrentIndex(self.show_list.findData(MOMENT))
        else:
            self._document.select(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the picture."""
        pop_up(self, event.globalPos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Use the new room, also when a scroll bar takes or gives some."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring it up to date."""
        super().showEvent(event)
        if self._is_behind:
            self.refresh()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Explanation"))
        self.area.setAccessibleName(self.tr("Formulas"))
        self._name_way_back()
        self._write_list()
        self.refresh()

    def _write_list(self) -> None:
        """Write the list's titles, some of which name weights of the network."""
        for k in range(self.show_list.count()):
            self.show_list.setItemText(k, show_title(self.show_list.itemData(k), self._inks.network))
