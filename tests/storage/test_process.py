"""Processes that have the number of an earlier process."""

import os
import subprocess
import sys

import pytest

from table import each_row
from triage.storage.process import is_another, name_of


def test_a_process_is_known_by_its_number_and_its_beginning() -> None:
    with subprocess.Popen(["sleep", "60"]) as child:
        name = name_of(child.pid)
        number, _, beginning = name.partition(" ")
        assert (number, bool(beginning)) == (str(child.pid), True)
        assert name == name_of(child.pid)
        assert is_another(name)
        assert is_another(number)  # as earlier versions remembered it
        assert not is_another(f"{number} 1 {'0' * 36}")
        child.kill()
    assert not is_another(name)
    assert not is_another(number)


def test_this_process_is_no_other() -> None:
    assert not is_another(str(os.getpid()))


def test_processes_in_one_boot_differ_by_their_beginning() -> None:
    if sys.platform != "linux":
        pytest.skip("told by /proc")
    ticks = [name_of(number).split()[1] for number in (1, os.getpid())]
    assert int(ticks[0]) < int(ticks[1])


@each_row("name", ["", "0", "-1", "x", "²", "9" * 30, "True", "None", "[1]", "999999999 12"])
def test_what_is_no_other_process(name: str) -> None:
    assert not is_another(name)
