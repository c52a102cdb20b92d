"""What comes from the terminal, in any pieces: whole keys and no others."""

import random
from collections.abc import Sequence
from string import printable

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from triage.ui.terminal.event_parser import EventParser
from typist import Piece, Typist, pieces

E = b"\x1b"


@pytest.mark.parametrize(
    ("chunks", "keys"),
    [
        ([E + b"[D"], ["left"]),
        ([E + b"[", b"D"], ["left"]),
        ([E + b"[1;", b"5", b"D"], ["ctrl+left"]),
        ([E + b"O", b"A"], ["up"]),
        ([E, b"[D"], ["escape"]),  # the Escape may have closed what the key was meant for
        ([E, b"OA"], ["escape"]),
        ([E, b"O", b"D"], ["escape"]),
        ([E, b"[", b"D", b"a"], ["escape", "a"]),
        ([E, b"[I", b"a"], ["escape", "a"]),
        ([b"a", E, b"[27u"], ["a", "escape"]),
        ([E, b"[97u", b"j"], ["escape", "j"]),
        ([E, b"a"], ["escape", "a"]),
        ([E, b"X"], ["escape", "X"]),
        ([E, b"", b"", b"O", b"j"], ["escape", "O", "j"]),
        ([E, b"", b"", b"O", b"D"], ["escape", "O"]),
        ([E, b"", b"", b"P", b"j"], ["escape", "P", "j"]),
        ([E, b"P1+r5443=3235", E + b"\\", b"a"], ["escape", "a"]),
        ([E, b"P", b">|tmux 3.4", E, b"\\", b"a"], ["escape", "a"]),
        ([E + b"a"], ["alt+a"]),
        ([E + b"A"], ["alt+shift+a"]),
        ([E + b"f"], ["ctrl+right"]),
        ([E + b"."], []),  # no verb: Textual takes it for `.`
        ([E + b"\r"], []),
        ([E + E], ["escape"]),
        ([E, E], ["escape", "escape"]),
        ([E + E + b"[D", b"a"], ["a"]),
        ([E + E + b"OA", b"a"], ["a"]),
        ([E + E + b"[<35;5;5M", b"a"], ["escape", "a"]),
        ([E + E + b"[97u"], ["escape", "a"]),
        ([E + b"[[A"], ["f1"]),
        ([E + b"[3$", b"a"], ["shift+delete", "a"]),
        ([E + b"[33~", E + b"[62~"], []),  # Textual takes F19 for `!`, and a wheel for `>`
        ([E + b"[1;2T", E + b"[5A", E + b"[25~"], []),
        ([E + b"[12;40R", b"a"], ["a"]),
        ([E + b"[M !!", b"a"], ["a"]),
        ([E + b"[M #", b"D", b"a"], ["a"]),
        ([E + b"[M\xe9\xff\x80", b"a"], ["a"]),
        ([E + b"[M \xc3", b"\xa9", b"a"], ["a"]),
        ([E + b"[35;10;5M", b"a"], ["a"]),
        ([E + b"[?64;1;2;22c", E + b"[>84;0;0c", b"a"], ["a"]),
        ([E + b"P!|7E7E7E7E" + E + b"\\", b"a"], ["a"]),
        ([E + b"]11;rgb:1d1d/", b"dada/adad", E, b"\\", b"j"], ["j"]),
        ([E + b"]", b"11;rgb:ba/da/dd\x07", b"j"], ["j"]),
        ([E + b"]lDaxbs", b"D" + E + b"\\a"], ["a"]),
        ([E + "]l“Das” bad\x07".encode(), b"a"], ["a"]),
        ([E + b"_Gi=31;OK" + E + b"\\", E + b"^ax" + E + b"\\", E + b"Xax" + E + b"\\", b"a"], ["a"]),
        ([E + b"]11;never ends", b"\x03", b"a"], ["ctrl+c", "a"]),
        ([E + b"]11;never ends", E + b"[A", b"a"], ["up", "a"]),
        ([E + b"]", b"\r", b"a"], ["enter", "a"]),
        ([E + b"[12", b"\r", b"a"], ["enter", "a"]),
        ([E + b"[?2026;2$y", E + b"[?1;2$y", b"a"], ["a"]),
        ([E + b"[999999999999999999999999999A", b"a"], ["a"]),
        ([E + b"[" + b"1;" * 500 + b"A", b"a"], ["a"]),
        ([b"\xe9", b"a"], ["a"]),
        ([b"\xff\xfe\x80", b"a"], ["a"]),
        ([b"\xc3", b"a"], ["a"]),
        ([b"\xc3", b"\xa9", b"\xe6", b"\x97", b"\xa5"], ["é", "日"]),
        ([b"\xf0\x9f", b"a"], ["a"]),
        ([b"\xc2\x85", b"\xc2\x9f", b"a"], ["a"]),
        ([b"\x9bD", b"a"], ["left", "a"]),
        ([b"\x9b", b"a"], ["a"]),
        ([b"\xc2\x9bD", b"\x9d11;rgb:a/d/b\x9c", b"a"], ["left", "a"]),
        ([b"\x1a\x11"], ["ctrl+z", "ctrl+q"]),
    ],
)
def test_a_sequence_is_one_whatever_pieces_it_comes_in(chunks: list[bytes], keys: list[str]) -> None:
    assert Typist().send(pieces(*chunks)).keys == keys


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"[97;1:3u", []),
        (b"[97;1:1u", ["a"]),
        (b"[106;1:2u", ["j"]),
        (b"[1;1:3A", []),
        (b"[3;1:3~", []),
        (b"[1;1:2B", ["down"]),
        (b"[97:65:97;2;65u", ["A"]),
        (b"[97;2u", ["A"]),
        (b"[97;65;65u", ["A"]),
        (b"[97;129;97u", ["a"]),
        (b"[13;129u", ["enter"]),
        (b"[97;5u", ["ctrl+a"]),
        (b"[97;3u", ["alt+a"]),
        (b"[97;3;97u", ["alt+a"]),
        (b"[97;9u", ["super+a"]),
        (b"[0;;229u", ["å"]),
        (b"[57441;2u", []),
        (b"[57358u", []),
        (b"[57400;;49u", ["1"]),
        (b"[57414u", ["enter"]),
        (b"[60000u", []),
        (b"[97;;1114112u", []),
        (b"[97;;27u", []),
        (b"[1114112u", []),
        (b"[55296u", []),
        (b"[97;999u", []),
        (b"[?25u", []),
        (b"[27;5;97~", ["ctrl+a"]),
        (b"[27;3;97~", ["alt+a"]),
        (b"[27;2;65~", ["A"]),
        (b"[27;6;9~", ["ctrl+shift+tab"]),
        (b"[32;;32u", ["space"]),
    ],
)
def test_a_key_of_newer_keyboards_is_pressed_once_or_not_at_all(sent: bytes, keys: list[str]) -> None:
    assert Typist().send(pieces(E + sent)).keys == keys


def test_every_key_has_one_name_on_every_keyboard() -> None:
    for char in printable[:95]:
        (plain,) = XTermParser().feed(char)
        assert isinstance(plain, events.Key)
        newer = f"\x1b[{ord(char)};;{ord(char)}u"
        (key,) = EventParser().events(newer)
        assert isinstance(key, events.Key)
        assert (key.key, key.character) == (plain.key, plain.character)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b"[48;24;80;480;800t", [events.Resize]),
        (b"[48;24:7;80;480;800t", [events.Resize]),
        (b"[48;24;80;0;0t", [events.Resize]),
        (b"[48;0;0;0;0t", []),
        (b"[48;99999;99999;1;1t", []),
        (b"[<0;5;5M", [events.MouseDown]),
        (b"[<128;5;5M", []),
        (b"[<0;0;5M", []),
        (b"[<99999999999999999999;5;5M", []),
        (b"[I", [events.AppFocus]),
        (b"[O", [events.AppBlur]),
    ],
)
def test_reports_are_read_or_dropped(sent: bytes, kept: list[type]) -> None:
    typist = Typist().send(pieces(E + sent))
    assert [type(event) for event in typist.events] == kept
    typist.send(pieces(E + b"[<35;9;9M"))
    assert type(typist.events[-1]) is events.MouseMove


# Pastes


@pytest.mark.parametrize(
    ("chunks", "pastes", "keys"),
    [
        ([E + b"[200~Dax", b"soup" + E + b"[201~"], ["Daxsoup"], []),
        ([E, b"[200~Dax" + E + b"[201~", b"a"], ["Dax"], ["escape", "a"]),
        ([E + b"[200~hi" + E + b"[20", b"1~", b"j", b"a"], ["hi"], ["j", "a"]),
        ([E + b"[200~hi" + E, b"[201~", b"j"], ["hi"], ["j"]),
        ([E + b"[20", b"0~a" + E + b"[", b"2", b"01", b"~j"], ["a"], ["j"]),
        ([E + b"[200~caf\xe9 au\x00\x07 lait" + E + b"[201~"], ["caf au lait"], []),
        ([E + b"[200~" + E + b"[31mred" + E + b"[201~"], ["[31mred"], []),
        ([E + b"[200~one\r\ntwo\tx" + E + b"[201~"], ["one\r\ntwo\tx"], []),
        ([E + b"[200~" + E + b"[201~a"], [""], ["a"]),
        ([E + b"[201~", b"a"], [], ["a"]),
        ([E + b"[200~ \xe6\x97", b"\xa5" + E + b"[201~"], [" 日"], []),
    ],
)
def test_a_paste_is_whole_and_never_keys(chunks: list[bytes], pastes: list[str], keys: list[str]) -> None:
    typist = Typist().send(pieces(*chunks))
    assert typist.pastes == pastes
    assert typist.keys == keys


@pytest.mark.parametrize("gap", [6.0, 20.0])
def test_a_paste_that_never_ends_is_given_up_and_its_rest_runs_nothing(gap: float) -> None:
    typist = Typist().send([(0, E + b"[200~Dax"), (1, b"Dax"), (gap, b"j"), (0.3, b"a")], silence=0)
    assert typist.pastes == [None]
    assert typist.keys == ["j", "a"]
    typist.send([(0.3, b"Dax and more Dax"), (0.3, b"D"), (0.3, E + b"[201~"), (0.3, b"k")])
    assert typist.pastes == [None]
    assert typist.keys == ["j", "a", "k"]


def test_a_paste_that_ends_after_it_was_given_up_is_nothing() -> None:
    typist = Typist().send([(0, E + b"[200~Dax"), (9, b"x" + E + b"[201~a"), (0.1, b"aaaaaaaa")])
    assert typist.pastes == [None]
    assert typist.keys == ["a"] * 9


@pytest.mark.parametrize(
    ("begun", "rest", "keys"),
    [
        (b"Dax", [(7, b"axrDsm" + E + b"[201"), (0.3, b"~"), (1, b"j")], ["j"]),
        (b"Dax", [(7, b"m" + E + b"[2"), (0.3, b"01~j")], ["j"]),
        (b"Dax", [(7, b"\r\naxrDsm"), (1, E + b"[201~j")], ["j"]),
        (b"Dax", [(7, b"\taxrDsm"), (1, E + b"[201~j")], ["j"]),
        (b"Dax", [(7, E), (2, b"axrDsm"), (1, E + b"[201~j")], ["escape", "j"]),
        (b"Dax" + E, [(7, b"[201~j")], ["j"]),
        (b"Dax" + E + b"[201", [(7, b"~j")], ["j"]),
        (b"Dax" + E + b"[20", [(7, b"1"), (2, b"~"), (1, b"11111")], ["1"] * 5),
        (b"Dax" + E + b"[20", [(7, b"a"), (1, b"1")], ["a", "1"]),
    ],
)
def test_the_rest_of_a_paste_given_up_runs_nothing(begun: bytes, rest: list[Piece], keys: list[str]) -> None:
    typist = Typist().send([(0, E + b"[200~" + begun), *rest])
    assert typist.pastes == [None]
    assert typist.keys == keys


def test_a_paste_is_kept_within_bounds() -> None:
    typist = Typist().send([(0, E + b"[200~"), *[(0.0, b"x" * 4096)] * 100, (0.0, E + b"[201~a")])
    assert [len(text or "") for text in typist.pastes] == [100_000]
    assert typist.keys == ["a"]


# Time


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ([(0, E), (0.01, b"a")], ["alt+a"]),
        ([(0, E), (0.12, b"a")], ["escape", "a"]),
        ([(0, E), (0.12, b"[D")], ["left"]),
        ([(0, E), (0.12, b"OA")], ["up"]),
        ([(0, E), (9, b"[D")], ["escape"]),
        ([(0, E), (30, b"["), (1, b"D")], ["escape", "left_square_bracket", "D"]),
        ([(0, E + b"["), (30, b"D")], ["left"]),
        ([(0, b"\x1b[97u"), (1, E), (0.5, b"[D")], ["a", "left"]),  # a kitty's Escape is more than ESC
        ([(0, b"\x1b[97u"), (1, E), (0.5, b"j")], ["a", "escape", "j"]),
        ([(0, b"\x1b[97u"), (1, E)], ["a", "escape"]),
        ([(0, E + b"]11;rgb"), (11, b"a")], ["a"]),
        ([(0, E + b"]11;rgb"), (9, b"a"), (9, b"a\x07a")], ["a"]),
        ([(0, E + b"O"), (5, b"j"), (5, b"j")], ["j"]),  # no `*` of a number block
        ([(0, E), (0.5, b"O"), (0.1, b"j")], ["escape", "j"]),
    ],
)
def test_what_a_silence_makes_of_it(sent: list[Piece], keys: list[str]) -> None:
    assert Typist().send(sent).keys == keys


# 2,000 inputs in random pieces

_VERBS = "aAxRDsX=bz.u*IcNMBCTO!pPgG"
_SENT: Sequence[tuple[bytes, Sequence[str]]] = (
    *((letter.encode(), tuple(Typist().send(pieces(letter.encode())).keys)) for letter in _VERBS),
    ("é".encode(), ["é"]),
    ("日".encode(), ["日"]),
    (E + b"[A", ["up"]),
    (E + b"[D", ["left"]),
    (E + b"OB", ["down"]),
    (E + b"OP", ["f1"]),
    (E + b"[3~", ["delete"]),
    (E + b"[15~", ["f5"]),
    (E + b"[1;5C", ["ctrl+right"]),
    (E + b"[Z", ["shift+tab"]),
    (E + b"[97;;97u", ["a"]),
    (E + b"[97;1:3u", []),
    (E + b"[100:68;2;68u", ["D"]),
    (E + b"[27u", ["escape"]),
    (E + b"[27;5;97~", ["ctrl+a"]),
    (E + b"[<35;12;4M", []),
    (E + b"[<0;12;4M" + E + b"[<0;12;4m", []),
    (E + b"[35;12;4M", []),
    (E + b"[M #a", []),
    (E + b"[M \xe9\xd8", []),
    (E + b"[I", []),
    (E + b"[O", []),
    (E + b"[200~Dax: D a x\nXD" + E + b"[201~", []),
    (E + b"[200~D \xe9" + E + b"[201~", []),
    (E + b"]11;rgb:1d1d/dada/adad" + E + b"\\", []),
    (E + b"]4;1;rgb:ba/da/bd\x07", []),
    (E + b"]lDaxbs" + E + b"\\", []),
    (E + b"[>84;0;0c", []),
    (E + b"[?64;1;2;22c", []),
    (E + b"P!|7E7D7A" + E + b"\\", []),
    (E + b"P>|Dumb 1.2" + E + b"\\", []),
    (E + b"P1+r524742=38" + E + b"\\", []),
    (E + b"[?2026;2$y", []),
    (E + b"[?2048;0$y", []),
    (E + b"[48;24;80;480;800t", []),
    (E + b"[12;3R", []),
    (E + b"_Gi=31;bad" + E + b"\\", []),
    (b"\xff", []),
)
_SILENCES = (0.0, 0.02, 0.12, 0.3, 0.6, 1.5, 4.0)


def _in_pieces(sent: bytes, dice: random.Random) -> list[Piece]:
    cuts = sorted(dice.sample(range(len(sent) + 1), min(len(sent), dice.randrange(12))))
    chunks = [sent[start:end] for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    return [(dice.choice(_SILENCES), chunk) for chunk in chunks if chunk]


def test_in_2000_inputs_cut_and_delayed_no_key_is_pressed_that_was_not() -> None:
    arrived = sent = 0
    for seed in range(2000):
        dice = random.Random(seed)
        chosen = dice.choices(_SENT, k=dice.randrange(1, 16))
        cut = _in_pieces(b"".join(data for data, _ in chosen), dice)
        typed = [key for _, keys in chosen for key in keys if key != "escape"]
        # twice cut, slowly, a sequence is what somebody types who presses Escape and then this letter
        alone = {chunk.decode() for _, chunk in cut if chunk in (b"O", b"P")}
        typist = Typist().send(cut)
        pressed = [key for key in typist.keys if key != "escape"]
        rest = iter(typed)
        extra = [key for key in pressed if key not in alone and key not in rest]
        assert not extra, (seed, cut, typist.keys)
        whole = [text for data, _ in chosen for text in [data[6:-6]] if data.startswith(E + b"[200~")]
        assert [text for text in typist.pastes if text is None] == []
        assert len(typist.pastes) == len(whole), (seed, cut)
        arrived, sent = arrived + len(pressed), sent + len(typed)
        if not any(chunk.endswith(E) for _, chunk in cut):
            assert pressed == typed, (seed, cut)
    assert arrived > 0.9 * sent


def test_no_bytes_end_it() -> None:
    dice = random.Random(7)
    likely = b"\x1b[]OPX_^M<?:;$~utIcAa0123456789\x07\\\x9b\x9c\xc3\xe9"
    for _ in range(300):
        sent = bytes(dice.choice(likely) if dice.random() < 0.8 else dice.randrange(256) for _ in range(60))
        Typist().send(_in_pieces(sent, dice))
