"""The commands. Nothing heavy is imported before it is needed."""

import errno
import gc
import json
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui import __version__
from tui.errors import ReaderError, SourceError
from tui.files import expanded, library_path
from tui.formats import SUFFIXES, format_of

if TYPE_CHECKING:
    from tui.model import Article


def main() -> None:
    """The command `reader`. Ends with exit code 2 and one sentence on stderr when something is wrong."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    try:
        if sys.stdout is None:
            raise ReaderError("There is no standard output: start reader with one.")
        cli(standalone_mode=False)
        sys.stdout.flush()
    except ReaderError as error:
        _say(str(error))
        sys.exit(2)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except OSError as error:
        _forget_stdout()
        if isinstance(error, BrokenPipeError):
            sys.exit(0)
        if error.errno != errno.ENOSPC:
            raise
        _say(f"The output cannot be written ({error.strerror}): make room, or write it elsewhere.")
        sys.exit(2)


class _ReaderGroup(click.Group):
    """`reader FILE` and `reader` alone mean `reader open`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = {"--library"}
        position = 0
        while position < len(args) and args[position].startswith("-") and args[position] not in ("-", "--"):
            position += 2 if args[position] in options else 1
        first = args[position] if position < len(args) else None
        if first not in self.commands and not {"--help", "--version"} & set(args[:position]):
            args = [*args[:position], "open", *args[position:]]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command. Whoever reads its output may stop reading, which click would take for a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _forget_stdout()
            ctx.exit(0)


@click.group(cls=_ReaderGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reader")
@click.option("--library", type=click.Path(path_type=Path), help="The SQLite file that keeps your notes.")
@click.pass_context
def cli(ctx: click.Context, library: Path | None) -> None:
    """Read political news: who says what about whom, with your notes.

    \b
    reader              opens the article you read last (a sample at first)
    reader FILE         opens a text file
    reader -            opens standard input
    """
    ctx.obj = expanded(library) if library else library_path()


@cli.command("open", hidden=True)
@click.argument("source", required=False)
@click.pass_obj
def open_article(library: Path, source: str | None) -> None:
    """Opens the reading screen."""
    gc.disable()  # until the first paint: nothing that is made by then is garbage
    from tui.analysis.pipeline import engine
    from tui.session import Session
    from tui.store.library import Library

    store = Library.open(library) if library.exists() else None
    article, hint = _first_article(store, source)
    if source == "-":
        from tui.sources import reopen_terminal

        reopen_terminal()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ReaderError("There is no terminal to read in: use `reader analyze` or `reader export` in a pipe.")
    session = Session(article)
    if store:
        session.attach(store)
        session.cached_analysis(engine())
    if os.environ.get("TERM") in ("dumb", "unknown"):
        # Rich takes these for 80x25 cells whatever their size, and the layout would never come to rest.
        os.environ["TERM"] = "ansi"
    from tui.app import ReaderApp

    app = ReaderApp(session, library, hint)
    app.run()
    sys.exit(app.return_code or 0)


def _first_article(store: Any, source: str | None) -> "tuple[Article, str]":
    """The article to open, and the hint for a first run."""
    from tui.sources import open_source, read_sample

    if source is not None:
        return open_source(source), ""
    last = store.last_article() if store else None
    if last is not None and not last.source.startswith("sample:"):
        return last, ""
    return read_sample(), "This is a sample. `reader FILE` opens yours. Press ? for the keys."


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
def analyze(sources: tuple[str, ...]) -> None:
    """Print the analysis of each SOURCE (a file, or - for standard input) as JSON, one object a line."""
    from tui.analysis.document import analyse
    from tui.analysis.pipeline import load
    from tui.public_json import document_to_json
    from tui.sources import open_source

    nlp = None
    failed = False
    told = sys.stderr.isatty()
    for number, source in enumerate(sources, 1):
        try:
            article = open_source(source)
        except SourceError as error:
            _say(str(error))
            failed = True
            continue
        nlp = nlp or load()
        place = f"{number}/{len(sources)} {article.title[:50]}"
        analysis = analyse(nlp, article.text, partial(_tell, place) if told else None)
        if told:
            sys.stderr.write("\r\x1b[K")
        print(json.dumps(document_to_json(article, analysis), ensure_ascii=False), flush=True)
    if failed:
        sys.exit(2)


@cli.command()
@click.argument("article", required=False)
@click.option("-f", "--format", type=click.Choice(tuple(SUFFIXES)), help="Else as the end of the file's name says.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (else standard output).")
@click.option("--all", "every", is_flag=True, help="Every article: in one file, or with -o FOLDER in a file each.")
@click.option("--vault", type=click.Path(path_type=Path), help="Bring a folder of Markdown files up to date.")
@click.option("--force", is_flag=True, help="Replace the file when it exists.")
@click.pass_obj
def export(
    library: Path, article: str | None, format: str | None, output: Path | None, every: bool, vault: Path | None,
    force: bool,
) -> None:  # fmt: skip
    """Print the notes on ARTICLE (a path, an id, or a part of its title; else the last one), as Markdown or

    \b
    html           a page to print: the text with its highlights, notes in the margin
    csv            the notes as a table
    csv-stances    the stances as a table
    dna            the stances as statements for Discourse Network Analyzer
    graphml        the network of actors and issues, for Gephi
    jsonld         the notes as W3C Web Annotations
    json           everything, for `reader import`
    """
    from tui.commands.export import export as write
    from tui.commands.export import export_vault

    if article and every:
        raise click.UsageError("Name an article or give --all, not both.")
    if vault:
        if format or output or force:
            raise click.UsageError("--vault is always Markdown, and keeps what you wrote: leave the others out.")
        print(export_vault(library, article, expanded(vault)))
        return
    chosen = format or (format_of(output) if output else "markdown")
    write(library, article, chosen, expanded(output) if output else None, every=every, force=force)


@cli.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--article", help="The article that web annotations are on: a path, an id, or a part of its title.")
@click.pass_obj
def import_files(library: Path, files: tuple[Path, ...], article: str | None) -> None:
    """Bring notes in: from `reader export --format json` or jsonld, or as Hypothesis exports them.

    A file comes in whole or not at all; importing it twice changes nothing.
    """
    from tui.commands.bring_in import bring_in

    for file in files:
        print(f"{file}: {bring_in(library, file, article)}", flush=True)


@cli.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many hits at most.")
@click.pass_obj
def search(library: Path, words: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Search the library: articles, notes, quotes, stances and tags.

    \b
    reader search harbour '"sea power"'          all words, the last one unfinished; phrases
    reader search speaker:biden genocide         what somebody said
    reader search stance:opposes actor:turkey    who is against what
    reader search tag:rhetoric after:2024        also source: and before:
    Ends with exit code 1 when nothing was found.
    """
    from tui.commands.search import search as print_hits
    from tui.query import parse

    typed = " ".join(words)
    if not print_hits(library, typed, limit, as_json=as_json):
        wrong = parse(typed).not_dates
        _say(f"{wrong[0]!r} is no date such as 2024, 2024-05 or 2024-05-17." if wrong else "Nothing was found.")
        sys.exit(1)


@cli.command()
@click.pass_obj
def where(library: Path) -> None:
    """Print where the library is."""
    print(library)


def _say(sentence: str) -> None:
    """One line on stderr; what came from outside carries no control characters any more."""
    from tui.sanitise import sanitise_line

    with suppress(OSError):
        print(f"reader: {sanitise_line(sentence)}", file=sys.stderr)


def _tell(place: str, done: int, total: int) -> None:
    sys.stderr.write(f"\r\x1b[K{place} … {100 * done // max(total, 1)} %")
    sys.stderr.flush()


def _forget_stdout() -> None:
    """Keeps the interpreter from complaining about a closed pipe when it ends."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
