"""`fix` writes what says the same in another layout, and nothing else: not a byte, not a fact."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from policycheck import fixing

if TYPE_CHECKING:
    from tests.conftest import Cli, Command, PolicyRepo

ROOT = Path(__file__).parents[2]
DAY = ("--as-of", "2026-11-22")
WRONG = """\
# Kept by the club.
policycheck: 1
kind: 'Register'      # a capital
id: members
purposes:
  club: {category: "Customer Service", data: [contact]}   # the club's
data:
  contact: {about: [customer], items: [Name, email]}
retension:
  # until they leave
  contact: {period: "24 months", from: end-of-membership}
"""
RIGHT = (
    WRONG.replace("'Register'", "'register'")
    .replace("Customer Service", "customer-service")
    .replace("[Name", "[name")
    .replace("retension", "retention")
    .replace("24 months", "P24M")
)
WAIVER = {
    "policycheck": 1,
    "kind": "waiver",
    "id": "later",
    "rule": "gdpr/basis-stated",
    "place": "register/customer: purposes/none-such",
    "reason": "The lawyers are on it.",
    "owner": "data-protection-officer",
    "until": "2026-12-31",
}


@pytest.fixture
def judged(repo: PolicyRepo) -> PolicyRepo:
    """A repo that is judged by few rules."""
    repo.configure(select=["gdpr/basis-stated", "form", "waivers"])
    return repo


def waive(repo: PolicyRepo, **changes: Any) -> Path:
    return repo.write("waivers.yaml", yaml.safe_dump({**WAIVER, **changes}, sort_keys=False))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_only_what_is_fixed_changes(end: str, mark: bytes, judged: PolicyRepo, run: Cli) -> None:
    file = judged.write("members.yaml", mark + WRONG.replace("\n", end).encode())

    done = run("fix", *DAY)

    assert file.read_bytes() == mark + RIGHT.replace("\n", end).encode()
    assert done.exit_code == 0
    assert "members.yaml:3: write register for 'Register' [form/kind-known]\n" in done.stdout
    assert "members.yaml:9: rename the key 'retension' to retention [form/key-known]\n" in done.stdout
    assert done.stdout.splitlines()[-1] == (
        "5 fixes made in 1 file. 1 finding remains: 1 for you, as no fix states a fact."
    )


def test_the_second_time_there_is_nothing_to_do(judged: PolicyRepo, run: Cli) -> None:
    file = judged.write("members.yaml", WRONG)
    run("fix", *DAY)
    before = file.stat()

    done = run("fix", *DAY)

    assert "0 fixes made in 0 files." in done.stdout
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_diff_shows_and_writes_nothing(judged: PolicyRepo, run: Cli) -> None:
    file = judged.write("members.yaml", WRONG)

    done = run("fix", "--diff", *DAY)

    assert done.exit_code == 1
    assert file.read_text(encoding="utf-8") == WRONG
    assert done.stdout.startswith("--- a/members.yaml\n+++ b/members.yaml\n@@ ")
    assert '-  contact: {period: "24 months", from: end-of-membership}\n' in done.stdout
    assert "5 fixes to make in 1 file." in done.stderr


def test_git_applies_the_diff(judged: PolicyRepo, command: Command) -> None:
    import subprocess

    file = judged.write("members.yaml", WRONG.rstrip("\n"))
    shown = command("fix", "--diff", *DAY).stdout
    subprocess.run(["git", "apply", "-"], cwd=judged.root, input=shown, check=True)  # noqa: S607

    assert file.read_text(encoding="utf-8") == RIGHT.rstrip("\n")


def test_diff_of_what_is_fine_exits_with_zero(judged: PolicyRepo, run: Cli) -> None:
    judged.register()
    done = run("fix", "--diff", *DAY)

    assert (done.exit_code, done.stdout) == (0, "")


def test_stdin_is_printed_fixed_byte_for_byte(judged: PolicyRepo, command: Command) -> None:
    judged.register()
    given = b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode()

    done = command("fix", "-", "--stdin-filename", "members.yaml", *DAY, input=given)

    assert done.returncode == 0
    assert done.stdout == b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()
    assert b"5 fixes made" in done.stderr
    assert not (judged.root / "members.yaml").exists()


@pytest.mark.parametrize("given", [b"\xff\xfe\x00", b"a: [", b"policycheck: 1\nkind: party\nid: x\nrole: [\n"])
def test_what_cannot_be_read_goes_through_as_it_came(given: bytes, judged: PolicyRepo, command: Command) -> None:
    judged.register()
    done = command("fix", "-", "--stdin-filename", "x.yaml", *DAY, input=given)

    assert (done.returncode, done.stdout) == (0, given)
    assert b"in what cannot be read" in done.stderr


def test_stdin_can_be_shown_as_a_diff(judged: PolicyRepo, command: Command) -> None:
    judged.register()

    done = command("fix", "-", "--diff", "--stdin-filename", "members.yaml", *DAY, input=WRONG.encode())

    assert done.returncode == 1
    assert done.stdout.startswith(b"--- a/members.yaml\n+++ b/members.yaml\n@@ ")


def test_stdin_needs_a_name_and_stands_alone(judged: PolicyRepo, run: Cli) -> None:
    file = judged.register()

    assert run("fix", "-", input=b"").exit_code == 2
    alone = run("fix", "-", file, "--stdin-filename", "x.yaml", input=b"")
    assert (alone.exit_code, "stands alone" in alone.stderr) == (2, True)


def test_what_cannot_be_read_is_left_alone_and_the_rest_is_fixed(judged: PolicyRepo, run: Cli) -> None:
    broken = judged.write("broken.yaml", "policycheck: 1\nkind: [register\nid: x\n")
    file = judged.write("members.yaml", WRONG)

    done = run("fix", *DAY)

    assert broken.read_text(encoding="utf-8") == "policycheck: 1\nkind: [register\nid: x\n"
    assert file.read_text(encoding="utf-8") == RIGHT
    assert "1 in what cannot be read; 1 for you" in done.stdout


def test_paths_choose_what_is_written(judged: PolicyRepo, run: Cli) -> None:
    one, other = judged.write("a/one.yaml", WRONG), judged.write("b/two.yaml", WRONG.replace("members", "others"))

    run("fix", one.parent, *DAY)

    assert one.read_text(encoding="utf-8") == RIGHT
    assert other.read_text(encoding="utf-8") == WRONG.replace("members", "others")


def test_ignored_files_are_left_alone(judged: PolicyRepo, run: Cli) -> None:
    judged.register()
    file = judged.write("scratch/members.yaml", WRONG)
    judged.write(".gitignore", "scratch/\n")

    run("fix", *DAY)

    assert file.read_text(encoding="utf-8") == WRONG


def test_an_ignored_file_that_is_named_is_meant(judged: PolicyRepo, run: Cli) -> None:
    file = judged.write("scratch/members.yaml", WRONG)
    judged.write(".gitignore", "scratch/\n")

    run("fix", file, *DAY)

    assert file.read_text(encoding="utf-8") == RIGHT


@pytest.mark.parametrize("folder", ["fixtures/clean", "fixtures/repos/btb-plaza", "fixtures/repos/veisto-remedied"])
def test_in_real_repos_there_is_no_layout_to_fix(folder: str, run: Cli) -> None:
    done = run("fix", "--diff", ROOT / folder, *DAY, "--lang", "en")

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("0 fixes to make in 0 files.")


def test_a_marked_gap_is_told_in_a_translation_too(run: Cli, tmp_path: Path) -> None:
    repo = tmp_path / "plaza"
    copytree(ROOT / "fixtures/repos/btb-plaza", repo)

    first = run("fix", "--unsafe", repo, *DAY, "--lang", "en")
    second = run("fix", "--unsafe", repo, *DAY, "--lang", "en")

    assert (first.exit_code, "10 fixes made in 2 files." in first.stdout) == (0, True)
    assert second.stdout.startswith("0 fixes made")


def test_rights_and_links_are_kept(judged: PolicyRepo, run: Cli) -> None:
    file = judged.write("kept/members.txt", WRONG)
    file.chmod(0o640)
    link = judged.root / "members.yaml"
    link.symlink_to("kept/members.txt")

    run("fix", *DAY)

    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == RIGHT
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(path.name for path in file.parent.iterdir()) == ["members.txt"]


def test_a_link_that_leads_away_is_left_alone(judged: PolicyRepo, run: Cli, tmp_path: Path) -> None:
    away = tmp_path / "away.txt"
    away.write_text(WRONG, encoding="utf-8")
    (judged.root / "members.yaml").symlink_to(away)

    done = run("fix", *DAY)

    assert (done.exit_code, "it is a link" in done.stderr) == (2, True)
    assert away.read_text(encoding="utf-8") == WRONG


def test_a_file_that_changes_meanwhile_is_left_alone(
    judged: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = judged.write("members.yaml", WRONG)
    other = judged.write("a.yaml", WRONG.replace("members", "others"))
    real = fixing.fix

    def slow(*args: Any, **more: Any) -> Any:
        found = real(*args, **more)
        file.write_text("# somebody was here\n" + WRONG, encoding="utf-8")
        return found

    monkeypatch.setattr("policycheck.cli.fix.fix", slow)
    done = run("fix", *DAY)

    assert done.exit_code == 2
    assert "members.yaml: was changed while it was being fixed" in done.stderr
    assert file.read_text(encoding="utf-8") == "# somebody was here\n" + WRONG
    assert other.read_text(encoding="utf-8") == WRONG.replace("members", "others")


def test_a_file_that_may_not_be_written_is_told_and_nothing_is_written(
    judged: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = judged.write("members.yaml", WRONG)
    other = judged.write("a.yaml", WRONG.replace("members", "others"))
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != file and allowed(path, mode))

    done = run("fix", *DAY)

    assert done.exit_code == 2
    assert "members.yaml: cannot be written: Permission denied" in done.stderr
    assert file.read_text(encoding="utf-8") == WRONG
    assert other.read_text(encoding="utf-8") == WRONG.replace("members", "others")


def test_an_unused_waiver_goes_and_its_neighbour_stays(judged: PolicyRepo, run: Cli) -> None:
    judged.register()
    used = yaml.safe_dump({**WAIVER, "id": "used", "place": "register/customer: purposes"}, sort_keys=False)
    file = waive(judged)
    file.write_text(f"# ours\n---\n{file.read_text(encoding='utf-8')}---\n# needed\n{used}", encoding="utf-8")

    done = run("fix", *DAY)

    assert file.read_text(encoding="utf-8") == f"# ours\n---\n# needed\n{used}"
    assert "remove the waiver 'later' [waivers/used]" in done.stdout


def test_a_file_with_one_unused_waiver_goes(judged: PolicyRepo, run: Cli) -> None:
    judged.register()
    file = waive(judged)

    assert "+++ /dev/null" in run("fix", "--diff", *DAY).stdout
    run("fix", *DAY)

    assert not file.exists()


def test_all_unused_waivers_of_a_file_go_at_once(judged: PolicyRepo, run: Cli) -> None:
    judged.register()
    place = "register/customer: purposes/orders-{}"
    many = [{**WAIVER, "id": f"later-{number}", "place": place.format(number)} for number in range(120)]
    file = judged.write("waivers.yaml", yaml.safe_dump_all(many, sort_keys=False))

    assert "120 fixes made in 1 file." in run("fix", *DAY).stdout
    assert not file.exists()


def test_no_waiver_is_called_unused_while_something_cannot_be_read(judged: PolicyRepo, run: Cli) -> None:
    judged.register(body="nonsense-that-is-like-no-key: 1\n")
    file = waive(judged, place="register/customer: purposes")

    run("fix", *DAY)

    assert file.exists()


def test_an_ended_waiver_goes_when_somebody_looks_at_it(judged: PolicyRepo, run: Cli) -> None:
    judged.register()
    file = waive(judged, place="register/customer: purposes", until="2026-01-31")

    assert "1 for --unsafe, to be looked at" in run("fix", *DAY).stdout
    assert file.exists()
    run("fix", "--unsafe", *DAY)
    assert not file.exists()


def test_a_former_id_of_a_rule_is_renamed_wherever_it_is_named(repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    repo.card("ours/worded", aliases=["ours/texted"])
    text = 'policycheck: 1\npacks: [packs]\nselect: ["ours/texted", waivers] # few\nseverity: {ours/texted: info}\n'
    text += "paths:\n- for: [old/*.yaml] # some\n  ignore:\n  - 'ours/texted'\n  severity:\n    ours/texted: info\n"
    repo.write(".policycheck.yaml", text)
    file = waive(repo, rule="ours/texted", place="register/customer")

    run("fix", *DAY)

    assert (repo.root / ".policycheck.yaml").read_text(encoding="utf-8") == text.replace("texted", "worded")
    assert "rule: ours/worded\n" in file.read_text(encoding="utf-8")
    assert "0 fixes made" in run("fix", *DAY).stdout


def test_a_severity_is_changed_by_a_former_id_too(repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    repo.card("ours/worded", aliases=["ours/texted"])
    repo.configure(packs=["packs"], select=["ours/worded"], severity={"ours/texted": "info"})

    assert run("check", *DAY).exit_code == 0


def test_a_gap_is_only_marked_and_stays_a_finding(judged: PolicyRepo, run: Cli) -> None:
    file = judged.register(body="# the end\n")
    before = file.read_text(encoding="utf-8")
    judged.write(
        "more.yaml",
        "policycheck: 1\nkind: register\nid: more\npurposes:\n  club:\n    category: orders # c\n\n  # next\n"
        "  other:\n    text: >\n      many\n\n      words\nname: More\n",
    )

    assert "0 fixes made" in run("fix", *DAY).stdout
    done = run("fix", "--unsafe", *DAY)

    assert file.read_text(encoding="utf-8") == before  # a mapping in braces is left to its author
    assert (judged.root / "more.yaml").read_text(encoding="utf-8") == (
        "policycheck: 1\nkind: register\nid: more\npurposes:\n  club:\n    category: orders # c\n"
        "    legal_basis: {not_filled: TODO}\n\n  # next\n"
        "  other:\n    text: >\n      many\n\n      words\n    legal_basis: {not_filled: TODO}\nname: More\n"
    )
    assert "3 findings remain: 3 for you" in done.stdout
    assert run("check", *DAY).exit_code == 1
    assert "0 fixes made" in run("fix", "--unsafe", *DAY).stdout


def test_a_required_key_is_marked_too(judged: PolicyRepo, run: Cli) -> None:
    judged.register()
    file = waive(judged, place="register/customer: purposes")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("owner: data-protection-officer\n", ""), encoding="utf-8")

    run("fix", "--unsafe", *DAY)

    assert file.read_text(encoding="utf-8").endswith("until: '2026-12-31'\nowner: {not_filled: TODO}\n")


def test_a_fix_that_brings_another_finding_is_refused(judged: PolicyRepo, run: Cli) -> None:
    file = judged.register(body="languag: [no, text]\n")
    before = file.read_bytes()

    done = run("fix", *DAY)

    assert done.exit_code == 1
    assert "customer.yaml:6: error: not fixed" in done.stdout
    assert file.read_bytes() == before


def test_a_key_that_is_there_already_is_not_written_twice(judged: PolicyRepo, run: Cli) -> None:
    file = judged.register(body="name: Ours\nnamee: Theirs\n")
    before = file.read_bytes()

    assert run("fix", "--unsafe", *DAY).exit_code == 0
    assert file.read_bytes() == before


def test_a_refused_fix_does_not_keep_others_from_being_made(judged: PolicyRepo, run: Cli) -> None:
    judged.register(body="languag: [no, text]\n")
    file = judged.write("members.yaml", WRONG)

    done = run("fix", *DAY)

    assert done.exit_code == 1
    assert file.read_text(encoding="utf-8") == RIGHT


@pytest.mark.parametrize(
    "line",
    [
        "language: &l EN", "language: |-\n  EN", 'language: "\\x45N"', "country: !!str fi",
    ],
)  # fmt: skip
def test_what_is_not_written_as_it_reads_is_left_alone(line: str, judged: PolicyRepo, run: Cli) -> None:
    text = f"policycheck: 1\nkind: organisation\nid: us\nname: Us\n{line}\n"
    file = judged.write("us.yaml", text)

    assert run("fix", *DAY).exit_code == 0
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("lang", "words"), [("fi", "Tehty: 5 korjausta"), ("sv", "Gjort: 5 rättelser")])
def test_it_speaks(lang: str, words: str, judged: PolicyRepo, run: Cli) -> None:
    judged.write("members.yaml", WRONG)

    assert words in run("fix", "--lang", lang, *DAY).stdout
