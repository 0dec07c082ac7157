"""`kind: text`: a published or internal text that people read."""

from typing import Literal, Required

from typing_extensions import TypedDict

from policycheck.model.values import (
    Date,
    HeadingCode,
    Language,
    OrganisationRef,
    Period,
    RoleRef,
    Serves,
    Slug,
    TextRef,
    Url,
    Words,
    node,
)


@node
class Section(TypedDict, total=False):
    """A heading of the text."""

    heading: HeadingCode
    """What the section is about."""
    number: str
    """Its number as printed."""
    level: int
    """Its level, 1 the highest."""
    title: str
    """The heading as printed, when that matters."""
    asks: list[Slug]
    """What a template's heading asks for."""
    registers: dict[Slug, int]
    """Registers it has headings for, with their level."""


@node
class Reference(TypedDict, total=False):
    """Something the text points at."""

    words: str
    """The words that point."""
    text: TextRef
    """The text meant, when it is in this repo."""
    link: Url
    """The address given."""
    resolved: bool
    """Whether a reader can find it."""


@node
class Remark(TypedDict, total=False):
    """Something to be said about the prose itself: a typo, residue of a template, words that refer to nothing."""

    sort: Literal["typo", "residue", "foreign-register", "dangling", "repeated", "awkward"]
    """What it is."""
    words: str
    """The words."""
    at: str
    """The place they stand for in a description of this text."""
    times: int
    """How often they occur."""


@node
class Copyright(TypedDict, total=False):
    """The footer's notice."""

    since: int
    """First year."""
    until: int
    """Last year."""
    holder: OrganisationRef
    """Who holds it."""
    trademark: bool
    """A trademark is claimed."""


@node
class Text(TypedDict, total=False):
    """What people read. A repo that keeps no prose needs none."""

    policycheck: Required[Literal[1]]
    """Version of the schema: 1."""
    kind: Required[Literal["text"]]
    """Which kind of document this is."""
    id: Required[Slug]
    """Its name in this repo."""
    form: Literal["record", "privacy-notice", "register-description", "data-flow", "cookie-notice", "instructions"]
    """What sort of text."""
    title: Words
    """Its title."""
    language: Language
    """Its language."""
    translation_of: TextRef
    """The text it translates."""
    controller: OrganisationRef
    """The controller it names."""
    serves: list[Serves]
    """What it is for; descriptions of it inherit this."""
    version: str
    """Version as printed."""
    place: Words
    """Place as printed."""
    dated: Date
    """Date as printed."""
    reviewed: Date
    """When it was last reviewed."""
    review_every: Period
    """How often that is done."""
    signed_by: RoleRef
    """The role that signed it."""
    visibility: Literal["public", "internal"]
    """Who may read it."""
    link: Url
    """Where it is published."""
    lists: list[Slug]
    """Registers it says exist."""
    outline: list[Section]
    """Its headings, in order."""
    references: dict[Slug, Reference]
    """What it points at."""
    remarks: dict[Slug, Remark]
    """What is to be said about the prose."""
    copyright: Copyright
    """Its footer."""
