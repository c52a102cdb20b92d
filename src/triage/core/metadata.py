"""What the front matter of a note says about the note."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_LONGEST_TEXT = 200
_MOST_NAMES = 100

_WIKILINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_BETWEEN_COMMAS = re.compile(rf"(?:\[\[[^\[\]]*\]\]|{_LINK.pattern}|[^,])+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The values of a note's front matter that triage shows, as written but cut to 200 characters each."""

    title: str = ""
    date: str = ""
    participants: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    source: str = ""
    source_ref: str = ""
    aliases: tuple[str, ...] = ()
    """The other names that the note is known by."""
    kind: str = ""
    """What the front matter calls `type`."""
    problem: str = ""
    """One sentence saying why the front matter could not be read, empty when it could or there is none."""

    @property
    def people(self) -> tuple[str, ...]:
        """The participants and then the person, each name once."""
        return tuple(dict.fromkeys(name for name in self.participants + self.person if name))


def text_in(value: object) -> str:
    """Take the text of a front matter value, empty when it is a list or a mapping."""
    return value.strip()[:_LONGEST_TEXT].rstrip() if isinstance(value, str) else ""


def texts_in(value: object) -> str:
    """Take the text of a front matter value, a link by its words, or those of a list between commas."""
    if isinstance(value, str):
        return text_in(_WIKILINK.sub(_shown, value))
    return ", ".join(names_in(value))[:_LONGEST_TEXT].rstrip()


def names_in(value: object) -> tuple[str, ...]:
    """Take the first hundred names: of `Ada, Bo`, of a list of names, and of links to people's notes."""
    names = (text_in(name) for name in _names(value))
    return tuple(islice((name for name in names if name), _MOST_NAMES))


def _names(value: object) -> Iterator[str]:
    match value:
        case str():
            for part in _BETWEEN_COMMAS.finditer(value):
                yield _without_links(part[0])
        case [[str(link)]]:  # [[Ada Quill]] without quotes is, to YAML, a list in a list
            yield _without_links(f"[[{link}]]")
        case list():
            for item in value:
                match item:
                    case str():
                        yield _without_links(item)
                    case [[str(link)]]:
                        yield _without_links(f"[[{link}]]")


def _without_links(text: str) -> str:
    """The words of a name: without the links around them, and without the `@` of an owner."""
    return _LINK.sub(r"\1", _WIKILINK.sub(_shown, text)).strip().removeprefix("@")


def _shown(link: re.Match[str]) -> str:
    """Choose the name to show for a wikilink: its alias, else its note's name without the folder."""
    target, alias = link.groups()
    return alias or target.partition("#")[0].rpartition("/")[2].removesuffix(".md")
