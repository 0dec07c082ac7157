"""How findings went over the history of the repo: earlier commits, judged by the rules and the law of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.engine import run
from policycheck.errors import PolicycheckError
from policycheck.finding import Severity
from policycheck.revision import history, repo_at
from policycheck.site.drawing import Point, line
from policycheck.speech import speech

if TYPE_CHECKING:
    from policycheck.checking import Checked
    from policycheck.finding import Report
    from policycheck.site.drawing import Line

COMMITS = 6
"""So many earlier states are judged, unless more or fewer are asked for."""
LARGE = 150
"""In a repo of more documents none is, unless that is asked for: each takes as long as a check."""


def trend(checked: Checked, commits: int | None) -> tuple[Line | None, str]:
    """The findings of some commits and of now; or in words why that is not told."""
    say = speech(checked.report.language)
    if commits == 0:
        return None, say.gettext("Earlier states were not asked for.")
    if commits is None and checked.report.documents > LARGE:
        return None, say.gettext("Earlier states of so large a repo are judged where --history asks for them.")
    try:
        points = _points(checked, commits or COMMITS)
    except PolicycheckError as error:
        return None, say.gettext("Earlier states cannot be told: {reason}", reason=error.message)
    if not points:
        return None, say.gettext("There are no earlier states: these files have not been committed.")
    now = _point(checked.report.as_of.isoformat(), "", checked.report)
    return line([*points, now], [severity.value for severity in Severity]), ""


def _points(checked: Checked, commits: int) -> list[Point]:
    ask = checked.ask._replace(keep_judgements=False, reasons=False)
    found = []
    for commit, day in history(checked.config, commits):
        try:
            repo = repo_at(checked.config, checked.book, commit)
        except PolicycheckError:
            continue
        found.append(_point(day, commit[:10], run(repo, checked.book, ask)))
    return found


def _point(day: str, commit: str, report: Report) -> Point:
    errors, warnings, notes = (report.count(severity) for severity in Severity)
    return Point(day, commit, (errors, warnings, notes))
