"""Ideas for tasks in invented words: each clearly differs from the others and can be said in several ways."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from re import findall

from make_vault import FIRST, HEADS, LAST, MIDDLES, TAILS, TRADES, phrases

SHORTEST, LONGEST = 60, 200
"""Characters of a task's words, in each way to say it."""
MOST_SHARED = 0.5
"""The largest share of content words that two ideas have in common, of the idea that has fewer."""

VERBS = tuple(
    tuple(pair.split("/"))
    for pair in phrases("""
    Send/Forward | Draft/Write | Review/Go through | Confirm/Verify | Update/Bring up to date |
    Prepare/Get ready | Collect/Gather | Share/Pass on | Rewrite/Reword | Measure/Gauge | Present/Show |
    Check/Examine | Order/Purchase | Book/Reserve | Print/Print out | Explain/Clarify | Repair/Fix |
    Replace/Swap | Test/Try out | Count/Tally | Label/Mark | Return/Give back | Renew/Extend |
    Cancel/Call off | Shorten/Trim | Store/Stow | Photograph/Take pictures of | Publish/Post |
    Archive/File away | Unpack/Unbox | Sketch/Draw | Value/Appraise | Clean/Tidy | Copy/Duplicate |
    Sort/Arrange | Polish/Buff | Repaint/Paint again | Restart/Reboot | Hand over/Deliver | Find/Locate |
    Finish/Complete | Propose/Suggest | Correct/Amend | Assemble/Put together | Approve/Sign off |
    Inspect/Look over | Design/Draw up | Announce/Declare | Rehearse/Practise""")
)
"""Each verb with the verbs that mean the same."""

KINDS = phrases("""
    revised | quarterly | second | short | printed | regional | missing | signed | winter | shared |
    public | internal | open | harbour | night-shift | yellow | weekly | old | wooden | portable |
    bilingual | tidal | spare | folding | annual | northern | heated | leased | glazed | provisional |
    illustrated | narrow | copper | striped | mobile | fireproof | pocket-sized | rural | upstairs |
    waterproof | dented | brass | seasonal | handwritten | oversized | silent | solar | borrowed |
    temporary | eastern | laminated | engraved | half-empty | rooftop | reinforced | magnetic | wicker |
    circular | unused | certified""")

NOUNS = phrases("""
    intake form | stocktake plan | timetable | price list | tide table | glossary | floor plan | survey |
    delivery route | packing guide | training binder | budget sheet | repair log | seed catalogue |
    reading list | lamp inventory | safety checklist | loading schedule | ticket design | warehouse map |
    ferry ramp | kiln | oven door | signal box | greenhouse roof | bicycle rack | rain gauge | telescope |
    lease agreement | parking permit | visitor badge | welcome letter | exhibition poster | radio mast |
    cargo scale | water meter | boiler valve | stage curtain | piano stool | bookbinding press | loom |
    weather station | compost bin | milk churn | cheese mould | honey label | apple crate | tasting menu |
    choir programme | museum caption | coin cabinet | insurance claim | customs declaration | fuel invoice |
    tax return | wage table | holiday calendar | duty roster | interview script | job advert |
    onboarding tour | fire drill | first-aid kit | smoke alarm | stair rail | door lock | alarm code |
    key register | backup drive | network switch | label printer | card reader | booking page | newsletter |
    mailing list | photo archive | sound recording | lighting cue | costume rack | puppet theatre |
    chess set | sail cover | anchor chain | harbour crane | pilot boat | life jacket | oyster bed |
    mooring buoy | lighthouse lamp | snow plough | tram shelter | level crossing | freight wagon |
    sleeper car | dining trolley | luggage tag | clock face | pendulum | watch strap | hearing loop |
    eye chart | lens grinder | microscope slide | tile sample | clay delivery | glaze recipe | roof beam |
    scaffold | drainage ditch | footbridge | beehive | orchard fence | wheat sack | flour mill |
    bread slicer | soup kettle | coffee roaster""")

WHOM = phrases("""
    for {company} | with {person} | from {company} | at the {name} depot | for the {name} branch |
    by way of {person} | in the {name} hall | on behalf of {company} | near the {name} gate |
    for {person} and the {name} team | after the visit to {name} | in {name} and {name}""")

REASONS = phrases("""
    so that {person} can start on Monday | before the {name} market opens | since {company} asked twice |
    because two {name} crates were counted wrongly | so that the {name} crew sees identical numbers |
    since nobody has looked at {name} for years | as the {name} visit depends on it |
    to find out whether the smaller {name} van is enough | before the lease on {name} runs out |
    so that {person} need not ask each time | because {company} needs a week of notice |
    to settle which of the {number} {name} versions holds | while {person} is on leave |
    until the {name} road is free again | because the {name} audit begins soon |
    so that guests from {name} find their way | to save {number} hours of driving to {name} |
    before frost reaches the {name} fields | since the {name} supplier has raised its fees |
    to win back the trust of {company} | as {person} promised the neighbours in {name} |
    once the glue from {company} has dried | because the {name} inspector was not convinced |
    to make room for {number} pallets from {name} | in time for the {name} regatta |
    so that {company} stops sending reminders | before {person} retires |
    given the noise complaints in {name} | as the roof over {name} still leaks |
    to show {person} how the trial went | since the old contract with {company} has lapsed |
    because {number} volunteers from {name} have signed up |
    so that the evening class in {name} can go ahead | to spare {person} another night at the station |
    while electricity in {name} is cheap | if the council of {name} agrees |
    because the spring flood cut off {name} | to answer the petition of {person} |
    before the archive moves to {name} | as soon as {company} has paid | since {person} broke an arm |
    to match what the rivals in {name} offer | because visitors confuse {name} with {name} |
    so that the children of {name} have somewhere to play | to keep the {name} licence valid""")

DETAILS = phrases("""
    including the {name} columns that were left empty | leaving out what {company} already owns |
    with a remark for {person} on what changed | starting from the {name} copy in the blue folder |
    covering {name}, {name} and both sheds | using no more than {number} metres of cable |
    with one page for readers in a hurry | at most {number} crowns apiece | in the colours of {company} |
    keeping the receipt for {person} | following the drawing that {person} pinned to the wall |
    with a spare one for {name} | without waking the dogs in {name} | beginning at shelf {number} |
    on paper that {company} recycles | in the dialect of {name} | after lunch when {name} is quiet |
    apart from the corner where {person} sleeps | to the standard that {company} certifies |
    with {number} screws on either side | photographs from {name} among them |
    counting the {number} that fell overboard | through the back entrance of {company} |
    under the supervision of {person} | except on the days when {name} celebrates |
    down to the last teaspoon in {name} | quoting the letter of {person} word for word |
    twice as thick as in {name} | with the ribbon that {company} left behind |
    borrowing the ladder from {person} | no later than train {number} to {name} |
    in a font that {person} can make out | by the recipe of the {name} monastery |
    at the expense of {company} | behind the bakery in {name}""")

BEFORE_ANY = phrases("As agreed, | Still to do: | Next step:")
BEFORE_VERB = phrases("Please | Remember to | Also | We need to | Let us | Kindly | Do not forget to")
"""What may stand before a task, or before one that begins with its verb, without changing it."""
AFTER = phrases("""
    , as discussed | , and let the others know | , then report back | , and add it to the minutes |
    , if at all possible | , and mention it in the next meeting | , and say when it is done | , as usual""")
"""What may follow a task."""

_EMPTY_WORDS = """
    a about above after again all also an and another any apart are as at back be been before begin behind
    both but by can did do does down each either except find for from given go had has have holds how if in
    into is it its last later leaving least let made make more most near need needs no nobody not now of off
    on once one only or other our out over own put second share since so some soon still such take than that
    the their them then there these they this those through time to twice under until up use using was way we
    week were what when where whether which while who will with without word"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that say nothing on their own."""


@dataclass(frozen=True, slots=True)
class Idea:
    """What a task says, in parts."""

    verb: str
    other_verb: str
    """Another that means the same."""
    kind: str
    noun: str
    whom: str
    reason: str
    detail: str
    """May be empty."""

    @property
    def text(self) -> str:
        """How it was said first."""
        return f"{_joined(self.verb, self._thing, self.whom, self.reason)}{_clause(self.detail)}."

    @property
    def content(self) -> frozenset[str]:
        """Its words in lower case, without words that say nothing on their own."""
        return frozenset(findall(r"[\w-]+", self.text.lower())) - _EMPTY

    @property
    def _thing(self) -> str:
        return f"the {self.kind} {self.noun}"

    def said_otherwise(self, rng: Random) -> str:
        """The same in other words: no number, name or thing is changed or lost."""
        while True:
            changes = rng.sample(_CHANGES, k=rng.choice((1, 1, 2, 2, 2, 3)))
            said = self._changed(changes, rng)
            if said != self.text and len(said) <= LONGEST:
                return said

    def _changed(self, changes: Sequence[str], rng: Random) -> str:
        idea = self
        if "synonym" in changes:
            idea = replace(idea, verb=idea.other_verb)
        if "plural" in changes:
            idea = replace(idea, noun=_plural(idea.noun))
        is_ordered = "order" in changes
        text = idea._ordered(rng) if is_ordered else idea.text.removesuffix(".")
        if "before" in changes:
            text = f"{rng.choice(BEFORE_ANY if is_ordered else BEFORE_ANY + BEFORE_VERB)} {_lower(text)}"
        if "after" in changes:
            text += rng.choice(AFTER)
        if "punctuation" in changes:
            detail = _clause(self.detail)
            return rng.choice((text, f"{text}!", text.replace(detail, detail.replace(",", " –", 1)) + "."))
        return f"{text}."

    def _ordered(self, rng: Random) -> str:
        verb = _lower(self.verb)
        if rng.random() < 0.5:
            return f"{_upper(self.reason)}, {_joined(verb, self._thing, self.whom)}{_clause(self.detail)}"
        return f"{_upper(self.whom)}, {_joined(verb, self._thing, self.reason)}{_clause(self.detail)}"


_CHANGES = ("synonym", "plural", "order", "before", "after", "punctuation")


class Inventor:
    """Invents ideas, no two of which share more than `MOST_SHARED` of their content words."""

    def __init__(self, rng: Random) -> None:
        """Begin with none; the same stream of random numbers gives the same ideas."""
        self._rng = rng
        self._sizes: list[int] = []
        self._ideas_with: defaultdict[str, list[int]] = defaultdict(list)
        self._slots: tuple[tuple[str, Callable[[], str]], ...] = (
            ("{name}", self.name),
            ("{person}", self.person),
            ("{company}", self.company),
            ("{number}", lambda: str(rng.randint(12, 980))),
        )

    def idea(self) -> Idea:
        """Invent one that is clearly different from every one before it."""
        while True:
            idea = self._any()
            if SHORTEST <= len(idea.text) <= LONGEST - 20 and self._is_new(idea.content):
                self._keep(idea.content)
                return idea

    def name(self) -> str:
        """Invent the name of a place or a project."""
        return "".join(self._rng.choice(part) for part in (HEADS, MIDDLES, TAILS))

    def person(self) -> str:
        """Invent a person."""
        return f"{self._rng.choice(FIRST)} {self._rng.choice(LAST)}"

    def company(self) -> str:
        """Invent a company."""
        return f"{self.name()} {self._rng.choice(TRADES)}"

    def _any(self) -> Idea:
        verb, other_verb = self._rng.choice(VERBS)
        return Idea(
            verb,
            other_verb,
            self._rng.choice(KINDS),
            self._rng.choice(NOUNS),
            self._filled(WHOM),
            self._filled(REASONS),
            self._filled(DETAILS) if self._rng.random() < 0.6 else "",
        )

    def _filled(self, templates: Sequence[str]) -> str:
        text = self._rng.choice(templates)
        for slot, word in self._slots:
            while slot in text:
                text = text.replace(slot, word(), 1)
        return text

    def _is_new(self, content: frozenset[str]) -> bool:
        shared: Counter[int] = Counter()
        for word in content:
            shared.update(self._ideas_with.get(word, ()))
        return all(count <= MOST_SHARED * min(len(content), self._sizes[at]) for at, count in shared.items())

    def _keep(self, content: frozenset[str]) -> None:
        for word in sorted(content):
            self._ideas_with[word].append(len(self._sizes))
        self._sizes.append(len(content))


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _clause(text: str) -> str:
    return f", {text}" if text else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
