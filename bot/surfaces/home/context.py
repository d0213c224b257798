"""What every section of a page is given: whose page it is, the memory to read from, and how much there is room for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.chat.port import Part
from bot.features.surveys import ALL, CONVENERS, REPRESENTATIVES
from bot.notifications import preferences
from bot.settings import Settings
from storage import commitment_lists, partnerships, surveys
from storage.commitment_lists import NearestCommitments, Totals
from storage.home import Owner
from storage.members import Member
from storage.partnerships import Partner
from storage.surveys import Survey

SOON = timedelta(days=7)
FEW, FEW_IN_MESSAGE = 3, 2  # of each list on the page; the others are one click away


@dataclass(frozen=True)
class HomeContext:
    """One look at somebody's page. `few`: how many of a list are shown."""

    db: Session
    owner: Owner
    settings: Settings
    now: datetime
    few: int = FEW

    @property
    def me(self) -> Member:
        return self.owner.me

    @cached_property
    def zone(self) -> ZoneInfo:
        """Their own."""
        return preferences.zone_of(self.me, self.owner.partner, self.owner.ours, self.owner.wish)

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @cached_property
    def partners(self) -> dict[int, Partner]:
        """Read once, however many sections name partners."""
        return partnerships.partners(self.db)

    @cached_property
    def promises(self) -> NearestCommitments:
        """Their own, and those made to them."""
        return commitment_lists.nearest(self.db, self.me, limit=self.few)

    @cached_property
    def rounds(self) -> tuple[list[Survey], list[Survey]]:
        """Those that wait for their answer, and those that will ask them soon."""
        return surveys.concerning(self.db, self.me.person, self._audiences, until=self.today + SOON)

    @property
    def _audiences(self) -> list[str]:
        partner = self.owner.partner
        mine = [ALL, f"partner:{self.me.partner_id}"]
        mine += [CONVENERS] if self.me.is_convener else []
        return [*mine, REPRESENTATIVES] if partner and partner.representative in self.me.ids else mine

    @property
    def speaks(self) -> bool:
        """Whether they speak for their partner."""
        partner = self.owner.partner
        return partner is not None and not {partner.representative, partner.deputy}.isdisjoint(self.me.ids)


Section = Callable[[HomeContext], tuple[Part, ...]]
"""One part of a room, at the cost of one query; nothing where there is nothing to show."""


FEWEST_COUNTED = 5  # promises in the partnership; below this a total could point at a person


def counted(totals: Totals) -> Totals | None:
    """None while there are too few to be counted without pointing at somebody."""
    return totals if totals.made >= FEWEST_COUNTED else None
