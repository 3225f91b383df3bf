"""Words that report speech, by what they take as content. All are lemmas.

Compiled from verb classes of English grammars (Quirk et al. 1985, section 16.31: factual, suasive and
question-introducing verbs) and from the reporting habits of newspapers.
"""

from tui.analysis.inflection import lemma_table


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPEECH = _words("""
    acknowledge add admit advise affirm agree allege announce answer argue ask assert assure beg bemoan boast brag
    caution charge chime claim clarify command comment complain concede conclude confess confirm contend continue
    convince counter cry deadpan declare decry demand deny describe disclose dispute elaborate email emphasise
    emphasize enthuse estimate exclaim explain forbid forecast fret gush hail highlight hint implore imply indicate
    inform inquire insist instruct interject joke lament maintain marvel mention message mock murmur muse mutter note
    notify object observe opine order persuade plead pledge point ponder posit post predict proclaim profess project
    promise propose protest question quip quote rail read reaffirm rebut recall reckon recommend recount refute
    reiterate relate remark remind repeat reply report request respond retort retweet reveal say scoff scream shout
    sigh signal snap sneer speculate state stress suggest surmise swear tell testify text theorize threaten tout tweet
    underline underscore urge vow warn whisper wonder worry write yell
""")
"""Verbs of saying: "X, she said", "he argued that X"."""

OPINION = _words("""
    assume believe conclude doubt expect fear figure find hope realise realize show suppose suspect think understand
""")
"""Verbs of thought and of evidence that take a clause with "that": "he believes that X", "the poll shows X"."""

DIRECTIVE = _words("""
    advise agree ask beg call challenge claim command decline demand encourage implore instruct invite order pledge
    press promise propose refuse request swear tell threaten urge vow warn
""")
"""Verbs whose content is an infinitive: "she urged them to leave", "he promised to leave"."""

JUDGING = _words("""
    accuse acknowledge admit announce apologise apologize applaud assail bash bemoan blame blast boast brand call
    castigate characterise characterize chide cite compare condemn congratulate criticise criticize decry demand
    denigrate denounce deny deride describe detail disclose discuss dismiss dispute dub emphasise emphasize estimate
    explain fault forecast hail highlight label lambaste lament liken mention mock note order outline pledge portray
    praise predict project promise propose question rebuke recall recommend refute reiterate reject repeat request
    reveal ridicule rip scold slam stress suggest thank threaten tout voice vow welcome
""")
"""Verbs whose object is what is said or what it is about: "he denounced the deal"."""

TELLING = _words("advise assure convince inform notify persuade remind tell warn")
"""Verbs of saying whose first object is the listener: "told reporters that X"."""

NOUNS = _words("""
    accusation admission allegation announcement argument assertion belief charge claim comment complaint contention
    declaration insistence letter message opinion pledge prediction promise remark report speech statement
    suggestion threat tweet view vow warning
""")
"""Nouns that a clause with "that" can follow: "the claim that X"."""

DOCUMENTS = _words("""
    article column e-mail email essay interview letter memo message note op-ed post release report speech statement
    tweet
""")
"""What people speak through: in "a statement saying that X" the speaker is who issued it."""

SOURCES = _words("""
    analysis campaign court critics economists expert experts judge minister official officials police poll pollster
    president report researchers scientists source sources spokesman spokeswoman study survey witnesses
""")
"""Common nouns that may stand before the colon of a headline: "Poll: Voters are tired"."""

DAYS = _words("friday monday saturday sunday thursday today tomorrow tuesday wednesday yesterday")
"""Nouns of time, which often stand where a subject could."""

LEMMAS = lemma_table(SPEECH | OPINION | DIRECTIVE | JUDGING)
"""From each form of each verb above to its lemma."""
