"""Which provider a name means, as people and finance systems write it. Pure.

"Wye Psychology Ltd.", "WYE PSYCHOLOGY LIMITED" and "Wye  psychology" are one provider.
"""

import re

LEGAL = re.compile(r"( (ltd|limited|llp|plc|cic|cio))+$")
NEITHER = re.compile(r"[^a-z0-9]+")


def key_of(name: str) -> str:
    """The name without case, punctuation and legal form; equal for one and the same provider.

    What consists of nothing else stays as it was written, in small letters.
    """
    plain = NEITHER.sub(" ", name.lower().replace("&", " and ")).strip()
    return LEGAL.sub("", plain) or name.strip().lower()
