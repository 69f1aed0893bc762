"""The page on which a lead decides whether a family is too close to somebody."""

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.cases.models import Case
from schutznetz.networks.models import Assignment, Network
from tests.cases.services.test_doubts import begun, case, doubt, settled, town
from tests.cases.services.town import Town
from tests.lasting import tannfurt
from tests.make import sign_in

__all__ = ["begun", "case", "settled", "tannfurt", "town"]
pytestmark = [pytest.mark.usefixtures("inside"), pytest.mark.once]


def test_the_button_says_what_it_does(town: Town, case: Case, tannfurt: Network, client: Client) -> None:
    raised = doubt(town, case)
    lead = Assignment.objects.get(user_id=town.id("lena"))
    sign_in(client, lead.user, lead)

    page = client.get(reverse("secrets:doubt", args=[tannfurt.slug, raised.pk])).content.decode()

    assert '<span class="kern-label">Entscheiden</span></button>' in page
