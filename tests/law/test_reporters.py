"""The decision table of the reporter's side, restated by hand from the statutes."""

import pytest

from schutznetz.law.professions import Profession
from schutznetz.law.reporters import CHANNELS, CLOSED, Bar, Channel, Notice, Power, Reporter, Step, channel_of

R = Reporter

FEEDBACK = {R.HEALTH, R.COUNSELLOR}
MUST_ISEF = {R.PROVIDER, R.CHILDMINDER}
OWN_TALKS = {R.HEALTH, R.COUNSELLOR, R.PROVIDER, R.CHILDMINDER}
PRIOR_NOTICE = OWN_TALKS | {R.BENEFIT_BODY, R.CUSTOMS, R.SHELTER, R.YOUTH_OFFICE}
MUST_INFORM = {R.JUSTICE, R.SHELTER, R.FAMILY_COURT, R.YOUTH_OFFICE}
ANONYMOUS = {R.PRIVATE, R.CHILD}
BORN_ONLY = {
    R.HEALTH,
    R.COUNSELLOR,
    R.BENEFIT_BODY,
    R.CUSTOMS,
    R.SHELTER,
}  # § 4 KKG, or a norm that points to it
HEARS_MORE = FEEDBACK | {R.JUSTICE, R.FAMILY_COURT, R.YOUTH_OFFICE, R.CHILD}
GROUNDS = {
    R.HEALTH: "§ 4 Abs. 3 Satz 1 KKG",
    R.COUNSELLOR: "§ 4 Abs. 3 Satz 1 KKG",
    R.PROVIDER: "§ 8a Abs. 4 Satz 3 SGB VIII",
    R.CHILDMINDER: "§ 8a Abs. 5 SGB VIII",
    R.BENEFIT_BODY: "§ 71 Abs. 1 Satz 6 SGB X",
    R.JUSTICE: "§ 5 Abs. 1 KKG",
    R.CUSTOMS: "§ 4 Abs. 5 KKG",
    R.SHELTER: "§ 4 Abs. 4 GewHG",
    R.FAMILY_COURT: "§ 162 Abs. 1 FamFG",
    R.YOUTH_OFFICE: "§ 8a Abs. 6 SGB VIII",
    R.CHILD: "§ 8 Abs. 2 SGB VIII",
}


def test_every_group_has_exactly_one_row_in_the_order_of_the_law() -> None:
    assert [channel.reporter for channel in CHANNELS] == list(Reporter)
    assert "".join(channel.letter for channel in CHANNELS) == "ABCDEFGHIJKLMN"


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.reporter)
def test_the_row_says_what_the_statutes_say(channel: Channel) -> None:
    who = channel.reporter
    assert (channel.feedback is not None) is (who in FEEDBACK)
    assert (channel.personally is not None) is (who in {R.BENEFIT_BODY, R.SHELTER})
    assert channel.disputed == ({Profession.SOCIAL_WORK} if who is R.PROVIDER else set())
    assert (Step.ISEF in channel.steps) is (who in MUST_ISEF)
    assert (Step.TALK_WITH_GUARDIANS in channel.steps) is (who in OWN_TALKS)
    assert (Step.TALK_WITH_CHILD in channel.steps) is (who in OWN_TALKS)
    assert (Step.PRIOR_NOTICE in channel.steps) is (who in PRIOR_NOTICE)
    assert (channel.power is Power.MUST) is (who in MUST_INFORM)
    assert channel.named is (who not in ANONYMOUS)
    assert str(channel.ground or "") == GROUNDS.get(who, "")
    assert (Bar.UNBORN_CHILD in channel.bars) is (who in BORN_ONLY)
    assert (Bar.MISSED_APPOINTMENT_ALONE in channel.bars) is (who is R.BENEFIT_BODY)
    assert (Bar.CHILD_WITHOUT_SIGN in channel.bars) is (who is R.BENEFIT_BODY)
    assert (Bar.MORE_THAN_NEEDED in channel.bars) is (who not in ANONYMOUS)
    assert (channel.at_once is not None) is (who is R.JUSTICE)
    assert (channel.events is not None) is (who is R.PROVIDER)
    assert (channel.receipt == CLOSED) is (who not in HEARS_MORE)


def test_only_the_health_professions_should_inform_at_once() -> None:
    assert {c.reporter for c in CHANNELS if c.power is Power.SHOULD_IF_URGENT} == {R.HEALTH}


def test_a_missed_appointment_alone_is_asked_about_only_where_it_happens() -> None:
    assert {c.reporter for c in CHANNELS if Step.CONCRETE_SIGN in c.steps} == {R.BENEFIT_BODY}


def test_customs_report_but_are_owed_no_feedback() -> None:
    customs = channel_of("customs")
    assert customs.power is Power.MAY
    assert customs.feedback is None


def test_who_must_tell_the_family_has_a_step_for_it() -> None:
    for channel in CHANNELS:
        asked = Step.PRIOR_NOTICE in channel.steps
        assert asked is (channel.notice is Notice.UNLESS_PROTECTION_AT_RISK)


def test_an_unknown_group_is_an_error() -> None:
    with pytest.raises(ValueError, match="insurer"):
        channel_of("insurer")
