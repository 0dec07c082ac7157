from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.document import Text

if TYPE_CHECKING:
    from collections.abc import Iterator


@given(data=st.data(), line_break=st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_comment_is_found_and_nothing_else_is(
    data: st.DataObject, line_break: str, written: st.SearchStrategy[Any]
) -> None:
    page = data.draw(written)
    text = Text("f", line_break.join([*page.lines, ""]))

    assert [(text.lines.position(comment.offset), comment.text) for comment in text.comments] == page.comments


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  # none\n  text # none\n",
        "a: >-\n  folded\n\n  # none\n",
        "a: 'it''s # none'\n",
        'a: "one \\" # none\n  # none"\n',
        "a: c# b#c\n",
        "'# none': [\"# none\", x#y]\n",
        "a: |2\n  # none\nb: 1\n",
    ],
)
def test_a_hash_inside_a_scalar_is_no_comment(text: str) -> None:
    assert list(_comments(text)) == []


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("# top\na: 1\n", ["# top"]),
        ("a: 'x # y' # real\n", ["# real"]),
        ("a: 1 # one # not two\n", ["# one # not two"]),
        ("a: | # head\n  # none\n# after\n", ["# head", "# after"]),
        ("a: &x !!str |- # head\n  # none\n", ["# head"]),
        ("a: &x # anchor\n  'x # y'\n", ["# anchor"]),
        ("a:\n  b: |\n    text\n   # outside\n  c: 1\n", ["# outside"]),
        ("a: # empty\nb: [ # open\n  1, # item\n  ] # close\n", ["# empty", "# open", "# item", "# close"]),
        ("a: 1\n... # end\n--- # start\nb: 2\t# tab", ["# end", "# start", "# tab"]),
        ("%YAML 1.2 # directive\n---\na: 1\n", ["# directive"]),
        ("a: [\n---\n# after what is broken\nb: 1 # here\n", ["# after what is broken", "# here"]),
    ],
)
def test_comments_are_found_where_they_stand(text: str, comments: list[str]) -> None:
    assert list(_comments(text)) == comments


@given(st.text(alphabet="ab:-#&*!|>'\"{}[], \t\n\r", max_size=40))
def test_a_comment_starts_a_line_or_follows_a_blank_whatever_the_text(text: str) -> None:
    for comment in Text("f", text).comments:
        assert comment.text.startswith("#")
        assert text[comment.offset :].startswith(comment.text)
        assert not text[: comment.offset] or text[comment.offset - 1] in " \t\r\n"


def _comments(text: str) -> Iterator[str]:
    return (comment.text for comment in Text("f", text).comments)
