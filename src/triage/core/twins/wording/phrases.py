"""Set phrases, and the words that they stand for."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from triage.core.twins.wording.forms import root_of


def _phrases(text: str) -> Mapping[tuple[str, str], tuple[tuple[list[str], tuple[str, ...]], ...]]:
    """By the roots of their first two words the phrases, the longest first, with what they stand for."""
    found: defaultdict[tuple[str, str], list[tuple[list[str], tuple[str, ...]]]] = defaultdict(list)
    for entry in text.strip().replace("\n", "|").split("|"):
        said, _, meant = entry.partition("=")
        if said.strip():
            roots = list(map(root_of, said.split()))
            found[roots[0], roots[1]].append((roots, tuple(meant.split())))
    return {pair: tuple(sorted(all_, key=lambda p: -len(p[0]))) for pair, all_ in found.items()}


PHRASES: Final = _phrases("""
    look for = find | search for = find | second hand = secondhand | half year = halfyear | give back = return
    send back = return | take back = return | bring back = return | take apart = dismantle | every day = daily
    every week = weekly | every month = monthly | every year = yearly | every quarter = quarterly
    have a look at = review | take a look at = review | sum up = summarize | find a date for = schedule
    make sure to = | make sure that = | make sure = | be sure to = | remember to = | do not forget to =
    not forget to = | do not fail to = | as soon as possible = | if possible = | go ahead and =
    take care to = | aim to = | be able to = | it would be good to = | it would be nice to =
    would be good to = | would be nice to = | in the near future = | at your earliest convenience =
    follow up with = chase with | follow up on = chase on | follow up = chase | followup with = chase with
    followup on = chase on | next step = | next steps = | action item = | action : = | to do : =
    task : = | action point = | put together = prepare | pull together = compile | find out = determine
    figure out = determine | work out = determine | find a way = determine | look into = investigate
    look at = review | look over = review | go through = review | go over = review | read through = review
    walk through = review | run through = review | talk through = discuss | talk about = discuss
    speak about = discuss | reach out to = contact | get in touch with = contact
    touch base with = contact | check in with = contact | get back to = reply to | come back to = reply to
    bring up to date = update | set up = setup | put up = hang | take down = remove | take out = remove
    take off = remove | get rid of = remove | throw away = discard | throw out = discard
    turn on = enable | switch on = enable | turn off = disable | switch off = disable
    shut down = disable | turn down = decline | sign off on = approve | sign off = approve
    call off = cancel | put off = postpone | push back = postpone | bring forward = advance
    hand over = give | pass on = forward | pass along = forward | hand in = submit | send in = submit
    send out = send | send over = send | write down = document | write up = document
    note down = document | fill in = complete | fill out = complete | wrap up = complete
    pick up = collect | roll out = deploy | carry out = run | clean up = clean | tidy up = clean
    back up = backup | sign up = register | log in to = login to | sign in to = login to | top up = refill
    log in page = login page
    draw up = draft | a walk through = a walkthrough | come up with = propose | think about = consider
    deal with = handle | take care of = handle | keep an eye on = monitor | try out = test
    start up = start | get hold of = obtain | take part in = attend | this week = current week
    this month = current month | this year = current year | this quarter = current quarter
    let know = inform | apply for = request | ask for = request | call for = request | prior to = before
    ahead of = before | in advance of = before | due to = because | owing to = because
    in order to = so to | so as to = so to | in light of = because | in view of = because
    as well as = and | along with = with | together with = with | with regard to = about
    with respect to = about | in terms of = about | with a focus on = with | in preparation for = for
    by means of = with | with the help of = with | last name not provided = | surname not given =
    no surname given = | as discussed = | as agreed = | walk through of = walkthrough of
    sign on = signon | log file = logfile | deep dive = deepdive | kick off = kickoff
    club house = clubhouse | book club = bookclub | check list = checklist
    make an inventory of = inventory | make a list of = list | make a copy of = copy
    give feedback on = comment | make a note of = note | take note of = note | get clarity on = clarify
    get approval from = approval from | end of the month = month end | month be over = month end
    end of the year = year end | end of the week = week end | knowledge share = knowledge sharing
    up to date = current | no longer = not | out of date = outdated | instead of = instead | any more =
    put on hold = pause | still to do : = | still open : = | next up : = | reminder : = | for later : =
    on behalf of = for | by way of = by | hand out = distribute | give out = distribute
    pass round = circulate | pass around = circulate | hand back = return | take pictures of = photograph
    take a picture of = photograph | take photos of = photograph | take a photo of = photograph
    take photographs of = photograph | file away = archive | put away = store | pack away = store
    stow away = store | take away = remove | clear away = remove | haul away = remove | rip out = remove
    cross out = delete | tear down = demolish | pull down = demolish
    knock down = demolish | thin out = prune | cut back = cut | cut down = cut | add up = sum | tot up = sum
    count up = count | drop off at = deliver to | drop off = deliver | give away = donate
    jot down = document | double check = verify | cross check = verify | check over = check
    check up on = check | track down = find | hunt for = find | look up = find | seek out = find
    drop by = visit | stop by = visit | drop in on = visit | go to see = visit | go and see = visit
    meet up with = meet with | get together with = meet with | sit down with = meet with
    have a word with = talk with | have a chat with = talk with | get in contact with = contact
    make contact with = contact | drop a line to = email | give a call to = call | ring up = call
    call up = call | fine tune = adjust | speed up = accelerate | map out = plan | flesh out = expand
    think up = devise | settle on = choose | pick out = choose | decide on = decide | hook up = connect
    plug in = connect | wire up = connect | iron out = resolve | see to = handle | attend to = handle
    look after = tend to | set aside = reserve | put aside = reserve | do up = renovate
    carry on with = continue | break up = split | divide up = split | stock up on = buy | pay off = pay
    pay back = repay | print off = print | print out = print | type up = type | hang up = hang
    heat up = heat | warm up = heat | cool down = cool | clear out = empty
    lay off = dismiss | show round = guide | show around = guide | send off = send | fill up = fill
    lock up = lock | string up = hang | top off = refill | round up = gather | bring along = bring
    copy out = copy
    rub out = erase | make copies of = copy | make a sketch of = sketch
    make a drawing of = draw | do a count of = count | take stock of = inventory | put in order = sort
    see to it that = | it be time to = | the plan be to = | the idea be to = | let us = | have to =
    pencil in = schedule | fix a date for = schedule | set a date for = schedule | loop in = involve
    chase up = chase | flag up = flag | nail down = finalize | firm up = finalize | mull over = consider
    weigh up = consider | think over = consider | think through = consider | sound out = ask
    dig into = investigate | delve into = investigate | get to the bottom of = investigate
    spell out = explain | phase out = retire | do away with = remove | swap out = replace
    beef up = strengthen | shore up = strengthen | step up = increase | scale up = increase
    scale back = reduce | scale down = reduce | cut down on = reduce | make available = provide
    make known = announce | bring together = gather | put in writing = document
    put in touch with = connect with | place an order for = order | make a booking for = book
    make a reservation for = book | make an appointment with = schedule with | hold off on = postpone
    make an appointment for = schedule for | keep track of = track | keep tabs on = monitor
    pump up = inflate | blow up = inflate | sketch out = outline
    sketch up = sketch | say goodbye to = farewell | bid farewell to = farewell | wave goodbye to = farewell
    say thank you to = thank | say thanks to = thank | say sorry to = apologize to | prop up = support
    wipe down = wipe | wipe off = wipe | brush off = brush | dig over = dig | ring round = call
    get ready = prepare | take the minutes = write the minutes | take minutes = write minutes
    let down = lower | put new strings on = restring | look out for = find
    see whether = check whether | see if = check if | cut off = cut | sweep up = sweep | jack up = raise
    it be agreed to = | we agreed to = | would like to = | a reminder to =
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
        ("give", "back", "return"), ("hand", "back", "return"), ("send", "back", "return"),
        ("take", "back", "return"), ("bring", "back", "return"), ("give", "away", "donate"),
        ("throw", "away", "discard"), ("throw", "out", "discard"), ("take", "away", "remove"),
        ("clear", "away", "remove"), ("put", "away", "store"), ("pack", "away", "store"),
        ("file", "away", "archive"), ("draw", "up", "draft"), ("add", "up", "sum"), ("tot", "up", "sum"),
        ("drop", "off", "deliver"), ("track", "down", "find"), ("take", "apart", "dismantle"),
        ("tear", "down", "demolish"), ("pull", "down", "demolish"), ("knock", "down", "demolish"),
        ("hand", "out", "distribute"), ("pass", "round", "circulate"), ("pass", "around", "circulate"),
        ("tidy", "up", "clean"), ("plug", "in", "connect"), ("hook", "up", "connect"),
        ("print", "out", "print"), ("look", "up", "find"), ("hang", "up", "hang"), ("cut", "back", "cut"),
        ("paint", "again", "repaint"), ("write", "again", "rewrite"), ("start", "again", "restart"),
        ("do", "up", "renovate"), ("jot", "down", "document"), ("warm", "up", "heat"),
    )
}  # fmt: skip
"""What a verb and a word that may stand behind its object mean together."""

SEPARABLE: Final = frozenset(verb for verb, _ in PARTICLES)

CLOSE: Final = frozenset(("up", "down", "out", "away", "back", "together", "apart", "off"))
"""Words that stand between a verb and its object, and seldom between two nouns."""
