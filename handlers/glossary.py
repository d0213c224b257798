"""`glossary` and `glossary <word>`: asked by anyone, written by conveners."""

from bot.chat.marks import readable
from bot.chat.messages import Form
from bot.dispatch.interactions import Click, Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import glossary
from bot.features.catalogue import check_convener
from bot.features.glossary import messages
from bot.features.glossary.messages import AboutWord, GlossaryForm
from storage import glossary as stored_glossary
from storage import partnerships


def is_asked(text: str) -> bool:
    return glossary.word_asked(text) is not None


def answer(said: Said, request: Request) -> None:
    with request.begin(reading=True) as db:
        word = glossary.word_asked(readable(db, said.text)) or ""
        if word:
            versions, zone = stored_glossary.history(db, word), partnerships.own(db).zone
            message = messages.explained(versions, word, zone, may_write=request.me.is_convener)
        else:
            message = messages.everything(stored_glossary.in_force(db), may_write=request.me.is_convener)
    said.reply(request, message)


def show_history(about: AboutWord, click: Click, request: Request) -> None:
    with request.begin(reading=True) as db:
        versions, zone = stored_glossary.history(db, about.word), partnerships.own(db).zone
    request.chat.whisper(click.channel, request.me.person, messages.history(versions, zone))


def write(about: AboutWord, request: Request) -> Form:
    check_convener(request.me)
    with request.begin(reading=True) as db:
        newest = next(iter(stored_glossary.history(db, about.word)), None)
    return messages.form(newest, AboutWord(word=about.word, seen=newest.id if newest else 0))


def save(about: AboutWord, filled: GlossaryForm, request: Request) -> None:
    is_same = stored_glossary.folded(filled.word) == stored_glossary.folded(about.word)
    with request.begin() as db:
        seen = about.seen if is_same else 0  # another word than the one they opened
        entry = glossary.explain(db, filled.word, filled.meaning, seen=seen, by=request.me, at=request.now)
        versions, zone = stored_glossary.history(db, entry.word), partnerships.own(db).zone
    request.chat.dm(request.me.person, messages.explained(versions, entry.word, zone, may_write=True))


ROUTES = Routes(
    said=((is_asked, answer),),
    clicks={"glossary_write": write, "glossary_history": show_history},
    forms={"glossary_form": save},
)
