"""Whether a person may be alive: then what is published of them needs more care."""

from __future__ import annotations

from datetime import date

from generator.records.profile import Profile

OLDEST_YEARS = 115
"""An age that hardly anybody reaches."""
ADULT_YEARS = 18


def may_live(profile: Profile, as_of: date) -> bool:
    """Is it a person of whom neither a death nor a birth too long ago is recorded?"""
    if profile.kind != "individual":
        return False
    life = profile.life
    if life is None:
        return True
    if life.died is not None:
        return False
    return life.born is None or as_of.year - life.born.year <= OLDEST_YEARS


def is_minor(profile: Profile, as_of: date) -> bool:
    """Is the person, by the latest birthday that is recorded, under 18 years old?"""
    born = profile.life.born if profile.life else None
    if born is None or not may_live(profile, as_of):
        return False
    last = born.last_day
    birthday_passed = (as_of.month, as_of.day) >= (last.month, last.day)
    return as_of.year - last.year - (not birthday_passed) < ADULT_YEARS
