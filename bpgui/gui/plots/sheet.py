"""How the panel of plots looks: its style sheet."""

from bpgui.gui.widgets.theme import look

_SHEET = """
QWidget#plots {{ background: {theme.panel}; }}
QWidget#plots > QToolButton {{ background: transparent; border: 1px solid transparent; padding: 2px 8px;
    font-size: {small}px; color: {theme.quiet}; border-radius: 5px; }}
QWidget#plots > QToolButton:hover {{ color: {theme.text}; background: {theme.hover}; }}
QWidget#plots > QToolButton:checked {{ color: {theme.accent}; border-color: {theme.hairline}; }}
QWidget#plots > QToolButton:focus {{ border: 1px solid {theme.accent}; }}
QWidget#plots > QToolButton#fitPlots {{ padding-right: {arrow}px; }}
QToolButton#fitPlots::menu-button {{ border: none; width: {arrow}px; }}
QLabel#plotNote {{ background: {theme.panel}; }}
QSlider#timelineSlider::groove:horizontal {{ height: 3px; background: {theme.hairline}; border-radius: 1px; }}
QSlider#timelineSlider::sub-page:horizontal {{ background: {theme.edge}; border-radius: 1px; }}
QSlider#timelineSlider::handle:horizontal {{ width: 11px; height: 11px; margin: -6px 0; border-radius: 7px;
    background: {theme.panel}; border: 2px solid {theme.accent}; }}
QSlider#timelineSlider::handle:horizontal:focus {{ background: {theme.accent}; }}
"""


def sheet() -> str:
    """Return it for the theme and the size of text that hold."""
    small, arrow = round(11.5 * look.scale), round(18 * look.scale)
    return _SHEET.format(small=small, arrow=arrow, theme=look.theme)
