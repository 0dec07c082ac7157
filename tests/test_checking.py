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
from policycheck.source import find

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


ABOVE = "policycheck: 1\nkind: organisation\nid: us\nroles: {secretary: {title: Secretary}}\n"
BELOW = "policycheck: 1\nkind: register\nid: a\ncontroller: us\nsystems: [crm]\nresponsible: clerk\n"
ONLY = ("form/reference-resolves", "hygiene/roles-defined", "hygiene/record-dated")


@pytest.fixture
def tree(repo: PolicyRepo) -> PolicyRepo:
    """A git work tree with no configuration, and what a register refers to around its folder."""
    (repo.root / ".git").mkdir()
    repo.write("registers/a.yaml", BELOW)
    repo.write("us.yaml", ABOVE)
    repo.write("systems/crm.yaml", "policycheck: 1\nkind: system\nid: crm\noperator: host\n")
    repo.write("parties.yaml", "policycheck: 1\nkind: party\nid: host\n---\n- no document\n")
    return repo


def test_what_a_folder_refers_to_is_looked_up_in_the_work_tree_around_it(tree: PolicyRepo) -> None:
    for path in (tree.root / "registers", tree.root / "registers/a.yaml"):
        checked = tree.check(path, select=ONLY)

        assert [finding.rule for finding in checked.report.findings] == [
            "hygiene/record-dated",
            "hygiene/roles-defined",
        ]
        assert {*checked.repo.documents} >= {("organisation", "us"), ("system", "crm"), ("party", "host")}
        assert [record.document.id for record in checked.repo.records] == ["a"]
        assert checked.report.documents == 1


def test_what_nothing_refers_to_stays_unknown(tree: PolicyRepo) -> None:
    other = "policycheck: 1\nkind: register\nid: b\ndescribes: a\n"
    tree.write("elsewhere.yaml", f"{other}---\n{ABOVE.replace('us', 'them')}")

    assert {name for _, name in tree.check(tree.root / "registers").repo.documents} == {"a", "us", "crm", "host"}


def test_of_several_the_nearest_is_meant_and_the_own_before_all(tree: PolicyRepo) -> None:
    tree.write("a/us.yaml", ABOVE + "name: far\n")
    us = tree.check(tree.root / "registers").repo.documents["organisation", "us"]
    assert us.source.file == "../us.yaml"

    tree.write("registers/z/us.yaml", ABOVE)
    us = tree.check(tree.root / "registers").repo.documents["organisation", "us"]
    assert us.source.file == "z/us.yaml"


def test_a_document_around_that_is_refused_is_still_known_by_its_id(tree: PolicyRepo) -> None:
    tree.write("us.yaml", ABOVE + "naem: Us\n")
    checked = tree.check(tree.root / "registers", select=("form",))

    assert checked.report.findings == ()
    assert checked.repo.record("organisation", "us") is None


def test_a_linked_document_may_be_named_from_the_top_of_the_work_tree(tree: PolicyRepo) -> None:
    basis = "{article: 6(1)(f), balancing: {document: docs/lia.md}}"
    tree.write("registers/a.yaml", f"{BELOW}purposes: {{answers: {{legal_basis: {basis}}}}}\n")
    rule = ("hygiene/linked-document-exists",)
    assert tree.check(tree.root / "registers", select=rule).report.findings

    tree.write("docs/lia.md", "x")
    assert not tree.check(tree.root / "registers", select=rule).report.findings


@pytest.mark.parametrize("bound", ["no work tree", "a configuration", "another repo"])
def test_beyond_a_work_tree_or_a_configuration_nothing_is_looked_up(bound: str, tree: PolicyRepo) -> None:
    if bound == "no work tree":
        (tree.root / ".git").rmdir()
    elif bound == "a configuration":
        tree.write("registers/.policycheck.yaml", "policycheck: 1\n")
    else:
        tree.write("us.yaml", "")
        tree.write("systems/.policycheck.yaml", "policycheck: 1\n")

    found = tree.check(tree.root / "registers", select=("form",)).report.findings
    assert [finding.rule for finding in found] == ["form/reference-resolves"] * 2


def test_a_work_tree_is_not_read_when_nothing_is_looked_for(tree: PolicyRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.write("registers/a.yaml", "policycheck: 1\nkind: register\nid: a\n")
    monkeypatch.setattr("policycheck.reading.find", only_below(tree.root / "registers"))

    assert tree.check(tree.root / "registers").report.documents == 1


def only_below(folder: Path) -> Callable[..., list[Path]]:
    def found(folders: tuple[Path, ...], root: Path) -> list[Path]:
        assert folders == (folder,)
        return find(folders, root)

    return found


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
