"""What every line of JSON that a command prints has in common."""

from pydantic import BaseModel, ConfigDict


class JsonLine(BaseModel):
    """A result for a program, or a part of one. Its checks are built when the first of its kind is made, not before:
    a question at the command line waits for none of them."""

    model_config = ConfigDict(frozen=True, defer_build=True)
