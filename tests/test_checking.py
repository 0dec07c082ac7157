"""A check from end to end, as a script calls it; and that no bytes make it crash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policycheck
from policycheck import Checked, PolicycheckError, Request, check
from policycheck.errors import NothingToCheckError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import PolicyRepo

VEISTO = Path(__file__).parent.parent / "fixtures" / "repos" / "veisto"
NOTICE = (VEISTO / "customer-notice.yaml").read_bytes()


def test_the_public_names_are_there_and_no_others() -> None:
    assert all(hasattr(policycheck, name) for name in policycheck.__all__)
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = policycheck.chekc


def test_a_script_gets_repo_rules_and_report(repo: PolicyRepo) -> None:
    repo.register()
    checked = check(Request((repo.root,)))

    assert isinstance(checked, Checked)
    assert [record.document.id for record in checked.repo.records] == ["customer"]
    assert "gdpr/basis-stated" in [finding.rule for finding in checked.report.findings]
    assert checked.report.rules == len(checked.rules)


def test_text_that_is_not_saved_is_checked_in_place_of_its_file(repo: PolicyRepo) -> None:
    file = repo.register()
    mended = file.read_bytes() + b"  legal_basis: {article: 6(1)(b)}\n"

    assert repo.found() == ["customer.yaml:5:3 gdpr/basis-stated"]
    assert check(Request(select=("gdpr/basis-stated",), stdin=mended, stdin_name=file)).report.findings == ()


def test_what_concerns_an_asked_file_is_reported_where_it_stands(repo: PolicyRepo) -> None:
    repo.configure()
    first = repo.register("a")
    repo.write("b.yaml", first.read_text("utf-8"))

    assert repo.found(repo.root / "a.yaml", select=("form",)) == ["b.yaml:3:1 form/id-unique"]


def test_only_configured_folders_are_read(repo: PolicyRepo) -> None:
    repo.register()
    repo.write("registers/a.yaml", "policycheck: 1\nkind: register\nid: a\n")
    repo.configure(folders=["registers"])

    assert [record.document.id for record in repo.check().repo.records] == ["a"]


def test_a_file_that_is_named_is_read_wherever_it_is(repo: PolicyRepo) -> None:
    repo.write("registers/a.yaml", "policycheck: 1\nkind: register\nid: a\n")
    repo.configure(folders=["registers"])
    file = repo.register().rename(repo.root / "customer.txt")

    assert repo.found(file) == ["customer.txt:5:3 gdpr/basis-stated"]


@pytest.mark.parametrize(
    ("request_", "error"), [(Request((Path("missing"),)), UsageError), (Request(), NothingToCheckError)]
)
def test_what_cannot_be_done_is_an_error_of_ours(
    request_: Request, error: type[PolicycheckError], repo: PolicyRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repo.root)

    with pytest.raises(error):
        check(request_)


def survives(repo: PolicyRepo, content: bytes) -> None:
    repo.write("strange.yaml", content)
    report = check(Request((repo.root,))).report

    lines = content.count(b"\n") + content.count(b"\r") + content.count("\u2028".encode()) + 2
    assert all(finding.spot.span.line <= lines for finding in report.findings if finding.spot.file == "strange.yaml")


@given(content=st.binary(max_size=200))
def test_no_bytes_make_a_check_crash(content: bytes, new_repo: Callable[[], PolicyRepo]) -> None:
    repo = new_repo()
    repo.register()
    survives(repo, content)


HEAD = b"policycheck: 1\nkind: register\nid: strange\n"
WORDS = (
    *(
        "purposes",
        ":",
        "{a:",
        "[a]",
        "-",
        "{",
        "}",
        "[",
        "]",
        "&a",
        "*a",
        "<<",
        "|",
        ">",
        '"',
        "'",
        "#",
        "!!str",
        "---",
    ),
    *(
        "...",
        "%",
        "@",
        "none",
        "not_known",
        "until",
        "2026-02-30",
        "P",
        "TODO",
        "é",
        "😀",
        " ",
        "\n",
        "\n  ",
        "\t",
        "\r",
    ),
)
YAML = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)


@given(text=YAML)
def test_no_yaml_makes_a_check_crash(text: str, new_repo: Callable[[], PolicyRepo]) -> None:
    repo = new_repo()
    repo.register()
    survives(repo, HEAD + text.encode())


@settings(max_examples=100)
@given(data=st.data())
def test_no_damage_to_a_real_record_makes_a_check_crash(
    data: st.DataObject, new_repo: Callable[[], PolicyRepo]
) -> None:
    lines = NOTICE.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    line = data.draw(st.sampled_from([b"", b"  x: y\n", b"]\n", lines[at] * 2, lines[at][:-3] + b"\n", lines[at][2:]]))
    value = data.draw(
        st.sampled_from([b"2026-02-30", b"P", b"{}", b"[]", b"XY", b"{not_known: x, until: tomorrow}", b"3"])
    )
    changed = lines[at].partition(b": ")[0] + b": " + value + b"\n"
    repo = new_repo()
    for file in VEISTO.glob("*.yaml"):
        repo.write(file.name, file.read_bytes())

    repo.write("customer-notice.yaml", b"")
    survives(repo, b"".join([*lines[:at], data.draw(st.sampled_from([line, changed])), *lines[at + 1 :]]))
