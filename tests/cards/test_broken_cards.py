"""A broken card is refused when it is loaded, by its name and the line that is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.assertions.operators import LONGEST_TEXT
from policycheck.cards import load_rulebook
from policycheck.cards.patterns import harmful
from policycheck.errors import PackError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import PolicyRepo


@dataclass(frozen=True)
class Broken:
    """What is changed in a good card, the text of the line that is blamed, and what is said."""

    line: str
    words: str
    changes: dict[str, Any] = field(default_factory=dict)


SAID = {"en": "x"}
GDPR = {"law": "gdpr", "article": "5(2)"}
BY_CHECK: dict[str, Any] = {"for": None, "require": None, "message": {"en": "x"}}
BROKEN = {
    "language that the pack does not speak": Broken("  sv: x", "does not speak 'sv'", {"why": {"en": "x", "sv": "x"}}),
    "left to be written": Broken(
        "  en: TODO say what is wrong",
        "message.en is still to be written",
        {"message": {"en": "TODO say what is wrong"}, "for": "TODO"},
    ),
    "unknown parameter of a check": Broken(
        "  evry: P1Y",
        "nothing takes the parameter 'evry'\n  did you mean 'every'?",
        {**BY_CHECK, "check": "hygiene.reviewed_in_time", "params": {"evry": "P1Y"}},
    ),
    "missing parameter of a check": Broken(
        "params: {}",
        "'params' lacks 'every'",
        {**BY_CHECK, "check": "hygiene.reviewed_in_time", "params": {}},
    ),
    "parameter of another sort": Broken(
        "  every: 3",
        "'every' must be: a period, such as P1Y",
        {**BY_CHECK, "check": "hygiene.reviewed_in_time", "params": {"every": 3}},
    ),
    "parameter that is none of some words": Broken(
        "  field: name",
        "'field' must be: controller, sources,",
        {**BY_CHECK, "check": "siblings.facts_agree", "params": {"field": "name"}},
    ),
    "unknown parameter of a condition": Broken(
        "    param: longest",
        "the card has no parameter 'longest'",
        {"require": {"field": "text", "at_most": {"param": "longest"}}},
    ),
    "parameter that nothing uses": Broken(
        "  longest: P6Y", "nothing takes the parameter", {"params": {"longest": "P6Y"}}
    ),
    "parameter that cannot be set": Broken("- long", "the card has no parameter 'long'", {"settable": ["long"]}),
    "unknown key": Broken("severty: error", "did you mean 'severity'?", {"severty": "error"}),
    "unknown severity": Broken("severity: fatal", "'error', 'warning', 'info'", {"severity": "fatal"}),
    "no message": Broken("severity: error", "message: it is missing", {"message": None}),
    "no citation": Broken("cites: []", "cites: it must not be empty", {"cites": []}),
    "missing language": Broken("fix:", "fix has no words in en", {"fix": {"fi": "Kirjoita."}}),
    "language that is none": Broken("  english: x", "must match the pattern", {"why": {"english": "x"}}),
    "unknown field": Broken("  has: txt", "did you mean 'text'?", {"require": {"has": "txt"}}),
    "unknown field in for": Broken("for: purpose/*", "did you mean 'purposes'?", {"for": "purpose/*"}),
    "unknown field in when": Broken("  lacks: /purposs", "did you mean 'purposes'?", {"when": {"lacks": "/purposs"}}),
    "unknown field in at": Broken("at: txt", "did you mean 'text'?", {"at": "txt"}),
    "unknown field deep inside": Broken(
        "      - has: nothere",
        "there is no field 'nothere'",
        {"require": {"any_of": [{"has": "text"}, {"not": {"all_of": [{"has": "nothere"}]}}]}},
    ),
    "unknown kind": Broken("  kind: registre", "did you mean 'register'?", {"applies_to": {"kind": "registre"}}),
    "unknown duty": Broken("  - notices", "must be one of 'record'", {"applies_to": {"serves": ["notices"]}}),
    "unknown word": Broken("  exists: text", "none of has, lacks, field", {"require": {"exists": "text"}}),
    "unknown operator": Broken("  field: text", "takes one of equals", {"require": {"field": "text", "is": "x"}}),
    "two operators": Broken(
        "  field: text", "takes one of equals", {"require": {"field": "text", "equals": "x", "matches": "x"}}
    ),
    "unknown set": Broken(
        "  one_of: law.eaa", "there is no set 'law.eaa'", {"require": {"field": "category", "one_of": "law.eaa"}}
    ),
    "unknown mark": Broken(
        "  one_of: purposes.lawful",
        "no code of 'purposes' has 'lawful'",
        {"require": {"field": "category", "one_of": "purposes.lawful"}},
    ),
    "unknown kind referred to": Broken(
        "  refers_to: partie", "there is no kind 'partie'", {"require": {"field": "text", "refers_to": "partie"}}
    ),
    "value that a field never holds": Broken(
        "  equals: publishd",
        "never holds 'publishd'\n  did you mean 'published'?",
        {"for": None, "message": SAID, "require": {"field": "publication/default", "equals": "publishd"}},
    ),
    "value that is no code": Broken(
        "    - marketting",
        "never holds 'marketting'\n  did you mean 'marketing'?",
        {"require": {"any_of": [{"has": "text"}, {"field": "category", "one_of": ["marketting", "orders"]}]}},
    ),
    "value that is like no code": Broken(
        "  - zzz",
        "see 'policycheck codes purposes'",
        {"require": {"field": "category", "none_of": ["marketing", "zzz"]}},
    ),
    "item that a list never holds": Broken(
        "  includes: emial",
        "did you mean 'email'?",
        {"for": None, "message": SAID, "require": {"field": "rights/access/how", "includes": "emial"}},
    ),
    "item among others that a list never holds": Broken(
        "  - pots",
        "did you mean 'post'?",
        {"for": None, "message": SAID, "require": {"field": "rights/access/how", "equals": ["email", "pots"]}},
    ),
    "word where true or false stands": Broken(
        "  equals: 'yes'",
        "never holds 'yes'\n  it holds true, false",
        {"for": None, "message": SAID, "require": {"field": "automated_decisions/profiling", "equals": "yes"}},
    ),
    "country that is none": Broken(
        "  - XX",
        "never holds 'XX'",
        {"for": "transfers/*", "message": SAID, "require": {"field": "country", "none_of": ["US", "XX"]}},
    ),
    "value in a condition that a field never holds": Broken(
        "  equals: publishd",
        "never holds 'publishd'",
        {
            "for": None,
            "message": SAID,
            "when": {"field": "publication/default", "equals": "publishd"},
            "require": {"has": "name"},
        },
    ),
    "impossible period": Broken(
        "  at_most: P6", "is no ISO 8601 period", {"require": {"field": "text", "at_most": "P6"}}
    ),
    "path that is none": Broken("require:", "is no path", {"require": {"has": 3}}),
    "unknown placeholder": Broken("  en: '{purposes}'", "did you mean 'purpose'?", {"message": {"en": "{purposes}"}}),
    "unknown placeholder of a fix": Broken("  en: '{x}'", "nothing supplies {x}", {"fix": {"en": "{x}"}}),
    "lonely brace": Broken("  en: a } b", "a brace stands alone", {"message": {"en": "a } b"}}),
    "formatted placeholder": Broken("  en: '{purpose:d}'", "without format", {"message": {"en": "{purpose:d}"}}),
    "unknown act": Broken("- law: gdpt", "did you mean 'gdpr'?", {"cites": [{**GDPR, "law": "gdpt"}]}),
    "unknown article": Broken(
        "  article: 100(1)", "'100(1)' is no provision", {"cites": [{**GDPR, "article": "100(1)"}]}
    ),
    "paragraph that an article does not have": Broken(
        "  article: 5(3)",
        "'5(3)' is no provision of it\n  write it as 6(1)(a)",
        {"cites": [{**GDPR, "article": "5(3)"}]},
    ),
    "paragraph of an article that has none": Broken(
        "  article: 44(1)", "'44(1)' is no provision", {"cites": [{**GDPR, "article": "44(1)"}]}
    ),
    "article that is none": Broken(
        "  article: five", "'five' is no provision", {"cites": [{**GDPR, "article": "five"}]}
    ),
    "unreadable pattern": Broken(
        "  matches: '['", "the pattern cannot be read", {"require": {"field": "category", "matches": "["}}
    ),
    "harmful pattern": Broken(
        "  matches: (a+b?)+", "nests repetitions", {"require": {"field": "category", "matches": "(a+b?)+"}}
    ),
    "unknown check": Broken(
        "check: retention.covred",
        "there is no check 'retention.covred'\n  did you mean 'retention.copies_covered'?",
        {"for": None, "require": None, "check": "retention.covred"},
    ),
    "check outside the checks": Broken(
        "check: os.system",
        "'os.system'\n  checks are functions of policycheck",
        {"for": None, "require": None, "check": "os.system"},
    ),
    "function that is no check": Broken(
        "check: basis.date", "there is no check", {"for": None, "require": None, "check": "basis.date"}
    ),
    "for without require": Broken("for: purposes/*", "'for' needs a 'require'", {"require": None}),
    "no logic at all": Broken("severity: error", "a card has one of", {"for": None, "require": None}),
    "two logics": Broken("severity: error", "a card has one of", {"raised_by": "reader"}),
    "supersedes unknown": Broken(
        "- gdpr/basis-statd", "did you mean 'gdpr/basis-stated'?", {"supersedes": ["gdpr/*", "gdpr/basis-statd"]}
    ),
    "supersedes an unknown pack": Broken("- gdpt/*", "did you mean 'gdpr'?", {"supersedes": ["gdpt/*"]}),
    "alias of another rule": Broken(
        "- gdpr/basis-stated", "'gdpr/basis-stated' is another rule", {"aliases": ["gdpr/basis-stated"]}
    ),
    "end before the beginning": Broken(
        "since: '2027-01-02'", "it ends on 2027-01-01, before 'since'", {"since": "2027-01-02", "until": "2027-01-01"}
    ),
    "end before it is in effect": Broken(
        "effective_from: '2027-01-02'",
        "before 'effective_from'",
        {"effective_from": "2027-01-02", "until": "2027-01-01"},
    ),
    "day that is none": Broken("since: tomorrow", "must match the pattern", {"since": "tomorrow"}),
    "day that never comes": Broken("until: '2026-02-30'", "is no day", {"until": "2026-02-30"}),
}


WAYS_OUT = (
    "must be",
    "must not be",
    "must match",
    "is missing",
    "lacks",
    "nothing takes",
    "has no parameter",
    "is no day",
    "a brace stands alone; write",
    "without format",
)
"""Words of refusals that themselves tell what to write, or what to take out."""


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_card_is_blamed_at_its_line(broken: Broken, repo: PolicyRepo) -> None:
    card = repo.card("ours/worded", **broken.changes)

    error = refused(repo)

    assert error.file == str(card)
    assert broken.words in str(error)
    assert error.line == 1 + card.read_text("utf-8").splitlines().index(broken.line)
    assert error.column
    assert error.hint or any(words in error.message for words in WAYS_OUT)


def refused(repo: PolicyRepo) -> PackError:
    with pytest.raises(PackError) as caught:
        load_rulebook([repo.root / "packs"])
    return caught.value


def test_the_good_card_that_is_broken_above_is_good(repo: PolicyRepo) -> None:
    repo.card("ours/worded")

    assert load_rulebook([repo.root / "packs"]).rules().find("ours/worded").pack == "ours"


@pytest.mark.parametrize(
    "require",
    [
        {"field": "category", "one_of": ["marketing", "club"]},
        {"field": "category", "none_of": "purposes.marketing"},
        {"field": "marketing", "equals": "none"},
        {"field": "text", "equals": "Anything"},
        {"field": "/controller/public_authority", "equals": True},
        {"field": "/controller/country", "one_of": ["FI", "NO"]},
        {"field": "/data/*/items", "includes": ["name", "none"]},
    ],
)
def test_a_value_that_a_field_can_hold_is_no_fault(require: dict[str, object], repo: PolicyRepo) -> None:
    repo.card("ours/worded", message={"en": "x"}, require=require)

    book = load_rulebook([repo.root / "packs"], {"purposes": {"club": {"parent": "marketing"}}})
    assert book.rules().find("ours/worded").card["require"] == require


@pytest.mark.parametrize(
    ("content", "at"),
    [
        ("severity: [error\n", ":1:11: "),
        ("- a\n", ":1:1: "),
        ("", ":1:1: "),
        ("a: 1\na: 2\n", ":2:1: "),
        (b"\xff", ": "),
    ],
)
def test_a_card_that_is_no_mapping_is_blamed(content: str | bytes, at: str, repo: PolicyRepo) -> None:
    repo.card("ours/worded")
    card = repo.write("packs/ours/second.yaml", content)

    assert str(refused(repo)).startswith(f"{card}{at}")


def test_rules_that_supersede_each_other_in_a_circle_are_refused(repo: PolicyRepo) -> None:
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        repo.card(f"ours/{name}", supersedes=[f"ours/{other}"])

    error = refused(repo)

    assert "rules supersede each other" in str(error)
    assert (repo.root / str(error.file)).read_text("utf-8").splitlines()[error.line or 0] == "- ours/b"


@pytest.mark.parametrize(
    "supersedes",
    [
        {"a": ["*"], "b": ["theirs/*"], "c": ["ours/a"]},
        {"a": ["theirs/c"], "b": ["ours/a"], "c": ["ours/*"]},
        {"a": ["ours/b"], "b": ["ours/a"]},
        {"a": ["ours/a"]},
    ],
    ids=["all, a pack and a name", "names and a pack", "two by name", "itself"],
)
def test_circles_that_mix_names_and_patterns_are_refused(supersedes: dict[str, list[str]], repo: PolicyRepo) -> None:
    for name in ("a", "b", "c"):
        repo.card(f"{'theirs' if name == 'c' else 'ours'}/{name}", supersedes=supersedes.get(name, []))

    error = refused(repo)

    assert "rules supersede each other" in str(error)
    assert "leave one of them out" in str(error.hint)
    assert error.line


def test_rules_that_leave_each_other_alone_are_no_circle(repo: PolicyRepo) -> None:
    for name in ("a", "b"):
        repo.card(f"ours/{name}", supersedes=["*"])

    assert load_rulebook([repo.root / "packs"]).rules().find("ours/a")


def test_a_pack_without_a_publisher_is_refused(repo: PolicyRepo) -> None:
    repo.card("ours/worded")
    pack = repo.write("packs/ours/pack.yaml", "title: {en: Ours}\nlanguages: [en]\nlaw_as_of: 2026-01-01\n")

    assert str(refused(repo)) == f"{pack}:1:1: publisher: it is missing"


def test_a_pack_that_promises_two_languages_needs_words_in_both(repo: PolicyRepo) -> None:
    repo.card("ours/worded")
    repo.write("packs/ours/pack.yaml", "title: {en: x}\npublisher: us\nlanguages: [en, sv]\nlaw_as_of: 2026-01-01\n")

    assert "title has no words in sv" in str(refused(repo))


def test_a_pack_may_not_take_the_name_of_a_shipped_one(repo: PolicyRepo) -> None:
    repo.card("gdpr/worded")

    assert "the pack 'gdpr' is one of the shipped ones" in str(refused(repo))


def test_two_folders_may_not_hold_packs_of_one_name(repo: PolicyRepo) -> None:
    repo.card("ours/worded")
    for name in ("pack.yaml", "worded.yaml"):
        repo.write(f"more/ours/{name}", (repo.root / "packs/ours" / name).read_text("utf-8"))

    with pytest.raises(PackError, match="was read from") as caught:
        load_rulebook([repo.root / "packs", repo.root / "more"])

    assert str(caught.value).startswith(f"{repo.root / 'more/ours/pack.yaml'}:1:1: ")
    assert caught.value.hint == "give the folder a name of its own"


def test_a_former_id_belongs_to_one_rule(repo: PolicyRepo) -> None:
    for name in ("a", "b"):
        repo.card(f"ours/{name}", aliases=["ours/old"])

    assert "is that of several rules: ours/a, ours/b" in str(refused(repo))


def test_a_folder_without_packs_is_refused(repo: PolicyRepo) -> None:
    (repo.root / "packs").mkdir()

    assert "holds no pack" in str(refused(repo))


def test_a_former_id_leads_to_the_rule_and_an_unknown_one_nowhere(repo: PolicyRepo) -> None:
    repo.card("ours/worded", aliases=["ours/texted"])
    rules = load_rulebook([repo.root / "packs"]).rules()

    assert rules.find("ours/texted").id == "ours/worded"
    with pytest.raises(UsageError, match="did you mean 'ours/worded'"):
        rules.find("ours/wrded")


@given(data=st.data())
def test_no_card_makes_loading_crash(data: st.DataObject, new_repo: Callable[[], PolicyRepo]) -> None:
    repo = new_repo()
    key = data.draw(st.sampled_from(["for", "when", "require", "at", "check", "message", "applies_to", "supersedes"]))
    repo.card("ours/worded", **{key: data.draw(CONDITIONS)})

    try:
        load_rulebook([repo.root / "packs"])
    except PackError as error:
        assert error.line  # noqa: PT017 - whichever of the two happens is well


LEAVES: st.SearchStrategy[Any] = st.sampled_from(
    ["text", "*", "/", "", "purposes/*", "x/y", "P1Y", "law.eea", "{", 3, None, True, [], {}]
)
WORDS = st.sampled_from(["has", "lacks", "field", "equals", "one_of", "matches", "at_least", "all_of", "not", "kind"])
CONDITIONS = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6
)


def every_pattern() -> Iterator[tuple[str, bool]]:
    harmless = (
        "abc",
        "a+b*c?",
        "[a-z]+-[0-9]{2}",
        r"(ab)?c",
        r"(?:a|b)c",
        r"\(a+\)+",
        "[(+*]+",
        "(abc)+",
        "(?i)todo",
        r"\d+",
        "(?i:a|b)c?",
        ".*(one|other).*",
        "[a-z]{1,20}-[a-z]{1,20}",
        "a{2}b{3,5}",
        "a*?b+?",
        "{}{a}",
        "(?:one|two) (?:three|four)",
    )
    harmful = (
        "(a+)+",
        "(a*)*",
        "(a|b)*",
        "(a?)+",
        "((a+)b)+",
        "(?:a+b?){2,}",
        "(?=a)",
        "(?<!a)",
        r"(a)\1",
        "a++",
        "(?P<n>a)",
        "a{2}{3}",
        "(a{2,3}){4}",
        "(?x)a # )",
        "(?ix:a)",
        "(?>a)",
        "(?(1)a|b)",
        "a?" * 25 + "a" * 25,
        "(a|a)" * 30,
        ".*.*.*x",
        "a{0,1000}a{0,1000}a{0,1000}",
        "a" * 201,
    )
    yield from ((pattern, False) for pattern in harmless)
    yield from ((pattern, True) for pattern in harmful)


@pytest.mark.parametrize(("pattern", "bad"), list(every_pattern()))
def test_patterns_that_can_take_for_ever_are_told_apart(pattern: str, *, bad: bool) -> None:
    assert harmful(pattern) is bad


PIECES = st.sampled_from([".", "a", "[ab]", r"\w", "(", "(?:", "|", ")", "*", "+", "?", "{2}", "{1,9}", "{,3}", "(?i)"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_harmless_pattern_fails_soon_on_the_longest_text(pattern: str) -> None:
    try:
        whole = re.compile(pattern).fullmatch
    except re.error:
        return
    if not harmful(pattern):
        began = process_time()
        assert whole("a" * (LONGEST_TEXT - 1) + "!") or process_time() - began < 5
