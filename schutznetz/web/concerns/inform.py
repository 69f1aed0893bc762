"""From a worry to the report form: the person chooses what goes along, and types nothing twice."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schutznetz.concerns import handing, queries
from schutznetz.concerns.handing import Piece
from schutznetz.concerns.models import Concern
from schutznetz.law.report_headings import HEADINGS
from schutznetz.web.concerns.forms import ChooseForm
from schutznetz.web.screens import Request
from schutznetz.web.ui.parts import Row


def inform(request: Request, concern: Concern) -> HttpResponse:
    """Choose the pieces, then see what the form will hold. Nothing is sent from here."""
    page = queries.page_of(concern)
    pieces = handing.pieces_of(page)
    typed = request.POST if request.method == "POST" else None
    choices = [(piece.key, f"{HEADINGS[piece.field]}: {piece.text}") for piece in pieces]
    sheets = [(str(sheet.pk), sheet.name) for sheet in queries.sheets_of(concern)]
    form = ChooseForm(choices, sheets, typed)
    context = {"concern": concern, "form": form, "page": page}
    if typed is None or not form.is_valid():
        return render(request, "concerns/inform.html", context)
    chosen = [piece for piece in pieces if piece.key in form.cleaned_data["pieces"]]
    chosen += handing.said_to_guide(page.advice, unborn=page.is_unborn)
    urgent = handing.is_urgent(page.advice)
    rows = [Row(HEADINGS[piece.field], piece.text) for piece in chosen]
    going = form.cleaned_data.get("sheets", [])
    rows += [Row(_("Eigener Bogen"), name) for key, name in sheets if key in going]
    filled = [*_filled(concern, page, chosen, urgent=urgent), *(("sheets", key) for key in going)]
    return render(request, "concerns/inform_check.html", {**context, "rows": rows, "filled": filled})


def _filled(
    concern: Concern, page: queries.ConcernPage, chosen: list[Piece], *, urgent: bool
) -> list[tuple[str, str]]:
    """Return the fields of the report form as it will open, on its last page."""
    answers = handing.answers_from(chosen, page.advice.reporter, urgent=urgent)
    house = concern.organisation
    me = {"reporter_name": page.keeper}
    me |= {"observed_by": page.author} if page.author != page.keeper else {}
    me |= {"reporter_institution": house.name, "reporter_phone": house.phone} if house else {}
    fields = {f"child0-{name}" if handing.is_of_child(name) else name: text for name, text in answers.items()}
    return [
        ("reporter_kind", page.advice.reporter.value),
        ("danger_now", "yes" if urgent else "no"),
        ("at", "urgent" if urgent else "check"),
        ("children", "1"),
        *((name, text) for name, text in {**fields, **me}.items() if text),
    ]
