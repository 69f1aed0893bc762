"""``docs/generated`` is what ``./run docs`` prints, and every link of the papers leads somewhere."""

import re
from pathlib import Path

import pytest
import yaml

from tools import documents

pytestmark = pytest.mark.static

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [*ROOT.glob("*.md"), *(path for path in (ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_generated_pages_are_current() -> None:
    assert documents.stale() == [], "./run docs"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(paper: Path) -> None:
    links = [link for link in LINK.findall(paper.read_text()) if not link.startswith(("http:", "https:"))]

    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_the_catalogue_of_public_software_can_read_us() -> None:
    facts = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    assert facts["legal"]["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text()
