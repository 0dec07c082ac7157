"""The configuration of a policy repo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policycheck.config import read_config
from policycheck.errors import ConfigError
from policycheck.finding import Severity

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo


def test_a_folder_without_a_configuration_is_a_repo_with_the_defaults(repo: PolicyRepo) -> None:
    config = read_config(repo.root)

    assert (config.root, config.file, config.folders) == (repo.root, None, (repo.root,))
    assert (config.packs, config.select, config.ignore) == ((), (), ())
    assert config.fail_on is Severity.ERROR


@pytest.mark.parametrize("text", ["policycheck: 1\n", "", "# nothing yet\n", "---\n"])
def test_a_configuration_that_says_nothing_still_marks_the_root(text: str, repo: PolicyRepo) -> None:
    file = repo.write(".policycheck.yaml", text)
    config = read_config(repo.root)

    assert (config.file, config.folders) == (file, (repo.root,))


def test_everything_that_can_be_said_is_read(repo: PolicyRepo) -> None:
    for folder in ("registers", "rules"):
        (repo.root / folder).mkdir()
    codes = {"purposes": {"club": {"parent": "marketing", "label": {"en": "club"}}}}
    repo.configure(
        language="sv",
        folders=["registers"],
        packs=["rules"],
        select=["gdpr"],
        ignore=["30(1)"],
        fail_on="warning",
        severity={"gdpr/basis-stated": "info"},
        vocabulary=codes,
    )
    config = read_config(repo.root)

    assert config.language == "sv"
    assert config.folders == (repo.root / "registers",)
    assert config.packs == (repo.root / "rules",)
    assert (config.select, config.ignore, config.fail_on) == (("gdpr",), ("30(1)",), Severity.WARNING)
    assert config.severity == {"gdpr/basis-stated": "info"}
    assert config.vocabulary == codes


REFUSED = {
    "no version": ("language: fi\n", 1, 1),
    "another version": ("policycheck: 2\n", 1, 1),
    "a truth value as version": ("policycheck: true\n", 1, 1),
    "an unknown key": ("policycheck: 1\nfolder: [a]\n", 2, 1),
    "a wrong type": ("policycheck: 1\nselect: gdpr\n", 2, 1),
    "a wrong item": ("policycheck: 1\nselect: [gdpr, 3]\n", 2, 16),
    "a language that is none": ("policycheck: 1\nlanguage: Finnish\n", 2, 1),
    "a threshold that is none": ("policycheck: 1\nfail_on: fatal\n", 2, 1),
    "a severity that is none": ("policycheck: 1\nseverity:\n  gdpr/basis-stated: fatal\n", 3, 3),
    "a key twice": ("policycheck: 1\nselect: [a]\nselect: [b]\n", 3, 1),
    "a tab": ("policycheck: 1\n\tselect: [a]\n", 2, 1),
    "two documents": ("policycheck: 1\n---\npolicycheck: 1\n", 1, 1),
    "a list": ("- a\n", 1, 1),
}


@pytest.mark.parametrize(("text", "line", "column"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_blamed_at_its_place(text: str, line: int, column: int, repo: PolicyRepo) -> None:
    file = repo.write(".policycheck.yaml", text)

    with pytest.raises(ConfigError) as caught:
        read_config(repo.root)

    assert (caught.value.file, caught.value.line, caught.value.column) == (str(file), line, column)


def test_a_configuration_without_a_version_is_told_what_to_write(repo: PolicyRepo) -> None:
    repo.write(".policycheck.yaml", "language: fi\n")

    with pytest.raises(ConfigError, match="'policycheck' is missing\n  write 'policycheck: 1' on the first line"):
        read_config(repo.root)


@pytest.mark.parametrize(("name", "words"), [("nowhere", "does not exist"), ("..", "outside"), ("/", "outside")])
@pytest.mark.parametrize("key", ["folders", "packs"])
def test_folders_exist_within_the_repo(key: str, name: str, words: str, repo: PolicyRepo) -> None:
    repo.configure(**{key: [name]})

    with pytest.raises(ConfigError, match=words):
        read_config(repo.root)


def test_a_configuration_too_large_to_read_is_refused(repo: PolicyRepo) -> None:
    repo.write(".policycheck.yaml", b"# a\n" * 2_000_000)

    with pytest.raises(ConfigError, match="cannot be read"):
        read_config(repo.root)


CODES = {
    "an unknown parent": ("{parent: marketting}", 4, 12, "did you mean 'marketing'"),
    "two parents": ("{parent: [marketing, orders]}", 4, 12, "more than one parent"),
    "a parent of another vocabulary": ("{parent: email}", 4, 12, "no code of this vocabulary"),
    "a label without a language": ("{label: loyalty club}", 4, 12, "a label is words by language"),
    "a parent twice": ("\n      parent: marketing\n      parent: orders", 6, 7, "'parent' is written twice"),
}


@pytest.mark.parametrize(("row", "line", "column", "words"), CODES.values(), ids=CODES)
def test_an_own_code_has_one_parent_that_is_known(
    row: str, line: int, column: int, words: str, repo: PolicyRepo
) -> None:
    repo.register()
    file = repo.write(".policycheck.yaml", f"policycheck: 1\nvocabulary:\n  purposes:\n    club: {row}\n")

    with pytest.raises(ConfigError) as caught:
        repo.check()

    assert (caught.value.file, caught.value.line, caught.value.column) == (str(file), line, column)
    assert words in str(caught.value)


def test_an_own_code_does_not_take_the_name_of_another(repo: PolicyRepo) -> None:
    repo.register()
    repo.configure(vocabulary={"purposes": {"club": {}, "marketing": {"label": {"en": "ours"}}}})

    with pytest.raises(ConfigError, match=r":5:5: 'marketing' is a code already"):
        repo.check()


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        ({"purposes": {"Loyalty Club": {}}}, r":4:5: 'Loyalty Club' is no code"),
        ({"purpose": {"club": {}}}, r":3:3: there is no vocabulary 'purpose'\n  did you mean 'purposes'\?"),
    ],
)
def test_an_own_code_has_the_form_and_the_place_of_codes(
    vocabulary: dict[str, Any], words: str, repo: PolicyRepo
) -> None:
    repo.register()
    repo.configure(vocabulary=vocabulary)

    with pytest.raises(ConfigError, match=words):
        repo.check()


def test_an_own_vocabulary_can_be_asked_about_by_own_cards(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/worded", require={"field": "category", "one_of": "club-purposes.lasting"})
    repo.configure(packs=["packs"], vocabulary={"club-purposes": {"orders": {"lasting": True}, "gifts": {}}})

    assert repo.found(select=("ours",)) == []


def test_an_own_code_need_not_have_a_parent(repo: PolicyRepo) -> None:
    repo.configure(vocabulary={"statutes": {"club-act": {"label": {"en": "Club Act"}}}})
    repo.register()

    assert repo.check().book.vocabulary.has("statutes", "club-act")
