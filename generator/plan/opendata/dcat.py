"""What data there is, for catalogues: Data Catalog Vocabulary (DCAT 3, W3C, 2024) as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from generator.plan.scribe import Scribe
from generator.records.types import Text

TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "sqlite": "application/vnd.sqlite3",
}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(scribe: Scribe, datasets: Mapping[str, Iterable[str]]) -> bytes:
    """The file dcat.jsonld: the site as a catalogue.

    Args:
        scribe: Tells of the site.
        datasets: The files of each dataset, by its name; both below `data/`.
    """
    settings = scribe.graph.settings
    base = (settings.url or "").rstrip("/") + "/" if settings.url else ""
    default = scribe.addresses.default
    common: dict[str, Any] = {"dct:language": list(scribe.addresses.languages)}
    if settings.licence:
        common["dct:license"] = {"@id": settings.licence.url}
    if settings.publisher:
        name = scribe.graph.units[settings.publisher].name
        common["dct:publisher"] = {"@type": "foaf:Organization", "foaf:name": _words(name, default)}
    whole = {
        "@context": _CONTEXT,
        "@id": f"{base}data/",
        "@type": "dcat:Catalog",
        "dct:title": _words(settings.title, default),
        **({"foaf:homepage": {"@id": base}} if base else {}),
        **common,
        "dcat:dataset": [
            {
                "@id": f"{base}data/#{name}",
                "@type": "dcat:Dataset",
                "dct:title": name,
                **common,
                "dcat:distribution": [_distribution(base, each) for each in files],
            }
            for name, files in datasets.items()
        ],
    }
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2)


def _distribution(base: str, file: str) -> dict[str, Any]:
    address = {"@id": f"{base}data/{file}"}
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": TYPES[file.rpartition(".")[2]],
    }


def _words(text: Text, default: str) -> list[dict[str, str]]:
    return [
        {"@value": words, "@language": language or default} for language, words in text.versions
    ]
