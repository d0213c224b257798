"""What the forms of spotlights carry unseen."""

from bot.dispatch.payloads import PlacedPayload


class AboutSpotlight(PlacedPayload):
    """Which spotlight a form writes, and where our message stands that asked."""

    spotlight: int
