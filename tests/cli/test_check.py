"""`policycheck check`: what is asked, what is reported, and which exit code comes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from policycheck.cards import Rulebook
from policycheck.reporters import REPORTERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, PolicyRepo

ONLY = ("--select", "gdpr/basis-stated")
LAWFUL = "  legal_basis: {article: 6(1)(b)}\n"


@pytest.fixture
def registers(repo: PolicyRepo) -> PolicyRepo:
    """A repo with a finding in each of two files."""
    repo.configure()
    repo.register("customer")
    repo.register("invoicing")
    return repo


def findings(output: str) -> list[str]:
    """The compact lines of findings, without their message."""
    return [f"{line.split(': ')[0]} {line.split(': ')[1]}" for line in output.splitlines()[:-1]]


def test_a_finding_shows_its_line_its_reason_its_fix_and_where_to_learn_more(repo: PolicyRepo, run: Cli) -> None:
    repo.register()

    output = run("check", *ONLY, "--as-of", "2026-11-22").stdout.splitlines()

    assert output[0] == "customer.yaml:5:3 error gdpr/basis-stated"
    assert output[2] == "  register/customer: purposes/orders/legal_basis"
    assert output[3:5] == ["  5 |   orders: {category: orders}", "    |   ^^^^^^"]
    assert output[5].startswith("  why   Processing is lawful only if")
    assert "  fix   Add the point of Article 6(1) that allows it:" in output
    assert "  more  policycheck explain gdpr/basis-stated" in output
    assert output[-1] == (
        "1 document, 1 rule, as of 2026-11-22: 1 error, 0 warnings, 0 notes. "
        "Exit code 1: 1 finding at or above 'error'."
    )


def test_without_paths_the_repo_around_the_current_folder_is_checked(
    registers: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers.write("sales/leads.yaml", "policycheck: 1\nkind: register\nid: leads\n")
    monkeypatch.chdir(registers.root / "sales")

    assert findings(run("check", *ONLY, "--format", "compact").stdout) == [
        "../customer.yaml:5:3 error",
        "../invoicing.yaml:5:3 error",
    ]


def test_paths_select_what_is_reported_never_what_is_known(registers: PolicyRepo, run: Cli) -> None:
    registers.write("us.yaml", "policycheck: 1\nkind: organisation\nid: us\nname: Us\n")
    registers.register("customer", "controller: us\n")

    output = run("check", "customer.yaml", "--select", "gdpr/basis-stated,form", "--format", "compact").stdout

    assert findings(output) == ["customer.yaml:5:3 error"]
    assert "3 documents" in output


def test_a_folder_is_a_path_too(registers: PolicyRepo, run: Cli) -> None:
    registers.write("sales/leads.yaml", (registers.root / "customer.yaml").read_text("utf-8").replace("customer", "l"))

    assert findings(run("check", "sales", *ONLY, "--format", "compact").stdout) == ["sales/leads.yaml:5:3 error"]


def test_folders_elsewhere_are_all_checked(tmp_path: Path, run: Cli) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "r.yaml").write_text(
            f"policycheck: 1\nkind: register\nid: {name}\npurposes: {{orders: {{}}, a: {{category: orders}}}}\n",
            "utf-8",
        )

    output = run("check", tmp_path / "one", tmp_path / "two", *ONLY, "--format", "compact").stdout

    assert findings(output) == ["../one/r.yaml:4:24 error", "../two/r.yaml:4:24 error"]


def test_paths_of_two_repos_are_refused(registers: PolicyRepo, tmp_path: Path, run: Cli) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".policycheck.yaml").write_text("policycheck: 1\n", "utf-8")

    result = run("check", registers.root, tmp_path / "other")

    assert result.exit_code == 2
    assert "check one repo at a time" in result.stderr


@pytest.mark.usefixtures("registers")
def test_a_folder_of_repos_is_refused_by_their_names(tmp_path: Path, run: Cli) -> None:
    result = run("check", tmp_path)

    assert result.exit_code == 2
    assert "policy repos of its own: repo" in result.stderr


@pytest.mark.usefixtures("registers")
@pytest.mark.parametrize(
    "name",
    ["gdpr/basis-stated", "gdpr", "6(1)", "13(1)(c)", "6", "GDPR Art. 6(1)", "Art. 6", "artikel 6.1", "form, gdpr"],
)
def test_rules_are_selected_by_id_pack_or_article(name: str, run: Cli) -> None:
    output = run("check", "--select", name, "--format", "compact").stdout

    assert output.count("[gdpr/basis-stated]") == 2


@pytest.mark.usefixtures("registers")
def test_ignored_rules_are_not_judged(run: Cli) -> None:
    result = run("check", "--select", "gdpr/basis-stated", "--select", "form", "--ignore", "gdpr/basis-stated")

    assert result.exit_code == 0


def test_what_cannot_be_read_is_reported_whatever_is_selected(registers: PolicyRepo, run: Cli) -> None:
    registers.write("strange.yaml", "policycheck: 1\nkind: registre\nid: x\n")

    output = run("check", *ONLY, "--ignore", "form", "--format", "compact").stdout

    assert "strange.yaml:2:1: error: the kind 'registre' is unknown" in output


@pytest.mark.parametrize(("threshold", "exit_code"), [("error", 0), ("warning", 1), ("info", 1)])
@pytest.mark.parametrize("form", REPORTERS)
def test_the_threshold_decides_the_exit_code_in_every_format(
    form: str, threshold: str, exit_code: int, repo: PolicyRepo, run: Cli
) -> None:
    repo.register()
    repo.configure(severity={"gdpr/basis-stated": "warning"})

    assert run("check", *ONLY, "--format", form, "--fail-on", threshold).exit_code == exit_code


def test_the_configuration_may_set_the_threshold(repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    repo.configure(severity={"gdpr/basis-stated": "info"}, fail_on="info")

    result = run("check", *ONLY)

    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].endswith("Exit code 1: 1 finding at or above 'info'.")


@pytest.mark.parametrize("form", [form for form in REPORTERS if form not in ("csv", "gitlab", "rdjson")])
@pytest.mark.usefixtures("registers")
def test_exit_zero_is_said_in_the_last_line(form: str, run: Cli) -> None:
    result = run("check", *ONLY, "--exit-zero", "--format", form)

    assert result.exit_code == 0
    assert "Exit code 0: findings were not to count (--exit-zero)." in result.stdout


@pytest.mark.parametrize("form", ["text", "compact"])
@pytest.mark.usefixtures("registers")
def test_quiet_leaves_the_summary(form: str, run: Cli) -> None:
    result = run("check", *ONLY, "--quiet", "--format", form)

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1


def test_outputs_are_what_stdout_would_have_been(registers: PolicyRepo, run: Cli) -> None:
    outputs = [word for form in REPORTERS for word in ("--output", f"{form}=report.{form}")]

    run("check", *ONLY, *outputs, "--color", "always")

    for form in REPORTERS:
        said = run("check", *ONLY, "--format", form).stdout
        assert (registers.root / f"report.{form}").read_text("utf-8") == said


def test_an_output_replaces_the_file_behind_a_link(registers: PolicyRepo, run: Cli) -> None:
    registers.write("old/report.txt", "old\n")
    (registers.root / "report.txt").symlink_to("old/report.txt")

    run("check", *ONLY, "--output", "compact=report.txt")

    assert (registers.root / "report.txt").is_symlink()
    assert len((registers.root / "old/report.txt").read_text("utf-8").splitlines()) == 3


def test_stdin_stands_for_a_file_of_the_repo(registers: PolicyRepo, run: Cli) -> None:
    text = (registers.root / "customer.yaml").read_text("utf-8")

    broken = run("check", "-", "--stdin-filename", "customer.yaml", *ONLY, "--format", "compact", input=text)
    mended = run("check", "-", "--stdin-filename", "customer.yaml", *ONLY, "--format", "compact", input=text + LAWFUL)

    assert findings(broken.stdout) == ["customer.yaml:5:3 error"]
    assert mended.exit_code == 0
    assert "2 documents" in mended.stdout


def test_stdin_may_be_a_file_that_is_not_saved_yet(registers: PolicyRepo, run: Cli) -> None:
    text = (registers.root / "customer.yaml").read_text("utf-8").replace("customer", "new")

    result = run("check", "-", "--stdin-filename", "new.yaml", *ONLY, "--format", "compact", input=text)

    assert findings(result.stdout) == ["new.yaml:5:3 error"]
    assert "3 documents" in result.stdout


def test_documents_of_others_are_skipped_and_counted_where_there_is_no_configuration(
    repo: PolicyRepo, run: Cli
) -> None:
    repo.register()
    repo.write("compose.yaml", "services: {}\n---\nvolumes: {}\n")

    assert "1 document (2 other documents skipped), 1 rule" in run("check", *ONLY).stdout


def test_hidden_and_ignored_files_are_not_read(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.register()
    for name in (".hidden/a.yaml", "build/b.yaml", "scratch.yaml"):
        repo.write(name, "- not ours\n")
    repo.write(".gitignore", "build/\nscratch.*\n")

    assert "1 document, 1 rule" in run("check", *ONLY).stdout


@pytest.mark.usefixtures("registers")
def test_the_day_is_in_the_summary_and_today_is_the_day_of_utc(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    from policycheck.reading import today

    assert f"as of {today()}" in run("check", *ONLY).stdout
    assert "as of 2030-05-25" in run("check", *ONLY, "--as-of", "2030-05-25").stdout


def test_language_is_chosen_by_option_then_by_configuration_then_is_english(
    repo: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Rulebook, "spoken", lambda _, language: language)
    repo.register()
    assert document(run, ())["language"] == "en"
    repo.configure(language="fi")
    assert document(run, ())["language"] == "fi"
    assert document(run, ("--lang", "sv"))["language"] == "sv"


def document(run: Cli, words: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("check", *ONLY, *words, "--format", "json").stdout)
    return found


def test_a_language_that_the_packs_lack_is_told_and_not_mixed_in(repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    repo.card("ours/worded")

    done = run("check", "--lang", "sv", "--format", "json")

    assert json.loads(done.stdout)["language"] == "en"
    assert "”sv”" in done.stderr


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "5 documents (3 cannot be read and are not judged), 1 rule"),
        ("fi", "5 dokumenttia (3 ei ole luettavissa, joten niitä ei arvioitu), 1 sääntö"),
        ("sv", "5 dokument (3 kan inte läsas och bedöms därför inte), 1 regel"),
    ],
)
def test_the_last_line_tells_what_could_not_be_read(language: str, words: str, repo: PolicyRepo, run: Cli) -> None:
    repo.register("a")
    repo.register("b", "controller: nobody\n")
    repo.register("misspelt", "purpses: none\n")
    repo.write("binary.yaml", b"\x7fELF\0")
    repo.write("broken.yaml", "policycheck: 1\nkind: [\n")

    assert run("check", *ONLY, "--quiet", "--lang", language).stdout.startswith(words)


def test_programs_are_told_how_many_documents_were_refused(repo: PolicyRepo, run: Cli) -> None:
    repo.register("a")
    repo.register("misspelt", "purpses: none\n")
    for number in "12":
        repo.write(f"copy-{number}.yaml", "policycheck: 1\nkind: party\nid: a\n")
    repo.write("other.yaml", "services: {}\n")

    report = json.loads(run("check", *ONLY, "--format", "json").stdout)

    assert (report["documents"], report["refused"], report["skipped"]) == (4, 2, 1)
    assert report["summary"].startswith("4 documents (2 cannot be read and are not judged; 1 other document skipped)")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Not applicable yet on that day: GDPR (from 2018-05-25); findings tell what is asked for since"),
        ("fi", "Tuolloin ei vielä sovellettu: tietosuoja-asetus (25.5.2018 alkaen)."),
        ("sv", "Ännu inte tillämpligt den dagen: dataskyddsförordningen (från och med den 25 maj 2018)."),
    ],
)
@pytest.mark.usefixtures("registers")
def test_the_last_line_says_that_the_law_of_a_day_was_another(language: str, words: str, run: Cli) -> None:
    before = run("check", *ONLY, "-q", "--lang", language, "--as-of", "2018-05-24")
    since = run("check", *ONLY, "-q", "--lang", language, "--as-of", "2018-05-25")

    assert words in before.stdout
    assert words[:20] not in since.stdout
    assert (before.exit_code, since.exit_code) == (1, 1)
