"""`kind: system`: where data are kept: software, mailboxes, spreadsheets, folders of paper."""

from typing import Literal, Required

from typing_extensions import TypedDict

from policycheck.model.protection import Security
from policycheck.model.values import Country, PartyRef, Slug, Url, Words, node


@node
class Hosting(TypedDict, total=False):
    """Where the machine or the cupboard stands."""

    country: Country
    """Country where the data lie."""
    premises: Literal["own", "provider", "cloud"]
    """Whose premises."""
    town: Words
    """Town."""
    dedicated: bool
    """A machine of its own, not shared."""
    owner: PartyRef
    """Who owns the machine."""


@node
class System(TypedDict, total=False):
    """A place where data are kept."""

    policycheck: Required[Literal[1]]
    """Version of the schema: 1."""
    kind: Required[Literal["system"]]
    """Which kind of document this is."""
    id: Required[Slug]
    """Its name in this repo."""
    name: Words
    """What people call it."""
    product: str
    """The product it is an installation of."""
    medium: Literal[
        "saas", "application", "website", "mailbox", "spreadsheet", "file-share", "paper", "database", "device"
    ]
    """What sort of place it is."""
    protocol: str
    """How it is reached, such as imap."""
    domain: str
    """The domain it answers on."""
    operator: PartyRef
    """Who runs it for the organisation; absent means nobody is said to."""
    hosting: Hosting
    """Where it stands."""
    uses: list[Slug]
    """What it is used for."""
    modules: list[Slug]
    """Parts in use."""
    conditional: bool
    """Used only where applicable."""
    stores_data: bool
    """Whether register data stay in it."""
    records: list[Slug]
    """Statutory records it holds, such as accounting-material."""
    measures: Security
    """Measures that protect this system."""
    link: Url
    """Where it is documented."""
    text: Words
    """What a text says of it."""
