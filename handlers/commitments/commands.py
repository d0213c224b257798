"""What people say of their promises, to the bot: "I'll …", "done with …", "my promises", "what is open between …"."""

import re

from bot.chat.marks import readable
from bot.dispatch.interactions import Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import commitments
from bot.features.commitments import CommitmentSource, lists, queries
from bot.features.commitments.parsing import named_in, read
from storage import commitment_lists

MINE = re.compile(
    r"\s*(?:show|list)?\s*(?:me\s+)?"
    r"(?:(?:all\s+)?my\s+(?:open\s+)?(?:promises|commitments)|what (?:have i|did i) promised?)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*what(?:\s+is|['’]s)\s+(?:still\s+)?open\s+between\b", re.IGNORECASE)  # noqa: RUF001


def promises(text: str) -> bool:
    return commitments.promised(text) is not None


def says_done(text: str) -> bool:
    return commitments.done_with(text) is not None


def asks_for_mine(text: str) -> bool:
    return MINE.match(text) is not None


def asks_between(text: str) -> bool:
    return BETWEEN.match(text) is not None


def offer_draft(said: Said, request: Request) -> None:
    """Their words back to them, privately, with a Save button."""
    link = request.chat.link(said.channel, said.message) or None
    source = CommitmentSource(said.at, said.place or None, said.source, link)
    with request.begin() as db:
        reading = read(db, commitments.promised(said.text) or "", by=request.me, said=source)
        draft = queries.draft_of(db, reading.offered, others=reading.others)
    said.reply(request, draft)


def close(said: Said, request: Request) -> None:
    """Close the one that is meant; ask when that is not clear."""
    me = request.me
    with request.begin() as db:
        what = readable(db, commitments.done_with(said.text) or "")
        meant = commitments.meant(commitment_lists.own(db, *me.ids), what)
        if meant.one is not None:
            commitments.mark_kept(db, meant.one.number, by=me, at=request.now)
        answer = queries.record_of(db, meant.one.number, to=me) if meant.one else lists.which(meant.perhaps, what)
    request.deliver()
    said.reply(request, answer)


def tell_mine(said: Said, request: Request) -> None:
    with request.begin() as db:
        mine = queries.lists_of(db, request.me, now=request.now)
    said.reply(request, lists.mine(mine))


def tell_between(said: Said, request: Request) -> None:
    """For an agenda: only what the asker may see, and only to them."""
    with request.begin() as db:
        named = named_in(db, said.text, by=request.me, channel=said.place or None)
        people = named if len(named) > 1 else list(dict.fromkeys((*named, request.me.person)))
        found = commitment_lists.between(db, people, asked_by=request.me)
        answer = lists.between(found, people, commitment_lists.partner_names(db, found))
    said.reply(request, answer)


ROUTES = Routes(
    said=((asks_for_mine, tell_mine), (asks_between, tell_between), (says_done, close), (promises, offer_draft))
)
