"""The shape of `policies/law/territories.yaml`."""

from typing import Literal, Self

from pydantic import model_validator

from policycheck.law.tables.row import (
    Code,
    Country,
    Day,
    Meta,
    Row,
    Strict,
    Text,
    refuse_overlap,
    refuse_twins,
    refuse_unknown,
)

ChapterV = Literal["not_applicable", "applies", "case_by_case"]
Status = Literal[
    "eu",
    "eea_efta",
    "treated_as_eea",
    "inside",
    "outside",
    "third_country",
    "international_organisation",
]


class Application(Row):
    """From when to when an act applies."""

    text: Text


class Territory(Row):
    """The standing of one territory in one period."""

    iso: Code
    name: Text
    of: Country | None = None
    status: Status
    chapter_v: ChapterV
    gdpr_from: Day | None = None


class Alias(Row):
    """A code that stands for a territory."""

    iso: Code
    same_as: Code


class Elsewhere(Row):
    """Codes that share one standing."""

    status: Literal["third_country"]
    chapter_v: Literal["applies"]
    codes: list[Country]


class TerritoriesTable(Strict):
    """Every code has one standing on a day."""

    meta: Meta
    application: list[Application]
    territories: list[Territory]
    aliases: list[Alias]
    third_countries: list[Elsewhere]

    def codes(self) -> set[str]:
        """The codes that stand for themselves."""
        return {row.iso for row in self.territories} | set(self._elsewhere())

    def _elsewhere(self) -> list[str]:
        return [code for row in self.third_countries for code in row.codes]

    @model_validator(mode="after")
    def _one_standing_a_day(self) -> Self:
        refuse_twins(row.id for row in self.territories)
        own = {row.iso for row in self.territories}
        refuse_twins([*own, *self._elsewhere(), *(row.iso for row in self.aliases)])
        refuse_unknown((row.same_as for row in self.aliases), self.codes())
        for iso in own:
            refuse_overlap(row for row in self.territories if row.iso == iso)
        return self
