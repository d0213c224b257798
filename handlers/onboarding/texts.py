"""How conveners look after the welcome: who is being welcomed, and the texts, with a preview and "send it to me"."""

from datetime import timedelta

from bot.chat.messages import Form, Part
from bot.dispatch.payloads import Answers, Payload
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import onboarding
from bot.features.onboarding import forms, notifications, placeholders, texts
from bot.features.onboarding.forms import Underway
from bot.features.onboarding.texts import OnboardingScript, TakenError, Wanted
from storage import members, partnerships
from storage import onboarding as stored_onboarding

LATELY = timedelta(days=14)  # how long a welcome that has ended is still shown


class SeenText(Payload):
    """Which text a form changes, and the version its writer was looking at; 0: as it came."""

    key: str
    seen: int = 0


def open_panel(request: Request) -> Form:
    texts.check(request.me)
    with request.begin(reading=True) as db:
        found = stored_onboarding.lately(db, since=request.now - LATELY)
        touches = stored_onboarding.touches(db, found)
        partners = members.partners_of(db, [each.person for each in found])
        changed = [key for key, row in stored_onboarding.all_in_force(db).items() if row.text]
        zone = partnerships.own(db).zone
    names = {person: partner.name for person, partner in partners.items()}
    people = [Underway(each, touches[each.id], names.get(each.person, "")) for each in found]
    return forms.panel(people, texts.shipped().values(), changed, zone)


def choose(filled: Answers, request: Request) -> Form:
    """One of four: each shows what came of it in the same window."""
    texts.check(request.me)
    if filled["then"] in (forms.START, forms.STOP):
        return forms.done(_start_or_stop(request, filled["then"], filled["person"]))
    with request.begin(reading=True) as db:
        script, zone = texts.of(db, filled["key"]), partnerships.own(db).zone
        versions = stored_onboarding.history(db, script.key)
    if filled["then"] == forms.HISTORY:
        return forms.history(texts.shipped()[script.key], versions, zone)
    return _edit(script, versions[0].version if versions else 0)


def change(about: SeenText, filled: Answers, request: Request) -> Form:
    """Shown, sent to themselves, saved, or back to how it came; what they wrote stands in the form until it is kept."""
    wanted = Wanted(about.key, filled["text"], filled.get("ask", ""), about.seen)
    if filled["then"] in (forms.SAVE, forms.BACK):
        return _keep(request, wanted, is_back=filled["then"] == forms.BACK)
    return _try(request, wanted, is_sent=filled["then"] == forms.SEND)


def _start_or_stop(request: Request, then: str, chosen: tuple[str, ...]) -> str:
    if len(chosen) != 1:
        raise Refusal("Choose one person.", field="person")
    with request.begin() as db:
        if then == forms.START:
            return forms.started(onboarding.start(db, chosen[0], by=request.me, at=request.now).person)
        return forms.ended(onboarding.stop(db, chosen[0], by=request.me, at=request.now).person)


def _keep(request: Request, wanted: Wanted, *, is_back: bool) -> Form:
    try:
        with request.begin() as db:
            save = texts.back_to_shipped if is_back else texts.save
            return forms.done(forms.saved(texts.shipped()[wanted.key], save(db, wanted, by=request.me, at=request.now)))
    except TakenError:
        with request.begin(reading=True) as db:
            theirs, zone = stored_onboarding.in_force(db, wanted.key), partnerships.own(db).zone
        if theirs is None:
            raise
        return _edit(_theirs(wanted), theirs.version, forms.overtaken(theirs, zone))


def _try(request: Request, wanted: Wanted, *, is_sent: bool) -> Form:
    script = texts.draft(wanted, by=request.me)
    with request.begin(reading=True) as db:
        given = {**notifications.fields_for(db, request.me, since=request.me.met_at)}
    if script.kind == texts.WORDS:
        given["house_words"] = placeholders.house_words(script.text)
    if is_sent:
        request.chat.dm(request.me.person, forms.trial(script, given))
    note = forms.sent() if is_sent else forms.reads(script, given)
    return _edit(_theirs(wanted), wanted.seen, note)


def _theirs(wanted: Wanted) -> OnboardingScript:
    """The text with the words that are being written, as they were typed."""
    return texts.shipped()[wanted.key].model_copy(update={"text": wanted.text, "ask": wanted.ask})


def _edit(script: OnboardingScript, seen: int, note: tuple[Part, ...] = ()) -> Form:
    return forms.edit(script, seen=seen, note=note, memo=SeenText(key=script.key, seen=seen).packed)


ROUTES = Routes(clicks={"welcome_panel": open_panel}, forms={"welcome_panel_form": choose, "welcome_text_form": change})
