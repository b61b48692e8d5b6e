import gzip
import json
from pathlib import Path

import pytest

from evals.case import QuestionCase, QuotationCase, Relevant, SearchCase
from evals.suite import open_suite
from evals.suite_rows import SuiteError


def lines(path: Path, *rows: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)


def test_squad_questions_are_put_to_their_own_article_and_want_the_sentence_with_the_answer(tmp_path: Path) -> None:
    context = "The dam held. Its gates were oiled in spring."
    row = {"title": "The_Dam", "context": context}
    lines(
        tmp_path / "squad.jsonl.gz",
        {**row, "id": "1", "question": "When?", "answerable": True, "answers": [{"text": "spring", "start": 38}]},
        {**row, "id": "2", "question": "Who?", "answerable": False, "answers": []},
    )
    suite = open_suite(f"squad2:{tmp_path / 'squad.jsonl.gz'}")
    first, second = suite.cases
    assert isinstance(first, QuestionCase)
    assert isinstance(second, QuestionCase)
    assert first.evidence[0].quotes == ("Its gates were oiled in spring.",)
    assert first.documents == second.documents == ("squad-the-dam",)
    assert first.answerable
    assert not second.answerable
    assert suite.documents is not None
    assert suite.documents[0].text == context + "\n"


def test_a_beir_folder_gives_graded_documents_and_leaves_out_grade_nought(tmp_path: Path) -> None:
    lines(
        tmp_path / "corpus.jsonl",
        {"_id": "d1", "title": "A", "text": "One."},
        {"_id": "d2", "title": "", "text": "Two."},
        {"_id": "d3", "title": "", "text": " "},
    )
    lines(tmp_path / "queries.jsonl", {"_id": "q1", "text": "One?"}, {"_id": "q2", "text": "Unjudged?"})
    (tmp_path / "qrels").mkdir()
    judgements = tmp_path / "qrels" / "test.tsv"
    judgements.write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n", encoding="utf-8")
    suite = open_suite(f"beir:{tmp_path}")
    (case,) = suite.cases
    assert isinstance(case, SearchCase)
    assert case.relevant == (Relevant("d1", 2),)
    assert suite.documents is not None
    assert [(one.id, one.title) for one in suite.documents] == [("d1", "A"), ("d2", "d2")]
    judgements.write_text("q1\td1\n", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"test\.tsv, line 1: it is not a judgement"):
        open_suite(f"beir:{tmp_path}")
    judgements.write_text("q9\td1\t1\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="no query 'q9'"):
        open_suite(f"beir:{tmp_path}")


def test_multihop_questions_want_their_facts_and_unanswerable_ones_are_left_out(tmp_path: Path) -> None:
    article = {
        "id": "a1",
        "title": "Dam",
        "body": "The dam held.",
        "source": "The Oro Times",
        "author": None,
        "url": "https://example.org/dam",
        "published_at": "2023-09-28T12:00:00+00:00",
    }
    evidence = [{"fact": "The dam held.", "url": article["url"]}]
    lines(tmp_path / "data" / "multihop_rag_articles.jsonl.gz", article)
    lines(
        tmp_path / "data" / "multihop_rag_queries_part.jsonl.gz",
        {"query": "Did it?", "question_type": "inference_query", "evidence_list": evidence},
        {"query": "Did what?", "question_type": "null_query", "evidence_list": []},
    )
    (case,) = open_suite(f"multihop-rag:{tmp_path}").cases
    assert isinstance(case, SearchCase)
    assert (case.facts, case.topic) == (("The dam held.",), article["url"])


def test_gold_questions_come_with_their_articles_and_aliases(tmp_path: Path) -> None:
    entry = {"doc": "dam", "quote": "The dam held.", "speaker": "Vera Lund", "alt": ["It held."], "speaker_ok": [None]}
    row = {"id": "g1", "question": "?", "type": "factoid", "answerable": True, "min_evidence": 1, "must_not": ["no"]}
    lines(tmp_path / "gold" / "dev.jsonl", {**row, "evidence": [entry]})
    (tmp_path / "gold" / "speaker_aliases.json").write_text('{"Vera Lund": ["Lund"]}', encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "dam.txt").write_text("The dam\n\nThe dam held. It held.\n", encoding="utf-8")
    suite = open_suite(f"gold:{tmp_path / 'gold'}")
    (case,) = suite.cases
    assert isinstance(case, QuestionCase)
    assert case.evidence[0].quotes == ("The dam held.", "It held.")
    assert case.evidence[0].speakers == ("Vera Lund", None)
    assert suite.names.same("Lund", "Vera Lund")
    assert suite.documents is not None
    assert suite.documents[0].id == "dam"


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    for name in ("gold", "squad2", "multihop-rag", "beir"):
        with pytest.raises(SuiteError, match="it is not here"):
            open_suite(f"{name}:{tmp_path / 'nowhere'}")


def test_a_record_of_another_shape_is_told(tmp_path: Path) -> None:
    lines(tmp_path / "squad.jsonl", {"id": "1", "title": "Dam"})
    with pytest.raises(SuiteError, match=r"a record is not as squad2 has it \(KeyError\('context'\)\)"):
        open_suite(f"squad2:{tmp_path / 'squad.jsonl'}")


def test_polnear_quotations_are_under_their_source_s_name_and_under_another_of_the_article(tmp_path: Path) -> None:
    text = (
        "Petra Holm said “the dam will hold until spring.” Sen. Idris Okafor said “the dam is as old as I am.” "
        "The Post said “nobody has ever counted the cars here.” Petra Holm said it rains. She said “no.”\n"
    )

    def claim(source: str, content: str) -> dict[str, list[list[int]]]:
        places = [[text.index(part), text.index(part) + len(part)] for part in (source, content)]
        return {"source": [places[0]], "cue": [], "content": [places[1]]}

    claims = [
        claim("Petra Holm", "“the dam will hold until spring.”"),
        claim("Sen. Idris Okafor", "“the dam is as old as I am.”"),
        claim("The Post", "“nobody has ever counted the cars here.”"),
        claim("Petra Holm", "it rains"),
        claim("Petra Holm", "“no.”"),
    ]
    row = {"id": "post_2016-09-12_The Dam", "text": text, "annotations": [claims, []]}
    lines(tmp_path / "polnear.jsonl.gz", row)
    suite = open_suite(f"polnear:{tmp_path / 'polnear.jsonl.gz'}")
    asked = {(case.speaker, case.quotation, case.expected) for case in suite.cases if isinstance(case, QuotationCase)}
    assert asked == {
        ("Petra Holm", "the dam will hold until spring", "found"),
        ("Idris Okafor", "the dam will hold until spring", "misattributed"),
        ("Idris Okafor", "the dam is as old as I am", "found"),
        ("Petra Holm", "the dam is as old as I am", "misattributed"),
    }
    assert suite.documents is not None
    assert suite.documents[0].id == "post_2016-09-12_the-dam"
