"""Welcomes: the one small thing of each step, done by a button; "welcome me" and its end, by a word."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import buddies, onboarding
from bot.features.agreements import queries as agreement_queries
from bot.features.answers import messages as answer_messages
from bot.features.buddies import messages as buddy_messages
from bot.features.onboarding import StepProgress, catch_up, catch_up_messages, forms, messages, notifications
from bot.surfaces import refresh
from bot.surfaces.home import tab_settings
from storage.onboarding import ANSWERED, PASSED

BEGIN_WORDS = ("welcome me", "show me around")
END_WORDS = ("stop welcoming me", "stop welcoming")


def asks(text: str) -> bool:
    return _word(text) in (*BEGIN_WORDS, *END_WORDS)


def answer_word(text: str, request: Request) -> None:
    """What they ask for comes at once, in private, whatever the hour."""
    if _word(text) in END_WORDS:
        with request.begin() as db:
            onboarding.stop(db, request.me.person, by=request.me, at=request.now)
        request.chat.dm(request.me.person, messages.stopped())
        return
    with request.begin() as db:
        welcome, touch = onboarding.ask_for(db, by=request.me, at=request.now)
        section = notifications.section(db, welcome, touch)
    if section is not None:
        request.chat.dm(request.me.person, messages.as_message(section))


def do(click: Click, number: int, request: Request) -> Form | None:
    """The one small thing: a click may be all of it, or open what they were asked to look at."""
    with request.begin(reading=True) as db:
        deed = onboarding.deed_of(db, number)
    if deed == "wish":
        return forms.wish(number)
    if deed == "accept":
        with request.begin(reading=True) as db:
            agreements = agreement_queries.agreements_of(db, request.me)
        request.chat.dm(request.me.person, agreements)
    _answer(request, click, number, ANSWERED)
    return answer_messages.form() if deed == "ask" else None


def change_hours(click: Click, number: int, request: Request) -> Form:
    form = tab_settings.form(request.begin, request.me)
    _answer(request, click, number, ANSWERED)
    return form


def go_on(click: Click, number: int, request: Request) -> None:
    _answer(request, click, number, PASSED)


def end(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        onboarding.stop(db, request.me.person, by=request.me, at=request.now)
    _show(request, click, number)


def ask_for_wish(number: int) -> Form:
    return forms.wish(number)


def keep_wish(number: int, filled: Answers, request: Request) -> None:
    with request.begin() as db:
        progress = onboarding.wish(db, number, filled["wish"], by=request.me, at=request.now)
        has_human = bool(onboarding.conveners(db, progress.welcome))
    request.chat.dm(request.me.person, messages.wished(has_human=has_human))
    _say_last_words(request, progress)


def show_all(number: int, request: Request) -> None:
    with request.begin(reading=True) as db:
        row = catch_up.by_number(db, number)
        if row is None or row.person != request.me.person:
            raise Refusal("That was not written to you.")
        message = catch_up_messages.whole(catch_up.missed(db, request.me, since=row.since))
    request.chat.dm(request.me.person, message)


def _answer(request: Request, click: Click, touch_id: int, how: str) -> None:
    with request.begin() as db:
        progress = onboarding.answer(db, touch_id, how, by=request.me, at=request.now)
        is_begun = progress.is_new and onboarding.is_first(progress.touch)
        offered = buddies.offer(db, request.me, at=request.now, by_digest=False) if is_begun else None
    _show(request, click, touch_id)
    _say_last_words(request, progress)
    if offered is not None:
        request.chat.dm(request.me.person, messages.as_message(buddy_messages.offered(offered)))


def _say_last_words(request: Request, progress: StepProgress) -> None:
    if progress.is_last:
        with request.begin(reading=True) as db:
            message = notifications.last_words(db, request.me, progress.touch)
        request.chat.dm(request.me.person, message)


def _show(request: Request, click: Click, touch_id: int) -> None:
    """What was clicked, as it stands now: part of a digest, or said on its own."""
    refresh.after_click(request, click, lambda db: notifications.alone(db, touch_id))


def _word(text: str) -> str:
    return text[:80].casefold().strip(" .!?")


ROUTES = Routes(
    said=((asks, answer_word),),
    clicks={
        "welcome_do": do,
        "welcome_hours": change_hours,
        "welcome_pass": go_on,
        "welcome_end": end,
        "welcome_wish": ask_for_wish,
        "catch_up_all": show_all,
    },
    forms={"welcome_wish_form": keep_wish},
)
