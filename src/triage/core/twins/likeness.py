"""How far two ideas are the same thing to do."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from triage.core.twins.idea import Head, Idea
from triage.core.twins.wording.forms import root_of
from triage.core.twins.wording.opposites import KINDS, OPPOSITES
from triage.core.twins.wording.small_words import FAINT
from triage.core.twins.wording.synonyms import ALIKE
from triage.core.twins.wording.verbs import ASKING, DIRECT, LIGHT, VERBS

ENOUGH: Final = 0.6
"""The likeness from which two ideas are alike."""

_COMMON: Final = 0.45
"""The share of the shorter idea's words that both must have, synonyms not counted."""
_SUBSTITUTED: Final = 2.0
_ADDED: Final = 0.27
"""What it costs, of a word's weight, when the other idea says something else or nothing instead."""
_SYNONYM: Final = 0.9
_SLIP: Final = 0.95
"""What a word counts that has another in its place."""
_UNLIKE: Final = 0.2
_HOPELESS: Final = 0.3
"""The likeness up to which synonyms would not help, and up to which slips would not."""
_MOST_LEFT: Final = 40
"""Words of an idea that are searched for what stands for them in the other."""
_SHORT: Final = 5
_LONG: Final = 9
"""Letters: a shorter word has no slips, a longer one may have two."""

_NONE: Final[frozenset[str]] = frozenset()


def are_alike(a: Idea, b: Idea) -> bool:
    """Whether both say the same thing to do."""
    return likeness(a, b) >= ENOUGH


def likeness(a: Idea, b: Idea) -> float:
    """From 0, little in common or a difference that settles it, to 1, the same words; the same both ways."""
    if a.said == b.said:
        return 1.0 if a.said else 0.0
    if (b.said, b.verbs) < (a.said, a.verbs):
        a, b = b, a
    common = a.weights.keys() & b.weights.keys()
    if len(common) < fewest_common(a, b) or _score_of(a, b, common) <= _UNLIKE:
        return 0.0
    if not (a.numbers <= b.numbers or b.numbers <= a.numbers):
        return 0.0
    pair = _Pair(a, b)
    score = pair.score()
    return 0.0 if score >= ENOUGH and pair.is_at_odds() else score


def fewest_common(a: Idea, b: Idea) -> int:
    """How many roots two ideas must have in common to be alike at all; one at least."""
    return max(1, int(_COMMON * min(len(a.weights), len(b.weights))))


def _score_of(a: Idea, b: Idea, common: AbstractSet[str]) -> float:
    """The score of two ideas by the words that are the same."""
    mine = sum([weight for root, weight in a.weights.items() if root in common])
    other = sum([weight for root, weight in b.weights.items() if root in common])
    return _score((mine + other) / 2, a.total - mine, b.total - other)


def _score(shared: float, mine: float, other: float, strayed: float = 0.0) -> float:
    """From 0 to 1, by the weight of what two ideas share and of what only one of them says."""
    if not shared:
        return 0.0
    less, more = (mine, other) if mine < other else (other, mine)
    return shared / (shared + strayed + _SUBSTITUTED * less + _ADDED * (more - less))


class _Pair:
    """Two ideas, their words matched."""

    def __init__(self, a: Idea, b: Idea) -> None:
        self._a, self._b = a, b
        self._mine = {root: None for root in a.weights if root not in b.weights}
        self._other = {root: None for root in b.weights if root not in a.weights}
        self._meant: dict[str, str] = {}
        """For words of the one those of the other that stand for them."""
        self._strayed = 0.0
        self._shared = sum([(w + b.weights[root]) / 2 for root, w in a.weights.items() if root in b.weights])
        if self._mine and self._other:
            self._match_synonyms()
        if self._mine and self._other and self.score() > _HOPELESS:
            self._match_slips()
            self._match_joined(a, self._mine, self._other)
            self._match_joined(b, self._other, self._mine)

    def _match_synonyms(self) -> None:
        a, b = self._a, self._b
        for root in list(self._mine)[:_MOST_LEFT]:
            if alike := ALIKE.get(root):
                if not alike.isdisjoint(self._other):
                    self._take(root, next(word for word in self._other if word in alike), _SYNONYM)
                elif not alike.isdisjoint(b.weights):
                    del self._mine[root]
        for root in list(self._other)[:_MOST_LEFT]:
            if (alike := ALIKE.get(root)) and not alike.isdisjoint(a.weights):
                del self._other[root]

    def _match_slips(self) -> None:
        a, b = self._a, self._b
        theirs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for root, word in zip(b.weights, b.spelled, strict=True):
            if root in self._other and len(word) >= _SHORT:
                theirs[word[0]].append((root, word))
        for root, word in zip(a.weights, a.spelled, strict=True):
            if root in self._mine and len(word) >= _SHORT:
                for other, written in theirs[word[0]][:_MOST_LEFT]:
                    if other in self._other and _is_slip(word, written):
                        self._take(root, other, _SLIP)
                        break

    def _take(self, root: str, other: str, strength: float) -> None:
        self._meant[root] = other
        weight = (self._a.weights[root] + self._b.weights[other]) / 2
        self._shared += strength * weight
        self._strayed += (1 - strength) * weight
        del self._mine[root], self._other[other]

    def _match_joined(self, idea: Idea, parts: dict[str, None], wholes: dict[str, None]) -> None:
        """Match two neighbours with the one word that the other idea makes of them."""
        for first, second in pairwise(list(parts)):
            if first + second in wholes and first in parts:
                del wholes[first + second], parts[first], parts[second]
                self._shared += idea.weights[first]

    def score(self) -> float:
        """How much they share of what they say, differences that settle it aside."""
        mine = sum([self._a.weights[root] for root in self._mine])
        other = sum([self._b.weights[root] for root in self._other])
        return _score(self._shared, mine, other, self._strayed)

    def is_at_odds(self) -> bool:
        """Whether they differ in one thing that makes them two tasks, however much they share."""
        return (
            self._differ_in_names()
            or self._differ_in_kind()
            or self._differ_in_verb()
            or self._differ_in_thing()
            or self._go_other_ways()
            or self._one_denies()
        )

    def _differ_in_names(self) -> bool:
        return not (self._a.names.isdisjoint(self._mine) or self._b.names.isdisjoint(self._other))

    def _differ_in_kind(self) -> bool:
        return any(
            not KINDS.get(root, _NONE).isdisjoint(self._other)
            or not OPPOSITES.get(root, _NONE).isdisjoint(self._other)
            for root in self._mine
        )

    def _differ_in_verb(self) -> bool:
        mine, other = self._a.verbs, self._b.verbs
        if not mine or not other:
            return self._begin_otherwise()
        if self._meant.get(mine[0]) in other:
            return False
        if _has_like(mine[0], other) or _has_like(other[0], mine):
            return mine[0] in ASKING and other[0] in ASKING and self._ask_otherwise()
        return not (_leaves_open(self._a) or _leaves_open(self._b))

    def _ask_otherwise(self) -> bool:
        """Whether what somebody is asked to do differs: `ask Ada to paint it`, `ask Ada to sell it`."""
        mine, other = self._a.verbs[1:2], self._b.verbs[1:2]
        return not (self._mine.keys().isdisjoint(mine) or self._other.keys().isdisjoint(other))

    def _begin_otherwise(self) -> bool:
        """Whether the first words, of which one at most is known to be a verb, are two things to do."""
        a, b = self._a, self._b
        return (
            bool(a.heads and b.heads)
            and _begins_with(a, self._mine)
            and _begins_with(b, self._other)
            and LIGHT.isdisjoint((a.verbs + b.verbs)[:1])
        )

    def _differ_in_thing(self) -> bool:
        """Whether heads of one role differ, or what stands before the same head does."""
        if not self._mine or not self._other:
            return False
        a, b = self._a.heads, self._b.heads
        mine = [head for head in a if head.root in self._mine]
        other = [head for head in b if head.root in self._other]
        return (
            _have_role_in_common(mine, other)
            or _have_role_in_common(mine, _no_heads(b, a, self._other))
            or _have_role_in_common(_no_heads(a, b, self._mine), other)
            or any(self._differ_before(head, theirs) for head in a for theirs in b)
        )

    def _differ_before(self, head: Head, other: Head) -> bool:
        return (
            head.root == other.root
            and head.closer in self._mine
            and other.closer in self._other
            and not {head.closer, other.closer} & FAINT
        )

    def _go_other_ways(self) -> bool:
        """Whether one leads from where the other leads to."""
        return _leads_back(self._a, self._b) or _leads_back(self._b, self._a)

    def _one_denies(self) -> bool:
        a, b = self._a, self._b
        return not (
            (a.denied - b.denied).isdisjoint(b.weights) and (b.denied - a.denied).isdisjoint(a.weights)
        )


def _leads_back(a: Idea, b: Idea) -> bool:
    """Whether b leads from where a leads to, and not there as well."""
    to = {head.root for head in a.heads if head.role == "to"}
    other_from = {head.root for head in b.heads if head.role == "from"}
    return not to & other_from <= {head.root for head in b.heads if head.role == "to"}


def _no_heads(heads: Iterable[Head], others: Iterable[Head], only: dict[str, None]) -> list[Head]:
    """The heads, with words before them that only this idea has, that are none in the other idea.

    `sheet music` against `music stand`; not `deep dive` against `deep dive session`.
    """
    roots = {other.root for other in others}
    closer = {other.closer for other in others}
    return [
        head
        for head in heads
        if head.root in closer and head.root not in roots and head.closer in only and head.closer not in FAINT
    ]


def _have_role_in_common(heads: Iterable[Head], others: Iterable[Head]) -> bool:
    return not {head.role for head in heads}.isdisjoint([other.role for other in others])


def _leaves_open(idea: Idea) -> bool:
    """Whether its leading verb does not say what is to be done: `help Ada pack`, and not `use the lamp`."""
    verb = idea.verbs[0]
    has_object = bool(idea.heads) and not idea.heads[0].role
    return verb in LIGHT and not (verb in DIRECT and has_object and len(idea.verbs) == 1)


def _begins_with(idea: Idea, roots: dict[str, None]) -> bool:
    """Whether it begins with one of these, and with the verb that leads, where one does."""
    first = next(iter(idea.weights), "")
    return first in roots and idea.verbs[:1] in ((), (first,))


def _has_like(verb: str, verbs: tuple[str, ...]) -> bool:
    return verb in verbs or not ALIKE.get(verb, _NONE).isdisjoint(verbs)


def _is_slip(a: str, b: str) -> bool:
    """Whether one word is the other with a slip of the finger, and not a word or a name of its own."""
    if a[:-1] == b or b[:-1] == a:
        return False
    most = 1 if min(len(a), len(b)) < _LONG else 2
    return OSA.distance(a, b, score_cutoff=most) <= most and not (_is_known(a) and _is_known(b))


def _is_known(word: str) -> bool:
    """Whether a casefolded word is one that tasks are made of, so that its likeness to another is chance."""
    root = root_of(word)
    return root in ALIKE or root in VERBS or root in KINDS or root in FAINT
