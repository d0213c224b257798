"""What the forms about agreements carry unseen."""

from bot.dispatch.payloads import PlacedPayload


class AboutAgreement(PlacedPayload):
    """Which agreement a form is about, or which question of somebody's; and what its writer had before them."""

    about: int = 0
    follows: int = 0  # the number of the wording
    draft: int = 0
