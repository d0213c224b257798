"""What the forms of the purpose carry, read back and checked at the door."""

from pydantic import BaseModel


class SeenPurpose(BaseModel):
    """The newest wording of the purpose that whoever fills in the form was looking at."""

    newest: int = 0

    @property
    def packed(self) -> str:
        return self.model_dump_json()
