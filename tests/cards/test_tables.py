"""A broken law table or vocabulary is refused when it is compiled, by its file and the line that is wrong."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policycheck import resources
from policycheck.cards.tables import read_law, read_vocabulary
from policycheck.errors import ConfigError, PackError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import PolicyRepo


@dataclass(frozen=True)
class Broken:
    """What is written in place of what, the words of the line that is blamed, and what is said and advised."""

    table: str
    old: str
    new: str
    line: str
    words: str
    hint: str


BROKEN = {
    "inverted dates": Broken(
        "statutes",
        "valid_from: 1999-06-01, valid_until: 2018-12-31",
        "valid_from: 1999-06-01, valid_until: 1999-05-31",
        "valid_from: 1999-06-01, valid_until: 1999-05-31",
        "ends on 1999-05-31, before it begins on 1999-06-01",
        "valid_from is the first day",
    ),
    "overlapping dates": Broken(
        "ages",
        "age: 13, valid_from: 2018-05-25, valid_until: 2023-12-31",
        "age: 13, valid_from: 2018-05-25, valid_until: 2024-01-01",
        "id: dk-15-2024",
        "'dk-15-2024' and 'dk-13-2018' both hold on 2024-01-01",
        "end one of them on the day before",
    ),
    "overlapping sunsets": Broken(
        "adequacy",
        "valid_from: 2021-06-28, valid_until: 2025-06-27",
        "valid_from: 2021-06-28, valid_until: 2025-06-28",
        "- id: gb-2021-1772",
        "two spans both hold on 2025-06-28",
        "end one of them",
    ),
    "day that is none": Broken(
        "bases", "2018-05-25", "2018-02-30", "2018-02-30", "'2018-02-30' is no day", "YYYY-MM-DD"
    ),
    "unknown CELEX form": Broken(
        "adequacy",
        "celex: 32016D1250",
        "celex: 2016/1250",
        "celex: 2016/1250",
        "'2016/1250' is no CELEX number",
        "32016D1250",
    ),
    "unknown CELEX form in the notes of a table": Broken(
        "adequacy",
        "CELEX 32016D2295",
        "CELEX 2016/2295",
        "amendment: >-",
        "meta.amendment: '2016/2295' is no CELEX number",
        "32016D1250",
    ),
    "unknown CELEX form of an act": Broken(
        "acts", "CELEX 32002L0058", "CELEX 2002L0058", "CELEX 2002L0058", "'2002L0058' is no CELEX number", "32016D1250"
    ),
    "section nobody can resolve": Broken(
        "retention",
        "section: 2:10(1)",
        "section: ch. 2 s. 10",
        "section: ch. 2 s. 10",
        "'ch. 2 s. 10' is no provision of 1336/1997",
        "its provisions are written as",
    ),
    "article nobody can resolve": Broken(
        "bases", "article: 6(1)(f)", "article: Art. 6(1)(f)", "article: Art. 6(1)(f)", "is no article", "without 'Art.'"
    ),
    "article beyond the last": Broken(
        "contents", "article: 30(2)(b)", "article: 130(2)(b)", "article: 130(2)(b)", "'130(2)(b)' is no provision", ""
    ),
    "unknown event": Broken(
        "retention",
        "[report-received]",
        "[report-recieved]",
        "[report-recieved]",
        "no code of",
        "did you mean 'report-received'?",
    ),
    "unknown key": Broken("ages", "age: 15, ", "aeg: 15, ", "id: cz-15-2019", "it is missing", ""),
    "misspelt key": Broken(
        "transfers",
        "    authorised: true",
        "    autorised: true",
        "    autorised: true",
        "",
        "did you mean 'authorised'?",
    ),
    "paper that is none": Broken(
        "transfers",
        "on_file: [old-authorisation,",
        "on_file: [old-autorisation,",
        "old-autorisation",
        "there is no",
        "did you mean",
    ),
    "form that cannot be read": Broken(
        "acts", r"form: '[CT]", r"form: '[CT", r"form: '[CT", "cannot be read as a form", ""
    ),
    "key twice": Broken(
        "national",
        "source: 759/2004 s. 3,",
        "source: a, source: b,",
        "source: a, source: b,",
        "'source' is written twice",
        "",
    ),
    "no source": Broken("national", "source: 759/2004 s. 3,", "", "id: fi-wl-3,", "source: it is missing", ""),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.policies(), tmp_path / "policies"))


@pytest.fixture
def refusal(folder: Path) -> Callable[[], PackError]:
    def read() -> PackError:
        with pytest.raises(PackError) as caught:
            read_law(folder / "law", read_vocabulary(folder / "vocabulary"))
        return caught.value

    return read


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_table_is_blamed_at_its_line(broken: Broken, folder: Path, refusal: Callable[[], PackError]) -> None:
    table = folder / "law" / f"{broken.table}.yaml"
    spoil(table, broken.old, broken.new)

    error = refusal()

    assert error.file == str(table)
    assert broken.words in error.message
    assert broken.hint in (error.hint or "")
    assert error.line is not None
    assert broken.line in table.read_text("utf-8").splitlines()[error.line - 1]


def test_a_table_that_is_missing_or_unknown_is_named(folder: Path, refusal: Callable[[], PackError]) -> None:
    (folder / "law" / "ages.yaml").rename(folder / "law" / "agse.yaml")

    assert "the table 'ages' is missing" in refusal().message

    shutil.copy(folder / "law" / "agse.yaml", folder / "law" / "ages.yaml")
    assert "did you mean 'ages'?" in str(refusal())


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("{parent: [contact, phone]}", "'email' has more than one parent\n  name the one code"),
        ("{parent: contcat}", "is no code of this vocabulary\n  did you mean 'contact'?"),
        ("{parent: work-email}", "'email' is its own parent in the end"),
        ("{parent: contact, parent: phone}", "'parent' is written twice"),
    ],
)
def test_a_code_has_one_known_parent(email: str, words: str, tmp_path: Path) -> None:
    table = tmp_path / "data.yaml"
    table.write_text(f"codes:\n  contact: {{}}\n  phone: {{}}\n  email: {email}\n  work-email: {{parent: email}}\n")

    with pytest.raises(PackError) as caught:
        read_vocabulary(tmp_path)

    assert words in str(caught.value)
    assert (caught.value.file, caught.value.line) == (str(table), 4)


@pytest.mark.parametrize(
    ("parent", "words"),
    [
        (["marketing", "orders"], "'club' has more than one parent"),
        ("marketng", "did you mean 'marketing'?"),
        ("club", "'club' is its own parent in the end"),
    ],
)
def test_an_own_code_has_one_known_parent(parent: Any, words: str, repo: PolicyRepo) -> None:
    repo.register()
    file = repo.configure(vocabulary={"purposes": {"club": {"label": {"en": "club"}, "parent": parent}}})

    with pytest.raises(ConfigError) as caught:
        repo.check()

    assert words in str(caught.value)
    assert caught.value.file == str(file)
    assert "parent:" in file.read_text("utf-8").splitlines()[(caught.value.line or 0) - 1]
