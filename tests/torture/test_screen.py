import pytest

from torture.screen import Screen

WRITTEN = "\x1b[?2026h\x1b[2;3H\x1b[1;38;5;253mŁódź 📅 x\x1b[0m\x1b]52;c;YQ==\x07\x1b[1;1Htop\x1b[<u".encode()
SHOWN = "top       \n  Łódź 📅 x"


@pytest.mark.parametrize("size", [1, 2, 3, 7, len(WRITTEN)])
def test_what_comes_in_pieces_is_drawn_as_in_one(size: int) -> None:
    screen = Screen(11, 2)
    for start in range(0, len(WRITTEN), size):
        screen.write(WRITTEN[start : start + size])
    assert [line.rstrip() for line in screen.text.split("\n")] == [
        line.rstrip() for line in SHOWN.split("\n")
    ]


def test_what_is_drawn_again_covers_what_was_there() -> None:
    screen = Screen(5, 1)
    screen.write(b"\x1b[1;1Habcde\x1b[1;2HX\n\n\x1b[9;9Hbeyond")
    assert screen.text == "aXcde"
