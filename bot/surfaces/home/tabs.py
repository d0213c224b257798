"""The rooms of somebody's own page, in their order, and what in them is of no feature alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.chat.messages import Button, Buttons, Paragraph, Part, SmallPrint, Title
from bot.chat.words import plural
from bot.errors import Refusal
from bot.features import catalogue
from bot.features.catalogue import HomeContext, HomePart, convenes, everybody
from bot.features.members import assignment
from bot.features.members.partners import setup
from bot.features.members.partners.messages import are_waiting, unplaced_buttons
from bot.features.members.partners.setup_form import SET_UP
from bot.surfaces.home import frame, tab_mine, tab_settings
from storage import home
from storage.members import Member

DOORS = (
    Button("Ask everybody", "round_plan", "", "primary"),
    Button("A weekly question", "pulse_plan"),
    Button("Why we exist", "purpose_state"),
    Button("Ways to say it", "purpose_ways"),
    Button("Bring the purpose back", "purpose_rhythm"),
    Button("Did it stick?", "recall_plan"),
    Button("Spotlights", "spotlight_plan"),
)
CARE = (
    Button("Who convenes", "convener_choose"),
    Button("Who speaks for whom", "partner_choose"),
    Button("A day off", "day_off_add"),
    Button("How many messages", "budget_open"),
    Button("Welcoming newcomers", "welcome_panel"),
    Button("Which doors are open", "doors_open"),
)


def doors(_: HomeContext) -> tuple[Part, ...]:
    return (Title("For conveners"), Buttons(DOORS))


def people(glance: HomeContext) -> tuple[Part, ...]:
    """How many are of no partner yet, and what else there is to set."""
    waiting = assignment.count(glance.db)
    note = (SmallPrint((are_waiting(waiting),)),) if waiting else ()
    set_up = () if glance.owner.ours.setup_step == setup.DONE else (SET_UP,)
    return (Title("People"), *note, Buttons((*unplaced_buttons(waiting), *set_up, *CARE)))


def kept(glance: HomeContext) -> tuple[Part, ...]:
    numbers = home.kept_of(glance.db, glance.me.person)
    lines = (
        f"{plural(numbers.promises, 'promise', 'promises')} of yours, {numbers.open_commitments} still open",
        f"{plural(numbers.decisions, 'decision', 'decisions')} that you decided,"
        f" and {plural(numbers.took_part, 'decision', 'decisions')} in which you are named",
        f"{plural(numbers.answered, 'round', 'rounds')} of questions in which you took part",
        f"{plural(numbers.asked_why, 'question', 'questions')} that you asked around",
        f"{plural(numbers.messages, 'message', 'messages')} that I wrote to you, or am about to",
    )
    words = "*What I keep about you, in numbers*\n" + "\n".join(f"• {line}" for line in lines)
    return (Title("My data"), Paragraph(words), SmallPrint((WHAT_I_DO_NOT,)))


WHAT_I_DO_NOT = (
    "What you answer anonymously is parted from you when the round closes: then I know that you took part, and no more."
)


CONVENING = "convening"
OWN = (
    HomePart("mine", 10, tab_mine.doors),
    HomePart("mine", 80, tab_mine.coming),
    HomePart("settings", 10, tab_settings.kinds),
    HomePart("settings", 20, tab_settings.hours),
    HomePart("settings", 30, tab_settings.quiet),
    HomePart("data", 10, kept),
    HomePart(CONVENING, 10, doors),
    HomePart(CONVENING, 100, people),
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
