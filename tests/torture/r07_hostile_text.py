"""R7: hostile text wherever a text can stand, on every screen and in every command of a real terminal."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from torture.hostile_vault import FIRST, HostileVault
from torture.machine import DAY
from torture.payloads import PAYLOADS, in_a_name
from torture.row import Row, Task, Verdict
from torture.sitting import NeverCame
from torture.stream import copied, wrong_in_app, wrong_in_command
from triage.core.plain import plain

NAME: Final = "R7"
TITLE: Final = "50 hostile texts × every screen, dialog, notice, error, name and command"
NEEDS: Final[tuple[str, ...]] = ()

_AT_ONCE: Final = 4
"""Terminals at a time: most of the time is spent on waiting for a screen to be drawn."""
_CALM: Final = 0.08
"""Seconds without a byte after which a screen is taken for drawn."""
_ESCAPE: Final = 0.2
"""The same after an escape, which a terminal joins with what follows at once into one key."""
_KEYS: Final = (
    "j k G g J K n",
    "i 2 3 4 5 6 7 8 9 \t 1",
    "e \x1b[F ! \x05 \x05 \x1b",
    "r d \x1b[B \x1b[A \x1b \x1b",
    "jjj r 1 \x1b \x1b \x1b k m \x1b",
    "d f r i \x1b",
    "A \x1b p \x1b z d \x1b \x1b z t u",
    "R [ / ] \r u",
    "* x n * a n * r \x1b * = \x1b \x1b",
    "* x y u y U y u y \x1b",
    "X \x1b = u D u s u ! u .",
    "\r j \x1b B T T b n \x1b",
    "space v j v I c N M C \x1b \x1b",
    "L o L f L d L c L n S o S w S p",
    "/ l a m p \r \x13 [ x ] \r \x1b \x1b",
    "/ @ \x1b / : ( \x1b \x1b",
    "P \x1b[6~ \x1b ? \x1b[6~ \x1b H \x1b[6~ \x1b t \x1b",
    ", j \r Q \x1b \x1b",
    "y \x10 a c c \x1b",
    "\x12 x u",
)
"""The keys that open every screen and dialog, and act in each; a key a word."""
_SHORT: Final = (
    "j k i 2 3 1",
    "e \x05 \x1b r \x1b \x1b d \x1b p \x1b z \x1b",
    "* x y u y",
    "\r \x1b / l \r \x1b",
    "P \x1b ? \x1b H \x1b t \x1b , \x1b",
    "y \x10 \x1b x u",
)
_NAMED: Final = {"space": " "}
_CLICKS: Final = tuple((x, y) for y in range(2, 14) for x in (4, 14, 40, 70, 90))
_ACTION: Final = re.compile(r"\[@click")


@dataclass(slots=True)
class Found:
    """What was counted."""

    cases: int = 0
    """Texts and screens, commands and errors that were looked at."""
    size: int = 0
    wrong: list[str] = field(default_factory=list)

    def look(self, wrong: Iterable[str], where: str, written: bytes) -> None:
        """Check what one terminal was sent."""
        self.size += len(written)
        self.wrong += [f"{where}: {what}" for what in wrong]

    def expect(self, holds: object, what: str) -> None:
        """Note what does not hold."""
        if not holds:
            self.wrong.append(what)


def run(task: Task) -> Row:
    """Open every screen and run every command over a vault full of each text."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        every = list(pool.map(partial(_case, task), texts(is_short=task.is_short)))
    wrong = tuple(dict.fromkeys(what for found in every for what in found.wrong))
    cases, size = sum(found.cases for found in every), sum(found.size for found in every)
    return Row(
        NAME,
        TITLE,
        f"{cases:,} screens, commands and errors, {size / 1e6:.1f} MB sent to terminals: {len(wrong)} with a "
        "forbidden byte, a crash, an action run or a text not shown as it is",
        Verdict.FAILED if wrong else Verdict.PASSED,
        wrong,
    )


def _case(task: Task, text: tuple[str, str]) -> Found:
    name, payload = text
    found = Found()
    vault = HostileVault(task.folder / re.sub(r"\W+", "-", name), task.command, payload)
    try:
        _use_the_app(vault, name, found, _SHORT if task.is_short else _KEYS)
    except NeverCame as never:
        found.wrong.append(f"{name}: {plain(str(never), 1500)}")
    _use_the_commands(vault, name, found, is_short=task.is_short)
    _go_wrong(vault, name, found, is_short=task.is_short)
    return found


def texts(*, is_short: bool) -> Iterator[tuple[str, str]]:
    """The texts by name: each alone, or for a short run all of them in one."""
    if not is_short:
        yield from PAYLOADS.items()
        return
    long = {"long word", "combining marks", "wide", "carriage return", "separators", "lone escape"}
    parts = [payload for name, payload in PAYLOADS.items() if name not in long]
    yield "all", "\u035f" * 9 + " ".join(reversed(parts))


def _use_the_app(vault: HostileVault, name: str, found: Found, script: Sequence[str]) -> None:
    machine = vault.machine
    shown = plain(vault.payload).strip()
    with machine.sit(size=(140, 40)) as sitting:
        sitting.sees(FIRST)
        sitting.until(
            lambda: "reading…" not in sitting.screen and "comparing…" not in sitting.screen, "all is read"
        )
        sitting.is_calm(_CALM)
        before = machine.tree
        if shown.isascii():
            found.expect(shown[:24] in sitting.screen, f"{name}: {shown[:24]!r} is not shown as it is")
        for x, y in _CLICKS:  # a click runs what a style says, even if the style came from a note
            sitting.type(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
        sitting.is_calm(_CALM)
        found.expect(machine.tree == before, f"{name}: a click has written")
        for keys in script:
            for key in keys.split(" "):
                sitting.type(_NAMED.get(key, key))
                sitting.is_calm(_ESCAPE if key == "\x1b" else _CALM)
                found.cases += 1
                if sitting.process.poll() is not None:
                    found.wrong.append(
                        f"{name}: it ended ({sitting.process.returncode}) at {key!r} of {keys!r}"
                    )
                    return
        for _ in range(30):  # on a busy machine an escape and the next key become one key
            sitting.type("\x1b")
            sitting.is_calm(_ESCAPE)
            sitting.type("q")
            if sitting.gone(2) is not None:
                break
        else:
            found.wrong.append(f"{name}: it did not leave\n{plain(sitting.screen, 9000)}")
        written = sitting.rest()
        found.expect(sitting.process.returncode == 0, f"{name}: exit code {sitting.process.returncode}")
    found.look(wrong_in_app(written), name, written)
    links = copied(written)
    found.expect(links, f"{name}: no link was copied")
    found.expect(b"Traceback" not in written, f"{name}: a traceback")


def _use_the_commands(vault: HostileVault, name: str, found: Found, *, is_short: bool) -> None:
    """Every command that shows something, on a terminal."""
    machine = vault.machine
    refs = [each["ref"] for each in machine.listed("--all")]
    ref = refs[0] if refs else "none"
    commands = [
        ("list",),
        ("show", ref),
        ("log", "--diff"),
        ("doctor",),
        ("accept", ref),
        ("undo",),
    ]
    if not is_short:
        commands += [
            ("list", "--json"),
            ("log",),
            ("stats",),
            ("check", vault.payload.replace("\0", "")),
            ("config",),
            ("list", "--group", "owner"),
            ("list", "--group", "set"),
            ("best",),
            ("reassign", "--to", in_a_name(vault.payload), *refs[:1]),
            ("reject", "--dry-run", *refs[:3]),
            ("edit", "--to", vault.payload.replace("\0", ""), *refs[1:2]),
            ("redo",),
            ("log", "--json", "-n", "3"),
        ]
    for command in commands:
        written = _on_a_terminal(vault, [*command, "--vault", str(machine.vault)], name, found)
        if command[0] == "list":
            found.expect(written.strip(), f"{name}: {command} shows nothing")
        if command == ("show", ref):
            shown = plain(vault.payload).strip()[:30]
            text = written.decode("utf-8", "replace").replace("\r\n", " ")
            found.expect(shown.split(" ")[0][:20] in text, f"{name}: {shown!r} is not shown as it is")


def _go_wrong(vault: HostileVault, name: str, found: Found, *, is_short: bool) -> None:
    """Errors that say what they were given, and a config that is wrong."""
    given = vault.payload.replace("\0", "")[:3000] or "x"
    own = ["--vault", str(vault.machine.vault)]
    wrong: list[Sequence[str]] = [
        ["list", f"due:{given}", *own],
        ["accept", f"{given}.md:3", *own],
        ["--vault", f"/nowhere/{given}", "list"],
    ]
    if not is_short:
        wrong += [["list", "--view", given, *own], ["accept", given, *own], [given]]
        wrong += [["--config", f"/nowhere/{given}", "list", *own], ["list", f"--{given}", *own]]
        wrong += [["reassign", "--to", given, "ffff", *own], ["redate", "--to", given, "ffff", *own]]
    for arguments in wrong:
        _on_a_terminal(vault, arguments, name, found)
    before = vault.config.read_bytes()
    text = given.encode("utf-8", "replace").decode()
    configs = (
        f"theme: {text!r}\n",
        f"{text}: 1\n",
        f"keys: {{accept: {text!r}, {text!r}: a}}\n",
        "a: [" + text,
    )
    for config in configs[: 1 if is_short else None]:
        vault.config.write_text(config, encoding="utf-8")
        _on_a_terminal(vault, own, name, found)
    vault.config.write_bytes(before)


def _on_a_terminal(vault: HostileVault, arguments: Sequence[str], name: str, found: Found) -> bytes:
    """Run a command on a terminal to its end; what it was sent."""
    machine = vault.machine
    try:
        [os.fsencode(each) for each in arguments]
    except UnicodeEncodeError:
        return b""
    before = _logged(vault)
    with machine.sit_at(*arguments, *_DAY, size=(120, 40)) as sitting:
        if sitting.gone() is None:
            found.wrong.append(f"{name}: {arguments[0]} did not end")
        written = sitting.rest()
        code = sitting.process.returncode
    found.cases += 1
    found.look(wrong_in_command(written), f"{name}, {plain(' '.join(arguments), 60)}", written)
    found.expect(b"Traceback" not in written, f"{name}: {arguments[0]}: a traceback")
    found.expect(code in range(5), f"{name}: {plain(' '.join(arguments), 60)}: exit code {code}")
    found.expect(_logged(vault) == before, f"{name}: {plain(' '.join(arguments), 60)}: a crash was logged")
    return written


_DAY: Final = ("--today", DAY)


def _logged(vault: HostileVault) -> bool:
    return (vault.machine.folder / "state" / "triage" / "error.log").exists()
