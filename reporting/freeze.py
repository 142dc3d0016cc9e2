"""Frozen figures: one spelling in bytes, so that their SHA-256 says whether they are the same."""

import hashlib
import json


def canonical(figures: dict) -> bytes:
    """The figures as the JSON that is hashed and attached to the PDF: keys sorted, UTF-8."""
    return (json.dumps(figures, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def sha256(figures: dict) -> str:
    """The hash that belongs to the figures."""
    return hashlib.sha256(canonical(figures)).hexdigest()
