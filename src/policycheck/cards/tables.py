"""Reads the law tables and the vocabularies of a policies folder, and refuses what would mislead whoever asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from policycheck.cards.reading import PolicyFile, place_of_word, read_policy_file
from policycheck.cards.refusals import nearest_key, why_refused
from policycheck.errors import PackError
from policycheck.law.tables import LawTables, RowError, verify_tables
from policycheck.speech import _
from policycheck.vocabulary import MisfitCodeError, verify_parents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as FilePath

    from pydantic_core import ErrorDetails

    from policycheck.place import Path

Table = dict[str, Any]


def read_vocabulary(folder: FilePath) -> dict[str, Table]:
    """The codes of every vocabulary, by file.

    Raises:
        PackError: when a code has no parent among the others, or several.
    """
    vocabulary: dict[str, Table] = {}
    for name, file in _files(folder).items():
        codes = file.value.get("codes", {})
        try:
            verify_parents(name, codes, codes)
        except MisfitCodeError as error:
            raise file.error(str(error), ("codes", *error.path[1:]), error.hint) from None
        vocabulary[name] = codes or file.value
    return vocabulary


def read_law(folder: FilePath, vocabulary: Mapping[str, Table]) -> dict[str, Table]:
    """The tables of the law, by file.

    Raises:
        PackError: at the first row that would mislead, or when a table is missing.
    """
    files = _files(folder)
    tables = {name: file.value for name, file in files.items()}
    try:
        verify_tables(tables, vocabulary)
    except ValidationError as error:
        raise _refusal(files, folder, error.errors()[0]) from None
    return tables


def _files(folder: FilePath) -> dict[str, PolicyFile]:
    return {path.stem: read_policy_file(path) for path in sorted(folder.glob("*.yaml"))}


def _refusal(files: Mapping[str, PolicyFile], folder: FilePath, error: ErrorDetails) -> PackError:
    """What pydantic says of the tables, said of a line of a file."""
    cause: Any = error.get("ctx", {}).get("error")
    table = str(error["loc"][0] if error["loc"] else cause.table)
    path: Path = tuple(error["loc"][1:])
    if table not in files:
        return PackError(_("the table '{table}' is missing", table=table), str(folder))
    file = files[table]
    if isinstance(cause, RowError):
        message, hint = str(cause), cause.hint
        path = (*path, *place_of_word(_at(file.value, path), cause.word))
    else:
        message, hint = why_refused(error), nearest_key(error, LawTables)
    where = ".".join(map(str, path))
    return file.error(f"{where}: {message}" if where else message, path, hint)


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value
