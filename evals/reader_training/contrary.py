"""Examples that nothing answers because one word says otherwise: an opposite, a negation, another thing or name.

Each comes from an answered example by one change, in the question or in the sentence that answers it, so that neither a
strange question nor a strange sentence gives it away: only their disagreement does.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from evals.reader_training.examples import Example

_OPPOSITES = """
first last|most least|more fewer|more less|highest lowest|higher lower|high low|largest smallest|larger smaller
large small|big little|biggest smallest|oldest youngest|older younger|old new|oldest newest|earliest latest
earlier later|early late|longest shortest|longer shorter|long short|best worst|better worse|good bad
strongest weakest|strong weak|stronger weaker|fastest slowest|faster slower|fast slow|before after|began ended
begin end|start stop|started stopped|start finish|started finished|open close|opened closed|won lost|win lose
increase decrease|increased decreased|increasing decreasing|rise fall|rose fell|rising falling|gain lose
gained lost|support oppose|supported opposed|supporters opponents|allow forbid|allowed forbidden|allowed banned
permitted prohibited|accept reject|accepted rejected|include exclude|included excluded|including excluding
always never|above below|over under|inside outside|internal external|inner outer|upper lower|north south
northern southern|east west|eastern western|left right|front rear|male female|men women|man woman
public private|rich poor|wealthy poor|majority minority|maximum minimum
positive negative|major minor|common rare|popular unpopular|successful unsuccessful|success failure
succeeded failed|possible impossible|similar different|same different|easy difficult|easier harder|heavy light
hot cold|warm cool|wet dry|hard soft|deep shallow|wide narrow|rural urban|domestic foreign|civilian military
ancient modern|natural artificial|present absent|arrived left|arrive leave|entered left|enter leave|joined left
join leave|founded dissolved|created destroyed|built demolished|create destroy|introduced abolished
adopted abandoned|ally enemy|allies enemies|friend enemy
appear disappear|appeared disappeared|remember forget
agree disagree|agreed disagreed|approve disapprove|approved vetoed|encourage discourage|encouraged discouraged
expand shrink|expanded reduced|raise lower|raised lowered|raised cut|improve worsen|improved worsened
legal illegal|guilty innocent|alive dead|born died|birth death|victory defeat|victories defeats
defeated defended|winner loser|peace war|peaceful violent|safe dangerous|advantage disadvantage
advantages disadvantages|benefit harm|benefits harms|strength weakness|strengths weaknesses|cause prevent
caused prevented|help hinder|helped hindered|protect endanger|conservative liberal|offensive defensive
simple complex|direct indirect|formal informal|regular irregular|known unknown|visible invisible
dependent independent|dependence independence|temporary permanent|voluntary compulsory|optional required
minimum maximum|single multiple|single married|all none|many few|everyone nobody|beginning end|top bottom
head tail|summer winter|spring autumn|morning evening|day night|ascending descending|forward backward
hired fired|elected defeated|promoted demoted|admitted denied|confirmed denied|praised criticized
praised criticised|welcomed condemned|love hate|loved hated|trust distrust|released arrested|released captured
freed imprisoned|advance retreat|advanced retreated
"""
_AUXILIARIES = "did|does|do|is|are|was|were|can|could|will|would|should|has|have|had|must|may|might"
_NEGATED = re.compile(rf"\b({_AUXILIARIES})\b(?= \w)", re.IGNORECASE)
_INFLECTED = re.compile(r"\b(was|were|is|are|has|had|have|can|could|will|would|did)\b (?!not\b)(?=[a-z])")
_BEFORE = re.compile(r"\b([Oo]f|[Tt]he|[Aa]n?|[Mm]any|[Ww]hat|[Ww]hich|[Ii]n|[Ff]or|[Bb]y|[Ww]ith|[Tt]o) ([a-z]{4,})\b")
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b|\b\d[\d,.]*\d\b|\b\d\b")

Change = Callable[[str, str, str], str | None]
"""A text changed so that it no longer says the same; ``None`` where nothing can be. The other two are the text that it
has to disagree with, and the answer, which stays."""


def contrary(examples: Sequence[Example], draw: random.Random) -> Iterator[Example]:
    """For each example with an answer known to the character, those of its changes that can be made."""
    things, names = _by_article(examples, _slots), _by_article(examples, _names)
    for example in examples:
        if example.span is None:
            continue
        article = example.window.title
        changes: dict[str, Change] = {
            "opposite": partial(_opposite, draw=draw),
            "negated": partial(_negation, draw=draw),
            "thing": partial(_other_thing, here=things[article], draw=draw),
            "name": partial(_other_name, here=names[article], draw=draw),
        }
        for kind, change in changes.items():
            yield from _changed(example, kind, change)


def _changed(example: Example, kind: str, change: Change) -> Iterator[Example]:
    sentence, start, end = example.span or (0, 0, 0)
    text = example.window.sentences[sentence]
    answer = text[start:end]
    shown = _words(" ".join(example.window.sentences))
    question = change(example.question, text, answer)
    if question and not _put_in(example.question, question) & shown:  # else the window might answer it
        yield replace(example, source=f"{kind}-question", question=question, gold=(), span=None)
    if kind == "thing":  # in a sentence the slots are too many for its grammar to survive
        return
    said = change(text, example.question, answer)
    if said and answer in said:
        sentences = (*example.window.sentences[:sentence], said, *example.window.sentences[sentence + 1 :])
        window = replace(example.window, sentences=sentences)
        yield replace(example, source=f"{kind}-sentence", window=window, gold=(), span=None)


def _put_in(before: str, after: str) -> set[str]:
    """The words that a text has only since it was changed."""
    return _words(after) - _words(before)


def _opposite(text: str, other: str, answer: str, draw: random.Random) -> str | None:
    """One word that both share, and that is not of the answer, turned into its opposite."""
    shared = _words(other) - _words(answer)
    places = [
        one
        for one in re.finditer(r"[A-Za-z]+", text)
        if one.group().lower() in _TURNED and one.group().lower() in shared
    ]
    if not places:
        return None
    place = draw.choice(places)
    turned = draw.choice(_TURNED[place.group().lower()])
    turned = turned.capitalize() if place.group()[0].isupper() else turned
    return text[: place.start()] + turned + text[place.end() :]


def _negation(text: str, other: str, answer: str, draw: random.Random) -> str | None:
    """A question with its verb denied, or a sentence; one that is denied already is left."""
    if re.search(r"\bnot\b|n't\b|\bnever\b|\bno\b", text + " " + other):
        return None
    if text.endswith("?"):
        found = list(_NEGATED.finditer(text))[:1]
        return _with_denial(text, found[0]) if found else None
    found = list(_INFLECTED.finditer(text))  # of several verbs the wrong one might be denied
    if len(found) != 1 or found[0].group(1) in _words(answer):
        return None
    return text[: found[0].end()] + draw.choice(("not ", "never ")) + text[found[0].end() :]


def _with_denial(question: str, verb: re.Match[str]) -> str | None:
    """ "What did X do" becomes "What didn't X do"."""
    word = verb.group()
    if word.lower() in {"may", "might"}:
        return None
    short = {"can": "can't", "will": "won't", "must": "mustn't"}.get(word.lower(), word.lower() + "n't")
    return question[: verb.start()] + (short.capitalize() if word[0].isupper() else short) + question[verb.end() :]


def _other_thing(text: str, other: str, answer: str, here: dict[str, list[str]], draw: random.Random) -> str | None:
    """A thing of the question replaced by one that the article's other questions put after the same word."""
    shared = _words(other)
    places = [one for one in _BEFORE.finditer(text) if one.group(2) in shared]
    if not places:
        return None
    place = draw.choice(places)
    choices = [
        word
        for word in here.get(place.group(1).lower(), [])
        if word[:5] not in (text + " " + other).lower() and word not in answer.lower()
    ]
    return text[: place.start(2)] + draw.choice(choices) + text[place.end(2) :] if choices else None


def _other_name(text: str, other: str, answer: str, here: dict[str, list[str]], draw: random.Random) -> str | None:
    """A name, year or number that both hold replaced by another such of the article."""
    shared = set(_NAME.findall(other))
    places = [one for one in _NAME.finditer(text) if one.group() in shared and one.group() not in answer]
    if not places:
        return None
    place = draw.choice(places)
    choices = [one for one in here.get(_kind(place.group()), []) if one not in text and one not in other]
    return text[: place.start()] + draw.choice(choices) + text[place.end() :] if choices else None


def _slots(example: Example) -> Iterator[tuple[str, str]]:
    for found in _BEFORE.finditer(example.question):
        if found.group(2) not in _EMPTY:
            yield found.group(1).lower(), found.group(2)


def _names(example: Example) -> Iterator[tuple[str, str]]:
    for sentence in example.window.sentences:
        for found in _NAME.finditer(sentence):
            yield _kind(found.group()), found.group()


def _kind(name: str) -> str:
    """What may stand in the place of a name or number: people's and places' names are not told apart."""
    return "year" if re.fullmatch(r"\d{4}", name) else "number" if name[0].isdigit() else "name"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _by_article(
    examples: Sequence[Example], of: Callable[[Example], Iterator[tuple[str, str]]]
) -> dict[str, dict[str, list[str]]]:
    """What each article has, by kind, sorted: the same draw gives the same choice."""
    found: dict[str, dict[str, set[str]]] = {}
    for example in examples:
        kinds = found.setdefault(example.window.title, {})
        for kind, word in of(example):
            kinds.setdefault(kind, set()).add(word)
    return {title: {kind: sorted(words) for kind, words in kinds.items()} for title, kinds in found.items()}


def _turned() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for pair in re.split(r"[|\n]", _OPPOSITES.strip()):
        one, other = pair.split()
        table.setdefault(one, []).append(other)
        table.setdefault(other, []).append(one)
    return table


_TURNED = _turned()
_EMPTY = frozenset(
    re.findall(r"\w+", "that this these those have were been with from what when which their there them they some")
)
