"""Provisions are cited as a lawyer of each language cites them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from policycheck.cards import load_rulebook
from policycheck.finding import cited_together
from policycheck.law.acts import resolves
from policycheck.period import Period
from policycheck.repo import Repo
from policycheck.wording import Wording, as_cited, cited, provision

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

BOOK = load_rulebook()
ACTS: dict[str, Any] = BOOK.law_tables["acts"]
LANGUAGES = ("en", "fi", "sv")
WHOLE = re.compile(r"(?:\d+:)?([^:()]+)")
"""The article or section of a provision."""
FORMS = (
    *("26", "4(9)", "6(1)", "6(1)(f)", "6(1)(2)", "6(1)(2)(a)", "2(f)"),
    *("5a", "2:5a", "29(1)(2)", "2:10(1)(2)", "C-252/21", "5/2020"),
)


@pytest.mark.parametrize(
    ("law", "number", "en", "fi", "sv"),
    [
        ("gdpr", "22", "Art. 22", "22 artikla", "artikel 22"),
        ("gdpr", "6(1)", "Art. 6(1)", "6 artiklan 1 kohta", "artikel 6.1"),
        ("gdpr", "13(2)(b)", "Art. 13(2)(b)", "13 artiklan 2 kohdan b alakohta", "artikel 13.2 b"),
        ("gdpr", "4(11)", "Art. 4(11)", "4 artiklan 11 alakohta", "artikel 4.11"),
        ("gdpr", "49(1)(2)", "Art. 49(1), second subparagraph", "49 artiklan 1 kohdan toinen alakohta",
         "artikel 49.1 andra stycket"),
        ("eprivacy", "2(f)", "Art. 2(f)", "2 artiklan f alakohta", "artikel 2 f"),
        ("gdpr-recital", "26", "recital 26", "johdanto-osan 26 kappale", "skäl 26"),
        ("fi-data-protection", "29", "s. 29", "29 §", "29 §"),
        ("fi-data-protection", "29(1)", "s. 29(1)", "29 §:n 1 momentti", "29 § 1 mom."),
        ("fi-accounting", "2:5a(1)(2)", "ch. 2 s. 5a(1)(2)", "2 luvun 5 a §:n 1 momentin 2 kohta",
         "2 kap. 5 a § 1 mom. 2 punkten"),
        ("clauses-2021", "8(a)", "Clause 8(a)", "8 lausekkeen a alakohta", "klausul 8 a"),
        ("case", "C-252/21", "C-252/21", "tuomio asiassa C-252/21", "dom i mål C-252/21"),
    ],
)  # fmt: skip
def test_a_provision_is_put_into_words_part_by_part(law: str, number: str, en: str, fi: str, sv: str) -> None:
    found = [provision(ACTS, ACTS["acts"][law], number, language) for language in LANGUAGES]

    assert found == [en, fi, sv]


@pytest.mark.parametrize(
    ("law", "number", "fi", "sv"),
    [
        ("gdpr", "7(3)", "tietosuoja-asetuksen 7 artiklan 3 kohta", "artikel 7.3 i dataskyddsförordningen"),
        ("fi-data-protection", "29", "tietosuojalain (1050/2018) 29 §", "29 § i dataskyddslagen (1050/2018)"),
        ("case", "C-252/21", "unionin tuomioistuimen tuomio asiassa C-252/21", "EU-domstolens dom i mål C-252/21"),
        ("edpb", "5/2020", "Euroopan tietosuojaneuvoston ohjeet 5/2020", "EDPB:s riktlinjer 5/2020"),
    ],
)
def test_the_act_stands_where_the_language_wants_it(law: str, number: str, fi: str, sv: str) -> None:
    assert [cited(BOOK, law, number, language).words for language in ("fi", "sv")] == [fi, sv]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("law", sorted(ACTS["acts"]))
def test_every_form_of_provision_of_an_act_can_be_cited(law: str, language: str) -> None:
    numbers = [number for number in FORMS if resolves(ACTS["acts"][law], number)]
    said = {number: cited(BOOK, law, number, language).words.replace(" ", "") for number in numbers}

    assert numbers
    assert [number for number, words in said.items() if WHOLE.findall(number)[0] not in words] == []
    assert language in ACTS["acts"][law]["short"]


def test_a_message_shows_codes_by_label_and_a_fix_as_one_writes_them(repo: PolicyRepo) -> None:
    repo.register(body="rights: {access: {signature: required}, objection: {holds: [access, erasure]}}\n")
    rules = ("gdpr/request-without-hurdles", "gdpr/objection-described")

    hurdle, described = repo.check(select=rules).report.findings

    assert hurdle.message.endswith("made in person: right of access")
    assert "    access: {how: [email, post], form: any" in hurdle.fix
    assert described.message.endswith(": right of access, right to erasure")


@pytest.mark.parametrize(
    ("language", "period", "words"),
    [
        ("en", "P1Y6M", "1 year 6 months"),
        ("en", "P0D", "0 days"),
        ("fi", "P10Y", "10 vuotta"),
        ("fi", "P1M", "1 kuukausi"),
        ("sv", "P2W", "14 dagar"),
        ("sv", "P1Y1D", "1 år 1 dag"),
    ],
)
def test_a_period_is_told_in_words(language: str, period: str, words: str) -> None:
    wording = Wording(load_rulebook(), Repo(), language)

    assert wording.show([Period.parse(period), Period.told("P5000Y")]) == f"{words}, P5000Y"
    assert str(Period.parse(str(Period.parse(period)))) == str(Period.parse(period))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "GDPR Art. 5(1)(e), Art. 30; Finnish Data Protection Act 1050/2018 s. 29"),
        ("fi", "tietosuoja-asetuksen 5 artiklan 1 kohdan e alakohta, 30 artikla; tietosuojalain (1050/2018) 29 §"),
        ("sv", "artikel 5.1 e, artikel 30 i dataskyddsförordningen; 29 § i dataskyddslagen (1050/2018)"),
    ],
)  # fmt: skip
def test_provisions_of_one_act_name_it_once(language: str, words: str) -> None:
    provisions = [("gdpr", "5(1)(e)"), ("fi-data-protection", "29"), ("gdpr", "30")]

    assert cited_together(cited(BOOK, law, number, language) for law, number in provisions) == words


@pytest.mark.parametrize(
    ("language", "here", "there"),
    [
        ("en", "2 years (counted from: end of the customer relationship)", "as long as necessary"),
        ("fi", "2 vuotta (lasketaan alkaen: asiakassuhteen päättyminen)", "niin kauan kuin on tarpeen"),
        ("sv", "2 år (räknas från: kundförhållandets slut)", "så länge som behövs"),
    ],
)
def test_how_long_data_is_kept_is_said_in_words(repo: PolicyRepo, language: str, here: str, there: str) -> None:
    repo.register("a", "describes: customer\nretention: {all: {period: P2Y, from: end-of-relationship}}\n")
    repo.register("b", "describes: customer\nretention: {all: {ends: as-long-as-necessary}}\n")

    (finding,) = repo.check(select=("consistency/retention-agrees",), language=language).report.findings

    assert here in finding.message
    assert there in finding.message


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "'one' stands where another type of value belongs: whole number", "1 stands where"),
        ("fi", "Arvon tyyppi on väärä: ”one”. Oikea tyyppi: kokonaisluku", "Arvon tyyppi on väärä: 1."),
        ("sv", "Värdet har fel typ: ”one”. Rätt typ: heltal", "Värdet har fel typ: 1."),
    ],
)
def test_a_value_of_the_wrong_type_stands_in_the_quotes_of_the_language(
    language: str, text: str, number: str, repo: PolicyRepo
) -> None:
    repo.register(body="name: 1\nversion: one\n")
    name, version = repo.check(language=language, select=("form",)).report.findings

    assert version.message == text
    assert name.message.startswith(number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_is_selected_as_it_is_printed(language: str) -> None:
    rules = BOOK.rules()
    printed = {cited(BOOK, law, number, language).words: rule.id for rule in rules for law, number in rule.cites}
    meant = as_cited(BOOK, rules, printed)

    assert len(printed) > 100
    assert [
        words for words, name in zip(printed, meant, strict=True) if printed[words] not in rules.matching(name)
    ] == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("GDPR Art. 30(1)", "gdpr 30(1)"),
        ("gdpr  art. 30(1)", "gdpr 30(1)"),
        ("Art. 30(1)", "30(1)"),
        ("GDPR 30", "gdpr 30"),
        ("gdpr 30(1)", "gdpr 30(1)"),
        ("ePrivacy Directive Art. 5(3)", "eprivacy 5(3)"),
        ("tietosuoja-asetuksen 30 artiklan 1 kohta", "gdpr 30(1)"),
        ("30 artiklan 1\xa0kohta", "30(1)"),
        ("artikel 30.1 i dataskyddsförordningen", "gdpr 30(1)"),
        ("Art. 98", "Art. 98"),
        ("foo Art. 30(1)", "foo Art. 30(1)"),
        ("30(1)", "30(1)"),
        ("gdpr/basis-stated", "gdpr/basis-stated"),
    ],
)
def test_what_is_printed_otherwise_is_read_where_it_can_be(name: str, meant: str) -> None:
    assert as_cited(BOOK, BOOK.rules(), (name,)) == (meant,)


@pytest.mark.parametrize(("language", "words"), [("en", "none"), ("fi", "ei mitään"), ("sv", "ingenting")])
def test_a_list_of_nothing_is_told_as_such(language: str, words: str) -> None:
    assert Wording(BOOK, Repo(), language).show([]) == words
