"""The rooms of somebody's own page, on one screen: a new section is a name in one of these lines."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import Refusal
from bot.surfaces.home import convening, frame, mine, my_partner, own_data, tab_settings, tab_together
from bot.surfaces.home.context import Section
from storage.members import Member


def _everybody(_: Member) -> bool:
    return True


@dataclass(frozen=True)
class HomeTab:
    """`words` are what people say to come here; `closed` is what others are told."""

    name: str
    label: str
    sections: tuple[Section, ...]
    words: tuple[str, ...]
    is_open_to: Callable[[Member], bool] = _everybody
    closed: str = ""


CONVENING = "convening"

ROOMS = (
    HomeTab(
        "mine",
        "Mine",
        (
            mine.doors,
            mine.commitments_of_mine,
            mine.promised_to_me,
            mine.surveys_open,
            mine.spotlight_asked,
            mine.questions_awaited,
            mine.reviews_waiting,
            mine.coming,
            mine.own_questions,
            mine.latest,
            mine.together,
            mine.who_convenes,
        ),
        ("home", "mine", "my page", "start"),
    ),
    HomeTab(
        "settings",
        "Settings",
        (tab_settings.kinds, tab_settings.hours, tab_settings.quiet),
        ("settings", "my settings", "what i get", "stop", "snooze", "quiet"),
    ),
    HomeTab(
        "data",
        "My data",
        (own_data.kept, own_data.doors),
        ("my data", "data"),
    ),
    HomeTab(
        "partner",
        "My partner",
        (
            my_partner.words,
            my_partner.speakers,
            my_partner.promised_to_us,
            my_partner.promised_in_all,
            my_partner.our_commitments,
            my_partner.people,
            my_partner.in_the_light,
            my_partner.asked,
            my_partner.doors,
        ),
        ("my partner", "partner", "my organisation"),
        lambda me: me.partner_id is not None,
        frame.OF_NO_PARTNER,
    ),
    HomeTab(
        "together",
        "Together",
        (
            tab_together.agreed,
            tab_together.buddy,
            tab_together.agreements_in_care,
            tab_together.own_drafts,
            tab_together.questions_about_them,
            tab_together.buddies_in_care,
        ),
        ("together",),
    ),
    HomeTab(
        CONVENING,
        "Convening",
        (
            convening.doors,
            convening.silence,
            convening.never_arrived,
            convening.open_questions_list,
            convening.unreviewed,
            convening.found_in_imports,
            convening.recurrence_turns,
            convening.running_surveys,
            convening.spotlights_under_way,
            convening.people,
            convening.who_convenes,
            convening.exports,
            convening.what_is_kept,
        ),
        ("convening", "convener", "conveners"),
        lambda me: me.is_convener,
        frame.FOR_CONVENERS,
    ),
    HomeTab("help", "Help", (tab_settings.how_to_reach_me,), ()),
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
