"""The figures as a workbook: what leaves stands on two sheets, with every definition beside its figure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schutznetz.counting.reports import Answer, Report, Shown, Survey
from schutznetz.files.workbooks import Cell, Sheet, workbook


def as_workbook(report: Report, survey: Survey) -> bytes:
    """Return both the year by parts and the answers to the survey."""
    return workbook(
        [
            Sheet(_("Jahresbericht"), list(_year(report))),
            Sheet(_("Befragung"), list(_questions(survey))),
            Sheet(_("Definitionen"), list(_definitions(report))),
        ]
    )


def _year(report: Report) -> Iterator[list[Cell]]:
    yield [_("Teil"), _("Bereich"), _("Kennzahl"), _("Merkmal"), _("Zahl"), _("Einheit"), _("Anteil in %")]
    for part in report.parts:
        for area in part.areas:
            for shown in area.figures:
                for row in _rows(shown):
                    yield [_(part.label), _(area.label), _(shown.figure.label), *row]


def _rows(shown: Shown) -> Iterator[list[Cell]]:
    unit = _(shown.unit)
    for line in shown.lines:
        yield [str(line.label), _number(line.value), unit, line.percent]
    yield [_("Summe"), _number(shown.total), unit, None]


def _number(value: float | None) -> Cell:
    return _("nicht genannt") if value is None else value


def _questions(survey: Survey) -> Iterator[list[Cell]]:
    yield [_("Nummer"), _("Block"), _("Frage"), _("Merkmal"), _("Antwort"), _("Einheit")]
    for block in survey.blocks:
        for answer in block.answers:
            asked = answer.question
            for row in _told(answer):
                yield [asked.number, _(block.label), _(asked.text), *row]
    for line in survey.groups:
        told = _("Das Verzeichnis unterscheidet das nicht.") if line.number is None else _yes(line.number > 0)
        yield [
            "2.4",
            _(line.group.sector),
            _("Welche Gruppen wirken im Netzwerk mit?"),
            _(line.group.label),
            told,
        ]


def _told(answer: Answer) -> Iterator[list[Cell]]:
    if answer.question.hint:
        yield ["", _(answer.question.hint)]
    elif answer.yes is not None:
        yield ["", _yes(answer.yes)]
    elif answer.shown is not None:
        yield from (row[:3] for row in _rows(answer.shown))
    else:
        yield ["", answer.day or _("nicht eingetragen")]


def _yes(said: bool) -> str:
    return _("ja") if said else _("nein")


def _definitions(report: Report) -> Iterator[list[Cell]]:
    yield [_("Kennzahl"), _("Gezählt"), _("Aufgeteilt nach"), _("Was gezählt wird")]
    for part in report.parts:
        for area in part.areas:
            for shown in area.figures:
                each = shown.figure
                yield [_(each.label), _(shown.when), _(each.by), _(each.definition)]
