"""The account of personal data that a data protection impact assessment starts from."""

from collections.abc import Iterator

from mdps.core.documents.markdown import table
from mdps.core.personal.words import NEED, RISKS, Held, held


def pages() -> Iterator[tuple[str, str]]:
    """The one page, from the register of personal data."""
    headings = ("What for", "Whose", "Fields", "Legal basis", "Who sees it", "Kept", "At rest")
    yield (
        "dpia.md",
        "# Personal data\n\n"
        f"{NEED} The council's data protection impact assessment (CR ¶20) starts from this "
        "account; it is made from the register in the code, and a field that is not in the "
        "register fails the tests. Fields that hold no personal data are in the register too, and "
        "not shown here.\n\n"
        f"## Risks\n\n{table(('Risk', 'What is done against it'), RISKS)}\n\n"
        f"## The register\n\n{table(headings, (_row(each) for each in held()))}",
    )


def _row(of: Held) -> tuple[str, ...]:
    group = of.group
    mark = " (especially sensitive)" if group.special else ""
    fields = "; ".join(of.fields)
    return (
        f"{group.purpose}{mark}",
        *(group.whose, fields, group.basis, group.seen_by, group.kept, of.at_rest),
    )
