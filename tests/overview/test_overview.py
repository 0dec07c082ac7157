"""What an overview tells of a repo."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policycheck import Request, check
from policycheck.finding import Outcome
from policycheck.overview import overview
from policycheck.overview.tasks import remedy
from policycheck.overview.types import Counts, Role, State
from policycheck.period import Period

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo
    from tests.overview.conftest import Gather

    from policycheck.overview.types import Overview, RegisterState, ThemeState

VEISTO = Path(__file__).parents[2] / "fixtures" / "repos" / "veisto"
CLEAN = VEISTO.parents[1] / "clean"
YEAR = Period(months=12, days=0)
BASIS = ("gdpr/basis-stated",)
SECRETARY = Role("secretary", "Secretary", "secretary@club.example")
TREASURER = Role("treasurer", "treasurer", "+358 6 555 0100")


def of_repo(folder: Path) -> Overview:
    checked = check(Request((folder,), date(2026, 11, 22), "en", keep_judgements=True))
    return overview(checked, checked.report, YEAR)


@pytest.fixture(scope="module")
def veisto() -> Overview:
    return of_repo(VEISTO)


def theme(register: RegisterState, code: str) -> ThemeState:
    return next(theme for theme in register.themes if theme.code == code)


# --- Veisto: who asks for the state of its register is told this.


def test_veisto_has_one_register_in_two_descriptions_and_nobody_answers_for_it(veisto: Overview) -> None:
    (register,) = veisto.registers

    assert (register.id, register.name, register.role) == ("customer", "Asiakasrekisteri", None)
    assert register.files == ("customer-data-flow.yaml", "customer-notice.yaml")
    assert veisto.organisations == ("Veisto Oy",)
    assert [duty.role for duty in veisto.duties] == [None]


def test_every_theme_of_veisto_has_gaps(veisto: Overview) -> None:
    (register,) = veisto.registers

    assert {theme.code: theme.state for theme in register.themes} == dict.fromkeys(
        (
            "basis",
            "purposes",
            "data",
            "recipients",
            "transfers",
            "retention",
            "rights",
            "security",
            "cookies",
            "record",
        ),
        State.GAPS,
    )
    assert theme(register, "cookies").counts.errors == 5
    assert theme(register, "transfers").counts == Counts(1, 0, 2)


def test_the_organisation_and_texts_of_veisto_are_told_apart_from_its_register(veisto: Overview) -> None:
    assert [(one.kind, one.id, one.read, one.counts.errors) for one in veisto.documents] == [
        ("text", "customer-data-flow", True, 2),
        ("text", "customer-notice", True, 0),
        ("organisation", "veisto", True, 1),
    ]


@pytest.mark.parametrize("folder", [VEISTO, CLEAN])
def test_no_finding_is_lost_and_none_told_twice(folder: Path) -> None:
    told = of_repo(folder)
    tasks = [task.finding for duty in told.duties for task in duty.tasks]
    counts = [*(one.counts for one in told.registers), *(one.counts for one in told.documents)]

    assert Counter(map(id, tasks)) == Counter(map(id, told.report.findings))
    assert sum(map(sum, counts)) == len(told.report.findings)
    assert sum(duty.counts.errors for duty in told.duties) == sum(one.errors for one in counts)
    assert sum(pack.findings for pack in told.packs) == len(told.report.findings)


def test_packs_are_counted_as_the_check_counts_them(veisto: Overview) -> None:
    for outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL, Outcome.DOES_NOT_APPLY):
        counted = sum(pack.outcomes.get(outcome, 0) for pack in veisto.packs)
        assert counted == veisto.report.outcomes.get(outcome, 0), outcome
    assert sum(pack.rules for pack in veisto.packs) == veisto.report.rules


def test_a_clean_repo_has_nothing_to_mend_and_says_no_more_than_that() -> None:
    told = of_repo(CLEAN)
    states = {theme.state for register in told.registers for theme in register.themes}

    assert told.duties == ()
    assert {register.kind for register in told.registers} == {"register", "processor-record"}
    assert states <= {State.NO_GAPS, State.NOT_JUDGED, State.DOES_NOT_APPLY}
    assert State.NO_GAPS in states
    assert all(theme.rules for register in told.registers for theme in register.themes if theme.state is State.NO_GAPS)


# --- States


def test_a_theme_that_no_rule_looked_at_is_not_judged(club: PolicyRepo, gather: Gather) -> None:
    club.register()

    (register,) = gather(select=BASIS).registers

    assert theme(register, "basis").state is State.GAPS
    assert {theme.state for theme in register.themes if theme.code != "basis"} == {State.NOT_JUDGED}


@pytest.mark.parametrize(
    ("basis", "state", "rules"),
    [
        ("{article: 6(1)(b)}", State.NO_GAPS, 1),
        ("{not_known: we ask}", State.OPEN, 0),
    ],
)
def test_the_state_of_a_theme(basis: str, state: State, rules: int, club: PolicyRepo, gather: Gather) -> None:
    purposes = f"purposes: {{orders: {{category: orders, legal_basis: {basis}}}}}"
    club.write("customer.yaml", f"policycheck: 1\nkind: register\nid: customer\n{purposes}\n")

    (register,) = gather(select=BASIS).registers
    found = theme(register, "basis")

    assert (found.state, found.rules) == (state, rules)


def test_a_theme_that_the_record_says_does_not_apply_is_not_in_order(club: PolicyRepo, gather: Gather) -> None:
    club.register("customer", "logging: {not_applicable: paper only}\n")

    (register,) = gather(select=("gdpr/logging-stated",)).registers

    assert theme(register, "security").state is State.DOES_NOT_APPLY


def test_a_theme_whose_only_gap_is_waived_is_not_in_order(club: PolicyRepo, gather: Gather) -> None:
    club.register()
    club.write("waiver.yaml", WAIVER)

    told = gather(select=(*BASIS, "waivers"))

    assert theme(told.registers[0], "basis").state is State.WAIVED
    assert theme(told.registers[0], "basis").waived == 1
    assert told.duties == ()


WAIVER = """\
policycheck: 1
kind: waiver
id: later
rule: gdpr/basis-stated
place: register/customer
reason: soon
owner: secretary
until: 2027-04-30
"""


def test_a_theme_whose_gap_is_told_by_a_finding_of_another_is_not_in_order(club: PolicyRepo, gather: Gather) -> None:
    club.register()
    club.card("ours/based", require={"has": "legal_basis"})
    club.card(
        "ours/limited",
        **{"for": None},
        message={"en": "{register} does not limit its purposes"},
        require={"has": "only_purposes"},
        at="purposes",
        supersedes=["ours/based"],
    )

    (register,) = gather(select=("ours",)).registers

    assert theme(register, "purposes").counts == Counts(1, 0, 0)
    assert theme(register, "basis").state is State.TOLD_ELSEWHERE


def test_a_processors_record_is_told_like_a_register(club: PolicyRepo, gather: Gather) -> None:
    club.write("ours.yaml", "policycheck: 1\nkind: processor-record\nid: ours\nname: Ours\nsecurity:\n")

    (register,) = gather(select=("hygiene/no-blank-field",)).registers

    assert (register.kind, register.name) == ("processor-record", "Ours")
    assert theme(register, "security").counts == Counts(0, 1, 0)


# --- What could not be read


def test_what_could_not_be_read_is_shown(club: PolicyRepo, gather: Gather) -> None:
    club.write("broken.yaml", "a: [\n")
    club.write("list.yaml", "- a\n")
    club.write("refused.yaml", "policycheck: 1\nkind: register\nid: refused\nnam: x\n")
    club.register("customer", "  legal_basis: {article: 6(1)(b)}\n")
    club.write("twice.yaml", (club.root / "customer.yaml").read_text("utf-8"))

    told = gather()

    assert [(one.file, one.kind, one.id, one.read) for one in told.documents] == [
        ("broken.yaml", "", "", False),
        ("list.yaml", "", "", False),
        ("refused.yaml", "register", "refused", False),
        ("twice.yaml", "register", "customer", False),
    ]
    assert [one.counts.errors for one in told.documents] == [1, 1, 1, 1]
    assert [register.id for register in told.registers] == ["customer"]


def test_a_document_with_an_unknown_code_was_read(club: PolicyRepo, gather: Gather) -> None:
    club.register("customer", "  legal_basis: {article: 6(1)(b)}\ndata_subjects: [martian]\n")

    told = gather()

    assert told.documents == ()
    assert theme(told.registers[0], "data").counts == Counts(1, 0, 0)


# --- Tasks


def test_tasks_are_grouped_by_role_and_nobody_comes_last(club: PolicyRepo, gather: Gather) -> None:
    club.register("customer", "responsible: secretary\n")
    club.register("guests", "  more: {category: orders}\nresponsible: treasurer\n")
    club.register("orphan", "  more: {category: orders}\n  most: {category: orders}\n")
    club.write("broken.yaml", "a: [\n")

    told = gather()

    assert [(duty.role, duty.counts.errors) for duty in told.duties] == [(TREASURER, 2), (SECRETARY, 1), (None, 4)]


def test_the_same_role_of_two_organisations_mends_its_own(club: PolicyRepo, gather: Gather) -> None:
    club.write("other.yaml", "policycheck: 1\nkind: organisation\nid: other\nroles: {secretary: {title: Scribe}}\n")
    club.register("customer", "controller: club\nresponsible: secretary\n")
    club.register("guests", "controller: other\nresponsible: secretary\n")

    duties = gather().duties

    assert sorted(duty.role.title for duty in duties if duty.role) == ["Scribe", "Secretary"]


def test_tasks_are_ordered_by_severity_then_by_registers_then_by_place(club: PolicyRepo, gather: Gather) -> None:
    club.configure(severity={"gdpr/basis-stated": "warning"})
    club.register("b", "  more: {category: orders}\n")
    club.register("a", "consents:\n")
    club.write("z.yaml", "policycheck: 1\nkind: register\nid: z\nnam: x\n")

    (duty,) = gather(select=(*BASIS, "hygiene/no-blank-field", "form")).duties

    assert [(task.finding.rule, task.finding.spot.file, task.registers) for task in duty.tasks] == [
        ("form/key-known", "z.yaml", 1),
        ("gdpr/basis-stated", "a.yaml", 2),
        ("gdpr/basis-stated", "b.yaml", 2),
        ("gdpr/basis-stated", "b.yaml", 2),
        ("hygiene/no-blank-field", "a.yaml", 1),
    ]


@pytest.mark.parametrize(
    ("fix", "first"),
    [
        ("Write it.", "Write it"),
        ("Write it:\n  purposes:\n    x: {}", "Write it"),
        ("Write it once, and\nnot twice. Then go.", "Write it once, and not twice. Then go"),
        ("Write it.\nOr drop it.", "Write it"),
        ("  indented\n", "indented"),
        ("", ""),
    ],
)
def test_the_remedy_is_the_first_line_of_the_fix(fix: str, first: str) -> None:
    assert remedy(fix) == first


# --- Open points


def test_an_open_point_is_told_once_however_many_rules_wait_for_it(club: PolicyRepo, gather: Gather) -> None:
    club.register(
        "customer",
        "responsible: secretary\nretention: {not_known: the board decides, owner: treasurer, until: 2026-12-31}\n",
    )

    told = gather(select=("gdpr/retention-stated", "gdpr/retention-differentiated", "hygiene"))
    (point,) = told.open_points

    assert (point.missing, point.subject, point.theme) == ("the board decides", "customer", "retention periods")
    assert (point.role, point.until, point.overdue) == (TREASURER, date(2026, 12, 31), False)
    assert "gdpr/retention-stated" in point.rules
    assert theme(told.registers[0], "retention").open == 1


def test_open_points_without_a_day_come_last_and_without_an_owner_belong_to_who_answers(
    club: PolicyRepo, gather: Gather
) -> None:
    club.register(
        "customer",
        "responsible: secretary\n"
        "access: {not_known: later}\n"
        "logging: {not_known: next, until: 2027-01-31}\n"
        "security: {not_known: late, until: 2026-11-21}\n"
        "risk: {not_known: today, until: 2026-11-22}\n",
    )

    assert [(point.missing, point.overdue, point.role) for point in gather().open_points] == [
        ("late", True, SECRETARY),
        ("today", False, SECRETARY),
        ("next", False, SECRETARY),
        ("later", False, SECRETARY),
    ]


def test_what_is_not_known_is_open_whether_a_rule_asks_for_it_or_not(club: PolicyRepo, gather: Gather) -> None:
    club.write("boats.yaml", "policycheck: 1\nkind: party\nid: boats\ncountry: {not_known: they move}\n")

    told = gather()

    assert [(point.subject, point.theme, point.rules) for point in told.open_points] == [("boats", "", ())]
    assert [(one.kind, one.id, one.open) for one in told.documents] == [("party", "boats", 1)]


def test_what_only_a_rule_cannot_tell_is_told_by_what_it_requires(club: PolicyRepo, gather: Gather) -> None:
    club.write("city.yaml", "policycheck: 1\nkind: organisation\nid: city\npublic_authority: {not_known: we ask}\n")
    club.register("customer", "controller: city\n")
    club.card(
        "ours/private",
        **{"for": None},
        title={"en": "The controller is no authority"},
        message={"en": "{register} is kept by an authority"},
        require={"field": "controller/public_authority", "equals": False},
    )

    found = {(point.missing, point.subject, point.rules) for point in gather(select=("ours",)).open_points}

    assert found == {
        ("cannot tell: The controller is no authority", "customer", ("ours/private",)),
        ("we ask", "city", ()),
    }


# --- What comes up


def test_what_comes_up_is_sorted_by_day_within_the_horizon_and_what_is_overdue_comes_first(
    club: PolicyRepo, gather: Gather
) -> None:
    for name, reviewed in {"a": "2026-11-23", "b": "2024-02-29", "c": "2025-11-22", "d": "2026-11-22"}.items():
        club.register(name, f"reviewed: {reviewed}\nreview_every: P1Y\n")

    told = gather()

    assert told.horizon == date(2027, 11, 22)
    assert [(item.subject, item.day.isoformat(), item.overdue) for item in told.upcoming] == [
        ("b", "2025-02-28", True),
        ("c", "2026-11-22", False),
        ("d", "2027-11-22", False),
    ]
    assert [item.subject for item in gather(within=Period(12, 1)).upcoming] == ["b", "c", "d", "a"]
    assert [item.subject for item in gather(within=Period(0, 0)).upcoming] == ["b", "c"]


def test_a_horizon_beyond_the_calendar_is_its_end(club: PolicyRepo, gather: Gather) -> None:
    club.register()

    assert gather(as_of=date(9999, 6, 1)).horizon == date.max


# --- Paths, and what was judged


def test_an_overview_of_some_files_tells_of_these_only(club: PolicyRepo, gather: Gather) -> None:
    asked = club.register("customer", "reviewed: 2020-01-01\nreview_every: P1Y\nlogging: {not_known: x}\n")
    club.register("guests", "reviewed: 2020-01-01\nreview_every: P1Y\nlogging: {not_known: x}\n")
    club.write("broken.yaml", "a: [\n")

    told = gather(asked)

    assert [register.id for register in told.registers] == ["customer"]
    assert told.documents == ()
    assert [point.subject for point in told.open_points] == ["customer"]
    assert [item.subject for item in told.upcoming] == ["customer"]
    assert sum(sum(pack.outcomes.values()) for pack in told.packs) == 1


def test_tables_of_the_law_are_stale_after_six_months(club: PolicyRepo, gather: Gather) -> None:
    club.register()
    (checked, *_) = {table.checked for table in gather().tables}
    last = Period(6, 0).after(checked)

    assert {table.stale for table in gather(as_of=last).tables if table.checked == checked} == {False}
    assert {table.stale for table in gather(as_of=date.fromordinal(last.toordinal() + 1)).tables} == {True}


@pytest.mark.parametrize(("language", "name"), [("fi", "Asiakkaat"), ("sv", "Kunder"), ("en", "Asiakkaat")])
def test_a_register_is_called_as_its_description_in_the_language_of_the_report_calls_it(
    language: str, name: str, club: PolicyRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    club.register("customer-fi", "describes: customer\nlanguage: fi\nname: Asiakkaat\n")
    club.register("customer-sv", "describes: customer\nlanguage: sv\nname: Kunder\n")
    monkeypatch.setattr("policycheck.cards.Rulebook.spoken", lambda _, language: language)
    checked = club.check(keep_judgements=True)

    told = overview(checked, checked.told(language, for_people=True), YEAR, for_people=True)

    assert [register.name for register in told.registers] == [name]


def test_an_overview_is_told_in_the_language_of_its_report(club: PolicyRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    club.register("customer", "responsible: secretary\n")
    monkeypatch.setattr("policycheck.cards.Rulebook.spoken", lambda _, language: language)
    checked = club.check(keep_judgements=True)

    told = overview(checked, checked.told("fi", for_people=True), YEAR, for_people=True)

    assert told.duties[0].role == Role("secretary", "Sihteeri", "secretary@club.example")
    assert told.registers[0].themes[0].name == "oikeusperuste"
