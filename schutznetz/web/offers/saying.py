"""What families say about an entry: one of a few sentences, nothing to write, nothing about themselves."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from schutznetz.offers import services
from schutznetz.offers.choices import FeedbackKind
from schutznetz.offers.models import OfferFeedback, PublishedOffer
from schutznetz.web import limits
from schutznetz.web.languages import for_families
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent

FLOOD = limits.Flood()


class FeedbackForm(KeyedForm):
    kind = forms.ChoiceField(
        label=_("Was ist Ihnen aufgefallen?"), choices=FeedbackKind.choices, widget=forms.RadioSelect
    )


@for_families
def wrong(request: Request, offer: PublishedOffer) -> HttpResponse:
    form = FeedbackForm(posted(request))

    def act(kind: str) -> OfferFeedback:
        return services.say_wrong(request.ctx, offer, kind=FeedbackKind(kind))

    crowded = form.is_valid() and not FLOOD.lets_in(request, request.network.slug)
    done = not crowded and sent(request, form, f"offer_feedback/{offer.pk}", act)
    page = {"form": form, "offer": offer, "done": done, "crowded": crowded}
    answer = render(request, "offers/feedback.html", page, status=429 if crowded else 200)
    if crowded:
        answer.headers["Retry-After"] = str(limits.WINDOW)
    return answer
