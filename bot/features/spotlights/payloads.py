"""What the forms of a spotlight carry, read back and checked at the door."""

from pydantic import BaseModel


class AboutSpotlight(BaseModel):
    """Which spotlight a form writes, and where our message stands that asked."""

    spotlight: int
    channel: str = ""
    message: str = ""

    @property
    def packed(self) -> str:
        return self.model_dump_json()
