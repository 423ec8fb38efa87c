"""What goes on beside an open plan: reading the rest, proving it, writing a working copy back, waking up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.errors import PlannerError
from planner.store.store import must_be_there
from planner.text import message
from planner.ui import late
from planner.ui.context import Context
from planner.ui.startup import Loading
from planner.ui.statusbar import StatusBar
from planner.ui.wake import Wake
from planner.ui.writeback import WriteBack, ask_again

if TYPE_CHECKING:
    from planner.ui.proving import IdleProof


class Tending(QObject):
    """Looks after one open plan until it is let go.

    Signals:
        told: a :class:`Message` worth knowing.
        refused: a :class:`Message` on what went wrong with the file.
        damaged: a :class:`Message`: the file is not to be believed.
    """

    told = Signal(object)
    refused = Signal(object)
    damaged = Signal(object)

    def __init__(self, context: Context, wake: Wake, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._over = False
        self.loading = Loading(context, self)
        self.loading.damaged.connect(self.damaged)
        self.proof: IdleProof | None = None
        self.writing: WriteBack | None = None
        if context.working is not None:
            self.writing = WriteBack(context, context.working, self)
            self.writing.told.connect(self.told)
            self.writing.refused.connect(self.refused)
        wake.woke.connect(self._on_woke)
        wake.returned.connect(self._on_returned)

    def begin(self) -> None:
        """Read the rest of the plan and prove it when idle; the window has been painted."""
        if self._over:
            return  # it was closed before the window had been painted
        self.loading.start()
        if self.proof is None:
            self.proof = late.idle_proof(self._context, self)
            self.proof.damaged.connect(self.damaged)

    def join(self, status: StatusBar) -> None:
        """Show in a window's bottom line how a working copy stands."""
        if self.writing is not None:
            self.writing.join(status)

    def write_back(self) -> None:
        """Write a working copy back to its file now; a plan edited in place is in its file already."""
        if self.writing is not None:
            self.writing.write_now()
        else:
            self.told.emit(message("“{file}” holds everything already.", file=self._context.file.name))

    def let_go(self, parent: QWidget | None, *, ask: bool = True) -> None:
        """Write back, asking again while it is refused, and close the plan."""
        self.loading.stop()
        self._context.wait()
        if self.writing is not None:
            trouble = self.writing.finish()
            while trouble is not None and ask and ask_again(trouble, self._context.say, parent):
                trouble = self.writing.finish()
            self.writing.close()
        self._over, self._context.present.ready = (
            True,
            False,
        )  # a clock of the old window may still strike before it is gone
        self._context.present.store.close()
        self.deleteLater()

    def _on_woke(self) -> None:
        """Read the plan anew after the computer slept, and try what had been refused before."""
        if self._context.editable:
            try:
                self._context.present.look_again()
            except PlannerError as refusal:
                self.refused.emit(refusal.message)
        if self.writing is not None:
            self.writing.look_again()

    def _on_returned(self) -> None:
        """Say at once, and not only at the next edit, when the file went away while nobody looked."""
        if self._context.editable:
            try:
                must_be_there(self._context.present.store)
            except PlannerError as refusal:
                self.refused.emit(refusal.message)
