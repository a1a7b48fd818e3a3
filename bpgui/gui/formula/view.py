"""One formula on screen: its terms can be hovered, chosen, walked through by keys and copied."""

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from bpgui.engine.terms import Formula, Quantity
from bpgui.gui.document.selection import Choice
from bpgui.gui.formula.box_writer import Style, TermLabel
from bpgui.gui.formula.ink import Inks, choice_of
from bpgui.gui.formula.paint import paint
from bpgui.gui.formula.reasons import reason_text
from bpgui.gui.formula.typeset import Typeset, Written
from bpgui.gui.formula.words import more_word, symbol_words, term_text
from bpgui.gui.pictures.drawing import Drawing
from bpgui.gui.pictures.formats import clip
from bpgui.gui.pictures.menu import add_entries
from bpgui.gui.widgets.clear_tip import show_above
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.spoken import Spoken
from bpgui.gui.widgets.theme import LIGHT, look, paint_focus, with_alpha
from bpgui.session.formulas.formula_text import Says, latex, plain, sentence
from bpgui.session.formulas.notation import enough_digits, update_digits

#: A formula's size of text at 100 %, the room around it, and in sizes how large it is before it is laid out.
SIZE, MARGIN, GUESS = 15, 7, 5
#: In more pixels than these, at 100 %, formulas are set larger, up to so many times.
WIDE, LARGEST = 390, 1.4
#: Milliseconds for which it is said that something was copied.
TOLD = 2000


@guarded
@follows_language
class FormulaView(Spoken):
    """Draws a formula for the room it is given. It is written and laid out when it is first needed."""

    hovered = Signal(object)  #: the mouse or a key is on a term that stands for this Choice, or None
    chosen = Signal(object)  #: a term was clicked that stands for this Choice

    def __init__(self, parent: QWidget | None = None, *, waits: bool = False) -> None:
        """Make an empty view; one that `waits` keeps its size until its owner sees it come and calls `settle`."""
        super().__init__(parent)
        self.setObjectName("formula")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._formula: Formula | None = None
        self._inks: Inks | None = None
        self._label: TermLabel | None = None
        self._room, self._digits, self._waits = 300, 3, waits
        self._shows_enough = False
        self._reason: Says | None = None  #: says why a line holds, where that is shown
        self.is_newest = False  #: whether it is marked as what the walk has just computed
        self._lit: Choice | None = None
        self._hovered: int | None = None
        self._current: int | None = None
        self._written: Written | None = None
        self._done: Typeset | None = None
        self._done_for: tuple[int, int, int] | None = None  #: the size, room and digits that it is laid out for
        look.changed.connect(self._follow_look)
        if waits:
            self.setMinimumSize(QSize(GUESS, GUESS) * SIZE * look.scale)

    # What is shown

    def set_formula(
        self, formula: Formula, inks: Inks, digits: int, label: TermLabel | None = None, *, reasons: bool = True
    ) -> None:
        """Show another formula, or the same one with other numbers.

        `reasons` says whether each line has its reason beside it.
        """
        reason = reason_text if reasons else None
        if (self._digits, self._reason) == (digits, reason) and self._written and self._written.says(formula, inks):
            return  # an edit often leaves it as it was, and to lay out a long one takes long
        self._formula, self._inks, self._label = formula, inks, label
        self._digits, self._reason = digits, reason
        self._lay_out_anew()
        self.tell()

    def set_newest(self, is_newest: bool) -> None:
        """Mark it as what the walk has just computed."""
        if is_newest != self.is_newest:
            self.is_newest = is_newest
            self.update()

    def set_room(self, room: int) -> None:
        """Lay it out for so many pixels."""
        if room != self._room:
            self._room = room
            self._follow_look()

    def light(self, choice: Choice | None) -> None:
        """Light the terms that stand for this."""
        if choice != self._lit:
            self._lit = choice
            self.update()

    @property
    def formula(self) -> Formula | None:
        """What is shown."""
        return self._formula

    @property
    def digits(self) -> int:
        """How many digits are shown: more than elsewhere where ≈ was clicked."""
        if self._shows_enough and self._formula is not None:
            return enough_digits(self._formula, self._digits)
        return self._digits if self._formula is None else update_digits(self._formula, self._digits)

    @property
    def done(self) -> Typeset:
        """The formula laid out."""
        if self._formula is None or self._inks is None:
            return Typeset()
        wanted = self._wanted()
        if self._done is None or wanted != self._done_for:
            style = Style(*wanted, more_word(), symbol_words(), self._reason)
            if self._written is None or self._written.digits != self.digits:
                self._written = Written(self._formula, self._inks, style, self._label)
            self._done, self._done_for = self._written.laid_out(style), wanted
        return self._done

    def _wanted(self) -> tuple[int, int, int]:
        """Return the size, room and digits that it is to be laid out for."""
        share = min(LARGEST, max(1.0, self._room / (WIDE * look.scale)))
        return round(SIZE * look.scale * share), self._room - 2 * MARGIN, self.digits

    @property
    def is_settled(self) -> bool:
        """Whether it is laid out as it has to be, and has the size for it."""
        return self._done is not None and self._done_for == self._wanted() and self._size() == self.minimumSize()

    @property
    def terms(self) -> list[tuple[QRectF, Quantity]]:
        """Where each term stands on the widget."""
        return [(rect.translated(MARGIN, MARGIN), quantity) for rect, quantity in self.done.picture.terms]

    def retranslate(self) -> None:
        """Follow the language: some symbols are words."""
        self._lay_out_anew()
        self.tell()

    def _lay_out_anew(self) -> None:
        self._written = self._done = None
        self._follow_look()

    def _follow_look(self) -> None:
        """Have other colours, and the size where texts have another one."""
        if not self._waits:
            self.settle()
        self.update()

    def settle(self) -> None:
        """Lay it out, and have the size of the formula."""
        if self._formula is not None and self._size() != self.minimumSize():
            self.setMinimumSize(self._size())
            self.setMaximumHeight(self._size().height())

    def _size(self) -> QSize:
        return QSize(round(self.done.width) + 2 * MARGIN, round(self.done.height) + 2 * MARGIN)

    def sizeHint(self) -> QSize:
        """Be as large as the formula, or as it was before it had to wait."""
        return self.minimumSize() if self._waits else self._size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the formula, what is lit behind it."""
        if self._formula is None:
            return
        if self._waits and not self.is_settled:
            QTimer.singleShot(0, self, self.settle)  # something above it became smaller
        painter, theme = QPainter(self), look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_newest:
            painter.fillRect(QRectF(0, 2, 3, self.height() - 4), QColor(theme.accent))
        painter.translate(MARGIN, MARGIN)
        painter.setPen(Qt.PenStyle.NoPen)
        for k, (rect, quantity) in enumerate(self.done.picture.terms):
            choice = choice_of(quantity)
            if k == self._hovered or (choice is not None and choice == self._lit):
                painter.setBrush(with_alpha(theme.accent, 52))
                painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 3, 3)
        paint(painter, self.done, theme)
        if self.hasFocus():
            terms, ring = self.done.picture.terms, QRectF(self.rect()).translated(-MARGIN, -MARGIN)
            if self._current is not None and self._current < len(terms):
                ring = terms[self._current][0].adjusted(-4, -4, 4, 4)
            paint_focus(painter, ring)

    # Mouse

    def _term_at(self, point: QPointF) -> int | None:
        """Return the term under a point; there is a little room around each."""
        return next(
            (k for k, (rect, _) in enumerate(self.terms) if rect.adjusted(-2, -3, 2, 3).contains(point)),
            None,
        )

    def _is_on_sign(self, point: QPointF) -> bool:
        can_tell = self.done.relation == "≈" or self._shows_enough
        return can_tell and self.done.sign.translated(MARGIN, MARGIN).adjusted(-3, -3, 3, 3).contains(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which term the mouse is on, here and in the diagram."""
        self._hover(self._term_at(event.position()))
        is_button = self._hovered is not None or self._is_on_sign(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_button else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """No term is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, term: int | None) -> None:
        if term != self._hovered:
            self._hovered = term
            self.hovered.emit(None if term is None else choice_of(self.terms[term][1]))
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what the term stands for, or show enough digits."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        term = self._term_at(event.position())
        if self._is_on_sign(event.position()):
            self.show_enough_digits()
        elif term is not None:
            self._current = term
            self._choose(term)

    def _choose(self, term: int) -> None:
        choice = choice_of(self.terms[term][1])
        if choice is not None:
            self.chosen.emit(choice)

    def show_enough_digits(self) -> None:
        """Show as many digits as make the shown terms give the shown result, or go back to the usual ones."""
        self._shows_enough = not self._shows_enough
        self._lay_out_anew()
        self.settle()  # it is seen

    def event(self, event: QEvent) -> bool:
        """Answer tooltips."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._formula is not None:
            self._show_tip(event)
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        place = QPointF(event.pos())
        term = self._term_at(place)
        if term is not None and self._inks is not None:
            text = term_text(self._inks.network, self.terms[term][1], self.digits)
            show_above(self, self.terms[term][0], text)
        elif self._is_on_sign(place) and not self._shows_enough:
            text = QCoreApplication.translate("Formula", "The shown terms are rounded: click for enough digits.")
            show_above(self, self.done.sign.translated(MARGIN, MARGIN), text)
        else:
            QToolTip.hideText()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from term to term, choose one, show enough digits, copy."""
        moves = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if key in moves and self.terms:
            start = -1 if self._current is None and moves[key] > 0 else self._current or 0
            self._current = (start + moves[key]) % len(self.terms)
            self.hovered.emit(choice_of(self.terms[self._current][1]))
            self.tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self._choose(self._current)
        elif event.text() in ("≈", "="):
            self.show_enough_digits()
        elif event.key() == Qt.Key.Key_C and event.modifiers() in COPY_KEYS:
            COPY_KEYS[event.modifiers()](self)
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell screen readers what is here."""
        super().focusInEvent(event)
        self.tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the diagram's light out."""
        super().focusOutEvent(event)
        if self._current is not None:
            self.hovered.emit(None)
        self.update()

    def accessibleName(self) -> str:
        """Return what it says as a sentence. It is written when it is asked for: that takes as long as a layout."""
        if self._formula is None:
            return ""
        words = symbol_words()
        return sentence(self._formula, self.digits, more=more_word(), words=words, reason=self._reason)

    def accessibleDescription(self) -> str:
        """Return what the term is that the keys have come to."""
        if self._inks is None or self._current is None or self._current >= len(self.terms):
            return ""
        return term_text(self._inks.network, self.terms[self._current][1], self.digits)

    # Copying

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return the menu of what can be done with a formula."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for name, text, keys, slot in (
            ("latex", QCoreApplication.translate("Formula", "Copy as &LaTeX"), "Ctrl+Shift+C", self.copy_latex),
            ("plain", QCoreApplication.translate("Formula", "Copy as &plain text"), "Ctrl+C", self.copy_plain),
            ("picture", QCoreApplication.translate("Formula", "Copy as p&icture"), "Ctrl+Alt+C", self.copy_picture),
        ):
            menu.addAction(text, QKeySequence(keys), slot).setObjectName(f"action_copy_{name}")
        add_entries(menu, self, "save_picture", "print")
        if self.done.relation == "≈" or self._shows_enough:
            text = QCoreApplication.translate("Formula", "Show &enough digits")
            action = menu.addAction(text, self.show_enough_digits)
            action.setObjectName("action_enough_digits")
            action.setCheckable(True)
            action.setChecked(self._shows_enough)
        return menu

    def copy_latex(self) -> None:
        """Copy the formula as LaTeX."""
        if self._formula is not None:
            data = QMimeData()
            data.setText(latex(self._formula, self.digits, more=more_word(), reason=self._reason))
            self._copy(data, QCoreApplication.translate("Formula", "Copied as LaTeX."))

    def copy_plain(self) -> None:
        """Copy the formula as lines of text."""
        if self._formula is not None:
            data = QMimeData()
            data.setText(plain(self._formula, self.digits, more=more_word(), reason=self._reason))
            self._copy(data, QCoreApplication.translate("Formula", "Copied as plain text."))

    def copy_picture(self) -> None:
        """Copy the formula as PNG and SVG."""
        if self._formula is not None:
            self._copy(clip(self.drawing()), QCoreApplication.translate("Formula", "Copied as picture."))

    def drawing(self) -> Drawing:
        """Return the formula as a picture, in the light theme's colours."""
        done = self.done
        title = self.accessibleName() or QCoreApplication.translate("Formula", "Formula")
        size = QSizeF(done.width, done.height)
        return Drawing("formula", title, lambda: size, lambda painter: paint(painter, done, LIGHT), is_styled=False)

    def _copy(self, data: QMimeData, told: str) -> None:
        """Put data on the clipboard, and say so beside the formula."""
        QGuiApplication.clipboard().setMimeData(data)
        QToolTip.showText(
            self.mapToGlobal(QPoint(MARGIN, min(self.height(), 80))), plain_tip(told), self, QRect(), TOLD
        )


#: With C: how a formula is copied.
COPY_KEYS = {
    Qt.KeyboardModifier.ControlModifier: FormulaView.copy_plain,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier: FormulaView.copy_latex,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier: FormulaView.copy_picture,
}
