"""The ``rasad`` command: its options and help. Work is imported inside the commands, so that help is quick."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from rasad.cli import commands_exports, commands_store, commands_story
from rasad.cli.when import When

_EXAMPLES = """\b
Examples:
  rasad code article.txt --format table
  rasad code pages/ saved.jsonl.gz --workers 2 > coded.jsonl
  curl -s https://example.org/story | rasad code - --published 2024-07-26
"""


class Commands(click.Group):
    """The group of commands; a data file that cannot be used ends in a sentence, not in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Faults of data files, a user's own gazetteer for one, are told as errors."""
        try:
            return super().invoke(ctx)
        except ValueError as error:
            from rasad.codebook.table import TableError

            if isinstance(error, TableError):
                raise click.ClickException(str(error)) from error
            raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Read Arabic news reports and code the events in them, every value with the words it came from."""


@main.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--published", type=When(), metavar="WHEN", help="When the pages were published, for pages that do not say."
)
@click.option(
    "--merge",
    is_flag=True,
    help="Give event reports that tell one event the same cluster; lines then come when all is read.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    show_default=True,
    help="JSON Lines for programs, a table for people.",
)
@click.option("--mentions", is_flag=True, help="Add every mention found, used by an event or not.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes to code with; the output is the same to the byte.",
)
@click.option(
    "--width", type=click.IntRange(min=40), metavar="N", help="Columns of the table (default: the terminal's)."
)
def code(
    paths: tuple[str, ...],
    published: datetime | None,
    merge: bool,
    form: str,
    mentions: bool,
    workers: int,
    width: int | None,
) -> None:
    """Code the articles of PATH...: files, folders, or - for standard input.

    Read are text, HTML, JSON and JSON Lines, each also gzipped. One coded article a line is written, in the order
    read; an input that cannot be read gets a line with "error". The exit status is 0 when all went well, 1 when an
    input could not be read, 2 for wrong usage.
    """
    from rasad.cli.code import Job, run

    job = Job(paths=paths, published=published, mentions=mentions, workers=workers, merge=merge)
    raise SystemExit(run(job, form, width))


@main.command()
@click.argument("target", metavar="FILE#N")
@click.option("--published", type=When(), metavar="WHEN", help="When the page was published, if it does not say.")
def explain(target: str, published: datetime | None) -> None:
    """Show an event report field by field: its words, the rule that gave it, and what was rejected and why.

    FILE#N is the N-th event of the one article in FILE; FILE#DOC/N names the article too, for JSON Lines; FILE#DOC
    is every event of that article, and FILE alone every event of the file.
    """
    from rasad.cli.explain import run

    raise SystemExit(run(target, published))


@main.group()
def lexicon() -> None:
    """Look into the lexicons."""


@lexicon.command("test")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--published", type=When(), metavar="WHEN", help="The publication time that relative dates count from.")
def lexicon_test(words: tuple[str, ...], published: datetime | None) -> None:
    """Show what the lexicons make of a word or phrase: folding, cuts, entries, readings."""
    from rasad.cli.lexicon import run

    raise SystemExit(run(" ".join(words), published))


@main.group()
def gazetteer() -> None:
    """Look after the gazetteer."""


@gazetteer.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--alternate-names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="GeoNames' alternateNamesV2.txt, for names that say their language.",
)
@click.option(
    "--smallest",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Leave out populated places with fewer people; 0 keeps all.",
)
def gazetteer_import(file: Path, alternate_names: Path | None, smallest: int) -> None:
    """Add a GeoNames country file (such as IQ.txt, or its ZIP) to your own gazetteer.

    The table is written to the folder named by RASAD_DATA, or else to ~/.local/share/rasad, and is read
    by every later run; the project's own places come first.
    """
    from rasad.cli.gazetteer import run

    raise SystemExit(run(file, alternate_names, smallest))


@main.command()
def version() -> None:
    """Print the version."""
    from importlib.metadata import version as of

    click.echo(f"rasad {of('rasad')}")


commands_store.register(main)
commands_exports.register(main)
commands_story.register(main)
