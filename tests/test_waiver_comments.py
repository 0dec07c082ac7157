"""Waivers that are comments: beside or above what they are for, for a reason, until a day."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Cli, PolicyRepo

WAIVE = "# policycheck: waive gdpr/basis-stated until 2027-06-30 by it-lead -- the lawyers are on it"
ONLY = ("--select", "gdpr/basis-stated,form,waivers", "--as-of", "2026-11-22")
HEAD = "policycheck: 1\nkind: register\nid: customer\n"
PURPOSE = "purposes:\n  orders: {category: orders}\n"


def waived(repo: PolicyRepo, text: str, **asked: Any) -> tuple[list[str], list[str]]:
    """What stands and what is set aside, each as line and rule."""
    repo.write("customer.yaml", text)
    report = repo.check(**asked).report
    return (
        [f"{one.spot.span.line} {one.rule}" for one in report.findings],
        [f"{one.finding.spot.span.line} {one.waiver}" for one in report.waived],
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}purposes:\n  orders: {{category: orders}} {WAIVE}\n",
        f"{HEAD}purposes:\n  {WAIVE}\n  orders: {{category: orders}}\n",
        f"{HEAD}purposes:\n  orders: {WAIVE}\n    category: orders\n",
        f"{HEAD}purposes: {WAIVE}\n  orders: {{category: orders}}\n",
        f"{HEAD}purposes: {{ {WAIVE}\n  orders: {{category: orders}} }}\n",
        f"{HEAD}purposes: {{\n  orders: {{category: orders}} {WAIVE}\n  }}\n",
        f"{WAIVE}\n{HEAD}{PURPOSE}",
        f"policycheck: 1\nkind: register {WAIVE}\nid: customer\n{PURPOSE}",
        f"policycheck: 1\nkind: register\n{WAIVE}\nid: customer\n{PURPOSE}",
        f"policycheck: 1\nkind: register\nid: customer {WAIVE}\n{PURPOSE}",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_sets_aside_what_is_at_its_place_or_below(text: str, end: str, repo: PolicyRepo) -> None:
    standing, aside = waived(repo, text.replace("\n", end))
    line = text[: text.index(WAIVE)].count("\n") + 1

    assert standing == []
    assert [one.split()[1] for one in aside] == [f"customer.yaml:{line}"]


def test_a_comment_at_another_place_sets_nothing_aside(repo: PolicyRepo) -> None:
    assert waived(repo, f"{HEAD}{PURPOSE}name: n {WAIVE}\n")[0] == ["5 gdpr/basis-stated", "6 waivers/used"]


def test_in_a_file_of_several_documents_each_has_its_own(repo: PolicyRepo) -> None:
    other = HEAD.replace("customer", "staff")
    text = f"{HEAD}{PURPOSE}---\n{WAIVE}\n{other}{PURPOSE}"

    assert waived(repo, text) == (["5 gdpr/basis-stated"], ["12 customer.yaml:7"])


def test_a_comment_that_is_not_in_one_of_our_documents_is_left_alone(repo: PolicyRepo) -> None:
    repo.write("other.yaml", f"a: 1 {WAIVE}\n")

    assert waived(repo, HEAD + PURPOSE) == (["5 gdpr/basis-stated"], [])


def test_what_a_comment_says_is_shown_as_that_of_a_document_is(repo: PolicyRepo, run: Cli) -> None:
    text = WAIVE.replace("by it-lead", "by it-lead approved by board").replace("lawyers", "juristit, ehkä keväällä 表")
    repo.write("customer.yaml", f"{HEAD}{PURPOSE.rstrip()} {text}\n")
    report = repo.check().report
    (one,) = report.waived
    (entry,) = report.waivers

    assert (one.owner, one.until, one.approved_by, one.comment) == ("it-lead", "2027-06-30", "board", True)
    assert one.reason == "the juristit, ehkä keväällä 表 are on it"
    assert (entry.rule, entry.place) == ("gdpr/basis-stated", "register/customer: purposes/orders")
    assert (entry.state, entry.waived, entry.spot.span.line) == ("in force", 1, 5)
    assert "waived gdpr/basis-stated until 2027-06-30 by it-lead: the juristit" in run("check", *ONLY).stdout


BY = "until 2027-06-30 by it-lead"
MALFORMED = {
    "a misspelt verb": ("wave gdpr/basis-stated", "unknown word: 'wave'"),
    "an unknown verb": ("ignore gdpr/basis-stated", "unknown word: 'ignore'"),
    "no colon": (None, "unknown word: 'policycheck'"),
    "nothing": ("", "missing: waive"),
    "nothing more": ("waive", "missing: RULE, until YYYY-MM-DD, by OWNER, -- REASON"),
    "no rule": (f"waive {BY} -- r", "missing: RULE"),
    "no reason": (f"waive gdpr/basis-stated {BY}", "missing: -- REASON"),
    "an empty reason": (f"waive gdpr/basis-stated {BY} -- ", "missing: -- REASON"),
    "no owner": ("waive gdpr/basis-stated until 2027-06-30 -- r", "missing: by OWNER"),
    "no end": ("waive gdpr/basis-stated by it-lead -- r", "missing: until YYYY-MM-DD"),
    "no approver after all": (f"waive gdpr/basis-stated {BY} approved by -- r", "missing: approved by ROLE"),
    "a misspelt clause": ("waive gdpr/basis-stated untill 2027-06-30 by it-lead -- r", "too many: 'untill'"),
    "two rules": (f"waive gdpr/basis-stated gdpr/x {BY} -- r", "too many: 'gdpr/x'"),
    "a clause said twice": (f"waive gdpr/basis-stated {BY} by dpo -- r", "too many: 'dpo'"),
    "no day": ("waive gdpr/basis-stated until 2027-02-30 by it-lead -- r", "no day: '2027-02-30'"),
    "a day of another form": ("waive gdpr/basis-stated until 30.6.2027 by it-lead -- r", "no day: '30.6.2027'"),
}


@pytest.mark.parametrize(("words", "complaint"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_comment_sets_nothing_aside_and_is_a_finding(
    words: str | None, complaint: str, repo: PolicyRepo
) -> None:
    comment = f"# policycheck: {words}" if words is not None else WAIVE.replace(":", "", 1)
    standing, aside = waived(repo, f"{HEAD}purposes:\n  {comment}\n  orders: {{category: orders}}\n")
    (found,) = (one for one in repo.check().report.findings if one.rule == "waivers/comment-well-formed")

    assert (standing, aside) == (["5 waivers/comment-well-formed", "6 gdpr/basis-stated"], [])
    assert complaint in found.message
    assert (found.spot.span.column, str(found.spot.place)) == (3, "register/customer: purposes/orders")


@pytest.mark.parametrize(
    "words",
    [
        "waive gdpr/basis-stated by it-lead until 2027-06-30 -- r",
        f"waive   gdpr/basis-stated  {BY}  --  r",
        f"waive gdpr/basis-stated {BY} --r",
        f"waive gdpr/basis-stated {BY} — until somebody -- by and by -- answers",
        f"waive gdpr/basis-stated approved by board {BY} -- r",
    ],
)
def test_the_parts_may_stand_in_any_order_and_the_reason_comes_last(words: str, repo: PolicyRepo) -> None:
    assert waived(repo, f"{HEAD}purposes:\n  # policycheck: {words}\n  orders: {{category: orders}}\n")[0] == []


MISTAKEN = {
    "expired": (("2027-06-30", "2026-11-21"), "in-force"),
    "misspelt rule": (("basis-stated", "basis-statd"), "rule-known"),
    "a rule of form": (("gdpr/basis-stated", "form/slug"), "rule-waivable"),
    "a rule of waivers": (("gdpr/basis-stated", "waivers/used"), "rule-waivable"),
    "another rule": (("basis-stated", "children-age-met"), "rule-known"),
    "too long": (("2027-06-30", "2030-01-01"), "short"),
}


@pytest.mark.parametrize(("change", "slug"), MISTAKEN.values(), ids=MISTAKEN)
def test_a_mistaken_comment_sets_nothing_aside_and_is_a_finding(
    change: tuple[str, str], slug: str, repo: PolicyRepo
) -> None:
    repo.configure(waivers={"longest": "P1Y"})

    assert waived(repo, f"{HEAD}{PURPOSE.rstrip()} {WAIVE.replace(*change)}\n") == (
        ["5 gdpr/basis-stated", f"5 waivers/{slug}"],
        [],
    )


@pytest.mark.parametrize(
    ("settings", "slug"),
    [({"mandatory": ["gdpr"]}, "rule-not-mandatory"), ({"approver_required": True}, "approved")],
)
def test_the_configuration_asks_the_same_of_comments(settings: dict[str, Any], slug: str, repo: PolicyRepo) -> None:
    repo.configure(waivers=settings)

    assert waived(repo, f"{HEAD}{PURPOSE.rstrip()} {WAIVE}\n")[0] == ["5 gdpr/basis-stated", f"5 waivers/{slug}"]


def test_a_comment_that_belongs_to_nothing_is_a_finding(repo: PolicyRepo) -> None:
    assert waived(repo, f"{HEAD}{PURPOSE}{WAIVE}\n")[0] == ["5 gdpr/basis-stated", "6 waivers/comment-placed"]


def test_a_comment_that_ends_soon_is_announced(repo: PolicyRepo) -> None:
    standing, aside = waived(repo, f"{HEAD}{PURPOSE.rstrip()} {WAIVE.replace('2027-06-30', '2026-12-01')}\n")

    assert (standing, aside) == (["5 waivers/ends-soon"], ["5 customer.yaml:5"])


def test_two_comments_or_a_comment_and_a_document_for_one_place_do_not_count(repo: PolicyRepo) -> None:
    above = f"{HEAD}purposes:\n  {WAIVE}\n  orders: {{category: orders}}"
    assert waived(repo, f"{above} {WAIVE}\n")[0] == ["5 waivers/single", "6 gdpr/basis-stated", "6 waivers/single"]

    document = {
        "policycheck": 1,
        "kind": "waiver",
        "id": "later",
        "rule": "gdpr/basis-stated",
        "place": "register/customer: purposes/orders",
        "reason": "r",
        "owner": "it-lead",
        "until": "2027-06-30",
    }
    repo.write("waiver.yaml", yaml.safe_dump(document, sort_keys=False))
    assert waived(repo, f"{above}\n")[0] == ["5 waivers/single", "6 gdpr/basis-stated", "5 waivers/single"]


def test_several_comments_above_one_key_are_each_for_their_rule(repo: PolicyRepo) -> None:
    repo.card("ours/worded")
    comments = "".join(
        f"  {WAIVE.replace('gdpr/basis-stated', rule)}\n" for rule in ("ours/worded", "gdpr/basis-stated")
    )
    text = f"{HEAD}purposes:\n{comments}  orders: {{category: orders}}\n"

    assert waived(repo, text, select=("ours", "gdpr/basis-stated", "form", "waivers")) == (
        [],
        ["7 customer.yaml:6", "7 customer.yaml:5"],
    )


def test_both_comments_of_a_place_are_due_and_in_the_calendar(repo: PolicyRepo, run: Cli) -> None:
    other = WAIVE.replace("basis-stated", "retention-stated")
    repo.write("customer.yaml", f"{HEAD}purposes:\n  {WAIVE}\n  {other}\n  orders: {{category: orders}}\n")
    due = json.loads(run("due", "--as-of", "2026-11-22", "--within", "P1Y", "--format", "json").stdout)
    run("due", "--as-of", "2026-11-22", "--within", "P1Y", "--output", "ics=a.ics")
    uids = {line for line in (repo.root / "a.ics").read_text().splitlines() if line.startswith("UID")}

    assert [(one["occasion"], one["day"], one["about"]) for one in due["items"]] == [
        ("waiver", "2027-06-30", "gdpr/basis-stated"),
        ("waiver", "2027-06-30", "gdpr/retention-stated"),
    ]
    assert len(uids) == 2


def test_sarif_holds_comments_as_suppressed_in_source(repo: PolicyRepo, run: Cli) -> None:
    repo.write("customer.yaml", f"{HEAD}{PURPOSE.rstrip()} {WAIVE}\n")
    log = json.loads(run("check", *ONLY, "--format", "sarif", "--with-waived").stdout)
    (result,) = log["runs"][0]["results"]

    assert result["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "the lawyers are on it (it-lead, 2027-06-30)"}
    ]
    assert json.loads(run("check", *ONLY, "--format", "sarif").stdout)["runs"][0]["results"] == []


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json"])
def test_the_report_lists_the_ledger(form: str, repo: PolicyRepo, run: Cli) -> None:
    ended = WAIVE.replace("2027-06-30", "2026-01-31")
    approved = WAIVE.replace(" --", " approved by board --")
    repo.write("customer.yaml", f"{HEAD}{PURPOSE.rstrip()} {approved}\nname: n {ended}\n")
    told = run("report", *ONLY, "--format", form).stdout

    for words in ("gdpr/basis-stated", "register/customer:", "purposes/orders", "the lawyers are", "it-lead"):
        assert words in told
    assert all(words in told for words in ("2027-06-30", "2026-01-31", "board", "in force"))
    if form == "json":
        states = [(one["state"], one["waived"], one["line"]) for one in json.loads(told)["waivers"]]
        assert states == [("expired", 0, 6), ("in force", 1, 5)]
    if form == "csv":
        rows = [row for row in csv.DictReader(io.StringIO(told)) if "waiver" in row.values()]
        assert [row["state"] for row in rows] == ["expired", "in force"]


def test_reasons_are_left_out_where_nothing_is_quoted(repo: PolicyRepo, run: Cli) -> None:
    repo.write("customer.yaml", f"{HEAD}{PURPOSE.rstrip()} {WAIVE}\n")

    for form in ("text", "compact", "json", "markdown", "csv"):
        assert "lawyers" not in run("check", *ONLY, "--redact", "--format", form).stdout


WORDS = st.text(alphabet="ab: #'\"\n-é表", max_size=15)


@given(before=WORDS, after=WORDS, style=st.sampled_from(["'", '"', "|", ">"]))
def test_a_comment_inside_a_string_never_waives(
    before: str, after: str, style: str, new_repo: Callable[[], PolicyRepo]
) -> None:
    words = yaml.dump({"text": f"{before}\n{WAIVE}\n{after}"}, default_style=style, allow_unicode=True)
    standing, aside = waived(new_repo(), f"{HEAD}purposes:\n  orders:\n    category: orders\n{indented(words)}")

    assert (standing, aside) == (["5 gdpr/basis-stated"], [])


def indented(text: str) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in text.split("\n")[:-1])


@given(order=st.permutations(["orders", "billing", "support", "website"]), above=st.booleans(), gap=st.integers(0, 3))
def test_a_comment_moved_with_its_key_keeps_working(
    order: list[str], gap: int, new_repo: Callable[[], PolicyRepo], *, above: bool
) -> None:
    lines = ["purposes:"]
    for key in order:
        mine = key == "orders"
        lines += [*["  # by the way"] * gap, *([f"  {WAIVE}"] if mine and above else [])]
        lines += [f"  {key}: {{category: orders}}{f' {WAIVE}' if mine and not above else ''}"]
    repo = new_repo()
    repo.write("customer.yaml", HEAD + "\n".join([*lines, ""]))
    report = repo.check().report

    assert [str(one.finding.spot.place) for one in report.waived] == ["register/customer: purposes/orders/legal_basis"]
    assert len(report.findings) == 3


def test_a_file_without_such_a_comment_is_not_looked_at_twice(
    repo: PolicyRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policycheck.document import Text

    def comments(_: Text) -> list[Any]:
        raise AssertionError

    monkeypatch.setattr(Text, "comments", property(comments))

    assert waived(repo, f"# policycheck speaks of this\n{HEAD}{PURPOSE.rstrip()} # why\n")[0] == ["6 gdpr/basis-stated"]
