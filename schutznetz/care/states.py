"""A referral waits for an answer, is kept on a list, begins and ends; it can be called off at any time."""

from schutznetz.care.actions import CareAction
from schutznetz.care.choices import ReferralState
from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law.text import gettext_noop

S = ReferralState
OPEN = frozenset({S.REQUESTED, S.WAITING})
ALIVE = frozenset({S.REQUESTED, S.WAITING, S.ACCEPTED, S.BEGUN})

REFERRAL = Machine(
    field="state",
    states=ReferralState,
    start=S.REQUESTED,
    steps=[
        Transition(
            "accept",
            sources=OPEN,
            target=S.ACCEPTED,
            action=CareAction.ANSWER_REFERRAL,
            label=gettext_noop("Annehmen"),
        ),
        Transition(
            "put_on_list",
            sources={S.REQUESTED},
            target=S.WAITING,
            action=CareAction.ANSWER_REFERRAL,
            label=gettext_noop("Auf die Warteliste"),
        ),
        Transition(
            "decline",
            sources=OPEN,
            target=S.DECLINED,
            action=CareAction.ANSWER_REFERRAL,
            label=gettext_noop("Ablehnen"),
        ),
        Transition(
            "begin",
            sources={S.ACCEPTED},
            target=S.BEGUN,
            action=CareAction.CARRY_ON,
            label=gettext_noop("Hilfe hat begonnen"),
        ),
        Transition(
            "end",
            sources={S.ACCEPTED, S.BEGUN},
            target=S.ENDED,
            action=CareAction.CARRY_ON,
            label=gettext_noop("Hilfe ist zu Ende"),
        ),
        Transition(
            "revoke",
            sources=ALIVE,
            target=S.REVOKED,
            action=CareAction.REVOKE_REFERRAL,
            label=gettext_noop("Zurückziehen"),
        ),
    ],
)
