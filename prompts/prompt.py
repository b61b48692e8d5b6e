"""A prompt file: a first line with its version, then text with ``{placeholders}`` that must all be filled."""

import re
from dataclasses import dataclass
from importlib.resources import files

_FIRST_LINE = re.compile(r"<!-- version (\d+) -->\n")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class PromptError(Exception):
    """A prompt file is missing or malformed, or was filled with other values than it asks for."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt; its name is the file's, its version is raised with every change of its text."""

    name: str
    version: int
    text: str

    @property
    def placeholders(self) -> frozenset[str]:
        """The names that ``fill`` must be given."""
        return frozenset(_PLACEHOLDER.findall(self.text))

    def fill(self, **values: str) -> str:
        """The text with every placeholder replaced once; braces within a value stay as they are."""
        if values.keys() != self.placeholders:
            wanted, given = sorted(self.placeholders), sorted(values)
            raise PromptError(f"prompt {self.name!r} is filled with {wanted}, and was given {given}.")
        return _PLACEHOLDER.sub(lambda found: values[found.group(1)], self.text)


def load_prompt(name: str) -> Prompt:
    """Load ``prompts/NAME.md``; raises ``PromptError`` naming the file and what is wrong with it."""
    path = files("prompts").joinpath(f"{name}.md")
    if not re.fullmatch(r"[a-z_]+", name) or not path.is_file():
        raise PromptError(f"there is no prompt {name!r}: prompts/{name}.md is missing.")
    text = path.read_text(encoding="utf-8")
    first = _FIRST_LINE.match(text)
    if first is None:
        raise PromptError(f"prompts/{name}.md must begin with a line `<!-- version N -->`.")
    return Prompt(name, int(first.group(1)), text[first.end() :])
