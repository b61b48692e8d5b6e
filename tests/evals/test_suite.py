import json
from pathlib import Path

import pytest

from corpus.document import Document
from evals.case import QuestionCase, QuotationCase, case_mark
from evals.suite import SUITES, default_suites, open_suite, read_cases
from evals.suite_rows import SuiteError, read_lines

ENTRY: dict[str, object] = {"doc": "dam", "quote": "It held.", "speaker": None, "alt": []}
QUESTION = {
    "id": "q1",
    "question": "Did it hold?",
    "type": "factoid",
    "answerable": True,
    "evidence": [ENTRY],
    "min_evidence": 1,
    "must_not": [],
}


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def changed(**fields: object) -> dict[str, object]:
    return {**QUESTION, **fields}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (changed(answerable="perhaps"), r"s.jsonl, line 2: `answerable`: .*README"),
        (changed(evidence=[{**ENTRY, "quote": ""}]), r"line 2: `evidence.0.quote`: "),
        (changed(min_evidence=2), r"line 2: min_evidence is 2, and there are 1 entries"),
        (changed(answerable=False), r"line 2: answerable is false, so evidence must be \[\]"),
        (changed(typ="x"), r"line 2: `typ`: .*Fields are id, split, topic, notes, question"),
        ({"id": "q2", "question": "?"}, r"line 2: `type`: Field required. Add the field"),
        (changed(split="test"), r"line 2: `split`: .*'tune' or 'report'"),
        (changed(id="q1"), r"line 2: `id` 'q1' stands in line 1 too. Give each case an id of its own"),
        ({"id": "v", "kind": "typo", "question": "?", "of": "q9"}, r"line 2: `of`: no row 'q9'"),
        ({"id": "n", "quotation": "?", "speaker": None, "expected": "true"}, r"line 2: `expected`: "),
        (["a list"], "line 2: it is not a JSON object"),
    ],
)
def test_what_cannot_be_used_is_told_with_file_line_field_and_remedy(tmp_path: Path, row: object, message: str) -> None:
    path = written(tmp_path / "s.jsonl", QUESTION, row)
    with pytest.raises(SuiteError, match=message):
        read_cases(path)


def test_lines_that_are_no_json_and_files_that_are_no_suite_are_told(tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text('{"id": \n', encoding="utf-8")
    with pytest.raises(SuiteError, match=r"broken.jsonl, line 1: it is not JSON"):
        read_lines(tmp_path / "broken.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="it holds no case"):
        read_lines(tmp_path / "empty.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}\n')
    with pytest.raises(SuiteError, match="not UTF-8"):
        read_lines(tmp_path / "latin.jsonl")
    with pytest.raises(SuiteError, match=r"there is no such suite.*digests.*squad2:PATH"):
        open_suite("nothing")


def test_a_variant_takes_the_evidence_and_topic_of_the_question_it_is_of(tmp_path: Path) -> None:
    written(tmp_path / "questions.jsonl", QUESTION, changed(id="q2", question="Held it?"))
    path = written(tmp_path / "variants.jsonl", {"id": "v1", "of": "q2", "kind": "typo", "question": "Did it hodl?"})
    (case,) = read_cases(path)
    source, second = read_cases(tmp_path / "questions.jsonl")
    assert isinstance(case, QuestionCase)
    assert isinstance(source, QuestionCase)
    assert case.evidence == source.evidence
    assert (case.slice, case.min_evidence) == ("typo", 1)
    assert case.topic == source.topic == second.topic == "q1"  # both questions have the same first evidence


def test_a_false_form_of_a_question_has_its_topic(tmp_path: Path) -> None:
    false = changed(id="n1", of="q1", answerable=False, evidence=[], min_evidence=0)
    first, second = read_cases(written(tmp_path / "s.jsonl", false, QUESTION))
    assert first.topic == second.topic == "q1"


def test_a_suite_named_by_its_path_has_its_aliases_from_beside_it(tmp_path: Path) -> None:
    path = written(tmp_path / "own.jsonl", QUESTION)
    (tmp_path / "own.aliases.json").write_text('{"Vera Lund": ["the engineer"]}', encoding="utf-8")
    suite = open_suite(str(path))
    assert suite.name == "own"
    assert suite.names.same("The Engineer", "Vera Lund")
    (tmp_path / "own.aliases.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"own\.aliases\.json"):
        open_suite(str(path))


def test_a_part_of_a_suite_is_spread_over_it_and_a_split_is_kept_apart(tmp_path: Path) -> None:
    rows = [changed(id=f"q{n}", split="tune" if n % 2 else "report") for n in range(10)]
    suite = open_suite(str(written(tmp_path / "s.jsonl", *rows)))
    assert [case.id for case in suite.chosen(None, 4)] == ["q0", "q2", "q5", "q7"]
    assert [case.id for case in suite.chosen("tune", None)] == ["q1", "q3", "q5", "q7", "q9"]
    assert len(suite.chosen("report", 99)) == 5


def test_a_case_that_is_changed_has_another_mark(tmp_path: Path) -> None:
    (before,) = read_cases(written(tmp_path / "s.jsonl", QUESTION))
    (after,) = read_cases(written(tmp_path / "s.jsonl", changed(question="Did it?")))
    assert case_mark(before) != case_mark(after)
    assert case_mark(before) == case_mark(before)


@pytest.mark.parametrize("name", default_suites())
def test_the_suites_here_are_sound_and_their_evidence_stands_in_the_digests(
    name: str, digests: tuple[Document, ...]
) -> None:
    texts = {document.id: document.text for document in digests}
    suite = open_suite(name)
    assert suite.cases
    for case in suite.cases:
        if isinstance(case, QuestionCase):
            assert all(quote in texts[entry.document] for entry in case.evidence for quote in entry.quotes), case.id
        assert isinstance(case, QuestionCase | QuotationCase)


def test_there_are_suites_here() -> None:
    assert SUITES.is_dir()
    assert "digests" in default_suites()
