"""docs/security.md: each requirement of OWASP ASVS 5.0 to level 2, how it is met and what shows it.

Raises ValueError where a requirement is missing or stands twice, or a test that is named does not
exist, so that `generate_docs --check` fails with it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from django.conf import settings

from mdps.core.documents.asvs import ALL, APART, MET, OPEN
from mdps.core.documents.markdown import capital, table

FOLDERS = (
    *("mdps", "lots", "suppliers", "referrals", "panel", "contracts", "keeping", "reporting"),
    *("demonstration", "bin", "bench", "docker"),
)
SET_ASIDE = re.compile(r"#\s*noqa:\s*(?:\w+,\s*)*(S\d+)[,\s\w]*?(?:- (.*))?$", re.MULTILINE)

INTRODUCTION = """# Security

Held against the OWASP Application Security Verification Standard 5.0, levels 1 and 2: {met} of its
{all} requirements are met with a test that shows it, {apart} do not apply, and {open} are open,
outside the code, or not held against the standard here yet. Nobody outside has tested the service:
an independent penetration test is due before it holds real records."""


def pages() -> Iterator[tuple[str, str]]:
    """The one page of security."""
    check()
    counts = {
        "all": len(numbers(ALL)),
        "met": len(numbers(" ".join(row[0] for row in MET))),
        "apart": len(numbers(" ".join(row[0] for row in APART))),
        "open": len(numbers(" ".join(row[0] for row in OPEN))),
    }
    met = (
        (ids, what, how, " ".join(f"`{proof}`" for proof in proofs))
        for ids, what, how, proofs in MET
    )
    yield (
        "security.md",
        f"{INTRODUCTION.format(**counts)}\n\n## Met\n\n"
        + table(("ASVS", "What", "How", "Shown by"), met)
        + "\n\n## Open, outside the code, or not shown here\n\n"
        + table(("ASVS", "What is missing"), OPEN)
        + "\n\n## Does not apply\n\n"
        + table(("ASVS", "Why"), APART)
        + "\n\n## Where the linter's security rules are set aside\n\n"
        "All of ruff's S rules (those of bandit) are asked of all code. Beside folders named in "
        "pyproject.toml, these lines are let off.\n\n"
        + table(("File", "Rule", "Why"), set_aside()),
    )


def set_aside() -> Iterator[tuple[str, str, str]]:
    """Each line that a security rule is set aside for, with the reason that stands there."""
    for folder in FOLDERS:
        for file in sorted((settings.ROOT / folder).rglob("*.py")):
            for found in SET_ASIDE.finditer(file.read_text(encoding="utf-8")):
                path = file.relative_to(settings.ROOT)
                yield (f"`{path}`", found[1], capital(found[2].strip(" -")) or "No reason given")


def check() -> None:
    """Raise ValueError unless every requirement stands once and every test exists."""
    said = Counter(
        number for rows in (MET, APART, OPEN) for row in rows for number in numbers(row[0])
    )
    wanted = set(numbers(ALL))
    wrong = [f"{number} stands {times} times" for number, times in said.items() if times > 1]
    wrong += [f"{number} is missing" for number in sorted(wanted - set(said))]
    wrong += [f"{number} is no requirement" for number in sorted(set(said) - wanted)]
    wrong += [f"no such test: {proof}" for row in MET for proof in row[3] if not exists(proof)]
    wrong += [f"{row[0]} has no test" for row in MET if not row[3]]
    if wrong:
        raise ValueError("; ".join(wrong))


def numbers(ids: str) -> list[str]:
    """`1.1.1-2 2.4.1` one by one."""
    found = []
    for each in ids.split():
        first, _, last = each.partition("-")
        section, _, number = first.rpartition(".")
        found += [f"{section}.{n}" for n in range(int(number), int(last or number) + 1)]
    return found


def exists(proof: str) -> bool:
    """Whether the test is there: `tests/core/test_web.py::test_…`."""
    path, _, function = proof.partition("::")
    return f"\ndef {function}(" in source(path)


@cache
def source(path: str) -> str:
    file = settings.ROOT / path
    return file.read_text(encoding="utf-8") if file.is_file() else ""
