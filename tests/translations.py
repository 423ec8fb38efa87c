"""Take what the code says into the catalogue and compile it: ``make translations``.

The catalogue's keys are the English texts. They are found where they stand: as the first argument of a function in
``SPEAKERS``, of a refusal's class, or of a translator.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "locale" / "zh" / "LC_MESSAGES"
PO, MO = FOLDER / "planner.po", FOLDER / "planner.mo"
SPEAKERS = frozenset({"N_", "Message", "_say", "message", "say", "speaker", "tell", "tr", "translate", "warn"})
TOLD = frozenset({"title", "name", "means", "demand", "note"})
PLACE = re.compile(r"\{(\w*)[^{}]*\}")


@cache
def trees() -> dict[Path, ast.Module]:
    """Return the parsed modules of the program."""
    files = sorted((ROOT / "planner").rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}


@cache
def refusals() -> frozenset[str]:
    """Return the names of the program's error classes."""
    known = {"PlannerError"}
    classes = [node for tree in trees().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for _ in classes:
        known |= {node.name for node in classes if any(isinstance(b, ast.Name) and b.id in known for b in node.bases)}
    return frozenset(known)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name():
            return function.id
        case ast.Attribute():
            return function.attr
        case ast.Call():  # a translator handed out and used at once
            return _name(function.func)
        case _:
            return ""


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp():
            yield from _texts(node.body)
            yield from _texts(node.orelse)
        case _:
            return


def keys() -> dict[str, list[str]]:
    """Return every text the program can say, and the files that say it."""
    found: dict[str, list[str]] = {}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in SPEAKERS | refusals():
                for text in _texts(node.args[0]):
                    where = found.setdefault(text, [])
                    name = path.relative_to(ROOT).as_posix()
                    if text and name not in where:
                        where.append(name)
    for path in sorted((ROOT / "data" / "rules").glob("*.json")):
        for text in _told_by(json.loads(path.read_text(encoding="utf-8"))):
            found.setdefault(text, []).append(path.relative_to(ROOT).as_posix())
    found.pop("", None)
    return found


def _told_by(card: object) -> Iterator[str]:
    """Yield the texts a light rule shows to a person."""
    match card:
        case dict():
            for name, value in card.items():
                if isinstance(value, str) and (name in TOLD or (name == "source" and not value.startswith("http"))):
                    yield value
                else:
                    yield from _told_by(value)
        case list():
            for value in card:
                yield from _told_by(value)
        case _:
            return


def catalogue(path: Path = PO) -> dict[str, str]:
    """Return the texts of a ``.po`` file with their translations."""
    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, locale="zh") if entry.id}


def places(text: str) -> set[str]:
    """Return the named places of a text."""
    return set(PLACE.findall(text.replace("{{", "").replace("}}", "")))


def merged(known: dict[str, str]) -> Catalog:
    """Return today's texts with the translations known so far."""
    day = datetime(2020, 1, 1, tzinfo=UTC)  # a catalogue that says the same is the same file
    made = Catalog(
        "zh",
        "planner",
        header_comment="# Chinese texts of the planner; the keys are the English ones.",
        project="planner",
        version="0",
        msgid_bugs_address="none",
        last_translator="the planner contributors",
        language_team="the planner contributors",
        charset="utf-8",
        creation_date=day,
        revision_date=day,
        fuzzy=False,
    )
    for key, files in sorted(keys().items()):
        made.add(key, known.get(key, ""), locations=[(name, 0) for name in sorted(files)])
    return made


def known_translations() -> dict[str, str]:
    """Return what is translated, in the catalogue and in the parts still to be merged (the parts win)."""
    known = catalogue() if PO.exists() else {}
    for part in sorted((FOLDER.parent.parent / "parts").glob("*.po"), key=lambda p: (p.stem == "packaging", p.stem)):
        fresh = {key: text for key, text in catalogue(part).items() if text}
        for key in sorted(fresh.keys() - keys().keys()):
            print(f"{part.name}: no longer said: {key!r}")
        known |= fresh
    return known


def main() -> int:
    """Write catalogue and compiled catalogue; name what is still untranslated."""
    made = merged(known_translations())
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, made, width=0, include_lineno=False, sort_output=True)
    with MO.open("wb") as file:
        write_mo(file, made)
    missing = [str(entry.id) for entry in made if entry.id and not entry.string]
    for key in missing:
        print(f"untranslated: {key!r} ({', '.join(keys()[key])})")
    print(f"{len(made)} texts, {len(missing)} untranslated")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
