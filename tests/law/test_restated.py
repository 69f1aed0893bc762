"""The numbers and norms of the smaller tables, restated by hand: whoever alters a row must say so twice.

What no statute fixes is the house's default; here it stands as the domain names it.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from schutznetz.cases.choices import DoubtGround
from schutznetz.law import closeness, deferral, entrusted, handover, marks, restriction, retention, urgency
from schutznetz.law.entrusted import Recipient
from schutznetz.law.file_access import GROUNDS, Trait
from schutznetz.law.marks import PARENT, SECRECY, Way
from schutznetz.law.norm import Norm
from schutznetz.law.retention import Since
from schutznetz.law.urgency import FirstDecision

SECRETS_OF_HELP = Norm("SGB VIII", "65", 1, 1)
MINUTES, HOURS, DAYS = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# class of urgency: first decision, child seen within, lead told after
URGENCY = {
    "u0": (FirstDecision.AT_ONCE, 2 * HOURS, 15 * MINUTES),
    "u1": (FirstDecision.SAME_DAY, 24 * HOURS, 24 * HOURS),
    "u2": (FirstDecision.NEXT_WORKING_DAY, 3 * DAYS, 3 * DAYS),
    "u3": (FirstDecision.THREE_DAYS, 7 * DAYS, 7 * DAYS),
}
# class of retention: months, days, from when; and between how many months an office may choose
RETENTION = {
    "L1": (0, 3, Since.EVENT), "L2": (0, 30, Since.EVENT), "L3": (6, 0, Since.EVENT),
    "L4": (0, 90, Since.EVENT), "L5": (12, 0, Since.EVENT), "L6": (12, 0, Since.EVENT),
    "L7": (360, 0, Since.EVENT), "L8": (12, 0, Since.EVENT), "L9": (36, 0, Since.EVENT),
    "L11": (360, 0, Since.EVENT), "L12": (12, 0, Since.EVENT), "L13": (120, 0, Since.EVENT),
    "L14": (36, 0, Since.EVENT), "L15": (0, 35, Since.EVENT), "L16": (0, 30, Since.EVENT),
    "L17": (840, 0, Since.EVENT), "L18": (6, 0, Since.EVENT),
    "R6": (36, 0, Since.EVENT), "R8": (0, 0, Since.EVENT),
    "R1": (24, 0, Since.EVENT), "R2": (36, 0, Since.EVENT), "R3": (120, 0, Since.MAJORITY),
}  # fmt: skip
CHOICES = {
    "L2": {(Since.EVENT, 1, 12)}, "L3": {(Since.EVENT, 1, 24)}, "R1": {(Since.EVENT, 12, 24)},
    "R6": {(Since.EVENT, 24, 120)}, "R8": {(Since.EVENT, 0, 12)},
    "R2": {(Since.EVENT, 1, 60)}, "R3": {(Since.EVENT, 1, 360), (Since.MAJORITY, 0, 120)},
}  # fmt: skip
# Whether a marked entry goes there, and by which norm.
MARKS = {
    (PARENT, Way.OWN_FILE): (True, "§ 35 Abs. 1 SGB I"),
    (PARENT, Way.OFFICE_IN_DANGER): (True, "§ 78 Abs. 1 SGB X"),
    (PARENT, Way.OFFICE): (True, "§ 78 Abs. 1 SGB X"),
    (PARENT, Way.COURT): (False, "§ 13 Abs. 1 FamFG"),
    (PARENT, Way.NAMED_PARENT): (False, "§ 25 Abs. 3 SGB X"),
    (PARENT, Way.FAMILY): (True, "§ 25 Abs. 3 SGB X"),
    (SECRECY, Way.OWN_FILE): (True, "§ 35 Abs. 1 SGB I"),
    (SECRECY, Way.OFFICE_IN_DANGER): (True, "§ 4 Abs. 3 KKG"),
    (SECRECY, Way.OFFICE): (False, "§ 76 Abs. 1 SGB X"),
    (SECRECY, Way.COURT): (False, "§ 76 Abs. 1 SGB X"),
    (SECRECY, Way.NAMED_PARENT): (False, "§ 76 Abs. 1 SGB X"),
    (SECRECY, Way.FAMILY): (False, "§ 76 Abs. 1 SGB X"),
}
ENTRUSTED = {
    "consent": ("1", Recipient.COLLEAGUE), "court": ("2", Recipient.NOBODY),
    "change": ("3", Recipient.RESPONSIBLE), "assessment": ("4", Recipient.TEAM),
    "secrecy": ("5", Recipient.COLLEAGUE),
}  # fmt: skip
# Why a passage is kept back when somebody asks for a file: the strongest ground first.
KEPT_BACK = {
    Trait.PLACE: "§ 35 Abs. 1 Satz 1 SGB I",
    Trait.ENTRUSTED: "§ 65 Abs. 1 SGB VIII",
    Trait.REPORTER: "§ 65 Abs. 1 SGB VIII",
    Trait.CONFIDENTIAL: "§ 8 Abs. 3 SGB VIII",
    Trait.REPORTED: "§ 65 Abs. 1 SGB VIII",
    Trait.SECRECY: "§ 76 Abs. 1 SGB X",
    Trait.CHILDS_WORDS: "§ 8 Abs. 3 SGB VIII",
    Trait.HEALTH: "Art. 9 Abs. 1 DSGVO",
    Trait.OTHER_PARENT: "§ 25 Abs. 3 SGB X",
    Trait.OTHER_PERSON: "§ 25 Abs. 3 SGB X",
    Trait.SOURCE: "§ 25 Abs. 3 SGB X",
    Trait.ATTACHMENT: "§ 25 Abs. 3 SGB X",
    Trait.DEFERRED: "§ 83 Abs. 1 Nr. 1 SGB X",
    Trait.RESTRICTED: "Art. 18 Abs. 2 DSGVO",
    Trait.DRAFT: "§ 25 Abs. 1 Satz 2 SGB X",
}


def test_how_soon_is_soon() -> None:
    told = {
        code: (row.decision, row.child_seen_within, row.lead_told_after)
        for code, row in urgency.TABLE.items()
    }

    assert told == URGENCY
    assert urgency.TABLE["u1"] == urgency.UNCLASSED
    assert (urgency.TAKE_OVER, urgency.AT_ONCE, urgency.LEAST_TIME) == (15 * MINUTES, 30 * MINUTES, 2 * HOURS)


def test_how_long_is_kept() -> None:
    rules = {rule.code: (rule.months, rule.days, rule.since) for rule in retention.RULES}
    choices = {
        rule.code: {(each.since, each.least, each.most) for each in rule.limits} for rule in retention.RULES
    }

    assert {code: rules[code] for code in RETENTION} == RETENTION
    assert {code: choices[code] for code in CHOICES} == CHOICES
    assert {rule.code for rule in retention.RULES if rule.filed} >= {"R2", "R3"}


@pytest.mark.parametrize(
    ("outcome", "code"), [("acute", "R3"), ("latent", "R3"), ("need_for_support", "R3"), ("none", "R2")]
)
def test_danger_and_need_are_kept_longer_than_neither(outcome: str, code: str) -> None:
    assert retention.of_case(outcome) == code


def test_where_a_marked_entry_may_go() -> None:
    assert {key: (rule.goes, str(rule.norm)) for key, rule in marks.RULES.items()} == MARKS
    assert {kind for kind, _way in MARKS} == {PARENT, SECRECY}
    assert len(MARKS) == 2 * len(Way)  # every kind of mark on every way


def test_entrusted_data_go_on_by_five_grounds_and_no_other() -> None:
    """§ 65 Abs. 1 SGB VIII."""
    told = {name: (row.norm.number, row.inside) for name, row in entrusted.GROUNDS.items()}

    assert told == ENTRUSTED
    assert {replace(row.norm, number=None) for row in entrusted.GROUNDS.values()} == {SECRETS_OF_HELP}
    assert all(row.outside for row in entrusted.GROUNDS.values())


def test_a_restriction_has_four_grounds_and_stops_printing_alone() -> None:
    assert {name: str(norm) for name, norm in restriction.GROUNDS.items()} == {
        "contested": "Art. 18 Abs. 1 Buchst. a DSGVO",
        "unlawful": "Art. 18 Abs. 1 Buchst. b DSGVO",
        "claims": "Art. 18 Abs. 1 Buchst. c DSGVO",
        "objection": "Art. 18 Abs. 1 Buchst. d DSGVO",
    }
    assert [name for name, use in restriction.USES.items() if not use.goes_on] == ["record"]


def test_information_waits_on_six_grounds_and_is_made_up_for_in_two_weeks() -> None:
    assert {each.ground: str(each.norm) for each in deferral.GROUNDS} == {
        "further_use": "§ 82 Abs. 2 Nr. 1 SGB X",
        "further_safety": "§ 82 Abs. 2 Nr. 2 SGB X",
        "transfer": "§ 82 Abs. 2 Nr. 3 SGB X",
        "task": "§ 82a Abs. 1 Nr. 1 Buchst. a SGB X",
        "safety": "§ 82a Abs. 1 Nr. 1 Buchst. b SGB X",
        "secret": "§ 82a Abs. 1 Nr. 2 SGB X",
    }
    assert (deferral.CATCH_UP_WITHIN, deferral.LOOKED_AT_WITHIN) == (14 * DAYS, 92 * DAYS)
    assert str(deferral.CATCH_UP) == "§ 82 Abs. 4 SGB X"


def test_six_are_excluded_by_law_and_others_by_order() -> None:
    excluded = ("party", "relative", "represents", "relative_represents", "employed", "acted_before")

    assert {each.ground: str(each.norm) for each in closeness.GROUNDS} == {
        **{name: f"§ 16 Abs. 1 Satz 1 Nr. {number} SGB X" for number, name in enumerate(excluded, start=1)},
        "mistrust": "§ 17 Abs. 1 Satz 1 SGB X",
        "claimed": "§ 17 Abs. 1 Satz 1 SGB X",
    }
    assert set(DoubtGround.values) == set(closeness.BY_GROUND)


def test_another_office_has_a_week_and_a_day_in_danger() -> None:
    within = {code: handover.answer_within(at_once=False, class_of_urgency=code) for code in ("", *URGENCY)}

    assert within == {"": 7 * DAYS, "u0": 24 * HOURS, "u1": 24 * HOURS, "u2": 3 * DAYS, "u3": 7 * DAYS}
    assert {name: str(norm) for name, norm in handover.GROUNDS.items()} == {
        "danger": "§ 8a Abs. 6 Satz 1 SGB VIII",
        "running_help": "§ 86c Abs. 2 SGB VIII",
        "provisional": "§ 86d SGB VIII",
    }


def test_each_ground_of_keeping_back_has_its_norm() -> None:
    assert {ground.trait: str(ground.norm) for ground in GROUNDS} == KEPT_BACK
