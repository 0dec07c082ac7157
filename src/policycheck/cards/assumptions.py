"""What if the law were otherwise: rows of the tables changed or added by a file, and verified like the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policycheck.cards.reading import PolicyFile, place_of_word, read_policy_file
from policycheck.cards.refusals import validated, why_refused
from policycheck.cards.rulebook import Assumed
from policycheck.errors import PackError, did_you_mean
from policycheck.law.acts import applicable_from
from policycheck.law.tables import RowError, verify_tables
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path as FilePath

    from pydantic_core import ErrorDetails

    from policycheck.cards.rulebook import Rulebook
    from policycheck.place import Path

Table = dict[str, Any]


class Assumption(BaseModel):
    """A file of changed law: by table, the fields of a row by its id, or rows to add by the list they belong to."""

    model_config = ConfigDict(extra="forbid", strict=True)

    policycheck: Literal[1]
    kind: Literal["assumption"]
    title: str = Field(min_length=1)
    law: dict[str, dict[str, dict[str, Any] | list[dict[str, Any]]]] = Field(min_length=1)


def assuming(book: Rulebook, paths: Iterable[FilePath]) -> Rulebook:
    """A rulebook whose law is changed by some files of assumptions.

    Raises:
        PackError: if a file changes what does not exist, contradicts another, or leads to tables that would mislead.
    """
    files = [read_policy_file(path) for path in paths]
    for file in files:
        validated(file, Assumption)
    if not files:
        return book
    tables = dict(book.law_tables.items())
    for file in files:
        for name, changes in file.value["law"].items():
            tables[name] = _changed(_known(tables, name, file), name, changes, file)
    _refuse_twice(files)
    _verify(tables, book, files)
    assumed = tuple(Assumed(file.value["title"], _begins(file)) for file in files)
    acts_from = applicable_from(tables["acts"], tables["statutes"])
    return replace(book, law_tables=tables, acts_from=acts_from, assumed=(*book.assumed, *assumed))


def _known(tables: dict[str, Table], name: str, file: PolicyFile) -> Table:
    if name not in tables:
        words = _("there is no table '{table}'", table=name)
        raise file.error(words, ("law", name), did_you_mean(name, tables))
    return tables[name]


def _changed(table: Table, name: str, changes: Table, file: PolicyFile) -> Table:
    """A table with the rows that a file changes or adds; the one it is made from stays as it was."""
    lists = {key: rows for key, rows in table.items() if _is_rows(rows)}
    changed = {**table, **{key: list(rows) for key, rows in lists.items()}}
    for key, what in changes.items():
        if isinstance(what, list):
            _verify_list(key, lists, name, file)
            changed[key] += [_sourced(row, file) for row in what]
        else:
            home, at = _home(key, lists, name, file)
            changed[home][at] = {**changed[home][at], **_sourced(what, file, new=False)}
    return changed


def _is_rows(rows: object) -> bool:
    return isinstance(rows, list) and any(isinstance(row, dict) and "id" in row for row in rows)


def _verify_list(key: str, lists: Table, name: str, file: PolicyFile) -> None:
    if key not in lists:
        words = _("the table '{table}' has no list '{name}'", table=name, name=key)
        raise file.error(words, ("law", name, key), did_you_mean(key, lists))


def _home(key: str, lists: Table, name: str, file: PolicyFile) -> tuple[str, int]:
    """The list that holds a row, and where; a row is called by its id or by its short name."""
    found: dict[str, tuple[str, int]] = {}
    for home, rows in lists.items():
        found |= {row[name]: (home, at) for at, row in enumerate(rows) for name in ("short", "id") if name in row}
    if key not in found:
        words = _("the table '{table}' has no row '{name}'", table=name, name=key)
        raise file.error(words, ("law", name, key), did_you_mean(key, found))
    return found[key]


def _sourced(row: Table, file: PolicyFile, *, new: bool = True) -> Table:
    """A row that tells, wherever it is shown, that it is assumed."""
    source = {"source": _("Assumption: {title}", title=file.value["title"])}
    return {**source, **({"confidence": "high", "basis": "recalled"} if new else {}), **row}


def _refuse_twice(files: Sequence[PolicyFile]) -> None:
    """No row is changed by two files: the order in which they are named must not matter."""
    seen: set[tuple[str, str]] = set()
    for file in files:
        for name, changes in file.value["law"].items():
            for key, what in changes.items():
                if (name, key) in seen and not isinstance(what, list):
                    words = _("another file of assumptions changes '{name}' too", name=key)
                    raise file.error(words, ("law", name, key))
                seen.add((name, key))


def _verify(tables: dict[str, Table], book: Rulebook, files: Sequence[PolicyFile]) -> None:
    try:
        verify_tables(tables, book.vocabulary.tables)
    except ValidationError as error:
        raise _refusal(error.errors()[0], tables, files) from None


def _refusal(error: ErrorDetails, tables: dict[str, Table], files: Sequence[PolicyFile]) -> PackError:
    """What is wrong with the tables, said of the file that made it so."""
    cause: Any = error.get("ctx", {}).get("error")
    table = str(error["loc"][0] if error["loc"] else cause.table)
    file = next((one for one in files if table in one.value["law"]), files[0])
    message, hint = (str(cause), cause.hint) if isinstance(cause, RowError) else (why_refused(error), None)
    changes = file.value["law"].get(table, {})
    row = _named(_row_at(tables, error["loc"]), changes)
    where = ".".join(filter(None, (table, row)))
    return file.error(f"{where}: {message}", ("law", table, *_place(changes, row, error["loc"], cause)), hint)


def _row_at(tables: dict[str, Table], loc: Sequence[int | str]) -> Table:
    """The row that a complaint is about, if it is about one."""
    match loc:
        case [table, home, int(at), *_]:
            found: Table = tables[str(table)][str(home)][at]
            return found
        case _:
            return {}


def _named(row: Table, changes: Table) -> str:
    """What a file calls a row: by its id, or by its short name."""
    names = [str(row[name]) for name in ("id", "short") if name in row]
    return next((name for name in names if name in changes), names[0] if names else "")


def _place(changes: Table, row: str, loc: Sequence[int | str], cause: Any) -> Path:
    """Where a file changes what is wrong: a field, else the row, else the table as a whole."""
    word = getattr(cause, "word", "")
    if row not in changes:
        return place_of_word(changes, word or row)
    field = [step for step in loc[3:4] if step in changes[row]]
    return (row, *(field or place_of_word(changes[row], word)))


def _begins(file: PolicyFile) -> date | None:
    """The first day on which all of what a file changes is so; None when it changes no days."""
    return max(_days(file.value["law"]), default=None)


def _days(value: object) -> Iterator[date]:
    if isinstance(value, list):
        for item in value:
            yield from _days(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in ("valid_from", "valid_until") and isinstance(inner, str):
                yield date.fromisoformat(inner) + timedelta(days=key == "valid_until")
            else:
                yield from _days(inner)
