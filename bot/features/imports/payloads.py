"""What a page of found decisions and promises carries, read back and checked at the door."""

from pydantic import BaseModel, Field


class CandidatePage(BaseModel):
    """Which page of proposals a form shows: what stood on it, and where the next one begins."""

    kind: str = Field(default="decision", max_length=20)
    shown: tuple[int, ...] = Field(default=(), max_length=10)
    after: int = Field(default=0, ge=0)

    @property
    def packed(self) -> str:
        return self.model_dump_json()
