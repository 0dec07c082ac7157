"""Why a document cannot be read."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document cannot be read: the rule it breaks and the offset in the text where it does."""

    rule: str
    offset: int
    values: dict[str, str] = field(default_factory=dict)


class LimitError(Exception):
    """The document is too deep or too large to read on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem
