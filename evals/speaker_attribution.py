"""Measure who-said-it: ``python -m evals.speaker_attribution [--shared DIR] [--misses N]``.

Three measurements, each named in the output:

1. ``speakers_dev.jsonl``: a row is right when the statement at the row's place names the row's speaker (or one of its
   accepted names); rows marked borderline are left out. Sentences of the same articles outside the file cannot be
   scored, as most of the reported speech is not in it; those that get a speaker are counted and can be listed.
2. PolNeAR dev, first annotator. A gold attribution counts when it has a source. A predicted report and a gold
   attribution *meet* when their contents share at least half of the shorter one's characters. The source is *right*
   when the predicted mention overlaps the head part of the gold source: its words before the first comma, bracket,
   dash, preposition or relative pronoun; a name in apposition inside the gold source is right too, and for a relative
   clause either the pronoun or its antecedent. Recall: gold attributions that some right prediction meets. Precision,
   strict: predictions that meet some gold attribution with the right source, of all predictions. Precision, met: of
   those that meet any gold attribution. Only outermost reports are predictions: what stands inside another report's
   words is that report's. "Quoted" gold attributions hold a double quotation mark in their content;
   "quoted" predictions are linked to a quotation. No register is used: only the words beside the cue are judged.
3. Speed of ``attribute`` and of the sentence cutter on the PolNeAR text, one core, megabytes of UTF-8 a second.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from corpus.attribution import attribute, read, seen_in, state
from corpus.attribution.analysis import analyse
from corpus.document import Document
from corpus.sentences import Sentence, cut_sentences
from corpus.span import Span
from corpus.speakers import build_register, load_entries, name_key
from corpus.statements import Statement
from evals.attribution_claims import Claim, gold_claims, meets, predicted, right_source
from evals.shared_data import add_shared_option, json_lines, shared_folder


def polnear(path: Path, misses: int) -> None:
    """Print precision and recall of sources, quoted and indirect."""
    hits: Counter[str] = Counter()
    shown = 0
    for row in json_lines(path):
        text = row["text"]
        analysis = analyse(Document(row["id"], row["id"], text), cut_sentences(text))
        found = predicted(analysis)
        gold = gold_claims(text, row["annotations"][0])
        for claim in gold:
            kind = "quoted" if claim.quoted else "indirect"
            hits[f"{kind} gold"] += 1
            if any(meets(claim, other) and right_source(text, other, claim) for other in found):
                hits[f"{kind} gold found"] += 1
            elif shown < misses and misses > 0:
                shown += 1
                print("  MISSED", kind, [m.of(text) for m in claim.mentions], [c.of(text)[:80] for c in claim.content])
        for claim in found:
            kind = "quoted" if claim.quoted else "indirect"
            met = [other for other in gold if meets(claim, other)]
            hits[f"{kind} predicted"] += 1
            hits[f"{kind} met"] += bool(met)
            hits[f"{kind} right"] += any(right_source(text, claim, other) for other in met)
    print(f"PolNeAR ({path.name}):")
    for kind in ("quoted", "indirect"):
        print(
            f"  {kind:9s} recall {_ratio(hits, f'{kind} gold found', f'{kind} gold')}"
            f"  precision strict {_ratio(hits, f'{kind} right', f'{kind} predicted')}"
            f"  met {_ratio(hits, f'{kind} right', f'{kind} met')}"
        )


def _ratio(hits: Counter[str], top: str, bottom: str) -> str:
    return f"{hits[top] / max(1, hits[bottom]):.3f} ({hits[top]}/{hits[bottom]})"


def speakers(shared: Path, misses: int) -> None:
    """Print how the statements of the shared articles agree with the gold file."""
    documents = []
    for path in sorted((shared / "articles").glob("0*.txt")):
        text = path.read_text(encoding="utf-8")
        document = Document(path.stem, path.stem, text)
        sentences = cut_sentences(text)
        documents.append((document, sentences, read(document, sentences)))
    register = build_register(seen_in(reading for _, _, reading in documents), load_entries())
    said = {
        document.id: (document, sentences, state(reading, sentences, register))
        for document, sentences, reading in documents
    }
    aliases = json.loads((shared / "gold/speaker_aliases.json").read_text(encoding="utf-8"))
    canonical = {name_key(alias): name for name, others in aliases.items() for alias in (name, *others)}
    rows = list(json_lines(shared / "gold/speakers_dev.jsonl"))
    hits: Counter[str] = Counter()
    touched: set[tuple[str, Span]] = set()
    for row in rows:
        place = Span(row["start"], row["end"])
        _, _, statements = said[row["doc"]]
        here = [s for s in statements if s.span.overlaps(place)]
        touched |= {(row["doc"], s.span) for s in here}
        best = max(here, key=lambda s: min(s.span.end, place.end) - max(s.span.start, place.start), default=None)
        name = best.speaker.name if best is not None and best.speaker is not None else None
        verdict = _verdict(name, row["speaker"], canonical)
        group = "borderline" if row.get("borderline") else "strict"
        hits[f"{group} {verdict}"] += 1
        hits[f"{group} all"] += 1
        if group == "strict" and row["mode"] == "direct":
            hits["direct all"] += 1
            hits["direct right"] += verdict == "right"
        if group == "strict" and best is not None:
            hits["mode all"] += 1
            hits["mode right"] += best.mode == row["mode"]
        if verdict != "right":
            print(f"  {group} {verdict}: {name} for {row['speaker']}: {row['text'][:80]}")
    print("speakers_dev.jsonl:")
    for group in ("strict", "borderline"):
        print(f"  {group} right {_ratio(hits, f'{group} right', f'{group} all')} wrong {hits[f'{group} wrong']}")
    print(f"  direct right {_ratio(hits, 'direct right', 'direct all')}")
    print(f"  mode right {_ratio(hits, 'mode right', 'mode all')}")
    others = [(d, s) for d, (_, _, found) in said.items() for s in found if (d, s.span) not in touched and s.speaker]
    total = sum(len(sentences) for _, sentences, _ in said.values())
    print(f"  other sentences that get a speaker: {len(others)} of {total - len(rows)}")
    for name, statement in others if misses < 0 else []:
        _print_statement(said[name][0], statement)


def _print_statement(document: Document, statement: Statement) -> None:
    name = statement.speaker.name if statement.speaker else None
    print(f"    {document.id[:3]} {name} [{statement.mode}] {statement.span.of(document.text)[:100]}")


def _verdict(name: str | None, gold: str, canonical: dict[str, str]) -> str:
    if name is None:
        return "missing"
    return "right" if canonical.get(name_key(name), name) == canonical.get(name_key(gold), gold) else "wrong"


def textacy_extraction(path: Path) -> None:
    """Print how textacy's direct quotations fare on the same articles, as far as what is installed allows.

    Its refusal of an odd number of marks shows with a bare tokeniser; finding speakers takes a tagger and a parser.
    """
    try:
        import spacy  # noqa: PLC0415
        import textacy.extract  # noqa: PLC0415
    except ImportError:
        print("textacy: not installed, so not compared")
        return
    trained = [name for name in spacy.util.get_installed_models() if name.startswith("en")]
    pipeline = spacy.load(trained[0]) if trained else spacy.blank("en")
    if not trained:
        pipeline.add_pipe("sentencizer")
        print("textacy: no English spaCy pipeline is installed, so only its refusals are counted")
    hits: Counter[str] = Counter()
    for row in json_lines(path):
        text = row["text"]
        gold = [claim for claim in gold_claims(text, row["annotations"][0]) if claim.quoted]
        hits["gold"] += len(gold)
        hits["documents"] += 1
        try:
            triples = list(textacy.extract.triples.direct_quotations(pipeline(text)))
        except ValueError:
            hits["raised"] += 1
            continue
        found = [
            Claim((_span(t.speaker),), (Span(t.content.start_char, t.content.end_char),), quoted=True) for t in triples
        ]
        hits["predicted"] += len(found)
        hits["right"] += sum(any(meets(c, g) and right_source(text, c, g) for g in gold) for c in found)
        hits["found"] += sum(any(meets(c, g) and right_source(text, c, g) for c in found) for g in gold)
    print(f"textacy on {path.name}: raised on {hits['raised']} of {hits['documents']} documents")
    if trained:
        print(f"  quoted recall {_ratio(hits, 'found', 'gold')} precision strict {_ratio(hits, 'right', 'predicted')}")


def _span(tokens: object) -> Span:
    parts = list(tokens)  # type: ignore[call-overload]
    return Span(parts[0].idx, parts[-1].idx + len(parts[-1]))


def speed(path: Path) -> None:
    """Print megabytes a second on one core."""
    texts = [row["text"] for row in json_lines(path)]
    size = sum(len(text.encode()) for text in texts) / 1e6
    register = build_register((), load_entries())
    start = time.process_time()
    cut: list[tuple[Document, tuple[Sentence, ...]]] = [
        (Document(str(n), "t", text), cut_sentences(text)) for n, text in enumerate(texts)
    ]
    middle = time.process_time()
    for document, sentences in cut:
        attribute(document, sentences, register)
    end = time.process_time()
    print(f"speed: sentences {size / (middle - start):.2f} MB/s, attribution {size / (end - middle):.2f} MB/s")


def main() -> int:
    """Run what the shared folder allows; 0 also where it is absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    add_shared_option(parser)
    parser.add_argument("--misses", type=int, default=0, help="print this many missed attributions; -1: all statements")
    parser.add_argument("--part", default="dev", help="which part of PolNeAR: dev or train")
    parser.add_argument("--textacy", action="store_true", help="compare with textacy, which takes minutes")
    options = parser.parse_args()
    shared = shared_folder(options)
    if shared is None:
        return 0
    speakers(shared, options.misses)
    path = shared / f"data/polnear_{options.part}.jsonl.gz"
    polnear(path, options.misses)
    if options.textacy:
        textacy_extraction(path)
    speed(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
