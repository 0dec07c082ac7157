"""Puts what was gathered into pages: the templates of `templates/`, with the language of the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycheck.errors import UsageError
from policycheck.finding import cited_together
from policycheck.overview import words as of_overview
from policycheck.reporters.text import safe
from policycheck.site import words
from policycheck.site.gathering import rule_link
from policycheck.site.types import COVERS
from policycheck.speech import _, speech
from policycheck.why import words as of_why

try:
    from jinja2 import Environment, PackageLoader, StrictUndefined
except ImportError:
    raise UsageError(
        _("the format 'html' needs the library Jinja2, which is not installed"),
        hint=_("install it: pip install 'policycheck[report]'"),
    ) from None

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from policycheck.site.types import Site

STATIC = Path(__file__).with_name("static")
OF_HOUSE = ("parties.html", "destinations.html", "rights.html", "retention.html", "law.html", "words.html")
OF_INSIDE = ("findings.html", "documents.html", "agenda.html", "rules.html")


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the report, by its name."""
    for file in sorted(STATIC.iterdir()):
        yield file.name, file.read_bytes()
    environment = _environment(site)
    for name in ("index.html", *OF_HOUSE, *(() if site.is_public else OF_INSIDE)):
        yield name, _rendered(environment.get_template(name), file=name)
    template = environment.get_template("register.html")
    for page in site.registers:
        yield page.link.to, _rendered(template, file=page.link.to, page=page)
    template = environment.get_template("pack.html")
    for pack, rules in site.rules.items():
        yield f"rules-{pack}.html", _rendered(template, file="rules.html", pack=pack, rules=rules)


def _rendered(template: Template, **values: Any) -> bytes:
    return template.render(values).encode("utf-8", "backslashreplace")


def _environment(site: Site) -> Environment:
    """One environment for all pages: everything shown is escaped, and characters that control are made visible."""
    environment = Environment(
        loader=PackageLoader("policycheck.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_visible,
    )
    say = speech(site.language)
    environment.globals |= {
        "_": say.gettext,
        "counted": say.counted,
        "number": say.number,
        "site": site,
        "say": say,
        "covers": {key: say.gettext(told) for key, told in COVERS.items()},
        "rule_link": rule_link,
        "cited_together": cited_together,
        "of_overview": of_overview,
        "of_why": of_why,
        "words": words,
        "Phrase": str,
    }
    environment.filters["day"] = lambda when: words.day(when, say)
    return environment


def _visible(value: object) -> object:
    """Text without characters that would steer a terminal or turn the direction of what follows."""
    return value if hasattr(value, "__html__") else safe(str(value))
