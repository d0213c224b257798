"""How conveners look after the welcome: who is being welcomed, and the texts, with a preview and "send it to me"."""

from datetime import datetime, timedelta

from pydantic import BaseModel
from slack_bolt import Ack, App

from bot.chat.port import Chat, Form, Part
from bot.errors import Refusal
from bot.features import onboarding
from bot.features.onboarding import forms, notifications, placeholders, texts
from bot.features.onboarding.forms import Underway
from bot.features.onboarding.texts import OnboardingScript, TakenError, Wanted
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import answers_in, read_back
from bot.slack.payloads import Payload
from storage import Begin, members, partnerships
from storage import onboarding as stored_onboarding
from storage.members import Member

LATELY = timedelta(days=14)  # how long a welcome that has ended is still shown


class SeenText(BaseModel):
    """Which text a form changes, and the version its writer was looking at; 0: as it came."""

    key: str
    seen: int = 0


def register(app: App, settings: Settings) -> None:
    app.action("welcome_panel")(open_panel)
    app.view("welcome_panel_form")(choose)
    app.view("welcome_text_form")(change)


def open_panel(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    texts.check(me)
    with begin(reading=True) as db:
        found = stored_onboarding.lately(db, since=now - LATELY)
        touches = stored_onboarding.touches(db, found)
        partners = members.partners_of(db, [each.person for each in found])
        changed = [key for key, row in stored_onboarding.all_in_force(db).items() if row.text]
        zone = partnerships.own(db).zone
    names = {person: partner.name for person, partner in partners.items()}
    people = [Underway(each, touches[each.id], names.get(each.person, "")) for each in found]
    chat.ask(body["trigger_id"], forms.panel(people, texts.shipped().values(), changed, zone))


def choose(ack: Ack, view: Payload, begin: Begin, me: Member, now: datetime) -> None:
    """One of four: each shows what came of it in the same window."""
    filled = answers_in(view["state"])
    texts.check(me)
    if filled["then"] in (forms.START, forms.STOP):
        words = _start_or_stop(begin, filled["then"], filled["person"], me, now)
        ack(response_action="update", view=modal(forms.done(words)))
        return
    with begin(reading=True) as db:
        script, zone = texts.of(db, filled["key"]), partnerships.own(db).zone
        versions = stored_onboarding.history(db, script.key)
    if filled["then"] == forms.HISTORY:
        form = forms.history(texts.shipped()[script.key], versions, zone)
    else:
        form = _edit(script, versions[0].version if versions else 0)
    ack(response_action="update", view=modal(form))


def change(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """Shown, sent to themselves, saved, or back to how it came; what they wrote stands in the form until it is kept."""
    filled = answers_in(view["state"])
    about = read_back(SeenText, view["private_metadata"])
    wanted = Wanted(about.key, filled["text"], filled.get("ask", ""), about.seen)
    if filled["then"] in (forms.SAVE, forms.BACK):
        form = _keep(begin, wanted, is_back=filled["then"] == forms.BACK, me=me, now=now)
    else:
        form = _try(begin, chat, wanted, is_sent=filled["then"] == forms.SEND, me=me)
    ack(response_action="update", view=modal(form))


def _start_or_stop(begin: Begin, then: str, chosen: tuple[str, ...], me: Member, now: datetime) -> str:
    if len(chosen) != 1:
        raise Refusal("Choose one person.", field="person")
    with begin() as db:
        if then == forms.START:
            return forms.started(onboarding.start(db, chosen[0], by=me, at=now).person)
        return forms.ended(onboarding.stop(db, chosen[0], by=me, at=now).person)


def _keep(begin: Begin, wanted: Wanted, *, is_back: bool, me: Member, now: datetime) -> Form:
    try:
        with begin() as db:
            save = texts.back_to_shipped if is_back else texts.save
            return forms.done(forms.saved(texts.shipped()[wanted.key], save(db, wanted, by=me, at=now)))
    except TakenError:
        with begin(reading=True) as db:
            theirs, zone = stored_onboarding.in_force(db, wanted.key), partnerships.own(db).zone
        if theirs is None:
            raise
        return _edit(_theirs(wanted), theirs.version, forms.overtaken(theirs, zone))


def _try(begin: Begin, chat: Chat, wanted: Wanted, *, is_sent: bool, me: Member) -> Form:
    script = texts.draft(wanted, by=me)
    with begin(reading=True) as db:
        given = {**notifications.fields_for(db, me, since=me.met_at)}
    if script.kind == texts.WORDS:
        given["house_words"] = placeholders.house_words(script.text)
    if is_sent:
        chat.dm(me.person, forms.trial(script, given))
    note = forms.sent() if is_sent else forms.reads(script, given)
    return _edit(_theirs(wanted), wanted.seen, note)


def _theirs(wanted: Wanted) -> OnboardingScript:
    """The text with the words that are being written, as they were typed."""
    return texts.shipped()[wanted.key].model_copy(update={"text": wanted.text, "ask": wanted.ask})


def _edit(script: OnboardingScript, seen: int, note: tuple[Part, ...] = ()) -> Form:
    return forms.edit(script, seen=seen, note=note, memo=SeenText(key=script.key, seen=seen).model_dump_json())
