"""What is done with tools, materials, food, animals and words, and less often than what `CHORES` has."""

from typing import Final

from triage.core.twins.wording.groups import groups_of

CRAFTS: Final = groups_of("""
    hide conceal
    inflate blow
    clear shovel sweep
    brush sweep wipe
    polish clean
    erect mount hang
    chop split
    split cleave
    prop support
    prop brace
    scatter spread strew
    sprinkle scatter
    weed hoe
    tell warn
    patch repair
    outline sketch
    draft compile list
    rearrange arrange reorganize
    reorganize restructure
    soak steep
    boil simmer
    roast bake
    knead work
    squeeze press
    crush smash grind
    smash break shatter
    mince chop
    feed serve
    tow haul drag
    drag lug
    throw toss hurl
    steer drive
    sail navigate
    hoist raise
    drop lower
    pave surface
    resurface pave
    whitewash paint
    varnish lacquer
    insulate lag
    smooth sand flatten
    sharpen whet
    straighten align
    stretch extend
    tear rip
    unpick undo
    braid plait
    crochet knit
    embroider stitch
    strap fasten
    barricade block
    accommodate host
    shear clip
    inoculate vaccinate immunize
    soothe calm
    reassure calm
    praise commend compliment
    congratulate applaud
    scold reprimand
    beg plead
    implore beg
    assemble convene
    suspend pause halt
    interrupt pause
    continue resume
    repeat redo
    redo rework
    recreate rebuild
    rebuild reconstruct
    restructure reorganize
    isolate separate
    spot detect notice
    detect discover
    discover find
    hunt search
    browse search
    skim read
    recite read
    illustrate draw
    depict draw
    inaugurate open
    unveil reveal present
    disclose reveal
    leak disclose
    withhold hide
    reckon calculate
    auction sell
    apportion allocate divide
    allot allocate assign
    entrust assign
    translate interpret
    inflate pump
""")
"""Verbs that can stand for each other, as `ALIKE_VERBS`; their nouns are seldom what a task is about."""
