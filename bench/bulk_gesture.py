"""Reject every proposal of a vault in one gesture, stop it halfway, resume it, and take it all back.

    PYTHONPATH=tests python bench/bulk_gesture.py FOLDER

FOLDER is what bench/labelled_vault.py made; its vault is copied, and never written to. It says how many notes
were written, how often each, how long it took, and whether undoing restores every byte.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from apps import Hand, Places, ShownApp, at_work
from fakes import sitting
from labelled_vault import TODAY
from triage.core.config import Config
from triage.core.history.gesture import Entry
from triage.storage.vault import Vault
from triage.ui.dialogs.progress_dialog import ProgressDialog
from vault_difference import verify

PATIENCE = 300.0


async def work(folder: Path, place: Path) -> list[str]:
    """Do it in a copy at `place`; what is not as it should be, a sentence each."""
    original, vault, state = folder / "vault", place / "vault", place / "state"
    shutil.copytree(original, vault)
    state.mkdir()
    store = Vault(vault, Config(), state=state)
    session = sitting(store, 1, today=TODAY, load=False)
    async with at_work(ShownApp(session, Places(vault), Config()), size=(120, 40)) as hand:
        everything = session.queue.open
        began = time.monotonic()
        await hand.press("*", "x", "y")
        notes = _progress(hand).notes
        await hand.until(lambda: _progress(hand).done >= notes // 2, "half of the notes are written")
        await hand.press("escape")
        await _over(hand)
        halfway = session.tally.decided
        print(f"stopped after {halfway:,} of {everything:,} lines, {time.monotonic() - began:.1f} s")
        wrong = [] if len(session.marks) == everything - halfway else ["what was left is not what is marked"]
        await hand.press("x", "y")
        await _over(hand)
        print(f"resumed: {session.tally.decided:,} lines, {time.monotonic() - began:.1f} s")
        wrong += [f"{session.queue.open:,} are left"] if session.queue.open else []
        wrong += _written_twice(store.entries())
        began = time.monotonic()
        for _ in range(2):
            await hand.press("u")
            await _over(hand)
        print(f"taken back: {session.queue.open:,} to decide again, {time.monotonic() - began:.1f} s")
    return wrong + verify(original, vault, ())


def _progress(hand: Hand) -> "ProgressDialog":
    dialog = hand.app.screen
    assert isinstance(dialog, ProgressDialog), hand.text
    return dialog


async def _over(hand: Hand) -> None:
    end = time.monotonic() + PATIENCE
    while len(hand.app.screen_stack) > 1:
        assert time.monotonic() < end, hand.text
        await asyncio.sleep(0.02)
    await hand.settled()


def _written_twice(entries: list[Entry]) -> list[str]:
    """The lines and notes of both gestures: no note is in both, and no line twice in one."""
    notes = [{line.note for line in entry.written} for entry in entries]
    lines = Counter((line.note, line.after.number) for entry in entries for line in entry.written)
    print(f"written: {' + '.join(str(len(each)) for each in notes)} notes in {len(entries)} gestures")
    wrong = [f"{note} was written by both gestures" for note in sorted(set.intersection(*notes))]
    return wrong + [f"{note}:{number} was written twice" for (note, number), n in lines.items() if n > 1]


def main() -> None:
    """Work on the vault that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="what labelled_vault.py made")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        wrong = asyncio.run(work(asked.folder, Path(place)))
    print("\n".join(wrong[:40]) or "Every note was written once, and undo restored every byte")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
