"""The pages of a report: valid, linked, quiet, the same each time, and silent to the public on what is internal."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import html5lib
import pytest
from tests.site.conftest import REPOS, made

from policycheck.speech import LANGUAGES

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
INSIDE = ("findings.html", "agenda.html", "documents.html", "rules.html", "rules-gdpr.html")


def _html(files: dict[str, str]) -> dict[str, str]:
    return {name: content for name, content in files.items() if name.endswith(".html")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid_and_says_its_language(language: str) -> None:
    files = _html(made(REPOS / "veisto", language))

    assert {"index.html", "register-customer.html", *INSIDE} <= set(files)
    for name, content in files.items():
        html5lib.HTMLParser(strict=True).parse(content)
        assert f'<html lang="{language}">' in content, name
        assert "{{" not in content, name


@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("name", ["veisto", "btb-plaza", "connect-services", "btb-plaza-remedied"])
def test_every_link_leads_to_something_and_only_articles_lead_outside(name: str, audience: str) -> None:
    files = made(REPOS / name, audience=audience)
    ids = {name: set(ID.findall(content)) for name, content in _html(files).items()}

    for page, content in _html(files).items():
        assert len(ID.findall(content)) == len(ids[page]), f"an id stands twice in {page}"
        for address in map(unescape, LINK.findall(content)):
            if address.startswith(("http://", "https://")):
                assert f'<a href="{address}" rel="noreferrer"' in unescape(content)
            elif address != "data:,":
                file, _, anchor = address.partition("#")
                assert (file or page) in files, f"{page} leads to {address}"
                assert not anchor or unquote(anchor) in ids[file or page], f"{page} leads to {address}"


def test_style_and_script_ask_for_nothing() -> None:
    files = made(REPOS / "veisto")

    assert not re.search(r"url\(|@import|https?:", files["report.css"])
    assert not re.search(r"fetch|XMLHttp|import|https?:|cookie|localStorage", files["report.js"])
    assert sum(name.endswith(".js") for name in files) == 1


def test_the_same_repo_on_the_same_day_gives_the_same_bytes() -> None:
    assert made(REPOS / "btb-plaza", "fi") == made(REPOS / "btb-plaza", "fi")


def test_findings_stand_beside_the_field_they_concern_and_are_told_in_full_below() -> None:
    page = made(REPOS / "veisto")["register-customer.html"]

    field = page.partition("<dt>Controller")[2].partition("<dt>")[0]
    anchor = re.search(r'href="#(f\d+)">Asiakasrekisteri does not say who the controller is<', field)
    assert anchor
    told = page.partition(f'id="{anchor[1]}"')[2].partition("</article>")[0]
    assert "What to write instead" in told
    assert "How this was concluded" in told
    assert "GDPR Art." in told


def test_a_gap_is_shown_as_one_and_a_stated_none_is_not(repo: PolicyRepo) -> None:
    repo.configure()
    repo.register(body="transfers: none\nrecipients: ''\n")
    page = made(repo.root)["register-customer.html"]

    assert '<p class="missing">left blank</p>' in page
    assert '<p class="stated">none, says the record</p>' in page
    assert '<p class="missing">not stated</p>' in page


def test_everybody_sees_nothing_that_is_internal(repo: PolicyRepo) -> None:
    secret = "sealed-words"  # noqa: S105 - words that must not come out
    repo.configure()
    repo.write(
        "acme.yaml",
        "policycheck: 1\nkind: organisation\nid: acme\nname: Acme\ncountry: FI\n"
        "contact: {email: open@acme.example}\n"
        f"roles: {{clerk: {{title: {secret} clerk, contact: {{email: {secret}@acme.example}}}}}}\n",
    )
    repo.write(
        "party.yaml",
        f"policycheck: 1\nkind: party\nid: jnt\nname: Jnt\ncountry: FI\ncontact: {{email: {secret}@jnt.example}}\n"
        f"contracts: {{{secret}: {{dated: 2020-01-01}}}}\n",
    )
    repo.register(
        f"{secret}-file",
        "describes: customer\ncontroller: acme\nresponsible: clerk\n"
        "recipients: {jnt: {role: processor}}\n"
        f"security: {{encryption-at-rest: {{detail: {secret}}}}}\n"
        f"retention: {{not_known: {secret}, owner: clerk, until: 2026-10-31}}\nnote: {secret}\n",
    )
    repo.write("spy.yaml", f"policycheck: 1\nkind: party\nid: spy\nname: {secret} partner\ncountry: FI\n")
    text = "policycheck: 1\nkind: text\nid: manual\ntitle: Manual\nvisibility: internal\nserves: [notice]\n"
    repo.write("text.yaml", text)
    repo.register(
        "manual-of-staff", f"text: manual\nname: {secret} register\nrecipients: {{spy: {{role: processor}}}}\n"
    )
    public, internal = made(repo.root, audience="public"), made(repo.root)

    assert not set(INSIDE) & set(public)
    assert not [name for name in public if "manual" in name]
    for name, content in public.items():
        assert secret not in content, name
        assert 'class="notes"' not in content
        assert ".yaml" not in content
    assert "open@acme.example" in public["register-customer.html"]
    assert secret in internal["register-customer.html"]


SIGNS_OF_GAPS = ('class="field gap"', 'class="missing"', 'class="box nothing"', 'class="bar nothing"', 'class="lacks"')


def test_those_inside_see_gaps() -> None:
    told = "".join(made(REPOS / "btb-plaza").values())

    assert [sign for sign in SIGNS_OF_GAPS if sign not in told] == []


@pytest.mark.parametrize("name", ["veisto", "connect-services", "btb-plaza"])
def test_everybody_sees_no_finding(name: str) -> None:
    internal, public = made(REPOS / name), made(REPOS / name, audience="public")
    messages = re.findall(
        r'<li><span class="severity[^>]*>[^<]*</span> <a href="#f\d+">([^<]*)</a>', "".join(internal.values())
    )

    told = "".join(public.values())
    assert messages
    assert not [telling for telling in (*messages, *SIGNS_OF_GAPS) if telling in told]


def test_what_somebody_writes_to_get_at_readers_stays_text(attacked_repo: PolicyRepo) -> None:
    for name, content in _html(made(attacked_repo.root)).items():
        tree = html5lib.parse(content, namespaceHTMLElements=False)
        scripts = list(tree.iter("script"))
        assert [one.get("src") for one in scripts] == ["report.js"], name
        assert not [key for one in tree.iter() for key in one.attrib if str(key).startswith("on")]
        assert not INVISIBLE.search(content), name
        assert "49" not in {one.text for one in tree.iter("h1")}


def test_many_registers_stand_in_the_picture_of_the_house_by_country(repo: PolicyRepo) -> None:
    repo.configure()
    repo.write("jnt.yaml", "policycheck: 1\nkind: party\nid: jnt\nname: Jnt\ncountry: FI\n")
    for number in range(14):
        repo.register(f"r{number}", "recipients: {jnt: {role: processor}}\n")
    page = made(repo.root)["destinations.html"]

    assert "14 registers" in page
    assert "Finland" in page


def test_history_is_told_where_there_is_one_and_else_why_not(repo: PolicyRepo) -> None:
    repo.configure()
    repo.register()

    assert "Earlier states were not asked for." in made(repo.root, history=0)["index.html"]
    assert "Earlier states cannot be told" in made(repo.root, history=2)["index.html"]
