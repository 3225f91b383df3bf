"""The library behind the article: searched, its code book opened, another article of it brought to the screen."""

from textual.message import Message

from tui.errors import ReaderError
from tui.model import Article, Hit
from tui.screens.correcting import Correcting


class Consulting(Correcting):
    """Adds `ctrl+f` and `T`."""

    class ArticleWanted(Message):
        """Another article of the library is to be shown, at what was found in it."""

        def __init__(self, article: Article, hit: Hit) -> None:
            self.article = article
            self.hit = hit
            super().__init__()

    async def action_search_library(self, typed: str = "") -> None:
        """Asks for what to find in all articles, notes, quotes and tags."""
        from tui.screens.library_search import LibrarySearchScreen

        if self._consultable():
            await self.app.push_screen(LibrarySearchScreen(self._session, self, typed), self._from_search)

    async def action_code_book(self) -> None:
        """Shows every tag."""
        from tui.screens.code_book import CodeBookScreen

        if self._consultable():
            await self.app.push_screen(CodeBookScreen(self._session, self), self._from_code_book)

    def _consultable(self) -> bool:
        if not self._session.has_library:
            self.notify(self._session.trouble, severity="warning", markup=False)
        return self._session.has_library

    async def _from_code_book(self, tag: str | None) -> None:
        if tag:
            await self.action_search_library(f'tag:"{tag}" ')

    async def _from_search(self, hit: Hit | None) -> None:
        if hit is None or self._left:
            return
        if hit.article == self.reading.article.id:
            self.show_hit(hit)
            return
        try:
            article = await self.ask(self._session.article, hit.article)
        except ReaderError as error:
            self.complain(error)
            return
        self.call_later(self.post_message, self.ArticleWanted(article, hit))

    async def furnish(self) -> None:
        """Mounts what can wait, then shows what the article was opened for."""
        await super().furnish()
        if self._begin:
            self.show_hit(self._begin)

    def show_hit(self, hit: Hit) -> None:
        """Goes to a hit in the open article."""
        if hit.span:
            self.view.show_span(hit.span)
        self.set_focus(self.view)
