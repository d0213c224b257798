"""What somebody's own page shows of rounds: those that wait for their answer; to conveners, those that run."""

from datetime import timedelta

from bot.chat.messages import Button, Buttons, Paragraph, Part, Title
from bot.chat.words import and_more, bold, said, short, weekday
from bot.features.catalogue import HomeContext
from bot.features.surveys import ALL, CONVENERS, REPRESENTATIVES
from storage import surveys
from storage.surveys import Running, Survey

SOON = timedelta(days=7)


def concerning(glance: HomeContext) -> tuple[list[Survey], list[Survey]]:
    """Those that wait for their answer, and those that will ask them soon."""
    partner, me = glance.owner.partner, glance.me
    audiences = [ALL, f"partner:{me.partner_id}", *([CONVENERS] if me.is_convener else [])]
    if partner and partner.representative in me.ids:
        audiences.append(REPRESENTATIVES)
    return surveys.concerning(glance.db, me.person, audiences, until=glance.today + SOON)


def waiting(glance: HomeContext) -> tuple[Part, ...]:
    """Questions to everybody that they have neither answered nor left out."""
    found, _ = glance.once(concerning)
    if not found:
        return ()
    parts: list[Part] = [Title("Questions for you")]
    for each in found[: glance.few]:
        parts.append(Paragraph(f"{bold(said(short(each.title)))}\nopen until {weekday(each.closes_on)}"))
        answer = Button("Answer", "round_open_form", str(each.id), "primary")
        parts.append(Buttons((answer, Button("Leave it out", "round_skip", str(each.id)))))
    return (*parts, *and_more(len(found), glance.few))


def running(glance: HomeContext) -> tuple[Part, ...]:
    found, number = surveys.running(glance.db, limit=glance.few)
    parts = tuple(part for each in found for part in _running(each))
    return (*parts, *and_more(number, len(found), "more rounds"))


def _running(running: Running) -> tuple[Part, ...]:
    survey = running.round
    if survey.opened_at is None:
        state = f"opens on {weekday(survey.opens_on)}"
    else:
        state = f"{running.answered} of {running.asked} have answered; open until {weekday(survey.closes_on)}"
    call_off = Button("Call it off", "round_cancel", str(survey.id))
    return (Paragraph(f"{bold(said(survey.title))}: {state}"), Buttons((call_off,)))
