"""Every format on a repo that is nasty on purpose; calendars are read by another library than has written them."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ics import Calendar
from jsonschema import Draft202012Validator

from policycheck import __version__, resources
from policycheck.agenda import FORMATS, agenda, writer
from policycheck.agenda.csv import COLUMNS
from policycheck.errors import UsageError
from policycheck.period import Period
from policycheck.reading import Request, read
from policycheck.reporters import Look
from policycheck.reporters.cells import MARK

if TYPE_CHECKING:
    from tests.agenda.conftest import Gather
    from tests.conftest import PolicyRepo

    from policycheck.agenda import Agenda

GOLDEN = Path(__file__).parents[1] / "golden"
REMEDIED = Path(__file__).parents[2] / "fixtures" / "repos" / "btb-plaza-remedied"
LOOK = Look(prefix="registers/")
WIDTH = 100
LONGEST = 75
"""Octets in a line of a calendar (RFC 5545, 3.1)."""


def written(told: Agenda, form: str, look: Look = LOOK) -> str:
    out = io.StringIO(newline="")
    writer(form).write(told, out, look)
    return out.getvalue()


def events(text: str) -> list[Any]:
    """The events of a calendar, by day, as the library ics reads them."""
    return sorted(Calendar(text).events, key=lambda event: (event.begin, event.uid))


@pytest.mark.parametrize("form", FORMATS)
def test_an_agenda_is_written_as_the_golden_file_has_it(form: str, nasty: Agenda) -> None:
    found = written(nasty, form).replace(f'"policycheck": "{__version__}"', '"policycheck": "0.0.0"')

    assert found.encode() == (GOLDEN / f"nasty-agenda.{form}").read_bytes()


@pytest.mark.parametrize("form", ["text", "csv", "ics"])
def test_nothing_that_was_read_can_steer_a_terminal(form: str, nasty: Agenda) -> None:
    dangerous = {
        character
        for character in written(nasty, form)
        if unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in "\u202a\u202b\u202c\u202d\u202e\u2066"
    }

    assert dangerous <= {"\n", "\t", "\r"}
    assert "\r" not in written(nasty, form).replace("\r\n", "")


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_text_is_at_most_as_wide_as_a_terminal(language: str, nasty: Agenda, gather: Gather) -> None:
    assert nasty.items
    assert [line for line in written(gather(language=language), "text").splitlines() if len(line) > WIDTH] == []


def test_text_says_how_much_falls_due_how_much_is_overdue_and_what_is_not_known(nasty: Agenda) -> None:
    late = nasty.overdue
    said = " ".join(written(nasty, "text").split())

    assert f"As of 2026-11-22. Due until 2027-11-22: {len(nasty.items) - late}. Overdue: {late}." in said
    assert said.endswith("Not read, and therefore not in this list: 1. 'policycheck check' tells why.")


@pytest.mark.usefixtures("club")
def test_an_empty_agenda_is_its_last_line(gather: Gather) -> None:
    assert written(gather(within="P1D"), "text") == "As of 2026-11-22. Due until 2026-11-23: 0. Overdue: 0.\n"


def test_csv_has_the_columns_that_are_documented() -> None:
    documented = str(writer("csv").__doc__).partition("The columns:")[2]
    named = re.findall(r"^(\w+(?:, \w+)?)  ", documented, re.MULTILINE)

    assert ", ".join(named).split(", ") == list(COLUMNS)


def test_no_cell_of_csv_is_run_by_a_spreadsheet(nasty: Agenda) -> None:
    rows = list(csv.DictReader(io.StringIO(written(nasty, "csv").removeprefix(MARK), newline="")))
    cells = [cell for row in rows for cell in row.values()]

    assert len(rows) == len(nasty.items)
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_json_has_the_shape_that_is_published(nasty: Agenda) -> None:
    schema = json.loads((resources.schemas() / "agenda.schema.json").read_text(encoding="utf-8"))

    Draft202012Validator(schema).validate(json.loads(written(nasty, "json")))


# --- calendars


def test_another_library_reads_every_event_as_it_was_meant(nasty: Agenda) -> None:
    read = events(written(nasty, "ics"))

    assert sorted((event.begin.date(), event.all_day) for event in read) == sorted(
        (item.day, True) for item in nasty.items
    )
    for event in read:
        assert event.duration == timedelta(days=1)
        assert "owner: " in event.description
        assert event.transparent
    told = " ".join(event.description for event in read)
    assert all(item.subject.replace("\n", " ") in told for item in nasty.items if item.subject.isprintable())


def test_an_alarm_comes_two_weeks_before_what_is_not_overdue(nasty: Agenda) -> None:
    late = {item.day for item in nasty.items if item.overdue}
    for event in events(written(nasty, "ics")):
        if event.begin.date() in late:
            assert event.alarms == []
            assert event.name.startswith("overdue: ")
        else:
            (alarm,) = event.alarms
            assert alarm.trigger == timedelta(days=-14)


def test_lines_of_a_calendar_are_short_and_end_as_they_must(nasty: Agenda) -> None:
    said = written(nasty, "ics")

    assert said.endswith("END:VCALENDAR\r\n")
    assert [line for line in said.split("\r\n") if len(line.encode()) > LONGEST] == []


def test_events_are_known_by_what_they_are_and_not_by_their_day(club: PolicyRepo, gather: Gather) -> None:
    def uids(day: str) -> list[str]:
        club.register("a", f"reviewed: {day}\nreview_every: P1Y\n")
        club.register("b", f"reviewed: {day}\nreview_every: P1Y\n")
        return [event.uid for event in events(written(gather(), "ics"))]

    before, after = uids("2026-01-01"), uids("2026-02-01")

    assert sorted(before) == sorted(after)
    assert len(set(before)) == len(before) == 2


def test_two_organisations_share_no_event(repo: PolicyRepo, gather: Gather) -> None:
    repo.configure()
    repo.register("customer", "reviewed: 2026-01-01\nreview_every: P1Y\n")
    found = []
    for name in ("one", "two"):
        repo.write("ours.yaml", f"policycheck: 1\nkind: organisation\nid: {name}\n")
        found += [event.uid for event in events(written(gather(), "ics"))]

    assert len(set(found)) == 2


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_the_calendar_of_a_real_repo_is_the_same_wherever_it_is_made(language: str) -> None:
    def made(look: Look) -> str:
        told = agenda(read(Request((REMEDIED,))), date(2026, 11, 22), Period(12, 0), language)
        return written(told, "ics", look)

    assert made(LOOK) == made(Look(prefix="elsewhere/"))
    assert len(events(made(LOOK))) == 10


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "policycheck.agenda.ics", raising=False)

    with pytest.raises(UsageError, match="needs the library icalendar") as error:
        writer("ics")

    assert error.value.hint == "install it: pip install 'policycheck[calendar]'"
