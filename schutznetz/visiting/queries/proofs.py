"""Which proofs of somebody in the register have been seen, what is missing, and what no longer counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.conditions import day_of
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import NEEDED, Contract, ProofKind
from schutznetz.visiting.models import FamilyMidwife, MidwifeProof


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow:
    """One kind of proof of one person: ``id`` is empty where it was never shown."""

    kind: ProofKind
    needed: bool
    id: UUID | None = None
    seen_on: date | None = None
    counts_until: date | None = None
    lapsed: bool = False

    @property
    def missing(self) -> bool:
        return self.needed and self.id is None


def proofs_of(ctx: Context, midwife: FamilyMidwife) -> list[ProofRow]:
    """Return what her contract asks for first, then what else was shown."""
    today = day_of(ctx.now)
    seen = {each.kind: each for each in MidwifeProof.objects.filter(midwife=midwife)}
    needed = NEEDED[Contract(midwife.contract)]
    others = [kind for kind in ProofKind if kind in seen and kind not in needed]
    return [_row(kind, seen.get(kind), needed=kind in needed, today=today) for kind in (*needed, *others)]


def _row(kind: ProofKind, proof: MidwifeProof | None, *, needed: bool, today: date) -> ProofRow:
    if proof is None:
        return ProofRow(kind=kind, needed=needed)
    return ProofRow(
        kind=kind,
        needed=needed,
        id=proof.pk,
        seen_on=proof.seen_on,
        counts_until=proof.counts_until,
        lapsed=proof.counts_until is not None and proof.counts_until < today,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What her contract asks for and what was never shown, and what has lapsed since.

    Either keeps her from every new family: § 72a Abs. 1 SGB VIII wants the certificate before she is sent,
    and without her licence, her promise of secrecy or, on her own account, an insurance nobody sends her.
    """

    missing: tuple[ProofKind, ...]
    lapsed: tuple[ProofKind, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.lapsed


def standings(midwives: Iterable[FamilyMidwife], today: date) -> dict[UUID, Standing]:
    """Return how everybody stands, with one question for all."""
    until: dict[UUID, dict[str, date | None]] = defaultdict(dict)
    for proof in MidwifeProof.objects.all():
        until[proof.midwife_id][proof.kind] = proof.counts_until
    return {each.pk: _standing(each, until[each.pk], today) for each in midwives}


def _standing(midwife: FamilyMidwife, until: dict[str, date | None], today: date) -> Standing:
    needed = NEEDED[Contract(midwife.contract)]
    return Standing(
        missing=tuple(kind for kind in needed if kind not in until),
        lapsed=tuple(kind for kind in needed if (day := until.get(kind)) is not None and day < today),
    )


def proofs_to_remind(ctx: Context) -> list[MidwifeProof]:
    """Return the proofs for which nobody has been asked yet."""
    due = policy.rows(ctx, VisitingAction.REMIND_PROOF, MidwifeProof).order_by("counts_until", "pk")
    return [each for each in due if each.reminded_of != each.counts_until]
