from __future__ import annotations

import subprocess
import sys
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from policycheck.document.events import DEEPEST, MOST_NODES, PureParser, parser
from policycheck.document.problem import Problem
from policycheck.document.quick import UnusualError
from policycheck.document.stream import marked, parts

YAMLISH = st.text(alphabet="ab: -#&*?!|>'\"{}[],~<%.\t\n\r\x01é😀\u2028", max_size=60)
LINES = st.lists(
    st.sampled_from(
        [
            *("a: 1", "b: [x, y]", "- c", "  d: *x", "e: &x {f: 2}", "<<: *x", "&x k: 1", "g: |", "  text", ""),
            *("---", "...", "%YAML 1.2", "# c", "[", "'", '"', "@", "\x01"),
            *("? [k]", ": v", "*x : 1", "!t k: 1", "a: !t 1", "{? a, b}"),
        ]
    ),
    max_size=12,
).map("\n".join)
BOMB = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))])
TOWER = "\n".join(["a0: &a0 x", *(f"a{n}: &a{n} {'[' * 40}*a{n - 1}{']' * 40}" for n in range(1, 30))])
MERGES = "a: &a {" + ", ".join(f"k{n}: 1" for n in range(999)) + "}\nb:\n" + "  <<: *a\n" * 100_000
MEASURE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_DATA, (100 * 2**20, 100 * 2**20))
from policycheck.document import Lexicon, Text, read
text = Text("f", sys.stdin.read())
(refused,) = read(text, Lexicon(frozenset(), {}))
text.chart
print(refused.problems[0].rule)
"""


@given(YAMLISH | LINES | st.text(max_size=60))
@example("? [a]\n: b\nc: b\n")
@example("a: &x k\nb:\n  *x : 2\n")
@example(TOWER)
def test_reading_never_crashes(text: str) -> None:
    for part in parts(text):
        assert all(0 <= problem.offset <= len(text) for problem in part.problems)
    assert len(marked(text).trees) == len(list(parts(text)))


@given(data=st.data(), line_break=st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_parser_in_python_reads_values_and_marks_as_libyaml_does(
    data: st.DataObject, line_break: str, written: st.SearchStrategy[Any]
) -> None:
    pages = data.draw(st.lists(written, min_size=1, max_size=2))
    text = line_break.join(line for page in pages for line in ("---", *page.lines, ""))
    text = text.replace("a tab\there", "no tab here")  # in plain scalars PyYAML's own parser refuses them
    quick = list(parts(text)), marked(text)

    with mock.patch("policycheck.document.stream.parser", PureParser):
        assert (list(parts(text)), marked(text)) == quick


@given(YAMLISH | LINES)
def test_the_parser_in_python_never_crashes_either(text: str) -> None:
    with mock.patch("policycheck.document.stream.parser", PureParser):
        assert len(marked(text).trees) == len(list(parts(text)))


def test_without_libyaml_the_parser_in_python_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    assert isinstance(parser("a: 1"), PureParser)
    assert [part.value for part in parts("a: 1\n---\nb: \x01\n---\nc: &x 3\n")] == [{"a": 1}, None, {"c": 3}]


@given(LINES)
@example("a: 1\n%YAML 1.2\n---")
def test_the_quick_reader_and_the_careful_one_agree(text: str) -> None:
    with mock.patch("policycheck.document.stream.QuickReader.value", side_effect=UnusualError):
        careful = list(parts(text))

    assert list(parts(text)) == careful


@given(LINES | YAMLISH)
@example("a: 1\na: 2")
@example("? [a]\n: b")
@example("a: 1\n---\n- {b: c}\n---\nd:")
def test_quick_marks_and_careful_ones_agree(text: str) -> None:
    with mock.patch("policycheck.document.stream.QuickMarker.tree", side_effect=UnusualError):
        careful = marked(text)

    assert marked(text) == careful


@pytest.mark.parametrize(
    "broken",
    [
        *("b: [", 'b: "open', "b: 'open", "@", "%oops", "b: \x01", "b: }", "b: 1\n c: 2", "b: |\n\tx: 1\n y"),
        *("b: {a: 1, a: 2}", "b: !!int 1", "b: *b", "? [a]\n: 1", "[" * 100, "b: &b [*b]"),
    ],
)
@pytest.mark.parametrize("end", ["", "...\n", "# note\n"])
def test_a_broken_document_in_the_middle_never_hides_the_others(broken: str, end: str) -> None:
    read = list(parts(f"a: 1\n---\n{broken}\n{end}---\nc: 3\n---\nd: 4\n"))

    assert [part.value for part in read if not part.problems] == [{"a": 1}, {"c": 3}, {"d": 4}]
    assert any(part.problems for part in read)


def test_each_document_of_a_stream_is_read_with_its_directives() -> None:
    text = "# top\n%YAML 1.2\n---\na: &x 1\n...\n# more\n%YAML 1.1\n---\nb: 2\n...\nc: 3\n--- {d: 4}\n"

    assert [part.value for part in parts(text)] == [{"a": 1}, {"b": 2}, {"c": 3}, {"d": 4}]
    assert [part.offset for part in parts(text)] == [6, *map(text.index, ("%YAML 1.1", "c:", "--- {"))]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: &x 1\n...\n...\n# between\n...\nb: 2\n", [{"a": 1}, {"b": 2}]),
        ("  a: &x 1\n---\n  b: 2\n", [{"a": 1}, {"b": 2}]),
        ("---a: &x 1\n---\u00a0b: 2\n---: 3\n", [{"---a": 1, "---\u00a0b": 2, "---": 3}]),
        ("--- &x\na: 1\n--- # b\nb: 2\n---", [{"a": 1}, {"b": 2}, None]),
        ("a: &x |\n  text\n  ---\n...\rb: 2\r---\rc: 3", [{"a": "text\n---\n"}, {"b": 2}, {"c": 3}]),
    ],
)
def test_documents_are_told_apart_where_anything_is_unusual(text: str, values: list[Any]) -> None:
    assert [part.value for part in parts(text)] == values


def test_anchors_end_with_their_document() -> None:
    first, second = parts("a: &x 1\n---\nb: *x\n")

    assert first.value == {"a": 1}
    assert second.problems == (Problem("form/alias-known", 15, {"alias": "x"}),)


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n", "---\n", "--- # nothing\n...\n", "~", "null\n"])
def test_an_empty_text_states_nothing(text: str) -> None:
    assert [part.value for part in parts(text)] in ([], [None])


@pytest.mark.parametrize(
    ("text", "rule", "column", "values"),
    [
        ("a: 1\nb: 2\na: 3", "form/keys-unique", 1, {"key": "a"}),
        ("a: {1: x, '1': y}", "form/keys-unique", 11, {"key": "1"}),
        ("? [a, b]\n: c", "form/keys-are-words", 3, {}),
        ("{a: b}: c", "form/keys-are-words", 1, {}),
        ("a: &k x\n*k : y", "form/keys-are-words", 1, {}),
        ("a: !!python/object:os.system x", "form/no-tags", 4, {"tag": "tag:yaml.org,2002:python/object:os.system"}),
        ("!local a: x", "form/no-tags", 1, {"tag": "!local"}),
        ("a: !!set {x}", "form/no-tags", 4, {"tag": "tag:yaml.org,2002:set"}),
        ("a: !!binary aGk=", "form/no-tags", 4, {"tag": "tag:yaml.org,2002:binary"}),
        ("a: [*b]", "form/alias-known", 5, {"alias": "b"}),
        ("a: &a {b: *a}", "form/alias-known", 11, {"alias": "a"}),
        ("a: &a {<<: *a}", "form/alias-known", 12, {"alias": "a"}),
        ("a: &a 1\nb:\n  <<: *a\nc: 2", "form/merge-of-mappings", 3, {}),
        ("a: &a {b: 1}\nc: {<<: [*a, x]}", "form/merge-of-mappings", 5, {}),
        ("😀ä: '\x02'", "form/characters", 6, {"character": "U+0002"}),
        ("a: [1, 2", "form/syntax", 4, {}),
        ('a: "never closed\n  b: 1\n', "form/syntax", 4, {}),
        ("a: b: c", "form/syntax", 5, {}),
    ],
)
def test_what_cannot_be_read_says_which_rule_it_breaks_and_where(
    text: str, rule: str, column: int, values: dict[str, str]
) -> None:
    whole = "first: 1\n---\n" + text
    _, part = parts(whole)
    (problem,) = part.problems

    assert (problem.rule, problem.offset - whole.rfind("\n", 0, problem.offset)) == (rule, column)
    assert values.items() <= problem.values.items()


def test_a_document_tells_all_its_problems() -> None:
    (part,) = parts("a: !x 1\na: *b\n? {c: 1}\n: a\na: !y 2\n")

    rules = ["no-tags", "keys-unique", "alias-known", "keys-are-words", "keys-unique", "no-tags"]
    assert [problem.rule for problem in part.problems] == [f"form/{rule}" for rule in rules]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}", {"x": 1, "y": 3}),
        ("a: &a {x: 1, y: 2}\nb: {y: 3, <<: *a}", {"y": 3, "x": 1}),
        ("a: [&a {x: 1}, &b {x: 2, y: 2}]\nb: {<<: [*a, *b]}", {"x": 1, "y": 2}),
        ("a: [&a {x: 1}, &b {x: 2, y: 2}]\nb: {<<: *a, <<: *b}", {"x": 1, "y": 2}),
        ("a: &a {x: 1}\na2: &b {<<: *a, y: 2}\nb: {<<: *b}", {"y": 2, "x": 1}),
        ("b: {<<: {x: 1}}", {"x": 1}),
        ("a: &a [1]\nb: *a", [1]),
        ("a: &a 1\na2: &a 2\nb: *a", 2),
        ("&k a: 1\nb: *k", "a"),
    ],
)
def test_anchors_aliases_and_merge_keys_mean_what_they_repeat(text: str, value: Any) -> None:
    (part,) = parts(text)

    assert part.value["b"] == value


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_nesting_may_be_as_deep_as_the_limit_and_no_deeper(opening: str, closing: str) -> None:
    fits, too_deep = (next(parts(opening * levels + "x" + closing * levels)) for levels in (DEEPEST, DEEPEST + 1))

    assert fits.problems == ()
    assert [problem.rule for problem in too_deep.problems] == ["form/not-too-deep"]


def test_aliases_count_in_depth_and_size() -> None:
    tower, bomb = (next(parts(text)).problems for text in (TOWER, BOMB))

    assert [problem.rule for problem in tower] == ["form/not-too-deep"]
    assert [problem.rule for problem in bomb] == ["form/not-too-large"]


@pytest.mark.parametrize("text", ["[{}]", "[{}]\n---\n&a b: *a"])
def test_a_document_may_have_as_many_values_as_the_limit_and_no_more(text: str) -> None:
    fits, too_large = (next(parts(text.format(", ".join("x" * many)))) for many in (MOST_NODES - 1, MOST_NODES))

    assert fits.problems == ()
    assert [problem.rule for problem in too_large.problems] == ["form/not-too-large"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[" * 10_000 + "]" * 10_000, "form/not-too-deep"),
        ("{a: " * 10_000 + "}" * 10_000, "form/not-too-deep"),
        ("- " * 10_000 + "x", "form/not-too-deep"),
        ("".join(" " * level + "a:\n" for level in range(2_000)), "form/not-too-deep"),
        ("[" * 5_000_000, "form/not-too-deep"),
        (BOMB, "form/not-too-large"),
        (TOWER, "form/not-too-deep"),
        (MERGES, "form/not-too-large"),
    ],
    ids=["brackets", "braces", "dashes", "indentation", "as large as a file may be", "bomb", "tower", "merges"],
)
def test_what_is_too_deep_or_large_is_refused_within_a_hundred_megabytes(text: str, rule: str) -> None:
    command = [sys.executable, "-c", MEASURE]
    run = subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=30)

    assert (run.stdout, run.stderr) == (f"{rule}\n", "")
