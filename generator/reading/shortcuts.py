"""Short ways through Python-Markdown for what most texts are: plain words. The HTML is the same."""

from __future__ import annotations

import re
from typing import ClassVar
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, ParagraphProcessor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString

_PLAIN_LINES = re.compile(r"(?:[^\W\d_][^\n|]*(?:\n|\Z))+\Z")


def take_shortcuts(md: Markdown) -> None:
    """Let *md* pass over what cannot matter to a text."""
    md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)
    md.parser.blockprocessors.register(_PlainLines(md.parser), "plain_lines", 110)
    md.treeprocessors.register(_Inline(md), "inline", 20)
    md.treeprocessors.register(_Unescape(md), "unescape", 0)


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Looks for blocks of HTML only where there may be one."""

    def run(self, lines: list[str]) -> list[str]:
        if any("<" in line or "&" in line for line in lines):
            return super().run(lines)
        return lines


class _PlainLines(BlockProcessor):
    """Makes a paragraph of lines that begin with letters and hold no `|`.

    Every other kind of block needs a sign or a space at the beginning of a line, or a table's bar.
    """

    def __init__(self, parser: object) -> None:
        super().__init__(parser)  # type: ignore[arg-type]
        self._paragraph = ParagraphProcessor(self.parser)

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        return _PLAIN_LINES.match(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        self._paragraph.run(parent, blocks)


class _Inline(InlineProcessor):
    """Tries a pattern only on texts that hold a sign without which it cannot match.

    Most texts hold none, and trying each pattern on each of them was half of the work. What a
    pattern puts in the place of a match brings no sign with it.
    """

    # What a text must hold one of for each pattern; others, by name, are always tried.
    SIGNS: ClassVar[dict[str, tuple[str, ...]]] = {
        "backtick": ("`",),
        "escape": ("\\",),
        "reference": ("[",),
        "link": ("[",),
        "image_link": ("[",),
        "image_reference": ("[",),
        "short_reference": ("[",),
        "short_image_ref": ("[",),
        "autolink": ("<",),
        "automail": ("<",),
        "linebreak": ("  \n",),
        "html": ("<",),
        "entity": ("&",),
        "not_strong": ("*", "_"),
        "em_strong": ("*", "_"),
        "em_strong2": ("*", "_"),
        "footnote": ("[^",),
        "source": ("[^",),
        "address": ("://",),
    }
    EVERY: ClassVar[tuple[str, ...]] = tuple(
        dict.fromkeys(sign for signs in SIGNS.values() for sign in signs)
    )

    def run(
        self, tree: ElementTree.Element, ancestors: list[str] | None = None
    ) -> ElementTree.Element:
        patterns = self.md.inlinePatterns
        known = {id(patterns[name]): sign for name, sign in self.SIGNS.items() if name in patterns}
        self._signs = [known.get(id(pattern), ("",)) for pattern in patterns]
        self._patterns = list(patterns)
        self._tried: dict[tuple[str, ...], list[int]] = {}
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, pattern_index: int = 0) -> str:  # noqa: N802
        # The library's own method, with the question for the signs before the patterns.
        if isinstance(data, AtomicString):
            return data
        for index in self._worth_trying(data):
            matched, start = index >= pattern_index, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    self._patterns[index], data, index, start
                )
        return data

    def _worth_trying(self, data: str) -> list[int]:
        found = tuple([sign for sign in self.EVERY if sign in data])
        if found not in self._tried:
            self._tried[found] = [
                index
                for index, signs in enumerate(self._signs)
                if any(not sign or sign in found for sign in signs)
            ]
        return self._tried[found]


class _Unescape(UnescapeTreeprocessor):
    """Restores escaped characters where there are any."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text
