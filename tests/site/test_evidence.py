"""What pages say they rest on, and whether a folder of them can be verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.evidence.conftest import DAY, commit, git

from policycheck.evidence.manifest import read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, PolicyRepo

AUDIENCES = ("internal", "public")


@pytest.fixture
def head(repo: PolicyRepo) -> str:
    """The commit of a repo with a register, a pack of its own and a file that is in no commit."""
    repo.register("confidential")
    repo.card("ours/words")
    repo.configure(packs=["packs"], select=["ours", "form", "gdpr/basis-stated"])
    git(repo.root, "init", "-q")
    found = commit(repo.root)
    repo.register("unfinished")
    return found


def made(run: Cli, folder: Path, audience: str) -> Path:
    done = run("report", *DAY, "--format", "html", "--out", folder, "--audience", audience, "--lang", "en")
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_tells_what_it_rests_on(audience: str, head: str, run: Cli, tmp_path: Path) -> None:
    pages = {path.name: path.read_text("utf-8") for path in made(run, tmp_path / "out", audience).glob("*.html")}
    feet = {name: page[page.index("<footer>") :] for name, page in pages.items()}

    said = {name for name, foot in feet.items() if f"<dt>commit</dt><dd>{head}</dd><dd>not clean: " in foot}
    assert said == set(pages)
    assert len(pages) > 5
    assert all("law as of 2026-11-22" in foot and "SHA-256" in foot for foot in feet.values())
    named = {name for name, foot in feet.items() if "unfinished.yaml" in foot and "ours (own)" in foot}
    assert named == (set(pages) if audience == "internal" else set())


@pytest.mark.usefixtures("head")
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_folder_of_pages_can_be_verified(audience: str, repo: PolicyRepo, run: Cli, tmp_path: Path) -> None:
    out = made(run, tmp_path / "out", audience)
    assert run("verify", out, *DAY).exit_code == 0

    repo.register("confidential", "name: Other\n")
    assert run("verify", out, *DAY).exit_code == 1
    (out / "added.html").write_text("")
    (out / "index.html").write_text((out / "index.html").read_text("utf-8") + " ", "utf-8")
    done = run("verify", out, *DAY)
    assert done.exit_code == 2
    assert [line.strip() for line in done.stdout.splitlines()[1:-1]] == [
        "index.html: it was changed",
        "added.html: it was added",
    ]


@pytest.mark.usefixtures("head")
def test_the_public_manifest_names_nothing_that_is_internal(run: Cli, tmp_path: Path) -> None:
    out = made(run, tmp_path / "out", "public")
    manifest = (out / "manifest.json").read_bytes()

    assert [word for word in (b".yaml", b"ours", b'"met"', b'"error"') if word in manifest] == []
    assert read(out).whole


@pytest.mark.usefixtures("head")
def test_the_same_commit_and_day_give_the_same_bytes(run: Cli, tmp_path: Path) -> None:
    one, other = (made(run, tmp_path / name, "internal") for name in ("one", "other"))
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())

    assert len(files) > 10
    assert [name for name in files if (one / name).read_bytes() != (other / name).read_bytes()] == []


@pytest.mark.usefixtures("head")
def test_a_folder_with_a_broken_manifest_is_left_alone(run: Cli, tmp_path: Path) -> None:
    out = made(run, tmp_path / "out", "internal")
    (out / "manifest.json").write_text("{}")
    done = run("report", *DAY, "--format", "html", "--out", out)

    assert done.exit_code == 2
    assert "this folder holds files that are no part of a report" in done.stderr
