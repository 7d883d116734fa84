"""Rows that cannot be placed, and why: a sentence each."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Location, problem
from generator.importers.proposing.known import Match
from generator.validate.values import TEXT_LENGTH


class Unclear(Exception):
    """A row that cannot be placed, and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def without_name(at: Location, words: str) -> Diagnostic:
    return problem(
        at,
        "I301",
        "The row names nobody: '{words}'.",
        "Fill in the name, or delete the row.",
        words=words[:120],
    )


def uncomputed(at: Location, cell: str) -> Diagnostic:
    return problem(
        at,
        "I311",
        "The cell {cell} holds a formula whose result is not in the file, or an error.",
        "Open the file in a spreadsheet program, mend the cell, and save the file.",
        cell=cell,
    )


def without_title(at: Location) -> Diagnostic:
    return problem(
        at,
        "I303",
        "Nothing says which title was conferred.",
        "Give it to all rows with --title, or fill in the column.",
    )


def without_date(at: Location) -> Diagnostic:
    return problem(
        at,
        "I304",
        "Nothing says when it was decided.",
        "Give the day to all rows with --date, or fill in the column.",
    )


def not_a_date(at: Location, words: str) -> Diagnostic:
    return problem(
        at,
        "I305",
        "'{words}' is no date that can be read in one way.",
        "Write it as 02/9/2024, with four digits of the year.",
        words=words[:60],
    )


def without_authority(at: Location) -> Diagnostic:
    return problem(
        at,
        "I306",
        "Nothing says who decided.",
        "Name the unit to all rows with --authority, or fill in the column.",
    )


def unknown_campaign(at: Location, words: str) -> Diagnostic:
    return problem(
        at,
        "I307",
        "There is no campaign '{words}'.",
        'Begin it with `guong new campaign "{words}"`, or correct the name.',
        words=words[:80],
    )


def unknown_profile(at: Location, words: str) -> Diagnostic:
    return problem(
        at,
        "I307",
        "There is no profile '{words}'.",
        "The column holds ids, the names of the files in profiles/; correct it, or leave it out.",
        words=words[:80],
    )


def not_a_count(at: Location, words: str) -> Diagnostic:
    return problem(
        at,
        "I308",
        "'{words}' is no count of people or collectives.",
        "Write a whole number from 1.",
        words=words[:40],
    )


def not_a_share(at: Location, words: str) -> Diagnostic:
    return problem(
        at,
        "I308",
        "'{words}' is no share of a prize.",
        "Write a fraction such as 1/2.",
        words=words[:40],
    )


def near_unit(at: Location, words: str, match: Match) -> Diagnostic:
    return problem(
        at,
        "I302",
        "There is no unit '{words}'; '{name}' is near to it.",
        'Say which is meant: --same "{words}={id}", or --same "{words}=ID" for a new unit.',
        words=words,
        id=match.near[0][0],
        name=match.near[0][1],
    )


def near_title(at: Location, words: str, match: Match) -> Diagnostic:
    return problem(
        at,
        "I302",
        "There is no title '{words}'; '{name}' is near to it.",
        'Say which is meant: --same "{words}={id}", or --same "{words}=ID" for a new title.',
        words=words,
        id=match.near[0][0],
        name=match.near[0][1],
    )


def several(at: Location, words: str, match: Match) -> Diagnostic:
    return problem(
        at,
        "I302",
        "Several records are called '{words}': {ids}.",
        'Say which is meant: --same "{words}={id}".',
        words=words,
        ids=", ".join(match.ids),
        id=match.ids[0],
    )


def too_long(at: Location) -> Diagnostic:
    return problem(
        at,
        "I314",
        "A cell of the row is longer than {limit} characters.",
        "Shorten it; a story belongs into a profile.",
        limit=TEXT_LENGTH,
    )
