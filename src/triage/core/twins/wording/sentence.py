"""A task's tokens with what only wording does to them undone."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from triage.core.twins.wording.phrases import CLOSE, PHRASES
from triage.core.twins.wording.small_words import DETERMINERS, FOREIGN, GERMAN, LATER, NOT, OF_NAMES
from triage.core.twins.wording.synonyms import ALIKE
from triage.core.twins.wording.tails import without_tails
from triage.core.twins.wording.token import Token, plain_token, tokens_of

_FEW: Final = 5
"""Words that may say when or where in front of a task: `First thing on Monday, …`."""
_MOSTLY: Final = 0.6
"""The share of words with capitals from which a capital says nothing."""


def sentence_of(words: str) -> list[Token]:
    """The tokens with names marked, set phrases as one word, filler left out, the main clause first."""
    tokens = tokens_of(words)
    _mark_names(tokens)
    return _main_clause_first(_meant(without_tails(tokens)))


def _mark_names(tokens: list[Token]) -> None:
    """Make names of what a capital shows to be one, in languages that do not give it to every noun."""
    capitals = [at for at, token in enumerate(tokens) if token.is_capital]
    if not capitals or (len(capitals) > 3 and len(capitals) > _MOSTLY * _words(tokens)):
        return
    if len([token for token in tokens if token.word in GERMAN]) > 1:
        return
    has_english_order = is_english(tokens)
    for at in capitals:
        is_first = at == 0 or (tokens[at - 1].is_mark and tokens[at - 1].word in ".!?:")
        if not tokens[at].is_small and (
            not is_first or (has_english_order and _starts_with_name(tokens, at))
        ):
            tokens[at] = tokens[at].named()


def is_english(tokens: Sequence[Token]) -> bool:
    """Whether verbs and what they are about stand where English puts them, as far as small words show it."""
    small = [token.word for token in tokens if token.is_small and token.word not in OF_NAMES]
    if small:
        return 2 * len([word for word in small if word in FOREIGN]) < len(small)
    return any(token.word.isascii() for token in tokens if not token.is_mark and not token.is_number)


def _words(tokens: Sequence[Token]) -> int:
    return len([token for token in tokens if not token.is_mark and not token.is_number])


def _starts_with_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether the first word of a sentence is a name, and not the verb or a noun."""
    first = tokens[at]
    if first.is_verb:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.word in ("to", ":"):
        return True
    return not (
        after is None
        or after.is_mark
        or after.opens
        or after.word in DETERMINERS
        or after.word in CLOSE
        or first.is_past
        or first.root in ALIKE
    )


def _meant(tokens: list[Token]) -> list[Token]:
    """The tokens with each set phrase as the words that it stands for."""
    roots = [token.root for token in tokens]
    starts = list(pairwise(roots))
    if PHRASES.keys().isdisjoint(starts):
        return tokens
    meant: list[Token] = []
    at = 0
    while at < len(tokens):
        for said, instead in PHRASES.get(starts[at], ()) if at < len(starts) else ():
            if roots[at : at + len(said)] == said:
                meant += map(plain_token, instead)
                at += len(said)
                break
        else:
            meant.append(tokens[at])
            at += 1
    return meant


def _main_clause_first(tokens: list[Token]) -> list[Token]:
    """`Before the fair, send the list, without notes` as `send the list before the fair, without notes`."""
    first = next((at for at, token in enumerate(tokens) if not _is_lead_in(token)), None)
    if first is None or not _may_be_fronted(tokens[first]):
        return tokens
    comma = next((at for at in range(first, len(tokens) - 1) if _leads(tokens, at)), None)
    if comma is None:
        return tokens
    if is_clause := _opens(tokens[first]) or tokens[first].word == "following":
        fronted = tokens[first:comma]
    elif comma - first <= _FEW and tokens[comma].word == ",":
        fronted = [tokens[comma], *tokens[first:comma]]
    else:
        return tokens
    main = tokens[comma + 1 :]
    end = next((at for at in range(1, len(main)) if _is_end(main, at)), len(main)) if is_clause else len(main)
    return [*main[:end], *fronted, *main[end:]]


def _is_end(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause ends before this token, and what goes with it or not begins."""
    if tokens[at].is_mark:
        return tokens[at].word != "," or (at + 1 < len(tokens) and _opens(tokens[at + 1]))
    return tokens[at].word == "without" or (at > 1 and tokens[at].word in LATER)


def _is_lead_in(token: Token) -> bool:
    """Whether it is of those that may stand before all else: `Also, for the fair …`."""
    return token.is_mark or (token.is_small and not _opens(token) and token.word not in DETERMINERS)


def _may_be_fronted(first: Token) -> bool:
    return _opens(first) or not (first.is_name or first.is_verb or first.word in NOT)


def _opens(token: Token) -> bool:
    return bool(token.opens) or token.word in LATER or token.word == "without"


def _leads(tokens: Sequence[Token], comma: int) -> bool:
    """Whether what is to be done stands behind this comma, `please` and `we need to` aside."""
    if tokens[comma].word not in ",:;—–":
        return False
    verb = comma + 1
    while verb < len(tokens) - 1 and (tokens[verb].word == "to" or _is_lead_in(tokens[verb])):
        if tokens[verb].is_mark:
            return False
        verb += 1
    token = tokens[verb]
    return not token.is_small and (
        (token.is_verb and not token.is_past)
        or (verb + 1 < len(tokens) and tokens[verb + 1].word in DETERMINERS)
    )
