"""The kinds of records: their type and where authors write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.records.article import Article
from generator.records.campaign import Campaign
from generator.records.common import Record
from generator.records.decision import Decision
from generator.records.model import Model
from generator.records.page import Page
from generator.records.profile import Profile
from generator.records.title import Title
from generator.records.topic import Topic
from generator.records.unit import Unit


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    `form` is "markdown" (a folder of .md files), "yaml" (a folder of .yaml files) or "list"
    (one file, `<plural>.yaml`). `tables` are the CSV files a record may have beside it, by the
    field they fill.
    """

    name: str
    plural: str
    type: type[Record]
    form: Literal["markdown", "yaml", "list"]
    tables: tuple[str, ...] = ()

    @property
    def ending(self) -> str:
        return ".md" if self.form == "markdown" else ".yaml"


KINDS: tuple[Kind, ...] = (
    Kind("unit", "units", Unit, "list"),
    Kind("title", "titles", Title, "list"),
    Kind("topic", "topics", Topic, "list"),
    Kind("profile", "profiles", Profile, "markdown"),
    Kind("decision", "decisions", Decision, "yaml"),
    Kind("campaign", "campaigns", Campaign, "yaml", ("registrations", "scores")),
    Kind("model", "models", Model, "markdown"),
    Kind("article", "articles", Article, "markdown"),
    Kind("page", "pages", Page, "markdown"),
)


def _by(kinds: Iterable[Kind], attribute: str) -> dict[str, Kind]:
    return {getattr(kind, attribute): kind for kind in kinds}


KIND_BY_NAME = _by(KINDS, "name")
KIND_BY_PLURAL = _by(KINDS, "plural")
