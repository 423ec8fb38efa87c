"""The plan's own card: title, organisation, cut-off date."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from planner.commands.edits import SetFields
from planner.text import N_
from planner.ui.context import Context
from planner.ui.forms.dialog import FormDialog
from planner.ui.forms.fields import FieldSpec, Shape

_CARD = (
    FieldSpec("about", "title", N_("Title"), width=12),
    FieldSpec("about", "office", N_("Organisation"), width=8, hint=N_("As printed on the sheets")),
    FieldSpec("about", "as_of", N_("Cut-off date"), width=4, hint=N_("such as 2020-09-30")),
    FieldSpec("about", "note", N_("Note"), Shape.LONG, 12),
)


class PlanDialog(FormDialog):
    """Edit the plan's card. Moving the cut-off date moves what every figure speaks of."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, context.say("Plan and cut-off date"), context.say("Save"), parent)
        self.add_section("", _CARD)
        self.finish()
        about = context.plan.about
        self.fill(
            {"about.title": about.title, "about.office": about.office, "about.as_of": about.as_of,
             "about.note": about.note}
        )  # fmt: skip
        self.resize(520, 380)
        self.editors["about.as_of"].setFocus()

    def on_save(self) -> None:
        """Save as one step; nothing is written when nothing changed."""
        read = self.read()
        if read is None:
            return
        about = self.context.plan.about
        values = {key.split(".")[1]: value for key, value in read.items()}
        fresh = {name: value for name, value in values.items() if value != getattr(about, name)}
        refusal = self.context.try_run(SetFields("about", [about.id], fresh)) if fresh else None
        if refusal is None:
            self.accept()
        else:
            self.show_refusal(refusal)
