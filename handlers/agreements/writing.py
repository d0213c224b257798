"""Conveners write what all agree to: look at it first, show it, change it, see who is missing, retire it."""

from bot.chat.messages import Form, Message
from bot.chat.port import GoneError
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import agreements
from bot.features.agreements import Written, forms, notifications
from bot.features.agreements.forms import AboutAgreement
from bot.features.catalogue import check_convener
from bot.surfaces import home
from storage.agreements import AgreementVersion


def ask_for_new(request: Request) -> Form:
    check_convener(request.me)
    return forms.form(Written(""), again=False, memo=AboutAgreement().packed)


def ask_for_change(number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        one = agreements.standing(db, number, by=request.me)
    memo = AboutAgreement(about=one.id, follows=one.number).packed
    has = Written(one.version.title, one.version.text, one.version.link, one.version.whom)
    return forms.form(has, again=True, memo=memo)


def ask_again(click: Click, number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        row = agreements.own_draft(db, number, by=request.me)
    memo = click.placed(AboutAgreement(about=row.agreement_id, follows=row.follows, draft=row.id)).packed
    return forms.form(_written(row), again=bool(row.follows), memo=memo)


def keep_draft(about: AboutAgreement, filled: Answers, request: Request) -> None:
    words = {name: str(filled.get(name, "")) for name in ("title", "text", "link", "whom", "news")}
    written = Written(**words, is_small=bool(filled.get("is_small")))
    with request.begin() as db:
        if about.draft:
            row = agreements.rewrite(db, about.draft, written, by=request.me, at=request.now)
        else:
            row = agreements.draft(
                db, written, of=about.about or None, follows=about.follows, by=request.me, at=request.now
            )
        preview = notifications.preview(db, row)
    _put(request, about, preview)


def publish(number: int, request: Request) -> None:
    with request.begin() as db:
        shown = agreements.publish(db, number, by=request.me, at=request.now)
    request.chat.replace(forms.published(shown))


def drop(number: int, request: Request) -> None:
    with request.begin() as db:
        agreements.drop(db, number, by=request.me)
    request.chat.replace(forms.dropped())


def show_missing(number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        one, people, partners = agreements.missing(db, number, by=request.me)
    return forms.missing(one, people, partners)


def ask_to_retire(number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        one = agreements.standing(db, number, by=request.me)
    return forms.retire(one, memo=AboutAgreement(about=one.id).packed)


def retire(about: AboutAgreement, request: Request) -> None:
    with request.begin() as db:
        agreements.retire(db, about.about, by=request.me, at=request.now)
    home.show(request)


def _written(row: AgreementVersion) -> Written:
    return Written(row.title, row.text, row.link, row.whom, row.news, row.is_small)


def _put(request: Request, about: AboutAgreement, preview: Message) -> None:
    """In the place of the draft that was written on; else in private."""
    if about.message:
        try:
            request.chat.amend(about.channel, about.message, preview)
            return
        except GoneError:
            pass  # they have put it away: it comes anew
    request.chat.dm(request.me.person, preview)


ROUTES = Routes(
    clicks={
        "agreement_write": ask_for_new,
        "agreement_change": ask_for_change,
        "agreement_rewrite": ask_again,
        "agreement_publish": publish,
        "agreement_drop": drop,
        "agreement_missing": show_missing,
        "agreement_retire": ask_to_retire,
    },
    forms={"agreement_form": keep_draft, "agreement_retire_form": retire},
)
