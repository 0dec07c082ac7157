from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.law import Law

    LawOn = Callable[[str], Law]

NOTICE = """Tietosuojavaltuutetun toimisto
PL 800, Ratapihantie 9, 00521 Helsinki
p. 029 56 66700
tietosuoja@om.fi
www.tietosuoja.fi"""
CURRENT = """Tietosuojavaltuutetun toimisto
Lintulahdenkuja 4, 00530 Helsinki
PL 800, 00531 Helsinki
p. 029 56 66700, 029 566 6700, +358 29 566 6768
tietosuoja@om.fi, https://tietosuoja.fi, www.tietosuoja.fi"""
TODAY = "2026-11-22"


def test_the_finnish_authority_is_reached_where_it_is_now(law_on: LawOn) -> None:
    answer = law_on(TODAY).authority("FI")

    assert answer.certain
    assert answer.value is not None
    assert answer.value.names["sv"] == "Dataombudsmannens byrå"
    assert answer.value.visiting["fi"] == "Lintulahdenkuja 4, 00530 Helsinki"
    assert answer.value.postal["sv"] == "PB 800, 00531 Helsingfors"
    assert answer.value.phones["switchboard"] == "+358 29 566 6700"
    assert answer.value.email == "tietosuoja@om.fi"
    assert answer.value.site == "https://tietosuoja.fi"


def test_the_contact_is_not_sure_while_an_earlier_one_may_have_held(law_on: LawOn) -> None:
    assert not law_on("2022-12-31").authority("FI").certain
    assert law_on("2023-01-01").authority("FI").certain


def test_every_member_has_an_authority(law_on: LawOn, tables: dict[str, dict[str, list[dict[str, str]]]]) -> None:
    law = law_on(TODAY)
    members = {row["iso"] for row in tables["territories"]["territories"] if row["status"] in {"eu", "eea_efta"}}

    assert {code for code in members if law.authority(code).value is None} == {"GB"}
    assert law.authority("EL").value == law.authority("GR").value


def test_the_british_authority_left_with_the_transition_period(law_on: LawOn) -> None:
    last = law_on("2020-12-31").authority("GB")

    assert last.value is not None
    assert last.until == date(2020, 12, 31)
    assert law_on("2021-01-01").authority("GB").value is None
    assert law_on("2021-01-01").authority("GB").certain


def test_a_country_without_an_authority_in_the_table_is_unknown(law_on: LawOn) -> None:
    answer = law_on(TODAY).authority("US")

    assert answer.value is None
    assert not answer.certain
    assert not law_on(TODAY).outdated_contact("US", NOTICE).certain


@pytest.mark.parametrize(
    ("day", "telltale", "certain"),
    [
        ("2018-12-31", None, True),
        ("2019-01-01", None, True),
        ("2019-01-02", None, False),
        ("2020-12-31", None, False),
        ("2021-01-01", "Ratapihantie 9", True),
        (TODAY, "Ratapihantie 9", True),
    ],
)
def test_the_old_helsinki_address_is_outdated_once_the_move_is_sure(
    law_on: LawOn, day: str, telltale: str | None, *, certain: bool
) -> None:
    answer = law_on(day).outdated_contact("FI", NOTICE)

    assert answer.value == telltale
    assert answer.certain is certain
    assert answer.row is not None
    assert answer.row["id"] == "fi-ratapihantie"
    assert answer.until == (None if telltale else date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "telltale"),
    [
        (CURRENT, None),
        ("PL 800, Helsinki", None),
        ("www.tietosuoja.fi", None),
        ("PL 800, 00521 HELSINKI", "00521"),
        ("PB 800, FI-00521 Helsingfors", "00521"),
        ("RATAPIHANTIE\n9", "Ratapihantie 9"),
        ("Bangårdsvägen 9, Helsingfors", "Bangårdsvägen 9"),
        ("Ratapihantie 95", None),
        ("puh. 0400 005 2100", None),
        ("PL 315, 00181 Helsinki", "PL 315"),
        ("neuvonta 029 56 16670", "029 56 16670"),
        ("neuvonta 0295616670", "029 56 16670"),
        ("faksi +358 29 566 6735", "+358 29 566 6735"),
        ("https://www.tietosuoja.fi/fi/index/yhteystiedot.html", "tietosuoja.fi/fi/index"),
        ("Liikenne- ja viestintävirasto Traficom", None),
    ],
)
def test_only_what_is_gone_gives_a_contact_away(law_on: LawOn, text: str, telltale: str | None) -> None:
    assert law_on(TODAY).outdated_contact("FI", text).value == telltale


def test_a_name_is_outdated_from_the_day_after_its_last(law_on: LawOn) -> None:
    text = "Datainspektionen, Box 8114, 104 20 Stockholm"

    assert law_on("2020-12-31").outdated_contact("SE", text).value is None
    assert law_on("2021-01-01").outdated_contact("SE", text).value == "Datainspektionen"


def test_a_change_of_unknown_day_counts_after_the_table_was_read(law_on: LawOn) -> None:
    text = "21 Fitzwilliam Square South, Dublin 2"

    assert law_on("2026-11-22").outdated_contact("IE", text).value is None
    assert law_on("2026-11-23").outdated_contact("IE", text).value == "21 Fitzwilliam Square"
