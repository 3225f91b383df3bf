"""Inflected forms of English verbs by spelling rule, so that a word list does not hang on a lemmatizer."""

from collections.abc import Iterable

_IRREGULAR = {
    "say": "says said",
    "tell": "told",
    "think": "thought",
    "write": "wrote written",
    "know": "knew known",
    "feel": "felt",
    "find": "found",
    "show": "shown",
    "understand": "understood",
    "hold": "held",
    "swear": "swore sworn",
    "forbid": "forbade forbidden",
    "read": "read",
    "speak": "spoke spoken",
    "shoot": "shot",
    "see": "saw seen",
    "forecast": "forecast",
    "cast": "cast",
    "put": "put",
    "bid": "bid",
    "mean": "meant",
    "foresee": "foresaw foreseen",
    "make": "made",
    "give": "gave given",
    "go": "goes went gone",
    "take": "took taken",
    "begin": "began begun",
    "lead": "led",
    "fight": "fought",
    "seek": "sought",
    "oversee": "oversaw overseen",
    "uphold": "upheld",
    "withdraw": "withdrew withdrawn",
    "sing": "sang sung",
    "hit": "hit",
    "break": "broke broken",
    "leave": "left",
    "send": "sent",
    "win": "won",
    "lose": "lost",
    "meet": "met",
    "cut": "cut",
    "stand": "stood",
    "draw": "drew drawn",
    "steal": "stole stolen",
    "overthrow": "overthrew overthrown",
    "throw": "threw thrown",
    "strike": "struck",
    "bring": "brought",
    "fall": "fell fallen",
    "rise": "rose risen",
    "get": "got gotten",
    "come": "came",
    "become": "became",
    "choose": "chose chosen",
    "let": "let",
    "teach": "taught",
    "quit": "quit",
    "beat": "beat beaten",
    "shut": "shut",
    "pay": "paid",
    "keep": "kept",
    "forgive": "forgave forgiven",
}
_DOUBLING = frozenset(
    [
        "expel",
        "shun",
        "refer",
        "admit",
        "rip",
        "slam",
        "quip",
        "brag",
        "beg",
        "plan",
        "rebut",
        "chat",
        "blur",
        "clap",
        "pin",
        "drop",
        "bar",
        "ban",
        "regret",
        "commit",
        "submit",
        "permit",
        "compel",
        "repel",
        "propel",
        "dispel",
        "rap",
        "jab",
        "wag",
        "tag",
        "snub",
        "slap",
        "drag",
        "stop",
        "trim",
        "back-pedal",
        "outwit",
        "allot",
        "concur",
        "deter",
        "infer",
        "defer",
        "prefer",
        "recur",
        "rebel",
        "hit",
        "cut",
        "win",
        "put",
        "forbid",
        "begin",
        "bid",
    ]
)
_VOWELS = frozenset("aeiou")


def forms(verb: str) -> frozenset[str]:
    """All forms of `verb` (a lemma, lower case), the lemma among them."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    stem += verb[-1] if verb in _DOUBLING else ""
    found = {verb, stem + "ing"}
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        found |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    elif verb.endswith(("s", "sh", "ch", "x", "z")):
        found |= {verb + "es", stem + "ed"}
    else:
        found |= {verb + "s", verb + "d" if verb.endswith("e") else stem + "ed"}
    if irregular := _IRREGULAR.get(verb):
        regular_past = {form for form in found if form.endswith("ed") and form != verb}
        found = found - regular_past | set(irregular.split())
        if verb == "show":
            found |= regular_past
    return frozenset(found)


def lemma_table(verbs: Iterable[str]) -> dict[str, str]:
    """From each form of each of `verbs` to its lemma. A form that is a listed lemma itself stands for that lemma."""
    known = sorted(verbs)
    table = {form: verb for verb in known for form in forms(verb)}
    return table | {verb: verb for verb in known}
