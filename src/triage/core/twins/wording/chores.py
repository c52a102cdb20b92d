"""What is done by hand, at home, in a workshop or in the post room, and other verbs of every day."""

from typing import Final

from triage.core.twins.wording.groups import groups_of, roots_of

CHORES: Final = groups_of("""
    label mark tag
    store stow stash
    stack pile heap
    stock restock replenish
    refill replenish
    refuel fill
    charge recharge
    value appraise evaluate assess
    trim shorten clip
    trim prune clip
    cut fell
    cut chop slice
    cut saw
    dice chop
    grind mill
    mix stir blend combine
    taste sample try
    heat warm
    reheat warm
    cool chill
    defrost thaw
    grill barbecue
    brew make
    unbox unpack unwrap
    pack box
    wrap pack
    copy duplicate replicate reproduce photocopy
    polish buff shine burnish
    wash rinse clean
    wash launder
    wipe clean
    wipe dust
    wipe mop
    mop clean
    scour scrub clean
    vacuum hoover
    hoover clean
    disinfect sanitize sterilize
    tidy straighten
    discard scrap dump ditch junk
    discard trash
    demolish raze
    shred destroy
    purge delete remove erase
    wipe erase
    fasten attach affix fix
    fasten tie secure
    fasten bolt screw
    pin tack stick affix attach
    glue stick paste
    tighten tauten
    drain empty
    patch mend fix
    darn mend
    sew stitch
    overhaul service renovate
    renovate refurbish restore
    restore repair
    decorate adorn
    construct build erect
    erect assemble
    fit install
    put place lay
    put upload publish
    put install
    put store
    put replace
    place position
    carry transport haul move
    carry bring take
    haul drag pull
    lift hoist raise
    cart haul
    deliver give hand
    deliver distribute
    rake gather
    harvest reap
    fertilize manure
    dig excavate
    feed nourish
    tend care nurse
    guard watch
    guard protect safeguard
    rescue save
    preserve conserve keep retain
    illuminate light
    extinguish douse
    iron press
    weigh measure
    calibrate adjust tune
    realign adjust
    tweak adjust change
    change replace swap
    switch swap exchange
    widen broaden enlarge
    lengthen extend
    shrink reduce
    accelerate quicken expedite hasten
    boost increase
    strengthen reinforce bolster
    minimize reduce
    limit restrict cap
    prevent avoid
    forbid ban prohibit
    count enumerate
    sum total calculate
    calculate determine
    guess estimate
    forecast predict
    sort organize
    sort classify categorize
    classify categorize group
    catalog inventory list index
    find pinpoint trace
    locate pinpoint trace
    locate find
    rewrite rephrase reword redraft
    rephrase reformulate revise
    revise redraft
    rehearse practise
    draft design
    devise develop design invent conceive
    elaborate expand
    announce declare proclaim
    broadcast air stream
    film shoot
    film videotape
    record tape
    display exhibit show
    text message
    message ping
    question ask
    lend loan
    refund repay
    reimburse repay
    pay remit
    donate give contribute
    sponsor fund finance
    publicize promote advertise
    spread circulate distribute
    send post
    join connect unite
    connect attach
    disconnect unplug detach
    merge unite join
    split divide separate
    protest object
    dispute contest challenge
    persuade convince
    encourage urge
    caution warn
    dismiss fire sack
    quit leave resign
    guide lead escort
    guide show
    scrutinize examine inspect
    vet review check
    survey inspect
    study learn
    memorize learn
    enter type
    enter record
    log enter
    earmark reserve
    postpone reschedule
    retrieve recover
    alter modify
    seal caulk
    bury inter
    forward redirect relay
    divert reroute
    deduct subtract
    certify attest
    sanction ratify approve
    veto reject
    scrap cancel
    abandon drop
    transmit send
    convey communicate
    read peruse
    grade mark score
    grade rate
    source find procure
    enlist recruit
    roster schedule
    retire discontinue
    gauge assess
    question interview
    hoist lift
    drain pump
    sharpen hone
    lubricate oil grease
    plug seal
    carve engrave
    sieve sift
    hurry expedite
    collect amass
    accompany chaperone
""")
"""Verbs that can stand for each other, as `ALIKE_VERBS`."""

MOSTLY_NOUNS: Final = roots_of("""
    box pile heap stash shine tie tack stick pin paste bolt screw saw mill place position group total cap air
    tape text question post value stock dust press light trash junk dump cart care nurse guard fund finance
    sponsor sample shoot log type study survey chill measure inter mark tag label iron drain index list
    blow brush nail pave surface strap clip prop brace hold list page house lag skin spot scan call launch
    sand leak hurl block mount trade sack fit total grade score source roster grease hone convey pump plug
    loan contest challenge object patch switch cut guide pull cover
""")
"""Those of them that name a thing as often, and are read as verbs only where an object follows."""
