"""An export in any of the formats. Nothing is imported before it is asked for: exporters are no part of the start."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.formats import JOINT

if TYPE_CHECKING:
    from tui.session.session import Session


def render(format: str, sessions: Sequence["Session"]) -> str:
    """The articles in the format of this name (see `tui.formats`); several at once only in a format of `JOINT`."""
    readings = [session.reading for session in sessions]
    assert len(readings) == 1 or format in JOINT
    match format:
        case "html":
            from tui.export.html import export_html

            return export_html(readings[0])
        case "csv":
            from tui.export.csv import export_notes_csv

            return export_notes_csv(*readings)
        case "csv-stances":
            from tui.export.csv import export_stances_csv

            return export_stances_csv(*readings)
        case "dna":
            from tui.export.dna import export_dna

            return export_dna(*readings)
        case "graphml":
            from tui.export.graphml import export_graphml

            return export_graphml(readings[0])
        case "jsonld":
            from tui.exchange.webannotation import export_webannotation

            return export_webannotation(readings[0])
        case "json":
            from tui.exchange.library_json import export_json

            return export_json([session.record for session in sessions], sessions[0].tags if sessions else ())
        case _:
            from tui.export.markdown import export_markdown

            return export_markdown(readings[0])
