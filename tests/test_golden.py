"""A page of each type, byte for byte, of a small site that does not change.

After a change that is meant, `make golden` writes the pages anew; read the differences.
"""

from __future__ import annotations

import difflib
import os
import re
from datetime import date
from pathlib import Path

import pytest

from generator.build import build
from generator.task import Options
from generator.theme import PAGES

FOLDER = Path(__file__).parent / "golden"
AS_OF = date(2026, 1, 31)
SHOWN = {
    "accountability": "accountability/",
    "article": "articles/bai-viet-vi-du/",
    "articles": "articles/",
    "campaign": "campaigns/phong-trao-vi-du/",
    "campaign-long": "campaigns/phong-trao-dai/",
    "campaign-bare": "campaigns/phong-trao-trong/",
    "campaigns": "campaigns/",
    "data": "data/",
    "data_tables": "data/campaigns/",
    "decision": "decisions/quyet-dinh-vi-du/",
    "decision-revoked": "decisions/quyet-dinh-khong-ro/",
    "decisions": "decisions/",
    "home": "",
    "home-en": "en/",
    "kit": "models/cat-vai-theo-co/kit/",
    "model": "models/cat-vai-theo-co/",
    "model-bare": "models/chua-ai-theo/",
    "model-many": "models/muoi-noi-ap-dung/",
    "models": "models/",
    "not_found": "404.html",
    "outcomes": "outcomes/",
    "profile": "profiles/dong-chi-b/",
    "profile-bare": "profiles/don-vi-d/",
    "profile-en": "en/profiles/dong-chi-b/",
    "profiles": "profiles/",
    "profiles-narrowed": "profiles/kind/individual/",
    "redirect": "cu/dong-chi-b/",
    "search": "search/",
    "text": "gioi-thieu/",
    "timeline": "timeline/",
    "title": "titles/lao-dong-gioi/",
    "titles": "titles/",
    "topic": "topics/tiet-kiem/",
    "topics": "topics/",
    "unit": "units/don-vi-a/",
    "unit-deep": "units/may-nam/",
    "units": "units/",
    "withdrawn": "profiles/dong-chi-e/",
    "year": "years/2025/",
    "years": "years/",
}
"""The page that stands for a page type, or for a hard case of it, by the name of its file."""
FINGERPRINT = re.compile(r"(assets/[\w-]+\.)[0-9a-f]{10}(?=\.)")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built with the theme that comes with guong."""
    root = tmp_path_factory.mktemp("golden")
    options = Options(FOLDER / "content", root / "output", root / "state", as_of=AS_OF)
    assert [str(each) for each in build(options).problems] == []
    return options.output


def test_every_page_type_has_a_golden_page() -> None:
    """A new page type is shown here too."""
    assert {name.partition("-")[0] for name in SHOWN} == set(PAGES)
    assert {path.stem for path in (FOLDER / "pages").iterdir()} == set(SHOWN)


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_the_page_is_as_it_was(name: str, output: Path) -> None:
    """Every difference is one that somebody looked at."""
    path = SHOWN[name]
    built = output / (path if path.endswith(".html") else f"{path}index.html")
    # A change of style changes the names of assets, and no page.
    page = FINGERPRINT.sub(r"\1fingerprint", built.read_text(encoding="utf-8"))
    golden = FOLDER / "pages" / f"{name}.html"
    if os.environ.get("GUONG_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(page, encoding="utf-8")
    before = golden.read_text(encoding="utf-8") if golden.exists() else ""
    difference = difflib.unified_diff(before.splitlines(), page.splitlines(), "golden", "now", n=1)

    assert "\n".join(difference) == ""
