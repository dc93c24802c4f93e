"""`python grade.py` without a command grades: a group whose command `grade` need not be named."""

from __future__ import annotations

from gettext import gettext

import click


class GradeByDefault(click.Group):
    """A group whose command `grade` need not be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `grade` in front of what is no command."""
        if not args or args[0] not in self.commands:
            args = ["--help"] if "--help" in args else ["grade", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show how to call both forms."""
        formatter.write_usage(ctx.command_path, "[UNIT | EXERCISE]... [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND ...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the options of `grade`, then the other commands."""
        records = [p.get_help_record(ctx) for p in self.commands["grade"].get_params(ctx)]
        with formatter.section(gettext("Options")):
            formatter.write_dl([record for record in records if record])
        rows = [
            (name, command.get_short_help_str(70))
            for name, command in sorted(self.commands.items())
            if name != "grade"
        ]
        with formatter.section(gettext("Commands")):
            formatter.write_dl(rows)
