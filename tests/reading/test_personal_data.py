"""Personal data in texts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator.reading.personal_data import personal_data

LABELLED = [
    tuple(line.split("\t", 1))
    for line in Path(__file__)
    .with_name("personal_data.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]
LEAST = 0.95


def test_precision_and_recall_on_labelled_lines(capsys):
    """Of 150 invented lines or more, what is found is right, and what is there is found."""
    assert len(LABELLED) >= 150
    counts: Counter[str] = Counter()
    for label, text in LABELLED:
        found = {each.sort for each in personal_data(text)}
        wanted = set() if label == "-" else {label}
        counts["true"] += len(found & wanted)
        counts["false"] += len(found - wanted)
        counts["missed"] += len(wanted - found)
    precision = counts["true"] / (counts["true"] + counts["false"])
    recall = counts["true"] / (counts["true"] + counts["missed"])
    with capsys.disabled():
        print(  # noqa: T201 - the figures are part of the proof
            f"\npersonal data: {len(LABELLED)} lines,"
            f" precision {precision:.3f}, recall {recall:.3f}"
        )

    assert precision >= LEAST
    assert recall >= LEAST


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Gọi 0912 345 678, 0987.654.321.", ["0912 345 678", "0987.654.321"]),
        ("Gọi 0912345678-0987654321", ["0912345678", "0987654321"]),
        ("STK 0011001234567 (chị B, 0912345678)", ["0011001234567", "0912345678"]),
        ("CCCD 001094012345", ["001094012345"]),
    ],
)
def test_each_piece_is_found_once_as_it_is_written(text, written):
    """So that it can be shown in its place."""
    assert [each.written for each in personal_data(text)] == written
