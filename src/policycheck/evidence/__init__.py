"""What a report rests on, and whether one that was handed on is still what was made, and still up to date.

`evidence` gathers it from a check; `manifest` lists the files of a report with it; `verifying` holds both against
what is there now. None of it says anything of the processing itself.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from policycheck.__about__ import __version__
from policycheck.evidence import digests
from policycheck.evidence.inputs import inputs
from policycheck.evidence.lasting import until
from policycheck.evidence.tree import tree_of
from policycheck.evidence.types import Choice, Evidence, Judged, Pack, Table
from policycheck.finding import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.cards import Rulebook, Rules
    from policycheck.checking import Checked
    from policycheck.finding import Finding, Report


def evidence(checked: Checked) -> Evidence:
    """What a check rests on, and what it came to, in any language."""
    config, book, report = checked.config, checked.book, checked.report
    files = inputs(config, book, checked.repo)
    read = {file.name: file.digest for file in files}
    return Evidence(
        __version__,
        report.as_of,
        until(checked.repo, book, checked.rules, report.as_of),
        tree_of(config, files),
        read,
        tuple(_packs(book, checked.rules)),
        tuple(_tables(book)),
        _choice(checked),
        _judged(report),
        digests.of_value(read),
    )


def _packs(book: Rulebook, rules: Rules) -> Iterator[Pack]:
    judged = {rule.id for rule in rules}
    for name, pack in sorted(book.packs.items()):
        cards = {rule: card for rule, card in book.cards.items() if rule.startswith(f"{name}/")}
        own = name in book.homes
        version = pack.get("version") or ("" if own else __version__)
        count = len(judged & cards.keys())
        digest = digests.of_value([pack, cards])
        yield Pack(name, own, pack["publisher"], version, pack["law_as_of"], len(cards), count, digest)


def _tables(book: Rulebook) -> Iterator[Table]:
    for name, checked in sorted(book.law_checked.items()):
        yield Table(name, checked, digests.of_value(book.law_tables[name]))


def _choice(checked: Checked) -> Choice:
    request, root = checked.request, checked.config.root.resolve()
    paths = (Path(os.path.relpath(path.resolve(), root)).as_posix() for path in request.paths)
    asked = tuple(sorted(set(paths) - {"."}))
    whole = len(asked) < len(request.paths)
    titles = checked.report.assumed
    return Choice(() if whole else asked, request.select, request.ignore, request.profile, titles, request.waivers)


def _judged(report: Report) -> Judged:
    outcomes = {outcome.value: report.outcomes.get(outcome, 0) for outcome in Outcome}
    return Judged(
        report.documents,
        report.refused,
        report.skipped,
        report.rules,
        {severity.value: report.count(severity) for severity in Severity},
        outcomes,
        digests.of_value([_found(report), outcomes, report.stale_tables, report.rules]),
    )


def _found(report: Report) -> Mapping[str, list[str]]:
    """What was found where, without words and lines."""
    return {
        "findings": sorted(map(_sort, report.findings)),
        "waived": sorted(_sort(item.finding) for item in report.waived),
        "waivers": sorted(f"{one.rule} {one.place} {one.state.value}" for one in report.waivers),
        "open": sorted(f"{rule} {one.place}" for rule, one in report.judgements if one.outcome is Outcome.CANNOT_TELL),
    }


def _sort(finding: Finding) -> str:
    return f"{finding.rule} {finding.severity.value} {finding.spot.place or finding.spot.file}"
