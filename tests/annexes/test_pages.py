"""Pages of a wiki: one for each record, in which no word is markup."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import DAY

from policycheck import Request, check
from policycheck.annexes import folder_writer

if TYPE_CHECKING:
    from tests.annexes.conftest import Gather
    from tests.conftest import PolicyRepo

    from policycheck.annexes import Annexes

CLEAN = Path(__file__).parents[2] / "fixtures" / "clean"


def pages(found: Annexes) -> dict[str, str]:
    return {name: content.decode() for name, content in folder_writer("markdown").files(found)}


def test_there_is_a_page_for_each_record_and_one_that_leads_there(gather: Gather) -> None:
    found = pages(gather(check(Request((CLEAN,), DAY, keep_judgements=True))))

    assert set(re.findall(r"\]\(([^)]+)\)", found["README.md"])) == set(found) - {"README.md"}
    assert "register-website-chat.md" in found
    page = found["register-website-chat.md"]
    assert page.startswith(
        "# Website chat\n\nrecord of processing, information for data subjects, `website-chat.yaml`\n"
    )
    assert "## Retention period\n\n- name, employer" in page
    assert page.endswith("\nas of 2026-11-22\n")


def test_columns_beside_each_other_are_named(gather: Gather) -> None:
    found = pages(gather(check(Request((CLEAN,), DAY, keep_judgements=True)), "cnil"))

    page = found["register-website-chat.md"]
    assert "## Catégories de données\n\n### État civil, identité, images\n\n- name, e-mail address" in page
    assert "; Délai d'effacement: 6 months" in page


def test_gaps_stand_out(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()

    assert "## Retention period\n\n- **not stated**\n" in pages(gather())["register-customer.md"]


@pytest.mark.usefixtures("nasty_repo")
def test_no_word_is_markup(gather: Gather) -> None:
    for page in pages(gather()).values():
        assert "<" not in re.sub(r"\\<", "", page)
        assert "\x07" not in page
        assert not re.search(r"(?<![\\`!])\[d\]\(", page)
