"""What must be on file for the tools that transfers rest on, and whether clauses suit (Articles 5(2), 46, 49)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies, takes
from policycheck.facts.papers import missing_papers
from policycheck.facts.parts import parts_played
from policycheck.facts.safeguards import resting
from policycheck.finding import Judgement, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.law.transfers import Tool
    from policycheck.repo import Record


@supplies("recipient", "papers")
@takes(papers="words")
def documented(record: Record, setting: Setting) -> Iterator[Judgement]:
    """What must be on file for a tool on the day is stated, as far as the card asks for it (Articles 5(2), 46, 49)."""
    for reach, tool, safeguard in resting(record, setting.law):
        spared = tool.spared.get(safeguard.get("module", 0), ())
        asked = [paper for paper in tool.on_file if paper.id in setting.params["papers"] and paper.id not in spared]
        if not asked:
            continue
        place = record.place.at(*reach.path)
        chain = reach.chain(record)
        missing, open_points = missing_papers(asked, reach, record, setting.day)
        if missing:
            yield not_met(
                place,
                because=chain,
                recipient=reach.shown,
                papers=[Term("safeguard-papers", one.id) for one in missing],
            )
        else:
            yield cannot_tell(place, recipient=reach.shown) if open_points else met(place, because=chain)


@supplies("recipient", "clauses", "module")
def clauses_fit(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The clauses, and their module, are those for the parts that exporter and importer play (Article 46(2)(c))."""
    for reach, tool, safeguard in resting(record, setting.law):
        parts, module = parts_played(reach, record), safeguard.get("module")
        if not tool.roles or not parts:
            continue
        key, roles = _made_for(tool, module)
        place = record.place.at(*reach.path, key)
        if roles.isdisjoint(parts):
            told = module if key == "module" else ""
            yield not_met(
                place, because=reach.chain(record), recipient=reach.shown, clauses=safeguard["clauses"], module=told
            )
        else:
            yield met(place, because=reach.chain(record))


def _made_for(tool: Tool, module: int | None) -> tuple[str, set[str]]:
    """The roles that clauses were made for, and the key of a safeguard that decides it."""
    if module is None or not tool.modules:
        return "clauses", set(tool.roles)
    return "module", {role for number, role in tool.modules.items() if number == module}
