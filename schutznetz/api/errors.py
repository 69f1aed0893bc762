"""Refusals of the API as problem+json (RFC 9457), in German, with the norm of a refused step."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from schutznetz.doors import ChoiceNeeded
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied

TYPE = "application/problem+json"


class Problem(Schema):
    """What went wrong, for people and machines."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    norm: str = ""
    errors: list[str] = []


def problem(status: int, title: str, **more: Any) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return JsonResponse(body, status=status, content_type=TYPE, json_dumps_params={"ensure_ascii": False})


def install(api: NinjaAPI) -> None:
    """Map every refusal of the house once."""
    handlers: dict[type[Exception], Any] = {
        Http404: lambda request, error: problem(404, "Das gibt es hier nicht."),
        Denied: lambda request, error: problem(403, "Das dürfen Sie hier nicht."),
        PermissionDenied: lambda request, error: problem(403, "Das dürfen Sie hier nicht."),
        Conflict: lambda request, error: problem(409, str(error), norm=str(error.norm or "")),
        ChoiceNeeded: lambda request, error: problem(
            409, "Bitte wählen Sie zuerst, in welcher Rolle Sie handeln."
        ),
        AuthenticationError: lambda request, error: problem(401, "Bitte melden Sie sich an."),
        HttpError: lambda request, error: problem(error.status_code, _phrase(error.status_code)),
        ValidationError: _invalid,
    }
    for kind, handler in handlers.items():
        api.exception_handler(kind)(handler)


def _phrase(status: int) -> str:
    return "Die Anfrage ist nicht lesbar." if status == HTTPStatus.BAD_REQUEST else HTTPStatus(status).phrase


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the fields, never their values: what was sent may be personal."""
    fields = sorted({".".join(str(part) for part in each["loc"][1:]) for each in error.errors})
    return problem(422, "Angaben fehlen oder sind ungültig.", errors=fields)
