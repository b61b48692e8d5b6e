"""Public question sets and the gold questions as suites, read from files where they lie."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.article_file import slug
from corpus.document import Document, normalise_newlines
from corpus.importing import Stated, import_file
from corpus.sentences import cut_sentences
from corpus.speakers import name_key
from evals.case import Evidence, Expected, Names, QuestionCase, QuotationCase, Relevant, SearchCase, Suite
from evals.practice_news import news_suite
from evals.shared_data import json_lines, multihop_articles
from evals.suite_rows import SuiteError

_FULL_NAME = re.compile(r"(?:[A-Z][a-z]{1,3}\. )?((?!The |An? )[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-z]+(?:-[A-Z][a-z]+)?)")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]+?)[,.?!]?[”\"]")
_FEWEST_WORDS = 5  # of a quotation; shorter ones stand in several places
_GRADED = 3  # columns of a BEIR judgement: query, document, grade


def gold(folder: Path) -> Suite:
    """The gold questions: ``dev.jsonl`` and ``speaker_aliases.json`` of a folder, with ``../articles`` beside it."""
    rows = _rows(folder / "dev.jsonl")
    aliases = json.loads(_there(folder / "speaker_aliases.json").read_text(encoding="utf-8"))
    names = Names({name_key(alias): name for name, others in aliases.items() for alias in others})
    articles = sorted(_there(folder.parent / "articles").glob("*.txt"))
    documents = tuple(import_file(path, Stated()) for path in articles)
    return Suite("gold", tuple(_gold_case(row) for row in rows), documents, names)


def _gold_case(row: dict[str, Any]) -> QuestionCase:
    evidence = tuple(
        Evidence(one["doc"], (one["quote"], *one["alt"]), (one["speaker"], *one.get("speaker_ok", ())))
        for one in row["evidence"]
    )
    return QuestionCase(
        id=row["id"],
        slice=row["type"],
        topic=evidence[0].quotes[0] if evidence else row["id"],
        question=row["question"],
        evidence=evidence,
        min_evidence=row["min_evidence"] if row["answerable"] else 0,
        must_not=tuple(row["must_not"]),
    )


def squad2(path: Path) -> Suite:
    """SQuAD 2.0 records of a file, each question put to its own article; right is the sentence with the answer."""
    rows = _rows(path)
    contexts: dict[str, dict[str, None]] = {}
    for row in rows:
        contexts.setdefault(row["title"], {}).setdefault(row["context"])
    documents = tuple(
        Document(_squad_id(title), title.replace("_", " "), normalise_newlines("\n".join(texts)) + "\n")
        for title, texts in contexts.items()
    )
    cut = {context: _Cut(context) for texts in contexts.values() for context in texts}
    return Suite("squad2", tuple(_squad_case(row, cut[row["context"]]) for row in rows), documents)


class _Cut:
    """A paragraph and its sentences."""

    def __init__(self, context: str) -> None:
        self._context = context
        self._spans = [sentence.span for sentence in cut_sentences(context)]

    def sentence(self, place: int) -> str:
        """The sentence that a place lies in, or the paragraph where none holds it."""
        for span in self._spans:
            if span.start <= place < span.end:
                return span.of(self._context)
        return self._context


def _squad_case(row: dict[str, Any], cut: _Cut) -> QuestionCase:
    document = _squad_id(row["title"])
    quotes = tuple(dict.fromkeys(cut.sentence(answer["start"]) for answer in row["answers"]))
    return QuestionCase(
        id=row["id"],
        slice="answerable" if row["answerable"] else "unanswerable",
        topic=document,
        question=row["question"],
        evidence=(Evidence(document, quotes, ()),) if row["answerable"] else (),
        min_evidence=int(row["answerable"]),
        documents=(document,),
    )


def _squad_id(title: str) -> str:
    return "squad-" + re.sub(r"[\W_]+", "-", title.casefold()).strip("-")


def multihop_rag(folder: Path) -> Suite:
    """MultiHop-RAG out of a folder's ``data``; questions that no article answers are left out, as in its paper."""
    rows = _rows(folder / "data" / "multihop_rag_queries_part.jsonl.gz")
    _there(folder / "data" / "multihop_rag_articles.jsonl.gz")
    cases = tuple(
        SearchCase(
            id=f"multihop-{number}",
            slice=row["question_type"],
            topic=row["evidence_list"][0]["url"],
            question=row["query"],
            facts=tuple(dict.fromkeys(entry["fact"] for entry in row["evidence_list"])),
        )
        for number, row in enumerate(rows)
        if row["question_type"] != "null_query"
    )
    return Suite("multihop-rag", cases, multihop_articles(folder))


def polnear(path: Path) -> Suite:
    """PolNeAR records of a file as quotations to check (Newell et al. 2018).

    What the first annotator has in quotation marks under a full name is to be found under that name, and under another
    full name of the same article's sources it is misattributed.
    """
    rows = _rows(path)
    documents = tuple(
        Document(slug(row["id"]), row["id"].replace("-", " "), normalise_newlines(row["text"])) for row in rows
    )
    return Suite("polnear", tuple(case for row in rows for case in _polnear_cases(row)), documents)


def news(place: Path) -> Suite:
    """Our questions over a group of real articles, ``place`` being the shared folder and the group's name."""
    _there(place.parent / "data" / "multihop_rag_articles.jsonl.gz")
    return news_suite(place.parent, place.name)


def _polnear_cases(row: dict[str, Any]) -> Iterator[QuotationCase]:
    said = list(dict.fromkeys(_said_by_name(row)))
    names = list(dict.fromkeys(name for name, _ in said))
    for number, (name, quotation) in enumerate(said):
        own = {one for one in names if set(one.split()) & set(name.split())}
        repeated = {other for other, words in said if words == quotation}
        others = [one for one in names if one not in own | repeated]
        swapped: list[tuple[str, Expected]] = [(others[number % len(others)], "misattributed")] if others else []
        for speaker, expected in [(name, "found"), *swapped]:
            case_id = f"{row['id']}-{number}-{expected}"
            yield QuotationCase(
                id=case_id, slice=expected, topic=row["id"], quotation=quotation, speaker=speaker, expected=expected
            )


def _said_by_name(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and quoted words of each attribution whose source is a first and last name, perhaps after a title."""
    text = row["text"]
    for entry in row["annotations"][0]:
        source = " ".join(text[start:end] for start, end in entry["source"])
        content = " ".join(text[start:end] for start, end in entry["content"])
        named, quoted = _FULL_NAME.fullmatch(source), _QUOTED.search(content)
        if named and quoted and len(quoted.group(1).split()) >= _FEWEST_WORDS:
            yield named.group(1), quoted.group(1)


def beir(folder: Path) -> Suite:
    """A folder as BEIR lays it out: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/test.tsv`` (Thakur et al. 2021)."""
    documents = tuple(_beir_documents(folder / "corpus.jsonl"))
    questions = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    cases = []
    for query, relevant in _judgements(folder / "qrels" / "test.tsv").items():
        if query not in questions:
            remedy = "Take queries and judgements of one set."
            raise SuiteError(folder / "qrels" / "test.tsv", None, f"there is no query {query!r}", remedy)
        case = SearchCase(id=query, slice="query", topic=query, question=questions[query], relevant=tuple(relevant))
        cases.append(case)
    name = re.sub(r"[^\w-]", "-", folder.resolve().name)
    return Suite(f"beir-{name}", tuple(cases), documents)


def _beir_documents(path: Path) -> Iterator[Document]:
    for row in _rows(path):
        text = normalise_newlines(row["text"]).strip() or row.get("title", "").strip()
        if text:
            yield Document(row["_id"], row.get("title", "").strip() or row["_id"], text + "\n")


def _judgements(path: Path) -> dict[str, list[Relevant]]:
    """The relevant documents of each query; a grade of 0 says that a document is not."""
    found: dict[str, list[Relevant]] = {}
    with _there(path).open(encoding="utf-8", newline="") as lines:
        for number, columns in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if number == 1 and columns[-1:] == ["score"]:
                continue
            if len(columns) != _GRADED or not columns[-1].lstrip("-").isdigit():
                remedy = "Write query, document and whole grade with tabs between them."
                raise SuiteError(path, number, "it is not a judgement", remedy)
            if int(columns[2]) > 0:
                found.setdefault(columns[0], []).append(Relevant(columns[1], int(columns[2])))
    return found


def _rows(path: Path) -> list[Any]:
    try:
        return list(json_lines(_there(path)))
    except ValueError as error:
        raise SuiteError(path, None, f"a line is not JSON ({error})", "Fetch the file again.") from error


def _there(path: Path) -> Path:
    if not path.exists():
        raise SuiteError(path, None, "it is not here", "Name where the set lies: FORMAT:PATH.")
    return path
