"""The short ways through Markdown change no page."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor

from generator.reading.dialect import converter

ROOT = Path(__file__).parent.parent.parent
SPECIFICATION = Path(
    os.environ.get("GUONG_COMMONMARK", ROOT.parent / "shared/data/hostile/commonmark-spec.json")
)
SIGNS = [*"`\\[]()!<>&*_:/#-=~|\"' \n", "  \n", "[^1]", "[^1]: ", "http://a.vn", "&amp;", "<b>"]
SIGNS += [
    "\n\n",
    "\n- a",
    "\n1. ",
    "\n    ",
    "\n: ",
    "\n---",
    "a | b\n--|--\nc | d",
    "\n```\n",
    "\\*",
]

documents = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.text("aăđ1 ", min_size=1, max_size=4)), max_size=30
).map("".join)


def plain() -> Markdown:
    """The same dialect with the library's own way of trying everything on every text."""
    made, dialect = converter()
    dialect.mark = "m-"
    made.preprocessors.register(HtmlBlockPreprocessor(made), "html_block", 20)
    made.parser.blockprocessors.deregister("plain_lines")
    made.treeprocessors.register(InlineProcessor(made), "inline", 20)
    made.treeprocessors.register(UnescapeTreeprocessor(made), "unescape", 0)
    return made


def fast() -> Markdown:
    made, dialect = converter()
    dialect.mark = "m-"
    return made


PLAIN, FAST = plain(), fast()


@given(documents)
@settings(max_examples=400)
def test_any_document_is_the_same(text):
    """Whatever signs stand where, both ways give one HTML."""
    assert FAST.reset().convert(text) == PLAIN.reset().convert(text)


@pytest.mark.skipif(not SPECIFICATION.exists(), reason=f"no data: {SPECIFICATION} is not there")
def test_the_examples_of_the_specification_are_the_same():
    """All examples of CommonMark come out as without the short cut."""
    examples = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    texts = [each["markdown"] for each in examples]

    assert len(texts) > 600
    assert [t for t in texts if FAST.reset().convert(t) != PLAIN.reset().convert(t)] == []
