"""The form in which whoever speaks for a partner says what it brings, and what it hopes for."""

from bot.chat.messages import Form, SmallPrint, TextField
from bot.features.members.partners.profile import LONGEST
from storage.partnerships import Partner

HINT_BRINGS = "One line, such as: two boats, and people who know the tides."
HINT_HOPES = "One line, such as: a place to show our work to children."
WHO_SEES = "Your people see it in this room. You and your deputy can change it at any time."


def form(partner: Partner) -> Form:
    fields = (
        TextField("We bring", "brings", partner.brings, True, hint=HINT_BRINGS, longest=LONGEST),
        TextField("We hope for", "hopes", partner.hopes, True, hint=HINT_HOPES, longest=LONGEST),
        SmallPrint((WHO_SEES,)),
    )
    return Form("partner_words_form", "What we bring", fields, "Save")
