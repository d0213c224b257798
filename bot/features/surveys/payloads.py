"""What the forms of surveys carry unseen."""

from bot.dispatch.payloads import PlacedPayload


class AboutSurvey(PlacedPayload):
    """Which round a form answers, and where our message stands that asked."""

    round: int
