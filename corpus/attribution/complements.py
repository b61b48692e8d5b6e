"""What a reporting verb reports: whether its words stand before or after it, and whether they are there at all."""

from corpus.attribution.groups import after
from corpus.attribution.namelike import animate
from corpus.attribution.occurrences import CLOSING, Occurrence
from corpus.attribution.subjects import Subject, introductory
from corpus.attribution.tokens import Tokens
from corpus.attribution.verbs import PHYSICAL, Kind
from corpus.attribution.words import Word, abstract, listed
from corpus.span import Span

OPENING = frozenset("\"“„«‘'") | {"``", "''"}
QUESTION = listed("that how why whether what who where when if")
_THINGS = frozenset(("these", "those"))  # reveal and suggest more than they say
_NEAR = 9  # tokens; "noted in an interview with the paper that" has nine
_INSERTED = 25  # tokens; a longer clause between a verb and its "that" is not read over
_FIGURED = frozenset(("put", "estimate"))  # say something where a figure follows: "put the toll at 33"
_FIGURED_ONLY = frozenset(("put",))  # and nowhere else but in set phrases: not in "put out the fire"
# Verbs that a noun with its verb may follow at once; "heard the case was" and "read its own" are none.
_BARE = listed("note maintain conclude observe report agree predict add reply contend calculate")
_NUMBERS = listed("""
    six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety nearly about
    around almost more over under fewer less roughly upwards least
    """)
_WITH_PARTICLE = frozenset((("go", "on"), ("point", "out"), ("make", "clear")))  # ", he went on."
_FIGURES = listed("""
    toll number figure cost losses count total strength damage price share value dead wounded injured casualties
    """)
_ENDING = frozenset(("say", "add"))  # at a sentence's end only after words: "In Elmira they lend a hand, he added."
_FEWEST = 4  # tokens of a clause before such an end; fewer lead in: "Two years on,"
_ANSWERABLE = frozenset(("responsible", "accountable", "culpable", "answerable", "liable"))
_FORTH = frozenset(("forth", "forward"))  # "put forth that"
_AS_TOLD = 8  # tokens up to the comma: "As Brigadier Mirwais observed on state television this week,"
_FAR = 13  # tokens; a hearer or a place with a title before the reported clause: "told the chief of ... that"


def claims(verb: Occurrence) -> bool:
    """Whether a clause or a quotation follows the verb at once."""
    tokens, last = verb.tokens, verb.reach.last
    place = verb.place + 1
    while place < last and (tokens.adverb(place) or tokens.word[place] == "," or tokens.low[place] == "aloud"):
        place += 1
    return place <= last and (
        tokens.low[place] in QUESTION or tokens.word[place] in OPENING or tokens.word[place] == ":"
    )


def complete(verb: Occurrence, subject: Subject, *, turned: bool) -> bool:
    """Whether the verb has what its kind asks for."""
    figured = verb.base in _FIGURED and (_figure_near(verb) or _put_so(verb, subject))
    if figured or verb.base in _FIGURED_ONLY:
        return figured
    if turned or claims(verb) or _hung(verb, subject) or _as_told(verb, subject):
        return True
    if verb.kind & (Kind.SAY | Kind.ACT | Kind.THINK):
        return verb.base not in PHYSICAL or _quotation_near(verb)
    if verb.base == "hold" and _held_to_blame(verb):
        return True
    if verb.kind & Kind.CLAUSE and not verb.kind & (Kind.SHOW | Kind.EVIDENCE | Kind.STANCE | Kind.TOPIC):
        return _bare_clause(verb, subject) or _clause_near(verb)
    head = subject.group.head
    thing = bool(verb.tokens.kind[head] & Word.THING) or verb.tokens.low[head] in _THINGS
    return not (thing and verb.kind & (Kind.SHOW | Kind.EVIDENCE))


def _figure_near(verb: Occurrence) -> bool:
    """Whether a figure follows: "put the toll at 33", "estimates losses at more than a third"."""
    tokens = verb.tokens
    return any(
        tokens.low[k] == "at"
        and (
            tokens.word[k + 1][0].isdigit()
            or tokens.kind[k + 1] & Word.QUANTIFIER
            or (tokens.low[k + 1] in _NUMBERS and not _FIGURES.isdisjoint(tokens.low[verb.place + 1 : k]))
        )
        for k in verb.within(verb.place + 1, _FAR)
        if k < verb.reach.last
    )


def _put_so(verb: Occurrence, subject: Subject) -> bool:
    """Whether "put" tells how something is said: "as Awan puts it", "put forth that", "put the blame on"."""
    tokens, place = verb.tokens, verb.place
    if verb.base != "put" or place + 2 > verb.reach.last:
        return False
    if verb.follower == "it":
        return _as_told(verb, subject)
    if any(tokens.low[k : k + 2] == ["down", "to"] and _is_noun(tokens, k + 2) for k in verb.within(place + 1, _FAR)):
        return True
    return tokens.low[place + 2] == "blame" or (verb.follower in _FORTH and tokens.low[place + 2] == "that")


def _is_noun(tokens: Tokens, place: int) -> bool:
    """Whether a noun follows for sure, and no verb: "down to the haste of", not "down to sleep"."""
    if place >= len(tokens):
        return False
    kind = tokens.kind[place]
    return bool(kind & (Word.DETERMINER | Word.POSSESSIVE)) or tokens.genitive(place) or abstract(tokens.low[place])


def _held_to_blame(verb: Occurrence) -> bool:
    """ "Held the group responsible for", "holds Kabul to blame"."""
    tokens = verb.tokens
    for k in verb.within(verb.place + 2, _FAR):
        if tokens.kind[k] & Word.PREPOSITION and tokens.low[k] != "to":
            return False
        if tokens.low[k] in _ANSWERABLE or tokens.low[k : k + 2] == ["to", "blame"]:
            held = k - 1 if not tokens.adverb(k - 1) and tokens.low[k - 1] != "jointly" else k - 2
            return animate(tokens, held) or bool(tokens.kind[held] & Word.OBJECT_PRONOUN)
    return False


def _as_told(verb: Occurrence, subject: Subject) -> bool:
    """Whether the sentence begins "As Awan noted," or "As the minister sees it,"."""
    tokens, first = verb.tokens, subject.group.first - 1
    if first != verb.start or tokens.low[first] != "as":
        return False
    following = verb.place + 2 if verb.follower == "it" else verb.place + 1
    if following > verb.reach.last:
        return False
    loose = tokens.kind[following] & (Word.PREPOSITION | Word.TIME) or tokens.adverb(following)
    if not loose and tokens.word[following] != ",":
        return False  # "As the minister observed two minutes of silence,"
    return any(tokens.word[k] == "," for k in verb.within(following, _AS_TOLD))


def _quotation_near(verb: Occurrence) -> bool:
    return any(verb.tokens.word[k] in OPENING or verb.tokens.word[k] == ":" for k in verb.within(verb.place + 1, _FAR))


def _bare_clause(verb: Occurrence, subject: Subject) -> bool:
    """Whether a clause without "that" follows: "found it had risen", "noted the plan would fail"; not "found it"."""
    tokens, following = verb.tokens, verb.place + 2
    if following > verb.reach.last or not tokens.is_word(following):
        return False
    if tokens.kind[verb.place + 1] & Word.PRONOUN:
        verbal = Word.AUX | Word.MODAL | Word.FINITE | Word.VERB
        if verb.base == "find" and not (tokens.kind[following] & verbal or tokens.low[following].endswith("ed")):
            return False  # "finds it hard"
        return not tokens.kind[following] & (Word.AND | Word.BUT | Word.PREPOSITION)
    found = tokens.kind[subject.group.head] & (Word.BODY | Word.PAPER)  # "he found the missing man had died"
    group = after(tokens, verb.place + 1, verb.reach.last) if verb.base in _BARE or found else None
    if group is None or verb.base not in _BARE | {"find"} or group.last >= verb.reach.last:
        return False
    return bool(tokens.kind[group.last + 1] & (Word.AUX | Word.MODAL))


def _clause_near(verb: Occurrence) -> bool:
    tokens = verb.tokens
    skipped = 0
    for k in verb.within(verb.place + 1, _NEAR):
        if tokens.word[k] in OPENING or _begins_clause(tokens, k, verb.reach.last):
            return True
        if tokens.word[k] == "," and tokens.low[min(k + 1, verb.reach.last)] in ("which", "who"):
            skipped = k
            break
        if tokens.word[k] in ",;" and not (k < verb.reach.last and tokens.word[k + 1] in OPENING):
            return False
    if not skipped:
        return False
    comma = next((k for k in verb.within(skipped + 1, _INSERTED) if tokens.word[k] == ","), verb.reach.last)
    return comma < verb.reach.last and tokens.low[comma + 1] == "that"


def _begins_clause(tokens: Tokens, that: int, last: int) -> bool:
    """Whether a clause begins here, and not "that evening"."""
    return tokens.low[that] == "that" and not (that < last and tokens.kind[that + 1] & Word.TIME)


def _hung(verb: Occurrence, subject: Subject) -> bool:
    """Whether the clause is hung onto words before it: ", the minister noted."."""
    tokens = verb.tokens
    before_it = subject.group.first - 1
    if before_it < verb.reach.first or not (tokens.word[before_it] in CLOSING or tokens.word[before_it] == ","):
        return False
    following = verb.place + (2 if (verb.base, verb.follower) in _WITH_PARTICLE else 1)
    at_end = following > verb.reach.last or not tokens.is_word(following)
    return tokens.word[before_it] in CLOSING or at_end


def content(verb: Occurrence, subject: Subject, *, turned: bool, shared: bool) -> tuple[Span, ...]:
    """Where the reported words stand: before the clause that reports them, after its verb, or on both sides.

    Empty where the sentence holds a cue and nothing else. ``shared`` subjects stand elsewhere in the sentence.
    """
    if shared:
        return _after_shared(verb, subject)
    tokens, reach = verb.tokens, verb.reach
    left = verb.place - 1 if turned else subject.group.first - 1
    particle = not turned and (verb.base, verb.follower) in _WITH_PARTICLE
    right = (subject.group.last if turned else verb.place) + (2 if particle else 1)
    later = _later(verb, right)
    if left <= reach.first or tokens.is_word(left) or tokens.word[left] == ";":
        return later  # nothing, or another clause, stands before
    prior = (Span(tokens.start[reach.first], tokens.end[left]),)
    if tokens.word[left] in CLOSING:
        return prior if verb.start > reach.first else _around_quotation(verb, right, prior, later)
    if tokens.word[left] != ",":
        return later
    if tokens.word[left - 1] in CLOSING and tokens.word[reach.first] in OPENING:  # "“A map”, said Omar Awan."
        return _around_quotation(verb, right, prior, later)
    return _around_clause(verb, left, right, prior, later)


def _around_quotation(
    verb: Occurrence, right: int, prior: tuple[Span, ...], later: tuple[Span, ...]
) -> tuple[Span, ...]:
    return prior if verb.hangs and not _governs(verb, right) else later


def _around_clause(
    verb: Occurrence, left: int, right: int, prior: tuple[Span, ...], later: tuple[Span, ...]
) -> tuple[Span, ...]:
    """The words around a clause that begins after the comma at ``left``: before it where it ends the sentence."""
    tokens, reach = verb.tokens, verb.reach
    ends = verb.place >= reach.last or (verb.place == reach.last - 1 and not tokens.is_word(reach.last))
    leads_in = introductory(tokens, reach.first, left)
    if ends and (verb.base in _ENDING or (verb.hangs and not leads_in)) and left - reach.first >= _FEWEST:
        return prior
    if ends and verb.kind & (Kind.ACT | Kind.SHOW | Kind.EVIDENCE):
        return () if leads_in else prior
    inserted = right <= reach.last and tokens.word[right] == ","
    if inserted and verb.hangs and later and not leads_in and not _clause(verb, left):
        return prior + later  # "The committees, he said, were never told"
    hung = verb.hangs or inserted or (verb.base, verb.follower) in _WITH_PARTICLE
    if leads_in or not _clause(verb, left) or not hung:
        return later
    if not _governs(verb, right):
        return prior + later if _goes_on(verb, right) else prior
    between = bool(later) and inserted and tokens.word[right + 1] not in OPENING
    return prior + later if between else later


def _goes_on(verb: Occurrence, place: int) -> bool:
    """Whether the reported words go on after a clause put between: ", he said in Kandahar, and could not be won"."""
    tokens, last = verb.tokens, verb.reach.last
    verbal = Word.AUX | Word.MODAL
    return any(
        tokens.word[k] == "," and tokens.kind[k + 1] & (Word.AND | Word.BUT) and tokens.kind[k + 2] & verbal
        for k in range(place, last - 1)
    )


def _clause(verb: Occurrence, left: int) -> bool:
    """Whether the words before ``left`` hold something that can be a verb, without which they are no statement."""
    tokens = verb.tokens
    finite = Word.AUX | Word.MODAL | Word.FINITE | Word.VERB
    return any(tokens.kind[k] & finite or tokens.low[k].endswith("ed") for k in range(verb.reach.first, left))


def _later(verb: Occurrence, right: int) -> tuple[Span, ...]:
    tokens, last = verb.tokens, verb.reach.last
    return (Span(tokens.start[right], tokens.end[last]),) if right < last else ()


def _after_shared(verb: Occurrence, subject: Subject) -> tuple[Span, ...]:
    tokens = verb.tokens
    if subject.group.first < verb.place:
        return _later(verb, verb.place + 1)
    comma = next((k for k in range(verb.place, subject.group.first) if tokens.word[k] == ","), None)
    if comma is None:
        return ()
    return (Span(tokens.start[verb.place], tokens.start[comma]),)  # "Claiming that ..., the senator left": to the comma


def _governs(verb: Occurrence, place: int) -> bool:
    """Whether reported words follow the verb, rather than a full stop, a date or a place."""
    tokens, last = verb.tokens, verb.reach.last
    if place > last or not tokens.is_word(place):
        return place < last and (tokens.word[place] in OPENING or tokens.word[place] in ",:")
    if verb.base == "tell":
        return any(tokens.low[k] in QUESTION for k in verb.within(place, _FAR))
    if any(tokens.low[k] == "that" for k in verb.within(place, _FAR)):
        return True
    kind = tokens.kind[place]
    if kind & Word.TIME and tokens.genitive(place):
        return True
    adjunct = kind & (Word.PREPOSITION | Word.TIME | Word.SUBORDINATOR | Word.AND | Word.ADVERB)
    return not adjunct and not tokens.low[place].endswith("ing")
