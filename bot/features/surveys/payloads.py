"""What the buttons of a round carry, read back and checked at the door."""

from pydantic import BaseModel


class AboutSurvey(BaseModel):
    """Which round a form answers, and where our message stands that asked."""

    round: int
    channel: str = ""
    message: str = ""

    @property
    def packed(self) -> str:
        return self.model_dump_json()
