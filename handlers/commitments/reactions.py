"""A reaction marks a message as a promise of its author; taking it back soon undoes it."""

from datetime import datetime, timedelta

from bot.dispatch.interactions import Reaction
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import commitments, directory
from bot.features.commitments import CommitmentSource, messages, queries
from bot.features.commitments.parsing import ParsedCommitment, read
from storage.members import BOT


def remember(reaction: Reaction, request: Request) -> None:
    """By its author: it is kept. By somebody else: its author is asked, privately."""
    if reaction.emoji != request.settings.steward_promise_reaction:
        return
    directory.channel(request.begin, request.chat, reaction.channel, now=request.now)
    message = request.chat.read(reaction.channel, reaction.message)
    if message is None or message.by is None or not message.text.strip():
        return  # gone, a bot's, or a picture without a word
    owner = directory.person(request.begin, request.chat, message.by, now=request.now)
    link = request.chat.link(reaction.channel, reaction.message) or None
    said = CommitmentSource(message.at, reaction.channel, reaction.source, link, by_reaction=True)
    with request.begin(reading=True) as db:
        reading = read(db, message.text, by=owner, said=said)
    if owner.person == request.me.person:
        _keep(request, reading, said, given_at=reaction.at)
    elif owner.kind != BOT and owner.left_at is None:
        queries.offer_to_author(request, reading, owner=owner)


def undo(reaction: Reaction, request: Request) -> None:
    if reaction.emoji != request.settings.steward_promise_reaction:
        return
    within = timedelta(minutes=request.settings.steward_undo_minutes)
    with request.begin() as db:
        commitments.take_back(db, reaction.source, by=request.me, taken_at=reaction.at, at=request.now, within=within)
    request.deliver()


def _keep(request: Request, reading: ParsedCommitment, said: CommitmentSource, *, given_at: datetime) -> None:
    with request.begin() as db:
        commitment = commitments.mark(
            db, reading.promise, said=said, owner=request.me, given_at=given_at, at=request.now
        )
        if commitment is None:
            return
        has_passed = commitment.due_on is None and reading.promise.due_on is not None
        heard = "" if has_passed else reading.heard
        partner = queries.partner_of(db, commitment)
        made = messages.made(commitment, partner, heard=heard, others=() if has_passed else reading.others)
    request.chat.whisper(commitment.channel or request.me.person, request.me.person, made)


ROUTES = Routes(events={"reaction_given": remember, "reaction_taken_back": undo})
