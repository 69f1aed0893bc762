"""What the table proposes to keep back, what people decided, and the package that follows from both."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext

from schutznetz.cases.choices import FileSection, FileType, Withheld
from schutznetz.cases.models import AccessDecision, AccessPackage, AccessRequest, Attachment, Transfer
from schutznetz.cases.queries.file_access.passages import Passage, passages
from schutznetz.cases.queries.file_access.words import names_of
from schutznetz.kernel.clock import BERLIN
from schutznetz.law import file_access as law
from schutznetz.law.file_access import Trait
from schutznetz.law.norm import Norm

FORMAT, VERSION = "schutznetz.file_access", "1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One passage with what speaks for keeping it back, and what a person decided."""

    passage: Passage
    grounds: tuple[law.Ground, ...]
    decision: AccessDecision | None

    @property
    def is_decided(self) -> bool:
        """Say whether nothing is left to decide: nothing speaks against it, nobody may, or somebody has."""
        return not self.grounds or self.is_absolute or self.decision is not None

    @property
    def is_absolute(self) -> bool:
        return bool(self.grounds) and self.grounds[0].absolute

    @property
    def is_kept(self) -> bool:
        """Say whether it stays back: until a person has decided otherwise, whatever is proposed does."""
        if self.is_absolute or self.decision is None:
            return bool(self.grounds)
        return not self.decision.disclosed

    @property
    def ground(self) -> Withheld | None:
        if self.decision and not self.is_absolute:
            return Withheld(self.decision.ground)
        return Withheld(self.grounds[0].trait) if self.grounds else None

    @property
    def labels(self) -> list[tuple[str, Norm]]:
        """Return what speaks for keeping it back; beside what nobody may give out nothing else counts."""
        grounds = self.grounds[:1] if self.is_absolute else self.grounds
        return [(str(Withheld(each.trait).label), each.norm) for each in grounds]


def sign_of(request: AccessRequest) -> str:
    """Return the sign of an answer: it names no case, for who reported must not learn that there is one."""
    return f"AE-{request.pk.hex[-8:]}"


def judged(request: AccessRequest) -> list[Judged]:
    """Return the file passage by passage; a decision about a weaker ground than today's counts no more."""
    decided = {each.passage: each for each in AccessDecision.objects.filter(request=request).order_by("id")}
    return [_judge(passage, request, decided.get(passage.key)) for passage in passages(request)]


def _judge(passage: Passage, request: AccessRequest, decision: AccessDecision | None) -> Judged:
    grounds = passage.grounds(request)
    since = passage.looked_at_since
    counts = (
        decision
        and (decision.ground == Withheld.BY_HAND or (grounds and decision.ground == grounds[0].trait))
        and not (decision.disclosed and since and decision.decided_at < since)
    )
    return Judged(passage=passage, grounds=grounds, decision=decision if counts else None)


def undecided(found: Iterable[Judged]) -> list[Judged]:
    return [each for each in found if not each.is_decided]


def content_of(request: AccessRequest, found: Sequence[Judged]) -> dict[str, Any]:
    """Return what goes out, in German: kept passages are not in it, only the words of their marks.

    A record of which nothing may be shown is not in its place either: day and title would tell of it.
    """
    with translation.override("de"):
        return {
            "format": FORMAT,
            "version": VERSION,
            "sign": sign_of(request),
            "basis": str(request.basis),
            "sections": list(_sections(request, found)),
            "attachments": list(_attachments(found)),
            "withheld": _withheld(request, found),
            "transfers": list(_transfers(request)),
        }


def _sections(request: AccessRequest, found: Sequence[Judged]) -> Iterator[dict[str, Any]]:
    for section, inside in groupby(found, key=lambda each: each.passage.section):
        records = []
        for _record, several in groupby(inside, key=lambda each: each.passage.record):
            lines = list(several)
            if not all(each.is_kept for each in lines):
                records.append(_record_of(request, lines))
        if records:
            yield {"section": str(section), "title": str(FileSection(section).label), "records": records}


def _record_of(request: AccessRequest, lines: Sequence[Judged]) -> dict[str, Any]:
    first = lines[0].passage
    return {
        "at": date_format(first.at, "j. F Y") if first.at else "",
        "on": first.at.isoformat() if first.at else "",
        "title": first.title,
        "lines": [_line(request, each) for each in lines],
    }


def _line(request: AccessRequest, each: Judged) -> dict[str, str]:
    text = black(str(each.ground), request.basis) if each.is_kept else each.passage.text
    return {"heading": each.passage.heading, "text": text}


def black(ground: str, basis: str) -> str:
    """Return a black mark as text: readers hear it as well as they see it."""
    words, norm = law.mark(ground, basis)
    return gettext("[geschwärzt: %(words)s, %(norm)s]") % {"words": gettext(words), "norm": norm}


def _withheld(request: AccessRequest, found: Sequence[Judged]) -> list[dict[str, Any]]:
    """Return how many passages stay back for which reason, as far as the asker may know the reason."""
    marks = Counter(law.mark(str(each.ground), request.basis) for each in found if each.is_kept)
    return [
        {"words": gettext(words), "norm": str(norm), "count": number}
        for (words, norm), number in sorted(marks.items())
    ]


def _attachments(found: Iterable[Judged]) -> Iterator[dict[str, Any]]:
    """Yield the files that go along, under names of ours, counted anew: a gap would tell of another."""
    named = {each.passage.file: each.passage for each in found if each.passage.file and not each.is_kept}
    files = Attachment.objects.filter(pk__in=named).defer("body").order_by("received_at", "position", "id")
    for number, file in enumerate(files, start=1):
        ending = "pdf" if file.file_type == FileType.PDF else "jpg"
        at = named[file.pk].at
        yield {
            "id": str(file.pk),
            "file": f"anlage-{number:02}.{ending}",
            "name": named[file.pk].text,
            "on": at.isoformat() if at else "",
        }


def _transfers(request: AccessRequest) -> Iterator[dict[str, str]]:
    """Yield when which kind of office was told something; its name could tell where somebody is."""
    if not law.ASKERS[request.asker].whole_file:
        return
    for each in Transfer.objects.filter(case=request.case).order_by("at", "id"):
        on = each.at.astimezone(BERLIN).date()
        yield {"at": date_format(on, "j. F Y"), "on": on.isoformat(), "kind": str(each.kind.label)}


def access_seal(package: AccessPackage, found: Sequence[Judged] | None = None) -> str:
    """Return a keyed mark over the package, every passage and every decision: any change gives another.

    Whoever has just judged the file for this package hands on what was ``found``: to read it takes long.
    """
    request = AccessRequest.objects.select_related("case").get(pk=package.request_id)
    found = judged(request) if found is None else found
    body = {
        "package": [str(package.pk), str(package.proposed_by_id), package.content],
        "now": content_of(request, found),
        "request": [str(request.pk), request.asker, request.basis, str(request.person_id), request.name],
        "passages": [_told(each) for each in found],
    }
    return salted_hmac("cases.access", json.dumps(body, sort_keys=True), algorithm="sha256").hexdigest()


def _told(each: Judged) -> list[Any]:
    said = each.decision
    decision = [str(said.ground), said.disclosed, said.reasons] if said else None
    return [each.passage.key, sorted(each.passage.traits), each.is_kept, decision]


def shown_content(package: AccessPackage) -> dict[str, Any]:
    """Return what was released as it may be shown today: a place protected since then is nowhere in it.

    Whether it is to be seen on an attachment no word tells, so none goes out until two have looked again.
    """
    content: dict[str, Any] = deepcopy(package.content)
    places = names_of(package.request)
    if places.hidden_since and places.hidden_since > package.proposed_at:
        content["attachments"] = []
    mark = black(Withheld.PLACE, package.request.basis)
    for section in content["sections"]:
        for record in section["records"]:
            for line in record["lines"]:
                if Trait.PLACE in places.traits(line["text"]):
                    line["text"] = mark
    return content


def structured(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return it for machines, as ``docs/file_access.schema.json`` says: nothing that only we can read."""
    files = [{name: each[name] for name in each if name != "id"} for each in content.get("attachments", ())]
    return {**content, "attachments": files}


def enclosed(request: AccessRequest, content: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files that go along, each under the name by which the content calls it."""
    names = {each["id"]: each["file"] for each in content.get("attachments", ())}
    found = Attachment.objects.filter(report=request.case.origin_id, pk__in=names).order_by("position", "id")
    return {names[str(file.pk)]: bytes(file.body) for file in found}


def file_to_look_at(request: AccessRequest, attachment_id: UUID) -> Attachment | None:
    """Return an attachment about which a person decides: none that belongs to somebody else's question."""
    shown = {each.passage.file for each in judged(request) if not each.is_absolute}
    found = Attachment.objects.filter(pk=attachment_id, report=request.case.origin_id)
    return found.first() if attachment_id in shown else None
