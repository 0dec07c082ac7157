"""Whatever a file holds: fixing keeps its facts, comments and bytes, comes to rest, and never crashes."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from policycheck import Request
from policycheck.document import Text
from policycheck.fixing import Fixed, fix
from policycheck.fixing.files import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import PolicyRepo

DAY = date(2026, 11, 22)
FORM = """\
{mark}# of the file
policycheck: 1
{kind}: {q}{register}{q}{gap}# of the kind
id: members
# above
{purposes}:
    club: {{category: {q}{code}{q}, data: [contact]}}{gap}# it's "the" club's
data:
    contact: {{about: [customer], items: [{name}, email]}}

{retention}:
    contact:
        period: {q}{period}{q}{gap}# {note}
        text: |
            # no comment, p5y
            24 months
# the end"""
SPELT = {
    "kind": ["kind"],
    "register": ["register", "Register", "REGISTER"],
    "purposes": ["purposes", "Purposes", "purposees", "PURPOSES"],
    "code": ["customer-service", "Customer Service", "customer_service"],
    "name": ["name", "Name", "NAME"],
    "retention": ["retention", "Retention", "retension"],
    "period": ["P24M", "p24m", "24 months", "24 kuukautta"],
}
"""The right spelling first, and others of the same thing."""


@pytest.fixture(scope="module")
def home(new_repo: Callable[[], PolicyRepo]) -> PolicyRepo:
    """A repo whose files are written over again and again."""
    repo = new_repo()
    repo.configure(select=["form", "waivers", "gdpr/basis-stated"])
    repo.register()
    return repo


def fixed(home: PolicyRepo, content: bytes, *, unsafe: bool = False) -> tuple[bytes, Fixed]:
    """A file after it was fixed."""
    file = home.write("members.yaml", content)
    found = fix(Request((home.root,), DAY), unsafe=unsafe)
    write(home.root, found.changes)
    return file.read_bytes() if file.exists() else b"", found


def value(text: str) -> Any:
    """The value of a text, by a reader that is not ours, and takes no tabs before comments."""
    return YAML(typ="safe", pure=True).load(io.StringIO(text.removeprefix("\ufeff").replace("\t", " ")))


@st.composite
def spelt(draw: st.DrawFn) -> tuple[str, str]:
    """A register in some spelling and layout, and the same one as it should be."""
    layout = {
        "mark": draw(st.sampled_from(["", "\ufeff"])),
        "q": draw(st.sampled_from(["", "'", '"'])),
        "gap": draw(st.sampled_from([" ", "   ", "\t"])),
        "note": draw(st.sampled_from(["p5y", "says 'fi'", "ä ö", "# # {a: b}"])),
    }
    words = {name: draw(st.sampled_from(choices)) for name, choices in SPELT.items()}
    end = draw(st.sampled_from(["\n", "\r\n"]))
    right = {name: choices[0] for name, choices in SPELT.items()}
    wrong, due = (FORM.format(**layout, **some).replace("\n", end) for some in (words, right))
    return wrong, due


@given(spelt())
@settings(max_examples=40)
def test_a_register_becomes_what_it_should_be_byte_for_byte(home: PolicyRepo, texts: tuple[str, str]) -> None:
    wrong, due = texts
    after, found = fixed(home, wrong.encode())

    assert after == due.encode()
    assert found.refused == []
    assert value(after.decode()) == value(due)
    assert fixed(home, after)[0] == after


FRAGMENTS = (
    "policycheck: 1\n", "policychek: 1\n", "kind: register\n", "kind: Waiver\n", "id: x\n", "---\n", "...\n", "# c\n",
    "purposes:\n", "  a: {legalBasis: {article: 6.1.a}}\n", "  a: &x\n", "    legal-basis: *x\n", "retention:\n",
    "  a: {period: p5y, data: [Name]}\n", "    period: '24 months' # é\n", "rule: gdpr/basis-stated\n", "owner: me\n",
    "place: register/customer\n", "reason: |\n  # x\n", "until: 2026-01-01\n", "? [a]\n", "\ufeff", "\r\n", "{", "]",
    "country: fi\n", "<<: {Country: fi}\n", "%YAML 1.2\n", "!!str x: y\n", "\u2028", "not-known: x\n", "x: None\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=14).map("".join), st.booleans())
@settings(max_examples=80)
def test_nothing_crashes_it_and_all_comments_survive(home: PolicyRepo, text: str, unsafe: bool) -> None:  # noqa: FBT001
    given = text.encode("utf-8", "surrogatepass")
    after, found = fixed(home, given, unsafe=unsafe)

    assert fixed(home, after, unsafe=unsafe)[0] == after
    if not any(one.fix.edits[0].text == "" for one in found.made) and found.changes:
        assert comments(after.decode("utf-8-sig")) == comments(given.decode("utf-8-sig"))


def comments(text: str) -> list[str]:
    return [comment.text for comment in Text("", text).comments]


@given(st.binary(max_size=60))
def test_bytes_that_are_no_text_stay(home: PolicyRepo, content: bytes) -> None:
    assert fixed(home, content)[0] == content
