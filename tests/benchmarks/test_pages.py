"""What a reader sees of a page."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.pages import read_page


def test_words_are_read_as_they_are_seen(tmp_path: Path) -> None:
    """Scripts and styles are unseen, spaces are one, and menus do not count as the page's own."""
    path = tmp_path / "a.html"
    path.write_text(
        "<title>A</title><style>b</style><script>c</script>"
        "<main><h1>D\n <b>E</b></h1><nav>F</nav>G &amp; H</main>",
        encoding="utf-8",
    )

    page = read_page(path)

    assert (page.heading, page.main, page.whole) == ("D E", "D EG & H", "AD EFG & H")
