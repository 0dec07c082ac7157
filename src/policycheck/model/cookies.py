"""Cookies and similar techniques (Directive 2002/58/EC Article 5(3))."""

from typing_extensions import TypedDict

from policycheck.model.values import (
    ClaimCode,
    CookieConsentCode,
    CookiePurposeCode,
    CookieRefusalCode,
    DataCode,
    PartyClassCode,
    PartyRef,
    Period,
    Slug,
    Words,
    node,
)


@node
class Cookie(TypedDict, total=False):
    """A cookie, or a group of cookies set for the same ends."""

    text: Words
    """In words."""
    set_by: PartyRef
    """Who sets it, when not the site itself."""
    third_parties: list[PartyClassCode]
    """What sort of others read it, where none is named."""
    service: Slug
    """The service it belongs to, such as google-analytics."""
    needed_for: Slug
    """The service the visitor asks for that needs it."""
    purposes: list[CookiePurposeCode]
    """What for."""
    possible: list[CookiePurposeCode]
    """Those of the purposes that the text says may be."""
    data: list[DataCode]
    """What it collects."""
    features: list[Slug]
    """Functions of the service in use, such as demographics."""
    consent: CookieConsentCode
    """How consent is asked, or what the text offers instead."""
    refusal: list[CookieRefusalCode]
    """How to refuse or delete it."""
    refusal_consequence: Words
    """What refusing does to the site."""
    lifetime: Period
    """How long it stays; P0D for a session."""
    sliding: bool
    """Its life starts anew on each visit."""
    erased: Slug
    """How it ends."""
    linked_to_identity: bool
    """What it collects may be joined to what the person gives otherwise."""
    claims: list[ClaimCode]
    """What the text claims of it."""
    explained: bool
    """The text says what a cookie is."""


Cookies = dict[Slug, Cookie]
