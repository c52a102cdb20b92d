"""What ends a task and says nothing about it: `as usual`, `and let the others know`."""

from typing import Final

from triage.core.twins.wording.forms import root_of
from triage.core.twins.wording.token import Token

_WHO: Final = ("me", "us", "them", "everyone", "everybody", "all", "the others", "the team", "the rest")
_ONCE: Final = (
    *("", "when it is done", "once it is done", "when done", "once done", "when that is done"),
    *("when you are done", "how it goes", "how it went", "what comes of it", "that it is done"),
)
_TAILS: Final = (
    *("as usual", "as always", "as ever", "as before", "as discussed", "as agreed", "as planned"),
    *("as promised", "as mentioned", "as requested", "as suggested", "if at all possible", "if you can"),
    *("if possible", "where possible", "if need be", "if time allows", "if time permits", "time permitting"),
    *("when you have time", "when there is time", "when you get a chance", "when you get the chance"),
    *("at the earliest opportunity", "without further delay", "without delay", "for the record"),
    *("as a matter of urgency", "sooner rather than later", "the sooner the better", "before we forget"),
    *("before it is forgotten", "so that it is not forgotten", "thanks", "thank you", "many thanks"),
    *("thanks in advance", "no rush", "no hurry", "if you do not mind", "if that is fine", "or so"),
)
_MORE: Final = (
    *(f"let {who} know {once}" for who in _WHO for once in _ONCE),
    *(f"tell {who} {once}" for who in _WHO for once in _ONCE if once),
    *(f"{verb} {once}" for verb in ("say", "report", "report back") for once in _ONCE if once),
    *("report back", "say so", "get back to me", "get back to us", "confirm when done", "keep me posted"),
    *("keep us posted", "keep everyone posted", "add it to the minutes", "put it in the minutes"),
    *("note it in the minutes", "mention it in the minutes", "mention it at the next meeting"),
    *("mention it in the next meeting", "report at the next meeting", "report in the next meeting"),
    *("bring it up at the next meeting", "tick it off", "cross it off the list", "tick it off the list"),
)
"""Those that ask for something, and so stand behind `and` or a comma."""


def _by_end(tails: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """By the last root all that end in it, the longest first."""
    roots = sorted({tuple(map(root_of, tail.split())) for tail in tails}, key=lambda tail: (-len(tail), tail))
    return {end: tuple(tail for tail in roots if tail[-1] == end) for end in {tail[-1] for tail in roots}}


_ENDS: Final = _by_end((*_TAILS, *_MORE))
_NEED_LINK: Final = frozenset(tuple(map(root_of, tail.split())) for tail in _MORE)
_LINKS: Final = frozenset(("and", "then", ",", ";", ".", "—", "–"))


def without_tails(tokens: list[Token]) -> list[Token]:
    """The tokens up to where such an ending begins; all of them, where nothing would be left."""
    end = _trimmed(tokens, len(tokens))
    kept = end
    while end > 1 and (tails := _ENDS.get(tokens[end - 1].root)):
        roots = [token.root for token in tokens[max(0, end - 12) : end]]
        size = next((len(tail) for tail in tails if _stands(tokens, end, roots, tail)), 0)
        if not size:
            break
        kept = end = _trimmed(tokens, end - size)
    return tokens[:kept] if kept else tokens


def _stands(tokens: list[Token], end: int, roots: list[str], tail: tuple[str, ...]) -> bool:
    start = end - len(tail)
    return (
        start > 0
        and tuple(roots[-len(tail) :]) == tail
        and (tail not in _NEED_LINK or tokens[start - 1].word in _LINKS)
    )


def _trimmed(tokens: list[Token], end: int) -> int:
    """The same end without marks, `and` and `then` before it."""
    while end > 0 and (tokens[end - 1].is_mark or tokens[end - 1].word in ("and", "then", "also")):
        end -= 1
    return end
