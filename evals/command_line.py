"""The command `onrecord` with `eval` beside the others: measuring knows the service, and not the other way round."""

from evals.eval_commands import app
from service import command_line


def main() -> None:
    """Add `eval` to the command and run it."""
    command_line.app.add_typer(app, name="eval")
    command_line.main()


if __name__ == "__main__":
    main()
