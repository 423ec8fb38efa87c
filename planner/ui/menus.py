"""What stands in which menu, by the names of the actions."""

from __future__ import annotations

from planner.text import N_

LINE = ""
RECENT = "*recent"
MENUS = (
    (N_("&File"), (
        "file_new", "file_open", RECENT, LINE, "file_write_back", "file_copy", "file_backup",
        "file_backups", "file_export", "file_import", LINE, "goal_print", "goal_print_all", "goal_forms", "goal_slips",
        LINE, "file_log", "file_verify", LINE, "file_plan", "file_protect", "file_password",
        "file_unprotect", LINE, "file_close", "file_quit",
    )),
    (N_("&Edit"), (
        "undo", "redo", "record_past", LINE, "find", "clear", LINE, "themes", "offices", "document_new",
    )),
    (N_("&Goal"), (
        "goal_new", "goal_edit", "goal_type", "goal_duplicate", LINE, "goal_break", "goal_record", LINE,
        "goal_why", "goal_light", "goal_what_if", LINE, "goal_up", "goal_down", LINE, "goal_archive",
        "goal_delete",
    )),
    (N_("&View"), (
        "group_theme", "group_office", "group_nothing", LINE, "archived", "columns", "plan_charts",
        "legend", LINE, "past", "trash", LINE, "side", "details", LINE, "scheme_system", "scheme_light",
        "scheme_dark", LINE, "language_zh", "language_en", LINE, "full",
    )),
    (N_("&Help"), (
        "keys", "samples", LINE, "about",
    )),
)  # fmt: skip
