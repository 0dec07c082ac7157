"""One language at a time: the words, numbers and days of the tool itself."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from policycheck.period import Period
from policycheck.speech import Phrase, counted, of_locale, speech, use
from policycheck.speech import _ as say

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "sv_FI"}, "sv"),
        ({"LANG": "sv.UTF-8"}, "sv"),
        ({"LANG": "fi"}, "fi"),
        ({"LANG": "fi_FI@euro"}, "fi"),
        ({"LANG": "fi_FI.UTF-8", "LC_MESSAGES": "sv_FI.UTF-8"}, "sv"),
        ({"LANG": "fi_FI.UTF-8", "LC_MESSAGES": "fi_FI.UTF-8", "LC_ALL": "sv_FI.UTF-8"}, "sv"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "POSIX"}, "en"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": ""}, "fi"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fil_PH.UTF-8"}, "en"),
        ({"LANG": ".."}, "en"),
        ({"LANG": "fi_FI.UTF-8", "LANGUAGE": "sv"}, "sv"),
        ({"LC_ALL": "fi_FI.UTF-8", "LANGUAGE": "sv_FI:en"}, "sv"),
        ({"LC_ALL": "fi_FI.UTF-8", "LANGUAGE": "de:se:sv:fi"}, "sv"),
        ({"LC_ALL": "fi_FI.UTF-8", "LANGUAGE": "en_GB:fi"}, "en"),
        ({"LC_ALL": "fi_FI.UTF-8", "LANGUAGE": "de"}, "en"),
        ({"LC_ALL": "fi_FI.UTF-8", "LANGUAGE": ""}, "fi"),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "fi"}, "fi"),
        ({"LANGUAGE": "fi"}, "fi"),
        ({"LC_ALL": "C", "LANGUAGE": "fi"}, "en"),
        ({"LANG": "POSIX", "LANGUAGE": "fi"}, "en"),
    ],
)
def test_the_terminal_asks_for_a_language(environment: dict[str, str], language: str) -> None:
    assert of_locale(environment) == language


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("en", "2026-11-02", "1,234"),
        ("fi", "2.11.2026", "1\xa0234"),
        ("sv", "den 2 november 2026", "1\xa0234"),
    ],
)
def test_days_and_numbers_are_written_as_each_language_has_them(language: str, day: str, number: str) -> None:
    assert speech(language).day(DAY) == day
    assert speech(language).number(1234) == number


@pytest.mark.parametrize(
    ("written", "en", "fi", "sv"),
    [
        ("P1Y", "1 year", "1 vuosi", "1 år"),
        ("P10Y", "10 years", "10 vuotta", "10 år"),
        ("P1M", "1 month", "1 kuukausi", "1 månad"),
        ("P6M", "6 months", "6 kuukautta", "6 månader"),
        ("P24M", "2 years", "2 vuotta", "2 år"),
        ("P18M", "1 year 6 months", "1 vuosi 6 kuukautta", "1 år 6 månader"),
        ("P1D", "1 day", "1 päivä", "1 dag"),
        ("P2W", "14 days", "14 päivää", "14 dagar"),
        ("P1Y1M1D", "1 year 1 month 1 day", "1 vuosi 1 kuukausi 1 päivä", "1 år 1 månad 1 dag"),
        ("P0D", "0 days", "0 päivää", "0 dagar"),
    ],
)
def test_a_period_is_said_in_years_months_and_days(written: str, en: str, fi: str, sv: str) -> None:
    period = Period.parse(written)

    assert [speech(language).period(period) for language in ("en", "fi", "sv")] == [en, fi, sv]


@pytest.mark.parametrize(
    ("language", "none", "one", "many"),
    [
        ("en", "0 rules", "1 rule", "1,234 rules"),
        ("fi", "0 sääntöä", "1 sääntö", "1\xa0234 sääntöä"),
        ("sv", "0 regler", "1 regel", "1\xa0234 regler"),
    ],
)
def test_numbers_choose_the_form_of_a_noun(language: str, none: str, one: str, many: str) -> None:
    use(language)

    assert [counted("{n} rule", "{n} rules", number) for number in (0, 1, 1234)] == [none, one, many]


def test_what_is_spoken_is_what_was_chosen_last() -> None:
    said = []
    for language in ("fi", "sv", "en"):
        use(language)
        said.append(say("there is no rule '{name}'", name="x"))

    assert said == ["sääntöä ei ole: ”x”", "regeln finns inte: ”x”", "there is no rule 'x'"]


def test_what_fills_a_placeholder_is_never_read_as_one() -> None:
    assert say("there is no rule '{name}'", name="{x} {{") == "there is no rule '{x} {{'"


def test_a_message_without_placeholders_keeps_its_braces() -> None:
    assert say("a brace stands alone; write '{{' or '}}' for a brace of the text").count("{{") == 1


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert speech("de").gettext("rule") == "rule"


def test_no_words_stay_no_words() -> None:
    assert speech("fi").gettext(Phrase("")) == ""


def test_english_opens_no_catalogue() -> None:
    program = (
        "import gettext\n"
        "def find(*_, **__): raise AssertionError\n"
        "gettext.find = find\n"
        "from policycheck.speech import speech, _\n"
        "assert speech('en').counted('{n} rule', '{n} rules', 2) == '2 rules'\n"
        "assert _('why') == 'why'\n"
    )

    subprocess.run([sys.executable, "-c", program], check=True)
