"""Rounds by the clock: opened, asked again, counted and closed, each once."""

from datetime import datetime

from bot.chat.port import Chat, GoneError
from bot.features.surveys import closing, opening, result_messages
from storage import Begin, surveys


def open_remind_close(begin: Begin, chat: Chat, now: datetime) -> None:
    """Looked at without a lock first: most ticks find no round."""
    with begin(reading=True) as db:
        if not surveys.any_to_look_after(db):
            return
    with begin() as db:
        opening.open_due(db, now=now)
        opening.remind_due(db, now=now)
        closing.close_due(db, now=now)


def count(begin: Begin, chat: Chat, now: datetime) -> None:
    """The post of an open round shows how many have answered, and nothing else."""
    with begin(reading=True) as db:
        counted = [(each, surveys.answered(db, each.id), surveys.asked(db, each.id)) for each in surveys.open_ones(db)]
    for survey, answered, asked in counted:
        if survey.post and answered != survey.counted:
            try:
                chat.amend(survey.channel, survey.post, result_messages.running(survey, asked=asked, answered=answered))
            except GoneError:
                continue  # somebody has deleted it; the results are posted anew
            with begin() as db:
                surveys.show_count(db, survey.id, answered)
