"""What a page tells machines: schema.org terms as JSON-LD, made of its view and nothing else.

What the view does not know is left out. Without the site's address no page has a `url`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from generator.formats import script_json
from generator.views.campaign import Campaign, Milestone
from generator.views.common import Award, Link, Named, Phrase, Picture
from generator.views.frame import Address, Site
from generator.views.home import Home
from generator.views.model import Model, Step
from generator.views.profile import Profile
from generator.views.text import Article

HOLE = "\x00"
"""Stands before the name of a section: its words are the theme's."""

Node = dict[str, Any]


def linked_data(address: Address, view: Any, site: Site) -> str:
    """The JSON-LD of a page, safe in a script element; "" where there is nothing to tell."""
    describe = _DESCRIBED.get(type(view))
    nodes = [describe(address, view, site)] if describe else []
    if address.crumbs:
        nodes.append(_crumbs(address, view, site))
    return script_json({"@context": "https://schema.org", "@graph": nodes}) if nodes else ""


def _home(address: Address, view: Home, site: Site) -> Node:
    return _node(
        "WebSite",
        name=site.title.text,
        description=site.tagline.text,
        url=_whole(site, address.path),
        inLanguage=address.language,
        publisher=_organization(site, site.publisher),
        potentialAction=_search(site),
    )


def _search(site: Site) -> Node | None:
    home = next(each.home for each in site.languages if each.code == site.language)
    if not site.url:
        return None
    template = _whole(site, f"{home}search/?q={{search_term_string}}")
    return _node(
        "SearchAction",
        target=_node("EntryPoint", urlTemplate=template),
        **{"query-input": "required name=search_term_string"},
    )


def _profile(address: Address, view: Profile, site: Site) -> Node:
    known = {
        "name": view.name.text,
        "description": view.summary.text,
        "url": _whole(site, address.path),
        "image": _image(site, view.portrait),
        "award": list(dict.fromkeys(_award(each) for each in view.awards if not each.revoked)),
    }
    unit = _organization(site, view.unit)
    if view.kind == "individual":
        return _node(
            "Person",
            **known,
            jobTitle=view.role.text,
            affiliation=unit,
            birthDate=view.born,
            deathDate=view.died,
        )
    return _node(
        "Organization",
        **known,
        parentOrganization=unit,
        foundingDate=view.founded,
        dissolutionDate=view.dissolved,
        location=_named_node("Place", view.place),
    )


def _award(award: Award) -> str:
    details = ", ".join(each for each in (award.number, award.date) if each)
    return f"{award.title.text.text} ({details})" if details else award.title.text.text


def _campaign(address: Address, view: Campaign, site: Site) -> Node:
    entries = (entry for year in view.log for entry in year.entries)
    return _node(
        "Event",
        name=view.title.text,
        description=view.summary.text,
        url=_whole(site, address.path),
        image=_image(site, view.image),
        startDate=view.start,
        endDate=view.end,
        organizer=_launcher(site, view.launched_by),
        # Of what was due and is not recorded nobody knows whether it took place.
        subEvent=[_milestone(each) for each in entries if each.state != "overdue"],
    )


def _launcher(site: Site, party: Named | None) -> Node | str | None:
    # A party without a page may be a person as well as a body.
    return _organization(site, party) if party is None or party.href else party.text.text


def _milestone(milestone: Milestone) -> Node:
    start = milestone.on or milestone.planned
    return _node("Event", name=milestone.title.text, startDate=start, endDate=milestone.end)


def _model(address: Address, view: Model, site: Site) -> Node:
    return _node(
        "HowTo",
        name=view.title.text,
        description=view.summary.text,
        url=_whole(site, address.path),
        image=_image(site, view.image),
        inLanguage=address.language,
        estimatedCost=view.budget
        and _node("MonetaryAmount", currency=view.budget.currency, value=view.budget.amount),
        step=[_step(each) for each in view.steps],
    )


def _step(step: Step) -> Node:
    return _node("HowToStep", name=step.title.text, text=step.detail.text)


def _article(address: Address, view: Article, site: Site) -> Node:
    return _node(
        "Article",
        headline=view.title.text,
        description=view.summary.text,
        url=_whole(site, address.path),
        image=_image(site, view.image),
        inLanguage=view.title.lang or address.language,
        datePublished=view.date,
        # An author's name does not tell whether it is a person's.
        creditText=view.author.text,
        publisher=_organization(site, site.publisher),
    )


def _crumbs(address: Address, view: Any, site: Site) -> Node:
    ways = [(each.text.text or HOLE + each.key, each.href) for each in address.crumbs]
    here = _name(view) or HOLE + address.section
    if here not in [name for name, _ in ways]:
        ways.append((here, address.path))
    return _node(
        "BreadcrumbList",
        itemListElement=[
            _node("ListItem", position=number, name=name, item=_whole(site, href))
            for number, (name, href) in enumerate(ways, 1)
        ],
    )


def _name(view: Any) -> str:
    """What a page's own heading says; "" where the theme words it."""
    for field in ("name", "title", "year"):
        found = getattr(view, field, None)
        if isinstance(found, Phrase | int):
            return str(found)
    return ""


def _organization(site: Site, named: Named | Link | None) -> Node | None:
    if named is None:
        return None
    url = _whole(site, named.href) if named.href else ""
    return _node("Organization", name=named.text.text, url=url)


def _named_node(type_: str, name: Phrase) -> Node | None:
    return _node(type_, name=name.text) if name else None


def _image(site: Site, picture: Picture | None) -> str:
    return _whole(site, picture.src) if picture else ""


def _whole(site: Site, href: str) -> str:
    """The address with its host, "" where the site's is not known."""
    if urlsplit(href).scheme:
        return href
    return f"{site.url}{href}" if site.url else ""


def _node(type_: str, /, **known: Any) -> Node:
    """A thing with those of its properties that are known; zero is known."""
    empty: Iterable[Any] = (None, "", [])
    return {"@type": type_} | {name: value for name, value in known.items() if value not in empty}


_DESCRIBED: Mapping[type, Callable[[Address, Any, Site], Node]] = {
    Home: _home,
    Profile: _profile,
    Campaign: _campaign,
    Model: _model,
    Article: _article,
}
