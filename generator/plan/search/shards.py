"""The search index: small files that a browser finds its way through without a server.

`meta.json` says how the rest is parted:

- `words`: where each file of words begins, in order. A file lists the words (with their marks)
  whose folded form falls between its beginning and the next; each with its postings.
- `cards`: the bits by which result cards are parted. A card lies in the file that the first bits
  of its record's code name.
- `facets`: the files of each way to narrow.

A record's code comes from its id, and files of words are parted at fixed places, so an edit
rewrites the files of the words it adds or takes away, and of the card.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import accumulate

import orjson

from generator.plan.facets import Value
from generator.plan.memory import Memory
from generator.plan.search.words import folded, words
from generator.views.common import NOTHING, Link, Phrase

BODY, NAMES, SUMMARY, TITLE = "1", "2", "3", "4"
"""Where a word stands, the least telling place first."""
COMMON = "*"
"""Begins the postings of a word that stands in more stories than are worth listing."""
MOST_STORIES = 750
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
CODE_LENGTH = 5
CARD_BYTES = 16_384
CARD_BITS = 7
BLOCKS = 16
"""Parts of a site whose words are remembered together: an edit looks through one of them."""
WORD_BYTES = 16_384
WORD_FILES = 96
"""From how many full files of words on files grow rather than multiply."""
FACET_BYTES = 49_152
SUMMARY_LETTERS = 220
_SURROGATES, _AFTER = 0xD800, 0xE000
_ENDS = 0x110000 - (_AFTER - _SURROGATES) + 1

File = tuple[str, bytes]
Block = dict[str, tuple[str, str]]
"""Postings of each word: all of them, and those outside of stories."""
NONE = Memory()


@dataclass(frozen=True, slots=True)
class Document:
    """One record as search sees it, in one language."""

    kind: str
    id: str
    link: Link
    meta: tuple[Phrase, ...] = ()
    """What the card says beside the title: role, unit, date."""
    summary: Phrase = NOTHING
    names: tuple[str, ...] = ()
    """What the record is connected with: its unit, titles, topics."""
    story: tuple[str, ...] = ()
    """The HTML of its stories, or the names they are kept under."""
    facets: tuple[Value, ...] = ()
    details: tuple[str, ...] = ()
    """What its parts say: steps, targets, citations. They count as its stories do."""


def index_files(
    documents: Sequence[Document], facet_names: Mapping[Value, Phrase], memory: Memory = NONE
) -> Iterator[File]:
    """The files of one language; *documents* in the order in which a facet lists them."""
    code_of = _codes(f"{each.kind}:{each.id}" for each in documents)
    coded = [(code_of[f"{each.kind}:{each.id}"], each) for each in documents]
    word_files = list(_word_files(coded, memory))
    bits, card_files = _card_files(coded)
    facets, facet_files = _facet_files(coded, facet_names)
    meta = {
        "records": len(documents),
        "words": [start for start, _ in word_files],
        "cards": bits,
        "facets": facets,
    }
    yield "meta.json", orjson.dumps(meta)
    for start, postings in word_files:
        yield f"w{start.encode().hex()}.json", orjson.dumps(postings)
    yield from card_files
    yield from facet_files


def _codes(keys: Iterable[str]) -> dict[str, str]:
    """A short code for each key, drawn from the key; the later of two that clash draws again."""
    taken: dict[str, str] = {}
    for key in sorted(keys):
        salt = 0
        while (code := _code(f"{key}#{salt}" if salt else key)) in taken:
            salt += 1
        taken[code] = key
    return {key: code for code, key in taken.items()}


def _code(key: str) -> str:
    number = int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
    return "".join(DIGITS[number >> 6 * place & 63] for place in range(CODE_LENGTH))


# -- words


def _word_files(
    coded: Iterable[tuple[str, Document]], memory: Memory
) -> Iterator[tuple[str, dict[str, str]]]:
    postings = _postings(_blocks(coded, memory))
    entries = sorted((folded(word), word) for word in postings)
    sizes = (len(word.encode()) + len(postings[word]) + 6 for _, word in entries)
    before = list(accumulate(sizes, initial=0))
    limit = _doubled(WORD_BYTES, before[-1] / WORD_FILES)
    parts = _parted(_Entries(entries, before, limit), range(len(entries)), "", ("", 0, _ENDS))
    for start, part in parts:
        yield start, {word: postings[word] for _, word in entries[part.start : part.stop]}


def _blocks(coded: Iterable[tuple[str, Document]], memory: Memory) -> Iterator[Block]:
    """The words of all documents, in blocks by the beginnings of their codes.

    An edit changes one block; the others may be remembered.
    """
    parts: defaultdict[int, list[tuple[str, Document]]] = defaultdict(list)
    for code, document in sorted(coded, key=lambda each: each[0]):
        parts[DIGITS.index(code[0]) % BLOCKS].append((code, document))
    for part in parts.values():
        made_of = orjson.dumps(["words", [_made_of(code, each) for code, each in part]])
        block: Block = orjson.loads(memory.recall(made_of, partial(_block, part, memory)))
        yield block


def _made_of(code: str, document: Document) -> tuple[object, ...]:
    return code, _told(document), document.story, document.details


def _block(part: Iterable[tuple[str, Document]], memory: Memory) -> bytes:
    every: defaultdict[str, list[str]] = defaultdict(list)
    told: defaultdict[str, list[str]] = defaultdict(list)
    for code, document in part:
        for word, place in _places(document, memory).items():
            every[word].append(code + place)
            if place != BODY:
                told[word].append(code + place)
    return orjson.dumps({word: ["".join(every[word]), "".join(told[word])] for word in every})


def _told(document: Document) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a document says outside of its stories: places, the least telling first, and texts."""
    return (
        (NAMES, (*document.names, *(each.text for each in document.meta))),
        (SUMMARY, (document.summary.text,)),
        (TITLE, (document.link.text.text,)),
    )


def _places(document: Document, memory: Memory) -> dict[str, str]:
    """Each word of a document with the most telling place it stands in."""
    stories = tuple(memory.vocabulary(each) for each in document.story)
    places: dict[str, str] = {}
    for place, texts in ((BODY, (*stories, *document.details)), *_told(document)):
        for text in texts:
            places |= dict.fromkeys(words(text), place)
    return places


def _postings(blocks: Iterable[Block]) -> dict[str, str]:
    """Where each word stands; of one in too many stories, where it stands outside of them."""
    found: Block = {}
    for block in blocks:
        for word, (every, told) in block.items():
            before = found.get(word)
            if before:
                # What is too common already is not counted on.
                every = before[0] and before[0] + every
                told = before[1] + told
            if (len(every) - len(told)) // (CODE_LENGTH + 1) > MOST_STORIES:
                every = ""
            found[word] = every, told
    return {word: every or COMMON + told for word, (every, told) in found.items()}


def _doubled(size: int, least: float) -> int:
    """*size*, doubled until it reaches *least*: it changes seldom while a site grows."""
    while size < least:
        size *= 2
    return size


@dataclass(frozen=True, slots=True)
class _Entries:
    """Words in the order of their folded forms, to be parted."""

    words: Sequence[tuple[str, str]]
    """Each word behind its folded form."""
    before: Sequence[int]
    """How many bytes the entries before each of them take."""
    limit: int
    """How many bytes a part may take."""


def _parted(
    entries: _Entries, part: range, start: str, span: tuple[str, int, int]
) -> Iterator[tuple[str, range]]:
    """Halve a span of letters behind a prefix until each part is small enough.

    The halves are those of the alphabet, not of the entries, so that they stay where they are
    when a word comes or goes.
    """
    if not part:
        return
    whole = entries.words[part[0]][0] == entries.words[part[-1]][0]
    size = entries.before[part.stop] - entries.before[part.start]
    if whole or size <= entries.limit:
        yield start, part
        return
    prefix, low, high = span
    if high - low == 1:
        yield from _parted(entries, part, start, (prefix + _letter(low), 0, _ENDS))
        return
    middle = (low + high) // 2
    place = partial(_letter_place, len(prefix))
    # Words are in the order of their letters, and so of the places of these.
    border = bisect_left(entries.words, middle, part.start, part.stop, key=place)
    yield from _parted(entries, range(part.start, border), start, (prefix, low, middle))
    behind = range(border, part.stop)
    yield from _parted(entries, behind, prefix + _letter(middle), (prefix, middle, high))


def _letter_place(at: int, entry: tuple[str, str]) -> int:
    return _place(entry[0], at)


def _place(word: str, at: int) -> int:
    """The place of a letter in the alphabet of all letters; 0 where the word has ended."""
    if at == len(word):
        return 0
    letter = ord(word[at])
    return letter + 1 if letter < _SURROGATES else letter + 1 - (_AFTER - _SURROGATES)


def _letter(place: int) -> str:
    letter = place - 1
    return chr(letter if letter < _SURROGATES else letter + (_AFTER - _SURROGATES))


# -- cards


def _card_files(coded: Iterable[tuple[str, Document]]) -> tuple[int, list[File]]:
    cards = {code: _card(document) for code, document in coded}
    size = sum(len(orjson.dumps(card)) for card in cards.values())
    bits = min(CARD_BITS, (_doubled(CARD_BYTES, size) // CARD_BYTES).bit_length() - 1)
    parts: defaultdict[int, dict[str, object]] = defaultdict(dict)
    for code in sorted(cards):
        parts[_bits(code, bits)][code] = cards[code]
    return bits, [(f"c{part}.json", orjson.dumps(parts[part])) for part in sorted(parts)]


def _card(document: Document) -> list[object]:
    link = document.link
    summary = Phrase(_shortened(document.summary.text), document.summary.lang)
    meta = [_said(each) for each in document.meta if each]
    return [document.kind, link.href, link.lang, _said(link.text), meta, _said(summary)]


def _said(phrase: Phrase) -> object:
    return [phrase.text, phrase.lang] if phrase.lang else phrase.text


def _shortened(text: str) -> str:
    if len(text) <= SUMMARY_LETTERS:
        return text
    return text[:SUMMARY_LETTERS].rpartition(" ")[0].rstrip(",;:. ") + "…"


def _bits(code: str, bits: int) -> int:
    return (DIGITS.index(code[0]) << 6 | DIGITS.index(code[1])) >> (12 - bits)


# -- facets


def _facet_files(
    coded: Iterable[tuple[str, Document]], names: Mapping[Value, Phrase]
) -> tuple[dict[str, list[str]], list[File]]:
    """The files of each way to narrow, and what they hold: value, name and records."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code, document in coded:
        for group, value in dict.fromkeys(document.facets):
            found[group][value].append(code)
    options = {
        group: [
            [value, _said(names.get((group, value), Phrase(value))), "".join(found[group][value])]
            for value in sorted(found[group])
        ]
        for group in sorted(found)
    }
    if not options:
        return {}, []
    together = orjson.dumps(options)
    if len(together) <= FACET_BYTES:
        return {group: ["f"] for group in options}, [("f.json", together)]
    files = [file for group in options for file in _group_files(group, options[group])]
    return {
        group: [name.removesuffix(".json") for name, _ in _group_files(group, options[group])]
        for group in options
    }, files


def _group_files(group: str, options: list[list[object]]) -> Iterator[File]:
    size = len(orjson.dumps(options))
    count = _doubled(FACET_BYTES, size) // FACET_BYTES
    parts: defaultdict[int, list[list[object]]] = defaultdict(list)
    for option in options:
        parts[DIGITS.index(_code(str(option[0]))[0]) % count].append(option)
    for part in sorted(parts):
        yield f"f-{group}-{part}.json", orjson.dumps({group: parts[part]})
