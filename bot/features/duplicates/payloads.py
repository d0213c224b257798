"""What the question whether it was decided before carries, read back and checked at the door."""

from pydantic import BaseModel, Field


class Earlier(BaseModel):
    """An earlier decision, and the words it may settle: held for their author, or where they stand, or none."""

    number: int = Field(alias="d", ge=1, lt=10**9)
    holding: int = Field(default=0, alias="h", ge=0, lt=10**18)
    channel: str = Field(default="", alias="c", max_length=30)
    message: str = Field(default="", alias="m", pattern=r"^[\d.]{0,30}$")
    offer: int = Field(default=0, alias="n", ge=0, lt=10**18)

    @property
    def packed(self) -> str:
        return self.model_dump_json(exclude_defaults=True, by_alias=True)


class DuplicateChoice(BaseModel):
    """How somebody wants to go on, when what they decided may be settled."""

    then: str = ""
    changed: str = ""
