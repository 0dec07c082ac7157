"""`policycheck verify`: whether a report is genuine, and whether it is still current."""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from tests.evidence.conftest import DAY, commit, git

from policycheck.evidence import digests, manifest
from policycheck.evidence.manifest import Listed, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Cli, Command, PolicyRepo
    from tests.evidence.conftest import Gather

GENUINE = "Genuine: 2 files as written. SHA-256 of manifest.json: "
CURRENT = "Exit code 0: genuine and current."


def points(stdout: str) -> list[str]:
    """What is told of a report that is not genuine, or out of date."""
    return [line.strip() for line in stdout.splitlines() if line.startswith("  ")]


def told(run: Cli, *words: object) -> tuple[int, list[str]]:
    done = run("verify", *words, *DAY)
    return done.exit_code, points(done.stdout)


def test_a_report_that_was_just_written_is_genuine_and_current(report: Path, run: Cli) -> None:
    done = run("verify", "out", *DAY)

    digest = sha256((report / "manifest.json").read_bytes()).hexdigest()
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"{GENUINE}{digest}",
        "Current on 2026-11-22: what it rests on is the same, and the rules find the same.",
        CURRENT,
    ]
    assert run("verify", report / "manifest.json", *DAY).stdout == done.stdout


@pytest.mark.parametrize(("language", "words"), [("fi", "Aito: 2 tiedostoa"), ("sv", "Äkta: 2 filer")])
def test_it_is_told_in_three_languages(language: str, words: str, report: Path, run: Cli) -> None:
    assert run("verify", report, *DAY, "--lang", language).stdout.startswith(words)


def test_it_works_from_elsewhere_with_the_repo_named(
    report: Path, repo: PolicyRepo, run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_on = shutil.copytree(report, tmp_path / "handed-on")
    monkeypatch.chdir(tmp_path)

    assert run("verify", handed_on, "--repo", repo.root, *DAY).exit_code == 0
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    done = run("verify", handed_on, *DAY)
    assert done.exit_code == 2
    assert done.stdout.startswith(GENUINE)
    assert "there are no registers to hold the report against" in done.stderr
    assert "--files-only" in done.stderr
    genuine = run("verify", handed_on, "--files-only")
    assert genuine.exit_code == 0
    assert genuine.stdout.endswith("Exit code 0: genuine; whether it is current was not asked.\n")


# --- genuine


def change(report: Path) -> None:
    content = bytearray((report / "report.md").read_bytes())
    content[-2] ^= 1
    (report / "report.md").write_bytes(bytes(content))


def lengthen(report: Path) -> None:
    with (report / "report.md").open("ab") as file:
        file.write(b"\n")


def edit(report: Path) -> None:
    path = report / "manifest.json"
    path.write_text(path.read_text().replace('"error": 1', '"error": 0'))


def lay_out_anew(report: Path) -> None:
    path = report / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text())))


def say_twice(report: Path) -> None:
    path = report / "manifest.json"
    path.write_text(path.read_text().replace('"format"', '"format": "policycheck/manifest/v1",\n "format"'))


def link(report: Path) -> None:
    moved = report.parent / "moved.md"
    (report / "report.md").rename(moved)
    (report / "report.md").symlink_to(moved)


def make_a_loop(report: Path) -> None:
    (report / "report.md").unlink()
    (report / "report.md").symlink_to("report.md")


def make_a_pipe(report: Path) -> None:
    (report / "report.md").unlink()
    os.mkfifo(report / "report.md")


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (change, ["report.md: it was changed"]),
        (lengthen, ["report.md: it was changed"]),
        (lambda report: (report / "report.md").unlink(), ["report.md: it is missing"]),
        (lambda report: (report / "report.md").rename(report / "r.md"), ["report.md: it is missing"]),
        (edit, ["manifest.json: it was edited"]),
        (lay_out_anew, ["manifest.json: it was edited"]),
        (say_twice, ["manifest.json: it was edited"]),
        (link, ["report.md: there is a link or something else instead of a file"]),
        (make_a_loop, ["report.md: there is a link or something else instead of a file"]),
        (make_a_pipe, ["report.md: there is a link or something else instead of a file"]),
    ],
)
def test_whatever_was_changed_is_told(tamper: Callable[[Path], None], words: list[str], report: Path, run: Cli) -> None:
    tamper(report)
    done = run("verify", report, *DAY)

    assert done.exit_code == 2
    assert points(done.stdout) == words
    assert done.stdout.startswith("Not genuine:")
    assert done.stdout.endswith("Exit code 2: this is not the report that was written.\n")


@pytest.fixture
def whole(repo: PolicyRepo, gather: Gather) -> Path:
    """A report that is a folder of pages, as a manifest lists it."""
    repo.configure(select=["gdpr/basis-stated", "form"])
    repo.register()
    pages = {"index.html": b"<p>", "rules/gdpr.html": b"<p>rules", "a.css": b""}
    for name, content in pages.items():
        repo.write(f".out/{name}", content)
    listed = [Listed.of(name, content) for name, content in pages.items()]
    repo.write(".out/manifest.json", written(gather(select=()), listed, whole=True))
    return repo.root / ".out"


def test_a_whole_folder_is_genuine_with_nothing_added(whole: Path, run: Cli) -> None:
    assert told(run, whole) == (0, [])

    (whole / "rules" / "other.html").write_text("<p>")
    (whole / "outside").symlink_to("/")
    (whole / ".hidden").write_text("")
    assert told(run, whole) == (
        2,
        [".hidden: it was added", "outside: it was added", "rules/other.html: it was added"],
    )


def test_a_folder_that_became_a_link_is_not_followed(whole: Path, run: Cli, tmp_path: Path) -> None:
    (whole / "rules").rename(tmp_path / "rules")
    (whole / "rules").symlink_to(tmp_path / "rules")

    assert told(run, whole) == (
        2,
        ["rules/gdpr.html: there is a link or something else instead of a file", "rules: it was added"],
    )


def test_a_name_cannot_steer_a_terminal(whole: Path, run: Cli) -> None:
    (whole / "\x1b[2J\n\u202e").write_text("")

    assert "\\u001b[2J\\n\\u202e: it was added" in run("verify", whole, *DAY).stdout


def test_a_digest_that_was_kept_elsewhere_is_held_against(report: Path, run: Cli) -> None:
    digest = sha256((report / "manifest.json").read_bytes()).hexdigest()

    assert told(run, report, "--sha256", digest.upper()) == (0, [])
    assert told(run, report, "--sha256", "0" * 64) == (
        2,
        ["manifest.json: its SHA-256 is another than was expected"],
    )


def test_a_file_that_cannot_be_read_is_told(report: Path, run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(digests, "of_file", refuse)
    found = told(run, report)

    assert found == (2, [f"report.{form}: it cannot be read: Permission denied" for form in ("json", "md")])


def test_a_folder_that_cannot_be_read_is_told(whole: Path, run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = os.walk

    def refusing(folder: Path, *, onerror: Callable[[OSError], None]) -> Any:
        onerror(PermissionError(13, "Permission denied", str(whole / "rules")))
        return walk(folder)

    monkeypatch.setattr(os, "walk", refusing)

    assert "rules: it cannot be read: Permission denied" in points(run("verify", whole, "--files-only").stdout)


def test_a_large_file_is_read_in_pieces(tmp_path: Path) -> None:
    import tracemalloc

    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    digests.of_file(large)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 5_000_000


# --- current


def test_registers_that_changed_are_named(report: Path, repo: PolicyRepo, run: Cli) -> None:
    repo.register(body="# a comment\n")
    assert told(run, report) == (1, ["changed since: customer.yaml"])

    repo.register("new")
    (repo.root / "customer.yaml").unlink()
    assert told(run, report) == (
        1,
        ["added since: new.yaml", "gone since: customer.yaml", "the rules: they find something else as of 2026-11-22"],
    )


def test_of_many_names_some_are_told(report: Path, repo: PolicyRepo, run: Cli) -> None:
    for number in range(9):
        repo.register(f"r{number}")

    assert "added since: r0.yaml, r1.yaml, r2.yaml, r3.yaml, r4.yaml and 4 more" in told(run, report)[1]


def test_line_ends_are_no_change(report: Path, repo: PolicyRepo, run: Cli) -> None:
    content = (repo.root / "customer.yaml").read_bytes()
    repo.write("customer.yaml", content.replace(b"\n", b"\r\n"))

    assert told(run, report) == (0, [])


def test_the_configuration_and_what_it_chooses_count(report: Path, repo: PolicyRepo, run: Cli) -> None:
    repo.configure(select=["form"])

    assert told(run, report) == (
        1,
        ["changed since: .policycheck.yaml", "the rules: they find something else as of 2026-11-22"],
    )


def test_a_day_after_which_something_is_known_to_change_makes_it_old(report: Path, run: Cli) -> None:
    until = json.loads((report / "manifest.json").read_text())["evidence"]["until"]

    assert run("verify", report, "--as-of", until).exit_code == 0
    late = run("verify", report, "--as-of", "2040-01-01")
    assert late.exit_code == 1
    assert f"the day: the last one without a known change was {until}" in points(late.stdout)
    early = run("verify", report, "--as-of", "2026-11-21")
    assert points(early.stdout) == ["the day: the report is as of 2026-11-22, and this day is 2026-11-21"]


def test_a_report_that_was_narrowed_is_held_against_the_same_question(
    repo: PolicyRepo, run: Cli, tmp_path: Path
) -> None:
    repo.configure()
    repo.register()
    repo.register("other")
    narrowed = ("--select", "gdpr", "--ignore", "gdpr/basis-stated,30(1)", "--profile", "notice", "--no-waivers")
    files = ("--output", f"csv={tmp_path}/r.csv", "--manifest", tmp_path / "m.json")

    assert run("report", "customer.yaml", *narrowed, *DAY, *files).exit_code == 0
    assert told(run, tmp_path / "m.json") == (0, [])
    choice = json.loads((tmp_path / "m.json").read_text())["evidence"]["choice"]
    assert choice == {
        "paths": ["customer.yaml"],
        "select": ["gdpr"],
        "ignore": ["gdpr/basis-stated", "30(1)"],
        "profile": "notice",
        "assumed": [],
        "waivers": False,
    }


def test_what_was_assumed_of_the_law_must_be_assumed_again(repo: PolicyRepo, run: Cli, tmp_path: Path) -> None:
    repo.configure(select=["form"])
    repo.register()
    assumption = tmp_path / "assume.yaml"
    assumption.write_text(
        "policycheck: 1\nkind: assumption\ntitle: It falls\nlaw: {adequacy: {dpf: {valid_until: 2026-12-31}}}\n"
    )
    files = ("--output", f"json={tmp_path}/r.json", "--manifest", tmp_path / "m.json")
    assert run("report", *DAY, "--assume", assumption, *files).exit_code == 0

    assert told(run, tmp_path / "m.json", "--assume", assumption) == (0, [])
    assert told(run, tmp_path / "m.json") == (
        1,
        [
            "the law table law/adequacy changed: last checked 2026-11-22 then, 2026-11-22 now",
            "assumed of the law: It falls then, nothing now",
        ],
    )


def test_an_own_pack_that_changed_is_named_with_its_versions(repo: PolicyRepo, run: Cli, tmp_path: Path) -> None:
    repo.register()
    repo.card("ours/words")
    repo.configure(packs=["packs"], select=["ours"])
    files = ("--output", f"json={tmp_path}/r.json", "--manifest", tmp_path / "m.json")
    assert run("report", *DAY, *files).exit_code == 0
    assert told(run, tmp_path / "m.json") == (0, [])

    pack = repo.root / "packs" / "ours" / "pack.yaml"
    pack.write_text(pack.read_text() + "version: 1.2.0\n")
    assert told(run, tmp_path / "m.json") == (
        1,
        [
            "changed since: packs/ours/pack.yaml",
            (
                "the pack ours changed: no version with the law as of 2026-11-22 then, "
                "1.2.0 with the law as of 2026-11-22 now"
            ),
        ],
    )


def restated(path: Path, change: Callable[[Any], None]) -> None:
    """Write a manifest as another program, or another version of the law, would have."""
    stated = json.loads(path.read_text())
    change(stated["evidence"])
    path.write_bytes(manifest._bytes(whole=stated["whole"], evidence=stated["evidence"], files=stated["files"]))  # noqa: SLF001


def older(evidence: Any) -> None:
    evidence["policycheck"] = "0.0.9"
    evidence["packs"] = [{**one, "version": "0.0.9", "digest": "0" * 64} for one in evidence["packs"][:1]]
    evidence["law_tables"] = [{**evidence["law_tables"][0], "checked": "2026-01-01", "digest": "0" * 64}]


def test_a_newer_program_with_newer_packs_and_tables_is_told(report: Path, run: Cli) -> None:
    restated(report / "manifest.json", older)
    code, found = told(run, report)

    assert code == 1
    assert found[:3] == [
        "policycheck: 0.0.9 then, 0.1.0 now",
        (
            "the pack consistency changed: 0.0.9 with the law as of 2026-11-22 then, "
            "0.1.0 with the law as of 2026-11-22 now"
        ),
        "packs added since: eprivacy, fi, form, gdpr, hygiene and 1 more",
    ]
    assert found[3] == "the law table law/acts changed: last checked 2026-01-01 then, 2026-11-22 now"
    assert found[4].startswith("law tables added since: adequacy, ")


def test_a_report_without_names_of_files_says_only_that_they_changed(report: Path, repo: PolicyRepo, run: Cli) -> None:
    restated(report / "manifest.json", lambda evidence: evidence.update(files={}))
    assert told(run, report) == (0, [])

    repo.register(body="# a comment\n")
    assert told(run, report) == (1, ["the registers: they are no longer what the report rests on"])


def test_another_commit_alone_makes_no_report_old(report: Path, repo: PolicyRepo, run: Cli) -> None:
    git(repo.root, "init", "-q")
    first = commit(repo.root)
    files = ("--output", "json=out/report.json", "--output", "markdown=out/report.md")
    run("report", *DAY, *files, "--manifest", "out/manifest.json")
    repo.write("notes.txt", "x")
    second = commit(repo.root)

    done = run("verify", report, *DAY)

    assert done.exit_code == 0
    assert f"The commit was {first}; it is {second} now." in done.stdout


def test_a_report_of_a_changed_tree_says_so(report: Path, repo: PolicyRepo, run: Cli) -> None:
    git(repo.root, "init", "-q")
    commit(repo.root)
    repo.register(body="name: x\n")
    files = ("--output", "json=out/report.json", "--output", "markdown=out/report.md")
    run("report", *DAY, *files, "--manifest", "out/manifest.json")

    assert (
        "When the report was made, 1 file was not as in the commit: customer.yaml" in run("verify", report, *DAY).stdout
    )


def test_a_repo_that_cannot_be_judged_any_more_leaves_it_open(report: Path, repo: PolicyRepo, run: Cli) -> None:
    repo.configure(select=["gdpr/no-such-rule"])
    done = run("verify", report, *DAY)

    assert done.exit_code == 2
    assert done.stdout.startswith(GENUINE)
    assert "no-such-rule" in done.stderr


# --- the same bytes


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Pago_Pago", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "sv"},
        {"PYTHONHASHSEED": "77", "TZ": "UTC", "LC_ALL": "de_DE.ISO-8859-1"},
    ],
)
def test_hashes_time_zones_and_locales_change_nothing(
    environment: dict[str, str], command: Command, tmp_path: Path
) -> None:
    said = []
    for number, env in enumerate(({}, environment)):
        folder = tmp_path / str(number)
        folder.mkdir()
        forms = [
            part for form in ("text", "markdown", "json", "csv") for part in ("--output", f"{form}={folder}/{form}")
        ]
        done = command("report", *DAY, "--lang", "fi", *forms, "--manifest", folder / "m.json", env=env)
        assert done.returncode == 0, done.stderr
        said.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})

    assert said[0] == said[1]
    assert len(said[0]) == 5


def test_a_second_report_of_the_same_commit_is_the_same_beside_the_first(committed: PolicyRepo, run: Cli) -> None:
    (committed.root / "out").mkdir()

    def made() -> bytes:
        run("report", *DAY, "--output", "markdown=out/r.md", "--manifest", "out/manifest.json")
        return (committed.root / "out" / "manifest.json").read_bytes() + (committed.root / "out" / "r.md").read_bytes()

    assert made() == made()


# --- bad input


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is no JSON"),
        (b"{", "it is no JSON"),
        (b"\xff", "it is no JSON"),
        (b"[" * 100_000, "it is no JSON"),
        (b"[]", "it does not say that it is one"),
        (b'{"format": 1}', "it does not say that it is one"),
        (b'{"format": "policycheck/report/v1"}', "it does not say that it is one"),
        (b'{"format": "policycheck/manifest/v2"}', "this version of policycheck reads policycheck/manifest/v1"),
        (b'{"format": "policycheck/manifest/v1"}', "cannot be used as it is"),
    ],
)
def test_a_broken_manifest_is_refused(content: bytes, words: str, repo: PolicyRepo, run: Cli) -> None:
    repo.write("out/manifest.json", content)
    done = run("verify", "out")

    assert done.exit_code == 2
    assert done.stderr.startswith("policycheck: out/manifest.json: ")
    assert words in done.stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda stated: stated.update(files=1), "'files' cannot be used as it is"),
        (lambda stated: stated.update(more=1), "'manifest' cannot be used as it is"),
        (lambda stated: stated["evidence"].update(as_of="tomorrow"), "tomorrow"),
        (lambda stated: stated["evidence"]["tree"].update(state="dirty"), "'evidence.tree.state' cannot be used"),
        (lambda stated: stated["evidence"]["packs"][0].update(more=1), "'evidence.packs[0]' cannot be used"),
        (lambda stated: stated["files"][0].update(path="../secret"), "'../secret' is no path of a report"),
        (lambda stated: stated["files"][0].update(path="/etc/hosts"), "'/etc/hosts' is no path of a report"),
        (lambda stated: stated["files"][0].update(path=""), "'' is no path of a report"),
        (lambda stated: stated["files"][0].update(path="a//b"), "'a//b' is no path of a report"),
        (lambda stated: stated["files"][0].update(path="a\0b"), "is no path of a report"),
        (lambda stated: stated["files"][0].update(path="report.md"), "'report.md' is no path of a report"),
        (lambda stated: stated["files"][0].update(size="1"), "'files[0].size' cannot be used as it is"),
    ],
)
def test_a_manifest_with_something_strange_in_it_is_refused(
    change: Callable[[Any], None], words: str, report: Path, run: Cli
) -> None:
    stated = json.loads((report / "manifest.json").read_text())
    change(stated)
    (report / "manifest.json").write_text(json.dumps(stated))
    done = run("verify", report)

    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_there_must_be_a_report(repo: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("empty/a.txt", "")
    os.mkfifo(repo.root / "pipe")
    told = {name: run("verify", name) for name in ("nowhere", "empty", "pipe")}

    assert {name: done.exit_code for name, done in told.items()} == {"nowhere": 2, "empty": 2, "pipe": 2}
    assert "there is no such file or folder" in told["nowhere"].stderr
    assert "this folder has no manifest.json" in told["empty"].stderr
    assert "--manifest PATH" in told["empty"].stderr
    assert "not a regular file" in told["pipe"].stderr
    monkeypatch.setattr(manifest, "LARGEST", 3)
    repo.write("large/manifest.json", "{   }")
    assert "it is too large" in run("verify", "large").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--manifest", "m.json"], "--manifest lists files, and there are none"),
        (["--output", "csv=../r.csv", "--manifest", "m.json"], "only files in its own folder or below"),
        (["--output", "csv=a.csv", "--output", "json=a.csv", "--manifest", "m.json"], "lists each file once"),
        (["--output", "csv=m.json", "--manifest", "m.json"], "lists each file once"),
        (["--output", "csv=/dev/null", "--manifest", "/dev/m.json"], "only files in its own folder"),
        (["--output", "csv=a.csv", "--manifest", "nowhere/../m.json/m"], "only files in its own folder"),
        (["--output", "csv=a.csv", "--manifest", "."], "cannot be written: Is a directory"),
    ],
)
def test_a_manifest_that_cannot_be_is_refused_before_the_work(
    words: list[str], said: str, repo: PolicyRepo, run: Cli
) -> None:
    repo.register()
    done = run("report", *words)

    assert done.exit_code == 2
    assert said in done.stderr
    assert not (repo.root / "a.csv").exists()
