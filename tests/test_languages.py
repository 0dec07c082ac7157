"""Texts in several languages: what is found in an original and in its translations is one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

    from policycheck.finding import Finding

TEXT = """\
policycheck: 1
kind: text
id: notice-{language}
language: {language}
serves: [notice]
{more}
---
policycheck: 1
kind: register
id: customer-{language}
describes: customer
text: notice-{language}
purposes:
  orders: {{category: orders}}
"""
BASIS = "gdpr/basis-stated"
FLOW = "policycheck: 1\nkind: register\nid: flow\ndescribes: customer\nserves: [data-flow]\ndata_subjects: [customer]\n"


def version(repo: PolicyRepo, language: str, of: str = "", lines: str = "") -> None:
    """A text in a language, and its description of the one register."""
    more = f"translation_of: notice-{of}" if of else "form: privacy-notice"
    repo.write(f"{language}.yaml", TEXT.format(language=language, more=more) + lines)


def gist(findings: tuple[Finding, ...]) -> list[tuple[str, str, list[str]]]:
    return [(one.rule, str(one.spot.place), [str(spot.place) for spot in one.related]) for one in findings]


def at(language: str) -> str:
    return f"register/customer-{language}: purposes/orders/legal_basis"


def test_what_is_found_in_every_language_is_one_finding_at_the_original(repo: PolicyRepo) -> None:
    version(repo, "fi")
    version(repo, "sv", of="fi")
    version(repo, "en", of="sv")

    assert gist(repo.check().report.findings) == [(BASIS, at("fi"), [at("en"), at("sv")])]


def test_texts_without_a_link_stand_each_for_itself(repo: PolicyRepo) -> None:
    version(repo, "fi")
    version(repo, "sv")

    assert gist(repo.check().report.findings) == [(BASIS, at("fi"), []), (BASIS, at("sv"), [])]


def test_what_the_original_does_not_have_stands_at_the_first_translation_that_has_it(repo: PolicyRepo) -> None:
    version(repo, "fi", lines="  legal_basis: {article: 6(1)(b)}\n")
    version(repo, "sv", of="fi")
    version(repo, "en", of="fi")

    assert gist(repo.check().report.findings) == [(BASIS, at("en"), [at("sv")])]


@pytest.mark.parametrize("file", ["fi.yaml", "sv.yaml"])
def test_a_finding_is_shown_to_whoever_asks_about_one_of_its_files(file: str, repo: PolicyRepo) -> None:
    version(repo, "fi")
    version(repo, "sv", of="fi")

    found = repo.check(repo.root / file).report.findings

    assert gist(found) == [(BASIS, at("fi"), [at("sv")])]


def test_a_finding_of_other_files_is_not(repo: PolicyRepo) -> None:
    version(repo, "fi")
    version(repo, "sv", of="fi")
    other = repo.write("us.yaml", "policycheck: 1\nkind: organisation\nid: us\n")

    assert repo.check(other).report.findings == ()


ORIGINALS = {
    "cannot be read": "\x00",
    "has no good syntax": "policycheck: [\n",
    "has another shape": TEXT.format(language="fi", more="form: no-such-form").replace("purposes", "porpoises"),
    "is not there": "policycheck: 1\nkind: organisation\nid: us\n",
}


@pytest.mark.parametrize("original", ORIGINALS.values(), ids=ORIGINALS)
def test_translations_of_an_original_that_is_refused_are_still_one(original: str, repo: PolicyRepo) -> None:
    repo.write("fi.yaml", original)
    version(repo, "sv", of="fi")
    version(repo, "en", of="fi")

    found = [one for one in repo.check(select=(BASIS,)).report.findings if one.rule == BASIS]

    assert gist(tuple(found)) == [(BASIS, at("en"), [at("sv")])]


def test_the_description_alone_may_be_refused(repo: PolicyRepo) -> None:
    version(repo, "fi", lines="  broken: 3\n")
    version(repo, "sv", of="fi")

    assert [one for one in gist(repo.check().report.findings) if one[0] == BASIS] == [(BASIS, at("sv"), [])]


def waive(repo: PolicyRepo, place: str) -> None:
    lines = ("policycheck: 1", "kind: waiver", "id: later", f"rule: {BASIS}", f'place: "{place}"')
    repo.write("waiver.yaml", "\n".join((*lines, "reason: we ask", "owner: lawyer", "until: 2027-01-31")))


def test_a_waiver_at_the_original_is_for_all_languages(repo: PolicyRepo) -> None:
    version(repo, "fi")
    version(repo, "sv", of="fi")
    waive(repo, at("fi"))
    report = repo.check().report

    assert report.findings == ()
    assert [str(one.finding.spot.place) for one in report.waived] == [at("fi")]


def test_a_waiver_at_a_translation_does_not_excuse_the_original(repo: PolicyRepo) -> None:
    version(repo, "fi")
    version(repo, "sv", of="fi")
    waive(repo, at("sv"))

    assert [one.rule for one in repo.check().report.findings] == [BASIS, "waivers/used"]


def test_a_waiver_at_a_translation_is_for_what_only_that_has(repo: PolicyRepo) -> None:
    version(repo, "fi", lines="  legal_basis: {article: 6(1)(b)}\n")
    version(repo, "sv", of="fi")
    waive(repo, at("sv"))

    assert repo.check().report.findings == ()


def test_only_chosen_rules_are_joined_as_they_are_chosen(repo: PolicyRepo) -> None:
    version(repo, "fi")
    version(repo, "sv", of="fi")

    found = repo.check(select=("gdpr/basis-stated", "gdpr/retention-stated")).report.findings

    assert [(one.rule, len(one.related)) for one in found] == [("gdpr/retention-stated", 1), (BASIS, 1)]


def test_the_joint_finding_is_as_grave_as_the_gravest(repo: PolicyRepo) -> None:
    version(repo, "fi", lines="controller:\nserves: [data-flow]\n")
    version(repo, "sv", of="fi", lines="controller:\n")

    (finding,) = repo.check(select=("hygiene/no-blank-field", "gdpr/controller-identified")).report.findings

    assert gist((finding,))[0][1] == "register/customer-fi: controller"
    assert finding.severity.value == "error"


def test_remarks_are_about_the_words_of_one_language(repo: PolicyRepo) -> None:
    slip = "remarks: {slip: {sort: dangling, words: this}}"
    repo.write("fi.yaml", TEXT.format(language="fi", more=slip))
    repo.write("sv.yaml", TEXT.format(language="sv", more=f"translation_of: notice-fi\n{slip}"))

    found = repo.check(select=("hygiene/no-dangling-words",)).report.findings

    assert [str(one.spot.place) for one in found] == [f"text/notice-{name}: remarks/slip/sort" for name in ("fi", "sv")]


def siblings(repo: PolicyRepo, **asked: Any) -> list[tuple[str, str, list[str]]]:
    return gist(repo.check(select=("consistency/data-subjects-agree",), **asked).report.findings)


def test_an_original_and_its_translation_are_no_two_descriptions(repo: PolicyRepo) -> None:
    version(repo, "fi", lines="data_subjects: [customer]\n")
    version(repo, "sv", of="fi", lines="data_subjects: [employee]\n")

    assert siblings(repo) == []


def test_a_data_flow_is_held_against_the_original(repo: PolicyRepo) -> None:
    version(repo, "fi", lines="data_subjects: [customer, employee]\n")
    version(repo, "sv", of="fi", lines="data_subjects: [customer, employee]\n")
    repo.write("flow.yaml", FLOW)

    assert siblings(repo) == [
        ("consistency/data-subjects-agree", "register/customer-fi: data_subjects", ["register/flow: data_subjects"])
    ]


def test_texts_that_translate_each_other_in_a_circle_stand_each_for_itself(repo: PolicyRepo) -> None:
    version(repo, "fi", of="sv")
    version(repo, "sv", of="fi")

    assert gist(repo.check().report.findings) == [(BASIS, at("fi"), []), (BASIS, at("sv"), [])]


def test_two_descriptions_of_one_text_are_paired_by_what_they_are_for(repo: PolicyRepo) -> None:
    cookies = "---\npolicycheck: 1\nkind: register\nid: cookies-{0}\ndescribes: customer\ntext: notice-{0}\n"
    cookies += "serves: [notice, cookies]\npurposes: {{orders: {{category: orders}}}}\n"
    version(repo, "fi", lines=cookies.format("fi"))
    version(repo, "sv", of="fi", lines=cookies.format("sv"))
    found = {str(one.spot.place): [str(spot.place) for spot in one.related] for one in repo.check().report.findings}

    assert found[at("fi")] == [at("sv")]
    assert found[at("fi").replace("customer", "cookies")] == [at("sv").replace("customer", "cookies")]
