"""A consent is noted before anything is passed on, and withdrawn with all that rests on it at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from schutznetz import receipts
from schutznetz.accounts.models import User
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import (
    LONGEST,
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
    WithdrawalWay,
)
from schutznetz.care.cover import BEFORE, NAMED
from schutznetz.care.following import follow
from schutznetz.care.models import (
    CodeHolder,
    ConsentItem,
    ConsentRecipient,
    Declaration,
    Family,
    FamilyConsent,
    OutsidePerson,
    Passing,
    Referral,
)
from schutznetz.care.queries import (
    HELP,
    PassingLine,
    Withdrawn,
    code_of_consent,
    entered_again,
    last_custody,
    may_receive,
    named_in,
    passed,
    plain,
)
from schutznetz.care.services.calling_off import call_off
from schutznetz.kernel import outbox
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Language

BLANKET = gettext_noop("Bitte sagen Sie einzeln, was an wen gehen darf. „Alles“ und „an alle“ gilt nicht.")
NOT_HERE = gettext_noop("Eine der genannten Personen arbeitet hier nicht.")
NO_COPY = gettext_noop("Bitte geben Sie der Familie eine Kopie mit.")
TOO_EARLY = gettext_noop("Dieser Tag liegt in der Zukunft. Aufgeschrieben wird, was erklärt ist.")
TOO_LONG = gettext_noop("Eine Einwilligung gilt höchstens ein Jahr. Danach fragen Sie neu.")
UNDERSTANDS = gettext_noop("Bitte schreiben Sie, wie Sie die Einsichtsfähigkeit eingeschätzt haben.")
BOTH = gettext_noop(
    "Bei gemeinsamer Sorge erklären es beide, oder Sie schreiben, warum ein Elternteil genügt."
)
CHANGED = gettext_noop(
    "Zuletzt stand hier eine andere Sorge oder eine andere Person."
    " Bitte schreiben Sie, was sich geändert hat."
)
HOW_MANY = gettext_noop("Bitte nennen Sie, wer es erklärt hat: bei beiden Eltern zwei Personen, sonst eine.")
ONLY_OWN = gettext_noop("Für die Kinder kann nur einwilligen, wer die Sorge hat.")
ALREADY = gettext_noop("Diese Einwilligung ist schon widerrufen.")
# With which custody somebody may speak for the children; whoever is not named speaks for herself alone.
MAY_SPEAK = {
    DeclaredBy.SELF: frozenset[Custody](),
    DeclaredBy.ONE_PARENT: frozenset({Custody.SOLE, Custody.JOINT}),
    DeclaredBy.BOTH_PARENTS: frozenset({Custody.SOLE, Custody.JOINT}),
    DeclaredBy.YOUNG_PERSON: frozenset({Custody.SOLE, Custody.JOINT, Custody.OTHER}),
    DeclaredBy.GUARDIAN: frozenset({Custody.OTHER}),
}
# What a form asks again at the field that is meant.
MEANT = {
    TOO_EARLY: "given_on",
    TOO_LONG: "until",
    UNDERSTANDS: "capacity",
    BOTH: "one_suffices",
    CHANGED: "one_suffices",
    ONLY_OWN: "custody",
}
ALONE = (DeclaredBy.ONE_PARENT, DeclaredBy.GUARDIAN)  # one person speaks for the family


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What was declared. ``people`` are assignments: a person in the house for which she is named."""

    kind: ConsentKind
    purpose: ConsentPurpose
    items: Sequence[DataItem]
    people: Sequence[UUID]
    form: ConsentForm
    language: Language
    declared_by: DeclaredBy
    custody: Custody
    given_on: date
    until: date
    copy_given: bool
    capacity: str = ""
    one_suffices: str = ""
    outside: Sequence[str] = ()  # persons without an account, each with where she works


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarer:
    """Who declared it: somebody who has a code already, or a name that gets one."""

    holder_id: UUID | None = None
    name: str = ""


@command(CareAction.NOTE_CONSENT)
def note_consent(
    ctx: Context, family: Family, *, declared: Declared, by: Sequence[Declarer], key: str
) -> FamilyConsent:
    """Note what was declared; each new person gets a code, which her copy carries."""
    return declare(ctx, family, declared=declared, by=by, key=key)


@consequence
def declare(
    ctx: Context, family: Family, *, declared: Declared, by: Sequence[Declarer], key: str
) -> FamilyConsent:
    """Write down what was declared, for whom, and by whom."""
    _check(ctx, declared, by)
    _check_family(family, declared, by)
    consent = written(ctx, family, declared)
    _name(ctx, consent, declared)
    for number, declarer in enumerate(by):
        Declaration.objects.create(
            consent=consent, holder=_holder(ctx, family, declarer, code_of_consent(key, number))
        )
    return consent


@consequence
def written(ctx: Context, family: Family, declared: Declared) -> FamilyConsent:
    """Write the consent itself with its things; it names nobody yet and covers nothing."""
    consent = FamilyConsent.objects.create(
        family=family,
        kind=declared.kind,
        purpose=declared.purpose,
        form=declared.form,
        language=declared.language,
        copy_given=declared.copy_given,
        declared_by=declared.declared_by,
        custody=declared.custody,
        capacity=declared.capacity or None,
        one_suffices=declared.one_suffices or None,
        given_on=declared.given_on,
        until=declared.until,
        noted_at=ctx.now,
        noted_by_id=ctx.person_id,
    )
    for item in dict.fromkeys(declared.items):
        ConsentItem.objects.create(consent=consent, item=item)
    return consent


def _name(ctx: Context, consent: FamilyConsent, declared: Declared) -> None:
    """Name the persons, each once, in the house for which she works today."""
    people = declared.people
    here = {held.pk: held for held in may_receive(ctx.now, coordinating=True)}
    if not set(people) <= here.keys():
        raise Conflict(NOT_HERE)
    named = {here[pk].user_id: here[pk].organisation_id for pk in people}
    if len(named) != len(set(people)):
        raise Conflict(gettext_noop("Bitte nennen Sie jede Person nur für eine Einrichtung."))
    for person, house in named.items():
        ConsentRecipient.objects.create(consent=consent, person_id=person, organisation_id=house)
    for outside in dict.fromkeys(declared.outside):
        named_here = OutsidePerson.objects.create(consent=consent, name=outside)
        ConsentRecipient.objects.create(consent=consent, outside=named_here)


def _holder(ctx: Context, family: Family, declarer: Declarer, code: str) -> CodeHolder:
    if declarer.holder_id:
        known = family.holders.filter(pk=declarer.holder_id).first()
        if known is None:
            raise Conflict(HOW_MANY)
        return known
    tag = receipts.tag(code)
    return CodeHolder.objects.create(family=family, tag=tag, begun_at=ctx.now, name=declarer.name)


@command(CareAction.PRINT_CONSENT)
def print_consent(ctx: Context, family: Family, *, declared: Declared, by: Sequence[Declarer]) -> Family:
    """Let a family read or sign what it may declare; what could not be noted is refused before."""
    _check(ctx, replace(declared, copy_given=True), by)
    _check_family(family, declared, by)
    return family


def _check(ctx: Context, declared: Declared, by: Sequence[Declarer]) -> None:
    today = day_of(ctx.now)
    if not declared.items or not (declared.people or declared.outside):
        raise Conflict(BLANKET, NAMED)
    if declared.given_on > today:
        raise Conflict(TOO_EARLY, BEFORE)
    if not max(today, declared.given_on) <= declared.until <= declared.given_on + LONGEST:
        raise Conflict(TOO_LONG)
    if not declared.copy_given:
        raise Conflict(NO_COPY)
    _check_who(declared, by)


def _check_who(declared: Declared, by: Sequence[Declarer]) -> None:
    """Ask what the law asks of whoever consents for herself, for a child, or as a young person."""
    who, custody = declared.declared_by, declared.custody
    names = {declarer.holder_id or declarer.name.strip() for declarer in by}
    if len(names) != (2 if who is DeclaredBy.BOTH_PARENTS else 1) or len(by) != len(names) or "" in names:
        raise Conflict(HOW_MANY)
    if who is DeclaredBy.YOUNG_PERSON and not declared.capacity.strip():
        raise Conflict(UNDERSTANDS)
    if who is DeclaredBy.ONE_PARENT and custody is Custody.JOINT and not declared.one_suffices.strip():
        raise Conflict(BOTH)
    if DataItem.CHILDREN in declared.items and custody not in MAY_SPEAK[who]:
        raise Conflict(ONLY_OWN)


def _check_family(family: Family, declared: Declared, by: Sequence[Declarer]) -> None:
    """Refuse one person under two names, and ask what changed where somebody speaks alone unlike before."""
    names = [_called(family, each) for each in by]
    if len(set(names)) != len(names):
        raise Conflict(HOW_MANY)
    if declared.declared_by in ALONE and not declared.one_suffices.strip():
        last = last_custody(family)
        if last and declared.custody is not Custody.NO_CHILD and last != (declared.custody, set(names)):
            raise Conflict(CHANGED)


def _called(family: Family, declarer: Declarer) -> str:
    known = family.holders.filter(pk=declarer.holder_id).first() if declarer.holder_id else None
    return plain(known.name if known else declarer.name)


@command(CareAction.WITHDRAW_CONSENT)
def withdraw_consent(ctx: Context, consent: FamilyConsent, *, way: WithdrawalWay) -> FamilyConsent:
    """Note that somebody withdrew it, by word of mouth or in writing; no reason is asked."""
    if way is WithdrawalWay.CODE:
        raise Conflict(gettext_noop("Mit dem Code widerruft nur, wer ihn hat."))
    return withdraw(ctx, consent, way=way)


@consequence
def withdraw(ctx: Context, consent: FamilyConsent, *, way: WithdrawalWay) -> FamilyConsent:
    """Withdraw it, wherever it was noted, with what waits or runs on it; the named persons learn of news."""
    _withdraw(ctx, consent, way)
    for again in entered_again(consent):
        _withdraw(ctx, again, way)
    tell(ctx, [each.person_id for each in named_in([consent]) if each.person_id])
    return consent


def _withdraw(ctx: Context, consent: FamilyConsent, way: WithdrawalWay) -> None:
    noted_by = None if way is WithdrawalWay.CODE else ctx.person_id
    said = {"withdrawn_at": ctx.now, "withdrawal": way, "withdrawal_noted_by_id": noted_by}
    if not FamilyConsent.objects.filter(pk=consent.pk, withdrawn_at=None).update(**said):
        raise Conflict(ALREADY)
    consent.refresh_from_db()
    for referral in Referral.objects.filter(recipient__consent=consent).order_by("id"):
        call_off(ctx, referral)
    people = frozenset(each.person_id for each in named_in([consent]) if each.person_id)
    if consent.purpose in HELP:
        follow(
            ctx,
            Withdrawn(
                consent_id=consent.pk,
                family_id=consent.family_id,
                purpose=consent.purpose,
                people=people,
            ),
        )


@consequence
def tell(ctx: Context, people: Sequence[UUID]) -> None:
    """Write that there is news, and nothing else."""
    slug = Network.objects.values_list("slug", flat=True).get(pk=ctx.network_id)
    found = User.objects.filter(pk__in=people).exclude(email="").order_by("pk")
    for address in found.values_list("email", flat=True):
        outbox.mail(ctx, to=address, notice=outbox.Notice.NEWS, link=f"/{slug}/aufgaben/")


@command(CareAction.TAKE_LOG)
def take_log(ctx: Context, family: Family) -> list[PassingLine]:
    """Hand out the list of all that was ever passed on, also on consents that no longer hold."""
    return passed(Passing.objects.filter(family=family))
