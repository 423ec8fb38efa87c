"""What a person prefers on this computer: language, colours, layout, recent plans. Never plan data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 8
SCHEMES = ("system", "light", "dark")


class Settings:
    """Typed access to the user's settings file."""

    def __init__(self, file: QSettings | None = None) -> None:
        """``file`` is given by tests; else the platform's own place is used."""
        self._file = file or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "policy-planner", "planner"
        )

    @property
    def language(self) -> str:
        """``zh`` or ``en``; Chinese unless chosen otherwise."""
        return "en" if self._text("language") == "en" else "zh"

    @language.setter
    def language(self, value: str) -> None:
        self._file.setValue("language", value)

    @property
    def scheme(self) -> str:
        """``light``, ``dark``, or ``system`` to follow the desktop."""
        value = self._text("scheme")
        return value if value in SCHEMES else "system"

    @scheme.setter
    def scheme(self, value: str) -> None:
        self._file.setValue("scheme", value)

    @property
    def recent(self) -> list[Path]:
        """Recently opened plans, newest first; some may be gone from the disk."""
        return [Path(line) for line in self._text("recent").split("\n") if line]

    def remember(self, path: Path) -> None:
        """Put a plan first in the list of recent ones."""
        rest = [old for old in self.recent if old != path]
        self._file.setValue("recent", "\n".join(map(str, [path, *rest][:MOST_RECENT])))

    def forget(self, path: Path) -> None:
        """Take a plan off the list of recent ones."""
        self._file.setValue("recent", "\n".join(str(old) for old in self.recent if old != path))

    def state(self, name: str) -> QByteArray | None:
        """Return the kept layout of a part of the window (geometry, splitter, header)."""
        value = self._file.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def keep_state(self, name: str, value: QByteArray) -> None:
        """Keep the layout of a part of the window."""
        self._file.setValue(f"layout/{name}", value)

    def choice(self, name: str, default: str) -> str:
        """Return a kept choice of a view, such as its grouping."""
        return self._text(f"choice/{name}") or default

    def choose(self, name: str, value: str) -> None:
        """Keep a choice of a view."""
        self._file.setValue(f"choice/{name}", value)

    def _text(self, name: str) -> str:
        value = self._file.value(name, "")
        return value if isinstance(value, str) else ""
