"""The look into what is known, in the browser: asked from a report, answered once, closed to others."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import IntakeChannel, ReporterKind
from schutznetz.cases.models import Joining, LookUp, Report
from schutznetz.cases.services import Statement
from schutznetz.kernel import audit, clock, submissions, tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import context, member
from tests.make import sign_in

LENA = {"child_name": "Lena Müller", "child_age": "05.03.2019"}
WANTED = {"given": "Lehna", "family": "Mueller", "born": "3.5.2019", "address": ""}


@pytest.fixture
def ines(tannfurt: Network) -> User:
    return member(tannfurt, "ines", Role.INTAKE)


@pytest.fixture
def report(tannfurt: Network, ines: User) -> Report:
    """The second of two calls about Lena, in triage with Ines and Bert."""
    member(tannfurt, "bert", Role.INTAKE)
    ctx = replace(context(tannfurt, ines, Role.INTAKE), now=clock.now())
    statement = Statement(
        reporter_kind=ReporterKind.PRIVATE, danger_now=False, facts={"observed": "x"}, children=[LENA]
    )
    with tenancy.scope(tannfurt.pk):
        for hours in (5, 1):
            told = services.record_report(
                ctx,
                tannfurt,
                statement=statement,
                channel=IntakeChannel.TELEPHONE,
                received_at=ctx.now - timedelta(hours=hours),
                key=submissions.new_key(),
            )
        return services.take_report(ctx, told)


def opened(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def test_the_form_is_filled_in_and_the_hit_says_why(report: Report, ines: User) -> None:
    client, url = opened(ines), f"/tannfurt/eingang/{report.pk}/bekannt/"

    form = client.get(url).content.decode()
    page = client.post(url, WANTED).content.decode()

    assert all(f'value="{typed}"' in form for typed in ("Lena", "Müller", "05.03.2019"))
    assert "Wahrscheinlich" in page
    assert "Tag und Monat vertauscht" in page


def test_sent_twice_it_searches_once_and_keeps_no_hits(report: Report, ines: User, tannfurt: Network) -> None:
    client, url = opened(ines), f"/tannfurt/eingang/{report.pk}/bekannt/"

    for _time in range(2):
        page = client.post(url, {**WANTED, "submission_key": "k" * 26}).content.decode()

    assert "Bitte noch einmal suchen" in page
    with tenancy.scope(tannfurt.pk):
        assert LookUp.objects.count() == 1


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.PARTNER, Role.COORDINATOR, Role.DATA_PROTECTION])
@pytest.mark.parametrize("step", ["bekannt", "verbinden"])
def test_outside_the_intake_there_is_no_such_page(
    report: Report, tannfurt: Network, role: Role, step: str
) -> None:
    dora = opened(member(tannfurt, "dora", role))

    assert dora.get(f"/tannfurt/eingang/{report.pk}/{step}/").status_code == 404
    assert dora.post(f"/tannfurt/eingang/{report.pk}/{step}/", WANTED).status_code == 404


def test_what_is_decided_is_searched_for_no_longer(report: Report, ines: User, tannfurt: Network) -> None:
    client, url = opened(ines), f"/tannfurt/eingang/{report.pk}/bekannt/"
    assert client.get(url).status_code == 200
    with tenancy.scope(tannfurt.pk):
        Report.objects.filter(pk=report.pk).update(state="accepted", decided_at=clock.now())

    assert client.get(url).status_code == 404


def test_who_opens_the_search_leaves_a_trace(report: Report, ines: User, tannfurt: Network) -> None:
    """The form is filled with the child's name: opening it is a look at what is protected."""
    opened(ines).get(f"/tannfurt/eingang/{report.pk}/bekannt/")

    assert audit.trail(tannfurt.pk)[-1].action == ReportAction.LOOK_UP


def test_two_reports_are_joined_and_parted(report: Report, ines: User, tannfurt: Network) -> None:
    client, url = opened(ines), f"/tannfurt/eingang/{report.pk}/"
    with tenancy.scope(tannfurt.pk):
        other = Report.objects.exclude(pk=report.pk).get()

    client.post(f"{url}verbinden/", {"reference": other.reference, "reasons": "Derselbe Abend"})
    joined = client.get(url).content.decode()
    with tenancy.scope(tannfurt.pk):
        joining = Joining.objects.get()
    client.post(f"/tannfurt/eingang/verbindung/{joining.pk}/", {"reasons": "Doch zwei"})

    assert "2. Meldung zu diesem Kind" in joined
    assert f"Verbunden mit Meldung {other.reference}" in joined
    assert "Verbunden mit" not in client.get(url).content.decode()


def test_no_name_stands_in_an_address_or_a_title(report: Report, ines: User) -> None:
    page = opened(ines).post(f"/tannfurt/eingang/{report.pk}/bekannt/", WANTED).content.decode()

    title = page[page.index("<title>") : page.index("</title>")]
    links = "".join(part.split('"')[0] for part in page.split('href="')[1:])
    assert "Lena" in page
    assert not any(name in title + links for name in ("Lena", "Lehna", "M%C3%BCller", "Mueller"))
