"""Showing whys where they stand: in a letter, on the Home tab, in a list; and a reply as a draft."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.marks import readable
from bot.chat.messages import Form, Message
from bot.features import open_questions
from bot.features.open_questions import forms, lists, news
from bot.features.open_questions.payloads import AboutOpenQuestion
from storage import open_questions as stored_open_questions
from storage import partnerships
from storage.members import Member
from storage.whys import OpenQuestion


def closing(about: AboutOpenQuestion, words: str) -> Form | None:
    """How a form ends: it closes where the message behind it shows what came of it, else it says so itself."""
    return None if about.at_home or about.message else forms.done(words)


def draft(db: Session, why: OpenQuestion, said: str, me: Member, now: datetime) -> Message:
    """Somebody's reply as a draft of their answer."""
    words = readable(db, said)
    open_questions.draft(db, why.number, words, by=me, at=now)
    return news.draft(why, open_questions.drafted(db, why.number, by=me)[1])


def listed(db: Session, me: Member) -> Message:
    """The open questions of somebody, and for a convener those that they look after."""
    worded = stored_open_questions.own_worded(db, me.person)
    mine, wordings = [why for why, _ in worded], {why.id: words for why, words in worded}
    cared = stored_open_questions.open_to(db, me)[0] if me.is_convener else []
    awaited = stored_open_questions.awaited_and_seen(db, me)
    return lists.listed(mine, wordings, awaited, cared, partnerships.own(db).zone, convenes=me.is_convener)
