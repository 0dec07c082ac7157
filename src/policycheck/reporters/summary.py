"""The last line of a check: what was checked, what was found, and why the exit code is what it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from policycheck.finding import Outcome, Report, Severity
from policycheck.reporters.severities import named
from policycheck.speech import speech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policycheck.finding import Waived
    from policycheck.reporters import Look
    from policycheck.speech import Speech


def summary(report: Report, look: Look, shown: Callable[[date], str] = date.isoformat) -> str:
    """One line, the same for every format; `shown` is how its readers write a day."""
    say = speech(report.language)
    return say.gettext(
        "{checked}, as of {day}: {found}. {exit}",
        checked=_checked(report, say),
        day=_assuming(shown(report.as_of), report, say),
        found=", ".join(_found(report, say)),
        exit=" ".join([*_notes(report, say, shown), _exit(report, look, say)]),
    )


def _assuming(day: str, report: Report, say: Speech) -> str:
    """The day, and what was assumed of the law on it."""
    if not report.assumed:
        return day
    return say.gettext("{day}, assuming: {titles}", day=day, titles="; ".join(report.assumed))


def _checked(report: Report, say: Speech) -> str:
    checked = say.counted("{n} document", "{n} documents", report.documents)
    apart = "; ".join(_not_judged(report, say))
    checked = f"{checked} ({apart})" if apart else checked
    rules = say.counted("{n} rule", "{n} rules", report.rules)
    return f"{checked}, {rules}" if _has_gaps(report) else checked


def _has_gaps(report: Report) -> bool:
    """Whether any rule found anything, also what is known or waived."""
    return bool(report.findings or report.known or report.waived)


def _not_judged(report: Report, say: Speech) -> Iterator[str]:
    """Of the documents those that were refused; and those that are not ours."""
    if report.refused:
        yield say.counted(
            "{n} cannot be read and is not judged",
            "{n} cannot be read and are not judged",
            report.refused,
        )
    if report.skipped:
        yield say.counted("{n} other document skipped", "{n} other documents skipped", report.skipped)


def _found(report: Report, say: Speech) -> list[str]:
    found = _gaps(report, say)
    if report.known:
        found.append(say.counted("{n} known before", "{n} known before", len(report.known)))
    if report.mended:
        found.append(say.counted("{n} mended since", "{n} mended since", report.mended))
    if report.waived:
        found.append(say.counted("{n} waived", "{n} waived", len(report.waived)))
    open_points = report.outcomes.get(Outcome.CANNOT_TELL, 0)
    if open_points:
        found.append(say.counted("{n} open point", "{n} open points", open_points))
    return found


def _gaps(report: Report, say: Speech) -> list[str]:
    """The findings by severity. That there are none says what the rules found, never that the law is complied with."""
    if not _has_gaps(report):
        return [say.counted("no gaps found by {n} rule", "no gaps found by {n} rules", report.rules)]
    return [
        say.counted("{n} error", "{n} errors", report.count(Severity.ERROR)),
        say.counted("{n} warning", "{n} warnings", report.count(Severity.WARNING)),
        say.counted("{n} note", "{n} notes", report.count(Severity.INFO)),
    ]


def _notes(report: Report, say: Speech, shown: Callable[[date], str]) -> Iterator[str]:
    """That the law did not apply yet on the day, and that it may have moved on since somebody last looked."""
    if report.not_yet:
        acts = (say.gettext("{act} (from {day})", act=act, day=shown(day)) for act, day in report.not_yet)
        yield say.gettext(
            "Not applicable yet on that day: {acts}; findings tell what is asked for since, not what was owed then.",
            acts=", ".join(acts),
        )
    if report.stale_tables:
        yield say.counted(
            "{n} law table was last checked more than six months before that day.",
            "{n} law tables were last checked more than six months before that day.",
            len(report.stale_tables),
        )


def _exit(report: Report, look: Look, say: Speech) -> str:
    if look.fail_on is None:
        return say.gettext(look.lenient)
    severity = named(look.fail_on, say)
    blocking = report.blocking(look.fail_on)
    if blocking:
        findings = say.counted(
            "{n} finding at or above '{severity}'",
            "{n} findings at or above '{severity}'",
            blocking,
            severity=severity,
        )
        return say.gettext("Exit code 1: {findings}.", findings=findings)
    return say.gettext("Exit code 0: nothing at or above '{severity}'.", severity=severity)


def waiver_words(item: Waived, say: Speech) -> str:
    """Until when a finding is set aside, by whom and why."""
    return say.gettext(
        "waived until {until} by {owner}: {reason}", until=item.until, owner=item.owner, reason=item.reason
    )
