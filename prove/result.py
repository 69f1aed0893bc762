"""How a campaign went: one JSON line for machines, one line of a German table for people."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """``control`` is what the same campaign found wrong with a product spoilt on purpose.

    A campaign proves something only when it found nothing here and something there.
    """

    campaign: str
    engine: str
    tried: int
    unit: str
    faults: dict[str, int]
    control: int
    seconds: float
    notes: str = ""

    @property
    def ok(self) -> bool:
        return not any(self.faults.values()) and self.control > 0

    def line(self) -> str:
        return json.dumps({**asdict(self), "ok": self.ok}, ensure_ascii=False)


def table(results: Sequence[Result]) -> str:
    """Print the results in German, aligned."""
    rows = [("Kampagne", "Datenbank", "Versuche", "Befunde", "Gegenprobe", "Dauer", "")]
    for each in results:
        faults = ", ".join(f"{count} {name}" for name, count in each.faults.items() if count) or "keine"
        rows.append(
            (
                each.campaign,
                each.engine,
                f"{each.tried:,} {each.unit}".replace(",", "."),
                faults,
                f"{each.control} gefunden" if each.control else "BLIND",
                f"{each.seconds:.0f} s",
                "bestanden" if each.ok else "DURCHGEFALLEN",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )
