"""What leaves the program: a reading as Markdown, and how a file is written."""

from tui.export.markdown import export_markdown
from tui.export.write import export_name, write_export

__all__ = ["export_markdown", "export_name", "write_export"]
