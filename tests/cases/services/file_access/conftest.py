"""A case full of what others may keep secret; each passage holds a word of its own that can be looked for.

People and case are prepared once for all tests of a file.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import (
    AccessBasis,
    Asker,
    CaseEntryKind,
    DataSource,
    IdentityProof,
    Known,
    Manner,
    PersonRole,
    TalkWith,
)
from schutznetz.cases.models import AccessPackage, AccessRequest, Case, CasePerson, Report
from schutznetz.cases.queries import file_access as queries
from schutznetz.cases.services import TalkFacts, file_access
from schutznetz.cases.services.cases import begin_case
from schutznetz.cases.services.file_access import Asking
from schutznetz.kernel import clock, command, tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import assessing, make
from tests.cases.services.measures.conftest import at_work
from tests.conftest import NOON
from tests.lasting import tannfurt, town

__all__ = ["tannfurt", "town"]

HOUR = timedelta(hours=1)
MOTHER, FATHER, GRANDMOTHER, CHILD = "Maren Sommer", "Falk Winter", "Oda Herbst", "Mia Sommer"
REPORTER, HOUSE = "Nora Nachbar", "Kita Sonnenschein"


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture(scope="module")
def anna_at_work(town: Network) -> Context:
    return at_work(town, "ann", Role.CASE_WORKER)


@pytest.fixture(scope="module")
def bert_at_work(town: Network) -> Context:
    return at_work(town, "bert", Role.CASE_WORKER)


@pytest.fixture
def lena_at_work(tannfurt: Network) -> Context:
    return at_work(tannfurt, "lena", Role.TEAM_LEAD)


@pytest.fixture(scope="module")
def filled(town: Network, anna_at_work: Context, bert_at_work: Context) -> UUID:
    """A report led to it; what each person said stands in it."""
    ann = anna_at_work
    with clock.frozen(NOON), tenancy.scope(town.pk):
        report = make.report(
            ann,
            town,
            facts={"observed": "Gemeldetes: Geschrei in der Nacht."},
            children=[CHILD],
            contact={"reporter_name": REPORTER, "reporter_institution": HOUSE},
        )
        Report.objects.filter(pk=report.pk).update(
            state="triage", responsible=ann.person_id, second=bert_at_work.person_id, taken_at=NOON
        )
        report.refresh_from_db()
        with command_running():
            opened = begin_case(ann, report, report.children.get().description)
        fill(ann, opened)
        return opened.pk


@pytest.fixture
def case(filled: UUID, inside: None) -> Case:
    return Case.objects.get(pk=filled)


@contextmanager
def command_running() -> Iterator[None]:
    """Let a consequence run alone: its command is tried elsewhere."""
    token = command._running.set(True)
    yield
    command._running.reset(token)


def fill(ann: Context, case: Case) -> None:
    at = NOON - HOUR
    yes = {"custody": Known.YES}
    for role, name, more in (
        (PersonRole.MOTHER, MOTHER, {**yes, "needs": "Muttersache: Asthma"}),
        (PersonRole.FATHER, FATHER, {**yes, "needs": "Vatersache: Diabetes"}),
        (PersonRole.GRANDPARENT, GRANDMOTHER, {}),
    ):
        services.add_person(ann, case, facts=assessing.person(role, name, **more))
    add = [
        assessing.entry(at, text="Offenes: Das Kinderzimmer ist hell."),
        assessing.entry(at, CaseEntryKind.CHILDS_VIEW, "Kindliches: Ich will bei Oma sein."),
        assessing.entry(at, CaseEntryKind.HYPOTHESIS, "Vermutetes: Es wird zu viel getrunken."),
        assessing.entry(at, text="Drittes: Jemand hat angerufen.", source=DataSource.THIRD_PARTY),
        assessing.entry(at, text="Vom Rufer: So war es.", source=DataSource.REPORTER),
        assessing.entry(at, text="Väterliches: Herr Winter war laut."),
        assessing.entry(at, text="Großmütterliches: Frau Herbst hilft mit."),
        assessing.entry(at, text="Verräterisches: Nora Nachbar hat es gesehen."),
    ]  # fmt: skip
    for facts in add:
        services.add_entry(ann, case, facts=facts)
    for whom, text in (
        (TalkWith.CHILD, "Mit dem Kind: Es hat Angst."),
        (TalkWith.REPORTER, "Mit der Ruferin: Sie bleibt dabei."),
        (TalkWith.GUARDIAN, "Mit den Eltern: Sie wollen Hilfe."),
    ):
        services.note_talk(
            ann, case, facts=TalkFacts(with_whom=whom, manner=Manner.TELEPHONE, text=text, at=at)
        )
    services.keep_entrusted(ann, case, said_by="Mia", text="Anvertrautes: Nur dir.", at=at)


def asked(ctx: Context, case: Case, **changes: Any) -> AccessRequest:
    """Let the mother ask for the file, or somebody else by what is changed."""
    mother = CasePerson.objects.get(case=case, role=PersonRole.MOTHER)
    asking = Asking(
        asker=Asker.CUSTODIAN,
        basis=AccessBasis.FILE_ACCESS,
        name=MOTHER,
        standing="Gemeinsame Sorge",
        identity=IdentityProof.DOCUMENT,
        received_on=NOON.date(),
        person_id=mother.pk,
    )
    return file_access.open_request(ctx, case, asking=replace(asking, **changes))


@pytest.fixture
def ask(anna_at_work: Context, case: Case) -> Callable[..., AccessRequest]:
    return partial(asked, anna_at_work, case)


@pytest.fixture
def release(anna_at_work: Context, bert_at_work: Context) -> Callable[[AccessRequest], AccessPackage]:
    """Accept everything that is proposed, put it forward, and release it as the second person."""

    def released(request: AccessRequest) -> AccessPackage:
        accept_all(anna_at_work, request)
        package = file_access.propose_access(anna_at_work, request)
        return file_access.confirm_access(bert_at_work, package, seal=package.seal)

    return released


def accept_all(ctx: Context, request: AccessRequest) -> None:
    waiting = queries.undecided(queries.judged(request))
    choices = [file_access.Choice(passage=each.passage.key, disclosed=False) for each in waiting]
    file_access.decide_passages(ctx, request, choices=choices)


def waiting(request: AccessRequest, word: str) -> queries.Judged:
    [found] = [each for each in queries.judged(request) if each.passage.text.startswith(word)]
    return found


def choice(request: AccessRequest, word: str, **more: Any) -> list[file_access.Choice]:
    return [file_access.Choice(passage=waiting(request, word).passage.key, disclosed=True, **more)]
