"""What pages tell machines."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from typing import Any

import pytest
import rdflib

from generator.plan.linked_data import linked_data
from generator.views.common import Phrase
from tests.builders import AS_OF, TITLES, UNITS, planned

URL = "url: https://guong.example/\n"
SITE = "title: {vi: Gương, en: Mirror}\ntagline: Người tốt\nlanguages: [vi, en]\n"
PERSON = """\
---
name: Bà A
kind: individual
role: Thợ dệt
summary: Người thợ.
unit: so
life: {born: 1930, died: 2015-10}
---
Lời.
"""
DECISION = """\
number: 5/QĐ
date: 1966-05
authority: so
title: bang-khen
recipients:
  - {profile: a}
"""
CAMPAIGN = """\
title: Gió
summary: Đợt thi đua.
launched_by: so
period: {start: 2011, end: 2015-12}
milestones:
  - {kind: launch, on: 2011-02, title: Phát động}
  - {kind: check, planned: 2012-01, title: Lỡ}
  - {kind: event, planned: 2031, title: Sắp tới}
"""
MODEL = """\
---
title: Kho chung
kind: practice
summary: Một kho cho cả xã.
resources: {budget: {amount: 5000000, currency: VND}}
steps:
  - {title: Họp xã, detail: Bầu người giữ kho.}
  - {title: Mở kho}
---
Lời.
"""
ARTICLE = "---\ntitle: Tin\ndate: 1961-10\nauthor: Tổ báo\nsummary: Chuyện.\n---\nLời.\n"
FILES = {
    "site.yaml": SITE + URL,
    "units.yaml": UNITS,
    "titles.yaml": TITLES,
    "profiles/a.md": PERSON,
    "decisions/d.yaml": DECISION,
    "campaigns/c.yaml": CAMPAIGN,
    "models/m.md": MODEL,
    "articles/t.md": ARTICLE,
}
SO = {"@type": "Organization", "name": "Sở", "url": "https://guong.example/units/so/"}
REQUIRED = {
    "": ("WebSite", {"name", "url", "inLanguage"}),
    "profiles/a/": ("Person", {"name", "url", "award"}),
    "campaigns/c/": ("Event", {"name", "url", "startDate", "organizer", "subEvent"}),
    "models/m/": ("HowTo", {"name", "url", "description", "step"}),
    "models/m/kit/": ("HowTo", {"name", "url", "description", "step"}),
    "articles/t/": ("Article", {"headline", "url", "datePublished"}),
}


def told(path: str, **changed: str) -> dict[str, dict[str, Any]]:
    """The things that the page at *path* tells of, by type."""
    files = FILES | {name.replace("__", "/"): text for name, text in changed.items()}
    plan = planned(files)
    page = next(each for each in plan.pages if each.address.path == path)
    data = linked_data(page.address, page.view, plan.frames[page.address.language])
    return {node["@type"]: node for node in json.loads(data)["@graph"]} if data else {}


@pytest.mark.parametrize("path", REQUIRED)
def test_each_type_has_what_it_needs(path):
    """The properties without which a page of its type is of no use to a machine."""
    type_, needed = REQUIRED[path]

    assert needed <= told(path)[type_].keys()


def test_a_library_for_linked_data_reads_the_same():
    """Whole graphs: every award, step and event of the pages is a fact about the right subject."""
    vocabulary = "http://schema.org/"
    graph = rdflib.Graph()
    plan = planned(FILES)
    for page in plan.pages:
        if page.address.path in REQUIRED:
            data = linked_data(page.address, page.view, plan.frames[page.address.language])
            # The words of schema.org, without asking the network for them.
            whole = json.loads(data) | {"@context": {"@vocab": vocabulary}}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                graph.parse(data=json.dumps(whole), format="json-ld")

    def told_of(type_: str, name: str, fact: str) -> list[str]:
        subjects = [
            each
            for each in graph.subjects(rdflib.RDF.type, rdflib.URIRef(vocabulary + type_))
            if str(graph.value(each, rdflib.URIRef(f"{vocabulary}name"))) == name
        ]
        found = (
            o for each in subjects for o in graph.objects(each, rdflib.URIRef(vocabulary + fact))
        )
        return sorted({str(each) for each in found if isinstance(each, rdflib.Literal)})

    assert told_of("Person", "Bà A", "award") == ["Bằng khen (5/QĐ, 1966-05)"]
    assert told_of("Event", "Gió", "startDate") == ["2011"]
    assert told_of("Event", "Phát động", "startDate") == ["2011-02"]
    assert told_of("HowToStep", "Họp xã", "text") == ["Bầu người giữ kho."]
    steps = graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{vocabulary}HowToStep"))
    assert len({*steps}) == 4  # Two on the page of the model, and again on its kit.


def test_a_person():
    """Dates stay as precise as they are recorded; an award names its decision."""
    assert told("profiles/a/")["Person"] == {
        "@type": "Person",
        "name": "Bà A",
        "description": "Người thợ.",
        "url": "https://guong.example/profiles/a/",
        "award": ["Bằng khen (5/QĐ, 1966-05)"],
        "jobTitle": "Thợ dệt",
        "affiliation": SO,
        "birthDate": "1930",
        "deathDate": "2015-10",
    }


def test_a_collective_is_an_organization():
    """It was founded, not born, and has a place."""
    text = "---\nname: Tổ A\nkind: collective\nlife: {founded: 1960, place: Hà Nội}\n---\nLời.\n"
    found = told("profiles/a/", **{"profiles__a.md": text})["Organization"]

    assert found["foundingDate"] == "1960"
    assert found["location"] == {"@type": "Place", "name": "Hà Nội"}
    assert "birthDate" not in found


def test_a_revoked_award_is_not_told():
    """Nobody is to be found by an honour that was taken back."""
    revoked = DECISION + "revocations:\n  - {recipient: a, on: 1970-01-02, reason: Sai}\n"

    assert "award" not in told("profiles/a/", **{"decisions__d.yaml": revoked})["Person"]


def test_a_campaign_and_what_happened_in_it():
    """What was due and is not recorded is left out, since nobody knows whether it was held."""
    found = told("campaigns/c/")["Event"]

    assert (found["startDate"], found["endDate"]) == ("2011", "2015-12")
    assert found["organizer"] == SO
    assert found["subEvent"] == [
        {"@type": "Event", "name": "Phát động", "startDate": "2011-02"},
        {"@type": "Event", "name": "Sắp tới", "startDate": "2031"},
    ]


def test_a_launcher_without_a_page_is_only_a_name():
    """It may be a person as well as a body."""
    text = CAMPAIGN.replace("launched_by: so", "launched_by: Cụ A")

    assert told("campaigns/c/", **{"campaigns__c.yaml": text})["Event"]["organizer"] == "Cụ A"


def test_a_model_and_its_steps():
    """A step without details has none; the cost has its currency."""
    found = told("models/m/")["HowTo"]

    assert found["estimatedCost"] == {
        "@type": "MonetaryAmount",
        "currency": "VND",
        "value": 5_000_000,
    }
    assert found["step"] == [
        {"@type": "HowToStep", "name": "Họp xã", "text": "Bầu người giữ kho."},
        {"@type": "HowToStep", "name": "Mở kho"},
    ]


def test_an_article():
    """Its author is credited by name, which does not say whether it is a person."""
    found = told("articles/t/")["Article"]

    assert (found["headline"], found["datePublished"]) == ("Tin", "1961-10")
    assert (found["creditText"], found["inLanguage"]) == ("Tổ báo", "vi")


def test_the_way_to_a_page():
    """From the home page to the page itself; a section's name is a hole for the theme's words."""
    assert told("profiles/a/")["BreadcrumbList"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "\x00home", "item": "https://guong.example/"},
        {
            "@type": "ListItem",
            "position": 2,
            "name": "\x00profiles",
            "item": "https://guong.example/profiles/",
        },
        {
            "@type": "ListItem",
            "position": 3,
            "name": "Bà A",
            "item": "https://guong.example/profiles/a/",
        },
    ]


def test_search_is_offered_where_its_address_is_known():
    """In each language its own search page."""
    action = told("en/")["WebSite"]["potentialAction"]

    assert action["target"]["urlTemplate"] == (
        "https://guong.example/en/search/?q={search_term_string}"
    )
    assert "potentialAction" not in told("", **{"site.yaml": SITE})["WebSite"]


@pytest.mark.parametrize("site", [SITE, SITE + URL])
def test_nothing_is_told_empty(site):
    """No property is empty, and without the site's address none is an address."""
    plan = planned(FILES | {"site.yaml": site}, as_of=AS_OF)
    for page in plan.pages:
        data = linked_data(page.address, page.view, plan.frames[page.address.language])
        for name, value in _properties(json.loads(data)) if data else ():
            assert value not in ("", None, [], {}), (page.address.path, name)
            if site == SITE:
                assert name not in ("url", "item", "image", "urlTemplate")


def test_pages_that_are_nowhere_tell_nothing():
    """The page of unknown addresses has nothing to say of itself."""
    assert told("404.html") == {}


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "a & b", "a\u2028b"]
)
def test_no_text_ends_its_script(text):
    """Whatever a record says, the block holds none of the marks that mean something in HTML."""
    plan = planned(FILES)
    page = next(each for each in plan.pages if each.address.path == "profiles/a/")
    view = replace(page.view, name=Phrase(text), summary=Phrase(text))
    data = linked_data(page.address, view, plan.frames["vi"])

    assert not set("<>&\u2028\u2029") & set(data)
    assert json.loads(data)["@graph"][0]["description"] == text


def _properties(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        inner = [each for part in value.values() for each in _properties(part)]
        return [*value.items(), *inner]
    return [each for part in value for each in _properties(part)] if isinstance(value, list) else []
