"""The article: a Line-API view with a caret, a selection, and the marks of the analysis and of the notes."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.model import Reading, Span
from tui.paragraphs import sentences
from tui.widgets import motions
from tui.widgets.highlight import Focus, Marks
from tui.widgets.layout import Layout, Row
from tui.widgets.row_painter import LEFT, RIGHT, ROLES, RowPainter, left_margin

MEASURE = 72
"""The widest row of text, in cells: within the 66 to 76 characters that typography recommends."""
_TOP, _BOTTOM = 1, 2
"""Empty rows above and below the text."""
_CACHED_ROWS = 1000
_PAUSE = 0.05
"""Seconds between the first paint and `Painted`."""


class ArticleView(ScrollView, can_focus=True):
    """Shows one article; owns the caret and the selection (offsets into `Article.text`)."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"article--{role}" for role in ROLES),
        "article--bar",
        "article--margin",
    }

    class Painted(Message):
        """The article was drawn for the first time."""

    class CaretMoved(Message):
        """The caret stands at another character."""

        def __init__(self, offset: int) -> None:
            self.offset = offset
            super().__init__()

    def __init__(self, reading: Reading, caret: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reading = reading
        self._focus: Focus | None = None
        self._hits: tuple[Span, ...] = ()
        self._hit: Span | None = None
        self._layout = Layout.of("", 0)  # until the width is known
        self._painter = RowPainter(Reading(reading.article), self._layout, Marks(None), self._style)
        self._caret = max(0, min(caret, len(reading.article.text) - 1))
        self._origin: int | None = None
        self._dragged = False
        self._selection: Span | None = None
        self._strips: OrderedDict[tuple[object, ...], Strip] = OrderedDict()
        self._styles: dict[str, Style] = {}
        self._placed = False
        self._painted = False

    @property
    def caret(self) -> int:
        """The offset of the character under the caret."""
        return self._caret

    @property
    def selection(self) -> Span | None:
        """The selected characters, or None."""
        return self._selection

    @property
    def selecting(self) -> bool:
        """Whether motions extend the selection."""
        return self._origin is not None

    @property
    def has_choice(self) -> bool:
        """Whether it shows what was chosen in the panel."""
        return self._focus is not None

    @property
    def sentence(self) -> Span:
        """The sentence under the caret."""
        units = self._sentences(self._caret)
        return motions.unit_at(units, self._caret) or Span(self._caret, self._caret + 1)

    @property
    def progress(self) -> int:
        """How far the caret stands in the text, in percent; 0 before the first layout."""
        if not self._placed:
            return 0
        return round(100 * (self._layout.row_at(self._caret) + 1) / len(self._layout.rows))

    @property
    def column(self) -> tuple[int, int]:
        """The first cell of the text and its width, in cells of this widget."""
        return left_margin(self.scrollable_content_region.width, self._layout.width), self._layout.width

    def show_reading(self, reading: Reading) -> None:
        """Shows another snapshot of the same article: the caret and the view stay where they are."""
        self._reading = reading
        self._restyle()

    def show_focus(self, focus: Focus | None) -> None:
        """Underlines what was chosen and dims the rest; None ends it."""
        if focus != self._focus:
            self._focus = focus
            self._restyle()

    def show_hits(self, hits: tuple[Span, ...], current: Span | None) -> None:
        """Marks the hits of a search, the current one stronger."""
        self._hits, self._hit = hits, current
        self._restyle()

    def move_to(self, offset: int) -> None:
        """Puts the caret on `offset` (cut to the text) and scrolls as little as keeps its surroundings in sight."""
        before = self._touched()
        self._caret = max(0, min(offset, len(self._layout.text) - 1))
        if self._origin is not None:
            word = motions.word_at(self._layout.text, self._origin)
            self._selection = Span(min(word.start, self._caret), max(word.end, self._caret + 1))
        else:
            self._selection = None
        self._repaint(before)
        self._reveal()
        self.post_message(self.CaretMoved(self._caret))

    def show_span(self, span: Span) -> None:
        """Puts the caret on the start of `span`; the whole span comes into sight, with room around it."""
        self._origin = None
        self.move_to(span.start)
        first, last = self._layout.row_at(span.start), self._layout.row_at(max(span.end - 1, span.start))
        self._reveal(last)
        self._reveal(first)

    def select(self, span: Span | None) -> None:
        """Selects `span`, or nothing, and ends extending."""
        before = self._touched()
        self._origin = None
        self._selection = span
        self._repaint(before)

    def toggle_selecting(self) -> None:
        """Starts a selection at the word under the caret, or ends extending it."""
        if self._origin is None:
            before = self._touched()
            word = motions.word_at(self._layout.text, self._caret)
            self._caret = max(word.end - 1, word.start)
            self._origin = word.start
            self._selection = word
            self._repaint(before)
        else:
            self._origin = None

    def row_on_screen(self, offset: int) -> int:
        """The row of this widget (0 is its first) on which the character at `offset` stands; may lie outside."""
        return self._layout.row_at(offset) + _TOP - round(self.scroll_y)

    def make_room(self, span: Span, rows: int) -> int:
        """Scrolls, when it must, so that `rows` rows beside `span` are free; returns the first row for them."""
        first, last = self._layout.row_at(span.start), self._layout.row_at(max(span.end - 1, span.start))
        if self.row_on_screen(span.end - 1) + rows >= self.size.height:
            if self.row_on_screen(span.start) >= rows:
                return self.row_on_screen(span.start) - rows
            top = last + _TOP + rows + 1 - self.size.height
            self.scroll_to(y=max(min(top, first + _TOP), 0), animate=False, immediate=True)
        return self.row_on_screen(max(span.end - 1, span.start)) + 1

    # Motions: each is one key.

    def move_rows(self, rows: int) -> None:
        """Moves the caret down (or up) by so many rows that hold text."""
        here = self._layout.row_at(self._caret)
        column = self._layout.column(self._layout.rows[here], self._caret)
        step = 1 if rows > 0 else -1
        target = here
        for _ in range(abs(rows)):
            following = target + step
            while 0 <= following < len(self._layout.rows) and self._layout.rows[following].paragraph < 0:
                following += step
            if not 0 <= following < len(self._layout.rows):
                break
            target = following
        row = self._layout.rows[target]
        if target == here:
            column = 0 if step < 0 else self._layout.width
        self.move_to(self._layout.offset_at(row, column))

    def move_pages(self, pages: int) -> None:
        """Turns the page: two rows of the old one stay in sight."""
        height = max(self.size.height - 2, 1)
        row = self._layout.row_at(self._caret)
        target = max(0, min(row + pages * height, len(self._layout.rows) - 1))
        while self._layout.rows[target].paragraph < 0 and target > 0:
            target -= 1
        self.scroll_to(y=self.scroll_y + pages * height, animate=False, immediate=True)
        self.move_to(self._layout.rows[target].start)

    def move_characters(self, count: int) -> None:
        """Moves the caret by characters."""
        offset = self._caret + count
        text = self._layout.text
        while 0 < offset < len(text) - 1 and text[offset] == "\n":
            offset += 1 if count > 0 else -1
        self.move_to(offset)

    def move_word(self, count: int) -> None:
        """Moves the caret to the next (or previous) word."""
        text = self._layout.text
        if count > 0:
            self.move_to((motions.end_of_word if self.selecting else motions.next_word)(text, self._caret))
        else:
            self.move_to(motions.previous_word(text, self._caret))

    def move_sentence(self, count: int) -> None:
        """Moves the caret to the next (or previous) sentence."""
        self._move_unit(self._sentences(self._caret), count)

    def move_paragraph(self, count: int) -> None:
        """Moves the caret to the next (or previous) paragraph."""
        self._move_unit(self._layout.paragraphs, count)

    def move_end(self, *, last: bool) -> None:
        """Moves the caret to the first or last character."""
        spans = self._layout.paragraphs
        self.move_to((spans[-1].end - 1 if last else spans[0].start) if spans else 0)

    def _move_unit(self, units: Sequence[Span], count: int) -> None:
        motion: Callable[[Sequence[Span], int], int] = (
            motions.previous_unit if count < 0 else motions.end_of_unit if self.selecting else motions.next_unit
        )
        self.move_to(motion(units, self._caret))

    def _sentences(self, offset: int) -> Sequence[Span]:
        """The sentences of the text, or before the analysis those of the paragraphs around `offset`."""
        if self._reading.analysis and self._reading.analysis.sentences:
            return self._reading.analysis.sentences
        index = self._layout.rows[self._layout.row_at(offset)].paragraph
        near = self._layout.paragraphs[max(index - 1, 0) : index + 2]
        return [sentence for paragraph in near for sentence in sentences(self._layout.text, paragraph)]

    # Painting.

    def on_resize(self, event: events.Resize) -> None:
        """Lays the text out for the new width; the caret's row stays where it was on the screen."""
        del event
        place = self.row_on_screen(self._caret) if self._placed else None
        self._lay_out()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._layout.rows) + _TOP + _BOTTOM)
        if place is None:
            self._placed = True
            self.post_message(self.CaretMoved(self._caret))
        else:
            self.scroll_to(y=self._layout.row_at(self._caret) + _TOP - place, animate=False, immediate=True)
        self._reveal()
        self.refresh()

    def _lay_out(self) -> None:
        measure = max(min(MEASURE, self.scrollable_content_region.width - LEFT - RIGHT), 1)
        if measure != self._layout.width:
            self._layout = Layout.of(self._reading.article.text, measure)
            self._restyle()

    def notify_style_update(self) -> None:
        """The theme or the focus has changed."""
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips for a region of the widget; the first call comes before `on_resize`, and lays the text out."""
        if not self._painted:
            self._painted = True
            self._lay_out()
            # In the task of this widget, once the terminal has had time to take the page.
            self.call_later(self.set_timer, _PAUSE, self._tell_painted)
        return super().render_lines(crop)

    def _tell_painted(self) -> None:
        self.post_message(self.Painted())

    def render_line(self, y: int) -> Strip:
        """The strip of cells for row `y` of the widget."""
        index = y + (round(self.scroll_y) if self._placed else self._wanted_top(0)) - _TOP
        width = self.scrollable_content_region.width
        if not (self.is_attached and 0 <= index < len(self._layout.rows)):
            return Strip.blank(width, self.rich_style)
        row = self._layout.rows[index]
        extra = self._moving_marks(row)
        key = (index, width, self.has_focus, *extra)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._painter.paint(index, width, extra, self.rich_style)
            self._strips[key] = strip
            if len(self._strips) > _CACHED_ROWS:
                self._strips.popitem(last=False)
        return strip

    def _moving_marks(self, row: Row) -> list[tuple[Span, str]]:
        """The marks that follow the caret: so a caret that moves repaints only the rows that it left and entered."""
        moving = [(self.sentence, "sentence"), (Span(self._caret, self._caret + 1), "caret")]
        if self._selection:
            moving.append((self._selection, "selection"))
        if self._hit:
            moving.append((self._hit, "hit-current"))
        return [(span, role) for span, role in moving if span.start < row.end and row.start < span.end]

    def _style(self, role: str) -> Style:
        """The style of a role from the stylesheet, its translucent colours laid over the page."""
        style = self._styles.get(role)
        if style is None:
            rules = self.get_component_styles(f"article--{role}")
            page = self.background_colors[1]
            ground = page + rules.background if rules.has_rule("background") else None
            ink = (ground or page) + rules.color if rules.has_rule("color") else None
            style = Style(color=ink and ink.rich_color, bgcolor=ground and ground.rich_color) + rules.text_style
            self._styles[role] = style
        return style

    def _restyle(self) -> None:
        marks = Marks(self._reading, self._focus, self._hits)
        self._painter = RowPainter(self._reading, self._layout, marks, self._style)
        self._strips.clear()
        self.refresh()

    def _touched(self) -> tuple[Span, ...]:
        return (self.sentence, Span(self._caret, self._caret + 1), *((self._selection,) if self._selection else ()))

    def _repaint(self, before: tuple[Span, ...]) -> None:
        """Redraws the rows that the caret, its sentence or the selection has left or entered."""
        top = round(self.scroll_y) - _TOP
        for span in (*before, *self._touched()):
            first = max(self._layout.row_at(span.start) - top, 0)
            last = min(self._layout.row_at(max(span.end - 1, span.start)) - top, self.size.height - 1)
            if first <= last:
                self.refresh(Region(0, first, self.size.width, last - first + 1))

    def _reveal(self, row: int | None = None) -> None:
        """Scrolls so that the caret's row (or `row`) keeps a third of the page above and below where there is text."""
        if not self.size.height:
            return
        top = round(self.scroll_y)
        wanted = self._wanted_top(top, row)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)

    def _wanted_top(self, top: int, row: int | None = None) -> int:
        height = self.size.height
        line = (self._layout.row_at(self._caret) if row is None else row) + _TOP
        room = min(height // 3, 8)
        return min(max(top, line - height + 1 + room), max(line - room, 0))

    # The mouse.

    def _offset_under(self, event: events.MouseEvent) -> int:
        index = event.y + round(self.scroll_y) - _TOP
        index = max(0, min(index, len(self._layout.rows) - 1))
        row = self._layout.rows[index]
        return self._layout.offset_at(
            row, max(event.x - left_margin(self.scrollable_content_region.width, self._layout.width), 0)
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Puts the caret there; dragging selects from it."""
        if event.button == 1:
            self.select(None)
            self.move_to(self._offset_under(event))
            self._dragged = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extends the selection while the button is held."""
        if self._dragged:
            offset = self._offset_under(event)
            if self._origin is None and offset != self._caret:
                self.toggle_selecting()
            if self._origin is not None:
                self.move_to(offset)

    def on_mouse_up(self) -> None:
        """Ends dragging; the selection stays."""
        if self._dragged:
            self._dragged = False
            self._origin = None
            self.release_mouse()
