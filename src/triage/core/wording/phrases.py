"""Set phrases, and the words that they stand for."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from triage.core.wording.forms import root_of


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
    back up = backup | sign up = register | log in = login | sign in = login | top up = refill
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
    put on hold = pause
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
