"""What the forms about partners and their people carry unseen, read back and checked at the door."""

from pydantic import Field

from bot.dispatch.payloads import Payload

LARGEST = 2**31 - 1  # of a row's number


class AboutPartner(Payload):
    """Which partner a form is about."""

    id: int = Field(ge=1, le=LARGEST)


class Placing(Payload):
    """The last of the people who stand in the form."""

    last: int = Field(ge=0, le=LARGEST)


class SetupPage(Payload):
    """How far the second step of setting up has come, where there are more partners than one window holds."""

    page: int = Field(default=0, ge=0, le=100)
