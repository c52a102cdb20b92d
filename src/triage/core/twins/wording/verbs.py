"""What a task can ask to be done."""

from typing import Final

from triage.core.twins.wording.chores import CHORES, MOSTLY_NOUNS
from triage.core.twins.wording.crafts import CRAFTS
from triage.core.twins.wording.groups import groups_of, roots_of

ALIKE_VERBS: Final = groups_of("""
    send share forward circulate distribute email mail pass
    send provide supply give submit
    submit file lodge hand
    email mail write
    give hand provide grant lend
    schedule arrange organize plan
    schedule book arrange
    book reserve
    plan prepare
    organize prepare arrange run host hold
    review check inspect examine read
    review revisit proofread
    check verify confirm validate
    check determine ask
    chase check contact ask remind
    check inspect test
    check clarify ask
    confirm acknowledge
    clarify determine define establish decide settle identify
    clarify explain
    define specify set
    investigate research explore examine analyze study determine
    investigate check
    identify find determine list
    identify locate
    evaluate assess examine consider appraise analyze
    consider explore discuss
    compare benchmark contrast
    ask request inquire query enquire
    ask contact
    request obtain get order apply
    contact call message approach email write
    call phone telephone ring
    contact connect reach
    connect introduce link
    discuss talk speak review chat debate
    discuss agree coordinate
    talk speak meet
    align coordinate sync agree harmonize collaborate
    agree settle decide
    collaborate work partner cooperate
    meet schedule call
    create make build produce prepare develop generate
    create set establish
    create write draft
    create add
    draft write prepare compose formulate
    draft propose
    write document record
    document record note log describe capture
    prepare compile assemble produce
    compile collect gather consolidate combine merge assemble aggregate
    collect fetch get obtain retrieve
    collect gather solicit
    get obtain acquire secure receive procure find
    buy purchase order procure acquire get
    finalize complete finish conclude close
    update revise refresh amend modernize renew edit change
    update inform brief notify tell
    update bring
    change adjust modify alter adapt edit amend
    fix repair mend resolve correct solve rectify
    correct amend edit
    resolve settle clarify
    address handle resolve tackle
    inform tell notify brief advise alert
    remind chase nudge
    chase contact ask
    answer reply respond
    announce communicate publish tell
    publish post upload release
    present show demonstrate demo
    present report
    explain describe present show
    show demonstrate walk
    maintain own
    join attend participate
    help assist support
    monitor track watch observe follow
    implement build develop introduce
    implement deploy install
    deploy install launch release roll
    configure set install
    setup set establish arrange create configure
    setup schedule arrange organize book
    setup prepare build install
    extend prolong renew
    extend expand enlarge
    increase raise grow
    reduce lower decrease cut shorten
    cancel terminate drop discontinue
    remove delete drop clear erase
    add include insert append put
    replace exchange swap substitute
    replace renew
    move transfer relocate migrate shift
    move shift reschedule postpone delay
    postpone delay defer
    test trial try
    test verify validate
    clean tidy wash scrub
    sweep clean
    approve accept authorize endorse
    reject decline refuse
    hire recruit employ
    appoint nominate name assign
    assign allocate delegate
    pay settle transfer
    invite ask
    escalate raise report
    raise mention
    improve optimize enhance
    encourage motivate
    ensure verify
    store archive save keep
    return bring
    teach train instruct educate coach
    allow permit enable
    start begin launch initiate kick
    stop end halt cease
    lead drive head
    engage involve contact work
    summarize recap outline
    highlight mark flag
    print copy
    measure gauge
    choose select pick decide
    collect pick
    show teach
    apply request
    register enrol enroll sign
    subscribe register
    unsubscribe deregister
    rank prioritize
    throw discard dispose bin
    visit tour
    thank appreciate
    need require
    suggest propose recommend
    fill complete
    negotiate agree
    renegotiate negotiate
    serve act
    attach enclose
    cause trigger
    draw sketch design diagram
    mow cut trim
    find search seek look
    ship send deliver dispatch
    deliver bring
    hang mount install
    paint repaint
    survey poll ask
    calculate compute estimate
    count tally
    audit review examine
    rewrite revise reword rework
    shorten cut
    simplify streamline
    digitize scan
    film record
    rent hire lease
    dismantle disassemble
    service repair maintain
    empty clear
    refill fill
    charge bill invoice
    refund reimburse
    warn notify alert
    promote advertise
    conduct run perform hold do
    execute run
    commission order
    judge rate evaluate
    propose nominate
    elect vote
    extract export
    port migrate
    upgrade update
    relabel label
    sort arrange order
    file archive
    secure lock
    water irrigate
    plant sow
    harvest pick
    cook prepare
    drive take bring
    escort accompany
    host welcome
    greet welcome
    visualize draw
    list compile
    answer clarify
    restart reboot
    adjourn postpone
    raise lift
    consult ask involve
    trim prune
    thank acknowledge
    bring take
    ensure guarantee
    supervise oversee monitor
    oversee manage
    manage handle
""")
"""Verbs that can stand for each other in a task. What two groups share is not passed on between them: `draft`
goes with `write` and with `prepare`, these two do not go together."""

_MORE_VERBS: Final = roots_of("""
    paint tune translate print sign photograph repack dispute interview moderate migrate sell water
    rotate sort label mow prune plant cook bake sew iron wash dry fold hang drill glue oil charge
    recharge calibrate weigh count scan copy backup restore back redesign design rewrite rework refactor
    debug reproduce benchmark estimate forecast budget invoice bill refund reimburse deposit withdraw
    insure claim audit certify license patent trademark advertise promote market pitch negotiate haggle
    appeal sue vote elect nominate celebrate congratulate apologize welcome onboard offboard mentor coach
    supervise appoint fire dismiss demote relocate ship deliver load unload pack unpack wrap unwrap stack
    store restock inventory stocktake recycle demolish dismantle disassemble assemble reassemble rebuild
    renovate refurbish decorate furnish insulate ventilate heat cool freeze defrost thaw rent lease
    sublet lend borrow donate sponsor fund finance raise close open lock unlock block unblock enable
    disable grant revoke enrol encrypt decrypt patch upgrade downgrade reboot restart reset reinstall
    uninstall whitelist blacklist subscribe unsubscribe archive unarchive publish unpublish hide show
    enlarge shrink split merge sweep vacuum mop polish sharpen lubricate refill empty top feed walk groom
    vaccinate vet dispose bury burn light extinguish rehearse perform record film edit cut mix master
    stream broadcast podcast blog tweet survey poll quiz grade mark tutor enlist consult advise recommend
    introduce escalate delegate rank prioritize recall retire sunset phase pilot prototype simulate model
    map chart draw sketch illustrate render animate reword reformat retype transcribe dictate cite quote
    announce invite turn rest start begin stop resume pause skip join leave host hold lead attend take
    bring fetch put keep rename look read name number tag sum calculate compute reconcile balance settle
    pursue decide drive ride fly sail row swim climb dig build carve weld solder wire plumb tile plaster
    sand varnish seal caulk clear carry bind detach mount dismount screw unscrew bolt reorder return
    exchange adopt rehome complain protest object submit waive enforce comply lobby petition digitize
    automate standardize streamline simplify centralize decommission provision scale throttle index cache
    profile instrument alert page triage demo retrospect reach think use try learn practise memorize
    write ask give let get make find tell buy work reject consolidate combine secure cover free escort
    accompany match win earn satisfy impress honour suit qualify
""")

VERBS: Final = (
    frozenset(verb for group in ALIKE_VERBS for verb in group)
    | _MORE_VERBS
    | (frozenset(verb for group in (*CHORES, *CRAFTS) for verb in group) - MOSTLY_NOUNS)
)

LIGHT: Final = roots_of("""
    work partner use get have make help go continue proceed try be do let engage liaise look
    think take put follow reach act ensure consider run
""")
"""Verbs that say little about what is to be done; the next one may."""

DIRECT: Final = roots_of("use run try follow take get consider help put make")
"""Those of them that with an object alone do say it."""

ASKING: Final = roots_of("""
    ask remind tell get invite request help work partner use meet need have contact call encourage allow let
    instruct urge persuade convince align coordinate reach find decide agree follow check plan learn start
""")
"""Verbs after which `to do something` is what the task is about, not what it is good for."""

GIVING: Final = roots_of("give provide make hold")
"""Verbs after which `an update` is what is to be done."""
