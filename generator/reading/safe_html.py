"""HTML that may be shown: what is not on a list of allowed things is taken out."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

import nh3

from generator.reading.slugs import slug
from generator.reading.typography import typographer
from generator.reading.unseen import TURNING
from generator.records.types import CITED, HOLE

_INLINE = {"a", "abbr", "cite", "code", "del", "em", "ins", "kbd", "mark"}
_INLINE |= {"q", "s", "small", "strong", "sub", "sup"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_BLOCKS = {"p", "br", "hr", "blockquote", "pre", "img", "section", "figure", "figcaption"}
_TAGS = _INLINE | _HEADINGS | _LISTS | _TABLES | _BLOCKS
_VERBATIM = {"code", "pre", "kbd"}
_ATTRIBUTES = {
    "a": {"href", "class"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
    "section": {"class"},
}
_NOT_SHOWN = {"script", "style", "template", "svg", "math"}
_SCHEMES = ("http", "https", "mailto", "tel")

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s"=<>]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([^\s"=<>]+)="([^"]*)"')
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_IGNORED_IN_URLS = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"\d{1,9}")
# What the conversion makes. Broken HTML of an author can put a mark on another element.
_IDS = {"li": re.compile(r"fn-\d+"), "sup": re.compile(r"fnref\d*-\d+")}
_ALIGNED = re.compile(r"align-(left|center|right)")
_CLASSES = {"td": _ALIGNED, "th": _ALIGNED, "section": re.compile("footnotes")}
_REFERENCE = re.compile(r"#fn(?P<back>ref\d*)?-(?P<number>\d+)")
_WORD = re.compile(r"\w+")

_BACK = {
    "vi": "Trở lại chỗ chú thích {n}",
    "en": "Back to reference {n}",
    "fr": "Retour à l’appel de note {n}",
    "de": "Zurück zum Verweis {n}",
}
_SOURCE = {
    "vi": "Nguồn {n}",
    "en": "Source {n}",
    "fr": "Source {n}",
    "de": "Quelle {n}",
}


class SafeHtml:
    """One sanitised text, with addresses taken out and headings given anchors.

    Args:
        text: Any HTML.
        mark: What ids and classes begin with that are to be kept.
        language: The language of labels.
        hole: Called with each address that is replaced by `HOLE`, and whether it is a picture's.
        cite: Called with each source that is referred to.
    """

    def __init__(
        self,
        text: str,
        mark: str,
        language: str,
        hole: Callable[[str, bool], None],
        cite: Callable[[str], None],
    ) -> None:
        self.headings: list[tuple[int, str, str]] = []
        self._mark = mark
        spoken = language.partition("-")[0]
        self._back = _BACK.get(spoken, _BACK["en"])
        self._source = _SOURCE.get(spoken, _SOURCE["en"])
        self._hole = hole
        self._cite = cite
        self._out: list[str] = []
        self._spoken: list[str] = []
        self._anchors: set[str] = set()
        self._repeated: Counter[str] = Counter()
        self._closings: list[str] = []
        self._open_headings: list[tuple[int, int]] = []
        self._in_reference = False
        self._verbatim = 0
        self._before = ""
        self._set = typographer(language)
        clean = _CONTROL.sub("\ufffd", _cleaner().clean(text)).replace("&nbsp;", "\u00a0")
        clean = TURNING.sub("", clean)
        self._shift = int("<h1>" in clean)
        self._read(clean)

    @property
    def html(self) -> str:
        return "".join(self._out)

    @property
    def words(self) -> int:
        return len(_WORD.findall(html.unescape("".join(self._spoken))))

    def _read(self, clean: str) -> None:
        place = 0
        for found in _TAG.finditer(clean):
            self._say(clean[place : found.start()])
            place = found.end()
            closing, tag, attributes = found.groups()
            if tag not in _INLINE:
                self._spoken.append(" ")
                self._before = ""
            if tag in _VERBATIM:
                self._verbatim += -1 if closing else 1
            if closing:
                self._close(tag)
            elif tag in _HEADINGS:
                self._open_headings.append((len(self._out), len(self._spoken)))
                self._out.append("")
            else:
                self._out.append(self._open(tag, dict(_ATTRIBUTE.findall(attributes))))
        self._say(clean[place:])

    def _say(self, text: str) -> None:
        if not text:
            return
        last = text[-1]
        if not self._verbatim and not text.startswith(("http://", "https://")):
            text = self._set(text, self._before)
        self._before = last
        self._out.append(text)
        # The number of a footnote is no word of the text or of a heading.
        if not self._in_reference:
            self._spoken.append(text)

    def _open(self, tag: str, attributes: Mapping[str, str]) -> str:
        if tag == "a":
            marked, role = self._marked(attributes.get("class", ""))
            if marked and role == "source":
                self._closings.append("</a></sup>")
                return self._citation(attributes["href"].removeprefix("#"))
            opened = self._link(attributes)
            self._closings.append("</a>" if opened else "")
            return opened
        if tag == "img":
            return self._picture(attributes)
        if not attributes:
            return f"<{tag}>"
        kept = {name: value for name, value in attributes.items() if name == "title"}
        for name, allowed in (("id", _IDS), ("class", _CLASSES)):
            marked, value = self._marked(attributes.get(name, ""))
            if marked and tag in allowed and allowed[tag].fullmatch(value):
                kept[name] = value
        if _WHOLE_NUMBER.fullmatch(attributes.get("start", "")):
            kept["start"] = attributes["start"]
        self._in_reference = tag == "sup" and "id" in kept
        return _tag(tag, kept)

    def _marked(self, value: str) -> tuple[bool, str]:
        return value.startswith(self._mark), value.removeprefix(self._mark)

    def _close(self, tag: str) -> None:
        if tag == "a":
            self._out.append(self._closings.pop())
        elif tag in _HEADINGS:
            self._end_heading(int(tag[1]))
        else:
            self._in_reference = False
            self._out.append(f"</{tag}>")

    def _end_heading(self, written: int) -> None:
        level = min(max(written + self._shift, 2), 6)
        opened, spoken = self._open_headings.pop()
        words = " ".join(html.unescape("".join(self._spoken[spoken:])).split())
        anchor = self._anchor(words)
        self.headings.append((level, anchor, words))
        self._out[opened] = f'<h{level} id="{anchor}">'
        self._out.append(f"</h{level}>")

    def _anchor(self, words: str) -> str:
        wanted = "s-" + (slug(words) or "section")
        anchor = wanted
        while anchor in self._anchors:
            self._repeated[wanted] += 1
            anchor = f"{wanted}-{self._repeated[wanted] + 1}"
        self._anchors.add(anchor)
        return anchor

    def _link(self, attributes: Mapping[str, str]) -> str:
        """The opening tag, or nothing where only the words are to be left."""
        if "href" not in attributes:
            return ""
        marked, _ = self._marked(attributes.get("class", ""))
        reference = _REFERENCE.fullmatch(attributes["href"])
        if marked and reference:
            return self._footnote_link(reference)
        address = _address(attributes["href"])
        if address is None:
            return ""
        if address.startswith("#"):
            # To the head of the page, or to a heading that must be looked for.
            if len(address) == 1:
                return _tag("a", {"href": "#"})
        elif _SCHEME.match(address):
            return _tag("a", {"href": html.escape(address)})
        self._hole(address, False)
        return f'<a href="{HOLE}">'

    def _footnote_link(self, reference: re.Match[str]) -> str:
        if not reference["back"]:
            return _tag("a", {"class": "footnote-ref", "href": reference[0]})
        label = self._back.replace("{n}", reference["number"])
        kept = {"class": "footnote-backref", "href": reference[0], "aria-label": label}
        return _tag("a", kept)

    def _citation(self, source: str) -> str:
        """The number of a source as figures have it; planning knows which number."""
        self._cite(source)
        number = f"{CITED}{source}{CITED}"
        link = {"href": f"#source-{number}", "aria-label": self._source.replace("{n}", number)}
        return f'<sup class="src">{_tag("a", link)}[{number}]'

    def _picture(self, attributes: Mapping[str, str]) -> str:
        """The picture, or its alternative text where it has no address of a file."""
        address = _address(attributes["src"]) if "src" in attributes else None
        if address is None or address.startswith(("#", "mailto:", "tel:")):
            return attributes.get("alt", "").replace("<", "&lt;").replace(">", "&gt;")
        self._hole(address, True)
        kept = {name: attributes[name] for name in ("alt", "title") if name in attributes}
        return _tag("img", {"src": HOLE, **kept})


def _address(escaped: str) -> str | None:
    """Read an address as a browser does; None if it leads where it must not."""
    address = _IGNORED_IN_URLS.sub("", html.unescape(escaped)).strip(" ")
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in _SCHEMES:
        return None
    return None if address.replace("\\", "/").startswith("//") else address


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    """A tag; the values must be escaped already."""
    return "".join((f"<{name}", *(f' {key}="{value}"' for key, value in attributes.items()), ">"))


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags=_NOT_SHOWN,
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
