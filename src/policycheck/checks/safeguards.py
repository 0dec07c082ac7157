"""What must be on file for the tools that transfers rest on, and whether clauses suit (Articles 5(2), 46, 49)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies, takes
from policycheck.checks.transfers import promise
from policycheck.facts.papers import missing_papers
from policycheck.facts.parts import parts_played
from policycheck.facts.safeguards import resting
from policycheck.facts.silence import asked_at, owed_at
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.law.transfers import Tool
    from policycheck.model.sharing import Safeguard
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


@supplies("recipients")
@takes(articles="words")
def copies_available(record: Record, setting: Setting) -> Iterator[Judgement]:
    """People are told how to get a copy of the safeguards, or where they can be seen (Articles 13(1)(f), 14(1)(f))."""
    owed = [reach for reach, _, safeguard in resting(record, setting.law) if _is_owed(safeguard, setting)]
    if not owed or promise(record):
        return  # that there are no transfers is told by others
    place = record.place.at("transfer_statement", "copies")
    outcome = owed_at(record, setting.day, "transfer_statement", "copies")
    seen = [asked_at(record, setting.day, *map(str, reach.path), "document", "link") for reach in owed]
    unsaid = [reach for reach, found in zip(owed, seen, strict=True) if found is Outcome.NOT_MET]
    if outcome is Outcome.NOT_MET and unsaid:
        places = [record.place.at(*reach.path) for reach in unsaid]
        yield not_met(place, *places, recipients=[reach.shown for reach in unsaid])
    elif outcome is Outcome.NOT_MET:
        yield cannot_tell(place) if Outcome.CANNOT_TELL in seen else met(place)
    else:
        yield Judgement(place, outcome)


def _is_owed(safeguard: Safeguard, setting: Setting) -> bool:
    """Whether it rests on one of the provisions of which a copy is owed, or on a part of one."""
    article = safeguard.get("article", "")
    return any(article == one or article.startswith(f"{one}(") for one in setting.params["articles"])


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
