"""The search index: what is found, and how little an edit rewrites."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from generator.load import load
from generator.plan.addresses import Addresses
from generator.plan.pages.search import plan_files
from generator.plan.scribe import Scribe
from generator.plan.search.shards import (
    BODY,
    CODE_LENGTH,
    COMMON,
    MOST_STORIES,
    SUMMARY_LETTERS,
    TITLE,
    Document,
    index_files,
)
from generator.plan.search.words import folded, text_of, words
from generator.reading.markup import to_body
from generator.views.common import Link, Phrase
from tests.builders import TITLES, UNITS, scribe_of

CONTENT = Path(__file__).parents[2] / "content"
AS_OF = date(2026, 11, 22)
LARGEST = 65_536
MOST_FILES = 300


def documents(count: int, *, story: str = "") -> list[Document]:
    return [
        Document(
            "profile",
            f"id-{number}",
            Link(f"profiles/id-{number}/", Phrase(f"Người {number}")),
            story=(f"{story} từ{number % 97} chữ{number % 89}",),
            facets=(("kind", "profile"), ("unit", f"u{number % 40}")),
        )
        for number in range(count)
    ]


def made(found: list[Document]) -> dict[str, Any]:
    return {name: orjson.loads(data) for name, data in index_files(found, {})}


def postings(files: dict[str, Any], word: str) -> str:
    found = [each[word] for name, each in files.items() if name[0] == "w" and word in each]
    return "".join(found)


def index_of(content: Path, language: str) -> dict[str, bytes]:
    loaded, problems = load(content, as_of=AS_OF, drafts=False)
    assert loaded is not None, problems
    scribe = Scribe(loaded.graph, Addresses(loaded.graph), language, AS_OF)
    return {file.path: file.data for file in plan_files(scribe)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đặng Văn Ngữ", ["dang", "van", "ngu"]),
        ("ĐẶNG VĂN NGỮ", ["dang", "van", "ngu"]),
        ("Đặng", ["dang"]),
        ("Quyết định 250/CP, 8-3", ["quyet", "dinh", "250", "cp", "8", "3"]),
        ("Ōita Ærø", ["oita", "æro"]),
        ("« ” — 🎉 _", []),
        ("x" * 50, ["x" * 32]),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    """Marks, capitals and the way marks are encoded make no difference; signs are no words."""
    assert [folded(each) for each in words(text)] == expected


def test_tags_part_blocks_but_not_words() -> None:
    """A word partly in bold is one word; two paragraphs do not run into each other."""
    html = '<p>thi <b>đ</b>ua</p><p>yêu&nbsp;n&#432;ớc <a href="\x00" title="a > b">x</a></p>'

    assert list(words(text_of(html))) == ["thi", "đua", "yêu", "nước", "x"]


def test_names_of_sources_are_not_found():
    """What a story cites is a number to readers, and no word."""
    story = to_body("Nước sạch.[^bao-xa] Đường[^bao-xa] mới.", "vi", "f").html

    assert list(words(text_of(story))) == ["nước", "sạch", "đường", "mới"]


def test_postings_name_the_most_telling_place() -> None:
    """A word of title and story counts as one of the title, and only with its own marks."""
    found = Document("unit", "a", Link("units/a/", Phrase("Sở Y tế")), story=("sở nhà",))
    files = made([found])

    assert postings(files, "sở")[CODE_LENGTH:] == TITLE
    assert postings(files, "nhà")[CODE_LENGTH:] == BODY
    assert postings(files, "so") == ""


def test_what_parts_of_records_say_is_found() -> None:
    """Citations, targets and steps lead to their record; titles of sources do not."""
    files = {name: orjson.loads(data) for name, data in index_of(CONTENT, "en").items()}
    found = set().union(*(each for name, each in files.items() if "/w" in name))
    loaded, _ = load(CONTENT, as_of=AS_OF, drafts=False)
    assert loaded is not None
    graph = loaded.graph
    said = [each.citation for decision in graph.decisions.values() for each in decision.recipients]
    said += [each.indicator for campaign in graph.campaigns.values() for each in campaign.targets]
    said += [each.title for model in graph.models.values() for each in model.steps]
    english = [dict(each.versions).get("en", "") for each in said if each]
    assert len(english) > 60
    assert {word for each in english for word in words(each)} <= found


def test_the_card_says_what_the_list_shows() -> None:
    """Kind, address, language and words; a long summary ends at a word."""
    long = Phrase("từ " * 200, "en")
    document = Document("page", "a", Link("a/", Phrase("A", "en"), "en"), (Phrase("x"),), long)
    files = made([document])

    (card,) = files["c0.json"].values()
    assert card[:5] == ["page", "a/", "en", ["A", "en"], ["x"]]
    assert card[5][0].endswith("từ…")
    assert len(card[5][0]) <= SUMMARY_LETTERS
    assert card[5][1] == "en"


def test_a_large_site_stays_in_small_files() -> None:
    """Ten thousand records: at most 300 files, none above 64 kB, each word in the right one."""
    files = made(documents(10_000, story=" ".join(f"âm{number}" for number in range(10))))
    starts = files["meta.json"]["words"]
    sizes = {name: len(orjson.dumps(each)) for name, each in files.items()}

    assert len(files) <= MOST_FILES
    assert max(sizes.values()) <= LARGEST
    assert starts == sorted(set(starts))
    for number, start in enumerate(starts):
        here = [folded(word) for word in files[f"w{start.encode().hex()}.json"]]
        assert all(start <= word for word in here)
        assert number + 1 == len(starts) or all(word < starts[number + 1] for word in here)


def test_a_word_of_nearly_all_stories_is_not_listed() -> None:
    """It is marked as common, and only the titles and summaries that have it are listed."""
    files = made(documents(MOST_STORIES + 1, story="và"))

    assert postings(files, "và") == COMMON
    assert postings(files, "người")[0] != COMMON


def test_letters_beyond_latin_are_parted_too() -> None:
    """Files of words are parted in any script, on both sides of the surrogates."""
    found = [
        Document("topic", str(number), Link("t/", Phrase(chr(start + number) * 8)))
        for start in (0x4E00, 0xAC00, 0x20000)
        for number in range(900)
    ]
    files = made([*{each.id + each.link.text.text: each for each in found}.values()])

    assert len(files["meta.json"]["words"]) > 2
    assert all(f"w{start.encode().hex()}.json" in files for start in files["meta.json"]["words"])


def test_an_empty_site_has_an_empty_index() -> None:
    """One small file that says so."""
    assert made([]) == {"meta.json": {"records": 0, "words": [], "cards": 0, "facets": {}}}


def test_the_same_records_make_the_same_bytes() -> None:
    """The order of the words of a record and of other files does not depend on chance."""
    one, two = documents(300), documents(300)

    assert dict(index_files(one, {})) == dict(index_files(two, {}))


FILES = {
    "units.yaml": UNITS,
    "titles.yaml": TITLES,
    "topics.yaml": "- {id: t, name: Y tế}\n",
    "profiles/a.md": "---\nname: Lê An\nkind: individual\nunit: so\ntopics: t\ncampaigns: d\n"
    "life: {place: Huế}\n---\nChuyện kể.\n",
    "profiles/b.md": "---\nname: B\nkind: individual\ndraft: true\n---\nBí mật.\n",
    "campaigns/d.yaml": "title: D\nperiod: {start: 2020, end: 2022}\ndraft: true\n",
    "campaigns/e.yaml": "title: E\nperiod: {start: 2020, end: 2022}\nlaunched_by: so\n",
    "models/m.md": "---\ntitle: M\nkind: practice\norigin: {unit: so, since: 2001}\n---\n",
    "decisions/x.yaml": "date: 1962-02-01\nauthority: so\ntitle: bang-khen\n"
    "recipients: [{profile: a}, {name: Nguyễn Vô Danh}]\n",
    "articles/y.md": "---\ntitle: Y\ndate: 2020-01-02\n---\n",
}


def index_here(language: str = "vi") -> dict[str, Any]:
    start = f"search/index/{language}/"
    files = plan_files(scribe_of(FILES, language))
    return {each.path.removeprefix(start): orjson.loads(each.data) for each in files}


def test_what_is_held_back_is_not_found() -> None:
    """Drafts are in no word, card or facet."""
    files = index_here()

    assert postings(files, "mật") == ""
    assert postings(files, "kể")
    kinds = {kind: len(codes) // CODE_LENGTH for kind, _, codes in files["f.json"]["kind"]}
    assert (kinds["profile"], kinds["campaign"]) == (1, 1)
    assert "campaign" not in files["f.json"]


def test_facets_know_their_records() -> None:
    """Unit, title, year and topic of a record, by its own fields and by its awards."""
    facets = index_here()["f.json"]

    counts = {
        (group, value): len(codes) // CODE_LENGTH
        for group, options in facets.items()
        for value, _, codes in options
    }
    assert counts["unit", "so"] == 4
    assert counts["title", "bang-khen"] == 2
    assert counts["year", "1962"] == 2
    assert counts["year", "2020"] == 2
    assert counts["topic", "t"] == 1


def test_names_around_a_record_are_found() -> None:
    """A recipient without a profile, a place, and the unit's name lead to the record."""
    files = index_here()

    assert postings(files, "danh")
    assert postings(files, "huế")
    assert len(postings(files, "sở")) == 5 * (CODE_LENGTH + 1)


def test_records_of_another_language_are_labelled() -> None:
    """Told in Vietnamese only, a record is in the English index with its own words and language."""
    files = index_here("en")

    cards = [each for name in files if name[0] == "c" for each in files[name].values()]
    told = next(each for each in cards if each[0] == "profile")
    assert told[1:4] == ["profiles/a/", "vi", "Lê An"]
    assert postings(files, "chuyện")


def test_an_edit_rewrites_few_files(tmp_path: Path) -> None:
    """One word more in one summary: a file of words, the card, in each language; nothing else."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    before = {each: index_of(content, each) for each in ("vi", "en")}
    profile = content / "profiles/dang-van-ngu.md"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("Bác sĩ, nhà ký sinh", "Zêta, bác sĩ, nhà ký sinh", 1), "utf-8")

    after = index_of(content, "vi")

    changed = {path for path in after if after[path] != before["vi"].get(path)}
    assert after.keys() == before["vi"].keys()
    assert len(changed) == 2, changed
    assert index_of(content, "en") == before["en"]
