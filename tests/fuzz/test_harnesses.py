"""The promises of the harnesses, for their seeds and for a slice of what could come."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.harnesses import HARNESSES

SEEDS = Path(__file__).parent / "seeds"


@pytest.mark.parametrize("name", HARNESSES)
def test_seeds_keep_the_promises(name: str) -> None:
    """Each begins where finds may be; an input that gave one is put beside them."""
    seeds = sorted((SEEDS / name).iterdir())

    assert seeds
    for seed in seeds:
        HARNESSES[name](seed.read_bytes())


@pytest.mark.parametrize("name", HARNESSES)
@settings(max_examples=40, derandomize=True, deadline=None)
@given(data=st.data())
def test_seeds_with_a_piece_of_anything_in_them_keep_the_promises(
    name: str, data: st.DataObject
) -> None:
    """Cut, doubled, or with other bytes in the middle."""
    seed = data.draw(st.sampled_from(sorted((SEEDS / name).iterdir()))).read_bytes()
    begin, end = sorted(data.draw(st.integers(0, len(seed))) for _ in range(2))
    piece = data.draw(st.binary(max_size=6) | st.text(max_size=4).map(str.encode))

    HARNESSES[name](seed[:begin] + piece + seed[end:])
    HARNESSES[name](seed[:end] + piece + seed[begin:])


def test_a_broken_promise_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The harness of Markdown fails where a script gets through."""
    from tests.fuzz import harnesses

    class Leaky:
        html = "<p><script>alert(1)</script></p>"
        links = ()

    monkeypatch.setattr(harnesses, "to_body", lambda *_: Leaky())

    with pytest.raises(AssertionError):
        harnesses.markdown(b"a")
