"""The rooms of somebody's own page, in their order, and what in them is of no feature alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.errors import Refusal
from bot.features import catalogue
from bot.features.catalogue import HomePart, convenes, everybody
from bot.surfaces.home import frame, tab_conveners, tab_data, tab_mine, tab_settings
from storage.members import Member

CONVENING = "convening"
OWN = (
    HomePart("mine", 10, tab_mine.doors),
    HomePart("mine", 80, tab_mine.coming),
    HomePart("settings", 10, tab_settings.kinds),
    HomePart("settings", 20, tab_settings.hours),
    HomePart("settings", 30, tab_settings.quiet),
    HomePart("data", 10, tab_data.kept),
    HomePart(CONVENING, 10, tab_conveners.doors),
    HomePart(CONVENING, 100, tab_conveners.people),
    HomePart("help", 10, tab_settings.how_to_reach_me),
)


@dataclass(frozen=True)
class HomeTab:
    """`words` are what people say to come here; `closed` is what others are told."""

    name: str
    label: str
    words: tuple[str, ...]
    is_open_to: Callable[[Member], bool] = everybody
    closed: str = ""

    @property
    def parts(self) -> Sequence[HomePart]:
        mine = [part for part in (*OWN, *catalogue.home_parts()) if part.room == self.name]
        return sorted(mine, key=lambda part: part.place)


ROOMS = (
    HomeTab("mine", "Mine", ("home", "mine", "my page", "start")),
    HomeTab("settings", "Settings", ("settings", "my settings", "what i get", "stop", "snooze", "quiet")),
    HomeTab("data", "My data", ("my data", "data")),
    HomeTab(
        "partner",
        "My partner",
        ("my partner", "partner", "my organisation"),
        lambda me: me.partner_id is not None,
        frame.OF_NO_PARTNER,
    ),
    HomeTab("together", "Together", ("together",)),
    HomeTab(CONVENING, "Convening", ("convening", "convener", "conveners"), convenes, frame.FOR_CONVENERS),
    HomeTab("help", "Help", ()),
)
FIRST = ROOMS[0]


def called(words: str) -> str | None:
    """The room that somebody means by these words."""
    words = " ".join(words.casefold().split()).strip(" .!?")
    return next((room.name for room in ROOMS if words in room.words), None)


def open_to(me: Member) -> list[HomeTab]:
    return [room for room in ROOMS if room.is_open_to(me)]


def entered(name: str, me: Member) -> HomeTab:
    """The room of this name. Raises Refusal where it is not open to them."""
    room = next((room for room in ROOMS if room.name == name), FIRST)
    if not room.is_open_to(me):
        raise Refusal(room.closed)
    return room


def last(chosen: str | None, me: Member) -> HomeTab:
    """The room chosen last, or the first one where there is none, or where it has closed since."""
    return next((room for room in open_to(me) if room.name == chosen), FIRST)
