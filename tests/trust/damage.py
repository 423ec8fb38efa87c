"""Files damaged as disks and copying damage them: no crash, no hang, no change unseen, and what salvage gives back.

Run as ``python -m tests.trust.damage FOLDER FIRST LAST STEP EVERY [unproved]`` it judges files in this process, which
has 2 GB and 20 seconds of work for each; one line of JSON a file. ``unproved`` plants a fault: the journal is not
replayed. A seed gives the same damage of the same bytes on every run; but every seventh file is a plan protected with a
password, whose bytes are others each time. Its salt is kept by a backup, as that of every plan we protect.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from planner.domain.plan import Plan
from planner.domain.records import About, Document, Goal
from planner.errors import PlannerError
from planner.store import check, salvage
from planner.store.keys import Key
from planner.store.sealing import seal
from planner.store.store import Store
from planner.text import message
from tests.build import AS_OF, START, goal, office, theme

MEMORY = 2_000_000_000
SECONDS = 20  # of the processor, so that a busy machine hangs nothing
STUCK = 120  # by the clock, for what waits for ever
_PAGE = 4096
_SEALED = 7  # every seventh file is protected
_KEY = Key("开门")
_KINDS = ("bit", "byte", "run", "sector", "page", "swap", "cut", "head")


@dataclass(slots=True)
class Damage:
    """What came of the damaged files, ``sealed`` of them protected with a password.

    ``unseen``: opened and checked clean, but values differ. ``not_plain``: ended in anything but one plain sentence.
    Of the ``salvaged`` ones ``back`` gave back every row, ``texts`` every row but a text the report names, ``cut``
    had lost their end; ``short`` gave back less although nothing was cut off, ``boasted`` said whole and was not.
    """

    files: int = 0
    sealed: int = 0
    told: int = 0
    harmless: int = 0
    crashes: int = 0
    hangs: int = 0
    unseen: int = 0
    not_plain: int = 0
    salvaged: int = 0
    back: int = 0
    texts: int = 0
    cut: int = 0
    short: int = 0
    boasted: int = 0
    seconds: float = 0.0
    seeds: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether every demand is met."""
        return not (self.crashes or self.hangs or self.unseen or self.not_plain or self.short or self.boasted)


def run(folder: Path, count: int, *, unproved: bool = False, every: int = 4) -> Damage:
    """Judge ``count`` damaged files and salvage every ``every``-th, two side by side."""
    found, start = Damage(), time.perf_counter()
    folders = [folder / "even", folder / "odd"]
    for place in folders:
        place.mkdir(exist_ok=True)
        _protect(make_plan(place))
    with ThreadPoolExecutor(len(folders)) as pool:
        halves = [pool.submit(_run_half, place, range(n, count, 2), every, unproved) for n, place in enumerate(folders)]
        for half in halves:
            for verdict in half.result():
                _count(found, verdict)
    found.seconds = round(time.perf_counter() - start, 1)
    return found


def _run_half(folder: Path, seeds: range, every: int, unproved: bool) -> list[dict[str, str]]:
    """Judge the seeds in processes of their own; a child that dies is attributed to its file."""
    verdicts: list[dict[str, str]] = []
    while len(verdicts) < len(seeds):
        left = seeds[len(verdicts) :]
        numbers = [str(number) for number in (left.start, left.stop, left.step, every)]
        child = [sys.executable, "-m", "tests.trust.damage", str(folder), *numbers, *(["unproved"] if unproved else [])]
        own = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA")}
        done = subprocess.run(
            child, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, env={**os.environ, **own}
        )
        verdicts += [json.loads(line) for line in done.stdout.decode().splitlines() if line.endswith("}")]
        if len(verdicts) < len(seeds):
            hung = -done.returncode in (signal.SIGALRM, signal.SIGPROF)
            seed = str(seeds[len(verdicts)])
            verdicts.append({"seed": seed, "check": "hangs" if hung else "crashes", "why": f"ended {done.returncode}"})
    return verdicts


def _count(found: Damage, verdict: dict[str, str]) -> None:
    found.files += 1
    found.sealed += int(verdict["seed"]) // 2 % _SEALED == 0
    for name in (verdict["check"], verdict.get("salvage", "")):
        if name:
            setattr(found, name, getattr(found, name) + 1)
    found.salvaged += "salvage" in verdict
    if {"hangs", "crashes", "unseen", "not_plain", "short", "boasted"} & set(verdict.values()):
        found.seeds.append(f"{verdict['seed']} {verdict.get('kind', '')}: {verdict.get('why', '')}")


def make_plan(folder: Path) -> Path:
    """Make a plan with some thousand rows, images and changes, and two texts; the same bytes every time."""
    (folder / "fresh.plan").unlink(missing_ok=True)
    goals = [
        goal(f"g{n}", 100 + n, theme="t", lead="o", milestones={"2020-06-30": 50, "2020-09-30": 70},
             progress={f"2020-{m:02}-28": n + m + 0.5 for m in range(1, 9)})
        for n in range(100)
    ]  # fmt: skip
    with Store.create(folder / "fresh.plan") as store:
        store.connection.execute("UPDATE plan SET plan = ?, site = ?", (b"p" * 16, b"s" * 8))
        with store.step(message("Add {table}", table="goal"), who="tester", at=START, kind="seed") as edit:
            about = About("plan", "a plan", as_of=AS_OF)
            edit.insert(about, *(record for piece in (theme("t"), office("o"), *goals) for record in piece))
        for n in range(300):
            with store.step(message("Change {field}", field="note"), who="tester", at=START) as edit:
                edit.update(Goal, f"g{n % 100}", unit="人", note=f"第{n}次修改" * 8, digits=n % 3)
        with store.step(message("Add {table}", table="document"), who="tester", at=START) as edit:
            for n, words in enumerate(("新增就业" * 300, "招商引资" * 2000)):
                edit.insert(Document(f"d{n}", f"报告{n}", content=edit.keep_bytes(words.encode()), chars=len(words)))
    return store.path


def _protect(plan: Path) -> None:
    """Make a protected copy beside a plan, and what keeps its salt: a backup of it."""
    sealed = plan.with_name("sealed.plan")
    shutil.copyfile(plan, sealed)
    seal(sealed, None, _KEY)
    for backups in ("policy-planner/backups", "Library/Application Support/policy-planner/backups"):
        kept = plan.parent / backups / (b"p" * 16).hex()
        kept.mkdir(parents=True)
        shutil.copyfile(sealed, kept / "20200101-000000-302.plan")


def damaged(sound: bytes, dice: random.Random) -> tuple[str, bytes]:
    """Return what was done to the bytes, and the bytes."""
    content, size = bytearray(sound), len(sound)
    kind, at = dice.choice(_KINDS), dice.randrange(100, size)
    match kind:
        case "bit":
            content[at] ^= 1 << dice.randrange(8)
        case "byte":
            content[at] = (content[at] + dice.randrange(1, 256)) % 256
        case "run":
            content[at : at + 64] = dice.randbytes(len(content[at : at + 64]))
        case "sector":
            content[at - at % 512 : at - at % 512 + 512] = bytes(512)
        case "page":
            content[at - at % _PAGE : at - at % _PAGE + _PAGE] = bytes(_PAGE)
        case "swap":
            a, b = (_PAGE * n for n in dice.sample(range(1, size // _PAGE), 2))
            content[a : a + _PAGE], content[b : b + _PAGE] = content[b : b + _PAGE], content[a : a + _PAGE]
        case "cut":
            del content[at:]
        case "head":
            at = dice.randrange(100)
            content[at : at + 4] = dice.randbytes(4)
    return kind, bytes(content)


# -- in the child ---------------------------------------------------------------------------------


def _state(path: Path, key: Key | None) -> tuple[Plan, dict[str, bytes]]:
    with Store.open(path, readonly=True, key=key) as store:
        plan = store.read()
        return plan, {row.id: store.bytes_of(row.content) for row in plan.documents.values() if row.content}


def _judge(path: Path, key: Key | None, whole: tuple[Plan, dict[str, bytes]], *, proved: bool) -> dict[str, str]:
    try:
        with Store.open(path, readonly=True, key=key) as store:
            findings = check.check_connection(store.connection) if proved else check.quick_check(store.connection)
        if findings:
            return {"check": "told"}
        return {"check": "harmless" if _state(path, key) == whole else "unseen"}
    except PlannerError as refusal:
        words = str(refusal)
        plain = words.endswith(".") and "\n" not in words and "{" not in words and len(words) < 250
        return {"check": "told" if plain else "not_plain", "why": words}
    except Exception as error:  # noqa: BLE001 - whatever it is, it is no plain sentence
        return {"check": "not_plain", "why": repr(error)}


def _salvage(path: Path, key: Key | None, whole: tuple[Plan, dict[str, bytes]], *, cut: bool) -> dict[str, str]:
    out = path.with_name("salvaged.plan")
    out.unlink(missing_ok=True)
    try:
        told = salvage.salvage(path, out, at=START, key=key)
        plan, texts = _state(out, key)
    except PlannerError as refusal:
        return {"salvage": "cut" if cut else "short", "why": str(refusal)}
    except Exception as error:  # noqa: BLE001 - a bug in salvage is a salvage that failed
        return {"salvage": "short", "why": repr(error)}
    if (plan, texts) == whole:
        return {"salvage": "back"}
    if told.whole:
        return {"salvage": "boasted"}
    if cut:
        return {"salvage": "cut"}
    lost = {name for table, name in told.names if table == "document"}
    kept = {id_: row for id_, row in plan.documents.items() if row.title not in lost}
    same = plan.measurements == whole[0].measurements and plan.goals == whole[0].goals
    same = same and plan.milestones == whole[0].milestones and plan.targets == whole[0].targets
    same = same and all(whole[0].documents[id_] == row for id_, row in kept.items())
    return {"salvage": "texts" if same and lost and plan.about == whole[0].about else "short", "why": str(told)[:300]}


def main() -> None:
    """Judge the files with the seeds ``FIRST``, ``FIRST + STEP`` and so on below ``LAST``."""
    folder, (first, last, step, every) = Path(sys.argv[1]), map(int, sys.argv[2:6])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    bare, sealed, path = folder / "fresh.plan", folder / "sealed.plan", folder / "damaged.plan"
    whole, contents = _state(bare, None), {None: bare.read_bytes(), _KEY: sealed.read_bytes()}
    for seed in range(first, last, step):
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(STUCK)
        key = None if seed // 2 % _SEALED else _KEY
        sound = contents[key]
        kind, content = damaged(sound, random.Random(seed))
        path.write_bytes(content)
        verdict = {"seed": str(seed), "kind": kind} | _judge(path, key, whole, proved="unproved" not in sys.argv)
        if verdict["check"] != "harmless" and seed // 2 % every == 0:
            verdict |= _salvage(path, key, whole, cut=len(content) < len(sound))
        sys.stdout.write(json.dumps(verdict) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
