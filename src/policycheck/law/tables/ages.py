"""The shape of `policies/law/ages.yaml`."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from policycheck.law.tables.row import Country, Day, Meta, Row, Strict, refuse_overlap, refuse_twins

Age = Annotated[int, Field(ge=13, le=16)]
"""Article 8(1) leaves Member States no other choice."""


class DefaultAge(Row):
    """The age of Article 8(1), and the countries it begins later for."""

    age: Age
    countries: list[Country] = Field(default_factory=list)


class AgeRow(Row):
    """The age a country has chosen."""

    country: Country
    age: Age
    valid_from: Day


class AgesTable(Strict):
    """A country has one age on a day."""

    meta: Meta
    defaults: list[DefaultAge]
    ages: list[AgeRow]

    @model_validator(mode="after")
    def _one_age_a_day(self) -> Self:
        refuse_twins(row.id for row in (*self.defaults, *self.ages))
        refuse_twins(country for row in self.defaults for country in row.countries)
        for country in {row.country for row in self.ages}:
            refuse_overlap(row for row in self.ages if row.country == country)
        return self
