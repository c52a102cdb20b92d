"""Words that say how a task is put together, and little or nothing about what it is."""

from typing import Final

from triage.core.twins.wording.groups import roots_of, words_of

PREPOSITIONS: Final = {
    word: role
    for role, words in (
        ("about", "about on upon regarding concerning re over"),
        ("to", "to towards into onto"),
        ("from", "from off"),
        ("with", "with alongside"),
        ("for", "for"),
        ("of", "of"),
        ("in", "in at during throughout inside within near around under above behind beside along across"),
        ("in", "through between among"),
        ("by", "by via per using"),
        ("against", "against versus vs"),
    )
    for word in words.split()
}
"""What a preposition says of the words behind it."""

LATER: Final = words_of("""
    so because since including given considering which who whose where when while once until till unless
    before after as if whereas although though ideally preferably especially covering starting leaving
    keeping making except plus namely despite amid notwithstanding assuming depending
""")
"""Words that open what is said beside the task: why, when, with what."""

DETERMINERS: Final = words_of("""
    the a an this that these those my our your his her its their any some every each all both no
""")

NOT: Final = words_of("""
    not never without avoid cannot
    nicht kein keine keinen keinem keiner nie niemals ohne
    niet geen nooit zonder
    inte ej aldrig utan ikke ingen aldri
    pas jamais sans
    не без
""")

_ENGLISH: Final = (
    words_of("""
    i me we us you he him she it they them itself myself ourselves themselves who whom whose which what there
    here and or but nor so if whether than then as such too also just only even very quite rather still yet
    again already ever am is are was were be been being do does did done doing has have had having will would
    shall should can could may might must need needs needed want wants wanted like s t re ve ll d m how why
    when where either neither more most much many few other others another same one ones once up down out
    away etc eg ie someone somebody something anyone anybody anything team everything possible please kindly
    asap todo urgently urgent quickly soon try trying sure remember accordingly internally proactively
    instead ahead now
    """)
    | DETERMINERS
    | PREPOSITIONS.keys()
    | LATER
)

FOREIGN: Final = (
    words_of("""
    der die das den dem des ein eine einen einem einer und oder für fur mit von vom zu zum zur im am auf bei
    bis nach vor aus über uber unter sich ist sind wird werden bitte dass wie als
    de het een en voor met van naar op bij uit om te tot aan dat deze dit graag
    det ett och eller för med av till från fran på pa vid att som är
    le la les un une du et ou pour avec dans sur au aux
    el los las una y para con del al por que
    """)
    - _ENGLISH
)
"""Words, without accents, that are not English; tasks of these languages are compared word by word."""

OF_NAMES: Final = words_of("van von der de la le du del el")
"""Those that also stand within names, and say nothing about the language."""

NOTHING: Final = _ENGLISH | FOREIGN
"""Words that say nothing about what the task is."""

FAINT: Final = roots_of("""
    new current existing available several various relevant necessary appropriate different short simple
    quick brief full final overall updated latest revised own whole entire main actual formally clearly
    general additional further next possible potential formal related upcoming associated respective specific
    attached following initial member people person thing way part end time date today everyone everybody
    make get do have go put take give use include regard
""")
"""Words that say little about it."""

GERMAN: Final = words_of("der das dem des und fur mit vom zum zur bitte eine einen einem bis nach im auf")
"""Words, without accents, that show that capitals mean no names."""
