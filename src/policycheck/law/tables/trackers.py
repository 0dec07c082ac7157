"""The shape of `policies/law/trackers.yaml`."""

from typing import Literal, Self

from pydantic import Field, model_validator

from policycheck.law.tables.row import (
    Country,
    Day,
    Id,
    Meta,
    Row,
    Strict,
    Text,
    refuse_twins,
)
from policycheck.law.trackers import Consent

Role = Literal["processor", "controller", "joint_controller", "mixed", "disputed", "own_processing"]


class EeaCompany(Strict):
    """A company in the EEA that contracts for the vendor."""

    name: Text
    country: Country


class FormerVendor(Strict):
    """Whoever ran the tracker until a day."""

    vendor: Text
    country: Country
    valid_until: Day


class FrameworkEntry(Strict):
    """What a check of the Data Privacy Framework List showed on a day."""

    entry: bool
    id: int | None = None
    status: Literal["active_review"] | None = None
    seen: Day
    due: Day | None = None
    note: Text | None = None


class TrackerRow(Row):
    """A tracker, its vendor and what it stores."""

    name: Text
    aliases: list[Text] = Field(default_factory=list)
    vendor: Text | None
    country: Country | None
    vendor_eea: list[EeaCompany] = Field(default_factory=list)
    vendor_note: Text | None = None
    vendor_candidates: list[Text] = Field(default_factory=list)
    superseded: list[FormerVendor] = Field(default_factory=list)
    hosting: Country | None = None
    other_countries: list[Country] = Field(default_factory=list)
    decision: Id | None = None
    domains: list[Text]
    paths: list[Text] = Field(default_factory=list)
    cookies: list[Text]
    role: Role
    consent: Consent
    consent_note: Text | None = None
    dpf: FrameworkEntry | None
    third_country_transfer: Literal[False] | None = None
    other_safeguards: Text | None = None


class WithoutEntry(Row):
    """A company that was looked for in the list and not found."""

    name: Text
    dpf: FrameworkEntry


class TrackersTable(Strict):
    """An id is one tracker."""

    meta: Meta
    trackers: list[TrackerRow]
    without_dpf_entry: list[WithoutEntry]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        refuse_twins(row.id for row in self.trackers)
        refuse_twins(row.id for row in self.without_dpf_entry)
        return self
