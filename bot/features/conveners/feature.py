"""What conveners are known by."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.chat.messages import Button, Buttons, Paragraph, Part, SmallPrint, Title
from bot.chat.words import and_more, day, mention, plural, said
from bot.features import catalogue
from bot.features.catalogue import Feature, HomeContext, HomePart
from bot.features.conveners import delivery_report, preview, preview_messages
from bot.features.conveners.delivery_report import PREVIEW, SilentPartner
from bot.features.members.partners.setup_form import SET_UP
from bot.notifications.kinds import CONVENE, DigestKind, DigestSection, is_awaited
from storage import deliveries, members, participation, recurrences
from storage.deliveries import UNSURE, Delivery
from storage.members import FULL
from storage.participation import Voices

MOST_LINES = 8  # partners in one small print; a longer one is not read
QUIET_SINCE = timedelta(days=42)  # six weeks: shorter than that is a holiday
NOBODY_YET = "Nobody convenes here yet: somebody who sets questions and rhythms, and looks after what gets stuck."


def who_convenes(glance: HomeContext) -> tuple[Part, ...]:
    people = [member.person for member in members.conveners(glance.db)]
    return (SmallPrint((f"Conveners: {', '.join(map(mention, people[:20]))}",)),) if people else ()


def who_convenes_or_could(glance: HomeContext) -> tuple[Part, ...]:
    """While nobody does, the way to begin, for those who may."""
    shown = who_convenes(glance)
    if shown or glance.me.kind != FULL:
        return shown
    return (Paragraph(NOBODY_YET), Buttons((SET_UP, Button("I convene", "convener_begin"))))


def silence(glance: HomeContext) -> tuple[Part, ...]:
    """Partners that nothing of ours has reached for long, and of how many people something was heard: never names."""
    heard = participation.by_partner(glance.db, since=glance.now - QUIET_SINCE)
    here = [partner for id_, partner in glance.partners.items() if id_ in heard and partner.ended_at is None]
    last = {id_: each.reached_at for id_, each in heard.items() if each.reached_at}
    lines = [_unreached(each) for each in delivery_report.unreached(here, last, now=glance.now)]
    quiet = [each for each in here if heard[each.id].heard == 0]
    lines += [f"None of {said(each.name)} yet: {_people(heard[each.id].people)}." for each in quiet]
    more = f"And {len(lines) - MOST_LINES} more partners." if len(lines) > MOST_LINES else ""
    shown = (*lines[:MOST_LINES], more)
    return (Title("Health"), SmallPrint((_in_all(heard.values()), "\n".join(filter(None, shown)))))


def _in_all(heard: Iterable[Voices]) -> str:
    every = list(heard)
    people, took_part = sum(each.people for each in every), sum(each.heard for each in every)
    return (
        f"In six weeks {took_part} of {_people(people)} took part in something: decided, promised, answered or asked."
    )


def _people(number: int) -> str:
    return plural(number, "person", "people")


def _unreached(silence: SilentPartner) -> str:
    name = said(silence.partner.name)
    return f"Nobody of {name} has heard from us " + (f"since {day(silence.since)}." if silence.since else "yet.")


def never_arrived(glance: HomeContext) -> tuple[Part, ...]:
    found, number = deliveries.first_stuck(glance.db, limit=glance.few)
    parts = tuple(part for delivery in found for part in _stuck(delivery))
    return (*parts, *and_more(number, len(found), "more did not arrive", "; they move up as you settle these"))


def _stuck(delivery: Delivery) -> tuple[Part, ...]:
    title, when = catalogue.title_of(delivery.kind), day(delivery.settled_at or delivery.not_before)
    what = "may be there or not: I could not look" if delivery.state == UNSURE else "did not arrive"
    buttons = (
        Button("Send again", "delivery_renew", str(delivery.id)),
        Button("Let it go", "delivery_forgo", str(delivery.id)),
    )
    return (Paragraph(f":warning: {title} {what} ({when})."), Buttons(buttons))


def write_preview(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """What the coming week brings. `about_id` is the first day of it."""
    first = date.fromordinal(delivery.about_id)
    coming, looks = preview.week(db, first), preview.reviews_of_week(db, first, delivery.to)
    if not coming and not looks and not recurrences.all_(db):
        return None
    return preview_messages.week(coming, looks)


FEATURE = Feature(
    digest=(DigestKind(PREVIEW, 110, "What will be sent next week", CONVENE, write_preview, is_awaited),),
    home=(
        HomePart("mine", 120, who_convenes_or_could),
        HomePart("convening", 20, silence),
        HomePart("convening", 30, never_arrived),
        HomePart("convening", 110, who_convenes),
    ),
)
