"""A reaction marks a message as a decision; taking it back soon undoes it."""

from datetime import timedelta

from bot.chat.marks import readable
from bot.dispatch.interactions import Reaction
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import directory
from bot.features.decisions import reactions
from bot.features.decisions.payloads import CameFrom
from bot.features.duplicates import check as duplicate_check
from bot.text.reasons import fitting, split


def log_message(reaction: Reaction, request: Request) -> None:
    if reaction.emoji != request.settings.steward_reaction:
        return
    directory.channel(request.begin, request.chat, reaction.channel, now=request.now)
    message = request.chat.read(reaction.channel, reaction.message)
    if message is None or message.by is None or not message.text.strip():
        return  # gone, a bot's, or a picture without a word
    directory.person(request.begin, request.chat, message.by, now=request.now)
    link = request.chat.link(reaction.channel, reaction.message)
    with request.begin(reading=True) as db:
        wording = split(fitting(readable(db, message.text)))
        if not reactions.counts(db, reaction.source, by=request.me, given_at=reaction.at):
            return
    came_from = CameFrom.of(message, link=link).model_copy(update={"reaction": True})
    held = duplicate_check.ask(request, wording, channel=reaction.channel, came_from=came_from)
    if held is not None:
        return duplicate_check.tell(request, held, channel=reaction.channel, thread=message.thread)
    with request.begin() as db:
        origin, channel = came_from.origin(me=request.me.person, now=request.now), reaction.channel
        reactions.mark(db, wording, origin=origin, by=request.me, given_at=reaction.at, channel=channel, at=request.now)
    request.deliver()


def undo(reaction: Reaction, request: Request) -> None:
    if reaction.emoji != request.settings.steward_reaction:
        return
    within = timedelta(minutes=request.settings.steward_undo_minutes)
    with request.begin() as db:
        reactions.take_back(db, reaction.source, by=request.me, taken_at=reaction.at, at=request.now, within=within)
    request.deliver()


ROUTES = Routes(events={"reaction_given": log_message, "reaction_taken_back": undo})
