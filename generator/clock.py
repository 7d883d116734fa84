"""The day it is."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today(timezone: str) -> date:
    """The day it is at the publisher's, or that SOURCE_DATE_EPOCH says if it is a time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    zone = ZoneInfo(timezone)
    if epoch.isascii() and epoch.isdigit():
        # Other programs may mean microseconds, and no calendar has such a year.
        with suppress(ValueError, OverflowError, OSError):
            return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone).date()
    return datetime.now(zone).date()
