"""Builders: people sign in as they would, records come out of services."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Model
from django.test import Client

from schutznetz import receipts
from schutznetz.accounts.models import User
from schutznetz.cases import services as case_services
from schutznetz.cases.choices import CaseState, Outcome, ReporterKind, ReviewState
from schutznetz.cases.models import AssessmentRecord, Case, Report, Result
from schutznetz.cases.states import CASE
from schutznetz.files.uploads import Cleaned, Kind
from schutznetz.kernel import submissions
from schutznetz.kernel.context import PUBLIC, Context, Strength, system
from schutznetz.law import statistics as law
from schutznetz.networks.choices import LetterKind, PartnerCategory
from schutznetz.networks.models import Assignment, LetterVersion, Network, Organisation, PrintedLetter
from schutznetz.offers import services as offer_services
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import Offer


def sign_in(
    client: Client,
    user: User,
    assignment: Assignment | None = None,
    *,
    strength: Strength = Strength.PASSKEY,
    at: float = 0,
) -> None:
    """Sign in with the second factor (or only a password), acting in ``assignment`` when it is named.

    ``at`` is when she proved it; long ago by default, so that what asks for a recent proof asks again.
    """
    client.force_login(user)
    session = client.session
    methods: list[dict[str, object]] = [{"method": "password", "at": at, "reauthenticated": at > 0}]
    kinds = {Strength.SECOND_FACTOR: "totp", Strength.PASSKEY: "webauthn"}
    if kind := kinds.get(strength):
        methods.append({"method": "mfa", "type": kind, "at": at, "reauthenticated": at > 0})
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(user.pk)
    if assignment:
        session["assignment"] = str(assignment.pk)
        session["network"] = str(assignment.network_id)
    session.save()


def offer(ctx: Context, network: Network, *, title: str, publish: bool = True, **facts: Any) -> Offer:
    """An offer of the network, published unless said otherwise."""
    given = {"provider": "Familienbüro Tannfurt", "category": OfferCategory.FAMILY_ADVICE, **facts}
    entered = offer_services.add_offer(ctx, network, facts=OfferFacts(title=title, **given))
    return offer_services.publish(ctx, entered) if publish else entered


def file(name: str = "bild.jpg") -> Cleaned:
    """A picture as it is kept, without the work of drawing it."""
    return Cleaned(name=name, kind=Kind.JPEG, body=b"jpeg", fingerprint=name)


def report(
    ctx: Context,
    network: Network,
    *,
    kind: ReporterKind = ReporterKind.PRIVATE,
    danger_now: bool = False,
    facts: Mapping[str, str] | None = None,
    children: Sequence[str] = (),
    contact: Mapping[str, str] | None = None,
    files: int = 0,
    additions: int = 0,
    key: str = "",
    profession: str = "",
) -> Report:
    """A report from the public form; ``additions`` are words that the reporter sent later with the code."""
    statement = case_services.Statement(
        reporter_kind=kind,
        danger_now=danger_now,
        facts=facts or {"observed": "Ein Baby schreit seit Stunden."},
        children=[{"child_name": name} for name in children],
        contact=contact or {},
        profession=profession,
    )
    visitor = replace(ctx, actor_id=None, role=PUBLIC)
    key = key or submissions.new_key()
    received = case_services.submit_report(
        visitor, network, statement=statement, key=key, files=[file() for _number in range(files)]
    )
    for _number in range(additions):
        code = receipts.code_for(key)
        case_services.add_information(visitor, network, typed=code, text="Jetzt ist es still.")
    return received


def in_house(user: User, category: PartnerCategory) -> Organisation:
    """Let everything a person may act as in the open network belong to one institution of that kind."""
    house = Organisation.objects.create(name="Haus am Markt", category=category)
    Assignment.objects.filter(user=user).update(organisation=house)
    return house


def ready_to_close(case: Case, outcome: Outcome = Outcome.NONE) -> Case:
    """A case in assessment whose result is set and whose closing is under review."""
    with_result(case, outcome)
    CASE.move(case, "review")
    return case


def waiting_result(case: Case, outcome: Outcome) -> Result:
    """A result that one person has proposed and nobody has signed."""
    return Result.objects.create(
        case=case,
        before=case.outcome,
        outcome=outcome,
        danger_from="mother",
        leader_signs=True,
        proposed_by=case.lead,
        proposed_at=case.reported_at,
        proposed_session="first",
        **dict.fromkeys(("reasons", "parents", "protective", "child_view"), "wie besprochen"),
    )


def counted(
    network: Network, answers: Sequence[Mapping[str, Any]], *, on: date, complete: bool = True
) -> None:
    """Records of the official statistics as they stand after the nightly count."""
    AssessmentRecord.objects.bulk_create(
        AssessmentRecord(
            key=f"K{number:04}", version=law.VERSION, completed_on=on, answers=dict(said), complete=complete
        )
        for number, said in enumerate(answers)
    )
    case_services.recount(system(network.pk), network, year=on.year)


def letter(ctx: Context, about: Model) -> PrintedLetter:
    """A letter that was printed about a record."""
    version, heading = (
        LetterVersion.objects.get_or_create(
            kind=kind, number=0, defaults={"texts": {}, "is_standard": True, "written_at": ctx.now}
        )[0]
        for kind in (LetterKind.DECISION_RECORD, LetterKind.LETTERHEAD)
    )
    return PrintedLetter.objects.create(
        kind=LetterKind.DECISION_RECORD,
        about_type=about._meta.label,
        about_id=about.pk,
        version=version,
        letterhead=heading,
        printed_by_id=ctx.person_id,
        printed_at=ctx.now,
    )


def with_result(case: Case, outcome: Outcome) -> Case:
    """Give a case a result that two people and the leader have signed, without what it rests on."""
    Result.objects.create(
        case=case,
        before=case.outcome,
        outcome=outcome,
        state=ReviewState.CONFIRMED,
        danger_from="mother",
        leader_signs=True,
        review_on=case.reported_at.date(),
        proposed_by=case.lead,
        proposed_at=case.reported_at,
        proposed_session="first",
        confirmed_by=case.substitute,
        confirmed_at=case.reported_at,
        confirmed_session="second",
        countersigned_by=case.substitute,
        countersigned_at=case.reported_at,
        countersigned_session="second",
        set_at=case.reported_at,
        **dict.fromkeys(("reasons", "parents", "protective", "child_view"), "wie besprochen"),
    )
    case.child_seen_at = case.child_seen_at or case.reported_at
    begun = case.state in {CaseState.REPORTED, CaseState.ASSESSMENT}
    case.state, case.outcome = CaseState.RESULT_SET if begun else case.state, outcome
    Case.objects.filter(pk=case.pk).update(
        state=case.state, outcome=outcome, child_seen_at=case.child_seen_at
    )
    return case
