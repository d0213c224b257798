"""Why we are here: shown to everybody who asks, written down by conveners, in several ways and versions."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Click, Said
from bot.dispatch.payloads import Answers, number_on
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import conveners, purpose
from bot.features.catalogue import check_convener
from bot.features.purpose import PurposeWording, forms, messages, wordings
from bot.features.purpose.payloads import SeenPurpose
from bot.features.purpose.wordings import PurposeVariant
from bot.features.surveys import pulses
from bot.surfaces import home
from storage import partnerships
from storage import purpose as stored_purpose


def answer(said: Said, request: Request) -> None:
    with request.begin() as db:
        versions = stored_purpose.whole_history(db)
        has_history = len(versions) > len({row.kind for row in versions})
        shown = messages.shown(purpose.stated(db), has_history=has_history)
    said.reply(request, shown)


def show_history(click: Click, request: Request) -> None:
    with request.begin(reading=True) as db:
        versions, zone = stored_purpose.whole_history(db), partnerships.own(db).zone
    request.chat.whisper(click.channel, request.me.person, messages.history(versions, zone))


def ask_for_purpose(request: Request) -> Form:
    check_convener(request.me)
    with request.begin(reading=True) as db:
        now_holds, seen = purpose.stated(db), SeenPurpose(newest=stored_purpose.newest(db))
    return forms.state(now_holds, memo=seen.packed)


def state(seen: SeenPurpose, filled: Answers, request: Request) -> None:
    wanted = PurposeWording(filled["purpose"], filled["vision"], filled["mission"])
    with request.begin() as db:
        purpose.change(db, wanted, filled.get("reason", ""), seen=seen.newest, by=request.me, at=request.now)
    home.show(request)


def ask_for_ways(request: Request) -> Form:
    check_convener(request.me)
    with request.begin(reading=True) as db:
        there, partners = stored_purpose.forms(db), partnerships.here(db)
    return forms.say(there, partners)


def change_ways(filled: Answers, request: Request) -> None:
    partner = number_on(filled.get("partner") or "0")
    way = PurposeVariant(filled["kind"], filled["text"], partner or None, bool(filled.get("has_agreed")))
    with request.begin() as db:
        if "keep" in filled:
            wordings.keep(db, filled.numbers("keep"), by=request.me, at=request.now)
        if way.text.strip():
            wordings.add(db, way, by=request.me, at=request.now)
    home.show(request)


def ask_for_recurrence(request: Request) -> Form:
    with request.begin(reading=True) as db:
        return forms.recurrence(conveners.rooms(db, request.me))


def begin_recurrence(filled: Answers, request: Request) -> None:
    days, hour = filled.numbers("weekdays"), filled.hour("hour")
    with request.begin() as db:
        wordings.begin_recurrence(db, days, hour=hour, channel=filled["channel"], by=request.me, at=request.now)
    home.show(request)


def ask_for_recall(request: Request) -> Form:
    with request.begin(reading=True) as db:
        return forms.recall(conveners.rooms(db, request.me))


def begin_recall(filled: Answers, request: Request) -> None:
    hour = filled.hour("hour")
    with request.begin() as db:
        pulses.begin_recall(db, hour=hour, channel=filled["channel"], by=request.me, at=request.now)
    home.show(request)


ROUTES = Routes(
    said=((purpose.is_asked, answer),),
    clicks={
        "purpose_history": show_history,
        "purpose_state": ask_for_purpose,
        "purpose_ways": ask_for_ways,
        "purpose_rhythm": ask_for_recurrence,
        "recall_plan": ask_for_recall,
    },
    forms={
        "purpose_form": state,
        "purpose_ways_form": change_ways,
        "purpose_rhythm_form": begin_recurrence,
        "recall_form": begin_recall,
    },
)
