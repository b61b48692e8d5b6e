"""What can go wrong with articles; every message names the thing and the remedy."""

from pathlib import Path


class CorpusError(Exception):
    """The articles cannot be used as they are."""


class ArticleError(CorpusError):
    """One article file is not what an article file must be; ``field`` names the one at fault, if it is one."""

    def __init__(self, path: Path | str, line: int | None, problem: str, remedy: str, field: str | None = None) -> None:
        self.field = field
        self.path = str(path)
        self.line = line
        self.problem = problem
        self.remedy = remedy
        place = self.path if line is None else f"{self.path}, line {line}"
        super().__init__(f"{place}: {problem}. {remedy}")


class DuplicateIdError(CorpusError):
    """Two article files carry one id."""

    def __init__(self, article_id: str, paths: tuple[Path, ...]) -> None:
        names = " and ".join(str(path) for path in paths)
        super().__init__(f"{names} have the same id {article_id!r}. Give one of them another `id` in its front matter.")


class ArticleExistsError(CorpusError):
    """An article of this id is there already."""

    def __init__(self, article_id: str, folder: Path) -> None:
        super().__init__(f"there is an article {article_id!r} in {folder}. Remove it first, or give another id.")


class FolderUnwritableError(CorpusError):
    """The folder of the article files cannot be written: its disk is full, or its rights forbid it."""

    def __init__(self, folder: Path, problem: OSError) -> None:
        reason = problem.strerror or str(problem)
        super().__init__(
            f"{folder} cannot be written ({reason}). Make room on its disk or check its rights, then try again."
        )


class EmptyCorpusError(CorpusError):
    """There is no readable article in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds no readable article. Add one with `onrecord articles add PATH`.")


class UnknownArticleError(CorpusError):
    """No article has this id."""

    def __init__(self, article_id: str, folder: Path) -> None:
        super().__init__(f"{folder} has no article {article_id!r}. `onrecord articles list` shows the ids.")


class ImportFailedError(CorpusError):
    """A file or address could not be turned into an article."""

    def __init__(self, source: str, problem: str, remedy: str) -> None:
        super().__init__(f"{source}: {problem}. {remedy}")
