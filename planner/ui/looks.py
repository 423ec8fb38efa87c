"""The language and the colours of all windows, as chosen or as the desktop has them."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from planner.places import LOCALES
from planner.text import Translator
from planner.ui import theme
from planner.ui.settings import Settings


class Looks(QObject):
    """Puts language and colours on the application.

    Signals:
        changed: the windows should be made anew.
    """

    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings, say: Translator) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self.say = say
        self.palette = theme.palette_for(settings.scheme)
        self._qt_words: QTranslator | None = None
        theme.dress(app, self.palette)
        self._speak()
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)

    def take_language(self, language: str) -> None:
        """Speak another language from now on."""
        self._settings.language = language
        self.say = Translator(language, LOCALES)
        self._speak()
        self.changed.emit()

    def _speak(self) -> None:
        """Let Qt speak the language too: its buttons, its file dialogs, its numbers."""
        chinese = self.say.language == "zh"
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China) if chinese else QLocale.c())
        if self._qt_words is not None:
            self._app.removeTranslator(self._qt_words)
            self._qt_words = None
        if chinese:
            words = QTranslator(self)
            if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                self._app.installTranslator(words)
                self._qt_words = words

    def take_scheme(self, scheme: str) -> None:
        """Take other colours from now on: ``light``, ``dark``, or the desktop's own with ``system``."""
        self._settings.scheme = scheme
        theme.ask_system(scheme)
        self._dress()

    def _on_system_scheme(self) -> None:
        if self._settings.scheme == "system":
            self._dress()

    def _dress(self) -> None:
        palette = theme.palette_for(self._settings.scheme)
        if palette != self.palette:
            self.palette = palette
            theme.dress(self._app, palette)
            self.changed.emit()
