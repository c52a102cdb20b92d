"""The words of ideas: long lists, so that some words are common in a vault and most are rare."""

from make_vault import phrases

SAME_VERBS = tuple(
    tuple(each.strip() for each in pair.split("/"))
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
"""Each with what says the same."""

SECOND_STEPS = tuple(
    tuple(each.strip() for each in pair.split("/"))
    for pair in phrases("""
    send {person} the outcome/let {person} have the result | list what is missing for {company}/write down
    the gaps for {company} | agree on the next step with {person}/settle with {person} how to go on |
    add the answer to the {name} folder/file the reply with {name} | ask {company} for a quote/request an
    offer from {company} | read it aloud to {person}/go over it with {person} | hang a copy in the {name}
    canteen/put one up in the {name} canteen | invite {person} to comment/ask what {person} thinks |
    enter the figures in the {name} ledger/book the numbers at {name} | return the remainder to {company}/
    give {company} back what is left | tell the {name} crew what changed/
    inform the people in {name} of the changes |
    set aside {number} crowns for it/reserve a budget of {number} crowns | have {person} sign every page/
    get the signature of {person} throughout | arrange transport to {name}/
    find a driver who goes to {name}""")
)
"""What an idea's second half asks for, each with what says the same."""

SAME_KINDS = dict(
    pair.split("/")
    for pair in phrases("""
    revised/amended | quarterly/three-monthly | short/brief | printed/paper | missing/lost | shared/common |
    public/open | weekly/seven-day | old/former | portable/mobile | spare/extra | annual/yearly |
    provisional/interim | narrow/slim | seasonal/autumn | temporary/makeshift | unused/idle""")
)

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

TITLES = phrases("""
    Access Register | Berth Booking System | Cargo Ledger | Catalogue Portal | Climate Report |
    Crew Handbook | Customer Charter | Delivery Tracker | Energy Audit | Ferry Dashboard | Freight Protocol |
    Garden Atlas | Heritage Inventory | Incident Database | Kitchen Manual | Licence Agreement |
    Machine Log | Maintenance Contract | Payroll Interface | Pilot Study | Quality Standard | Rail Directory |
    Repair Workflow | Safety Concept | Storage Service | Supplier Scorecard | Training Curriculum |
    Visitor Survey | Warehouse Platform | Water Statute""")
"""Of documents and systems, which have a short name of capitals too."""

WHOM = phrases("""
    for {company} | with {person} | from {company} | at the {name} depot | for the {name} branch |
    by way of {person} | in the {name} hall | on behalf of {company} | near the {name} gate |
    for {person} and the {name} team | after the visit to {name} | in {name} and {name} |
    for the meeting of {day} | for order {number} of {company} | before the handover on {day} |
    for room {number} in {name} | for {person} of {company} | with the {name} group on {day}""")

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

ASIDES = phrases("""
    {person} has the key | see the e-mail of {day} | number {number} in the {name} list | formerly {name} |
    not yet approved by {company} | about {number} pieces | the blue copy from {name} | as said on {day} |
    {person} wrote the first one | room {number} | two of them by {company} |
    drafts, photographs and receipts""")
"""What stands in parentheses."""

ADDITIONS = phrases("""
    together with {person} | by the end of {day} | by noon on {day} | and keep {person} informed |
    as {company} wants it settled by {day} | using the {name} template | with at least {number} examples |
    which should take {number} minutes | at the request of {person}""")
"""Parts that only some of the wordings of an idea have."""

DELIVERABLES = phrases("""
    and hand {person} the {kind} {noun} as well | and order {number} more for {name} |
    and then a {kind} {noun} for {company} | plus the {noun} of {name} |
    and invoice {company} for {number} crowns |
    and write {person} a summary of the {noun}""")
"""What a wording may ask for that the keeper of its set does not."""

FOLLOW_UPS = phrases("""
    Ask whether anybody has questions about | Thank everyone who worked on | Report what came out of |
    Plan the meeting about | Remind people of | Find somebody to look after | Write the invoice for""")
"""What comes after a task, about the same thing."""

MONTHS = phrases("""
    January | February | March | April | May | June | July | August | September | October | November |
    December""")

_EMPTY_WORDS = """
    a about above after again all also an and another any apart are as at back be been before begin behind
    both but by can did do does down each either except find for from given go had has have holds how if in
    into is it its last later leaving least let made make more most near need needs no nobody not now of off
    on once one only or other our out over own put second share since so some soon still such take than that
    the their them then there these they this those through time to twice under until up use using was way we
    week were what when where whether which while who will with without word"""
EMPTY = frozenset(_EMPTY_WORDS.split())
"""The words that say nothing on their own."""
