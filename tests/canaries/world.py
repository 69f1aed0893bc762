"""One town in which every protected field holds its token: a row of each model, all about one case."""

from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from schutznetz.accounts.models import User
from schutznetz.care.models import ConsentItem, ConsentRecipient, FamilyConsent, PassedItem, Passing
from schutznetz.cases.choices import IntakeChannel, ReporterKind
from schutznetz.cases.models import Case, Report
from schutznetz.kernel.catalogue import Data
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from tests.canaries.tokens import REPORTER, protected, value_of
from tests.conftest import NOON

Fill = dict[str, Any]
LATER = NOON + timedelta(hours=1)


class World:
    """A person for each role, the stand-ins Bert and Cora, and one row of every model, by its label."""

    def __init__(
        self,
        network: Network,
        more: Mapping[str, Callable[["World"], Fill]] | None = None,
        areas: Container[str] | None = None,
    ) -> None:
        self.network, self.said = network, SAID | dict(more or {})
        self.people = {role: self._person(role.value, role) for role in Role}
        User.objects.filter(pk=self.people[PARTNER].pk).update(last_name=REPORTER.token)
        self.bert: User = self._person("bert", Role.CASE_WORKER)
        self.rows: dict[type[models.Model], Any] = {}
        self.sealed: dict[type[models.Model], dict[str, Any]] = {}
        for model, column, data in protected():
            self.sealed.setdefault(model, {})[column.name] = value_of(model, column, Data(data))
        self.fill(areas)

    def fill(self, areas: Container[str] | None = None) -> None:
        """Make the rows of all areas, or of these."""
        for model in self.sealed:
            if areas is None or model._meta.app_label in areas:
                with suppress(IntegrityError):  # what has no row is named by one test, not by all of them
                    self.row(model)
        if areas is None or "care" in areas:
            self.row(apps.get_model("care.PassedItem"))  # the family's name, so that her page shows it

    def _person(self, name: str, role: Role) -> User:
        user = User.objects.create_user(name, email=f"{name}@tannfurt.example", last_name=name.title())
        Assignment.objects.create(
            user=user,
            role=role,
            starts_on=NOON.date() - timedelta(days=300),
            ends_on=NOON.date() + timedelta(days=300),
        )
        return user

    def row(self, model: type[models.Model]) -> Any:
        """Return the row of a model, made when it is first asked for."""
        if model is User:
            return self.people[Role.CASE_WORKER]
        if model is Network:
            return self.network
        if model not in self.rows:
            said = self.said.get(model._meta.label, _nothing)(self)
            values = {column.name: self._value(model, column) for column in model._meta.local_fields}
            kept = {name: value for name, value in (values | said).items() if value is not SKIP}
            self.rows[model] = self._inserted(model, kept)
        return self.rows[model]

    def _inserted(self, model: type[models.Model], values: Fill) -> Any:
        """Write the row; where a constraint refuses it, with its days filled in, and at last half empty."""
        empty = [column for column in model._meta.local_fields if column.null and not values.get(column.name)]
        days = {column.name: _plain(column) for column in empty if isinstance(column, models.DateField)}
        half = {name: None for name in self.sealed.get(model, {}) if model._meta.get_field(name).null}
        for more in ({}, days, half, days | half):
            row = model(**values | more)
            with suppress(IntegrityError), transaction.atomic():
                row.save(force_insert=True)
                return row
        raise IntegrityError(model._meta.label)

    def _value(self, model: type[models.Model], column: models.Field[Any, Any]) -> Any:
        if column.name in self.sealed.get(model, {}):
            return self.sealed[model][column.name]
        if column.primary_key or column.has_default() or column.name == "network":
            return SKIP
        if column.null:
            return None
        if isinstance(column, models.ForeignKey):
            return self.row(column.related_model)
        return _plain(column)


SKIP: Any = object()
PLAIN: dict[type[models.Field[Any, Any]], Any] = {
    models.DateTimeField: NOON,
    models.DateField: NOON.date(),
    models.BooleanField: False,
    models.JSONField: [],
    models.BinaryField: b"",
    models.UUIDField: None,
}


def _plain(column: models.Field[Any, Any]) -> Any:
    if vocabulary := getattr(column, "vocabulary", None):
        return "" if column.blank else next(iter(vocabulary))
    for kind, value in PLAIN.items():
        if isinstance(column, kind):
            return value
    return 1 if isinstance(column, models.IntegerField) else "" if column.blank else "x"


def _about(world: World, model: str) -> Any:
    return world.row(apps.get_model(model)).pk


def _nothing(world: World) -> Fill:
    return {}


def _proposed(world: World) -> Fill:
    return {"proposed_by": world.bert, "proposed_session": "first", "proposed_at": NOON}


def _signed(world: World) -> Fill:
    by = {"confirmed_by": world.people[WORKER], "confirmed_session": "second", "confirmed_at": NOON}
    return {"state": "confirmed", **by}


def _other_report(world: World) -> Report:
    """A second report about the same event, with nothing in it."""
    return Report.objects.create(
        reference="ZZZZ-9999",
        channel=IntakeChannel.WEB,
        reporter_kind=ReporterKind.PRIVATE,
        receipt_tag="other",
        received_at=NOON,
        entered_at=NOON,
        due_at=LATER,
        statement={},
    )


def _with_the_midwife(world: World) -> Fill:
    midwife = world.row(apps.get_model("visiting.FamilyMidwife"))
    on = {"placed_at": NOON, "placed_by": world.bert, "planned_end": NOON.date()}
    return {"state": "placed", "midwife": midwife, **on}


def _told_by_consent(world: World) -> Fill:
    """Whoever coordinates volunteers is told by the family's consent what a wish is about."""
    consent = world.row(FamilyConsent)
    person = world.people[Role.VOLUNTEER_COORDINATOR]
    passing = Passing.objects.create(
        family_id=consent.family_id,
        recipient=ConsentRecipient.objects.create(consent=consent, person=person),
        passed_at=NOON,
        passed_on=world.row(Passing).passed_on,
        passed_by=world.bert,
        basis="consent",
        by_youth_office=False,
        necessity="x",
    )
    for item in {world.row(ConsentItem).item, "name", "contact", "reach", "need"}:
        ConsentItem.objects.get_or_create(consent=consent, item=item)
        PassedItem.objects.create(passing=passing, item=item)
    return {"consent": consent, "family_id": consent.family_id}


def _visits_before(world: World) -> Any:
    """The help of a colleague, over by now."""
    model = apps.get_model("visiting.VisitRequest")
    over = {"state": "ended", "ended_at": NOON, "end": "handed_over"}
    asked = {"urgency": "soon", "asked_at": NOON, "asked_by": world.bert, "weekly_minutes": 60}
    family = world.row(apps.get_model("care.Family"))
    return model.objects.create(family=family, postcode="39104", topics=[], **over, **asked)


WORKER, INTAKE, PARTNER = Role.CASE_WORKER, Role.INTAKE, Role.PARTNER
# What a row must say beyond that, so that the database takes it and its pages show it.
SAID: dict[str, Callable[[World], Fill]] = {
    "kernel.Draft": lambda world: {"actor_id": world.people[PARTNER].pk},
    "work.Task": lambda world: {
        "about_id": _about(world, "cases.Case"),
        "about_type": "cases.Case",
        "about_label": "Fall 1",
        "owner": world.people[WORKER],
        "settled_at": NOON,
        "late": True,
        "due_at": NOON - timedelta(hours=2),
    },
    "concerns.Concern": lambda world: {
        "author": world.people[PARTNER],
        "keeper": world.people[PARTNER],
        "age_band": "3_6",
        "held_until": LATER.date(),
    },
    "cases.Hold": lambda world: {"case": world.row(Case)},
    "cases.HoldLifting": _proposed,
    "cases.Dispute": lambda world: {"record": _about(world, "cases.Visit")},
    "cases.RestrictionLifting": _proposed,
    "cases.SecondLook": lambda world: {"record": _about(world, "cases.Restriction")},
    "cases.Clearance": lambda world: {**_proposed(world), "person": world.people[INTAKE], **_signed(world)},
    "cases.Mark": lambda world: {
        "record": _about(world, "cases.CaseEntry"),
        "kind": "from_parent",
        "parent": world.row(apps.get_model("cases.CasePerson")),
    },
    "cases.MarkLifting": _proposed,
    "cases.Package": lambda world: {"state": "filed", "fetched_at": NOON},
    "cases.AccessRequest": lambda world: {"state": "released", "due_on": LATER.date()},
    "cases.AccessDecision": lambda world: {"passage": "CaseEntry.1.text", "ground": "by_hand"},
    "cases.AccessPackage": lambda world: {**_proposed(world), **_signed(world)},
    "care.ConsentRecipient": lambda world: {"person": world.people[PARTNER]},
    "care.PassedItem": lambda world: {"item": world.row(apps.get_model("care.ConsentItem")).item},
    "care.Referral": lambda world: {"due_at": LATER},
    "advice.Consultation": lambda world: {
        "reference": "AAAA-2222",
        "asked_by": world.people[PARTNER],
        "consultant": world.people[Role.ISEF],
        "due_at": LATER,
    },
    "advice.ConsultationEntry": lambda world: {"author": world.people[PARTNER]},
    "welcome.WelcomeVisit": lambda world: {
        "state": "arranged",
        "written_on": NOON.date(),
        "visitor": world.people[Role.WELCOME_VISITOR],
        "visit_on": NOON.date(),
    },
    "volunteers.Wish": _told_by_consent,
    "volunteers.Match": lambda world: {
        "volunteer": world.row(apps.get_model("volunteers.Volunteer")),
        "state": "ended",
        "decided_by": world.bert,
        "decided_at": NOON,
        "talk_volunteer_on": NOON.date(),
        "talk_family_on": NOON.date(),
        "starts_on": NOON.date(),
        "planned_until": NOON.date(),
        "ended_on": NOON.date(),
        "end_reason": "planned",
    },
    "volunteers.GivenTime": lambda world: {"expense": 0},
    "visiting.FamilyMidwife": lambda world: {"user": world.people[Role.FAMILY_MIDWIFE]},
    "visiting.VisitRequest": _with_the_midwife,
    "visiting.VisitReview": lambda world: {"next_on": LATER.date() + timedelta(days=90)},
    "visiting.VisitHandOver": lambda world: {"request": _visits_before(world)},
    "cases.Report": lambda world: {
        "reference": "BBBB-3333",
        "state": "triage",
        "channel": "partner",
        "reporter_kind": "health",
        "entered_by": world.people[PARTNER],
        "responsible": world.people[INTAKE],
        "second": world.bert,
        "taken_at": NOON,
        "due_at": LATER,
    },
    "cases.Message": lambda world: {"kind": "addition"},
    "cases.Case": lambda world: {
        "substitute": world.bert,
        "origin": world.row(Report),
        "state": "assessment",
        "child_seen_at": NOON,
    },
    "cases.Doubt": lambda world: {
        "case": world.row(Case),
        "person": world.people[INTAKE],
        "raised_by": world.bert,
        "state": "ordered",
        "decided_by": world.people[Role.TEAM_LEAD],
        "decided_at": NOON,
    },
    "cases.EmergencyAccess": lambda world: {"opened_by": world.people[INTAKE], "ends_at": LATER},
    "cases.EmergencyReview": lambda world: {"reviewer": world.people[Role.DATA_PROTECTION]},
    "cases.FeedbackPreparation": lambda world: {"untold_reason": "other", "attested": "account"},
    "cases.CasePerson": lambda world: {"lives_here": "yes", "has_access": "yes", "orders_known": "yes"},
    "cases.Triage": _proposed,
    "cases.UrgencyLowering": lambda world: {**_proposed(world), "before": "u1", "after": "u2"},
    "cases.Departure": lambda world: {
        "state": "adopted",
        "written_at": NOON,
        "adopted_by": world.bert,
        "adopted_at": NOON,
    },
    "cases.Closing": lambda world: {**_proposed(world), "outcome": "none"},
    "cases.Result": lambda world: {**_proposed(world), "outcome": "none"},
    "cases.CourtReferral": lambda world: {
        "state": "ordered",
        "sent_at": NOON,
        "ruled_on": NOON.date(),
        "remedy": "undecided",
        "remedy_by": LATER,
    },
    "cases.KnownPerson": lambda world: {
        "report": world.row(Report),
        "source": world.row(Report).pk,
    },
    "cases.Handover": lambda world: {**_proposed(world), "guardians": "told", "child": "told"},
    "cases.Arrival": lambda world: {"handover_id": _about(world, "cases.Handover"), "answer_by": LATER},
    "cases.Transfer": lambda world: {"categories": ["report"]},
    "cases.TalkInvitation": lambda world: {"at": LATER},
    "cases.Joining": lambda world: {"other": _other_report(world)},
    "cases.SafetyPlan": lambda world: {"version": 1},
    "cases.WatchedItem": lambda world: {
        "kind": "plan",
        "plan": world.row(apps.get_model("cases.SafetyPlan")),
        "until": LATER.date(),
        "substitute": world.bert,
        "state": "broken",
    },
    "cases.Check": lambda world: {"reacted_by": world.bert, "reacted_at": NOON},
    "cases.HelpOffer": lambda world: {"answered_on": NOON.date(), "answer": "refused"},
    "cases.TakingIntoCare": lambda world: {"confined_at": NOON},
    "cases.GuardianAnswer": lambda world: {"position": "agrees", "follow_up": "help_plan"},
}
