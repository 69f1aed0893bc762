"""What goes out, and what is really not in it: proposed, decided, released by two, read back from the PDF."""

import re
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import (
    AccessBasis,
    Asker,
    CaseEntryKind,
    MarkKind,
    PersonRole,
    Withheld,
)
from schutznetz.cases.models import (
    AccessDecision,
    AccessPackage,
    AccessRequest,
    Case,
    CaseEntry,
    CasePerson,
    Stay,
    TakingIntoCare,
)
from schutznetz.cases.queries import file_access as queries
from schutznetz.cases.services import file_access, marks
from schutznetz.cases.services.file_access import deciding, releasing
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from tests import assessing
from tests.cases.services.file_access.conftest import (
    FATHER,
    GRANDMOTHER,
    HOUR,
    REPORTER,
    accept_all,
    choice,
    waiting,
)
from tests.conftest import NOON
from tests.networks.services.test_letters import text_of

pytestmark = pytest.mark.usefixtures("inside")
# Whose words stand in the file, by the word that a passage begins with.
OPEN = {"Offenes", "Mit den Eltern"}
MOTHERS = {"Muttersache"}
FATHERS = {"Vatersache", "Väterliches"}
GRANDMOTHERS = {"Großmütterliches"}
CHILDS = {"Kindliches", "Mit dem Kind"}
DRAFTS = {"Vermutetes"}
REPORTED = {"Gemeldetes", "Vom Rufer", "Mit der Ruferin", "Verräterisches"}
SOURCES = {"Drittes"}
ENTRUSTED = {"Anvertrautes"}
ALL = OPEN | MOTHERS | FATHERS | GRANDMOTHERS | CHILDS | DRAFTS | REPORTED | SOURCES | ENTRUSTED
PLACE = "Birkenhof"

Ask = Callable[..., AccessRequest]
Release = Callable[[AccessRequest], AccessPackage]


def words_in(text: str) -> set[str]:
    return {word for word in ALL if word in text}


def paper(ctx: Context, request: AccessRequest) -> str:
    request.refresh_from_db()
    return text_of(file_access.print_access_file(ctx, request))


@pytest.mark.each_value
@pytest.mark.parametrize(
    ("asker", "basis", "role", "seen"),
    [
        (Asker.CUSTODIAN, AccessBasis.FILE_ACCESS, PersonRole.MOTHER, OPEN | MOTHERS),
        (Asker.CUSTODIAN, AccessBasis.SUBJECT_ACCESS, PersonRole.MOTHER, OPEN | MOTHERS | DRAFTS),
        (Asker.CUSTODIAN, AccessBasis.FILE_ACCESS, PersonRole.FATHER, OPEN | {"Vatersache", "Väterliches"}),
        (Asker.CHILD, AccessBasis.FILE_ACCESS, None, OPEN | CHILDS | {"Väterliches"}),
        (Asker.GROWN_UP, AccessBasis.REAPPRAISAL, None, OPEN | CHILDS | DRAFTS | {"Väterliches"}),
        (Asker.GUARDIAN, AccessBasis.FILE_ACCESS, None, OPEN | {"Väterliches"}),
        (Asker.OTHER_PARENT, AccessBasis.SUBJECT_ACCESS, PersonRole.FATHER, {"Vatersache"}),
        (Asker.THIRD_PERSON, AccessBasis.SUBJECT_ACCESS, PersonRole.GRANDPARENT, set()),
        (Asker.REPORTER, AccessBasis.SUBJECT_ACCESS, None, set()),
    ],
)
def test_each_asker_finds_hers_and_nobody_elses(
    asker: Asker,
    basis: AccessBasis,
    role: PersonRole | None,
    seen: set[str],
    ask: Ask,
    release: Release,
    case: Case,
    anna_at_work: Context,
) -> None:
    """Everything proposed is accepted here: what is left is what nothing speaks against."""
    person = CasePerson.objects.filter(case=case, role=role).first() if role else None
    name = person.name if person else {"reporter": REPORTER}.get(asker, "Mia Sommer")
    request = ask(asker=asker, basis=basis, person_id=person and person.pk, name=name)

    release(request)

    assert words_in(paper(anna_at_work, request)) == seen


def test_beside_what_nobody_may_give_out_no_other_ground_is_named(ask: Ask, case: Case) -> None:
    found = queries.judged(ask())

    several = [each for each in found if len(each.grounds) > 1]
    assert {len(each.labels) for each in several if each.is_absolute} == {1}
    assert all(len(each.labels) == len(each.grounds) for each in found if not each.is_absolute)


def test_a_black_mark_is_text_with_its_norm_and_the_passage_is_not_in_the_file(
    ask: Ask, release: Release, case: Case, anna_at_work: Context
) -> None:
    entry = assessing.entry(NOON - HOUR, CaseEntryKind.STATEMENT, "Halboffenes", said_by=GRANDMOTHER)
    services.add_entry(anna_at_work, case, facts=entry)
    request = ask()

    package = release(request)

    printed = paper(anna_at_work, request)
    mark = "[geschwärzt: berechtigte Interessen anderer Menschen, § 25 Abs. 3 SGB X]"
    assert f"Halboffenes Gesagt von: {mark}" in printed
    assert GRANDMOTHER not in printed
    assert not words_in(str(package.content)) - OPEN - MOTHERS


def test_what_stays_back_is_counted_and_explained_in_the_answer(
    ask: Ask, release: Release, anna_at_work: Context
) -> None:
    request = ask()
    release(request)
    request.refresh_from_db()

    letter = text_of(file_access.print_answer(anna_at_work, request))

    kept = sum(each.is_kept for each in queries.judged(request))
    assert f"{kept - 1} Stellen: berechtigte Interessen anderer Menschen (§ 25 Abs. 3 SGB X)" in letter
    assert "1 Stelle: Vorarbeit zu einer Entscheidung, die noch aussteht (§ 25 Abs. 1 Satz 2 SGB X)" in letter
    assert not {FATHER, GRANDMOTHER, REPORTER} & {
        name for name in (FATHER, GRANDMOTHER, REPORTER) if name in letter
    }


def test_the_answer_names_no_case_to_who_reported(ask: Ask, release: Release, anna_at_work: Context) -> None:
    request = ask(asker=Asker.REPORTER, basis=AccessBasis.SUBJECT_ACCESS, person_id=None, name=REPORTER)
    release(request)
    request.refresh_from_db()

    printed = text_of(file_access.print_answer(anna_at_work, request)) + paper(anna_at_work, request)

    assert str(request.case) not in printed
    assert "Mia" not in printed
    assert "Kita Sonnenschein" in printed


# --- a person decides ------------------------------------------------------------------------------------
def test_what_is_proposed_stays_back_until_somebody_discloses_it_with_a_reason(
    ask: Ask, release: Release, anna_at_work: Context
) -> None:
    request = ask()
    assert waiting(request, "Großmütterliches").is_kept

    with pytest.raises(Conflict, match="begründet"):
        file_access.decide_passages(anna_at_work, request, choices=choice(request, "Großmütterliches"))
    assert waiting(request, "Großmütterliches").is_kept

    said = choice(request, "Großmütterliches", reasons="Frau Herbst hat zugestimmt.")
    file_access.decide_passages(anna_at_work, request, choices=said)
    accept_rest(anna_at_work, request, release)
    assert words_in(paper(anna_at_work, request)) == OPEN | MOTHERS | GRANDMOTHERS


def accept_rest(ctx: Context, request: AccessRequest, release: Release) -> None:
    accept_all(ctx, request)
    release(request)


def test_nothing_is_put_forward_while_something_is_undecided(ask: Ask, anna_at_work: Context) -> None:
    request = ask()

    with pytest.raises(Conflict, match="noch nicht über jede Stelle"):
        file_access.propose_access(anna_at_work, request)

    accept_all(anna_at_work, request)
    assert file_access.propose_access(anna_at_work, request).state == "proposed"


@pytest.mark.parametrize("word", [REPORTER, "Verräterisches"])
def test_who_reported_is_never_disclosed(word: str, ask: Ask, anna_at_work: Context) -> None:
    request = ask()

    with pytest.raises(Conflict, match="nie herausgegeben") as refused:
        file_access.decide_passages(anna_at_work, request, choices=choice(request, word, reasons="doch"))

    assert str(refused.value.norm) == "§ 65 Abs. 1 SGB VIII"


def test_the_database_itself_refuses_to_disclose_what_nobody_may(ask: Ask, anna_at_work: Context) -> None:
    request = ask()
    said = {"decided_by_id": anna_at_work.person_id, "decided_at": NOON, "reasons": "doch", "disclosed": True}

    for ground in Withheld:
        refused = ground in {Withheld.PLACE, Withheld.ENTRUSTED, Withheld.REPORTER, Withheld.CONFIDENTIAL}
        refused = refused or ground == Withheld.BY_HAND
        try:
            with transaction.atomic():
                AccessDecision.objects.create(request=request, passage=str(ground), ground=ground, **said)
        except IntegrityError:
            assert refused, ground
        else:
            assert not refused, ground


def test_a_person_sees_more_than_the_table(ask: Ask, release: Release, anna_at_work: Context) -> None:
    request = ask()
    key, proposed = (waiting(request, word).passage.key for word in ("Offenes", "Drittes"))
    for passage, words in ((f"{key}.x", deciding.NOT_THERE), (proposed, deciding.KEPT_ANYWAY)):
        with pytest.raises(Conflict, match=re.escape(words)):
            file_access.keep_back(anna_at_work, request, passage=passage, reasons="x")
    with pytest.raises(Conflict, match=re.escape(releasing.NOT_RELEASED)):
        releasing._released(request)  # whatever door leads there, beside the table of rights

    file_access.keep_back(anna_at_work, request, passage=key, reasons="Zeigt das Haus der Nachbarn.")
    release(request)

    assert words_in(paper(anna_at_work, request)) == (OPEN | MOTHERS) - {"Offenes"}


def test_a_decision_counts_no_more_when_a_stronger_ground_comes(
    ask: Ask, case: Case, anna_at_work: Context
) -> None:
    """A new person in the file may turn an old passage into somebody's secret."""
    request = ask()
    said = choice(request, "Drittes", reasons="Das darf sie wissen.")
    file_access.decide_passages(anna_at_work, request, choices=said)
    assert not waiting(request, "Drittes").is_kept

    newcomer = assessing.person(PersonRole.OTHER_ADULT, "Jule Jemand")
    services.add_person(anna_at_work, case, facts=newcomer)

    assert waiting(request, "Drittes").is_kept
    assert not waiting(request, "Drittes").is_decided


# --- protected places ------------------------------------------------------------------------------------
def protect(ctx: Context, case: Case) -> None:
    services.protect_place(ctx, case, place=f"{PLACE}, Zimmer 4", from_whom="Vor dem Vater")


def tell(ctx: Context, case: Case) -> None:
    entry = assessing.entry(NOON - HOUR, text=f"Die Mutter sagt: Wir sind jetzt im {PLACE}.")
    services.add_entry(ctx, case, facts=entry)


def test_a_protected_place_is_in_no_package_whoever_asks(
    ask: Ask, release: Release, case: Case, anna_at_work: Context
) -> None:
    protect(anna_at_work, case)
    tell(anna_at_work, case)
    request = ask(asker=Asker.CHILD, basis=AccessBasis.SUBJECT_ACCESS, person_id=None, name="Mia Sommer")

    with pytest.raises(Conflict, match="nie herausgegeben"):
        file_access.decide_passages(
            anna_at_work, request, choices=choice(request, "Die Mutter sagt", reasons="Es ist ihr Kind.")
        )
    package = release(request)

    assert PLACE not in paper(anna_at_work, request)
    assert PLACE not in str(package.content)


def test_without_a_protection_the_same_words_go_out(
    ask: Ask, release: Release, case: Case, anna_at_work: Context
) -> None:
    """The control."""
    tell(anna_at_work, case)
    request = ask(asker=Asker.CHILD, basis=AccessBasis.SUBJECT_ACCESS, person_id=None, name="Mia Sommer")

    release(request)

    assert PLACE in paper(anna_at_work, request)


def test_a_place_protected_after_the_release_is_black_when_it_is_printed(
    ask: Ask, release: Release, case: Case, anna_at_work: Context
) -> None:
    tell(anna_at_work, case)
    request = ask(asker=Asker.CHILD, basis=AccessBasis.SUBJECT_ACCESS, person_id=None, name="Mia Sommer")
    release(request)

    protect(anna_at_work, case)

    assert PLACE not in paper(anna_at_work, request)


def test_a_place_in_care_is_black_too(ask: Ask, release: Release, case: Case, anna_at_work: Context) -> None:
    protect(anna_at_work, case)
    taking = TakingIntoCare.objects.create(case=case, started_by_id=case.lead_id, started_at=NOON)
    Stay.objects.create(taking=taking, place="Wiesengrund", since=NOON, noted_by_id=case.lead_id)
    services.add_entry(
        anna_at_work, case, facts=assessing.entry(NOON - HOUR, text="Gestern im Wiesengrund besucht.")
    )
    request = ask()

    release(request)

    assert "Wiesengrund" not in paper(anna_at_work, request)


# --- marks that people set --------------------------------------------------------------------------------
def marked(ctx: Context, case: Case, kind: MarkKind, parent: CasePerson | None = None) -> None:
    entry = next(each for each in CaseEntry.objects.filter(case=case) if each.text.startswith("Offenes"))
    marks.mark(
        ctx, entry, kind=kind, parent_id=parent.pk if parent else None, reasons="Zum Schutz des Kindes."
    )


@pytest.mark.parametrize(
    ("towards", "asking", "is_kept"),
    [
        (PersonRole.MOTHER, PersonRole.MOTHER, True),
        (PersonRole.FATHER, PersonRole.MOTHER, False),
        (PersonRole.FATHER, None, True),  # nobody said which parent asks: then it may be this one
    ],
)
def test_what_is_confidential_towards_a_parent_never_reaches_that_parent(
    towards: PersonRole,
    asking: PersonRole | None,
    is_kept: bool,
    ask: Ask,
    case: Case,
    anna_at_work: Context,
) -> None:
    people = {person.role: person for person in CasePerson.objects.filter(case=case)}
    marked(anna_at_work, case, MarkKind.FROM_PARENT, people[towards])

    request = ask(person_id=people[asking].pk if asking else None)

    found = waiting(request, "Offenes")
    assert (found.is_kept, found.is_absolute) == (is_kept, is_kept)


@pytest.mark.parametrize(("asker", "is_kept"), [(Asker.CUSTODIAN, True), (Asker.CHILD, False)])
def test_what_comes_from_secrecy_waits_for_a_decision(
    asker: Asker, is_kept: bool, ask: Ask, case: Case, anna_at_work: Context
) -> None:
    marked(anna_at_work, case, MarkKind.SECRECY)

    found = waiting(ask(asker=asker), "Offenes")

    assert (found.is_kept, found.is_absolute) == (is_kept, False)
