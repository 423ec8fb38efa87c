"""The program's source as data, for the tests that hold the house to its plan."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def sources() -> Mapping[str, str]:
    """Return the text of every module of the program by its dotted name."""
    files = [*sorted((ROOT / "planner").rglob("*.py")), ROOT / "main.py"]
    return {_dotted(path): path.read_text(encoding="utf-8") for path in files}


@cache
def modules() -> Mapping[str, ast.Module]:
    """Return the parsed modules of the program by their dotted names."""
    return {name: ast.parse(text) for name, text in sources().items()}


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def functions(tree: ast.AST) -> Iterator[Function]:
    """Yield every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def lines(node: ast.stmt) -> int:
    """Return how many lines a statement takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def imports(name: str, tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names a module imports anywhere: at its head, in functions, for types alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports name their module in full"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def arrows() -> Mapping[str, frozenset[str]]:
    """Return which modules of the program each module imports."""
    known = modules().keys()
    return {name: frozenset(set(imports(name, tree)) & known - {name}) for name, tree in modules().items()}


def knots(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the import cycles as sorted groups of modules that reach each other."""
    reach = {name: _reachable(graph, name) for name in graph}
    tied = {name: frozenset(other for other in reach[name] if name in reach[other]) for name in graph}
    return sorted(sorted(group) for group in {group for group in tied.values() if group})


def _reachable(graph: Mapping[str, Iterable[str]], start: str) -> set[str]:
    found: set[str] = set()
    todo = list(graph[start])
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(graph[name])
    return found
