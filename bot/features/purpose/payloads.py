"""What the form of the purpose carries unseen."""

from bot.dispatch.payloads import Payload


class SeenPurpose(Payload):
    """The newest wording of the purpose that whoever fills in the form was looking at."""

    newest: int = 0
