"""The prompts: texts for people and models who judge sentences, one a file, each with its version and placeholders."""

from prompts.prompt import Prompt, PromptError, load_prompt

__all__ = ["Prompt", "PromptError", "load_prompt"]
