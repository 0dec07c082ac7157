"""The language of the command line: the option, else the repo's configuration, else the terminal's."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from policycheck.cards import Rulebook
from policycheck.cli import COMMANDS
from policycheck.reporters import FOR_PEOPLE, REPORTERS

if TYPE_CHECKING:
    from click.testing import Result
    from tests.conftest import Cli, Command, PolicyRepo

ONLY = ("--select", "gdpr/basis-stated", "--as-of", "2026-11-02")
LOCALES = {"en": "C.UTF-8", "fi": "fi_FI.UTF-8", "sv": "sv_FI.UTF-8"}
USAGE = {"en": "Usage:", "fi": "Käyttö:", "sv": "Användning:"}
EXIT = {"en": "Exit code", "fi": "Paluukoodi", "sv": "Returkod"}
FOR_PROGRAMS = [form for form in REPORTERS if form not in FOR_PEOPLE]


@pytest.fixture(autouse=True)
def every_pack_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether all packs have words in a language is no matter here."""
    monkeypatch.setattr(Rulebook, "spoken", lambda _, language: language)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(monkeypatch)


class Terminal:
    """A terminal whose language can be set."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def speaks(self, language: str) -> None:
        self.patch.setenv("LC_ALL", LOCALES[language])


def language_of(result: Result, words: dict[str, str]) -> list[str]:
    said = result.stdout + result.stderr
    return [language for language, word in words.items() if word in said]


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("words", [("--help",), *((name, "--help") for name in COMMANDS), ("chekc",), ("check", "--x")])
def test_help_and_mistakes_are_told_in_the_language_of_the_terminal(
    words: tuple[str, ...], language: str, terminal: Terminal, run: Cli
) -> None:
    terminal.speaks(language)

    assert language_of(run(*words), USAGE) == [language]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_option_is_heard_wherever_it_stands(name: str, terminal: Terminal, run: Cli) -> None:
    terminal.speaks("sv")

    assert language_of(run(name, "--lang", "fi", "--help"), USAGE) == ["fi"]
    assert language_of(run(name, "--help", "--lang=fi"), USAGE) == ["fi"]
    assert language_of(run("--lang", "fi", name, "--help"), USAGE) == ["fi"]


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("words", [("--help",), *((name, "--help") for name in COMMANDS)])
def test_help_leaves_nothing_in_english(words: tuple[str, ...], language: str, run: Cli) -> None:
    english = run(*words).stdout.splitlines()
    other = run("--lang", language, *words).stdout.splitlines()

    same = {line for line in other if line in english and len(line.split()) > 3}
    assert {line for line in same if not line.lstrip().startswith("-")} == set()
    assert "Options" not in " ".join(other)
    assert "default:" not in " ".join(other)


def test_the_order_is_option_repo_terminal(repo: PolicyRepo, terminal: Terminal, run: Cli) -> None:
    repo.register()
    terminal.speaks("sv")
    assert language_of(run("check", *ONLY), EXIT) == ["sv"]
    repo.configure(language="fi")
    assert language_of(run("check", *ONLY), EXIT) == ["fi"]
    assert language_of(run("check", *ONLY, "--lang", "en"), EXIT) == ["en"]
    assert language_of(run("--lang", "en", "check", *ONLY), EXIT) == ["en"]


ERRORS = {
    "an unknown rule": ("check", "--select", "gdpr/x"),
    "an unknown rule to explain": ("explain", "gdpr/x"),
    "an unknown register": ("show", "custmer"),
    "an unwritable output": ("check", "--output", "json=missing/report.json"),
    "no name of a rule": ("rules", "--select", "x"),
}
ENGLISH = ("there is", "cannot", "did you", "must", "packs are")


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("words", ERRORS.values(), ids=ERRORS)
def test_errors_are_told_in_the_language_of_the_repo(
    words: tuple[str, ...], language: str, repo: PolicyRepo, run: Cli
) -> None:
    repo.register()
    repo.configure(language=language)

    result = run(*words)

    assert result.exit_code == 2
    assert [part for part in ENGLISH if part in result.stderr] == []
    assert result.stderr.startswith("policycheck: ")


def test_a_broken_configuration_is_told_in_the_language_of_the_terminal(
    repo: PolicyRepo, terminal: Terminal, run: Cli
) -> None:
    repo.write(".policycheck.yaml", "policycheck: 1\nlanguage: sv\nselct: [gdpr]\n")
    terminal.speaks("fi")

    assert "tarkoititko: ”select”?" in run("check").stderr


@pytest.mark.parametrize("form", FOR_PROGRAMS)
def test_programs_read_the_same_bytes_in_every_locale(form: str, repo: PolicyRepo, command: Command) -> None:
    repo.register()

    said = {command("check", *ONLY, "--format", form, env={"LC_ALL": locale}).stdout for locale in LOCALES.values()}

    assert len(said) == 1


@pytest.mark.parametrize("words", [("rules", "--format", "json"), ("explain", "gdpr/basis-stated", "--format", "json")])
def test_other_commands_tell_programs_the_same_in_every_locale(words: tuple[str, ...], command: Command) -> None:
    assert len({command(*words, env={"LC_ALL": locale}).stdout for locale in LOCALES.values()}) == 1


def test_one_call_tells_people_and_programs_each_in_their_language(
    repo: PolicyRepo, terminal: Terminal, run: Cli
) -> None:
    repo.register()
    terminal.speaks("fi")

    result = run("check", *ONLY, "--output", "json=report.json", "--output", "text=report.text")

    report = json.loads((repo.root / "report.json").read_text("utf-8"))
    assert report["language"] == "en"
    assert "as of 2026-11-02" in report["summary"]
    assert "tilanne 2.11.2026" in result.stdout
    assert (repo.root / "report.text").read_text("utf-8") == result.stdout


def test_what_is_asked_for_holds_for_programs_too_with_iso_dates(repo: PolicyRepo, run: Cli) -> None:
    repo.register()

    report = json.loads(run("check", *ONLY, "--lang", "sv", "--format", "json").stdout)

    assert report["language"] == "sv"
    assert "läget 2026-11-02" in report["summary"]
    assert report["findings"][0]["severity"] == "error"


@pytest.mark.parametrize(("language", "head"), [("fi", "vakavuus: virhe"), ("sv", "allvarlighetsgrad: fel")])
def test_a_severity_is_told_as_one(language: str, head: str, repo: PolicyRepo, run: Cli) -> None:
    repo.register()

    assert f"customer.yaml:5:3 {head} gdpr/basis-stated\n" in run("check", *ONLY, "--lang", language).stdout
    assert run("explain", "gdpr/basis-stated", "--lang", language).stdout.startswith(f"gdpr/basis-stated ({head})\n")
    assert "error" not in run("rules", "--lang", language).stdout


def test_click_is_bound_to_our_catalogue_only_when_the_command_line_runs(command: Command) -> None:
    done = command("--help", env={"LC_ALL": "sv_FI.UTF-8", "LANGUAGE": "fi"})

    assert "Käyttö:" in done.stdout.decode()
    assert os.environ["LANGUAGE"] == ""


def test_the_language_of_a_call_is_not_that_of_the_next(monkeypatch: pytest.MonkeyPatch, run: Cli) -> None:
    for listed in ("sv", None):
        if listed:
            monkeypatch.setenv("LANGUAGE", listed)
        else:
            monkeypatch.delenv("LANGUAGE")

        assert language_of(run("--lang", "fi", "--help"), USAGE) == ["fi"]
        assert os.environ.get("LANGUAGE") == listed
        assert language_of(run("--help"), USAGE) == [listed or "en"]


def test_what_the_environment_lists_counts_before_the_locale(repo: PolicyRepo, terminal: Terminal, run: Cli) -> None:
    repo.register()
    terminal.speaks("fi")
    terminal.patch.setenv("LANGUAGE", "sv:fi")

    assert language_of(run("check", *ONLY), EXIT) == ["sv"]
    assert language_of(run("check", *ONLY, "--lang", "en"), EXIT) == ["en"]
