"""What a letter of instruction must say (FPR PD25C 4.1). Pure: no database, nothing raised."""

from dataclasses import dataclass

from mdps.core.rules import Refusal

SOURCE = "PD25C 4.1"


@dataclass(frozen=True)
class Letter:
    """A letter about to be written."""

    is_court_directed: bool
    context: str
    questions: str
    documents: str


def court_directed(facts: Letter) -> Refusal | None:
    """Only an expert that a court directed is instructed this way."""
    if facts.is_court_directed:
        return None
    return Refusal("not-court-directed", "Record first what the court directed.")


def has_context(facts: Letter) -> Refusal | None:
    """The letter sets out the context in which the opinion is sought."""
    return _empty("context", facts.context, "Enter the context in which the opinion is sought")


def has_questions(facts: Letter) -> Refusal | None:
    """The letter sets out the questions approved by the court."""
    return _empty("questions", facts.questions, "Enter the questions approved by the court")


def has_documents(facts: Letter) -> Refusal | None:
    """The letter lists the documents provided."""
    return _empty("documents", facts.documents, "Enter the documents provided")


RULES = (court_directed, has_context, has_questions, has_documents)


def _empty(field: str, text: str, message: str) -> Refusal | None:
    return None if text.strip() else Refusal(f"no-{field}", message, SOURCE, field=field)
