"""One form for the forms of an English word: sent, sends and sending are all `send`.

Not linguistics: what counts is that the forms of one word meet, not what they meet in. Words of other
languages pass through, the same word always to the same form.
"""

from functools import lru_cache
from typing import Final

_ROOTS: Final = """
    be: am are is was were been being   have: has had having   do: does did done doing   go: goes went gone
    ask: asked   bear: bore   begin: began begun   bind: bound   break: broke broken   bring: brought
    build: built   buy: bought   catch: caught   choose: chose chosen   come: came   deal: dealt
    draw: drew drawn   drive: drove driven   eat: ate eaten   fall: fell fallen   feed: fed   feel: felt
    fight: fought   find: found   fly: flew flown   forget: forgot forgotten   freeze: froze frozen
    get: got gotten   give: gave given   grow: grew grown   hang: hung   hear: heard   hide: hid hidden
    hold: held   keep: kept   know: knew known   lay: laid   lead: led   learn: learnt   leave: left
    lend: lent   lose: lost   make: made making   mean: meant   meet: met meeting meetings   mow: mown
    pay: paid payment payments   ride: rode ridden   ring: rang rung   rise: rose risen   run: ran
    say: said   see: saw seen   seek: sought   sell: sold   send: sent   sew: sewn   shake: shook
    show: shown   shoot: shot   shut: shutting   sing: sang sung   sit: sat   sleep: slept   sow: sown
    speak: spoke spoken   spell: spelt   spend: spent   stand: stood   steal: stole stolen   stick: stuck
    swim: swam swum   take: took taken   teach: taught   tell: told   think: thought   throw: threw thrown
    understand: understood   wake: woke woken   wear: wore worn   win: won   withdraw: withdrew withdrawn
    wind: wound   write: wrote written   set: setting   use: used using uses   see: seeing
    child: children   man: men   woman: women   mouse: mice   foot: feet   tooth: teeth   life: lives
    knife: knives   shelf: shelves   leaf: leaves   half: halves   wife: wives   person: people persons
    analyze: analysis analyses   index: indices indexes   criterion: criteria   check: cheque cheques
    license: licence licences   practice: practise   program: programme programmes   gray: grey   tire: tyre
    curb: kerb   aluminum: aluminium   storey: storeys   ax: axe   plow: plough   skeptic: sceptic
    approve: approval approvals   renew: renewal renewals   replace: replacement replacements
    remove: removal   announce: announcement announcements   measure: measurement measurements
    decide: decision decisions   deliver: delivery deliveries   respond: response responses
    expand: expansion   extend: extension   maintain: maintenance   compare: comparison comparisons
    assess: assessment assessments   attend: attendance   clear: clarity   clarify: clarification
    modify: modification   verify: verification   notify: notification notifications
    identify: identification   specify: specification specifications   reply: replies
    relocate: relocation   summarize: summary summaries   resolve: resolution   propose: proposal proposals
     recruit: recruitment   behave: behavior behaviour   pain: pains
    news: news   series: series   this: this   bus: buses   gas: gases   lens: lenses   species: species
    string: strings   spring: springs   thing: things   king: kings   wing: wings   wedding: weddings
    evening: evenings   morning: mornings   building: buildings   ceiling: ceilings   feed: feeding
    format: formats formatted   seed: seeds   speed: speeds   bed: beds   shed: sheds   need: needs needed
    red: red   hundred: hundreds   station: stations   nation: nations   ration: rations
    menu: menus   guru: gurus   emu: emus   gnu: gnus   taxi: taxis   ski: skis   kiwi: kiwis
    training: trainings   railing: railings   filing: filings   clothing: clothing   pricing: pricing
    paper: papers   customer: customers   consider: considered considering
"""

_KNOWN: Final = {
    form: root.strip()
    for entry in _ROOTS.replace("\n", "   ").split("   ")
    if entry.strip()
    for root, _, forms in [entry.partition(":")]
    for form in (root.strip(), *forms.split())
}

_LONGEST: Final = 40
"""Letters; what is longer is no word and keeps its form."""


@lru_cache(maxsize=1 << 16)
def root_of(word: str) -> str:
    """What the forms of a casefolded word have in common; seldom a word itself."""
    if not word.isascii() or len(word) > _LONGEST:
        return word
    if known := _KNOWN.get(word):
        return _bare(known)
    return _bare(_without_ending(word))


def is_past(word: str) -> bool:
    """Whether a casefolded English word looks like the past of a verb, or like its participle."""
    known = _KNOWN.get(word)
    if known and known != word:
        return not word.endswith(("s", "ing", "ment", "al"))
    return len(word) > 4 and word.endswith("ed")


def _without_ending(word: str) -> str:
    size = len(word)
    if size <= 3:
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") and size > 4 else word[:-1]
        if word.endswith(("xe", "che", "she", "sse", "zze")):
            word = word[:-1]
        if known := _KNOWN.get(word):
            return known
    size = len(word)
    if word.endswith("ied") and size > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and size > 5 and _has_vowel(word[:-3]):
        return word[:-3]
    if word.endswith("ed") and size > 4 and _has_vowel(word[:-2]):
        return word[:-2]
    if word.endswith("ation") and size > 8:
        return word[:-5]
    if word.endswith(("tion", "sion")) and size > 7:
        return word[:-3]
    return word


def _bare(word: str) -> str:
    """Take away what the spellings of one root differ in: a mute e, a doubled letter, -ise, -our, -re."""
    if len(word) > 3 and word.endswith("e"):
        word = "ter".join((word[:-3], "")) if word.endswith("tre") and len(word) > 5 else word[:-1]
    if len(word) > 5 and word.endswith("at"):
        word = word[:-2]
    if len(word) > 4 and word.endswith("ys"):
        word = word[:-1] + "z"
    if len(word) > 5 and word.endswith("is"):
        word = word[:-1] + "z"
    if len(word) > 4 and "our" in word[2:]:
        word = word[:2] + word[2:].replace("our", "or")
    if len(word) > 5 and word.endswith("ogu"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiouy" for letter in word)
