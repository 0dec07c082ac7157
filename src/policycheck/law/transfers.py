"""The tools of Chapter V that can carry a transfer, and what must be on file for each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, holds, in_force, is_sure, last_day, number_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.law.adequacy import Adequacy
    from policycheck.law.rows import Row

Roles = Literal["c2c", "c2p", "p2p", "p2c"]


class Paper(NamedTuple):
    """What must be on file: `id` is a code of the vocabulary `safeguard-papers`.

    `states`: the keys of a record's safeguard that state it, none where no key does. `when`: the case in which it is
    needed, None for always.
    """

    id: str
    states: tuple[str, ...]
    when: str | None
    source: str


class Tool(NamedTuple):
    """A ground for a transfer (Articles 45-49) that is usable on the day.

    `authorised`: the supervisory authority must authorise the transfer (Article 46(3)). `roles` and `modules`,
    each module with its roles: of standard clauses named by their decision, else empty; `spared`: the papers that a
    module does not ask for. `decision`: of a framework named as such.
    """

    id: str
    name: str
    article: str | None
    source: str
    on_file: tuple[Paper, ...]
    authorised: bool
    public_bodies_only: bool
    occasional_only: bool
    not_for_authorities: bool
    roles: tuple[Roles, ...]
    modules: Mapping[int, Roles]
    spared: Mapping[int, tuple[str, ...]]
    decision: Adequacy | None = None


class Transfers:
    """The table of transfer tools on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._papers: dict[str, Row] = {row["id"]: row for row in table["papers"]}
        self._tools = _indexed(table["tools"])
        self._clauses: dict[str, Row] = {row["number"]: row for row in table["clauses"]}
        self._answers: dict[tuple[str, str | None], Answer[Tool | None]] = {}

    def tool(self, name: str, signed: str | None) -> Answer[Tool | None]:
        """The tool with this article, id or short name, or the set of clauses with this number."""
        if (name, signed) not in self._answers:
            self._answers[name, signed] = self._tool(name, signed)
        return self._answers[name, signed]

    def _tool(self, name: str, signed: str | None) -> Answer[Tool | None]:
        clauses = self._clauses.get(number_in(name))
        if clauses is not None:
            return self._set_of_clauses(clauses, signed)
        rows = self._tools.get(name, [])
        row = in_force(rows, self._day)
        if row is None:
            return Answer(None, until=eve_of_next(rows, self._day), certain=False)
        if row.get("not_a_tool"):
            return Answer(None, row, last_day(row), is_sure(row))
        return self._usable(row, certain=is_sure(row))

    def _set_of_clauses(self, row: Row, signed: str | None) -> Answer[Tool | None]:
        """Old sets carry contracts agreed in time, for a while; of when those ended there may be doubt."""
        if row.get("not_a_tool") or self._agreed_too_late(row, signed):
            return Answer(None, row, None, is_sure(row))
        if (row["valid_from"] or "") > self._day or (signed or "") > self._day:
            begins = max(row["valid_from"], signed or "")
            return Answer(None, row, eve_of_next([{"valid_from": begins}], self._day), is_sure(row))
        surely, perhaps = row.get("ended_between") or (row["valid_until"], row["valid_until"])
        if perhaps and perhaps < self._day:
            return Answer(None, row, None, "high" in (row["confidence"], row.get("end_confidence")))
        in_doubt = surely is not None and surely < self._day
        certain = is_sure(row) and not in_doubt and self._agreed_in_time(row, signed)
        agreed_until = None if signed else row["signed_until"]
        return self._usable(row, agreed_until, *row.get("ended_between", ()), certain=certain)

    def _agreed_too_late(self, row: Row, signed: str | None) -> bool:
        return bool(signed and row["signed_until"] and row["signed_until"] < signed)

    def _agreed_in_time(self, row: Row, signed: str | None) -> bool:
        """Whether it is known; without a day of signature it is, as long as the set can still be agreed."""
        if signed:
            return bool(row["valid_from"] <= signed)
        return row["signed_until"] is None or row["signed_until"] >= self._day

    def _usable(self, row: Row, *ends: str | None, certain: bool) -> Answer[Tool | None]:
        """The tool with the papers due; `ends` are days after which the answer is another."""
        papers = [self._papers[name] for name in row["on_file"]]
        due = tuple(_paper(paper) for paper in papers if holds(paper, self._day))
        coming = (date.fromisoformat(end) for end in ends if end and end >= self._day)
        until = min(filter(None, (last_day(row), eve_of_next(papers, self._day), *coming)), default=None)
        return Answer(_tool(row, due), row, until, certain)


def _indexed(rows: list[Row]) -> dict[str, list[Row]]:
    index: dict[str, list[Row]] = {}
    for row in rows:
        article = [row["article"]] if "article" in row else row["continued_as"]
        for name in (row["id"], *article, *row.get("short", ())):
            index.setdefault(name, []).append(row)
    return index


def _paper(row: Row) -> Paper:
    return Paper(row["id"], tuple(row["states"]), row.get("when"), row["source"])


def _tool(row: Row, papers: tuple[Paper, ...]) -> Tool:
    return Tool(
        id=row["id"],
        name=row["name"],
        article="46(2)(c)" if "number" in row else row.get("article"),
        source=row["source"],
        on_file=papers,
        authorised=row.get("authorised", False),
        public_bodies_only=row.get("public_bodies_only", False),
        occasional_only=row.get("occasional_only", False),
        not_for_authorities=row.get("not_for_authorities", False),
        roles=tuple(row.get("roles", ())),
        modules={module["module"]: module["role"] for module in row.get("modules", ())},
        spared={module["module"]: tuple(module.get("spares", ())) for module in row.get("modules", ())},
    )
