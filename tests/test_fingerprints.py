"""GitHub's hashes are held against those its own action is tested with; ours against what must not change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck.fingerprints import fingerprints, line_hashes

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

GREETING = " hello; \t{0}world!!!{0}{0}{0}  \t\tGreetings{0} End{0}"
GREETED = (
    "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
)  # fmt: skip
REPEATED = (
    "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5",
    "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1",
    "c129715d7a2bc9a3:1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", GREETED[-1:]),
        (" a\nb\n  \t\tc\n d", ("271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1")),
        *((GREETING.format(end), GREETED) for end in ("\n", "\r", "\r\n")),
        ("Lorem ipsum dolor sit amet.\n" * 10, REPEATED),
    ],
)
def test_lines_have_the_hashes_that_github_computes(text: str, hashes: tuple[str, ...]) -> None:
    assert tuple(line_hashes(text)) == hashes


def test_a_line_has_a_hash_whatever_its_characters() -> None:
    assert len(line_hashes("a\U0001f600\n\ud800\n" + "ä" * 300)) == 3


def test_lines_and_file_names_do_not_change_a_fingerprint(repo: PolicyRepo) -> None:
    path = repo.register()
    before = fingerprints(repo.check().report.findings)
    text = path.read_text(encoding="utf-8")
    path.unlink()
    repo.write("moved.yaml", "# a word first\n\n\n" + text)

    assert before
    assert fingerprints(repo.check().report.findings) == before


def test_the_same_twice_is_told_apart(repo: PolicyRepo) -> None:
    repo.register()
    finding = repo.check().report.findings[0]

    assert len(set(fingerprints([finding, finding]))) == 2
