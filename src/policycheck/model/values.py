"""The small values that all kinds share: slugs, dates, periods, words, codes and references.

Everything here becomes JSON Schema. Patterns are whole (anchored) and without look-around, so that every
validator reads them alike.
"""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, with_config
from pydantic.fields import FieldInfo
from typing_extensions import TypedDict

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

node = with_config(ConfigDict(extra="forbid", use_attribute_docstrings=True))
"""Marks a `TypedDict` as a node of a record: unknown keys are refused, attribute docstrings become hovers."""


def code(vocabulary: str) -> FieldInfo:
    """A word of `policies/vocabulary/<vocabulary>.yaml`, or one the organisation added to it."""
    return _string(SLUG, **{"x-vocabulary": vocabulary})


def reference(*kinds: str) -> FieldInfo:
    """The id of a document of one of `kinds` in the same policy repo."""
    return _string(SLUG, **{"x-refers-to": list(kinds)})


def within(field: str) -> FieldInfo:
    """The key of a thing in the map `field` of the same record."""
    return _string(SLUG, **{"x-within": field})


def role() -> FieldInfo:
    """A function that answers for something: a key of an organisation's `roles`, or of this record's `access`."""
    return _string(SLUG, **{"x-role": True})


def things(keys: FieldInfo | None = None, **words: tuple[str, str]) -> FieldInfo:
    """A map of things: what its keys are, and the own words it carries beside them.

    Own words have an underscore, so that no slug can collide with one. Each is told by the class of its value and by
    what it means.
    """
    extra: dict[str, Any] = {"x-things": dict(words)}
    if keys is not None:
        extra["x-keys"] = keys.json_schema_extra
    return Field(json_schema_extra=extra)  # type: ignore[no-any-return]


def _string(pattern: str, **extra: Any) -> FieldInfo:
    return Field(pattern=pattern, json_schema_extra=extra)  # type: ignore[no-any-return]


Slug = Annotated[str, Field(pattern=SLUG)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Translations = Annotated[dict[Language, str], Field(title="Words by language")]
Words = str | Translations
"""One string in the language of the record, or a map from ISO 639-1 language to string."""

Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"x-form": "date"})]
Period = Annotated[
    str,
    Field(
        pattern=r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$",
        json_schema_extra={"x-form": "period"},
        examples=["P6M", "P5Y"],
    ),
]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", json_schema_extra={"x-form": "country"})]
Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
Url = Annotated[str, Field(pattern=r"^\S+$")]
Linked = Annotated[str, Field(pattern=r"^\S+$", json_schema_extra={"x-file": True})]
"""A file of this repository, by its path from the root, or an address with a scheme."""

DataCode = Annotated[str, code("data")]
SubjectCode = Annotated[str, code("data-subjects")]
PurposeCode = Annotated[str, code("purposes")]
MeasureCode = Annotated[str, code("measures")]
ChannelCode = Annotated[str, code("channels")]
MarketingChannelCode = Annotated[str, code("marketing-channels")]
PermissionCode = Annotated[str, code("permissions")]
EventCode = Annotated[str, code("events")]
EndCode = Annotated[str, code("retention-ends")]
ConsentCode = Annotated[str, code("consent-ways")]
CookieConsentCode = Annotated[str, code("cookie-consents")]
CookieRefusalCode = Annotated[str, code("cookie-refusals")]
CookiePurposeCode = Annotated[str, code("cookie-purposes")]
ClaimCode = Annotated[str, code("claims")]
LimitCode = Annotated[str, code("erasure-limits")]
DisclosureCode = Annotated[str, code("disclosure-grounds")]
PartyClassCode = Annotated[str, code("party-classes")]
HeadingCode = Annotated[str, code("headings")]
ForumCode = Annotated[str, code("forums")]
DutyCode = Annotated[str, code("officer-duties")]
RiskCode = Annotated[str, code("risk-criteria")]
StatuteCode = Annotated[str, code("statutes")]

OrganisationRef = Annotated[str, reference("organisation")]
PartyRef = Annotated[str, reference("party", "organisation")]
SystemRef = Annotated[str, reference("system")]
TextRef = Annotated[str, reference("text")]
DataRef = Annotated[str, within("data")]
PurposeRef = Annotated[str, within("purposes")]
ConsentRef = Annotated[str, within("consents")]
RecipientRef = Annotated[str, within("recipients")]
RoleRef = Annotated[str, role()]

Serves = Literal["record", "notice", "cookies", "data-flow"]
Manner = Literal["manual", "electronic"]

Article6 = Literal["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)"]
Article9Or10 = Literal[
    "9(2)(a)", "9(2)(b)", "9(2)(c)", "9(2)(d)", "9(2)(e)", "9(2)(f)", "9(2)(g)", "9(2)(h)", "9(2)(i)", "9(2)(j)",
    "10",
]  # fmt: skip
Safeguards = Literal[
    "45(3)", "46(2)(a)", "46(2)(b)", "46(2)(c)", "46(2)(d)", "46(2)(e)", "46(2)(f)", "46(3)(a)", "46(3)(b)",
    "49(1)(a)", "49(1)(b)", "49(1)(c)", "49(1)(d)", "49(1)(e)", "49(1)(f)", "49(1)(g)", "49(1)(2)",
]  # fmt: skip


In = TypedDict(
    "In",
    {"in": Annotated[list[SystemRef], Field(description="The systems it is said of; absent means all.")]},
    total=False,
)
For = TypedDict(
    "For",
    {"for": Annotated[list[Manner], Field(description="For paper, for machines or for both.")]},
    total=False,
)


@node
class Contact(TypedDict, total=False):
    """How to reach somebody. Functions and mailboxes, never a private person."""

    address: Words
    """Street and town."""
    postal_address: Words
    """Postal box or address for letters, when it is another."""
    phone: str
    """A telephone number that is answered."""
    email: Email
    """A mailbox that is read; an address, not a picture of one."""
    web: Url
    """A page or form."""


@node
class Document(TypedDict, total=False):
    """Something written down elsewhere that can be asked for."""

    title: Words
    """What it is called."""
    link: Linked
    """Where it is: a path in this repository or an address."""
    dated: Date
    """When it was made."""
    version: str
    """Which version."""
    text: TextRef
    """The text in this repo, when it is one."""


@node
class Tenure(TypedDict, total=False):
    """From when until when something holds."""

    since: Date
    """First day."""
    until: Date
    """Last day."""
