"""What a task is about, apart from how it is worded."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from triage.core.twins.wording.phrases import CLOSE, PARTICLES, SEPARABLE
from triage.core.twins.wording.sentence import is_english, sentence_of
from triage.core.twins.wording.small_words import DETERMINERS, FAINT, LATER, NOT, PREPOSITIONS
from triage.core.twins.wording.token import Token, plain_token
from triage.core.twins.wording.verbs import ASKING, GIVING, LIGHT

_VERB: Final = 1.2
_HEAD: Final = 1.4
_NAME: Final = 1.3
_PLAIN: Final = 1.0
_FAINT: Final = 0.35
_ASIDE: Final = 0.45
"""How much words count: verbs, the things that they are about, names; of any, where said beside the task."""

_WINDOW: Final = 6
"""Words that may stand between a verb and its particle."""


class Head(NamedTuple):
    """What the task, or a part of it, is about: `list` in `for the price list`."""

    role: str
    """"" for the object, else what the preposition says."""
    root: str
    closer: str
    """The root before it, "" for none: `price`."""


@dataclass(frozen=True, slots=True)
class Idea:
    """The words of a task by what they do in it."""

    said: str
    """Its words and numbers in order, without case and marks."""
    weights: dict[str, float]
    """The root of each word that counts, in order, and how much it does."""
    total: float
    """The sum of these."""
    spelled: tuple[str, ...]
    """How each of these was written first."""
    verbs: tuple[str, ...]
    """What is to be done, the leading verb first; () where none leads."""
    heads: tuple[Head, ...]
    names: frozenset[str]
    """People, places and products."""
    numbers: frozenset[str]
    denied: frozenset[str]
    """What is not to be, or not to be done."""

    def __hash__(self) -> int:
        return hash(self.said)


def idea_of(words: str) -> Idea:
    """What the words of a task (those of `Proposal.words`) say."""
    return _Reader(sentence_of(words)).idea()


class _Reader:
    """Reads a task's tokens from the left, once for its verbs and once for the rest."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._is_english = is_english(tokens)
        self._weights: dict[str, float] = {}
        self._spelled: list[str] = []
        self._verbs: list[str] = []
        self._heads: dict[Head, None] = {}
        self._denied: set[str] = set()
        self._said: list[str] = []
        self._role = ""
        self._head = self._closer = ""
        self._is_aside = False
        """Whether what is read is said beside the task: why, when, with what."""

    def idea(self) -> Idea:
        """What they say."""
        if self._is_english:
            self._find_verbs()
        self._read()
        return Idea(
            " ".join(self._said),
            self._weights,
            sum(self._weights.values()),
            tuple(self._spelled),
            tuple(self._verbs),
            tuple(self._heads),
            frozenset([token.root for token in self._tokens if token.is_name]),
            frozenset([token.word for token in self._tokens if token.is_number]),
            frozenset(self._denied),
        )

    def _find_verbs(self) -> None:
        """The verb that leads and those beside it; else what the words say, in the past, was done."""
        before = ""
        has_begun = False
        for at, token in enumerate(self._tokens):
            if token.is_name:
                has_begun = True
            elif not token.is_mark and not token.is_small:
                if has_begun and before not in ("to", ":", ","):
                    self._verbs += self._done(at)
                elif token.is_verb or (not token.is_number and self._is_determined(at)):
                    self._lead(at)
                    if token.is_past:
                        self._verbs += self._done(at + 1)
                else:
                    self._verbs += self._done(at)
                return
            before = token.word

    def _is_determined(self, at: int) -> bool:
        """Whether a thing follows, as behind a verb: `the`, or `up the`."""
        behind = [token.word for token in self._tokens[at + 1 : at + 3]]
        return bool(behind) and (
            behind[0] in DETERMINERS or (behind[0] in CLOSE and behind[-1] in DETERMINERS)
        )

    def _done(self, start: int) -> list[str]:
        said = self._tokens[start:]
        return [token.root for token in said if token.is_verb and token.is_past][:3]

    def _lead(self, at: int) -> None:
        self._join_particle(at)
        verb = self._tokens[at]
        self._verbs.append(verb.root)
        is_light = verb.root in LIGHT
        takes_verb = is_light or verb.root in ASKING
        takes_noun = is_light or verb.root in GIVING
        before = verb.word
        for token in self._tokens[at + 1 :]:
            if token.is_verb:
                if (
                    (before in ("and", "then", "or", ",") and not token.is_past)
                    or (before == "to" and takes_verb)
                    or (before in ("a", "an") and takes_noun)
                ):
                    self._verbs.append(token.root)
                elif before in ("on", "of", "for") and is_light:
                    self._verbs.append(token.root)
                    is_light = False
            before = token.word

    def _join_particle(self, at: int) -> None:
        """Read `turn the heating off` as `disable the heating`."""
        tokens = self._tokens
        verb = tokens[at]
        if verb.root not in SEPARABLE:
            return
        for behind in range(at + 1, min(at + 1 + _WINDOW, len(tokens))):
            token = tokens[behind]
            if token.is_mark:
                return
            if meant := PARTICLES.get((verb.root, token.word)):
                after = tokens[behind + 1] if behind + 1 < len(tokens) else None
                if not after or after.is_mark or (after.is_small and after.word not in DETERMINERS):
                    tokens[at] = plain_token(meant)
                    del tokens[behind]
                    return

    def _read(self) -> None:
        tokens = self._tokens
        lead = self._verbs[0] if self._verbs else ""
        asks = not lead or lead in ASKING or lead in LIGHT
        denying = 0
        is_without = False
        for at, token in enumerate(tokens):
            word, root = token.word, token.root
            if token.is_mark:
                self._close()
                denying = 0
                self._is_aside |= self._is_english and word in "(;—–.!?" and len(self._weights) > 1
                continue
            self._said.append(word)
            if word in NOT:
                self._close()
                denying = 2
                is_without = word == "without"
                if at > 0 and tokens[at - 1].word == "to" and len(self._weights) > 1:
                    self._is_aside = True
            elif token.is_small and not token.is_name:
                if token.opens:
                    denying = 0
                if self._is_english:
                    self._turn(word, tokens[at + 1] if at + 1 < len(tokens) else None, asks)
            else:
                if denying:
                    denying -= 1
                    if is_without or not self._is_aside:
                        self._denied.add(root)
                self._weigh(token, is_verb=root in self._verbs and (root == lead or not self._head))
        self._close()

    def _turn(self, word: str, after: Token | None, asks: bool) -> None:
        """Go on to what a small word opens."""
        is_verb = after is not None and after.is_verb
        if word in LATER:
            if len(self._weights) > 1:
                self._close()
                self._is_aside = True
        elif word == "to" and is_verb:
            self._close()
            self._is_aside |= len(self._weights) > 1 and not asks
            self._role = ""
        elif role := PREPOSITIONS.get(word):
            self._close()
            self._role = role
        elif word in DETERMINERS:
            self._close()
        elif word in ("and", "or", "then"):
            self._close()
            if after is not None and is_verb and after.root in self._verbs:
                self._role = ""

    def _weigh(self, token: Token, is_verb: bool) -> None:
        root = token.root
        if root in FAINT or (is_verb and root in LIGHT):
            weight = _FAINT
        else:
            weight = _VERB if is_verb else _NAME if token.is_name else _PLAIN
        if self._is_aside:
            weight *= _ASIDE
        known = self._weights.get(root)
        if known is None:
            self._spelled.append(token.word)
        if known is None or weight > known:
            self._weights[root] = weight
        if not is_verb and not token.is_number:
            self._closer = "" if token.is_name else self._head
            self._head = root

    def _close(self) -> None:
        """End a run of words; its last one is what it is about."""
        head = self._head
        if head and self._is_english and not self._is_aside:
            self._heads[Head(self._role, head, self._closer)] = None
            if head not in FAINT and self._weights[head] < _HEAD:
                self._weights[head] = _HEAD
        self._head = self._closer = ""
