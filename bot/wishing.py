"""The form in which somebody says what they get unasked, and when, as things stand for them now."""

from bot import letters
from bot.chat import Form
from bot.domain.attention import own
from bot.views import attention as views
from bot.views.attention import Kinds
from storage import Begin, attention
from storage.members import Member


def form(begin: Begin, me: Member) -> Form:
    with begin(reading=True) as db:
        mine = own.of(db, [me.person])[me.person]
        wish = attention.preferences(db, [me.person]).get(me.person)
    return views.form(mine, wish, kinds(me))


def kinds(me: Member) -> Kinds:
    """What they can get at all."""
    return views.offered({kind: writer.title for kind, writer in letters.SECTIONS.items()}, me)
