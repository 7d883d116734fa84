"""Characters that nobody sees, or that show a text in another order than it is written in.

After Unicode's technical standard 39 and "Trojan Source" (Boucher and Anderson, 2021). Soft
hyphens, non-breaking spaces and what joins emoji have a use in a text and stay.
"""

from __future__ import annotations

import re

UNSEEN = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb]"
    # Joiners between Latin letters, and tags that are of no flag.
    "|(?<=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])[\u200c\u200d]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
)
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")
"""Those that change the direction."""
