"""The room of conveners, as far as it leads to several features: what they can begin, and what they look after."""

from bot.chat.messages import Button, Buttons, Part, SmallPrint, Title
from bot.features.catalogue import HomeContext
from bot.features.members import assignment
from bot.features.members.partners import setup
from bot.features.members.partners.messages import are_waiting, unplaced_buttons
from bot.features.members.partners.setup_form import SET_UP

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
