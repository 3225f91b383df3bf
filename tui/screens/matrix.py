"""The stance matrix: who stands how to whom, at a glance."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.model import Reading, Stance
from tui.screens.overlay import Overlay
from tui.widgets.matrix_view import MatrixView
from tui.widgets.rows import COLOURS, SIGNS, type_words
from tui.widgets.stance_matrix import Matrix

_LEGEND = "✓ for  ✗ against  · talks  2 sentences"
_KEYS = "enter evidence  esc back"
_MUTED = "$foreground 55%"


class MatrixScreen(Overlay[Stance | None]):
    """Shows a matrix; enter closes it with the surest stance of the chosen cell, escape with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,m", "dismiss", "back"),
        Binding("enter", "choose", "evidence"),
        Binding("down,j", "move(1, 0)", "down", show=False),
        Binding("up,k", "move(-1, 0)", "up", show=False),
        Binding("right,l", "move(0, 1)", "right", show=False),
        Binding("left,h", "move(0, -1)", "left", show=False),
        Binding("home,g", "move(-9999, -9999)", "first", show=False),
        Binding("end,G", "move(9999, 9999)", "last", show=False),
    ]

    def __init__(self, reading: Reading, matrix: Matrix) -> None:
        super().__init__()
        self._reading = reading
        self._matrix = matrix

    def compose(self) -> ComposeResult:
        """The title, the matrix, and what the chosen cell says."""
        yield Static(Content.styled("Who stands how to whom", "bold"), id="matrix-title")
        yield MatrixView(self._matrix, id="matrix")
        with VerticalScroll(id="matrix-detail", can_focus=False):
            yield Static(id="matrix-cell", markup=False)
        yield Static(Content.styled(f"{_LEGEND}   {_KEYS}", _MUTED), id="matrix-legend")

    def on_mount(self) -> None:
        """The first cell is chosen."""
        self._show_cell()

    def on_matrix_view_chosen(self) -> None:
        """Another cell."""
        self._show_cell()

    def action_move(self, rows: int, columns: int) -> None:
        """Chooses another cell."""
        self.query_one(MatrixView).move(rows, columns)

    def action_choose(self) -> None:
        """Back to the text, at the evidence."""
        if stances := self._chosen():
            self.dismiss(stances[0])

    def _chosen(self) -> tuple[Stance, ...]:
        return self._matrix.cells.get(self.query_one(MatrixView).place, ())

    def _show_cell(self) -> None:
        row, column = self.query_one(MatrixView).place
        holder, target = self._matrix.holders[row], self._matrix.targets[column]
        lines = [Content.assemble(Content.styled(holder.name, "bold"), " → ", Content.styled(target.name, "bold"))]
        for stance in self._chosen():
            words = f"{SIGNS[stance.polarity]} {type_words(stance)}"
            head = Content.styled(words, COLOURS[stance.polarity])
            if stance.issue and stance.target:
                head = Content.assemble(head, Content.styled(" over ", _MUTED), Content(" ".join(stance.issue.split())))
            lines.append(head)
            for span in stance.evidence:
                sentence = " ".join(self._reading.article.text[span.start : span.end].split())
                lines.append(Content.assemble(Content.styled("│ ", _MUTED), sentence))
        if len(lines) == 1:
            lines.append(Content.styled("no stance found", _MUTED))
        self.query_one("#matrix-cell", Static).update(Content("\n").join(lines))
        self.query_one("#matrix-detail").scroll_home(animate=False)
