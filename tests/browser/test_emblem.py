"""The faces of records that have no portrait, as Chromium draws them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Location
from generator.render import Fragments
from generator.theme import load_theme

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
EMBLEM = '{% from "components/emblem/macro.html" import emblem %}{{ emblem(seed) }}'
FACES = 6 * 7 * 7
"""Stars, inner bands, outer bands."""
LEAST = 40
"""Dots of 48 × 48 that must differ clearly between any two faces."""
DIFFERENCES = """async ({parts, emblems}) => {
    const size = 48, defs = parts.slice(parts.indexOf("<defs>"), parts.indexOf("</svg>"));
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const context = canvas.getContext("2d", {willReadFrequently: true});
    const drawn = [];
    for (const emblem of emblems) {
        const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"`;
        const image = new Image();
        image.src = "data:image/svg+xml," + encodeURIComponent(
            emblem.replace("<svg", head).replace(/>/, ">" + defs));
        await image.decode();
        context.clearRect(0, 0, size, size);
        context.drawImage(image, 0, 0);
        drawn.push(context.getImageData(0, 0, size, size).data.filter((_, at) => at % 4 === 3));
    }
    let least = Infinity, inked = Infinity;
    for (const [at, one] of drawn.entries()) {
        inked = Math.min(inked, one.filter(alpha => alpha > 128).length);
        for (const other of drawn.slice(0, at)) {
            let differing = 0;
            for (let dot = 0; dot < one.length; dot++)
                differing += Math.abs(one[dot] - other[dot]) > 64;
            least = Math.min(least, differing);
        }
    }
    return {inked, least};
}"""


@pytest.fixture(scope="module")
def fragments() -> Fragments:
    """The macros of the theme that comes with guong."""
    theme, problems = load_theme("guong", ROOT, ("vi", "en"), Location("test"))
    assert theme is not None, problems
    return Fragments(theme, "vi")


def emblem(fragments: Fragments, seed: str) -> str:
    html, failure = fragments.render(EMBLEM, {"seed": seed})
    assert failure == ""
    return html


def test_any_two_faces_differ_at_the_size_of_lists(page, fragments):
    """All faces there are, drawn 48 pixels wide, compared dot by dot."""
    emblems = sorted({emblem(fragments, f"dong-chi-{number}") for number in range(4_000)})
    parts, _ = fragments.render('{% include "components/emblem/parts.html" %}', {})

    found = page.evaluate(DIFFERENCES, {"parts": parts, "emblems": emblems})

    assert len(emblems) == FACES
    assert found["inked"] > LEAST
    assert found["least"] >= LEAST


def test_a_record_keeps_its_face(fragments):
    """The same id gives the same drawing, whatever else was drawn before."""
    first = emblem(fragments, "dong-chi-b")
    emblem(fragments, "dong-chi-c")

    assert emblem(fragments, "dong-chi-b") == first
    assert emblem(fragments, "dong-chi-c") != first
