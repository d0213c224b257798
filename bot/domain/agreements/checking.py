"""What an agreement must have before anybody sees it, and what may be called a small correction."""

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.domain.agreements.wordings import how_many_changed
from bot.domain.questions import clean
from bot.domain.rhythms import check_convener
from bot.errors import Refusal
from storage import agreements
from storage.agreements import EVERYBODY, REPRESENTATIVES, AgreementVersion, Standing
from storage.members import Member

LONGEST_TITLE = 100  # characters: it stands on one line of a list
LONGEST_TEXT = 2_800  # characters: it is read in one message together with what stands around it
LONGEST_LINK = 1_000  # characters
LONGEST_NEWS = 300  # characters: what is new fits into a sentence or two
MOST_WORDS_SMALL = 12  # put in or taken out; beyond it those who said yes should see it first
ADDRESS = re.compile(r"https?://[^\s<>|\"]+")


@dataclass(frozen=True)
class Written:
    """What a convener writes. Without a text there is a link, and the other way round."""

    title: str
    text: str = ""
    link: str = ""
    whom: str = EVERYBODY
    news: str = ""
    is_small: bool = False


def standing(db: Session, agreement_id: int, *, by: Member) -> Standing:
    """An agreement that a convener may change. Raises Refusal when they may not, or when it is retired."""
    check_convener(by)
    one = agreements.one(db, agreement_id)
    if one is None or one.agreement.retired_at is not None:
        raise Refusal("This agreement is retired. Write a new one, and all are asked.")
    return one


def check(db: Session, written: Written, *, of: int | None, by: Member) -> Written:
    """What was written, tidied. Raises Refusal beside the field in which something is missing, wrong or too long."""
    tidy = Written(
        " ".join(clean(written.title).split()),
        clean(written.text),
        clean(written.link),
        written.whom if written.whom in (EVERYBODY, REPRESENTATIVES) else EVERYBODY,
        " ".join(clean(written.news).split()),
        written.is_small,
    )
    if not tidy.title:
        raise Refusal("Give it a title, so that people know what they say yes to.", field="title")
    if not tidy.text and not tidy.link:
        raise Refusal("Write what all agree to, or give a link to where it stands.", field="text")
    for field, longest in LIMITS.items():
        _check_length(getattr(tidy, field), longest, field)
    if tidy.link and not ADDRESS.fullmatch(tidy.link):
        raise Refusal("A link begins with https:// and has no spaces in it.", field="link")
    if tidy.is_small:
        _check_small(tidy, standing(db, of, by=by).version if of else None)
    return tidy


LIMITS = {"title": LONGEST_TITLE, "text": LONGEST_TEXT, "link": LONGEST_LINK, "news": LONGEST_NEWS}


def _check_length(text: str, longest: int, field: str) -> None:
    if len(text) > longest:
        raise Refusal(f"Please keep this under {longest:,} characters; it has {len(text):,}.", field=field)


def _check_small(written: Written, before: AgreementVersion | None) -> None:
    """A yes stands for what was read: only a trifle may change beneath it."""
    if before is None:
        raise Refusal("Nobody has said yes to it yet, so there is nothing to correct. Untick this.", field="is_small")
    changed = how_many_changed(f"{before.title}\n{before.text}", f"{written.title}\n{written.text}")
    if changed > MOST_WORDS_SMALL:
        raise Refusal(
            f"{changed} words change: more than a small correction of {MOST_WORDS_SMALL}."
            " Untick this, and everybody is kindly asked again.",
            field="is_small",
        )
    if before.whom != written.whom or (not written.text and before.link != written.link):
        raise Refusal(
            "Whom it is for, or the only place where it can be read, is no small thing to change. Untick this.",
            field="is_small",
        )
