"""The Markdown that authors write: Python-Markdown with what press offices are used to."""

from __future__ import annotations

import re
from collections import Counter
from typing import ClassVar
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from generator.reading.lists import with_nesting
from generator.reading.shortcuts import take_shortcuts

_LIST_LINE = re.compile(r"\n(?= {0,3}(?:[*+-]|1\.) +\S)")
# \x02 and \x03 enclose what the conversion has set aside.
_ADDRESS = r"(?<!\w)(?i:https?)://[^\W_][^\s<>\"\x02\x03]{0,2000}"
_TRAILING = ".,;:!?'*_~…»”’“‘"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# How far back a tag of an author is looked for; bounds the work in long paragraphs.
_LOOK_BACK = 2_000
_NO_LINKS_WITHIN = re.compile(r"<(/?)(?:a|code|pre)\b", re.IGNORECASE)
_SOURCE = r"\[\^([\w-]+)\]"
_ALIGNMENT = re.compile(r"text-align: (left|center|right);")


class Dialect(Extension):
    """What this site adds to Markdown.

    Ids and classes that the conversion makes begin with `mark`, so that they cannot be confused
    with those an author writes as HTML.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mark = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.register(_NestedLists(md), "nested_lists", 15)
        # Just before paragraphs: no other kind of block wanted the text.
        md.parser.blockprocessors.register(_ListAfterText(md.parser), "list_after_text", 12)
        # After tags of authors have been set aside (90), before entities (80).
        md.inlinePatterns.register(_Address(_ADDRESS, md), "address", 85)
        # After footnotes (175), before links (160).
        md.inlinePatterns.register(_SourceReference(self, md), "source", 170)
        md.treeprocessors.register(_Marks(self, md), "marks", 3)
        take_shortcuts(md)
        md.ESCAPED_CHARS.extend(("'", '"'))


def converter() -> tuple[Markdown, Dialect]:
    """Make a converter, and give what is to be told of each text."""
    dialect = Dialect()
    extensions: list[str | Extension] = [
        "tables",
        "def_list",
        "sane_lists",
        "fenced_code",
        _Footnotes(SEPARATOR="-"),
        dialect,
    ]
    return Markdown(extensions=extensions, output_format="html"), dialect


def bare_address(text: str) -> str:
    """Cut from *text*, which begins with an address, what no longer belongs to it."""
    while text:
        last = text[-1]
        opening = _BRACKETS.get(last)
        unopened = opening is not None and text.count(last) > text.count(opening)
        if last not in _TRAILING and not unopened:
            break
        text = text[:-1]
    return text


class _NestedLists(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return with_nesting(lines)


class _ListAfterText(BlockProcessor):
    """Starts a list on a line directly below a paragraph's, as CommonMark does."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        # In a list item such a line only continues the item.
        state = self.parser.state
        return not (state.isstate("list") or state.isstate("looselist")) and bool(
            _LIST_LINE.search(block)
        )

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        before, after = _LIST_LINE.split(blocks.pop(0), maxsplit=1)
        blocks[:0] = [before, after]


class _Address(InlineProcessor):
    """Makes a link of a bare web address."""

    ANCESTOR_EXCLUDES: ClassVar[tuple[str, ...]] = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        address = bare_address(m[0])
        if self._within_html(data[max(m.start() - _LOOK_BACK, 0) : m.start()]):
            return None, None, None
        link = ElementTree.Element("a", href=address.replace("&amp;", "&"))
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)

    def _within_html(self, before: str) -> bool:
        """Whether an author's own `<a>` or `<code>` is open."""
        opened = False
        for found in HTML_PLACEHOLDER_RE.finditer(self.unescape(before)):
            tag = _NO_LINKS_WITHIN.match(str(self.md.htmlStash.rawHtmlBlocks[int(found[1])]))
            opened = not tag[1] if tag else opened
        return opened


class _SourceReference(InlineProcessor):
    """Takes `[^name]` for a source of the record where no footnote has that name."""

    ANCESTOR_EXCLUDES: ClassVar[tuple[str, ...]] = ("a",)

    def __init__(self, dialect: Dialect, md: Markdown) -> None:
        super().__init__(_SOURCE, md)
        self._dialect = dialect

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        attributes = {"class": f"{self._dialect.mark}source", "href": f"#{m[1]}"}
        return ElementTree.Element("a", attributes), m.start(), m.end()


class _Footnotes(FootnoteExtension):
    """Footnotes with numbers for ids, whatever authors call them."""

    def reset(self) -> None:
        super().reset()
        self._numbers: dict[str, int] = {}

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802
        super().setFootnote(id, text)
        self._numbers.setdefault(id, len(self._numbers) + 1)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """The same ids as the library gives, without trying all that are taken."""
        if not found:
            return reference
        self.found_refs[reference] = count = self.found_refs.get(reference, 0) + 1
        return reference.replace("-", f"{_repeated(count)}-", 1)

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802 - the library's names
        return f"fn-{self._numbers[id]}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        return self.unique_ref(f"fnref-{self._numbers[id]}", found)

    def findFootnotesPlaceholder(self, root: ElementTree.Element) -> None:  # noqa: N802
        """Footnotes always stand at the end."""


class _Marks(Treeprocessor):
    """Replaces styles by classes and marks what the conversion made itself."""

    def __init__(self, dialect: Dialect, md: Markdown) -> None:
        super().__init__(md)
        self._dialect = dialect

    def run(self, root: ElementTree.Element) -> None:
        mark = self._dialect.mark
        for element in root.iter():
            if element.tag in ("td", "th"):
                if aligned := _ALIGNMENT.match(element.attrib.pop("style", "")):
                    element.set("class", f"{mark}align-{aligned[1]}")
            elif element.tag == "div" and element.get("class") == "footnote":
                _number(root, element, mark)
                return


def _number(root: ElementTree.Element, notes: ElementTree.Element, mark: str) -> None:
    """Make the block of footnotes a section, numbered in the order of the references to them."""
    numbers: dict[str, int] = {}
    references: Counter[int] = Counter()
    for reference in root.iter("sup"):
        number = numbers.setdefault(_name(reference.get("id", "")), len(numbers) + 1)
        references[number] += 1
        reference.set("id", f"{mark}fnref{_repeated(references[number])}-{number}")
        link = reference[0]
        link.text = str(number)
        link.attrib.update({"href": f"#fn-{number}", "class": f"{mark}footnote-ref"})
    notes.tag = "section"
    notes.set("class", f"{mark}footnotes")
    items = notes.findall("ol/li")
    for child in list(notes):
        notes.remove(child)
    ordered = ElementTree.SubElement(notes, "ol")
    for item in items:
        number = numbers.setdefault(_name(item.get("id", "")), len(numbers) + 1)
        item.set("id", f"{mark}fn-{number}")
        _link_back(item, number, references[number], mark)
    ordered.extend(sorted(items, key=lambda item: int(_name(item.get("id", "")))))


def _link_back(item: ElementTree.Element, number: int, references: int, mark: str) -> None:
    """Let the links at the end of a footnote lead to its references, one to each."""
    for block in list(item.iter()):
        links = [link for link in block.findall("a") if link.get("class") == "footnote-backref"]
        for index, link in enumerate(links, start=1):
            if index > references:
                # Nothing refers to this footnote.
                block.remove(link)
            else:
                address = f"#fnref{_repeated(index)}-{number}"
                link.attrib.update({"href": address, "class": f"{mark}footnote-backref"})


def _name(id: str) -> str:
    return id.rpartition("-")[2]


def _repeated(index: int) -> str:
    return str(index) if index > 1 else ""
