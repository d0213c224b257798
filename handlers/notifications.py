"""What somebody gets unasked, and when: their own settings, and the ways out of every message that they get so."""

from datetime import timedelta

from bot.chat.messages import Form
from bot.chat.words import day
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import OUTDATED, Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import catalogue
from bot.notifications import commands, preferences
from bot.notifications.preferences import Hours
from bot.surfaces import digest, digest_messages, home
from bot.surfaces.home import settings_form, tab_settings


def open_form(request: Request) -> Form:
    return tab_settings.form(request.begin, request.me)


def save(filled: Answers, request: Request) -> None:
    hours = Hours(
        since=filled.hour("since"),
        until=filled.hour("until"),
        work_days=tuple(sorted(filled.numbers("work_days"))),
        zone_name=filled["zone_name"].strip(),
        country=filled["country"].strip().upper(),
    )
    wanted = [kind for name, ticked in filled.items() if name.startswith("kinds__") for kind in ticked]
    with request.begin() as db:
        commands.set_hours(db, hours, by=request.me, at=request.now)
        commands.choose(
            db, [kind for _, kind in settings_form.offered(request.me)], wanted, by=request.me, at=request.now
        )
        commands.snooze(db, preferences.day(filled["snoozed_until"]), by=request.me, at=request.now)
        commands.away(db, preferences.day(filled["away_until"]), by=request.me, at=request.now)
    home.show(request, note=settings_form.saved(hours))


def send_all(request: Request) -> None:
    kinds = [kind for _, kind in settings_form.offered(request.me)]
    with request.begin() as db:
        commands.choose(db, kinds, kinds, by=request.me, at=request.now)
    home.show(request, note="Saved. You get all of them again.")


def follow_the_chat(request: Request) -> None:
    with request.begin() as db:
        commands.follow_the_chat(db, by=request.me, at=request.now)
    home.show(request, note="Saved. Your zone is as Slack says.")


def be_quiet(number: int, request: Request) -> None:
    with request.begin() as db:
        until = commands.snooze_for(db, timedelta(days=number), by=request.me, at=request.now)
    home.show(request, note=f"Saved. I come back on {day(until)}.")


def come_back(request: Request) -> None:
    with request.begin() as db:
        commands.snooze(db, None, by=request.me, at=request.now)
        commands.away(db, None, by=request.me, at=request.now)
    home.show(request, note="Welcome back. I write to you in your hours again.")


def put_off(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        when = commands.later(db, number, by=request.me, at=request.now)
    digest.show(request, click, last_words=digest_messages.put_off(day(when)))


def stop(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        kind = commands.stop_like(db, number, by=request.me, at=request.now)
    digest.show(request, click, last_words=digest_messages.stopped(catalogue.title_of(kind), kind))


def allow(kind: str, request: Request) -> None:
    if kind not in catalogue.digest_kinds():
        raise Refusal(OUTDATED)
    with request.begin() as db:
        commands.allow(db, kind, by=request.me)
    request.chat.replace(digest_messages.allowed(catalogue.title_of(kind)))


ROUTES = Routes(
    clicks={
        "attention_open": open_form,
        "attention_all": send_all,
        "attention_zone": follow_the_chat,
        "attention_quiet_*": be_quiet,
        "attention_here": come_back,
        "letter_later": put_off,
        "letter_stop": stop,
        "letter_allow": allow,
    },
    forms={"attention_form": save},
)
