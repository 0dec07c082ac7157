"""What holds of a rule in a file: card, pack, profile, configuration, paths, command line; the later the stronger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from policycheck import Request, check
from policycheck.cards import load_rulebook
from policycheck.config import read_config
from policycheck.errors import ConfigError, PackError, PolicycheckError, UsageError
from policycheck.levels import choose, levels_of

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

    from policycheck.levels import Chosen

REVIEWED = "hygiene/reviewed-in-time"
BASED = "gdpr/basis-stated"


def chosen(repo: PolicyRepo, **asked: Any) -> Chosen:
    config = read_config(repo.root)
    book = load_rulebook(config.packs, dict(config.vocabulary))
    return choose(book, levels_of(config, book, **asked))


def grave(repo: PolicyRepo, rule: str, file: str = "a.yaml") -> str:
    return chosen(repo).of(file).find(rule).severity.value


def pack(repo: PolicyRepo, name: str = "ours", **settings: Any) -> None:
    repo.card(f"{name}/worded")
    own = {"title": {"en": "x"}, "publisher": "us", "languages": ["en"], "law_as_of": "2026-01-01", **settings}
    repo.write(f"packs/{name}/pack.yaml", yaml.safe_dump(own, sort_keys=False))


def test_without_a_word_every_rule_is_as_its_card_has_it(repo: PolicyRepo) -> None:
    rules = load_rulebook().rules()

    assert list(chosen(repo).base) == list(rules)


def test_each_level_is_stronger_than_those_before_it(repo: PolicyRepo) -> None:
    every: list[str] = []

    def see() -> None:
        every.append(chosen(repo).of("old/a.yaml").find(REVIEWED).card["params"]["every"])

    see()
    pack(repo, params={REVIEWED: {"every": "P3Y"}})
    see()
    repo.configure(packs=["packs"], profile="strict")
    see()
    repo.configure(packs=["packs"], profile="strict", params={REVIEWED: {"every": "P4Y"}})
    see()
    paths = [{"for": ["old/"], "params": {REVIEWED: {"every": f"P{years}Y"}}} for years in (5, 6)]
    repo.configure(packs=["packs"], profile="strict", params={REVIEWED: {"every": "P4Y"}}, paths=paths)
    see()

    assert every == ["P2Y", "P3Y", "P1Y", "P4Y", "P6Y"]


def test_a_path_speaks_of_its_files_only(repo: PolicyRepo) -> None:
    repo.configure(paths=[{"for": ["old/", "*.draft.yaml"], "severity": {BASED: "info"}}])

    names = ("a.yaml", "old/a.yaml", "new/old/a.yaml", "new/a.draft.yaml")

    assert [grave(repo, BASED, name) for name in names] == ["error", "info", "info", "info"]


@pytest.mark.parametrize(
    ("severity", "found"),
    [
        ({"gdpr": "info", "6(1)": "warning"}, "warning"),
        ({"6(1)": "warning", "gdpr": "info"}, "warning"),
        ({BASED: "error", "gdpr": "info", "6(1)": "warning"}, "error"),
        ({"error": "warning", "gdpr": "info"}, "info"),
        ({"error": "warning"}, "warning"),
        ({"warning": "info"}, "error"),
    ],
)
def test_within_a_level_what_names_more_precisely_is_heard(
    severity: dict[str, str], found: str, repo: PolicyRepo
) -> None:
    repo.configure(severity=severity)

    assert grave(repo, BASED) == found


def test_a_later_level_is_heard_even_if_it_names_less_precisely(repo: PolicyRepo) -> None:
    repo.configure(severity={BASED: "warning"}, paths=[{"for": ["*"], "severity": {"gdpr": "info"}}])

    assert grave(repo, BASED) == "info"


def test_a_severity_is_changed_from_what_it_is_by_then(repo: PolicyRepo) -> None:
    repo.configure(severity={"error": "warning"}, paths=[{"for": ["*"], "severity": {"warning": "info"}}])

    assert grave(repo, BASED) == "info"


def test_select_takes_the_place_of_an_earlier_one_and_ignore_adds_up(repo: PolicyRepo) -> None:
    repo.configure(select=["gdpr"], ignore=[BASED], paths=[{"for": ["old/"], "select": ["6"], "ignore": ["9"]}])
    rules = chosen(repo)

    assert "gdpr/retention-stated" in rules.base.by_id
    assert BASED not in rules.base.by_id
    assert "gdpr/retention-stated" not in rules.of("old/a.yaml").by_id
    assert "gdpr/interest-named" in rules.of("old/a.yaml").by_id
    assert BASED not in rules.of("old/a.yaml").by_id


def test_only_a_later_select_by_name_brings_back_what_is_ignored(repo: PolicyRepo) -> None:
    repo.configure(ignore=[BASED])

    assert BASED not in chosen(repo, select=("gdpr",)).base.by_id
    assert list(chosen(repo, select=(BASED,)).base.by_id) == [BASED]
    assert BASED not in chosen(repo, select=(BASED,), ignore=("gdpr",)).base.by_id


def test_a_profile_leaves_own_packs_alone(repo: PolicyRepo) -> None:
    pack(repo)
    repo.configure(packs=["packs"], profile="notice")

    assert "ours/worded" in chosen(repo).base.by_id
    assert "gdpr/measures-stated" not in chosen(repo).base.by_id


def test_the_command_line_may_name_another_profile(repo: PolicyRepo) -> None:
    repo.configure(profile="notice")

    assert "gdpr/measures-stated" in chosen(repo, profile="record").base.by_id


def test_a_former_name_of_a_rule_is_heard(repo: PolicyRepo) -> None:
    repo.card("ours/worded", aliases=["ours/texted"])
    repo.configure(packs=["packs"], severity={"ours/texted": "info"})

    assert grave(repo, "ours/worded") == "info"


# what is said holds when a repo is judged


def test_findings_are_as_grave_as_their_file_has_them(repo: PolicyRepo) -> None:
    repo.register("a")
    repo.register("old/b".replace("/", "-"))
    repo.write("old/c.yaml", (repo.root / "a.yaml").read_text("utf-8").replace("id: a", "id: c"))
    repo.configure(paths=[{"for": ["old/"], "severity": {BASED: "info"}}])

    findings = repo.check(select=(BASED,)).report.findings

    assert [(one.spot.file, one.severity.value) for one in findings] == [
        ("a.yaml", "error"),
        ("old-b.yaml", "error"),
        ("old/c.yaml", "info"),
    ]


def test_a_rule_may_be_judged_in_some_files_only(repo: PolicyRepo) -> None:
    repo.register("a")
    repo.register("b")
    repo.configure(ignore=[BASED], paths=[{"for": ["b.yaml"], "select": [BASED]}])

    report = check(Request((repo.root,))).report

    assert [one.spot.file for one in report.findings if one.rule == BASED] == ["b.yaml"]


def test_a_parameter_may_differ_by_file(repo: PolicyRepo) -> None:
    for name in ("a", "b"):
        repo.register(name, "reviewed: 2025-06-30\n")
    repo.configure(paths=[{"for": ["b.yaml"], "params": {REVIEWED: {"every": "P1Y"}}}])

    assert repo.found(select=(REVIEWED,)) == [f"b.yaml:6:1 {REVIEWED}"]


@pytest.mark.parametrize(("review", "found"), [("2024-11-22", 0), ("2024-11-21", 1)])
@pytest.mark.parametrize("every", ["P2Y", "P24M"])
def test_the_review_cycle_ends_on_its_day(review: str, found: int, every: str, repo: PolicyRepo) -> None:
    repo.register("a", f"reviewed: {review}\n")
    repo.configure(params={REVIEWED: {"every": every}})

    findings = repo.check(select=(REVIEWED,)).report.findings

    assert len(findings) == found
    assert all("taken: P2Y" in one.fix for one in findings)


@pytest.mark.parametrize(("long", "found"), [("P3Y", 0), ("P2Y", 1)])
def test_what_a_long_retention_is_can_be_set(long: str, found: int, repo: PolicyRepo) -> None:
    repo.register("a", "retention:\n  all: {period: P3Y}\n")
    repo.configure(params={"gdpr/retention-differentiated": {"long": long}})

    assert len(repo.found(select=("gdpr/retention-differentiated",))) == found


DESCRIBED = "controller: {}\ndescribes: customer\n"


def test_what_compares_descriptions_holds_where_it_finds_something(repo: PolicyRepo) -> None:
    rule = "consistency/controllers-agree"
    for name in ("us", "them"):
        repo.write(f"{name}.yaml", f"policycheck: 1\nkind: organisation\nid: {name}\n")
    repo.register("a", "serves: [notice]\n" + DESCRIBED.format("us"))
    repo.register("b", DESCRIBED.format("them"))

    def found(**settings: Any) -> list[str]:
        repo.configure(**settings)
        return [one.severity.value for one in repo.check(select=()).report.findings if one.rule == rule]

    assert found() == ["warning"]
    assert found(paths=[{"for": ["a.yaml"], "severity": {rule: "info"}}]) == ["info"]
    assert found(paths=[{"for": ["b.yaml"], "severity": {rule: "info"}}]) == ["warning"]
    assert found(paths=[{"for": ["a.yaml"], "ignore": [rule]}]) == []
    assert found(ignore=[rule], paths=[{"for": ["a.yaml"], "select": [rule]}]) == ["warning"]


WAIVER = """\
policycheck: 1
kind: waiver
id: w
rule: gdpr/basis-stated
place: "register/customer: purposes/orders"
reason: x
owner: us
until: 2027-01-01
"""


@pytest.mark.parametrize("ignored", [[], [BASED]])
def test_a_waiver_of_a_rule_that_is_not_judged_there_is_no_complaint(ignored: list[str], repo: PolicyRepo) -> None:
    repo.register()
    repo.write("w.yaml", WAIVER)
    repo.configure(paths=[{"for": ["customer.yaml"], "ignore": ignored}] if ignored else [])

    report = check(Request((repo.root,), as_of=None)).report

    assert len(report.waived) == (0 if ignored else 1)
    assert not [one for one in report.findings if one.rule in ("waivers/used", BASED)]


def test_no_rule_at_all_is_never_a_success(repo: PolicyRepo) -> None:
    repo.register()
    repo.configure(paths=[{"for": ["*"], "ignore": ["gdpr"]}], select=["gdpr"])

    with pytest.raises(UsageError, match="no rule is left"):
        repo.check(select=("gdpr/basis-stated",), ignore=("gdpr",))


# what cannot be used is blamed at its line

REFUSED = {
    "unknown profile": ({"profile": "strct"}, "3:1: there is no profile 'strct'\n  did you mean 'strict'?"),
    "unknown rule": (
        {"params": {"hygiene/reviewed": {"every": "P1Y"}}},
        "4:3: there is no rule 'hygiene/reviewed'",
    ),
    "unknown pack": ({"severity": {"gdpt": "info"}}, "4:3: there is no rule, pack or article 'gdpt'"),
    "unknown article": ({"ignore": ["6(1)", "300"]}, "5:3: there is no rule, pack or article '300'"),
    "unknown parameter": (
        {"params": {REVIEWED: {"evry": "P1Y"}}},
        f"5:5: '{REVIEWED}' has no parameter 'evry' that can be set\n  did you mean 'every'?",
    ),
    "parameter of the card alone": (
        {"params": {"gdpr/complaint-stated": {"right": "access"}}},
        "5:5: 'gdpr/complaint-stated' has no parameter 'right' that can be set",
    ),
    "parameter of another sort": ({"params": {REVIEWED: {"every": "yearly"}}}, "5:5: 'every' must be: a period"),
    "severity of what cannot be read": ({"severity": {"form/date": "info"}}, "4:3: the severity of 'form/date' cannot"),
    "no patterns": ({"paths": [{"severity": {"gdpr": "info"}}]}, "'paths.0.for' cannot be used as it is"),
    "unknown key of a path": ({"paths": [{"for": ["a"], "folders": []}]}, "'paths.0.folders' cannot be used as it is"),
    "unknown rule of a path": (
        {"paths": [{"for": ["a"], "ignore": ["gdpr/x"]}]},
        "7:5: there is no rule 'gdpr/x'",
    ),
    "parameter of several documents": (
        {"paths": [{"for": ["a"], "params": {"ours/several": {"field": "data"}}}]},
        "8:7: 'ours/several' looks at several documents at once\n  set its parameters for the whole repo",
    ),
    "horizon that is none": ({"horizon": "P"}, "3:1: 'P' is no ISO 8601 period"),
    "horizon beyond time": ({"horizon": "P9000Y"}, "3:1: 'P9000Y' is longer than 4,000 years"),
}  # fmt: skip


@pytest.mark.parametrize(("settings", "words"), REFUSED.values(), ids=REFUSED)
def test_what_a_configuration_cannot_say_is_blamed_at_its_line(
    settings: dict[str, Any], words: str, repo: PolicyRepo
) -> None:
    repo.card(
        "ours/several",
        **{"for": None, "require": None, "message": {"en": "x"}},
        check="siblings.facts_agree",
        params={"field": "purposes"},
        settable=["field"],
        applies_to={"scope": "register"},
    )
    repo.write(".policycheck.yaml", "policycheck: 1\npacks: [packs]\n" + yaml.safe_dump(settings, sort_keys=False))

    with pytest.raises(PolicycheckError) as caught:
        chosen(repo)

    assert isinstance(caught.value, ConfigError)
    assert f"{words}" in str(caught.value)


def test_a_pack_that_sets_what_does_not_exist_is_blamed_at_its_line(repo: PolicyRepo) -> None:
    pack(repo, severity={"gdpr/basis-statd": "info"})

    with pytest.raises(PackError, match=r"packs/ours/pack.yaml:\d+:3: there is no rule 'gdpr/basis-statd'"):
        chosen(repo)


def test_two_packs_may_not_contradict_each_other(repo: PolicyRepo) -> None:
    pack(repo, severity={BASED: "info"})
    pack(repo, "theirs", severity={"6(1)": "warning"})

    with pytest.raises(PackError, match=rf"theirs/pack.yaml:\d+:3: '{BASED}' is set to another value by pack ours"):
        chosen(repo)


def test_two_packs_may_say_the_same(repo: PolicyRepo) -> None:
    for name in ("ours", "theirs"):
        pack(repo, name, severity={BASED: "info"}, params={REVIEWED: {"every": "P1Y"}})

    assert grave(repo, BASED) == "info"


# the profiles that ship


@pytest.mark.parametrize("profile", ["record", "notice", "strict"])
def test_a_profile_says_what_it_is_in_every_language(profile: str) -> None:
    said = load_rulebook().profiles[profile]

    assert said["title"].keys() == said["about"].keys() == {"en", "fi", "sv"}


def test_the_record_owes_no_notice_and_the_notice_no_measures(repo: PolicyRepo) -> None:
    record, notice = (chosen(repo, profile=name).base.by_id for name in ("record", "notice"))

    assert "gdpr/basis-stated" in record.keys() & notice.keys()
    assert "gdpr/measures-stated" in record.keys() - notice.keys()
    assert "gdpr/reply-within-month" in notice.keys() - record.keys()
    assert "fi/cookies-with-consent" in notice.keys() - record.keys()


def test_every_rule_belongs_to_the_record_or_the_notice(repo: PolicyRepo) -> None:
    every = load_rulebook().cards.keys()

    assert every == chosen(repo, profile="record").base.by_id.keys() | chosen(repo, profile="notice").base.by_id.keys()


def test_strict_is_one_degree_graver(repo: PolicyRepo) -> None:
    rules, strict = load_rulebook().rules(), chosen(repo, profile="strict").base
    degrees = {"info": "warning", "warning": "error", "error": "error"}
    fixed = ("form", "waivers")

    assert all(
        strict.find(rule.id).severity.value == (rule.severity if rule.pack in fixed else degrees[rule.severity])
        for rule in rules
    )
