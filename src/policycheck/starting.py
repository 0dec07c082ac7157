"""What a policy repo begins with, and where a repo keeps its documents.

`beginnings` says which files a new repo needs, `home` where a new document belongs. Neither writes: `file_all` does.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycheck.__about__ import SOURCE, __version__
from policycheck.config import read_config
from policycheck.errors import NothingToCheckError, UsageError
from policycheck.reading import read_repo, today
from policycheck.rulebooks import read_rulebook
from policycheck.schema.codes import completed
from policycheck.schema.own import with_own
from policycheck.source import CONFIGURATION, work_tree
from policycheck.speech import _
from policycheck.templates import filled, quoted
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from policycheck.cards import Rulebook
    from policycheck.config import Config
    from policycheck.repo import Repo

SCHEMA = ".policycheck.schema.json"
"""The schema of records for editors, at the root of a repo."""
RECORDS = "records"
"""The folder of records in a repo that `init` makes: no other YAML of the work tree is taken for a record."""
FOLDERS = {"register": "registers", "party": "parties", "system": "systems", "waiver": "waivers"}
"""The kinds that there are templates of, and the folder of each in a repo that has none of them yet."""
ROLE = "privacy-lead"
"""The role that the template of an organisation begins with."""
PRE_COMMIT = ".pre-commit-config.yaml"
JOBS = {"github": (".github/workflows/policycheck.yaml", "github.yaml"), "gitlab": (".gitlab-ci.yml", "gitlab.yaml")}
"""By service, the file that describes its jobs, and our template of it."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_ADDRESS = re.compile(r"[a-z+]+://[\w.~:/@%+-]+")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a repo begins with, as its author says; of its organisation only where no document describes one."""

    language: str
    organisation: str = ""
    country: str = ""
    email: str = ""
    register: str = "customers"
    ci: str = "none"
    pre_commit: bool = True
    source: str = SOURCE


def beginnings(folder: Path, answers: Answers) -> dict[Path, str]:
    """The files that a policy repo at `folder` begins with, whether they exist or not."""
    config, repo = opened(folder)
    book = read_rulebook(config)
    texts = {
        folder / CONFIGURATION: filled("configuration.yaml", answers.language, {"records": RECORDS}),
        folder / SCHEMA: for_editors(book.shapes.published, book, answers.language),
        **_documents(config, repo, book, answers),
    }
    return {**texts, **_gates(folder, answers)}


def _documents(config: Config, repo: Repo | None, book: Rulebook, answers: Answers) -> dict[Path, str]:
    """The organisation and a first register, where the repo describes none."""
    texts = {}
    if not describes(repo, "organisation"):
        path = _base(config) / "organisation.yaml"
        texts[path] = filled(
            "organisation.yaml", answers.language, {**_of(answers, book), "editor": _editor(config, path)}
        )
    if not describes(repo, "register"):
        path = home(config, repo, "register") / f"{answers.register}.yaml"
        named = {"organisation": slug(answers.organisation), "role": ROLE} if texts else _only(repo)
        values = {**named, "id": answers.register, "editor": _editor(config, path)}
        texts[path] = filled("register.yaml", answers.language, values)
    return texts


def _of(answers: Answers, book: Rulebook) -> dict[str, str]:
    """What the template of an organisation is filled with."""
    supervised = book.law(today()).competent_authority(answers.country, public=False).value
    return {
        "organisation": slug(answers.organisation),
        "name": quoted(answers.organisation),
        "country": quoted(answers.country),
        "email": quoted(answers.email),
        **({"authority": quoted(supervised)} if supervised else {}),
    }


def _gates(folder: Path, answers: Answers) -> dict[Path, str]:
    """The files of pre-commit and of the service that runs jobs: they lie at the top of the work tree."""
    top = work_tree(folder)
    within = folder.relative_to(top).as_posix()
    values = {
        "source": answers.source,
        "version": f"v{__version__}",
        "action": "/".join(answers.source.removesuffix(".git").rsplit("/", 2)[-2:]),
        "path": quoted(within),
        "arguments": "" if within == "." else f"\n        args: [{quoted(within)}]",
        "files": quoted("" if within == "." else f"^{re.escape(within)}/"),
    }
    wanted = {PRE_COMMIT: "pre-commit.yaml"} if answers.pre_commit else {}
    if answers.ci in JOBS:
        name, template = JOBS[answers.ci]
        wanted[name] = template
    return {top / name: filled(template, answers.language, values) for name, template in wanted.items()}


def opened(folder: Path) -> tuple[Config, Repo | None]:
    """The configuration at a folder, or the one it will have, and the documents there are; None where there are none.

    Raises:
        ConfigError: if there is a configuration that cannot be used.
    """
    config = read_config(folder)
    if config.file is None:
        return config, None
    try:
        return config, read_repo(config, read_rulebook(config))
    except NothingToCheckError:
        return config, None


def describes(repo: Repo | None, kind: str) -> bool:
    """Whether a repo has a document of a kind."""
    return repo is not None and any(record.kind == kind for record in repo.records)


def describing(repo: Repo | None, kind: str, name: str) -> str | None:
    """The file that holds the document of a kind and id, if there is one."""
    records = repo.records if repo else ()
    return next((one.document.source.file for one in records if (one.kind, one.document.id) == (kind, name)), None)


def document(  # noqa: PLR0913 - a document, where it belongs, and what it is written in
    kind: str, name: str, config: Config, repo: Repo | None, *, path: Path, language: str
) -> str:
    """A new document: what there is only one of, it names."""
    values = {**_only(repo), "id": name, "editor": _editor(config, path)}
    return filled(f"{kind}.yaml", language, values)


def _only(repo: Repo | None) -> dict[str, str]:
    """The organisation, and its first role, where nobody could mean another."""
    found = [record for record in repo.records if record.kind == "organisation"] if repo else []
    if len(found) != 1:
        return {}
    roles = list(found[0].stated.get("roles", {}))
    return {"organisation": str(found[0].document.id), **({"role": roles[0]} if len(roles) == 1 else {})}


def home(config: Config, repo: Repo | None, kind: str) -> Path:
    """The folder for a new document: where most of its kind have a file of their own, else the usual one."""
    files = Counter(record.document.source.file for record in repo.records) if repo else Counter()
    alone = [
        Path(record.document.source.file).parent
        for record in (repo.records if repo else ())
        if record.kind == kind and files[record.document.source.file] == 1
    ]
    if alone:
        return config.root / min(Counter(alone).items(), key=lambda found: (-found[1], found[0]))[0]
    base = _base(config)
    return base if base.name == FOLDERS[kind] else base / FOLDERS[kind]


def _base(config: Config) -> Path:
    """The folder of records."""
    return config.root / RECORDS if config.file is None else config.folders[0]


def _editor(config: Config, path: Path) -> str:
    """The line that tells an editor the schema, and nothing where a repo keeps none under the usual name."""
    if config.file is not None and not (config.root / SCHEMA).exists():
        return ""
    where = Path(os.path.relpath(config.root / SCHEMA, path.parent)).as_posix()
    return f"# yaml-language-server: $schema={where}\n"


def for_editors(schema: dict[str, Any], book: Rulebook, language: str) -> str:
    """A schema of records as editors read it: with the codes to complete, their labels, and the repo's own fields."""

    def labels(vocabulary: str) -> dict[str, str]:
        codes = book.vocabulary.codes(vocabulary)
        return {code: book.vocabulary.label(Term(vocabulary, code), language) for code in codes}

    own = {name: fields.schema for name, fields in book.shapes.own.items()}
    found = with_own(completed(schema, labels), own, book.shapes.kinds) if own else completed(schema, labels)
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def slug(name: str) -> str:
    """A name as an id: its letters and figures without marks, in small letters, with hyphens between."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain)) or "organisation"


def need_slug(word: str) -> str:
    """An id as it must be written.

    Raises:
        UsageError: if it is none.
    """
    if _SLUG.fullmatch(word):
        return word
    hint = _("an id has small letters a-z, figures and hyphens between them: {example}", example=slug(word))
    raise UsageError(_("'{word}' is no id", word=word), hint=hint)


def need_name(word: str) -> str:
    """A name that can be printed.

    Raises:
        UsageError: if it is empty, or holds characters that nobody sees.
    """
    if word.strip() and word.isprintable():
        return word.strip()
    raise UsageError(_("a name has letters, and no line breaks or control characters"))


def need_country(word: str, book: Rulebook) -> str:
    """A code of a country.

    Raises:
        UsageError: if it is none.
    """
    code, known = word.strip().upper(), book.vocabulary.codes("countries")
    if code in known:
        return code
    hint = _("write its code in ISO 3166-1, such as FI or SE; policycheck codes countries lists them")
    raise UsageError(_("'{word}' is no country", word=word), hint=hint)


def need_email(word: str) -> str:
    """An e-mail address.

    Raises:
        UsageError: if it is none.
    """
    if _EMAIL.fullmatch(word.strip()) and word.strip().isprintable():
        return word.strip()
    raise UsageError(_("'{word}' is no e-mail address", word=word))


def need_address(word: str) -> str:
    """Where a project lies.

    Raises:
        UsageError: if it is no address with a scheme.
    """
    if _ADDRESS.fullmatch(word):
        return word.rstrip("/")
    raise UsageError(_("'{word}' is no address", word=word))
