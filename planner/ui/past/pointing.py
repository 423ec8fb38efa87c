"""Which record a person means: the one selected where the keyboard is, or was last."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

Key = tuple[str, str]


@runtime_checkable
class Pointing(Protocol):
    """A widget in which records can be selected."""

    def pointed(self) -> Key | None:
        """Return table and id of the record selected, ``None`` when none is."""
        ...


def pointing(widget: QWidget | None) -> Pointing | None:
    """Return the widget itself or the nearest one around it in which records can be selected."""
    while widget is not None and not isinstance(widget, Pointing):
        widget = widget.parentWidget()
    return widget


class Pointer(QObject):
    """Remembers where in one window the keyboard was last among records; a menu that opens takes it away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._last: Pointing | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication), "there is a window"
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self._window:
            self._last = pointing(now) or self._last

    @property
    def key(self) -> Key | None:
        """Table and id of the record selected where the keyboard is or was last, if that is still to be seen."""
        last = self._last
        return last.pointed() if last is not None and isinstance(last, QWidget) and last.isVisible() else None
