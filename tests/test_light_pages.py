"""Pages of records with long lists, as the theme shows them."""

from __future__ import annotations

import re
from pathlib import Path

from generator.build import build
from generator.task import Options
from tests.builders import AS_OF, SITE, TITLES, folder_of
from tests.fairness import decision, units

BUDGET = 40_000
PLACES = [f"u{number:02}" for number in range(30)]
TARGET = (
    "{{id: t{number}, indicator: Tỷ lệ hộ đạt chuẩn, unit: '%', baseline: {{value: 10, on: 2011}},"
    " goal: {{value: 50, by: 2015}}, measurements: {{value: 55, on: 2015}}}}"
)
FILES = {
    "site.yaml": SITE,
    "units.yaml": units(dict.fromkeys(PLACES, 500)),
    "titles.yaml": TITLES,
    "campaigns/c.yaml": "title: Phong trào C\nperiod: {start: 2011, end: 2015}\ntargets:\n"
    + "".join(f"  - {TARGET.format(number=number)}\n" for number in range(3)),
    "campaigns/c.registrations.csv": "unit\n" + "\n".join(PLACES),
    **{
        f"decisions/d{year}.yaml": decision(
            str(year), dict.fromkeys(PLACES, 1), citation="Có nhiều sáng kiến"
        ).replace("recipients:", "campaign: c\nrecipients:")
        for year in range(2011, 2016)
    },
}


def test_a_campaign_of_150_awards_is_light_and_loses_nobody(tmp_path: Path) -> None:
    """Every award stands on one of its pages, each of which is within the budget."""
    with folder_of(FILES) as content:
        output = tmp_path / "output"
        made = build(Options(content, output, tmp_path / "state", as_of=AS_OF))
    assert made.problems == ()
    own = output / "campaigns" / "c" / "index.html"
    pages = [own, *own.parent.glob("page-*/index.html")]
    texts = [page.read_text(encoding="utf-8") for page in pages]

    named = [name for text in texts for name in re.findall(r"<b>(u\d\d \d)</b>", text)]
    assert len(named) == 150
    assert max(page.stat().st_size for page in pages) <= BUDGET
    following = re.findall(r'href="(page-\d+/)"', texts[0])
    assert {each.parent.name + "/" for each in pages[1:]} >= set(following) != set()
