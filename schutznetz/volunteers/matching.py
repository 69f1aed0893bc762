"""Who fits a family's wish, and why, in words: nobody is given a number, and a human decides.

What stands in the way of a match at all (certificate, preparation, area, a language that is needed) names
the person with the reason, so that the coordination sees whom she might win back. Everything else speaks
for or against somebody and orders the list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from schutznetz.kernel.fields import Code
from schutznetz.volunteers.values import Profile, Wanted, common, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """A volunteer as the search sees her: ``obstacle`` says why she must not begin anything new now."""

    id: UUID
    name: str
    profile: Profile
    running: int = 0
    obstacle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """One person of the list, with what speaks for and against her; ``barred`` keeps her out of it."""

    id: UUID
    name: str
    reasons: Sequence[str] = ()
    doubts: Sequence[str] = ()
    barred: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    fitting: Sequence[Fit]
    barred: Sequence[Fit]


def find(wanted: Wanted, helpers: Iterable[Helper]) -> Found:
    """Return who may be proposed, the best first, and who not, by name."""
    everybody = [(helper, fit_of(wanted, helper)) for helper in helpers]
    fitting = [each for each in everybody if not each[1].barred]
    fitting.sort(key=lambda each: (_order(wanted, each[0], each[1]), each[1].name, each[1].id))
    barred = sorted((fit for _helper, fit in everybody if fit.barred), key=lambda fit: (fit.name, fit.id))
    return Found(fitting=[fit for _helper, fit in fitting], barred=barred)


def fit_of(wanted: Wanted, helper: Helper) -> Fit:
    barred = list(_bars(wanted, helper))
    if barred:
        return Fit(id=helper.id, name=helper.name, barred=barred)
    return Fit(
        id=helper.id,
        name=helper.name,
        reasons=list(_reasons(wanted, helper)),
        doubts=list(_doubts(wanted, helper)),
    )


def _order(wanted: Wanted, helper: Helper, fit: Fit) -> tuple[int, int, int, int]:
    both = common(helper.profile.windows, wanted.windows)
    return (
        len(fit.doubts),
        -len(set(helper.profile.interests) & set(wanted.interests)),
        -sum(window.ends - window.begins for window in both),
        helper.running,
    )


def goes_there(profile: Profile, area: str) -> bool:
    return not profile.areas or place(area) in {place(each) for each in profile.areas}


def _bars(wanted: Wanted, helper: Helper) -> Iterable[str]:
    if helper.obstacle:
        yield helper.obstacle.removesuffix(".")
    if not goes_there(helper.profile, wanted.area):
        yield _("kommt nicht nach %(area)s") % {"area": wanted.area}
    if wanted.language and wanted.language not in helper.profile.languages:
        yield _("spricht nicht %(language)s") % {"language": wanted.language.label}


def _reasons(wanted: Wanted, helper: Helper) -> Iterable[str]:
    yield _("kommt nach %(area)s") % {"area": wanted.area}
    if wanted.language:
        yield _("spricht %(language)s") % {"language": wanted.language.label}
    if shared := _labels(each for each in wanted.interests if each in helper.profile.interests):
        yield _("gemeinsam: %(interests)s") % {"interests": shared}
    if both := common(helper.profile.windows, wanted.windows):
        yield _("beide haben Zeit: %(times)s") % {"times": ", ".join(map(str, both))}
    if not helper.running:
        yield _("begleitet zurzeit niemanden")
    elif helper.running < helper.profile.families:
        yield _("hat noch Platz für eine Familie")


def _doubts(wanted: Wanted, helper: Helper) -> Iterable[str]:
    if wanted.windows and not common(helper.profile.windows, wanted.windows):
        yield _("keine gemeinsame Zeit")
    if clash := _labels(each for each in wanted.circumstances if each in helper.profile.limits):
        yield _("möchte das nicht: %(limits)s") % {"limits": clash}
    if helper.running >= helper.profile.families:
        yield _("begleitet schon so viele Familien, wie sie oder er möchte")


def _labels(codes: Iterable[Code]) -> str:
    return ", ".join(str(code.label) for code in codes)
