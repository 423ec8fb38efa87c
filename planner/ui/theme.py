"""The window's look: one palette and one style sheet for every widget, in light and dark.

Widgets say what they are through properties: ``tone`` (``heading``, ``section``, ``muted``, ``faint``,
``danger``) on labels, ``primary`` and ``quiet`` on buttons, ``refused`` on fields whose value was not taken.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QWidget

from planner.figures.palette import DARK, LIGHT, Palette
from planner.places import RESOURCES
from planner.ui import fonts

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


_TONES = {
    "heading": (fonts.HEADING, fonts.STRONG),
    "section": (fonts.BASE, fonts.STRONG),
    "small": (fonts.SMALL, fonts.REGULAR),
}
_OWN_FONTS = ("QMenu", "QMenuBar", "QMessageBox", "QToolTip", "QTipLabel", "QStatusBar", "QAbstractItemView")


class Style(QProxyStyle):
    """Fusion with our type: a style sheet cannot set fonts, since it drops the weight axis of a variable face."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, target: object) -> object:  # type: ignore[override]
        """Give labels the size and weight of their tone."""
        if isinstance(target, QWidget):
            tone = _TONES.get(str(target.property("tone") or ""))
            if tone is not None:
                target.setFont(fonts.font(*tone))
        return super().polish(target)  # type: ignore[call-overload]


def set_type(app: QApplication, family: str) -> None:
    """Use one face everywhere, also where the desktop has fonts of its own for menus and tips."""
    base = fonts.base_font(family)
    app.setFont(base)
    # The toolkit takes the class's name as text; its stubs say bytes, which it refuses.
    for name in _OWN_FONTS:
        app.setFont(QFont(base), name)  # type: ignore[arg-type]
    app.setFont(fonts.font(fonts.SMALL), "QHeaderView")  # type: ignore[arg-type]


def palette_for(scheme: str) -> Palette:
    """Return the colours of a scheme: ``light``, ``dark``, or what the desktop asks for (``system``)."""
    if scheme == "system":
        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if scheme == "dark" else LIGHT


def ask_system(scheme: str) -> None:
    """Tell the desktop which scheme window frames and its own dialogs should take."""
    QGuiApplication.styleHints().setColorScheme(_SCHEMES[scheme])


def dress(app: QApplication, palette: Palette) -> None:
    """Put the palette and the style sheet on the application."""
    app.setPalette(_qt_palette(palette))
    app.setStyleSheet(style_sheet(palette))


def _qt_palette(colours: Palette) -> QPalette:
    role = QPalette.ColorRole
    shades = {
        role.Window: colours.surface,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.ground,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.faint,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.surface,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Highlight: colours.accent_soft,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
        role.Light: colours.surface,
        role.Midlight: colours.ground,
        role.Mid: colours.hairline,
        role.Dark: colours.faint,
        role.Shadow: colours.hairline,
    }
    palette = QPalette()
    for part, shade in shades.items():
        palette.setColor(part, QColor(shade))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(colours.faint))
    return palette


def on_accent(colours: Palette) -> str:
    """Return the colour of text on the accent."""
    return colours.ground if colours.dark else "#FFFFFF"


def raised(colours: Palette) -> str:
    """Return the colour of a surface one step above the ground, such as a hovered button."""
    return "#252A33" if colours.dark else "#F0F2F5"


def warning_soft(colours: Palette) -> tuple[str, str]:
    """Return ground and text of a soft warning mark."""
    return ("#3A2D17", "#F0B860") if colours.dark else ("#FDF1DC", "#8A5A00")


_SHEET = """
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {hairline}; padding: 6px 8px; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QLabel[tone="faint"] {{ color: {faint}; }}
QLabel[tone="danger"] {{ color: {danger}; }}
QPushButton {{ background: {surface}; border: 1px solid {hairline}; border-radius: 6px; padding: 5px 12px; }}
QPushButton:hover {{ background: {raised}; }}
QPushButton:pressed {{ background: {hairline}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {faint}; }}
QPushButton[primary="true"] {{ background: {accent}; border-color: {accent}; color: {on_accent}; }}
QPushButton[primary="true"]:hover {{ background: {accent_hover}; }}
QPushButton[primary="true"]:focus {{ border-color: {text}; }}
QPushButton[primary="true"]:disabled {{ background: {hairline}; border-color: {hairline}; color: {faint}; }}
QPushButton[quiet="true"] {{ border-color: transparent; background: transparent; }}
QPushButton[quiet="true"]:hover {{ background: {raised}; }}
QPushButton[quiet="true"]:focus {{ border-color: {accent}; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px 10px; background: transparent; }}
QToolButton[tone="danger"] {{ color: {danger}; }}
QToolButton:hover {{ background: {raised}; }}
QToolButton:pressed, QToolButton:checked {{ background: {accent_soft}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {faint}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton[chip="true"] {{ border: 1px solid {hairline}; border-radius: 13px; padding: 3px 11px; }}
QToolButton[chip="true"]:hover {{ background: {raised}; }}
QToolButton[chip="true"]:focus {{ border-color: {accent}; }}
QToolButton[chip="true"][on="true"] {{ background: {accent_soft}; border-color: {accent}; color: {accent}; }}
QFrame[bar="refusal"] {{ background: {warning_ground}; border: none; border-bottom: 1px solid {hairline}; }}
QFrame[bar="refusal"] QLabel {{ color: {warning_text}; }}
QFrame[bar="note"] {{ background: {accent_soft}; border: none; border-bottom: 1px solid {hairline}; }}
QLabel[badge="true"] {{ background: {warning_ground}; color: {warning_text}; border-radius: 4px; padding: 2px 8px; }}
QFrame[edge="bottom"] {{ background: {surface}; border: none; border-bottom: 1px solid {hairline}; }}
QFrame[edge="top"] {{ background: {surface}; border: none; border-top: 1px solid {hairline}; }}
QLineEdit[search="true"] {{ background: {ground}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{ background: {field}; color: {text};
  border: 1px solid {hairline}; border-radius: 6px; padding: 4px 8px; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus
  {{ border-color: {accent}; }}
QLineEdit[cell="true"], QComboBox[cell="true"] {{ border-radius: 0; border-color: {accent}; padding: 0 6px; }}
QLineEdit[refused="true"], QPlainTextEdit[refused="true"], QComboBox[refused="true"], QAbstractSpinBox[refused="true"]
  {{ border-color: {danger}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("{icons}/down.png"); width: 12px; height: 12px; }}
QComboBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 8px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {hairline}; outline: none;
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QAbstractItemView {{ background: {surface}; border: none; outline: none; selection-background-color: {accent_soft};
  selection-color: {text}; }}
QHeaderView {{ background: {surface}; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: none; border-bottom: 1px solid {hairline};
  padding: 0 10px; }}
QMenuBar {{ background: {surface}; border-bottom: 1px solid {hairline}; padding: 2px 8px; }}
QMenuBar::item {{ background: transparent; padding: 4px 10px; border-radius: 6px; }}
QMenuBar::item:selected {{ background: {raised}; }}
QMenu {{ background: {surface}; border: 1px solid {hairline}; padding: 6px; }}
QMenu::item {{ padding: 6px 28px 6px 28px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 6px 4px; }}
QMenu::indicator {{ width: 14px; height: 14px; left: 8px; }}
QPlainTextEdit[bare="true"], QPlainTextEdit[bare="true"]:focus {{ border: none; border-radius: 0; padding: 0;
  background: {surface}; }}
QWidget#side {{ border-left: 1px solid {hairline}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {bar}; border-radius: 3px; margin: 2px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {hairline}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ color: {muted}; padding: 8px 2px; margin-right: 18px; border: none;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {accent}; border-bottom-color: {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {hairline}; }}
QCheckBox, QRadioButton {{ spacing: 8px; }}
QCheckBox::indicator:unchecked {{ width: 12px; height: 12px; border: 1px solid {muted}; border-radius: 2px;
  background: {surface}; }}
QCheckBox::indicator:unchecked:focus, QCheckBox::indicator:unchecked:hover {{ border-color: {accent}; }}
QCheckBox::indicator:unchecked:disabled {{ border-color: {faint}; }}
QDialog {{ background: {surface}; }}
QFrame[card="true"] {{ background: {surface}; border: 1px solid {hairline}; border-radius: 6px; }}
QFrame[line="true"] {{ background: {hairline}; border: none; }}
QWidget[ground="true"] {{ background: {ground}; }}
"""


def style_sheet(colours: Palette) -> str:
    """Return the style sheet of every widget."""
    lights = {light.value: colour for light, colour in colours.lights.items()}
    return _SHEET.format(
        ground=colours.ground,
        surface=colours.surface,
        hairline=colours.hairline,
        text=colours.text,
        muted=colours.muted,
        faint=colours.faint,
        accent=colours.accent,
        accent_soft=colours.accent_soft,
        accent_hover=QColor(colours.accent).lighter(112).name(),
        on_accent=on_accent(colours),
        raised=raised(colours),
        field=colours.surface,
        bar="#3A414C" if colours.dark else "#D5D9E0",
        warning_ground=warning_soft(colours)[0],
        warning_text=warning_soft(colours)[1],
        danger=lights["far_behind"],
        icons=(RESOURCES / "icons").as_posix(),
    )
