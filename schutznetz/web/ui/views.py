"""The gallery of components, for those who build pages; it exists in the demo and in tests only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schutznetz.web.ui.stories import STORIES


def gallery(request: HttpRequest) -> HttpResponse:
    stories = [{"name": s.name, "source": s.source, "html": s.render()} for s in STORIES]
    return render(request, "ui/gallery.html", {"stories": stories})
