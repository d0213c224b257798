"""Whoever speaks for a partner says what it brings and what it hopes for."""

from bot.chat.messages import Form
from bot.chat.words import said
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features.members.partners import profile, profile_form
from bot.surfaces import home


def open_form(request: Request) -> Form:
    with request.begin(reading=True) as db:
        partner = profile.editable(db, by=request.me)
    return profile_form.form(partner)


def save(filled: Answers, request: Request) -> None:
    with request.begin() as db:
        partner = profile.say(db, filled["brings"], filled["hopes"], by=request.me, at=request.now)
        name = partner.name
    home.show(request, note=f"Saved. The people of {said(name)} see it.")


ROUTES = Routes(clicks={"partner_words_open": open_form}, forms={"partner_words_form": save})
