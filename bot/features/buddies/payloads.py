"""What the forms about buddies carry unseen."""

from bot.dispatch.payloads import PlacedPayload


class AboutNewcomer(PlacedPayload):
    """For whom somebody is looked for."""

    about: int = 0
