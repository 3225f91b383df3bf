"""The user as the editor: each verb, its undo, a newer model, a changed text, and what no longer fits."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from tests.conftest import TEXT, analysis_of, span_of
from tests.screens.test_annotating import settle, type_words
from tui.analysis import pipeline
from tui.app import ReaderApp
from tui.model import Actor, ActorSketch, Analysis, Article, Correction, Quote, QuoteSketch, Stance, StanceSketch
from tui.screens.reading import ReadingScreen
from tui.session import Session
from tui.store.library import Library

OpenApp = Callable[..., ReaderApp]


async def press(pilot: Pilot[None], *keys: str) -> ReadingScreen:
    """Presses keys one by one, as a hand does; returns the screen."""
    for key in keys:
        await pilot.press(key)
        screen = await settle(pilot)
    return screen


async def retype(pilot: Pilot[None], words: str) -> None:
    """Types over the line that has the keyboard."""
    await pilot.press("end", "ctrl+u")
    await type_words(pilot, words)
    await settle(pilot)


def stored(library_file: Path, screen: ReadingScreen) -> tuple[Correction, ...]:
    """The corrections as another program reads them from the file."""
    with Library.open(library_file) as library:
        return library.corrections(screen.reading.article.id)


def seen(screen: ReadingScreen) -> Analysis:
    assert screen.reading.analysis is not None
    return screen.reading.analysis


def actor(screen: ReadingScreen, name: str) -> Actor:
    return next(one for one in seen(screen).actors if one.name == name)


def names(screen: ReadingScreen) -> list[str]:
    return [one.name for one in seen(screen).actors]


def detail(screen: ReadingScreen) -> str:
    return str(screen.query_one("#detail").render())


def listed(screen: ReadingScreen) -> list[str]:
    """The rows of the tab in front."""
    assert screen.panel is not None
    return [str(option.prompt) for option in screen.panel.shown_list.options]


async def choose(pilot: Pilot[None], tab: str, item: Actor | Quote | Stance) -> ReadingScreen:
    """Goes to an item of a tab with the keyboard."""
    screen = await press(pilot, tab)
    for _ in range(9):
        assert screen.panel is not None
        if screen.panel.item == item:
            return screen
        await press(pilot, "j")
    raise AssertionError(item)


async def test_confirming_marks_an_item_in_the_list_and_in_words(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await choose(pilot, "1", actor(screen, "Karl Lind"))
        await press(pilot, "c")
        assert actor(screen, "Karl Lind").user == "confirmed"
        assert screen.panel is not None
        assert screen.panel.item == actor(screen, "Karl Lind")
        assert "confirmed by you" in detail(screen)
        assert any("Karl Lind" in row and "◆" in row for row in listed(screen))
        (kept,) = stored(library_file, screen)
        assert (kept.verdict, kept.about) == ("confirmed", kept.about)
        assert isinstance(kept.about, ActorSketch)
        assert kept.about.name == "Karl Lind"
        await press(pilot, "c")
        assert len(stored(library_file, screen)) == 1
        await press(pilot, "u")
        assert actor(screen, "Karl Lind").user == ""
        assert stored(library_file, screen) == ()


async def test_a_rejected_stance_goes_is_counted_and_comes_back(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        wrong = next(stance for stance in seen(screen).stances if stance.holder == "sudland")
        await choose(pilot, "3", wrong)
        await press(pilot, "x")
        assert wrong not in seen(screen).stances
        assert len(seen(screen).stances) == 2
        assert listed(screen)[-1] == "1 rejected by you"
        assert len(listed(screen)) == 3
        (kept,) = stored(library_file, screen)
        assert isinstance(kept.about, StanceSketch)
        assert kept.about.places[0].exact == "Sudland threatened to close the border."
    again = open_app()
    async with again.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        assert wrong not in seen(screen).stances
    # What can be undone belongs to one session: the second one has nothing to take back.
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await choose(pilot, "2", seen(screen).quotes[0])
        await press(pilot, "x")
        assert len(seen(screen).quotes) == 1
        await press(pilot, "u")
        assert len(seen(screen).quotes) == 2


async def test_an_actor_without_his_name_is_nobody_for_quotes_and_stances(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        screen.view.move_to(span_of(TEXT, "Karl Lind").start)
        await press(pilot, "x")
        assert "Karl Lind" not in names(screen)
        assert seen(screen).quotes[0].actor is None
        assert [stance.holder for stance in seen(screen).stances] == ["sudland", "ada-brown"]
        assert seen(screen).stances[1].asserted_by is None
        await press(pilot, "u")
        assert seen(screen) == analysis_of(TEXT)


async def test_an_actor_gets_another_name_and_kind(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await choose(pilot, "1", actor(screen, "Norland"))
        await press(pilot, "e")
        assert screen.corrector is not None
        await retype(pilot, "Government of Norland")
        await press(pilot, "tab", "up", "ctrl+s")
        assert screen.corrector is None
        found = actor(screen, "Government of Norland")
        assert (found.kind, found.user, found.key) == ("party", "edited", "norland")
        assert screen.panel is not None
        assert screen.panel.item == found
        assert screen.panel.shown_list.has_focus
    again = open_app()
    async with again.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        assert actor(screen, "Government of Norland").kind == "party"
        assert [kept.verdict for kept in stored(library_file, screen)] == ["edited"]


async def test_leaving_the_correction_editor_changes_nothing(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await choose(pilot, "1", actor(screen, "Norland"))
        await press(pilot, "e")
        await retype(pilot, "Nobody")
        await press(pilot, "escape")
        assert screen.corrector is None
        assert "Norland" in names(screen)
        assert stored(library_file, screen) == ()


async def test_two_actors_become_one(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await choose(pilot, "1", actor(screen, "Sudland"))
        await press(pilot, "e", "tab", "tab")
        await type_words(pilot, "nrlnd")
        await press(pilot, "enter")
        assert names(screen) == ["Ada Brown", "Karl Lind", "Norland"]
        assert len(actor(screen, "Norland").mentions) == 4
        assert [stance.holder for stance in seen(screen).stances] == ["karl-lind", "ada-brown"]
        await press(pilot, "u")
        assert seen(screen) == analysis_of(TEXT)


async def test_a_mention_is_split_off(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        brown = span_of(TEXT, "Brown answered")
        screen.view.move_to(brown.start)
        await press(pilot, "e", "tab", "tab", "tab")
        await type_words(pilot, "George Brown")
        await press(pilot, "enter")
        george = actor(screen, "George Brown")
        assert [mention.span.start for mention in george.mentions] == [brown.start]
        assert george.user == "added"
        assert len(actor(screen, "Ada Brown").mentions) == 1
        assert seen(screen).quotes[1].actor == george.key
        await press(pilot, "u")
        assert seen(screen) == analysis_of(TEXT)


async def test_a_quote_gets_another_speaker(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await choose(pilot, "2", seen(screen).quotes[0])
        await press(pilot, "e")
        await retype(pilot, "ada")
        await press(pilot, "enter")
        assert (seen(screen).quotes[0].actor, seen(screen).quotes[0].user) == ("ada-brown", "edited")
        assert "edited by you" in detail(screen)
        (kept,) = stored(library_file, screen)
        assert isinstance(kept.replacement, QuoteSketch)
        assert kept.replacement.actor is not None
        assert kept.replacement.actor.name == "Ada Brown"
        await press(pilot, "u")
        assert seen(screen) == analysis_of(TEXT)


async def test_a_stance_gets_another_polarity_type_and_target(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await choose(pilot, "3", next(stance for stance in seen(screen).stances if stance.holder == "karl-lind"))
        await press(pilot, "e")
        await retype(pilot, "supp")
        await press(pilot, "tab")
        await retype(pilot, "jokes about")
        await press(pilot, "tab")
        await type_words(pilot, "ada")
        await press(pilot, "enter")
        stance = next(stance for stance in seen(screen).stances if stance.holder == "karl-lind")
        assert (stance.polarity, stance.type, stance.target, stance.issue, stance.user) == (
            "supports",
            "jokes about",
            "ada-brown",
            "the plan",
            "edited",
        )
        assert stance.cue == span_of(TEXT, "rejected")
        await press(pilot, "u")
        assert seen(screen) == analysis_of(TEXT)


async def test_an_editor_that_does_not_understand_says_so_and_stays(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await choose(pilot, "3", next(stance for stance in seen(screen).stances if stance.holder == "karl-lind"))
        await press(pilot, "e")
        await retype(pilot, "xyz")
        await press(pilot, "enter")
        assert screen.corrector is not None
        assert str(screen.query_one("#correction-answer").render()) == "No choice for “polarity” fits."
        assert seen(screen) == analysis_of(TEXT)


async def test_adding_an_actor_a_quote_and_a_stance(open_app: OpenApp, library_file: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        await press(pilot, "plus")
        assert screen.corrector is None
        screen.view.select(span_of(TEXT, "unions"))
        await press(pilot, "plus", "tab", "tab")
        await retype(pilot, "group")
        await press(pilot, "enter")
        unions = actor(screen, "unions")
        assert (unions.kind, unions.user) == ("group", "added")
        screen.view.select(span_of(TEXT, "rejected the plan"))
        await press(pilot, "plus")
        await retype(pilot, "quote")
        await press(pilot, "tab")
        await type_words(pilot, "lind")
        await press(pilot, "enter")
        quote = seen(screen).quotes[0]
        assert (quote.spans, quote.actor, quote.user) == (
            (span_of(TEXT, "rejected the plan"),),
            "karl-lind",
            "added",
        )
        screen.view.select(span_of(TEXT, "She thanked the unions for their support"))
        await press(pilot, "plus")
        await retype(pilot, "stance")
        for words in ("ada", "supports", "praises", "unions"):
            await press(pilot, "tab")
            await retype(pilot, words)
        await press(pilot, "enter")
        stance = seen(screen).stances[-1]
        assert (stance.holder, stance.polarity, stance.type, stance.target, stance.user) == (
            "ada-brown",
            "supports",
            "praises",
            unions.key,
            "added",
        )
        assert stance.evidence == (span_of(TEXT, "She thanked the unions for their support."),)
        assert [kept.verdict for kept in stored(library_file, screen)] == ["added"] * 3
        await press(pilot, "u", "u", "u")
        assert seen(screen) == analysis_of(TEXT)


def newer(analysis: Analysis) -> Analysis:
    """What a better model might find: other keys, another name for Lind, no stance of Sudland."""
    keys = {"karl-lind": "p1", "ada-brown": "p2", "norland": "c1", "sudland": "c2", None: None}
    return Analysis(
        "news 99",
        analysis.sentences,
        tuple(replace(entity, actor=keys[entity.actor]) for entity in analysis.entities),
        tuple(
            replace(one, key=keys[one.key] or "", name="Lind" if one.key == "karl-lind" else one.name)
            for one in analysis.actors
        ),
        tuple(replace(quote, actor=keys[quote.actor]) for quote in analysis.quotes),
        tuple(
            replace(
                stance,
                holder=keys[stance.holder] or "",
                target=keys[stance.target],
                asserted_by=keys[stance.asserted_by],
                polarity="neutral",
            )
            for stance in analysis.stances
            if stance.holder != "sudland"
        ),
    )


async def test_corrections_outlive_a_newer_model_and_a_lost_one_can_be_deleted(
    open_app: OpenApp, library_file: Path, article: Article
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        for name in ("karl-lind", "sudland"):
            await choose(pilot, "3", next(stance for stance in seen(screen).stances if stance.holder == name))
            await press(pilot, "c")
        await choose(pilot, "2", seen(screen).quotes[0])
        await press(pilot, "e")
        await retype(pilot, "ada")
        await press(pilot, "enter")
        before = stored(library_file, screen)
    with Library.open(library_file) as library:
        library.save_analysis(article.digest, replace(newer(analysis_of(TEXT)), engine=pipeline.engine()))
    again = open_app(analysed=False)
    async with again.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        assert stored(library_file, screen) == before
        kept = next(stance for stance in seen(screen).stances if stance.holder == "p1")
        assert (kept.polarity, kept.user) == ("opposes", "confirmed")
        assert (seen(screen).quotes[0].actor, seen(screen).quotes[0].user) == ("p2", "edited")
        assert screen.reading.lost == (before[1],)
        await press(pilot, "3", "G")
        assert "fits nothing now" in listed(screen)[-1]
        assert "Sudland ✗ threatens Norland" in listed(screen)[-1]
        await press(pilot, "d")
        assert screen.reading.lost == ()
        assert stored(library_file, screen) == (before[0], before[2])
        assert not any("fits nothing" in row for row in listed(screen))
        await press(pilot, "u")
        assert screen.reading.lost == (before[1],)
        assert stored(library_file, screen) == before


async def test_without_a_library_nothing_is_corrected(article: Article, library_file: Path) -> None:
    session = Session(article)
    app = ReaderApp(session, library_file)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settle(pilot)
        session.keep_analysis(analysis_of(TEXT))
        session.detach("The disk is full.")
        screen.show_reading(session.reading)
        screen.view.move_to(span_of(TEXT, "Karl Lind").start)
        await press(pilot, "x", "e")
        assert "Karl Lind" in names(screen)
        assert screen.corrector is None
