"""Whom a service or a watch reaches, and in which countries (Articles 3(2), 8(1), 27)."""

from typing import Literal

from typing_extensions import TypedDict

from policycheck.model.values import Country, node


@node
class Reach(TypedDict, total=False):
    """The people whom something is offered to, or whose behaviour is monitored."""

    by: list[Literal["offer", "online-service", "monitoring"]]
    """What reaches them: goods or services, an online service (Article 4(25)), the monitoring of their behaviour."""
    countries: list[Country]
    """Where these people are: ISO 3166-1 alpha-2. Absent means where the controller is established."""
