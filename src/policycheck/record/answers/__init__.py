"""What a record answers to the headings of authorities: functions that a layout names as `module.function`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policycheck.record.teller import Line, Teller


class Answer(Protocol):
    """A function that tells what stands under a heading; `of` are the codes that the heading is about."""

    field: str

    def __call__(self, teller: Teller, of: tuple[str, ...], /) -> Iterator[Line]:
        """The lines under the heading."""


def answers(field: str = "") -> Callable[[Callable[[Teller, tuple[str, ...]], Iterator[Line]]], Answer]:
    """Say which field of a record a function tells of: where it tells nothing, that field says why."""

    def marked(function: Callable[[Teller, tuple[str, ...]], Iterator[Line]]) -> Answer:
        answer = cast("Answer", function)
        answer.field = field
        return answer

    return marked
