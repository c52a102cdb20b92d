"""Which words can stand for each other in a task."""

from typing import Final

from triage.core.twins.wording.chores import CHORES
from triage.core.twins.wording.crafts import CRAFTS
from triage.core.twins.wording.groups import groups_of, others_by_root
from triage.core.twins.wording.verbs import ALIKE_VERBS

_ALIKE_NOUNS: Final = groups_of("""
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
    lawn grass
    answer respond reply feedback
    mother mum
    father dad
    grandmother grandma
    grandfather grandpa
    course class training lesson
    exam test
    doctor physician gp
    hospital clinic
    medicine medication drug
    pharmacy chemist
    toilet bathroom loo
    sofa couch
    wardrobe closet cupboard
    stove cooker
    plane aeroplane airplane flight
    bicycle bike
    luggage baggage
    petrol fuel gasoline
    television tv
    film movie
    match game
    football soccer
    tournament competition contest
    trainer coach
    donation contribution
    membership subscription
    salary wage
    lawyer solicitor attorney
    builder contractor
    server machine host
    folder directory
    file document
    link url
    website site webpage homepage
    feature function functionality
    release version
    sprint iteration
    ticket issue
    metric indicator kpi
    chart graph diagram
    spreadsheet sheet table
    figure number
    revenue sale turnover
    forecast projection
    applicant candidate
    vacancy position role job
    colleague coworker
    manager boss head
    head lead
    accountant bookkeeper
    talk speech lecture presentation
    exhibition exhibit
    stall stand booth
    tent marquee
    party celebration
    dinner meal
    drink beverage
    resident tenant inhabitant
    tenant lodger renter
    used secondhand
    wire cable
    parcel package
    letter note
    image graphic
    draft version
    section chapter
    fee tariff
    schedule plan
    plan concept
    warranty guarantee
    defect damage
    entrance door
    reception desk
    bag sack
    route path way
    purpose reason
    weekday day
    region area
    district area
    neighbor neighborhood
    estimate effort
    substitute replacement
    sick ill
    free available
    cheap inexpensive
    cleaner cleaning
    janitor caretaker
""")

ALIKE: Final = others_by_root([*ALIKE_VERBS, *CHORES, *CRAFTS, *_ALIKE_NOUNS])
"""By root the roots that can stand for it."""
