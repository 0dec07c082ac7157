"""The shape of `policies/law/acts.yaml`."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from policycheck.law.acts import resolves
from policycheck.law.rows import number_in
from policycheck.law.tables.row import Basis, Code, Confidence, Id, Meta, Number, RowError, Strict, Text, Words


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise RowError(f"'{text}' cannot be read as a form: {error}") from None
    return text


def _numbered(words: dict[str, str]) -> dict[str, str]:
    for said in words.values():
        if said.count("{number}") != 1 or said.count("{") != 1:
            raise RowError(f"'{said}' has no place for the number", "write {number} where it stands")
    return words


class ActRow(Strict):
    """What an act is called for short, and the form of its provisions."""

    number: Text
    country: Code
    short: Words
    unit: Annotated[Words, AfterValidator(_numbered)]
    form: Annotated[str, AfterValidator(_pattern)]
    highest: Annotated[int, Field(gt=0)] | None = None
    link: Annotated[str, Field(pattern=r"^https?://\S+$")]
    source: Text
    confidence: Confidence
    basis: Basis


class ActsTable(Strict):
    """Acts by the key that cards cite."""

    meta: Meta
    acts: dict[Id, ActRow]

    def refuse_unresolved(self, number: str, provision: str | None, table: str) -> None:
        """Raise RowError when the act is not here, or has no such provision."""
        known = {number_in(act.number): act for act in self.acts.values() if not act.number.endswith("recitals")}
        act = known.get(number_in(number))
        if act is None:
            raise RowError(
                f"'{number}' is no act of acts.yaml", "enter it there, with the form of its provisions", table
            )
        if provision and not resolves(act.model_dump(), provision):
            hint = f"its provisions are written as {act.form}"
            raise RowError(f"'{provision}' is no provision of {act.number}", hint, table)


class Provision(Strict):
    """A provision of an act, by the number under which records name it."""

    act: Number
    section: Text | None = None
