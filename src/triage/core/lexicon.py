"""What words of tasks mean to each other: the same, the opposite, one of a kind, or nothing.

Roots as `word_forms.root_of` makes them. A word may stand in several groups: being in one group with another
is what counts, and is not passed on (`draft` goes with `write` and with `prepare`, these two not together).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from triage.core.word_forms import root_of


def _groups(text: str) -> list[frozenset[str]]:
    """One group for each line, of roots."""
    return [frozenset(map(root_of, line.split())) for line in text.strip().splitlines() if line.strip()]


def _roots(text: str) -> frozenset[str]:
    return frozenset(map(root_of, text.split()))


def _by_word(groups: Iterable[frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each word all that share a group with it, itself left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        for word in group:
            found[word] |= group - {word}
    return {word: frozenset(others) for word, others in found.items()}


_ALIKE_VERBS: Final = _groups("""
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
    explain describe present
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
""")
_MORE_VERBS: Final = _roots("""
    paint tune translate print sign photograph repack dispute interview moderate migrate sell water rotate sort
    label mow prune plant cook bake sew iron wash dry fold hang drill glue oil charge recharge calibrate weigh
    count scan copy backup restore back redesign design rewrite rework refactor debug reproduce benchmark estimate
    forecast budget invoice bill refund reimburse deposit withdraw insure claim audit certify license patent
    trademark advertise promote market pitch negotiate haggle appeal sue vote elect nominate celebrate congratulate
    apologize welcome onboard offboard mentor coach supervise appoint fire dismiss promote demote relocate ship
    deliver load unload pack unpack wrap unwrap stack store restock inventory stocktake recycle demolish dismantle
    disassemble assemble reassemble rebuild renovate refurbish decorate furnish insulate ventilate heat cool freeze
    defrost thaw rent lease sublet lend borrow donate sponsor fund finance raise close open lock unlock block
    unblock enable disable grant revoke enrol encrypt decrypt patch upgrade downgrade reboot restart reset
    reinstall uninstall whitelist blacklist subscribe unsubscribe archive unarchive publish unpublish hide show
    enlarge shrink split merge sweep vacuum mop polish sharpen lubricate refill empty top feed walk groom vaccinate
    vet dispose bury burn light extinguish rehearse perform record film edit cut mix master stream broadcast
    podcast blog tweet survey poll quiz grade mark tutor enlist consult advise recommend introduce escalate
    delegate rank prioritize recall retire sunset phase pilot prototype simulate model map chart draw sketch
    illustrate render animate reword reformat retype transcribe dictate cite quote announce invite turn rest
    start begin stop resume pause skip join leave host hold lead attend take bring fetch put keep rename look
    read name number tag sum calculate compute reconcile balance settle pursue decide drive ride fly sail row
    swim climb dig build carve weld solder wire plumb tile plaster sand varnish seal caulk clear carry
    bind detach mount dismount screw unscrew bolt reorder return exchange adopt rehome complain protest
    object submit waive enforce comply lobby petition trademark digitize automate standardize streamline
    simplify centralize decommission provision scale throttle index cache profile instrument alert page
    triage groom demo retrospect celebrate reach think use try learn practise memorize enable write ask give
    get make find tell buy work reject consolidate combine secure cover block free escort accompany
""")
_LIGHT_VERBS: Final = """
    work partner use get have make help go continue proceed try be do let engage liaise look
    think take put follow reach act ensure consider run
"""
_ALIKE_NOUNS: Final = _groups("""
    document paper doc
    meeting session appointment call
    meeting sync
    workshop session training
    presentation deck slide
    quote quotation offer estimate bid
    invoice bill
    contract agreement
    lease tenancy rental
    photo picture image photograph
    client customer
    error bug defect fault issue problem
    problem issue
    feedback comment remark input
    information info detail
    phone telephone mobile
    repository repo
    environment env
    specification spec
    application app
    database db
    present gift
    evening night
    fridge refrigerator
    automobile car
    lorry truck
    trash rubbish garbage waste
    flat apartment
    holiday vacation
    staff employee personnel
    crew team
    kid child
    location site place venue
    overview summary
    summary recap
    timetable schedule
    permission consent approval authorization
    permit license
    minute protocol
    question query item
    topic subject item
    risk hazard
    goal objective target
    option alternative way possibility approach
    status state
    effort work
    walkthrough review tour
    impact effect implication
    reason cause
    result finding outcome
    guide guideline manual handbook
    guide instruction
    procedure process
    procedure step
    requirement need
    demo demonstration
    advertisement advert ad
    launch release
    rollout deployment
    review check
    access account
    advisor adviser
    deadline due
    fee charge cost
    price pricing
    cost expense
    member participant
    guest visitor
    attendee participant
    supplier vendor provider
    partner collaborator
    purchase procurement
    survey questionnaire
    poster flyer leaflet
    leaflet brochure
    newsletter mailing
    headquarters hq
    administrator admin
    configuration config
    laptop notebook computer
    login credential password
    login account
    machine device
    lift elevator
    garden yard
    shop store
    till checkout register
    autumn fall
    rota roster
    pupil student
    teacher instructor
    dr doctor
    board committee
    chair chairman chairperson
    landlord owner
    responsible owner own
    ownership responsible own owner
    everyone everybody all
    somebody someone anyone
    everyone member
    timeline schedule roadmap
    annual yearly
    daily everyday
    fortnightly biweekly
    quarterly quarter
    monthly month
    weekly week
    main primary
    short brief
    single one
    complete full
    missing absent outstanding
    outstanding open
    important critical
    urgent critical
    initial first
    current present
    previous last former
    leaking dripping
    broken defective faulty damaged
    big large
    enough suffice sufficient
    stop fail break
    halfway middle
    willing ready
    abroad overseas
    beside next
    cover include
    hear learn
    required precondition prerequisite necessary
    begin start
""")

ALIKE: Final = _by_word([*_ALIKE_VERBS, *_ALIKE_NOUNS])
"""The words that can stand for a word."""

VERBS: Final = frozenset(word for group in _ALIKE_VERBS for word in group) | _MORE_VERBS
LIGHT: Final = _roots(_LIGHT_VERBS)
"""Verbs that say little about what is to be done; the next one may."""
ASKING: Final = _roots("""
    ask remind tell get invite request help work partner use meet need have contact call encourage allow let
    instruct urge persuade convince align coordinate reach find decide agree follow check plan learn start
""")
"""Verbs after which `to do something` is what the task is about, not what it is good for."""

GIVING: Final = _roots("give provide make hold")
"""Verbs after which `an update` is what is to be done."""

KINDS: Final = _by_word(
    _groups("""
        january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday
        spring summer autumn winter
        north south east west
        northern southern eastern western
        morning afternoon evening
        today tomorrow yesterday
        daily weekly biweekly monthly quarterly yearly
        old new
        internal external
        upper lower
        upstairs downstairs
        left right
        inner outer
        inside outside
        front back rear
        import export
        input output
        inbound outbound
        incoming outgoing
        before after
        first last
        next last previous current
        minimum maximum
        start end
        day night
        indoor outdoor
        male female
        buyer seller
        tenant landlord
        employer employee
        mother father
        brother sister
        son daughter
        red green blue yellow black white orange purple brown pink
        gold silver bronze
        small large
        high low
        short long
        hot cold
        public private
        front-end back-end
        online offline
        domestic foreign
        breakfast lunch dinner
        junior senior
        legacy modern
        development staging production
        include exclude
        increase reduce
        include leave
    """)
)
"""The words of which a task means one and not the others."""

OPPOSITES: Final = _by_word(
    _groups("""
        approve reject
        approve decline
        accept decline
        accept reject
        accept refuse
        open close
        open shut
        lock unlock
        start stop
        begin end
        add remove
        add delete
        include exclude
        enable disable
        activate deactivate
        increase reduce
        increase decrease
        raise lower
        book cancel
        reserve cancel
        order cancel
        schedule cancel
        grant revoke
        give revoke
        install uninstall
        install remove
        buy sell
        buy return
        hire dismiss
        hire fire
        advance postpone
        create delete
        sign terminate
        renew terminate
        renew cancel
        join leave
        subscribe unsubscribe
        publish unpublish
        upload download
        upgrade downgrade
        merge split
        show hide
        allow forbid
        allow block
        block unblock
        push pull
        load unload
        pack unpack
        borrow lend
        expand shrink
        extend shorten
        keep discard
        keep remove
        encrypt decrypt
        archive restore
        import export
        connect disconnect
        fill empty
        freeze thaw
        attach detach
        send receive
        invite disinvite
        confirm deny
        confirm cancel
        resume pause
        continue stop
        admit exclude
        support oppose
        promote demote
    """)
)


def _phrases(text: str) -> Mapping[tuple[str, str], tuple[tuple[list[str], tuple[str, ...]], ...]]:
    """By the roots of their first two words the phrases, the longest first, and the words that they stand for."""
    found: defaultdict[tuple[str, str], list[tuple[list[str], tuple[str, ...]]]] = defaultdict(list)
    for entry in text.strip().replace("\n", "|").split("|"):
        said, _, meant = entry.partition("=")
        if said.strip():
            roots = list(map(root_of, said.split()))
            found[roots[0], roots[1]].append((roots, tuple(meant.split())))
    return {pair: tuple(sorted(all_, key=lambda p: -len(p[0]))) for pair, all_ in found.items()}


PHRASES: Final = _phrases("""
    make sure to = | make sure that = | make sure = | be sure to = | remember to =
    do not forget to = | not forget to = | do not fail to = | as soon as possible = | if possible =
    go ahead and = | take care to = | aim to = | be able to = | it would be good to = | it would be nice to =
    would be good to = | would be nice to = | in the near future = | at your earliest convenience =
    follow up with = chase with | follow up on = chase on | follow up = chase | followup with = chase with | followup on = chase on
    next step = | next steps = | action item = | action : = | to do : = | task : = | action point =
    put together = prepare | pull together = compile | find out = determine | figure out = determine
    work out = determine | find a way = determine | look into = investigate | look at = review
    look over = review | go through = review | go over = review | read through = review
    walk through = review | walk through = review | run through = review | talk through = discuss
    talk about = discuss | speak about = discuss | reach out to = contact | get in touch with = contact
    touch base with = contact | check in with = contact | get back to = reply to | come back to = reply to
    bring up to date = update | set up = setup | put up = hang | take down = remove | take out = remove
    take off = remove | get rid of = remove | throw away = discard | throw out = discard | turn on = enable
    switch on = enable | turn off = disable | switch off = disable | shut down = disable | turn down = decline
    sign off on = approve | sign off = approve | call off = cancel | put off = postpone | push back = postpone
    bring forward = advance | hand over = give | pass on = forward | pass along = forward | hand in = submit
    send in = submit | send out = send | send over = send | write down = document | write up = document
    note down = document | fill in = complete | fill out = complete | wrap up = complete | pick up = collect
    roll out = deploy | carry out = run | clean up = clean | tidy up = clean | back up = backup
    sign up = register | log in = login | sign in = login | top up = refill | draw up = draft
    a walk through = a walkthrough | come up with = propose | think about = consider | deal with = handle | take care of = handle
    keep an eye on = monitor | try out = test | start up = start | get hold of = obtain | take part in = attend
    this week = current week | this month = current month | this year = current year | this quarter = current quarter
    let know = inform | apply for = request | ask for = request | call for = request | prior to = before
    ahead of = before | in advance of = before | due to = because | owing to = because | in order to = so to
    so as to = so to | in light of = because | in view of = because | as well as = and | along with = with
    together with = with | with regard to = about | with respect to = about | in terms of = about
    with a focus on = with | in preparation for = for | by means of = with | with the help of = with
    last name not provided = | surname not given = | no surname given = | as discussed = | as agreed =
    walk through of = walkthrough of | sign on = signon | log file = logfile | deep dive = deepdive
    kick off = kickoff | club house = clubhouse | book club = bookclub | check list = checklist
    make an inventory of = inventory | make a list of = list | make a copy of = copy | give feedback on = comment
    make a note of = note | take note of = note | get clarity on = clarify | get approval from = approval from
    end of the month = month end | month be over = month end | end of the year = year end
    end of the week = week end | knowledge share = knowledge sharing | up to date = current | no longer = not
    out of date = outdated | instead of = instead | any more = | put on hold = pause | year 's end = year end
""")

PARTICLES: Final = {
    (root_of(verb), particle): meant
    for verb, particle, meant in (
        ("turn", "on", "enable"), ("turn", "off", "disable"), ("turn", "down", "decline"),
        ("switch", "on", "enable"), ("switch", "off", "disable"), ("bring", "forward", "advance"),
        ("push", "back", "postpone"), ("hand", "over", "give"), ("write", "down", "document"),
        ("write", "up", "document"), ("put", "off", "postpone"), ("set", "up", "setup"),
        ("pick", "up", "collect"), ("call", "off", "cancel"), ("pass", "on", "forward"),
        ("take", "down", "remove"), ("put", "up", "hang"), ("send", "out", "send"), ("hand", "in", "submit"),
        ("try", "out", "test"), ("fill", "in", "complete"), ("fill", "out", "complete"),
        ("shut", "down", "disable"), ("move", "back", "postpone"), ("clean", "up", "clean"),
        ("let", "know", "inform"), ("keep", "informed", "inform"), ("back", "up", "backup"),
    )
}  # fmt: skip
"""What a verb and a word that may stand behind its object mean together."""

SEPARABLE: Final = frozenset(verb for verb, _ in PARTICLES)

PREPOSITIONS: Final = {
    word: role
    for role, words in {
        "about": "about on regarding concerning re over",
        "to": "to towards into onto",
        "from": "from off",
        "with": "with alongside",
        "for": "for",
        "of": "of",
        "in": "in at inside within near around under above behind beside along across through between among",
        "by": "by via per using",
        "against": "against versus vs",
    }.items()
    for word in words.split()
}
"""What a preposition says of the words behind it."""

LATER: Final = frozenset(["so", "because", "since", "including", "given", "considering", "which", "who", "whose", "where", "when", "while", "once", "until", "till", "unless", "before", "after", "as", "if", "whereas", "although", "though", "ideally", "preferably", "especially", "covering", "starting", "leaving", "keeping", "making", "except", "plus", "namely"])
"""Words that open what is said beside the task: why, when, with what."""

DETERMINERS: Final = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "my", "our", "your", "his", "her", "its", "their", "any", "some", "every", "each", "all", "both", "no"]
)
NOT: Final = frozenset(["not", "never", "without", "avoid", "cannot", "nicht", "kein", "keine", "keinen", "keinem", "keiner", "nie", "niemals", "ohne", "niet", "geen", "nooit", "zonder", "inte", "ej", "aldrig", "utan", "ikke", "ingen", "aldri", "pas", "jamais", "sans", "не", "без"])
NOTHING: Final = (
    frozenset(["i", "me", "we", "us", "you", "he", "him", "she", "it", "they", "them", "itself", "myself", "ourselves", "themselves", "who", "whom", "whose", "which", "what", "that", "this", "these", "those", "there", "here", "and", "or", "but", "nor", "so", "if", "whether", "than", "then", "as", "such", "too", "also", "just", "only", "even", "very", "quite", "rather", "still", "yet", "again", "already", "ever", "am", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "done", "doing", "have", "has", "had", "having", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "need", "needs", "needed", "want", "wants", "wanted", "like", "let", "s", "t", "re", "ve", "ll", "d", "m", "how", "why", "when", "where", "while", "until", "till", "because", "since", "although", "though", "both", "either", "neither", "each", "every", "any", "some", "all", "more", "most", "much", "many", "few", "other", "others", "another", "same", "own", "one", "ones", "once", "up", "down", "out", "off", "away", "etc", "eg", "ie", "via", "someone", "somebody", "something", "anyone", "anybody", "anything", "team", "everything", "possible", "please", "kindly", "asap", "todo", "urgently", "urgent", "quickly", "soon", "ideally", "preferably", "try", "trying", "sure", "remember", "accordingly", "internally", "proactively", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "und", "oder", "für", "mit", "von", "vom", "zu", "zum", "zur", "im", "am", "an", "auf", "bei", "bis", "nach", "vor", "aus", "über", "unter", "sich", "ist", "sind", "wird", "werden", "bitte", "dass", "wie", "als", "de", "het", "een", "en", "of", "voor", "met", "van", "naar", "op", "bij", "uit", "om", "te", "tot", "aan", "dat", "die", "deze", "dit", "graag", "det", "ett", "och", "eller", "för", "med", "av", "till", "från", "på", "vid", "om", "att", "som", "är", "den", "le", "la", "les", "un", "une", "des", "du", "et", "ou", "pour", "avec", "dans", "sur", "au", "aux", "el", "los", "las", "una", "y", "para", "con", "del", "al", "por", "que"])
    | DETERMINERS
    | frozenset(PREPOSITIONS)
    | LATER
    | {"instead", "ahead"}
)
"""Words that say nothing about what the task is."""

FAINT: Final = _roots("""
    new current existing available several various relevant necessary appropriate different short simple quick brief
    full final overall updated latest revised own whole entire main actual formally clearly general additional further next possible potential formal related upcoming
    associated respective specific attached following initial current member people person thing way part
    end time date today everyone everybody make get do have go put take give use include regard
""")
"""Words that say little about it."""

GERMAN: Final = frozenset(["der", "das", "dem", "des", "und", "für", "mit", "vom", "zum", "zur", "bitte", "eine", "einen", "einem", "bis", "nach", "im", "auf"])

NUMBERS: Final = {
    word: str(number)
    for number, words in {
        2: "two second", 3: "three third", 4: "four fourth", 5: "five fifth", 6: "six sixth", 7: "seven seventh",
        8: "eight eighth", 9: "nine ninth", 10: "ten tenth", 11: "eleven", 12: "twelve dozen", 13: "thirteen",
        14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
        20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty",
        90: "ninety", 100: "hundred", 1000: "thousand",
    }.items()
    for word in words.split()
}  # fmt: skip

DAYS: Final = {
    short: full
    for full in ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    for short in {full, full[:3], full[:4], full + "s"}
} | {"thurs": "thursday", "tues": "tuesday"}
"""Months and weekdays by their names and short names; those that are words too count with a capital only."""
AMBIGUOUS_DAYS: Final = frozenset(["may", "march", "mar", "mars", "marches", "sun", "suns", "sat", "wed", "mon", "jan", "dec"])
MONTHS: Final = tuple(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)


def knows(word: str) -> bool:
    """Whether a casefolded word is one of those that stand here, so that its likeness to another is chance."""
    root = root_of(word)
    return root in ALIKE or root in VERBS or root in KINDS or root in FAINT
