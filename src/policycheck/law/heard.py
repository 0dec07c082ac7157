"""The law as a witness: it answers as the law of a day does, and notes what it was asked."""

from __future__ import annotations

from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.law.questions import Law

if TYPE_CHECKING:
    from _collections_abc import dict_items
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from policycheck.law.answer import Answer
    from policycheck.law.rows import Row


class Heard(NamedTuple):
    """A question that was asked of the law, and a row that answered it; no row where no table knows."""

    table: str
    """The table of the row; where there is no row, the question."""
    asked: tuple[str, ...]
    row: Row | None
    until: date | None
    certain: bool


class _Consulted(dict[str, Any]):
    """An answer that is a map of things, such as rights, and the keys that were looked up in it."""

    def __init__(self, things: Mapping[str, Any]) -> None:
        super().__init__(things)
        self.read: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """Look a thing up."""
        self.read.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)

    def items(self) -> dict_items[str, Any]:
        """Look at all of them."""
        self.read.update(self)
        return super().items()


class WitnessLaw(Law):
    """The law of a day, that notes what it is asked; what it asks itself on the way is its own affair."""

    def __init__(self, law: Law) -> None:
        super().__init__(law.tables, law.day, law.checked)
        self.noted: list[tuple[str, tuple[str, ...], Answer[Any]]] = []
        """What was asked and answered, in order, since it was last told."""
        self._answering = False

    def answer(self, name: str, question: Callable[..., Any], words: tuple[Any, ...], more: dict[str, Any]) -> Any:
        """Ask the law, and keep what was asked and answered."""
        if self._answering:
            return question(self, *words, **more)
        self._answering = True
        try:
            found = question(self, *words, **more)
        finally:
            self._answering = False
        answers = [_consulted(one) for one in (found if type(found) is list else [found])]
        asked = tuple(str(word) for word in (*words, *more.values()) if word is not None)
        self.noted += [(name, asked, one) for one in answers]
        return answers if type(found) is list else answers[0]

    def heard(self) -> list[Heard]:
        """What was noted since this was last asked, each row once."""
        noted = self.noted.copy()
        self.noted.clear()
        found: dict[tuple[str, Any], Heard] = {}
        for question, asked, answer in noted:
            for one in self._rows_of(question, asked, answer):
                found.setdefault((one.table, one.asked if one.row is None else id(one.row)), one)
        return list(found.values())

    def _rows_of(self, question: str, asked: tuple[str, ...], answer: Answer[Any]) -> Iterator[Heard]:
        if answer.row is None:
            yield Heard(question, asked, None, answer.until, answer.certain)
            return
        table, rows = self._home(answer.row) or (question, [answer.row])
        read = answer.value.read if isinstance(answer.value, _Consulted) else None
        for row in rows:
            if row is answer.row if read is None else row.get("id") in read:
                yield Heard(table, asked, row, answer.until, answer.certain)

    def _home(self, row: Row) -> tuple[str, list[Row]] | None:
        """The table that holds a row, and the rows beside it."""
        return self._homes.get(id(row))

    @cached_property
    def _homes(self) -> dict[int, tuple[str, list[Row]]]:
        """The same of every row."""
        found: dict[int, tuple[str, list[Row]]] = {}
        for name, table in self.tables.items():
            for rows in _lists(table):
                for row in rows:
                    found.setdefault(id(row), (name, rows))
        return found


def _consulted(answer: Answer[Any]) -> Answer[Any]:
    return answer._replace(value=_Consulted(answer.value)) if type(answer.value) is dict else answer


def _lists(value: Any) -> Iterator[list[Row]]:
    """Every list of rows in a table, however deep."""
    if isinstance(value, list):
        yield value
    inner: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        yield from _lists(part)


def _noting(name: str, question: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(question)
    def asked(self: WitnessLaw, *words: object, **more: object) -> Any:
        return self.answer(name, question, words, more)

    return asked


def questions() -> dict[str, Callable[..., Any]]:
    """The methods of the law that answer a question, by name."""
    public = ((name, method) for name, method in vars(Law).items() if not name.startswith("_") and callable(method))
    return {name: method for name, method in public if "Answer[" in str(method.__annotations__.get("return"))}


for _name, _question in questions().items():
    setattr(WitnessLaw, _name, _noting(_name, _question))
