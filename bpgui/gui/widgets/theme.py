"""Colours and sizes, light and dark, in one place. The article's colours carry meaning and nothing else."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication

from bpgui.session.basics.resources import resource_path

#: Families that hold Simplified Chinese in its own shapes, best first.
CHINESE_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei")
SANS_FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")


@dataclass(frozen=True)
class Theme:
    """One set of colours. `*_line` are for thin lines and small text on the panel's ground."""

    is_dark: bool
    window: str
    panel: str
    hairline: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    marker: str
    hover: str
    edge: str
    input_line: str
    hidden_line: str
    output_line: str
    target_line: str
    error_line: str
    weight_lines: tuple[str, ...]
    #: Text of the weights into the 1st, 2nd, .. neuron of a hidden layer, and of those into the outputs; the rate's.
    weight_texts: tuple[str, ...]
    output_weight_text: str
    rate_line: str
    input: str = "#FFC000"
    hidden: str = "#00B0F0"
    output: str = "#92D050"
    target: str = "#7030A0"
    error: str = "#C62828"
    ink: str = "#10131A"
    on_dark: str = "#FFFFFF"
    #: Boxes of the weights into the 1st, 2nd, .. neuron of a hidden layer, and the ink on each.
    weights: tuple[str, ...] = ("#4472C4", "#ED7D31", "#2E8B78", "#A64D79", "#8A6D1F", "#5B6FA8")
    weight_inks: tuple[str, ...] = ("#FFFFFF", "#10131A", "#10131A", "#FFFFFF", "#FFFFFF", "#FFFFFF")
    output_weights: str = "#6B6B6B"

    def neuron(self, layer: int, layers: int) -> str:
        """Return the fill of a neuron of layer `layer` (0 = inputs) of `layers`."""
        return self.input if layer == 0 else self.output if layer == layers - 1 else self.hidden

    def weight_box(self, layer: int, destination: int, layers: int) -> tuple[str, str]:
        """Return fill and ink of the boxes that lead into a neuron."""
        if layer == layers - 1:
            return self.output_weights, self.on_dark
        k = destination % len(self.weights)
        return self.weights[k], self.weight_inks[k]

    def weight_text(self, destination: int) -> str:
        """Return the colour of text about weights into this neuron of a hidden layer, or with -1 into an output."""
        return self.output_weight_text if destination < 0 else self.weight_texts[destination % len(self.weight_texts)]

    def curve(self, k: int) -> str:
        """Return the colour of the k-th curve of many, readable as a thin line."""
        return self.weight_lines[k % len(self.weight_lines)]


LIGHT = Theme(
    is_dark=False,
    window="#F5F6F8",
    panel="#FFFFFF",
    hairline="#DDE1E7",
    text="#1B1F24",
    quiet="#667080",
    accent="#2F6FED",
    on_accent="#FFFFFF",
    marker="#FFF3B0",
    hover="#EEF1F6",
    edge="#8A8F98",
    input_line="#856000",
    hidden_line="#0077A8",
    output_line="#3F7A12",
    target_line="#7030A0",
    error_line="#C62828",
    weight_lines=("#4472C4", "#B8500B", "#1F7A68", "#A64D79", "#7A5C00", "#5A5F66", "#0077A8", "#8E24AA"),
    weight_texts=("#3A63B0", "#B0480A", "#1F7A68", "#A64D79", "#7A5C00", "#5B6FA8"),
    output_weight_text="#5A5F66",
    rate_line="#9A5B00",
)
DARK = Theme(
    is_dark=True,
    window="#17191D",
    panel="#1F2227",
    hairline="#343941",
    text="#E6E9EE",
    quiet="#98A2B0",
    accent="#6EA0FF",
    on_accent="#10131A",
    marker="#4A4318",
    hover="#2A2E35",
    edge="#8A8F98",
    input_line="#FFC000",
    hidden_line="#4FC8F5",
    output_line="#92D050",
    target_line="#B58BE0",
    error_line="#FF7A7A",
    weight_lines=("#8AB0FF", "#ED7D31", "#4FC3A8", "#E08BB8", "#D9B441", "#B8BEC8", "#4FC8F5", "#CE93D8"),
    weight_texts=("#8AB0FF", "#ED7D31", "#4FC3A8", "#E08BB8", "#D9B441", "#A9B8E8"),
    output_weight_text="#B8BEC8",
    rate_line="#FFB74D",
)


class Look(QObject):
    """The present theme and text size, and the news of their change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = LIGHT
        self.scale = 1.0
        self.is_changing = False  #: whether Qt is just taking the new look up, event by event

    def apply(self, choice: str, scale: float) -> None:
        """Apply "light", "dark" or "system", and the text size as a factor."""
        hints = QGuiApplication.styleHints()
        is_dark = choice == "dark" or (choice == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
        self.theme, self.scale = (DARK if is_dark else LIGHT), scale
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.is_changing = True
            app.setPalette(_palette(self.theme))
            app.setFont(base_font(scale))
            app.setStyleSheet(_style_sheet(self.theme, scale))
            self.is_changing = False
        self.changed.emit()


look = Look()


def base_font(scale: float) -> QFont:
    """Return the font of the whole window; Chinese falls back to Chinese shapes, not to Japanese ones."""
    font = QFont()
    font.setFamilies([*SANS_FAMILIES, *CHINESE_FAMILIES])
    font.setPixelSize(round(13 * scale))
    return font


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.window),
        (roles.Base, theme.panel),
        (roles.AlternateBase, theme.hover),
        (roles.Button, theme.panel),
        (roles.WindowText, theme.text),
        (roles.Text, theme.text),
        (roles.ButtonText, theme.text),
        (roles.PlaceholderText, theme.quiet),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.on_accent),
        (roles.Accent, theme.accent),
        (roles.Link, theme.accent),
        (roles.ToolTipBase, theme.panel),
        (roles.ToolTipText, theme.text),
        (roles.Mid, theme.hairline),
        (roles.Dark, theme.quiet),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        faded = QColor(theme.quiet)
        faded.setAlpha(140)
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


def _style_sheet(theme: Theme, scale: float) -> str:
    names = {name: getattr(theme, name) for name in theme.__dataclass_fields__ if isinstance(getattr(theme, name), str)}
    kind = "dark" if theme.is_dark else "light"
    images = {name: resource_path("icons", f"{name}-{kind}.svg").as_posix() for name in ("chevron", "check")}
    sizes = {
        "small": round(11.5 * scale),
        "title": round(15 * scale),
        "pad": round(5 * scale),
        "field": round(26 * scale),
        "tick": round(14 * scale),
        "group": round(16 * scale),
        "round": round(14 * scale) // 2 + 1,
    }
    return _SHEET.format(**images, **sizes, **names)


_SHEET = """
QMainWindow, QDialog {{ background: {window}; }}
QMainWindow::separator {{ background: {window}; width: 8px; height: 8px; }}
QMenuBar {{ background: {panel}; border-bottom: 1px solid {hairline}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {panel}; border: 1px solid {hairline}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {quiet}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 5px 8px; }}
QToolBar {{ background: {panel}; border: 0; border-bottom: 1px solid {hairline}; spacing: 6px; padding: 6px 10px; }}
QToolBar QLabel {{ color: {quiet}; }}
QToolButton, QPushButton {{ background: {window}; border: 1px solid {hairline}; border-radius: 6px;
    padding: {pad}px 8px; color: {text}; }}
QToolButton:hover, QPushButton:hover {{ background: {hover}; border-color: {quiet}; }}
QToolButton:pressed, QPushButton:pressed {{ background: {hairline}; }}
QToolButton:checked {{ background: {hover}; border-color: {accent}; }}
QToolButton:disabled, QPushButton:disabled {{ color: {quiet}; background: {panel}; }}
QToolButton[primary="true"], QPushButton:default {{ background: {accent}; border-color: {accent}; color: {on_accent}; }}
QToolButton[primary="true"] {{ font-weight: 600; }}
QPushButton:default:disabled {{ background: {panel}; border-color: {hairline}; color: {quiet}; }}
QToolBarExtension {{ padding: 2px; min-width: 20px; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolButton:focus, QPushButton:focus, QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus,
QPlainTextEdit:focus {{
    border: 2px solid {accent}; }}
QToolButton[primary="true"]:focus, QPushButton:default:focus {{ border: 2px solid {text}; }}
QListWidget::item {{ padding: 3px 5px; }}
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QListWidget {{ background: {panel};
    border: 1px solid {hairline};
    border-radius: 6px; padding: 2px 7px; min-height: {field}px; selection-background-color: {accent};
    selection-color: {on_accent}; }}
QAbstractSpinBox QLineEdit {{ border: 0; padding: 0; margin-left: 5px; min-height: 0; background: transparent; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; height: 0; border: 0; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: url({chevron}); width: 10px; height: 10px; }}
QComboBox:disabled, QAbstractSpinBox:disabled, QLineEdit:disabled {{ background: {window}; color: {quiet}; }}
QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"] {{ border: 2px solid {error_line}; }}
QComboBox QAbstractItemView {{ background: {panel}; border: 1px solid {hairline}; selection-background-color: {accent};
    selection-color: {on_accent}; }}
QDockWidget {{ color: {text}; font-weight: 600; }}
QDockWidget::title {{ background: {panel}; border: 1px solid {hairline}; border-bottom: 0; padding: 5px 12px;
    text-align: left; }}
QDockWidget > QWidget#dockBody, QFrame#card {{ background: {panel}; border: 1px solid {hairline}; border-top: 0; }}
QTabBar::tab {{ background: transparent; color: {quiet}; padding: 6px 12px; border: 0; border-bottom: 2px solid
    transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; font-weight: 600; }}
QMainWindow > QTabBar::tab {{ padding: 6px 8px; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ border-bottom: 3px solid {accent}; }}
QTabWidget::pane {{ border: 0; }}
QStatusBar {{ background: {panel}; border-top: 1px solid {hairline}; color: {quiet}; }}
QStatusBar::item {{ border: 0; }}
QTableView, QTreeView, QScrollArea, QGraphicsView {{ background: {panel}; border: 0; }}
QWidget#experimentBody, QWidget#quizPanel, QWidget#quizFeedbackBody {{ background: {panel}; }}
QTableView {{ gridline-color: {hairline}; }}
QTableView, QTreeView {{ border: 1px solid {panel}; }}
QTableView:focus, QTreeView:focus {{ border: 1px solid {accent}; }}
QTableView::item {{ padding: 0 3px; }}
QTableView::item:selected, QTreeView::item:selected {{ background: {accent}; color: {on_accent}; }}
QWidget#dataBar QToolButton, QWidget#explanationHeader QToolButton {{ padding: 2px 8px; }}
QTableView#preview::item:selected {{ background: {hover}; color: {text}; }}
QHeaderView::section {{ background: {panel}; color: {quiet}; border: 0; border-bottom: 1px solid {hairline};
    padding: 4px 6px; font-weight: 400; }}
QHeaderView {{ background: {panel}; border: 0; }}
QTableCornerButton::section {{ background: {panel}; border: 0; }}
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {hairline}; padding: 4px; }}
QWidget#explanation, QWidget#explanationBody {{ background: {panel}; }}
QLabel#explanation_title, QLabel#reportHeading {{ font-weight: 600; font-size: {title}px; }}
QLabel#explanationHeading {{ color: {quiet}; font-weight: 600; font-size: {small}px; }}
QLabel[quiet="true"] {{ color: {quiet}; font-size: {small}px; }}
QLabel[wrong="true"] {{ color: {error_line}; }}
QFrame#lessonTask {{ background: {marker}; border-radius: 6px; }}
QFrame#notice {{ background: {panel}; border: 1px solid {quiet}; border-radius: 8px; }}
QLabel#bubble {{ background: {panel}; color: {error_line}; border: 1px solid {error_line}; border-radius: 5px;
    padding: 4px 8px; }}
QProgressBar#roundingProgress, QProgressBar#validationProgress {{ background: {hairline}; border: 0;
    border-radius: 2px; }}
QProgressBar#roundingProgress::chunk, QProgressBar#validationProgress::chunk {{ background: {accent};
    border-radius: 2px; }}
QCheckBox {{ spacing: 7px; }}
QCheckBox::indicator {{ width: {tick}px; height: {tick}px; border: 1px solid {quiet}; border-radius: 4px;
    background: {panel}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({check}); }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QRadioButton {{ spacing: 7px; }}
QRadioButton:disabled {{ color: {quiet}; }}
QRadioButton::indicator {{ width: {tick}px; height: {tick}px; border: 1px solid {quiet}; border-radius: {round}px;
    background: {panel}; }}
QRadioButton::indicator:focus {{ border-color: {accent}; }}
QRadioButton::indicator:disabled {{ border-color: {hairline}; }}
QRadioButton::indicator:checked {{ border-color: {accent}; background: qradialgradient(cx: .5, cy: .5, radius: .5,
    fx: .5, fy: .5, stop: 0 {on_accent}, stop: .42 {on_accent}, stop: .5 {accent}, stop: 1 {accent}); }}
QGroupBox {{ border: 0; border-top: 1px solid {hairline}; margin-top: {group}px; padding-top: 6px; font-weight: 600; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 0; padding: 0 8px 0 0; color: {text}; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {hairline}; border-radius: 5px; min-height: 24px; min-width: 24px; }}
QScrollBar::handle:hover {{ background: {quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; border: 0;
    width: 0; height: 0; }}
QSlider::groove:horizontal {{ height: 4px; background: {hairline}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: {panel};
    border: 2px solid {accent}; }}
QSlider::handle:horizontal:focus {{ background: {accent}; }}
QSlider[guess="true"]::sub-page:horizontal {{ background: {edge}; }}
QSlider[guess="true"]::handle:horizontal {{ border: 2px solid {edge}; }}
QSlider[guess="true"]::handle:horizontal:focus {{ border: 2px solid {accent}; background: {panel}; }}
"""


def paint_focus(painter: QPainter, rect: QRectF) -> None:
    """Draw the ring of the focus just inside `rect`, for what paints itself."""
    painter.setPen(QPen(QColor(look.theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)


def with_alpha(colour: str, alpha: int) -> QColor:
    """Return a colour with this opacity, 0 to 255."""
    result = QColor(colour)
    result.setAlpha(alpha)
    return result


@lru_cache(maxsize=1000)
def mixed(ground: str, colour: str, share: float) -> str:
    """Return a colour on a ground, at this share of it, as one opaque colour."""
    below, above = QColor(ground), QColor(colour)
    ends = ((below.redF(), above.redF()), (below.greenF(), above.greenF()), (below.blueF(), above.blueF()))
    return QColor.fromRgbF(*(low + (high - low) * share for low, high in ends)).name()
