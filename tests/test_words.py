"""The words of messages to authors."""

from __future__ import annotations

import pytest

from generator import words
from generator.words import language_of, translate, translator


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """A catalogue of one message and an empty one."""
    (tmp_path / "vi.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Check both dates."\nmsgstr "Xem lại hai ngày."\n\n'
        'msgid "Not yet."\nmsgstr ""\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(words, "CATALOGUES", tmp_path)
    words._messages.cache_clear()
    yield
    words._messages.cache_clear()


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "VI"}, "vi"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "vi_VN", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "vi_VN"}, "vi"),
        ({"LC_ALL": "en_GB", "LC_MESSAGES": "vi_VN"}, "en"),
        ({"LC_ALL": "en_GB", "LANGUAGE": "vi:en"}, "vi"),
        ({"LANGUAGE": "", "LANG": "vi_VN"}, "vi"),
    ],
)
def test_the_environment_chooses_the_language(environment, language):
    """As other programs read it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""
    assert language_of(environment) == language


def test_english_is_what_templates_are_written_in():
    """No catalogue is read."""
    assert translator("en")("Any {words}.") == "Any {words}."


def test_vietnamese_comes_from_the_catalogue(catalogue):
    """What it lacks, or leaves empty, stays English."""
    vietnamese = translator("vi")

    assert vietnamese("Check both dates.") == "Xem lại hai ngày."
    assert vietnamese("Not yet.") == "Not yet."
    assert vietnamese("Unknown.") == "Unknown."


def test_whoever_runs_the_command_is_asked(catalogue, monkeypatch):
    """The process's own environment decides."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert translate()("Check both dates.") == "Xem lại hai ngày."

    monkeypatch.setenv("LANG", "C")
    assert translate()("Check both dates.") == "Check both dates."
