"""The figures counted once more, by a program that knows only what the definitions say.

It shares nothing with the rules but the values that are counted: one loop for each definition.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from schutznetz.care.counted import CountedReferral
from schutznetz.counting.world import World
from tests.counting.worlds import TODAY, YEAR

FIRST, LAST = YEAR.first, YEAR.last


def inside(day: date | None) -> bool:
    return day is not None and day >= FIRST and not day > LAST


def quarter(day: date) -> str:
    return f"{day.year}-{1 + (day.month - 1) // 3}"


def weeks(begins: date, ends: date) -> str:
    if begins + timedelta(weeks=2) > ends:
        return "2"
    return "6" if begins + timedelta(weeks=6) > ends else "more"


def age(months: int | None) -> str:
    if months is None:
        return "unsaid"
    for begins in (72, 36, 24, 12, 6, 0):
        if months >= begins:
            return str(begins)
    return "-9"


def spoken(languages: frozenset[str]) -> str:
    if languages == frozenset():
        return "unsaid"
    if languages == {"de"}:
        return "german"
    return "other" if len(languages) == 1 else "several"


def money(ends: date | None) -> str:
    if not ends:
        return "unsaid"
    left = (ends - TODAY).days
    return "over" if left < 0 else "later" if left > 365 else "year"


def trust(confirmed: date | None, until: date | None) -> str:
    if confirmed and until:
        return "overdue" if until < TODAY else "confirmed"
    return "never"


def months(begins: date, ends: date) -> str:
    days = (ends - begins).days
    if days > 365:
        return "more"
    return "12" if days > 91 else "3"


def answer(days: int) -> str:
    return "late" if days > 7 else "soon" if days < 3 else "in_time"


def ran(begins: date | None, ends: date | None) -> bool:
    return bool(begins and begins <= LAST and (not ends or ends >= FIRST))


def helped(world: World) -> Iterator[str]:
    for family in world.families:
        helps = {
            "visits": [ran(v.placed_on, v.ended_on) for v in world.visiting if v.family == family.id],
            "volunteer": [ran(m.starts_on, m.ended_on) for m in world.matches if m.family == family.id],
            "referral": [
                ran(r.begun_on, r.begun_on if r.state == "revoked" else r.ended_on)
                for r in world.referrals
                if r.family == family.id
            ],
        }
        kinds = [name for name, each in helps.items() if any(each)]
        if ran(family.opened_on, family.ended_on):
            yield "several" if len(kinds) >= 2 else kinds[0] if kinds else "none"


def called(world: World) -> Counter[str]:
    found = Counter(c.state for c in world.calls if inside(date(c.asked_on.year, c.asked_on.month, 1)))
    return found + gone(world, "called", "not_reached", "withdrawn")


def arrived(world: World) -> Counter[str]:
    found: Counter[str] = Counter()
    for family in {r.family for r in world.referrals}:
        hers = [r for r in world.referrals if r.family == family]
        sent = [r for r in hers if r.sent_as in {"partner", "guide"}]
        if sent:
            first = min(sent, key=lambda r: (r.sent_on, r.id))
            house = "guide" if first.sent_as == "guide" else "house"
            came = "arrived" if any(r.begun_on for r in hers) else "not_arrived"
            found[f"{house}_{came}"] += inside(date(first.sent_on.year, first.sent_on.month, 1))
    return +found + gone(world, "guide_arrived", "guide_not_arrived", "house_arrived", "house_not_arrived")


def gone(world: World, *cells: str) -> Counter[str]:
    return Counter({cell: sum(g.number for g in world.gone if g.what == cell) for cell in cells})


def came_to(world: World, state: str) -> list[CountedReferral]:
    return [r for r in world.referrals if inside(r.sent_on) and r.state == state]


def because(world: World, state: str, living: list[str]) -> Counter[str]:
    """Add to those that are there for what reason those whose family is deleted."""
    found = Counter(living)
    for each in world.gone:
        before, _, reason = each.what.partition(f"{state}_")
        if reason and not before:
            found[reason] += each.number
    return found


def stood(world: World) -> Counter[str]:
    found = Counter(r.state for r in world.referrals if inside(r.sent_on))
    for each in world.gone:
        state = each.what.split("_")[0]
        if state in {"declined", "ended", "revoked"}:
            found[state] += each.number
    return found


def answered(world: World) -> Counter[str]:
    there = [r for r in world.referrals if r.answered_on and inside(r.answered_on)]
    return because(
        world, "answered", [answer((r.answered_on - r.sent_on).days) for r in there if r.answered_on]
    )


def welcomed(world: World) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in world.welcome:
        for name in ("visited", "declined", "not_met", "moved"):
            found[name] += getattr(each, name)
        found["open"] += each.written - each.visited - each.declined - each.not_met - each.moved
    return +found


def running(world: World) -> Iterator[str]:
    for each in world.visiting:
        if each.placed_on and each.placed_on <= LAST and not (each.ended_on and each.ended_on <= LAST):
            yield each.profession


def waiting(world: World) -> Iterator[str]:
    for each in world.visiting:
        done = [day for day in (each.placed_on, each.ended_on) if day and day <= LAST]
        if each.asked_on <= LAST and not done:
            yield weeks(each.asked_on, LAST)


RECOUNTED: dict[str, Callable[[World], Iterator[str] | Counter[str]]] = {
    "partners": lambda w: (p.category for p in w.partners if p.membership == "member"),
    "partners_open": lambda w: (p.membership for p in w.partners if p.membership != "member"),
    "midwives": lambda w: (m.profession for m in w.midwives),
    "midwife_posts": lambda w: summed((m.contract, m.weekly_minutes) for m in w.midwives),
    "volunteers": lambda w: (v.state for v in w.volunteers if v.state != "left"),
    "funding": lambda w: (money(o.funding_ends_on) for o in w.offers),
    "contact_topics": lambda w: (
        c.topic for c in w.contacts if c.valid_from <= LAST and (not c.valid_to or c.valid_to >= LAST)
    ),
    "offer_languages": lambda w: (spoken(o.languages) for o in w.offers),
    "offers": lambda w: (o.category for o in w.offers),
    "offer_ages": lambda w: (age(o.age_from) for o in w.offers),
    "meetings": lambda w: (quarter(m.on) for m in w.meetings),
    "invitations": lambda w: summed(each for m in w.meetings for each in m.invited),
    "advice": lambda w: summed((a.topic, a.number) for a in w.advice),
    "confirmed": lambda w: (trust(o.confirmed_on, o.confirm_by) for o in w.offers),
    "families_new": lambda w: (f.language for f in w.families if inside(f.opened_on)),
    "guide_screened": lambda w: summed(
        pair for g in w.guides for pair in (("none", g.screened - g.positive), ("positive", g.positive))
    ),
    "guide_talks": lambda w: summed((quarter(g.month), g.talked) for g in w.guides),
    "calls": called,
    "sent_on": arrived,
    "referrals": stood,
    "visits_asked": lambda w: (v.state for v in w.visiting if inside(v.asked_on)),
    "welcome_letters": lambda w: summed((c.district, c.written) for c in w.welcome),
    "given_hours": lambda w: summed((quarter(t.on), t.minutes) for t in w.time),
    "group_meetings": lambda w: (quarter(g.on) for g in w.groups),
    "answer_time": answered,
    "declined": lambda w: because(w, "declined", [r.declined_because for r in came_to(w, "declined")]),
    "referrals_ended": lambda w: because(w, "ended", [r.ended_because for r in came_to(w, "ended")]),
    "families_helped": helped,
    "visits_running": running,
    "visits_waiting": waiting,
    "visits_wait": lambda w: (
        weeks(v.asked_on, v.placed_on) for v in w.visiting if v.placed_on and inside(v.placed_on)
    ),
    "visit_contacts": lambda w: (c.kind for c in w.contacted),
    "visit_hours": lambda w: summed((quarter(c.on), c.minutes) for c in w.contacted),
    "visits_ended": lambda w: (v.end for v in w.visiting if v.placed_on and inside(v.ended_on)),
    "matches_running": lambda w: (
        months(m.starts_on, LAST)
        for m in w.matches
        if m.starts_on <= LAST and not (m.ended_on and m.ended_on <= LAST)
    ),
    "matches_ended": lambda w: (m.end_reason for m in w.matches if inside(m.ended_on)),
    "welcome_results": welcomed,
}


def summed(pairs: Iterator[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for cell, number in pairs:
        found[cell] += number
    return found


def recount(name: str, world: World) -> dict[str, int]:
    return dict(Counter(RECOUNTED[name](world)))
