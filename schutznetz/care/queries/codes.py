"""What the holder of a code sees: what she declared herself and what came of it, never the household."""

from collections.abc import Sequence
from dataclasses import dataclass

from schutznetz import receipts
from schutznetz.care.models import CallBack, CodeHolder, FamilyConsent, Passing
from schutznetz.care.queries.consents import ConsentLine, PassingLine, consents_of, lines_of, passed
from schutznetz.kernel.context import Context

CALL, CONSENT = "care_call", "care"  # codes of different purposes differ


def code_of_call(key: str) -> str:
    """Return the code of a wish to be called: sending the form again shows it again."""
    return receipts.code_for(key, CALL)


def code_of_consent(key: str, number: int) -> str:
    """Return the code of one of those who declared a consent."""
    return receipts.code_for(f"{key}/{number}", CONSENT)


def codes_of(key: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return name and code of each new person; who has a code already has an empty name here."""
    return [(name, code_of_consent(key, number)) for number, name in enumerate(names) if name]


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderPage:
    """The page behind one code: of a wish to be called, or of what somebody declared."""

    consents: list[ConsentLine]
    passings: list[PassingLine]
    call: CallBack | None = None
    data_asked: bool = False

    @property
    def knows_consents(self) -> bool:
        return self.call is None


def agreed_by(ctx: Context, holder: CodeHolder) -> HolderPage:
    """Return what one person declared, and what was passed on by exactly that."""
    own = FamilyConsent.objects.filter(declarations__holder=holder)
    return HolderPage(
        consents=lines_of(consents_of(own), ctx.now),
        passings=passed(Passing.objects.filter(recipient__consent__in=own)),
    )
