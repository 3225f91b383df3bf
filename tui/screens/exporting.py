"""The export of the open article."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import ExportExistsError, ReaderError
from tui.files import expanded
from tui.formats import format_of
from tui.model import Hit
from tui.screens.searching import Searching
from tui.session import Session

if TYPE_CHECKING:
    from tui.widgets.prompt import Prompt


class Exporting(Searching):
    """Adds `E`."""

    def __init__(self, session: Session, export_folder: Path, hint: str = "", begin: Hit | None = None) -> None:
        super().__init__(session, hint, begin)
        self._export_folder = export_folder
        self._replace_export = ""

    async def action_export(self) -> None:
        """Asks where to write it; the end of the name says the format."""
        from tui.widgets.prompt import Prompt

        self._replace_export = ""
        target = self._export_folder / self._session.export_name
        prompt = Prompt("export", "Export to ", str(target))
        await self.ask_below(prompt)
        prompt.answer(".md .html .csv .json …")

    async def on_prompt_submitted(self, event: "Prompt.Submitted") -> None:
        """Writes the export; an existing file is replaced only on a second Enter."""
        if event.prompt.purpose != "export":
            return
        try:
            target = expanded(event.value.strip())
            written = await self.ask(self._session.export, target, force=self._replace_export == event.value)
        except ExportExistsError:
            self._replace_export = event.value
            event.prompt.answer("enter again replaces what is there")
            return
        except ReaderError as error:
            event.prompt.answer(str(error))
            return
        await self.close_prompt()
        self.set_status(f"exported as {format_of(written)}")
