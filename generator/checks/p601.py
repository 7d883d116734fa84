"""Personal data that does not belong in public: a telephone number, an identity card, a bank
account, a home address, the e-mail of a person, the birth date of somebody alive.

A profile honours somebody; it must not open their door to strangers. Hotlines, addresses such as
toasoan@… and the `contact` of a model are meant for the public and are left alone. What only looks
like personal data can be silenced with a reason.

Bad:
    Chị A sinh ngày 12/3/1985, số điện thoại 0912 345 678.

Good:
    Chị A vào nghề năm 2004. Muốn gặp chị, hãy gọi văn phòng Đơn vị A.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.readable import Path, stories_of, texts_of
from generator.graph.site import SiteGraph
from generator.measures.living import may_live
from generator.reading.personal_data import may_hold_personal_data, personal_data
from generator.records.common import Record
from generator.records.profile import Profile

CODE = "P601"
LEVEL: Severity = "warning"

MESSAGES: Mapping[str, str] = {
    "phone": "'{written}' looks like a telephone number.",
    "identity": "'{written}' looks like the number of an identity card.",
    "account": "'{written}' looks like a bank account.",
    "email": "'{written}' looks like the e-mail address of a person.",
    "address": "'{written}' looks like a home address.",
    "birth_date": "'{written}' is the birth date of somebody who may be alive.",
}
HINT = "Take it out unless it is an office's or has to be public."
KINDS = ("profile", "decision", "campaign", "model", "article", "page")
PUBLIC = ("contact", "sources")
"""Fields that are there to be called and written to, or that quote others."""


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for kind in KINDS:
        for id_, record in graph.shown(kind).items():
            alive = isinstance(record, Profile) and may_live(record, as_of)
            for path, sort, written in _personal(record):
                if sort in MESSAGES and (sort != "birth_date" or alive):
                    values = {"written": written}
                    yield Finding(kind, id_, path, MESSAGES[sort], HINT, values)
    for profile in graph.profiles.values():
        born = profile.life.born if profile.life else None
        if born and born.day and may_live(profile, as_of):
            yield Finding(
                "profile",
                profile.id,
                ("life", "born"),
                MESSAGES["birth_date"],
                "The year is enough.",
                {"written": born},
            )


def _personal(record: Record) -> Iterator[tuple[Path, str, str]]:
    """Where in a record personal data may be, of what sort, and as it is written."""
    texts = [(path, words) for path, words in texts_of(record) if path[0] not in PUBLIC]
    # Mostly there is none, and that is found fast.
    if may_hold_personal_data("\n".join(words for _, words in texts)):
        for path, words in texts:
            yield from ((path, sort, written) for sort, written, _ in personal_data(words))
    for path, body in stories_of(record):
        yield from ((path, each.sort, each.written) for each in body.doubts)
