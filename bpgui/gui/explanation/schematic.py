"""The article's figures 1 to 5: the network as a small drawing, in symbols or numbers, and its data as a table."""

from itertools import islice, pairwise

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bpgui.gui.document.document import Document
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import Theme, look, paint_focus
from bpgui.session.basics.numbers import display, readable
from bpgui.session.step.moment import Moment

CENTRE = Qt.AlignmentFlag.AlignCenter
#: Samples that the table of figure 4 has; inputs and targets beside each other in a row of a table.
MAX_SAMPLES, MAX_COLUMNS = 10, 8
#: So many parameters are said in words.
MAX_SAID = 300


@guarded
class Picture(QWidget):
    """A drawing of the present network or data, as one of the article's figures."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.number = document, 1
        self._most = 520
        self.setObjectName("figurePicture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self.refresh)

    def show_figure(self, number: int, title: str) -> None:
        """Draw figure 1 to 5."""
        self.number = number
        self.setAccessibleName(title)
        self.refresh()

    def set_most(self, height: int) -> None:
        """Be no higher than what can be seen at once, unless that is very little."""
        if height != self._most:
            self._most = height
            self.updateGeometry()

    def refresh(self) -> None:
        """Draw what is shown now."""
        self.setAccessibleDescription(self._words())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as the figure needs."""
        experiment = self.document.experiment
        if self.number > 3:
            rows = min(experiment.data.samples, MAX_SAMPLES) + 2 if self.number == 4 else 3
            return QSize(260, round(rows * 26 * look.scale))
        network = experiment.network
        most = max(*network.sizes, *(b * (a + 1) * 0.55 for a, b in pairwise(network.sizes)))
        return QSize(260, round(max(min(max(most * 62, 170) * look.scale, self._most), 170 * look.scale)))

    def _words(self) -> str:
        """Say in words what is drawn."""
        moment, text = self.document.moment, self.document.text
        network, data = moment.experiment.network, moment.experiment.data
        if self.number <= 3:
            said = islice(network.parameters, MAX_SAID)
            parts = [f"{p.name} {text(moment.state.parameters[p.index])}" for p in said]
            parts += ["..."] * (network.parameter_count > MAX_SAID)
            return ", ".join(" - ".join(names) for names in network.shown_names) + ("; " + ", ".join(parts)) * (
                self.number == 3
            )
        samples = range(min(data.samples, MAX_SAMPLES)) if self.number == 4 else [moment.sample]
        return "; ".join(", ".join(map(text, [*data.inputs[s], *data.targets[s]])) for s in samples)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        area = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if self.number <= 3:
            NetworkDrawing(painter, area, self.document.moment, self.document.digits, self.number).paint()
        else:
            TableDrawing(painter, area, self.document, is_whole=self.number == 4).paint()
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))
        painter.end()


class NetworkDrawing:
    """Neurons, links and weight boxes: figure 1 has the way back of the error, 2 symbols, 3 numbers."""

    def __init__(self, painter: QPainter, area: QRectF, moment: Moment, digits: int, number: int) -> None:
        self._painter, self._area, self._number = painter, area, number
        self._network, self._theme = moment.experiment.network, look.theme
        self._values = [readable(display(float(value), digits)) for value in moment.state.parameters]
        sizes = self._network.sizes
        self._column = area.width() / len(sizes)
        boxes = [(a + 0.6) * b * 0.5 for a, b in pairwise(sizes)] if number > 1 else []
        slots, share = max(*sizes, *boxes), 0.22 if number > 1 else 0.28
        self._radius = min(area.height() / (2.6 * slots), self._column * share, 24 * look.scale)

    def paint(self) -> None:
        """Draw all of it."""
        for layer in range(1, len(self._network.sizes)):
            self._links(layer)
        for layer, size in enumerate(self._network.sizes):
            for neuron in range(size):
                self._neuron(layer, neuron)
        if self._number > 1:
            for layer in range(1, len(self._network.sizes)):
                self._boxes(layer)

    def _place(self, layer: int, neuron: int) -> QPointF:
        aside = 0.16 if self._number > 1 else 0.0  # for the boxes
        x = self._area.left() + ((layer + 0.5 + aside) * self._column if layer else 1.4 * self._radius)
        return QPointF(x, self._area.top() + (neuron + 0.5) * self._area.height() / self._network.sizes[layer])

    def _links(self, layer: int) -> None:
        theme, painter = self._theme, self._painter
        for neuron in range(self._network.sizes[layer]):
            rects = self._rects(layer, neuron) if self._number > 1 else []
            for source in range(self._network.sizes[layer - 1]):
                start, end = self._place(layer - 1, source), self._place(layer, neuron)
                if rects:  # the line ends at the box of its weight
                    end = QPointF(rects[source].left(), rects[source].center().y())
                painter.setPen(QPen(QColor(theme.edge), 1))
                painter.drawLine(start, end)
                if self._number == 1:
                    pen = QPen(QColor(theme.error_line), 1.2)
                    pen.setDashPattern([4, 3])
                    painter.setPen(pen)
                    offset = QPointF(0, 4)
                    painter.drawLine(end + offset, start + offset)
                    self._arrow(end + offset, start + offset)

    def _arrow(self, start: QPointF, end: QPointF) -> None:
        """Draw the head of the way back, in its middle."""
        middle, along = (start + end) / 2, end - start
        length = max((along.x() ** 2 + along.y() ** 2) ** 0.5, 1.0)
        unit = along / length
        side = QPointF(-unit.y(), unit.x())
        self._painter.setPen(QPen(QColor(self._theme.error_line), 1.4))
        for sign in (1.0, -1.0):
            self._painter.drawLine(middle, middle - unit * 6 + side * 3.5 * sign)

    def _neuron(self, layer: int, neuron: int) -> None:
        painter, centre, r = self._painter, self._place(layer, neuron), self._radius
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.neuron(layer, len(self._network.sizes))))
        painter.drawEllipse(centre, r, r)
        painter.setPen(QColor(self._theme.ink))
        name = self._network.shown_names[layer][neuron]
        self._write(QRectF(centre.x() - r, centre.y() - r, 2 * r, 2 * r), name, 0.75 * r)

    def _rects(self, layer: int, neuron: int) -> list[QRectF]:
        """Return where the boxes of the parameters into a neuron stand, one under the other."""
        count = len(self._network.incoming(layer, neuron))
        pitch = min(self._area.height() / self._network.sizes[layer] / (count + 0.6), 22 * look.scale)
        width, height = min(0.42 * self._column, 44 * look.scale), 0.86 * pitch
        centre = self._place(layer, neuron)
        top, left = centre.y() - pitch * count / 2, centre.x() - self._radius - width - 3
        return [QRectF(left, top + slot * pitch, width, height) for slot in range(count)]

    def _boxes(self, layer: int) -> None:
        """Draw boxes as the diagram does: those of weights filled, that of a bias with a dashed outline."""
        painter, network = self._painter, self._network
        for neuron in range(network.sizes[layer]):
            fill, ink = self._theme.weight_box(layer, neuron, len(network.sizes))
            outline = QPen(QColor(fill), 1.4)
            outline.setDashPattern([3, 2])
            for index, rect in zip(network.incoming(layer, neuron), self._rects(layer, neuron), strict=True):
                is_bias = network.parameters[index].is_bias
                painter.setPen(outline if is_bias else Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.panel if is_bias else fill))
                painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7) if is_bias else rect, 3, 3)
                painter.setPen(QColor(self._theme.text if is_bias else ink))
                text = network.parameters[index].name if self._number == 2 else self._values[index]
                self._write(rect.adjusted(2, 0, -2, 0), text, 0.66 * rect.height())

    def _write(self, rect: QRectF, text: str, size: float) -> None:
        """Write a text as large as fits."""
        font = QFont(self._painter.font())
        font.setBold(True)
        font.setPixelSize(max(6, round(size)))
        self._painter.setFont(font)
        width = self._painter.fontMetrics().horizontalAdvance(text)
        if width > rect.width():
            font.setPixelSize(max(6, int(font.pixelSize() * rect.width() / width)))
            self._painter.setFont(font)
        self._painter.drawText(rect, CENTRE | Qt.TextFlag.TextDontClip, text)


class TableDrawing:
    """The samples as a table: inputs and targets, the chosen one on a marker."""

    def __init__(self, painter: QPainter, area: QRectF, document: Document, *, is_whole: bool) -> None:
        self._painter, self._area, self._document = painter, area, document
        data = document.experiment.data
        self._samples = list(range(min(data.samples, MAX_SAMPLES))) if is_whole else [document.moment.sample]
        self._left_out = data.samples - len(self._samples) if is_whole else 0

    def paint(self) -> None:
        """Draw head, rows and what is left out."""
        document, theme = self._document, look.theme
        network, data = document.experiment.network, document.experiment.data
        columns = [(name, theme.input_line, data.inputs[:, k]) for k, name in enumerate(network.shown_names[0])]
        target = QCoreApplication.translate("Explanation", "target")
        for k, name in enumerate(network.shown_names[-1]):
            columns.append((target if network.outputs == 1 else name, theme.target_line, data.targets[:, k]))
        columns = [*columns[: MAX_COLUMNS - 1], columns[-1]] if len(columns) > MAX_COLUMNS else columns
        height = 26 * look.scale
        first = 2.2 * height
        width = min((self._area.width() - first) / len(columns), 90 * look.scale)
        for row, sample in enumerate([None, *self._samples]):
            y = self._area.top() + row * height
            if sample is not None and sample == document.moment.sample:
                marker = QRectF(self._area.left(), y, first + width * len(columns), height)
                self._painter.fillRect(marker, QColor(theme.marker))
            self._text(
                QRectF(self._area.left(), y, first, height), "" if sample is None else str(sample + 1), theme.quiet
            )
            for column, (name, colour, values) in enumerate(columns):
                text = name if sample is None else document.text(float(values[sample]))
                rect = QRectF(self._area.left() + first + column * width, y, width - 8, height)
                self._text(rect, text, colour, is_bold=sample is None)
        self._rule(theme, height, first + width * len(columns))
        if self._left_out:
            text = QCoreApplication.translate("Explanation", "… and {n} more").format(n=self._left_out)
            y = self._area.top() + (len(self._samples) + 1) * height
            self._text(QRectF(self._area.left(), y, self._area.width(), height), text, theme.quiet)

    def _rule(self, theme: Theme, y: float, width: float) -> None:
        self._painter.setPen(QPen(QColor(theme.hairline), 1))
        top = self._area.top() + y
        self._painter.drawLine(QPointF(self._area.left(), top), QPointF(self._area.left() + width, top))

    def _text(self, rect: QRectF, text: str, colour: str, *, is_bold: bool = False) -> None:
        font = QFont(self._painter.font())
        font.setPixelSize(round(13 * look.scale))
        font.setBold(is_bold)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        text = self._painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
