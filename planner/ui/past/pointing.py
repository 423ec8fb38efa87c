"""Which record a person means: the one selected where the keyboard is."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

Key = tuple[str, str]


@runtime_checkable
class Pointing(Protocol):
    """A widget in which records can be selected."""

    def pointed(self) -> Key | None:
        """Return table and id of the record selected, ``None`` when none is."""
        ...


def pointed_at(widget: QWidget | None) -> Key | None:
    """Return table and id of the record selected in a widget, or in the nearest one around it that has records."""
    while widget is not None and not isinstance(widget, Pointing):
        widget = widget.parentWidget()
    return widget.pointed() if widget is not None else None
