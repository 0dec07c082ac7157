"""Bad input gives file, line, column and the way out, never a traceback; the other files are still checked."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policycheck.reporters import REPORTERS

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

MEGABYTE = 1_000_000
REGISTER = "policycheck: 1\nkind: register\nid: bad\n"
PARTY = "policycheck: 1\nkind: party\nid: bad\n"


@dataclass(frozen=True)
class Bad:
    """A file that is wrong, where that is said, and the words that lead out of it."""

    content: str | bytes
    at: str
    rule: str
    way_out: str


def alias_bomb() -> str:
    """Nine lines that stand for a thousand million nodes."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    return "\n".join(lines) + "\n"


BAD = {
    "empty": Bad("", "1:1", "form/not-empty", "Write a document in it"),
    "only comments": Bad("# later\n", "1:1", "form/not-empty", "or delete the file"),
    "not UTF-8": Bad("name: Kävijä\n".encode("latin-1"), "1:1", "form/utf-8", "Save the file as UTF-8"),
    "UTF-16": Bad(REGISTER.encode("utf-16"), "1:1", "form/utf-8", "Save the file as UTF-8"),
    "UTF-16 without a mark": Bad(REGISTER.encode("utf-16-le"), "1:1", "form/utf-8", "not UTF-8 but UTF-16"),
    "binary": Bad(b"\x7fELF\x02\x01\0\0", "1:1", "form/text-not-binary", "another ending than .yaml"),
    "fifty megabytes": Bad(b"a: b\n" * (10 * MEGABYTE), "1:1", "form/not-too-large", "Split the file"),
    "ten thousand levels of brackets": Bad("[" * 10_000 + "]" * 10_000, "1:65", "form/not-too-deep", "never closes"),
    "ten thousand levels of braces": Bad("{a: " * 10_000, "1:257", "form/not-too-deep", "never closes"),
    "an alias bomb": Bad(alias_bomb(), "6:", "form/not-too-large", "Aliases count as often as they are used"),
    "an unknown kind": Bad(REGISTER.replace("register", "registre"), "2:1", "form/kind-known", "mean 'register'?"),
    "a reserved kind": Bad(REGISTER.replace("register", "breach"), "2:1", "form/kind-reserved", "register"),
    "an unknown key": Bad(f"{REGISTER}purpose: x\n", "4:1", "form/key-known", "did you mean 'purposes'?"),
    "an unknown key of nothing": Bad(f"{REGISTER}purpses: none\n", "4:1", "form/key-known", "mean 'purposes'?"),
    "a key beside a nothing": Bad(
        f"{REGISTER}location: {{not_known: x, ower: y}}\n", "4:26", "form/nothing-in-form", "mean 'owner'?"
    ),
    "a nothing misspelt": Bad(f"{REGISTER}transfers: None\n", "4:1", "form/nothing-in-form", "not_known: why, owner"),
    "no kind": Bad(REGISTER.replace("register", ""), "2:1", "form/kind-known", "followed by no kind"),
    "none for a kind": Bad(REGISTER.replace("register", "none"), "2:1", "form/kind-known", "kind 'none' is unknown"),
    "why it has no kind": Bad(REGISTER.replace("register", "{not_known: x}"), "2:1", "form/kind-known", "no kind"),
    "no version": Bad(REGISTER.replace("1", "", 1), "1:1", "form/version-known", "Write 'policycheck: 1'"),
    "none for an id": Bad(REGISTER.replace("bad", "none"), "3:1", "form/key-required", "'id' needs a value"),
    "a wrong type": Bad(f"{REGISTER}version: one\n", "4:1", "form/type", "Put text that looks like a number"),
    "a dangling reference": Bad(f"{REGISTER}controller: nobody\n", "4:1", "form/reference-resolves", "id: nobody"),
    "a wrong key of its own": Bad(
        f"{REGISTER}data:\n  names: {{items: [name]}}\npurposes:\n  orders: {{data: [name]}}\n",
        "7:19",
        "form/key-resolves",
        "did you mean 'names'?",
    ),
    "two documents of one kind and id": Bad(
        REGISTER.replace("bad", "customer") + "---\n" + PARTY, "3:1", "form/id-unique", "another id"
    ),
    "a date that is none": Bad(f"{REGISTER}reviewed: 1.2.2026\n", "4:1", "form/date", "2026-03-01"),
    "a date that never comes": Bad(f"{REGISTER}reviewed: 2026-02-30\n", "4:1", "form/date", "2026-03-01"),
    "a period that is none": Bad(f"{REGISTER}review_every: 5 years\n", "4:1", "form/period", "P5Y"),
    "a period of nothing": Bad(f"{REGISTER}review_every: P\n", "4:1", "form/period", "P5Y"),
    "an unknown country": Bad(f"{PARTY}country: ZZ\n", "4:1", "form/country", "ISO 3166-1"),
    "an unknown code": Bad(f"{REGISTER}data_subjects: [custumer]\n", "4:17", "form/code-known", "mean 'customer'?"),
    "a key twice": Bad(f"{REGISTER}name: a\nname: b\n", "5:1", "form/keys-unique", "in line 4"),
    "broken syntax": Bad(f'{REGISTER}name: "a\n', "4:7", "form/syntax", "quotes that never close"),
    "a tag": Bad(f"{REGISTER}name: !!python/name:os.system x\n", "4:7", "form/no-tags", "Delete the tag"),
    "a list": Bad("- a\n- b\n", "1:1", "form/document-is-mapping", "policycheck: 1"),
    "another version": Bad("policycheck: 2\nkind: party\nid: bad\n", "1:1", "form/version-known", "policycheck: 1"),
    "nobody's document": Bad("a: b\n", "1:1", "form/is-ours", "policycheck: 1"),
    "a control character": Bad(f"{REGISTER}name: a\x07b\n", "4:8", "form/characters", "Delete the character"),
}


@pytest.fixture
def registers(repo: PolicyRepo) -> PolicyRepo:
    """A repo with one readable register that has a finding."""
    repo.configure(select=["gdpr/basis-stated", "form"])
    repo.register("customer")
    return repo


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_is_wrong_is_shown_with_its_line_and_the_way_out_and_the_others_are_checked(
    bad: Bad, registers: PolicyRepo, run: Cli
) -> None:
    registers.write("strange.yaml", bad.content)

    result = run("check")

    assert result.exit_code == 1
    assert f"strange.yaml:{bad.at}" in result.stdout
    assert f" error {bad.rule}\n" in result.stdout
    assert bad.way_out in " ".join(result.stdout.split()) or bad.way_out in result.stdout
    assert "did you mean ''" not in result.stdout
    assert "customer.yaml:5:3 error gdpr/basis-stated" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_the_exit_code_is_the_same_in_every_format(bad: Bad, repo: PolicyRepo, run: Cli) -> None:
    repo.configure(select=["gdpr/basis-stated", "form"])
    repo.register("customer", "  legal_basis: {article: 6(1)(b)}\n")
    assert [run("check", "--format", form).exit_code for form in REPORTERS] == [0] * len(REPORTERS)
    repo.write("strange.yaml", bad.content)

    assert [run("check", "--format", form).exit_code for form in REPORTERS] == [1] * len(REPORTERS)


def test_a_file_that_cannot_be_opened_is_a_finding(registers: PolicyRepo, run: Cli) -> None:
    (registers.root / "gone.yaml").symlink_to("nowhere.yaml")

    result = run("check", "--format", "compact")

    assert result.exit_code == 1
    assert "gone.yaml:1:1: error: this file cannot be opened: No such file" in result.stdout
    assert "customer.yaml:5:3" in result.stdout


def test_a_file_that_may_not_be_read_is_a_finding(
    registers: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = registers.write("secret.yaml", "a: b\n")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == secret.name:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert (
        "secret.yaml:1:1: error: this file cannot be opened: Permission denied"
        in run("check", "--format", "compact").stdout
    )


def test_one_broken_document_of_a_stream_does_not_hide_the_others(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.write("parties.yaml", f'{PARTY}name: "a\n---\n{PARTY}country: ZZ\n---\n- a\n')

    lines = run("check", "--format", "compact", "--select", "form").stdout.splitlines()

    rules = [line.rpartition("[")[2] for line in lines[:-1]]
    assert rules == ["form/syntax]", "form/country]", "form/document-is-mapping]"]


MEASURED = """
import resource, subprocess, sys
run = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(run.returncode, most // 1024 if sys.platform == "darwin" else most)
"""
"""A small process between the tests and the command: what a process weighs includes what it was started from."""


def test_an_alias_bomb_is_refused_with_little_memory(registers: PolicyRepo) -> None:
    registers.write("strange.yaml", alias_bomb())
    program = [sys.executable, "-c", MEASURED, sys.executable, "-m", "policycheck", "check"]

    run = subprocess.run(program, cwd=registers.root, capture_output=True, check=True)
    exit_code, kilobytes = map(int, run.stdout.split())

    assert exit_code == 1
    assert kilobytes < 100 * 1024


USAGE = {
    "an unknown rule in --select": (("--select", "gdpr/basis-statd"), "did you mean 'gdpr/basis-stated'?"),
    "an unknown pack in --select": (("--select", "gdpt"), "did you mean 'gdpr'?"),
    "an unknown article in --select": (("--select", "99(9)"), "packs are"),
    "an unknown rule in --ignore": (("--ignore", "gdpr/basis-statd"), "did you mean 'gdpr/basis-stated'?"),
    "a --select of nothing": (("--select", " , "), "no name is given"),
    "no rule left": (("--select", "gdpr", "--ignore", "gdpr"), "select more, or ignore less"),
    "a missing path": (("missing",), "missing: there is no such file or folder"),
    "an unwritable --output": (("--output", "json=missing/report.json"), "missing/report.json: cannot be written"),
    "a folder as --output": (("--output", "json=."), ".: cannot be written: Is a directory"),
    "the root as --output": (("--output", "json=/"), "/: cannot be written"),
    "an unknown format in --output": (("--output", "xml=report.xml"), "text, compact, json"),
    "an --output without a path": (("--output", "json"), "is not FORMAT=PATH"),
    "an unknown format": (("--format", "xml"), "'text', 'compact', 'json'"),
    "an unknown option": (("--selct", "gdpr"), "--select"),
    "a day without hyphens": (("--as-of", "20261122"), "write it as 2026-03-01"),
    "a day of a week": (("--as-of", "2026-W47-1"), "write it as 2026-03-01"),
    "an impossible day": (("--as-of", "2026-02-30"), "write it as 2026-03-01"),
    "an unknown threshold": (("--fail-on", "fatal"), "'error', 'warning', 'info'"),
    "an unknown language": (("--lang", "xx"), "'en', 'fi', 'sv'"),
    "stdin without a name": (("-",), "needs --stdin-filename"),
}


@pytest.mark.parametrize(("words", "way_out"), USAGE.values(), ids=USAGE)
def test_a_wrong_call_exits_with_2_and_says_the_way_out(
    words: tuple[str, ...], way_out: str, registers: PolicyRepo, run: Cli
) -> None:
    result = run("check", *words)

    assert result.exit_code == 2
    assert way_out in result.stderr
    assert result.stdout == ""
    assert [path.name for path in registers.root.iterdir() if path.suffix != ".yaml"] == []


@pytest.mark.parametrize("form", REPORTERS)
def test_an_empty_folder_is_no_success(form: str, repo: PolicyRepo, run: Cli) -> None:
    result = run("check", "--format", form)

    assert result.exit_code == 2
    assert "nothing to check: 0 YAML files" in result.stderr
    assert "'policycheck: 1'" in result.stderr
    assert str(repo.root) in result.stderr


@pytest.mark.parametrize("path", ["empty", "elsewhere"])
def test_paths_without_a_file_of_the_repo_are_no_success(path: str, repo: PolicyRepo, run: Cli) -> None:
    repo.configure(folders=["registers"])
    repo.register("registers/customer")
    repo.register("elsewhere/other")
    (repo.root / "empty").mkdir()
    result = run("check", path)

    assert result.exit_code == 2
    assert f"{path}: nothing to check: no YAML file of this repo is there" in result.stderr
    assert run("check", path, "registers").exit_code == 1


def test_a_folder_of_other_yaml_is_no_success(repo: PolicyRepo, run: Cli) -> None:
    repo.write("compose.yaml", "services: {}\n")

    result = run("check")

    assert result.exit_code == 2
    assert "1 YAML file, 1 document without 'policycheck:'" in result.stderr


CONFIGURATIONS = {
    "unknown key": ("policycheck: 1\nselct: [gdpr]\n", ":2:1: ", "did you mean 'select'?"),
    "wrong value": ("policycheck: 1\nfail_on: fatal\n", ":2:1: ", "see 'policycheck schema config'"),
    "broken syntax": ("policycheck: 1\nselect: [gdpr\n", ":2:9: ", "cannot be read"),
    "not UTF-8": ("policycheck: 1 # ä\n".encode("latin-1"), ": ", "cannot be read: it is not UTF-8; save it as UTF-8"),
    "UTF-16": ("policycheck: 1\n".encode("utf-16"), ": ", "cannot be read: it is not UTF-8; save it as UTF-8"),
    "binary": (b"\x7fELF\0", ": ", "cannot be read: it is binary"),
    "a list": ("- a\n", ":1:1: ", "must hold one mapping"),
    "a missing folder": ("policycheck: 1\nfolders: [data]\n", ":2:11: ", "'data' does not exist"),
    "a folder outside": ("policycheck: 1\nfolders: [..]\n", ":2:11: ", "'..' lies outside the repo"),
    "an unknown rule": ("policycheck: 1\nignore: [gdpr/basis-statd]\n", ":2:10: ", "did you mean 'gdpr/basis-stated'?"),
    "the severity of no rule": ("policycheck: 1\nseverity: {gdpr/x: info}\n", ":2:12: ", "there is no rule 'gdpr/x'"),
}


@pytest.mark.parametrize(("text", "at", "way_out"), CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_broken_configuration_exits_with_2_and_names_its_line(
    text: str | bytes, at: str, way_out: str, repo: PolicyRepo, run: Cli
) -> None:
    repo.register()
    repo.write(".policycheck.yaml", text)

    result = run("check")

    assert result.exit_code == 2
    assert f".policycheck.yaml{at}" in result.stderr
    assert way_out in result.stderr


def test_a_broken_card_exits_with_2_and_names_card_and_line(repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    card = repo.card("ours/worded", require={"has": "txt"})
    line = 1 + card.read_text(encoding="utf-8").splitlines().index("  has: txt")

    result = run("check")

    assert result.exit_code == 2
    assert f"{card.name}:{line}:3: " in result.stderr
    assert "did you mean 'text'?" in result.stderr


@pytest.mark.parametrize("kind", ["[register]", "{a: b}", "12", "true"])
def test_a_kind_that_is_no_word_is_unknown_and_hides_nothing(kind: str, repo: PolicyRepo, run: Cli) -> None:
    repo.write("bad.yaml", f"policycheck: 1\nkind: {kind}\nid: a\n")
    repo.register()

    output = run("check", "--select", "gdpr/basis-stated", "--format", "compact").stdout

    assert "bad.yaml:2:1: error" in output
    assert "[form/kind-known]" in output
    assert "customer.yaml" in output
