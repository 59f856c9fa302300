"""A prompt is a file with an identity: its name and what it says."""

from dataclasses import dataclass
from hashlib import sha256
from string import Template


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text for a model, in two parts: `system` never changes, `user` has $names to fill."""

    name: str
    system: str
    user: str

    @property
    def version(self) -> str:
        """Its name and the beginning of the sha256 of its words: "explain@3f9c01aa"."""
        return f"{self.name}@{sha256((self.system + self.user).encode()).hexdigest()[:8]}"

    def fill(self, **values: str) -> str:
        """The user part, filled; a name missing or too many raises ValueError."""
        template = Template(self.user)
        if set(template.get_identifiers()) != values.keys():
            raise ValueError(f"{self.name} wants {sorted(template.get_identifiers())}, was given {sorted(values)}")
        return template.substitute(values)
