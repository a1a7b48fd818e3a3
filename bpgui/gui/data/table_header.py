"""The header of the data table: above each column its name, a sign of its sorting, and a button with its menu."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from bpgui.gui.data.data_model import DataModel
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import look

#: Pixels of the room for the arrows and for the triangle, at text size 100 %. A style leaves more room than that of
#: the arrows around a name, so that they need none of their own.
ARROWS, TRIANGLE = 10, 12
#: Pixels to the left of a name.
LEFT = 5


@guarded
class TableHeader(QHeaderView):
    """A click on the arrows sorts, one on the triangle opens the menu, one on the name chooses the column."""

    sort_asked = Signal(int)  #: the arrows of this column were clicked
    menu_asked = Signal(int)  #: the menu of this column was asked for

    def __init__(self, model: DataModel, view: QAbstractItemView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._data_model, self._view, self._hovered = model, view, -1
        self.setObjectName("dataHeader")
        #: What a section has around its name: that is asked of the style once, for there may be thousands of sections.
        self._around: QSize | None = None
        self._measure_anew()
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_at)

    def _rooms(self) -> tuple[int, int]:
        """Return the widths of the arrows and of the triangle."""
        return round(ARROWS * look.scale), round(TRIANGLE * look.scale)

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Ask for room for the name, in two lines where it has two words, and the triangle."""
        lines, metrics = self._lines(section), self.fontMetrics()
        title = " ".join(lines)
        if self._around is None:
            size = super().sectionSizeFromContents(section)
            self._around = QSize(size.width() - self._bold.size(0, title).width(), size.height())
        room, height = self._rooms()[1], self._around.height()
        if len(lines) == 1:
            return QSize(self._around.width() + self._bold.size(0, title).width() + room, height)
        width = max(map(metrics.horizontalAdvance, lines)) + LEFT + room + 2
        return QSize(width, height + (len(lines) - 1) * metrics.height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew with another font or style."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure_anew()
        super().changeEvent(event)

    def _measure_anew(self) -> None:
        font = self.font()
        font.setBold(True)  # as Qt measures names
        self._bold, self._around = QFontMetrics(font), None

    @property
    def _is_tall(self) -> bool:
        """Whether some name has two lines: then the arrows stand above the triangle, and columns are less wide."""
        return self.height() >= 2 * self.fontMetrics().height()

    def _lines(self, section: int) -> list[str]:
        """Return a column's name, in two lines where that makes it less wide: a table shows more columns then."""
        title = str(self._data_model.headerData(section, Qt.Orientation.Horizontal) or "")
        words = title.split(" ")
        breaks = [[" ".join(words[:k]), " ".join(words[k:])] for k in range(1, len(words))]
        return min(breaks, key=lambda lines: max(map(len, lines)), default=[title])

    def sign_rect(self, section: int, number: int) -> QRect:
        """Return where a sign stands in the viewport: 0 the arrows, 1 the triangle of the menu."""
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return self._sign_in(QRect(right - 1, 0, 1, self.height()), number)

    def _sign_in(self, rect: QRect, number: int) -> QRect:
        """Return where a sign stands at the right end of a section."""
        arrows, triangle = self._rooms()
        if self._is_tall:
            half = rect.height() // 2
            return QRect(rect.right() + 1 - triangle, rect.top() + number * half, triangle, half)
        left, width = (arrows + triangle, arrows) if number == 0 else (triangle, triangle)
        return QRect(rect.right() + 1 - left, rect.top(), width, rect.height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint name and signs; the arrows where the mouse is, and where the table is sorted."""
        theme, model, room = look.theme, self._data_model, QRect(rect)
        painter.fillRect(rect, QColor(theme.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.hairline))
        has_arrows = section == self._hovered or self._is_sorted(section)
        room.setRight(self._sign_in(rect, 0 if has_arrows else 1).left() - 1)
        is_chosen = self._view.currentIndex().column() == section
        painter.setPen(QColor(theme.text if is_chosen or section == self._hovered else theme.quiet))
        side = model.side(section) | Qt.AlignmentFlag.AlignVCenter
        elide, way = painter.fontMetrics().elidedText, Qt.TextElideMode.ElideRight
        text = "\n".join(elide(line, way, room.width() - LEFT) for line in self._lines(section))
        painter.drawText(room.adjusted(LEFT, 0, 0, 0), side, text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_sort(painter, self._sign_in(rect, 0), section)
        self._triangle(
            painter, self._sign_in(rect, 1), theme.text if section == self._hovered else theme.quiet, up=False, at=0.0
        )

    def _paint_sort(self, painter: QPainter, room: QRect, section: int) -> None:
        rows, theme = self._data_model.rows, look.theme
        if self._is_sorted(section):
            self._triangle(painter, room, theme.accent, up=not rows.is_descending, at=0.0)
        elif section == self._hovered:
            for up in (True, False):
                self._triangle(painter, room, theme.quiet, up=up, at=-3.2 if up else 3.2)

    def _is_sorted(self, section: int) -> bool:
        return self._data_model.rows.sorted_by == self._data_model.columns[section]

    def _triangle(self, painter: QPainter, room: QRect, colour: str, *, up: bool, at: float) -> None:
        size, centre = 3.6 * look.scale, QPointF(room.center()) + QPointF(0.5, 0.5 + at * look.scale)
        way = -1 if up else 1
        corners = [QPointF(-size, -way * size * 0.5), QPointF(size, -way * size * 0.5), QPointF(0, way * size * 0.6)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))

    def _sign_at(self, at: QPoint) -> tuple[int, int]:
        """Return the column at a place, and which of its signs: -1 for none."""
        section = self.logicalIndexAt(at)
        near = at.x() > self.sign_rect(section, 1).right() - 4  # the border, which is dragged
        signs = [number for number in (0, 1) if section >= 0 and self.sign_rect(section, number).contains(at)]
        return section, -1 if near or not signs else signs[0]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Sort, open the menu, or choose the column."""
        section, sign = self._sign_at(event.position().toPoint())
        if sign < 0 or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif sign == 0:
            self.sort_asked.emit(section)
        else:
            self.menu_asked.emit(section)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click on a sign as one more."""
        if self._sign_at(event.position().toPoint())[1] >= 0:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the signs of the column below the mouse."""
        section, sign = self._sign_at(event.position().toPoint())
        self._light(section)
        super().mouseMoveEvent(event)
        if sign >= 0 and not event.buttons():
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide them."""
        self._light(-1)
        super().leaveEvent(event)

    def _light(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()

    def _ask_at(self, at: QPoint) -> None:
        section = self.logicalIndexAt(at)
        if section >= 0:
            self.menu_asked.emit(section)
