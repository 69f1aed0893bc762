"""What takes its time or comes by time: letters in bundles, and the deletion of everything on its day."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from schutznetz.files import documents
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import Progress, every, job
from schutznetz.networks.queries import last_printed, printed_wording
from schutznetz.welcome import queries, services
from schutznetz.welcome.actions import WelcomeAction
from schutznetz.welcome.models import KnownNewborn, LetterBundle, NewbornList, WelcomeVisit

AT_ONCE = 500


@job(services.MAKE)
def make_letters(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    """Make bundle after bundle, each kept for itself: whoever goes on after a fall goes on with the rest."""
    newborns = policy.find(ctx, WelcomeAction.MAKE_LETTERS, NewbornList, UUID(payload["list"]))
    if newborns:
        write(ctx, newborns, partial(_say, progress))


def _say(progress: Progress, done: int, total: int) -> None:
    written = done == total
    progress.say(done, total, _("Alle Briefe sind da.") if written else _("Briefe werden geschrieben."))


def write(
    ctx: Context, newborns: NewbornList, said: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Draw the letters outside of any transaction: it takes the time, and reports come in between."""
    bundles = queries.to_write(newborns)
    done, total = 0, sum(len(each.families) for each in bundles)
    for each in bundles:
        wording = printed_wording(last_printed(newborns, each.kind), {})
        page = {"letter": wording, "recipients": each.recipients}
        pdf = documents.pdf(f"documents/{each.kind.value}.html", page)
        services.keep_bundle(ctx, newborns, kind=each.kind, families=each.families, pdf=pdf)
        done += len(each.families)
        said(done, total)


@every(minutes=60, name="welcome.erase")
def erase_outlived(ctx: Context) -> None:
    """Delete families on their day, letters and lists when they are over, tags when no list brings them."""
    for visit in policy.rows(ctx, WelcomeAction.ERASE, WelcomeVisit).order_by("pk")[:AT_ONCE]:
        services.erase(ctx, visit)
    letters = policy.rows(ctx, WelcomeAction.ERASE_LETTERS, LetterBundle).defer("content")
    for bundle in letters.order_by("pk")[:AT_ONCE]:
        services.erase_letters(ctx, bundle)
    for newborns in policy.rows(ctx, WelcomeAction.ERASE_LIST, NewbornList).order_by("pk")[:AT_ONCE]:
        services.erase_list(ctx, newborns)
    for known in policy.rows(ctx, WelcomeAction.FORGET, KnownNewborn).order_by("pk")[:AT_ONCE]:
        services.forget(ctx, known)
