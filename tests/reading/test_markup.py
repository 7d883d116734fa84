"""Markdown becomes safe HTML, with addresses taken out and headings given anchors."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading import markup
from generator.reading.dialect import Dialect
from generator.reading.lists import with_nesting
from generator.reading.markup import to_body
from generator.records.types import HOLE, BodyLink


def html(text: str, language: str = "vi") -> str:
    return to_body(text, language, "f.md").html.strip()


def flat(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", html(text))


def test_paragraphs_and_emphasis():
    """Ordinary Markdown gives ordinary HTML."""
    assert html("Một *hai* **ba**\n`<b>`") == (
        "<p>Một <em>hai</em> <strong>ba</strong>\n<code>&lt;b&gt;</code></p>"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", "<p>“Ba sẵn sàng” và ‘một’</p>"),
        ("en-GB", "<p>“Ba sẵn sàng” và ‘một’</p>"),
        ("fr", "<p>«\u00a0Ba sẵn sàng\u00a0» và ‘một’</p>"),
        ("de", "<p>„Ba sẵn sàng“ và ‘một’</p>"),
    ],
)
def test_quotation_marks_follow_the_language(language, expected):
    """Straight quotes become those of the language, apostrophes stay apostrophes."""
    assert html("\"Ba sẵn sàng\" và 'một'", language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"*Tên*", "[x](http://a.vn)"', '“<em>Tên</em>”, “<a href="http://a.vn">x</a>”'),
        ("\"'a' b\"", "“‘a’ b”"),
        ("it's the '90s ('a')", "it’s the ’90s (‘a’)"),
        ("1 -- 2 --- 3 ... ----", "1 – 2 — 3 … ----"),
        ('`"--"` <kbd>\'</kbd> <http://a.vn/--x>', None),
    ],
)
def test_typography_sees_through_tags(text, expected):
    """What stands before a quote decides, also across tags; code and addresses stay as written."""
    code = (
        '<code>"--"</code> <kbd>\'</kbd> <a href="http://a.vn/--x">http://a.vn/--x</a>'
        if expected is None
        else expected
    )

    assert html(text) == f"<p>{code}</p>"


def test_tables_are_aligned_by_class():
    """The alignment of columns needs no inline style."""
    table = flat("| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |")

    assert '<th class="align-left">a</th><th class="align-center">b</th>' in table
    assert '<td class="align-right">3</td><td>4</td>' in table
    assert "style" not in table


def test_definitions_and_code():
    """Definition lists and fenced code are understood; code is left alone."""
    assert flat("A\n:   b") == "<dl><dt>A</dt><dd>b</dd></dl>"
    assert html('```py\n- "a" http://b.vn\n```') == ('<pre><code>- "a" http://b.vn\n</code></pre>')


def test_a_list_may_begin_below_text():
    """A bullet or the number 1 on the line after a paragraph begins a list."""
    assert flat("A:\n- b\n- c") == "<p>A:</p><ul><li>b</li><li>c</li></ul>"
    assert flat("A:\n1. b\n2. c") == "<p>A:</p><ol><li>b</li><li>c</li></ol>"
    assert flat("> A:\n> * b") == "<blockquote><p>A:</p><ul><li>b</li></ul></blockquote>"
    assert flat("A\n1961. b") == "<p>A1961. b</p>"
    assert flat("    a\n    - b") == "<pre><code>a- b</code></pre>"


def test_a_list_may_begin_with_any_number():
    """The first number is kept; bullets do not join a numbered list."""
    assert flat("3. a\n4. b\n- c") == '<ol start="3"><li>a</li><li>b</li></ol><ul><li>c</li></ul>'


@pytest.mark.parametrize("indent", [2, 3, 4])
def test_lists_nest_by_two_spaces_or_more(indent):
    """Whatever the indentation, an indented item belongs to the item above it."""
    step = " " * indent
    text = f"- a\n{step}- b\n{step}{step}- c\n{step}- d\n- e\n\n{step}f\n\ng"

    assert flat(text) == (
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li>"
        "<li><p>e</p><p>f</p></li></ul><p>g</p>"
    )


def test_what_only_looks_like_a_list_stays():
    """Rules, code in items and lines that continue an item are not indented anew."""
    lines = ["- a", "  lazy", "", "            - code", "", "* * *", "", "     - code"]

    assert with_nesting(lines) == lines
    assert with_nesting(["- a", " - b", "1. c"]) == ["- a", "- b", "", "1. c"]
    assert flat("- a\n  1. b") == "<ul><li>a<ol><li>b</li></ol></li></ul>"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Xem https://a.vn/b_c_d?x=1&y=2.", "https://a.vn/b_c_d?x=1&amp;y=2"),
        ("(http://a.vn/b_(c))", "http://a.vn/b_(c)"),
        ("*HTTP://a.vn/*,", "HTTP://a.vn/"),
        ("http://a.vn/?q=1&amp;r!?", "http://a.vn/?q=1&amp;r"),
        ("“http://a.vn/…”", "http://a.vn/"),
        ("<http://a.vn/b>", "http://a.vn/b"),
    ],
)
def test_bare_addresses_become_links(text, address):
    """Punctuation behind an address is no part of it, balanced brackets are."""
    assert f'<a href="{address}">{address}</a>' in html(text)


@pytest.mark.parametrize(
    "text",
    [
        "`http://a.vn`",
        "    http://a.vn",
        "xhttp://a.vn http:// http://,",
        "<code>http://a.vn</code>",
    ],
)
def test_other_addresses_stay_text(text):
    """There are no links in code, in words and for addresses without a host."""
    assert "<a" not in html(text)


@pytest.mark.parametrize(
    "text", ["[http://a.vn](http://b.vn)", '<a href="http://b.vn">http://a.vn</a>']
)
def test_links_hold_no_links(text):
    """The words of a link may be an address."""
    assert html(text) == '<p><a href="http://b.vn">http://a.vn</a></p>'


def test_headings_are_shifted_below_the_title():
    """With an h1 all move down one level, at most to h6; without one they stay."""
    body = to_body("# A\n\n## B\n\n###### C\n", "vi", "f")

    assert body.headings == ((2, "s-a", "A"), (3, "s-b", "B"), (6, "s-c", "C"))
    assert '<h2 id="s-a">A</h2>' in body.html
    assert to_body("## B\n\n#### D", "vi", "f").headings == ((2, "s-b", "B"), (4, "s-d", "D"))


def test_anchors_are_ascii_and_unique():
    """Vietnamese letters lose their marks; repeated headings are numbered."""
    body = to_body(
        '## Đại hội *"1"*\n## Đại hội 1\n## 2\n## A\n## A-2\n## A\n## !\n[^1] x', "vi", "f"
    )

    assert [anchor for _, anchor, _ in body.headings] == [
        "s-dai-hoi-1",
        "s-dai-hoi-1-2",
        "s-2",
        "s-a",
        "s-a-2",
        "s-a-3",
        "s-section",
    ]
    assert body.headings[0][2] == "Đại hội “1”"


def test_links_within_the_page_are_left_to_be_looked_for():
    """A jump to a heading is a link like any other; one to the head of the page stays."""
    assert to_body("[x](#muc-tieu)", "vi", "a.md").links[0].target == "#muc-tieu"
    assert 'href="#"' in html("[x](#)")


def test_footnotes_are_numbered_as_they_are_referred_to():
    """Numbers, ids and ways back fit together, whatever authors call their notes."""
    body = to_body(
        "## T[^a]\n\nx[^b b] y[^a]\n\n[^none]: N\n[^b b]: B\n[^a]: A\n\n    - l\n", "vi", "f"
    )
    text = re.sub(r"\s*\n\s*", "", body.html)

    assert '<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup></h2>' in text
    assert '<p>x<sup id="fnref-2"><a class="footnote-ref" href="#fn-2">2</a></sup>' in text
    assert '<sup id="fnref2-1"><a class="footnote-ref" href="#fn-1">1</a></sup></p>' in text
    assert text.endswith("</ol></section>")
    notes = text[text.index('<section class="footnotes"><ol><li id="fn-1">') :]
    assert notes.index("A") < notes.index("B") < notes.index("N")
    back = '<a class="footnote-backref" href="#{}" aria-label="Trở lại chỗ chú thích {}">↩</a>'
    assert back.format("fnref-1", 1) + back.format("fnref2-1", 1) in notes
    assert back.format("fnref-2", 2) in notes
    assert notes.count("↩") == 3
    assert body.headings == ((2, "s-t", "T"),)


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "Back to reference 1"), ("lo", "Back to reference 1"), ("de", "Zurück zum Verweis 1")],
)
def test_the_way_back_is_labelled_in_the_language(language, label):
    """Languages without a label of their own have the English one."""
    assert f'aria-label="{label}"' in html("a[^1]\n\n[^1]: b", language)


def test_names_that_no_footnote_has_are_sources():
    """Each with its first place; their numbers come later, and are no words."""
    body = to_body("a[^bao-1] b[^n]\n\n## T[^so]\n\n[^n]: c [d[^bao-1]](x.md)\n", "en", "f", 5)
    number = "\x03bao-1\x03"

    assert [(each.target, each.line, each.column) for each in body.cited] == [
        ("bao-1", 5, 2),
        ("so", 7, 5),
    ]
    assert (
        f'a<sup class="src"><a href="#source-{number}" aria-label="Source {number}">[{number}]'
        "</a></sup> b<sup id="
    ) in body.html
    assert body.headings == ((2, "s-t", "T"),)
    assert body.words == 5


@pytest.mark.parametrize("text", ["[^a b]", "[^]", "`[^a]`", "\\[^a]", "[^a!]", "[a^b]"])
def test_what_only_looks_like_a_source_stays_text(text):
    """Code, escaped brackets, and what could not be the name of a source."""
    assert to_body(text, "vi", "f").cited == ()


def test_links_into_the_content_become_holes():
    """Relative targets and all pictures are recorded with their places, in the order of holes."""
    text = (
        "a.md [x](a.md) và [y](<../b c.md#d>)\n\n![Ảnh](h.png 'T') ![](http://e.vn/i.png)\n"
        '[r][] <a href="/z&amp;y">z</a> [e]()\n\n[^1] [k](a.md)\n\n'
        "[^1]: [n](n.md)\n[r]: r.md\n"
    )
    body = to_body(text, "vi", "f", 11)

    assert body.links == (
        BodyLink("a.md", 11, 10),
        BodyLink("../b c.md#d", 11, 24),
        BodyLink("h.png", 13, 8, picture=True),
        BodyLink("http://e.vn/i.png", 13, 23, picture=True),
        BodyLink("r.md", 19, 6),
        BodyLink("/z&y", 14, 16),
        BodyLink("", 14, 36),
        BodyLink("a.md", 16, 10),
        BodyLink("n.md", 18, 11),
    )
    assert body.html.count(HOLE) == 9
    assert f'<img src="{HOLE}" alt="Ảnh" title="T">' in body.html
    assert f'<a href="{HOLE}">x</a>' in body.html


def test_a_target_that_is_not_found_has_the_first_line():
    """An address that was escaped in the text is still recorded."""
    assert to_body("\n[x](a\\*b.md)", "vi", "f", 7).links == (BodyLink("a*b.md", 7, 1),)


@pytest.mark.parametrize(
    "target",
    [
        "//e.vn",
        "\\\\\\\\e.vn",
        "/\\\\e.vn",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#9;script:alert(1)",
        "java&#1;script:alert(1)",
        "&#1;javascript:alert(1)",
        "&#32;//e.vn",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
    ],
)
def test_addresses_that_must_not_be_followed_are_dropped(target):
    """Only the words of such a link and the alternative text of such a picture are left."""
    body = to_body(f"[words]({target}) ![tranh]({target})", "vi", "f")
    raw = to_body(f'<a href="{target}">words</a> <img alt="tranh" src="{target}">', "vi", "f")

    for found in (body, raw):
        if found.links:
            # Made harmless by a sign that cannot be in a scheme: a file that does not exist.
            assert all("\ufffd" in link.target for link in found.links)
        else:
            assert found.html.strip() == "<p>words tranh</p>"


def test_kept_addresses():
    """Web, mail and telephone addresses are links; rel and target are not needed."""
    for address in ("https://a.vn/", "mailto:a@b.vn", "tel:+84-1"):
        assert html(f"[x]({address})") == f'<p><a href="{address}">x</a></p>'
    assert html("<a@b.vn>") == '<p><a href="mailto:a@b.vn">a@b.vn</a></p>'
    assert html("![x](mailto:a@b.vn) ![<](#y)") == "<p>x &lt;</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <script>alert(1)</script> b", "<p>a  b</p>"),
        ("<style>p{}</style>", ""),
        ("<SCRIPT SRC=//e.vn></SCRIPT>x", "<p>x</p>"),
        ("<img src=x onerror=alert(1) style=x srcset=y>", f'<p><img src="{HOLE}"></p>'),
        ("<p onclick=x id=s-a class=footnotes style=color:red>y</p>", "<p>y</p>"),
        ("<svg onload=x><a>y</a></svg>", "<p></p>"),
        ('<iframe srcdoc="<script>x</script>"></iframe>', ""),
        ("<div><h2 id=a>T</h2></div>", '<h2 id="s-t">T</h2>'),
        ("<form action=x><input name=y>z</form>", "z"),
        ('<abbr title="a&quot;b" lang=x>y</abbr>', '<p><abbr title="a&quot;b">y</abbr></p>'),
        ("<ol start=x><li id=fn-1>y</li></ol>", "<ol><li>y</li></ol>"),
        ("x <sup id=fnref-1><a class=footnote-ref href=#fn-1>1</a></sup>", None),
        ("<!-- x --><?php y ?>", ""),
        ("<h2>a<em><h3>b</h3></em>c</h2>", None),
    ],
)
def test_html_of_authors_is_sanitised(text, expected):
    """Scripts, styles, handlers, ids, classes and unknown tags go, harmless tags stay."""
    found = html(text)

    if expected is None:
        assert "fnref" not in found
        assert " class" not in found
        assert found.count("<h") == found.count("</h")
    else:
        assert found == expected


def test_broken_html_cannot_take_over_marks():
    """A tag that is never closed may swallow a footnote's class, but gains nothing by it."""
    body = to_body('[^x] <a href="\n[^x]: <a href="../x --a\n', "vi", "f")

    assert 'class="footnotes" href' not in body.html
    assert body.html.count(HOLE) == len(body.links)


def test_placeholders_of_the_converter_are_text():
    """Control characters are left out, also those written as entities."""
    text = "a\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03 &#2;wzxhzdk:0&#3; &#0; \x00 <b>x</b>"
    found = html(text)

    assert found.startswith("<p>awzxhzdk:0 klzzwxh:0001 \ufffdwzxhzdk:0\ufffd \ufffd  ")
    assert HOLE not in found


def test_words_are_counted_as_readers_see_them():
    """Tags, addresses and numbers of footnotes are no words."""
    body = to_body("# Một *hai*ba\n- [bốn](a.md)\n- năm[^1] <b>s</b>áu\n\n[^1]: bảy", "vi", "f")

    assert body.words == 6


def test_text_that_is_nested_too_deeply_is_shown_plainly(monkeypatch):
    """When the converter gives up, the text is shown as it was written."""

    class Deep:
        def reset(self):
            return self

        def convert(self, text):
            raise RecursionError

    monkeypatch.setattr(markup._LOCAL, "made", (Deep(), Dialect()))

    assert html("a <b>\n \n[x](y)") == "<p>a &lt;b&gt;</p>\n<p>[x](y)</p>"
    assert html("[x](http://y.vn)") == '<p><a href="http://y.vn">x</a></p>'


@pytest.mark.parametrize("text", [">" * 4000, "- " * 2000, "<em>" * 3000, "*a " * 3000])
def test_deep_nesting_never_raises(text):
    """The recursion of the converter ends in text, not in an error."""
    assert to_body(text, "vi", "f").links == ()


ALLOWED = {
    "a": {"href", "class", "aria-label"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id", "class"},
    "td": {"class"},
    "th": {"class"},
    "section": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
NASTY_PIECES = (
    '# |## |- |1. |  |    |\n|\n\n|> |```|`|*|**|_|[|](|a.md|)|![|[^1]|\n[^1]: |<|>|<a href="|"|\''
    "|javascript:|&#106;avascript:|data:text/html,|//e.vn|http://a.vn/(|<script>|</script>"
    "|<svg onload=x>|<img src=x onerror=alert(1)>|<p id=s-a onclick=x>|<style>|</style>|<!--|-->"
    "|<![CDATA[|]]>|<?php|<!DOCTYPE|<![|\x02|\x03|wzxhzdk:0|klzzwxh:0001|&#2;|&#3;|&#0;|&nbsp;|---"
    "|===|:   def|\t|ấ|...|<div>|<h1>|<h2><em><h3>|</h2>|<table>|<td>|<pre>|<textarea>|<title>"
    '|<iframe srcdoc="|<math><mtext>|<noscript>|<li id="fn-1">|<section class=footnotes>|\\|\\"'
    '|[a]: b.md "t"|[a][]|<a@b.vn>|<http://x>|<a href=//x>|<a href=" javascript:x">'
    '|<a href="java&#1;script:x">|<ol start=5>|\ud800|\u2028|<b'
)


class Checker(HTMLParser):
    """Collects what must not be in a body."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[object] = []
        self.open: list[str] = []
        self.ids: list[str | None] = []

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "style", "svg", "iframe", "h1", "div"}:
            self.bad.append(tag)
        for name, value in attrs:
            if name not in ALLOWED.get(tag, ()):
                self.bad.append((tag, name))
            safe = r"#|https?:|mailto:|tel:|\x00$"
            if name in {"href", "src"} and not re.match(safe, value, re.IGNORECASE):
                self.bad.append(value)
            if name == "id":
                self.ids.append(value)
        if tag not in {"br", "hr", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"</{tag}>")


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(NASTY_PIECES.split("|")), max_size=40).map("".join),
    st.sampled_from(["vi", "en", "fr", "de"]),
)
def test_any_text_gives_safe_html(text, language):
    """No text raises; tags are balanced and allowed, ids unique, and every hole has its link."""
    body = to_body(text, language, "f", 3)
    checker = Checker()
    checker.feed(body.html)
    checker.close()

    assert checker.bad == []
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids))
    assert body.html.count(HOLE) == len(body.links)
    assert all(link.line >= 3 and link.column >= 1 for link in body.links)


def test_entities_cannot_turn_the_text_around():
    """What turns the direction is taken out, however it is written."""
    assert "<p>abc</p>" in to_body("a&#x202e;b\u2066c", "vi", "f").html
