"""What a description says of whom it means, and how well it fits what an article says of a person."""

from tui.analysis.aliases import Cluster
from tui.analysis.gazetteer import alias, led_by, words
from tui.analysis.lexicon import lemma
from tui.analysis.phrases import DETERMINERS, Phrase, roles

STATE_LEADERS = words("president premier minister chancellor king queen emperor sultan taoiseach leader monarch head")
CHIEFS = STATE_LEADERS | words("chairman chairwoman chair chairperson chief boss governor mayor director founder")
LINKING = words("be become remain")
_APPOINTING = words("elect appoint name nominate choose make run")
_PAST = words("former ex ousted deposed toppled late erstwhile onetime")
_POINTING = words("the these those his her its their our my your")


def is_office(phrase: Phrase) -> bool:
    """Whether a bare role names the office, not who holds it: "as justice minister", "was elected president"."""
    before = phrase.doc[phrase.start - 1] if phrase.start else None
    if before is None or phrase.role not in roles() or phrase.doc[phrase.start].lower_ in DETERMINERS:
        return False
    return before.lower_ in ("as", "of", "for") or lemma(before) in LINKING | _APPOINTING


def may_be_of(name: str, lands: set[str]) -> bool:
    """Whether an organisation of this name may be one of these countries': "Iranian Ministry" is not Iraq's."""
    own = {known.actor for word in name.split() if (known := alias(word))}
    return not (own and lands) or bool(own & lands)


def dated(phrase: Phrase) -> str:
    """The role, with a word before it where it is held no longer: the former president is not the president."""
    before = phrase.doc[max(0, phrase.start - 2) : phrase.head + 1]
    past = any(word.lower_ in _PAST or word.lower_.startswith("ex-") for word in before)
    return f"former {phrase.role}" if past else phrase.role


def points(phrase: Phrase) -> bool:
    """Whether the phrase begins with a word that points at somebody: "the people", "our people"."""
    return phrase.doc[phrase.start].lower_ in _POINTING


def match(noun: str, role: str, qualifiers: set[str], person: Cluster) -> int:
    """How well a description fits what is known of a person: 0 not at all."""
    held = {known.split()[-1] for known in person.roles}
    land = led_by(person.name)
    if qualifiers:
        fits = bool(qualifiers & person.of) or (
            land in qualifiers and noun in STATE_LEADERS and (not held or bool(held & STATE_LEADERS))
        )
        if not fits:
            return 0
        if role in person.roles:
            return 4
        if noun in held or (noun == "leader" and (held & CHIEFS or land in qualifiers)):
            return 3
        return 2 if land in qualifiers and noun in STATE_LEADERS and not held else 0
    if role in person.roles:
        return 4
    if noun in held:
        return 3
    if noun == "leader" and held & CHIEFS:
        return 2
    return 1 if land and noun in ("president", "premier") and not held else 0
