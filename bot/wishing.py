"""The form in which somebody says what they get unasked, and when, as things stand for them now."""

from bot import letters
from bot.chat import Form
from bot.domain.attention import own
from bot.views import attention as views
from storage import Begin, attention
from storage.members import Member


def form(begin: Begin, me: Member) -> Form:
    with begin(reading=True) as db:
        mine = own.of(db, [me.person])[me.person]
        wish = attention.preferences(db, [me.person]).get(me.person)
    kinds = tuple((writer.title, kind) for kind, writer in letters.SECTIONS.items())
    return views.form(mine, wish, kinds)
