"""What falls due within a horizon: of which files, in which order, whatever authors write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycheck.agenda import agenda
from policycheck.cards import load_rulebook
from policycheck.config import Config
from policycheck.facts.due import due
from policycheck.period import Period
from policycheck.reading import Unjudged
from policycheck.repo import load
from policycheck.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.agenda.conftest import Gather
    from tests.conftest import PolicyRepo

    from policycheck.agenda import Agenda

REVIEWED = "responsible: secretary\nreviewed: {day}\nreview_every: P1Y\n"
BOOK = load_rulebook()

days = st.one_of(st.dates().map(date.isoformat), st.sampled_from(["2026-02-30", "9999-12-31", "0001-01-01"]))
lengths = st.one_of(
    st.sampled_from(["P0D", "P1M", "P1Y", "P6Y", "P4000Y", "P48001M", "P", "soon"]),
    st.builds("P{}Y{}M{}D".format, st.integers(0, 30), st.integers(0, 40), st.integers(0, 900)),
)
unknown = st.fixed_dictionaries({"not_known": st.text("abc", max_size=3)}, optional={"until": days})
entries = st.fixed_dictionaries(
    {},
    optional={
        "period": lengths,
        "at_most": lengths,
        "last_round": days,
        "from": st.sampled_from(["calendar-year-end", "purpose-ended", "invoice", "calendar-year-end-of-transaction"]),
        "ends": st.sampled_from(["purpose-ended", "on-request"]),
        "law": st.sampled_from(["accounting-act", "anti-money-laundering-act", "gdpr"]),
        "by": st.just(["secretary"]),
    },
)
purposes = st.fixed_dictionaries({"text": st.just("x")}, optional={"until": days})
registers = st.fixed_dictionaries(
    {},
    optional={
        "dated": days,
        "reviewed": days,
        "review_every": lengths,
        "retention": st.dictionaries(st.sampled_from(["one", "two"]), entries, min_size=1),
        "purposes": st.dictionaries(
            st.sampled_from(["a", "b"]),
            st.fixed_dictionaries({"text": st.just("x")}, optional={"until": days}),
            min_size=1,
        ),
        "consents": st.fixed_dictionaries(
            {"news": st.fixed_dictionaries({"how": st.just("form")}, optional={"since": days, "renewed": lengths})}
        ),
        "transfers": st.fixed_dictionaries(
            {
                "away": st.fixed_dictionaries(
                    {},
                    optional={
                        "country": st.sampled_from(["GB", "US", "FI", "KR"]),
                        "safeguard": st.fixed_dictionaries(
                            {"article": st.sampled_from(["46(2)(c)", "45(3)"])},
                            optional={"until": days, "clauses": st.sampled_from(["2010/87", "2021/914", "?"])},
                        ),
                    },
                )
            }
        ),
        "logging": unknown,
    },
)
documents = st.lists(registers, min_size=1, max_size=4)


def known(texts: dict[str, Any], root: Path) -> Unjudged:
    sources = [Source(name, yaml.safe_dump(stated)) for name, stated in texts.items()]
    return Unjudged(Config(root), BOOK, load(sources, BOOK.shapes, BOOK.vocabulary, BOOK.lexicon), None)


def named(found: list[Any]) -> dict[str, Any]:
    return {
        f"r{number}.yaml": {"policycheck": 1, "kind": "register", "id": f"r{number}", **stated}
        for number, stated in enumerate(found)
    }


@given(found=documents, day=st.dates(), within=lengths, random=st.randoms())
def test_whatever_authors_write_the_agenda_is_the_same_in_every_order(
    found: list[Any], day: date, within: str, random: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    try:
        ahead = Period.parse(within)
    except ValueError:
        ahead = Period(6, 0)
    files = named(found)
    shuffled = list(files)
    random.shuffle(shuffled)
    root = tmp_path_factory.getbasetemp()

    first = agenda(known(files, root), day, ahead, "fi")
    second = agenda(known({name: files[name] for name in shuffled}, root), day, ahead, "fi")

    assert first == second
    assert [item.day for item in first.items] == sorted(item.day for item in first.items)
    assert all(item.day <= first.horizon for item in first.items)
    assert [item for item in first.items if item.overdue] == [item for item in first.items if item.day < day]


@given(found=documents, day=st.dates())
def test_an_occasion_and_its_place_are_told_once(
    found: list[Any], day: date, tmp_path_factory: pytest.TempPathFactory
) -> None:
    repo = known(named(found), tmp_path_factory.getbasetemp()).repo
    told = [(item.occasion, item.place) for item in due(repo, BOOK.law(day), BOOK.vocabulary)]

    assert len(told) == len(set(told))


@pytest.mark.parametrize(("within", "found"), [("P29D", 0), ("P30D", 1), ("P1M", 1), ("P4000Y", 1), ("P0D", 0)])
def test_the_last_day_of_the_horizon_is_within_it(club: PolicyRepo, gather: Gather, within: str, found: int) -> None:
    club.register("customer", REVIEWED.format(day=(date(2025, 11, 22) + timedelta(days=30)).isoformat()))

    assert len(gather(within=within).items) == found


def test_what_was_due_yesterday_is_overdue_and_what_is_due_today_is_not(club: PolicyRepo, gather: Gather) -> None:
    club.register("a", REVIEWED.format(day="2025-11-21"))
    club.register("b", REVIEWED.format(day="2025-11-22"))

    told = gather(within="P0D")

    assert [(item.subject, item.overdue) for item in told.items] == [("a", True), ("b", False)]
    assert told.overdue == 1


def test_only_the_files_asked_about_are_told_of(club: PolicyRepo, gather: Gather) -> None:
    wanted = club.register("a", REVIEWED.format(day="2026-01-01"))
    club.register("b", REVIEWED.format(day="2026-01-01"))

    assert [item.subject for item in gather(wanted).items] == ["a"]


def test_it_says_how_many_documents_it_knows_nothing_of(club: PolicyRepo, gather: Gather) -> None:
    club.write("broken.yaml", "a: [\n")
    club.write("refused.yaml", "policycheck: 1\nkind: register\nid: refused\nnam: x\nnane: y\n")

    assert gather().refused == 2


def test_who_answers_is_a_role_with_its_contact(club: PolicyRepo, gather: Gather) -> None:
    club.register("customer", REVIEWED.format(day="2026-01-01"))

    (item,) = gather(language="fi").items

    assert item.role is not None
    assert tuple(item.role) == ("secretary", "Sihteeri", "secretary@club.example")


def shown(told: Agenda) -> list[tuple[str, str, str]]:
    return [(item.day.isoformat(), item.occasion.value, item.about) for item in told.items]


def test_years_of_data_fall_due_one_after_the_other(club: PolicyRepo, gather: Gather) -> None:
    club.register("customer", "retention: {bills: {period: P6Y, from: calendar-year-end-of-financial-year}}\n")

    assert shown(gather()) == [("2027-01-01", "erasure", "bills, 2020")]
    assert shown(gather(day=date(2027, 1, 1))) == [("2027-01-01", "erasure", "bills, 2020")]
    assert shown(gather(day=date(2027, 1, 2))) == [("2028-01-01", "erasure", "bills, 2021")]


def test_a_round_of_erasure_is_due_so_long_after_the_last_as_was_promised(club: PolicyRepo, gather: Gather) -> None:
    club.register(
        "customer", "retention: {mail: {at_most: P6M, last_round: 2026-03-31, erased: by-hand, by: [treasurer]}}\n"
    )

    (item,) = gather().items

    assert (item.day, item.overdue, item.role and item.role.key) == (date(2026, 9, 30), True, "treasurer")


def test_data_go_after_the_last_of_their_purposes(club: PolicyRepo, gather: Gather) -> None:
    club.write(
        "campaign.yaml",
        "policycheck: 1\nkind: register\nid: campaign\npurposes:\n"
        "  draw: {text: a, data: [entries], until: 2026-12-31}\n"
        "  thanks: {text: b, data: [entries], until: 2027-01-31}\n"
        "  else: {text: c, data: [others]}\n"
        "data: {entries: {items: [name]}, others: {items: [name]}}\n"
        "retention:\n"
        "  entries: {data: [entries], period: P1M, from: purpose-ended}\n"
        "  others: {data: [others], period: P1M, from: purpose-ended}\n",
    )

    assert shown(gather()) == [
        ("2026-12-31", "purpose", "draw"),
        ("2027-01-31", "purpose", "thanks"),
        ("2027-02-28", "erasure", "entries"),
    ]


def test_consents_are_asked_for_again_when_the_next_turn_comes(club: PolicyRepo, gather: Gather) -> None:
    club.register("customer", "consents: {news: {how: form, since: 2022-02-28, renewed: P2Y}}\n")

    assert shown(gather(within="P2Y")) == [("2028-02-28", "consent", "news")]


def test_a_contract_that_was_replaced_is_history(club: PolicyRepo, gather: Gather) -> None:
    club.write(
        "host.yaml",
        "policycheck: 1\nkind: party\nid: host\ncontracts:\n  old: {until: 2025-12-31}\n  new: {until: 2027-03-31}\n",
    )
    club.register("customer", "")
    assert shown(gather()) == [("2027-03-31", "contract", "new")]

    club.register("customer", "recipients: {host: {role: processor, contract: old}}\n")
    assert shown(gather()) == [("2025-12-31", "contract", "old"), ("2027-03-31", "contract", "new")]


def test_law_that_a_register_relies_on_ends(club: PolicyRepo, gather: Gather) -> None:
    club.register(
        "customer",
        "retention: {diligence: {period: P5Y, from: end-of-relationship, law: anti-money-laundering-act, "
        'section: "3:3"}}\n',
    )

    assert shown(gather()) == [("2027-07-09", "law", "Anti-Money Laundering Act")]
    assert shown(gather(day=date(2027, 7, 10))) == []


def test_a_decision_is_told_for_whoever_the_data_reach(club: PolicyRepo, gather: Gather) -> None:
    club.write("boats.yaml", "policycheck: 1\nkind: party\nid: boats\ncountry: GB\n")
    club.register("customer", "recipients: {boats: {role: processor}}\n")

    (item,) = gather(within="P6Y").items

    assert (item.day.isoformat(), item.occasion, item.about) == ("2031-12-27", "adequacy", "United Kingdom")
    assert str(item.spot.place) == "register/customer: recipients/boats"


def test_a_translation_repeats_nothing(club: PolicyRepo, gather: Gather) -> None:
    for language in ("fi", "sv"):
        club.write(
            f"{language}.yaml",
            f"policycheck: 1\nkind: text\nid: notice-{language}\nlanguage: {language}\n"
            + ("translation_of: notice-fi\n" if language == "sv" else "")
            + f"---\npolicycheck: 1\nkind: register\nid: customer-{language}\ndescribes: customer\n"
            f"text: notice-{language}\nretention: {{bills: {{period: P6Y, from: calendar-year-end}}}}\n",
        )

    assert [str(item.spot.place) for item in gather().items] == ["register/customer-fi: retention/bills/from"]
