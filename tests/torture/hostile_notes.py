"""Notes that were written to hang or kill a reader, or to hide: each is small and holds a task."""

from dataclasses import dataclass
from typing import Final

TASK: Final = "- [?] Order the lamp @Myself 📅 2026-11-25 #task #proposed #auto\n"
_TASK: Final = TASK.encode()
_SIZE: Final = 100_000


@dataclass(frozen=True, slots=True)
class HostileNote:
    """A note of at most some 100 kB."""

    data: bytes
    hides: bool = False
    """Whether Tasks itself reads its task as code or a comment."""
    piece: bytes = b""
    """What the note repeats, if only the number of repeats is hostile."""

    def cut(self, size: int) -> bytes:
        """The note with its piece repeated up to about this many bytes."""
        if not self.piece or len(self.data) <= size:
            return self.data
        return self.data.replace(self.piece, b"", (len(self.data) - size) // len(self.piece))


def _many(piece: bytes, before: bytes = b"", after: bytes = b"", *, hides: bool = False) -> HostileNote:
    return HostileNote(before + piece * (_SIZE // len(piece)) + b"\n" + after, hides, piece)


def _line(words: bytes) -> bytes:
    return b"- [?] " + words + b"\n" + _TASK


def _front(block: bytes) -> bytes:
    return b"---\n" + block + b"\n---\n" + _TASK


_MERGES: Final = b"".join(b"b%d: &b%d {<<: [*a, *a]}\n" % (each, each) for each in range(900))
_TENFOLD: Final = b"".join(
    b"a%d: &a%d [%s]\n" % (each, each, b",".join([b"*a%d" % (each - 1)] * 9)) for each in range(1, 12)
)

NOTES: Final[dict[str, HostileNote]] = {
    # front matter
    "30 kB of brackets": HostileNote(_front(b"[" * 30_000)),
    "braces": HostileNote(_front(b"{" * 30_000)),
    "closed brackets": HostileNote(_front(b"a: " + b"[" * 15_000 + b"]" * 15_000)),
    "nested lists": HostileNote(_front(b"- " * 15_000)),
    "nested keys": HostileNote(_front(b"? " * 15_000)),
    "nested names": HostileNote(_front(b"a: " * 15_000)),
    "indented names": HostileNote(_front(b"".join(b" " * at + b"k:\n" for at in range(300)))),
    "merges": HostileNote(_front(b"a: &a {x: 1}\n" + _MERGES)),
    "a thousand million": HostileNote(_front(b"a0: &a0 [x]\n" + _TENFOLD)),
    "itself": HostileNote(_front(b"a: &a [*a]")),
    "anchors": HostileNote(_front(b"&a " * 20_000)),
    "type tags": HostileNote(_front(b"a: !!python/object/apply:os.system [x]\nb: !!binary x")),
    "directives": HostileNote(_front(b"%a\n" * 20_000)),
    "documents": HostileNote(_front(b"a: 1\n...\n--- \nb: 2")),
    "more than 64 kB": HostileNote(_front(b"a: b\n" * 19_000)),
    "a fence behind 64 kB": HostileNote(_front(b"#" * 70_000)),
    "never closed": HostileNote(b"---\n" + b"a: b\n" * 10_000 + _TASK),
    "6,000 names": HostileNote(_front(b"".join(b"k%d: v\n" % each for each in range(6_000)))),
    "2,400 names": HostileNote(_front(b"".join(b"k%d: v\n" % each for each in range(2_400)))),
    "one name 2,400 times": HostileNote(_front(b"a: 1\n" * 2_400)),
    "a long value": HostileNote(_front(b"title: " + b"x" * 60_000)),
    "a long quote": HostileNote(_front(b"title: '" + b"\n" * 60_000 + b"'")),
    "escapes": HostileNote(_front(b'title: "' + rb"\u001b" * 9_000 + b'"')),
    "a huge number": HostileNote(_front(b"date: " + b"9" * 60_000)),
    "base sixty": HostileNote(_front(b"date: " + b":".join([b"59"] * 15_000))),
    "impossible days": HostileNote(_front(b"date: 9999-99-99\ndue: 0000-00-00\ntitle: -.inf")),
    "700 links": HostileNote(_front(b"participants: [" + b"[[a]]," * 700 + b"]")),
    "open links": HostileNote(_front(b"participants: '" + b"[[a|" * 15_000 + b"'")),
    "a list as a name": HostileNote(_front(b"? [a, {b: c}]\n: d")),
    "NUL in front": HostileNote(_front(b"title: a\0b")),
    "no UTF-8 in front": HostileNote(_front(b"title: caf\xe9 \xff\xfe")),
    "only carriage returns in front": HostileNote(b"---\rtitle: a\r---\r\n" + _TASK),
    # structure
    "quotes, 10,000 deep": HostileNote(b">" * 10_000 + b" " + _TASK),
    "ever deeper quotes": HostileNote(b"".join(b">" * at + b" - [?] x\n" for at in range(1, 440)) + _TASK),
    "lists, 10,000 deep": HostileNote(b"- " * 10_000 + b"[?] x\n" + _TASK),
    "ever deeper lists": HostileNote(b"".join(b" " * at + b"- [?] x\n" for at in range(440)) + _TASK),
    "ever more tabs": HostileNote(b"".join(b"\t" * at + b"- [?] x\n" for at in range(440)) + _TASK),
    "fences": _many(b"```\n```\n", after=_TASK),
    "ever deeper fences": HostileNote(b"".join(b" " * (at % 300) + b"```\n" for at in range(600)) + _TASK),
    "a huge fence": HostileNote(b"`" * 90_000 + b"\n" + _TASK, hides=True),
    "a fence never closed": _many(_TASK, b"~~~\n", hides=True),
    "comments": _many(b"<!-- -->\n", after=_TASK),
    "a comment never closed": _many(b"<!--\n", after=_TASK, hides=True),
    "percents": _many(b"%%\n%%\n", after=_TASK),
    "percents in words": _many(b"a %% b\nc %% d\n", after=_TASK),
    "percents in quotes": _many(b"> a %% b\n\n", after=_TASK),
    "headings": _many(b"# h\n", after=_TASK),
    "numbers": HostileNote(b"1" * 90_000 + b". [?] x\n" + _TASK),
    "markers": HostileNote(b"1. " * 30_000 + b"[?] x\n" + _TASK),
    "empty lines": _many(b"\n", after=_TASK),
    # one line
    "a word of 90 kB": HostileNote(_line(b"x" * 90_000)),
    "spaces": HostileNote(_line(b"x" + b" " * 90_000 + b"y")),
    "spaces in front": HostileNote(b" " * 90_000 + _TASK),
    "brackets": HostileNote(_line(b"[" * 90_000)),
    "boxes": HostileNote(_line(b"[?] " * 20_000)),
    "at signs": HostileNote(_line(b"@" * 90_000)),
    "names": HostileNote(_line(b"@Ada Quill " * 8_000)),
    "tags": HostileNote(_line(b"#a " * 30_000)),
    "hashes": HostileNote(_line(b"#" * 90_000)),
    "days": HostileNote(_line("📅 2026-11-25 ".encode() * 5_000)),
    "signs of days": HostileNote(_line("📅 ".encode() * 18_000)),
    "hidden days": HostileNote(_line("📅 2026-11-25 y ".encode() * 4_500)),
    "days of the other format": HostileNote(_line(b"[due:: 2026-11-25] " * 4_500)),
    "fields never closed": HostileNote(_line(b"[due:: " * 12_000)),
    "decoded twice": HostileNote(_line("ğŸ“… ".encode() * 9_000)),
    "recurrences": HostileNote(_line("🔁 every ".encode() * 5_000 + b"!")),
    "a recurrence": HostileNote(_line("x 🔁".encode() + b" a" * 40_000 + b"!")),
    "dependences": HostileNote(_line("x ⛔ ".encode() + b"a , " * 20_000 + b"!")),
    "identifiers": HostileNote(_line("x 🆔 ".encode() + b"a" * 90_000 + b"!")),
    "block links": HostileNote(_line(b"x" + b" ^a" * 30_000)),
    "wiki links": HostileNote(_line(b"[[a|b]] " * 12_000)),
    "10,000 marks on one letter": HostileNote(_line(b"a" + "\u0301".encode() * 10_000)),
    "joiners": HostileNote(_line("\u200d\ufe0f".encode() * 15_000)),
    # bytes
    "NUL": HostileNote(b"\0" * 90_000 + b"\n" + _TASK),
    "binary": HostileNote(bytes(range(256)) * 380 + b"\n" + _TASK),
    "UTF-16": HostileNote((TASK * 300).encode("utf-16"), hides=True),
    "carriage returns": _many(b"- [?] x #proposed #auto\r", after=_TASK),
    "lone bytes": HostileNote(_line(b"\xff\xfe\x80" * 30_000)),
    "cut in a character": HostileNote(_line("📅".encode()[:3] * 20_000)),
    "marks of byte order": HostileNote(b"\xef\xbb\xbf" * 30_000 + b"\n" + _TASK),
    "empty": HostileNote(b"", hides=True),
    # many
    "1,400 proposals": _many(_TASK),
    "tasks that are done": _many(b"- [x] Order the lamp #task\n", after=_TASK),
}
"""The notes, by the name of what is hostile in them."""


def name_of(hostile: str) -> str:
    """The name of the file of a hostile note."""
    return f"{hostile.replace(',', '').replace(' ', '-')}.md"


def large_note(megabytes: int, proposals: int) -> bytes:
    """A note of this many MB (2**20 bytes): proposals with words of their own, the rest prose."""
    lines = (
        f"- [?] Order lamp number {each} for the quay @Ada Quill 📅 2026-11-25 #task #proposed #auto\n"
        for each in range(proposals)
    )
    tasks = "".join(lines).encode()
    prose = "What was said on the quay, café and all, goes on for a while and means little.\n".encode()
    return tasks + prose * max(0, (megabytes * 2**20 - len(tasks)) // len(prose))
