"""Rounds by the clock: opened, asked again, counted and closed, each once."""

from datetime import datetime

from bot.chat import Chat, GoneError
from bot.domain.rounds import closing, opening
from bot.views import round_results as views
from storage import Begin, rounds


def open_remind_close(begin: Begin, chat: Chat, now: datetime) -> None:
    """Looked at without a lock first: most ticks find no round."""
    with begin(reading=True) as db:
        if not rounds.any_to_look_after(db):
            return
    with begin() as db:
        opening.open_due(db, now=now)
        opening.remind_due(db, now=now)
        closing.close_due(db, now=now)


def count(begin: Begin, chat: Chat, now: datetime) -> None:
    """The post of an open round shows how many have answered, and nothing else."""
    with begin(reading=True) as db:
        counted = [(each, rounds.answered(db, each.id), rounds.asked(db, each.id)) for each in rounds.open_ones(db)]
    for round_, answered, asked in counted:
        if round_.post and answered != round_.counted:
            try:
                chat.amend(round_.channel, round_.post, views.running(round_, asked=asked, answered=answered))
            except GoneError:
                continue  # somebody has deleted it; the results are posted anew
            with begin() as db:
                rounds.show_count(db, round_.id, answered)
