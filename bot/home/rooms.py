"""The rooms of somebody's own page, on one screen: a new section is a name in one of these lines."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import Refusal
from bot.home import convening, mine, my_partner, own_data, settings, together
from bot.home.glance import Section
from bot.views import rooms as views
from storage.members import Member


def _everybody(_: Member) -> bool:
    return True


@dataclass(frozen=True)
class Room:
    """`words` are what people say to come here; `closed` is what others are told."""

    name: str
    label: str
    sections: tuple[Section, ...]
    words: tuple[str, ...]
    is_open_to: Callable[[Member], bool] = _everybody
    closed: str = ""


CONVENING = "convening"

ROOMS = (
    Room(
        "mine",
        "Mine",
        (
            mine.doors,
            mine.promises_of_mine,
            mine.promised_to_me,
            mine.rounds_open,
            mine.spotlight_asked,
            mine.whys_awaited,
            mine.reviews_waiting,
            mine.coming,
            mine.own_whys,
            mine.latest,
            mine.together,
            mine.who_convenes,
        ),
        ("home", "mine", "my page", "start"),
    ),
    Room(
        "settings",
        "Settings",
        (settings.kinds, settings.hours, settings.quiet),
        ("settings", "my settings", "what i get", "stop", "snooze", "quiet"),
    ),
    Room(
        "data",
        "My data",
        (own_data.kept, own_data.doors),
        ("my data", "data"),
    ),
    Room(
        "partner",
        "My partner",
        (
            my_partner.words,
            my_partner.speakers,
            my_partner.promised_to_us,
            my_partner.promised_in_all,
            my_partner.our_promises,
            my_partner.people,
            my_partner.in_the_light,
            my_partner.asked,
            my_partner.doors,
        ),
        ("my partner", "partner", "my organisation"),
        lambda me: me.partner_id is not None,
        views.OF_NO_PARTNER,
    ),
    Room(
        "together",
        "Together",
        (
            together.agreed,
            together.buddy,
            together.agreements_in_care,
            together.own_drafts,
            together.questions_about_them,
            together.buddies_in_care,
        ),
        ("together",),
    ),
    Room(
        CONVENING,
        "Convening",
        (
            convening.doors,
            convening.silence,
            convening.never_arrived,
            convening.open_whys,
            convening.unreviewed,
            convening.found_in_imports,
            convening.rhythm_turns,
            convening.running_rounds,
            convening.spotlights_under_way,
            convening.people,
            convening.who_convenes,
            convening.exports,
            convening.what_is_kept,
        ),
        ("convening", "convener", "conveners"),
        lambda me: me.is_convener,
        views.FOR_CONVENERS,
    ),
    Room("help", "Help", (settings.how_to_reach_me,), ()),
)
FIRST = ROOMS[0]


def called(words: str) -> str | None:
    """The room that somebody means by these words."""
    words = " ".join(words.casefold().split()).strip(" .!?")
    return next((room.name for room in ROOMS if words in room.words), None)


def open_to(me: Member) -> list[Room]:
    return [room for room in ROOMS if room.is_open_to(me)]


def entered(name: str, me: Member) -> Room:
    """The room of this name. Raises Refusal where it is not open to them."""
    room = next((room for room in ROOMS if room.name == name), FIRST)
    if not room.is_open_to(me):
        raise Refusal(room.closed)
    return room


def last(chosen: str | None, me: Member) -> Room:
    """The room chosen last, or the first one where there is none, or where it has closed since."""
    return next((room for room in open_to(me) if room.name == chosen), FIRST)
