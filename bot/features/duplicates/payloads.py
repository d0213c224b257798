"""What the ways on from an earlier decision carry, and the answers in their form."""

from pydantic import Field

from bot.dispatch.payloads import Filled, Payload


class Earlier(Payload):
    """An earlier decision, and the words it may settle: held for their author, or where they stand, or none."""

    number: int = Field(alias="d", ge=1, lt=10**9)
    holding: int = Field(default=0, alias="h", ge=0, lt=10**18)
    channel: str = Field(default="", alias="c")
    message: str = Field(default="", alias="m")
    offer: int = Field(default=0, alias="n", ge=0, lt=10**18)


class DuplicateChoice(Filled):
    """How somebody wants to go on, when what they decided may be settled."""

    then: str = ""
    changed: str = ""
