"""Drawings with what draws, and nothing that runs, moves or loads."""

from __future__ import annotations

import pytest

from generator.media.drawing import MAX_BYTES, MAX_DEPTH, Unclean, clean

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def cleaned(inner: str, attributes: str = "") -> str:
    """What is left of the inner part of a drawing."""
    data = clean(f"<svg {NAMESPACES}{attributes}>{inner}</svg>".encode()).data.decode()
    assert data.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    return data.partition(">")[2].removesuffix("</svg>\n")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<script xlink:href='http://a.vn/x.js'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>x</body></foreignObject>",
        "<html:script xmlns:html='http://www.w3.org/1999/xhtml'>alert(1)</html:script>",
        "<image href='http://a.vn/x.png'/>",
        "<a href='javascript:alert(1)'><path d='M0 0'/></a>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='x' values='0;9'/>",
        "<iframe src='http://a.vn/'/>",
        "<filter><feImage href='http://a.vn/x.png'/></filter>",
        "<!-- <script>alert(1)</script> -->",
        "<?xml-stylesheet href='http://a.vn/x.css'?>",
    ],
)
def test_hostile_elements_go(hostile):
    """With all that is in them; what stands beside them stays."""
    left = cleaned(f"{hostile}<path d='M0 0h1'/>").removeprefix("<filter></filter>")

    assert left == '<path d="M0 0h1"></path>'


@pytest.mark.parametrize(
    "hostile",
    [
        "onload='alert(1)'",
        "OnClick='alert(1)'",
        "href='http://a.vn/x.svg#a'",
        "xlink:href='javascript:alert(1)'",
        "xlink:href='data:image/svg+xml,x'",
        "fill='url(http://a.vn/x.svg#a)'",
        "style='background: url(&quot;http://a.vn/&quot;)'",
        "style='fill: u\\72l(http://a.vn/)'",
        "style='fill: url(#a), url(//a.vn/)'",
        "style='x: image-set(\"http://a.vn/x.png\" 1x)'",
        "mask='URL( http://a.vn/#a )'",
        "unknown='1'",
        "xml:base='http://a.vn/'",
    ],
)
def test_hostile_attributes_go(hostile):
    """Whatever runs, loads or is not known."""
    assert cleaned(f"<use id='b' {hostile}/>") == '<use id="b"></use>'


@pytest.mark.parametrize(
    "rules",
    [
        "@import 'http://a.vn/x.css';",
        "a { fill: url(http://a.vn/x) }",
        "a { fill: url(/**/http://a.vn/x) }",
        "a { fill: \\75rl(http://a.vn/x) }",
        "@font-face { src: url(x) }",
    ],
)
def test_rules_that_load_something_go(rules):
    """All of them, since what is left might say something else."""
    assert cleaned(f"<style><![CDATA[{rules}]]></style>") == "<style></style>"


def test_what_draws_stays():
    """Gradients, parts that are used again, rules, words and their signs."""
    drawing = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"></stop></linearGradient>'
        '<path id="p" d="M0 0h9"></path></defs><style>.a{fill:url(#g)}</style>'
        '<use href="#p" style="fill:url(#g)"></use><text x="1">Đơn vị A &amp; B &lt; C</text>'
    )

    assert cleaned(drawing) == drawing
    assert cleaned('<use xlink:href="#p"/>') == '<use href="#p"></use>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "broken"),
        (b"<svg>", "broken"),
        (b"<svg/>", "broken"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "broken"),
        (b"<?xml version='1.0' encoding='nope'?><svg/>", "broken"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", "entities"),
        (b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg/>", "entities"),
        (b" " * (MAX_BYTES + 1), "large"),
        (f"<svg {NAMESPACES}>{'<g>' * MAX_DEPTH}".encode(), "deep"),
    ],
)
def test_what_is_no_drawing(data, why):
    """Broken, bottomless or of another kind."""
    with pytest.raises(Unclean) as found:
        clean(data)

    assert found.value.why == why


def levels(tag: str, use: str, count: int) -> str:
    """A drawing of parts each of which uses the one before ten times."""
    parts = [f"<{tag} id='l0'><path/></{tag}>"]
    for n in range(1, count):
        parts.append(f"<{tag} id='l{n}'>{use.format(n - 1)}</{tag}>")
    return "".join(parts) + use.format(count - 1)


@pytest.mark.parametrize(
    ("tag", "use"),
    [
        ("g", "<use xlink:href='#l{0}'/>" * 10),
        ("symbol", "<use href='#l{0}'/>" * 10),
        ("pattern", "<path fill='url(#l{0})'/>" * 10),
        ("mask", "<path style='mask: URL( \"#l{0}\" )'/>" * 10),
        ("clipPath", "<path clip-path='url(#l{0})'/>" * 10),
        ("marker", f"<path d='{'h9' * 10}' marker-mid='url(#l{{0}})'/>"),
    ],
)
def test_parts_are_used_again_within_bounds(tag, use):
    """Some thousand times they stay; where each level makes it ten times more there is an end."""
    assert cleaned(levels(tag, use, 4)).count("#l3") == use.count("#l{0}")
    with pytest.raises(Unclean) as found:
        cleaned(levels(tag, use, 9))

    assert found.value.why == "repeats"


@pytest.mark.parametrize(
    "inner",
    [
        "<g id='a'><use href='#a'/></g>",
        "<use id='a' href='#a'/>",
        "<g id='a'><use href='#b'/></g><g id='b'><g><use xlink:href='#a'/></g></g>",
        "<g id='a'><g id='c'><use href='#b'/></g></g><path id='b' mask='url(#a)'/>",
    ],
)
def test_parts_within_themselves_are_refused(inner):
    """They would be drawn for ever."""
    with pytest.raises(Unclean) as found:
        cleaned(inner)

    assert found.value.why == "repeats"


def test_large_drawings_and_colours_that_many_share_are_no_repeats():
    """A map of thousands of places, each in the colours of one gradient."""
    gradient = f"<linearGradient id='g'>{'<stop/>' * 30}</linearGradient>"
    places = "<path fill='url(#g)'/>" * 30_000

    assert cleaned(gradient + places).count("<path") == 30_000
    assert cleaned("<g/>" * 120_000).count("<g>") == 120_000


def test_arrows_at_the_ends_of_long_lines_are_no_repeats():
    """Only in its middle a line has a marker at each point; a colour may take over from itself."""
    arrow = "<marker id='marker-a'><path d='M0 0'/></marker>"
    line = f"<path d='{'L1 1' * 60_000}' marker-end='url(#marker-a)'{{}}/>"
    own = "<linearGradient id='g' href='#g'/>"

    assert cleaned(arrow + line.format("") + own).count("<path") == 2
    assert "style" in cleaned(arrow + line.format(" style='marker-end: url(#marker-a)'"))
    for middle in ("marker-mid='url(#marker-a)'", "style='marker: url(#marker-a)'"):
        with pytest.raises(Unclean):
            cleaned(arrow + line.format(f" {middle}"))


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        (".a{i}{{fill:url(#p{j})}}", "<rect class='b a{i}'/>"),
        ("#b .a{i}, q{{x:y;mask:url('#p{j}')}}", "<rect class='a{i}'/>"),
        ("rect{{clip-path:url(#p{j})}}", "<rect/>"),
        ("*{{fill:url(#p{j})}}", "<rect/>"),
    ],
)
def test_what_rules_paint_with_counts(rule, element):
    """Patterns in patterns, as deep and often as one likes, in a few kilobytes."""
    levels = "".join(
        f"<pattern id='p{each}'>{element.format(i=each) * 10}</pattern>" for each in range(9)
    )
    rules = "".join(rule.format(i=each, j=each + 1) for each in range(8))
    with pytest.raises(Unclean) as found:
        cleaned(f"<style>{rules}</style>{levels}<rect fill='url(#p0)'/>")

    assert found.value.why == "repeats"


def test_rules_may_name_what_many_elements_are_cut_by():
    """As programs for drawing write it."""
    clips = "".join(f"<clipPath id='c{each}'><path/></clipPath>" for each in range(200))
    rules = "".join(f".s{each}{{clip-path:url(#c{each});}}" for each in range(200))
    paths = "".join(f"<path class='s{each % 200}'/>" for each in range(2_000))

    assert cleaned(f"<style>{rules}</style>{clips}{paths}").count("<path") == 2_200


def test_links_that_browsers_might_read_in_another_way_go():
    """Only what names a part as it is called is sure to be counted."""
    for link in ("#%61", "#a b", "# a", "#"):
        assert cleaned(f"<use href='{link}'/>") == "<use></use>"


def test_drawings_may_name_their_doctype():
    """Programs for drawing write it; nothing is fetched for it."""
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    data = f"<?xml version='1.0'?>{doctype}<svg {NAMESPACES} width='9' height='8'/>".encode()

    assert (clean(data).width, clean(data).height) == (9, 8)
