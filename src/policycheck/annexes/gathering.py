"""Gathers the annexes from a check that kept its judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.__about__ import __version__
from policycheck.annexes.of_findings import Findings
from policycheck.annexes.of_records import Records
from policycheck.annexes.types import Annexes
from policycheck.overview import overview
from policycheck.overview.reading import Reading
from policycheck.overview.words import day
from policycheck.record.layouts import VOCABULARY
from policycheck.speech import Phrase
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.checking import Checked
    from policycheck.finding import Report
    from policycheck.period import Period

TITLE = Phrase("Record of processing activities (GDPR Article 30)")


def annexes(checked: Checked, report: Report, within: Period, layout: str | None = None) -> Annexes:
    """All there is to hand on.

    Args:
        checked: what was checked, with its judgements kept.
        report: its report, in the language that is wanted and for people.
        within: how far to look ahead.
        layout: the authority's layout; else the one for the country of the controllers.
    """
    return _Gathering(checked, report, within, layout).annexes()


class _Gathering:
    """One set of annexes."""

    def __init__(self, checked: Checked, report: Report, within: Period, layout: str | None) -> None:
        self.reading = Reading(checked, report, for_people=True)
        self.wording = self.reading.wording
        self.overview = overview(checked, report, within, for_people=True)
        self.records = Records(layout, self.reading)

    def annexes(self) -> Annexes:
        """All there is to hand on."""
        say, evidence = self.wording.speech, tuple(self._evidence())
        sheets = (*self.records.sheets(), *Findings(self.overview, self.reading, evidence).sheets())
        title, form = say.gettext(TITLE), self.records.form.name
        return Annexes(self.overview, say, form, title, self.records.all_of_them, sheets, evidence)

    def _evidence(self) -> Iterator[tuple[str, str]]:
        """What a reader needs to trust the annexes and to make them again, told in a line each."""
        say, report = self.wording.speech, self.overview.report
        yield say.gettext("controller or processor"), ", ".join(self.overview.organisations)
        yield say.gettext("as of"), day(report.as_of, say)
        yield say.gettext("made with"), f"policycheck {__version__}"
        yield (
            say.gettext("layout"),
            self.wording.book.vocabulary.label(Term(VOCABULARY, self.records.form.name), self.wording.language),
        )
        yield say.gettext("documents"), say.number(report.documents)
        yield say.gettext("documents that could not be read"), say.number(report.refused)
        yield say.gettext("rules"), say.number(report.rules)
        for words in report.assumed:
            yield say.gettext("assumed of the law"), words
        unkept = ", ".join(self._without_record())
        yield say.gettext("registers without a record of processing"), unkept or say.gettext("none")

    def _without_record(self) -> Iterator[str]:
        """Registers of which no description is meant to be the record."""
        for found in self.reading.repo.descriptions.values():
            asked = [one for one in found if self.reading.asked_about(one)]
            if asked and not any("record" in one.serves for one in found):
                yield self.reading.name(self.reading.subject(asked[0]))
