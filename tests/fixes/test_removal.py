"""What goes with a document or a comment that is taken out, and what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck.document import Document, Lexicon, Text, read
from policycheck.finding import Finding, Severity, Spot
from policycheck.fixes import Safety, edited, fixes_for
from policycheck.fixes.removal import without_comment, without_document

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

NO_WORDS = Lexicon(frozenset(), {})


def without(text: str, number: int) -> str | None:
    document = list(read(Text("a.yaml", text), NO_WORDS))[number]
    assert isinstance(document, Document)
    edit = without_document(document)
    return None if edit is None else edited(text, [edit])


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("a: 1\n---\nb: 2\n---\nc: 3\n", 1, "a: 1\n---\nc: 3\n"),
        ("a: 1\n---\nb: 2\n", 1, "a: 1\n"),
        ("# of the file\na: 1\n---\nb: 2\n", 0, "# of the file\n---\nb: 2\n"),
        ("a: 1\n---\n# of b\nb: 2  # two\n\n# of c\n---\nc: 3\n", 1, "a: 1\n\n# of c\n---\nc: 3\n"),
        ("a: 1\n---\nb: |\n  x\n  # no comment\n---\nc: 3\n", 1, "a: 1\n---\nc: 3\n"),
        ("a: 1\n--- {b: [2,\n 3\n]}\n---\nc: 3\n", 1, "a: 1\n---\nc: 3\n"),
        ("a: 1\r\n---\r\nb: 2\r\n---\r\nc: 3\r\n", 1, "a: 1\r\n---\r\nc: 3\r\n"),
        ("a: 1\n---\nb: 2", 1, "a: 1\n"),
        ("# x\na: 1\n", 0, ""),
        ("a: 1\n...\n---\nb: 2\n", 1, None),
        ("%YAML 1.2\n---\na: 1\n---\nb: 2\n", 1, None),
    ],
)
def test_a_document_is_taken_out(text: str, number: int, rest: str | None) -> None:
    assert without(text, number) == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("a: 1\n# policycheck: x\nb: 2\n", "a: 1\nb: 2\n"),
        ("a: 1\n  # policycheck: x\r\nb: 2\n", "a: 1\nb: 2\n"),
        ("a: 1  # policycheck: x\nb: 2\n", "a: 1\nb: 2\n"),
        ("a: 1 # policycheck: x", "a: 1"),
    ],
)
def test_a_comment_is_taken_out_with_its_line_if_it_is_alone(text: str, rest: str) -> None:
    assert edited(text, [without_comment(Text("a.yaml", text), text.index("#"))]) == rest


@pytest.mark.parametrize(("rule", "safety"), [("waivers/used", Safety.SAFE), ("waivers/in-force", Safety.UNSAFE)])
def test_a_finding_about_a_waiver_in_a_comment_offers_to_take_it_out(
    rule: str, safety: Safety, repo: PolicyRepo
) -> None:
    repo.register(body="# policycheck: waive gdpr/x until 2026-12-31 by dpo -- why\nname: Ours # another\n")
    checked = repo.check()
    (source,) = checked.repo.texts
    span = source.span(source.text.index("# policycheck"))
    finding = Finding(rule, Severity.ERROR, Spot("customer.yaml", span), "", "", "", "")

    (fix,) = fixes_for(finding, checked.repo, checked.book)

    assert edited(source.text, fix.edits).endswith("orders}\nname: Ours # another\n")
    assert fix.safety is safety


def test_another_comment_on_the_line_of_a_finding_stays(repo: PolicyRepo) -> None:
    repo.register(body="name: Ours # another\n")
    checked = repo.check()
    (source,) = checked.repo.texts
    spot = Spot("customer.yaml", source.span(source.text.index("name")))

    assert fixes_for(Finding("waivers/used", Severity.ERROR, spot, "", "", "", ""), checked.repo, checked.book) == ()
