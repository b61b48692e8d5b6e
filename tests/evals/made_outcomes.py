"""Outcomes written by hand, and drawn at random."""

from hypothesis import strategies as st

from evals.outcome import AnswerGrade, Heard, Outcome, SearchGrade, Shown, VerdictGrade


def quote(*, hit: bool = True, text: str = "Some words.", speaker: str | None = None, verbatim: bool = True) -> Shown:
    return Shown("dam", 0, len(text), text, speaker, hit, verbatim)


def answer(
    *,
    wanted: int = 1,
    answered: bool = True,
    probability: float = 0.5,
    quotes: tuple[Shown, ...] = (),
    met: int = 0,
    heard: tuple[Heard, ...] = (),
    trapped: bool | None = None,
    reason: str | None = None,
) -> AnswerGrade:
    return AnswerGrade(wanted, answered, reason, probability, 0.4, quotes, met, heard, 0.0, 0.0, trapped)


def outcome(
    grade: AnswerGrade | SearchGrade | VerdictGrade,
    name: str = "a",
    *,
    topic: str | None = None,
    slice_name: str = "factoid",
    error: str | None = None,
    asked: str = "Who?",
) -> Outcome:
    return Outcome(name, f"mark-{name}", slice_name, topic or name, asked, error, grade)


def _answers() -> st.SearchStrategy[AnswerGrade]:
    share = st.floats(0, 1)
    shown = st.builds(quote, hit=st.booleans(), verbatim=st.booleans())
    heard: st.SearchStrategy[Heard] = st.sampled_from(["right", "wrong", "missing"])
    return st.builds(
        AnswerGrade,
        wanted=st.integers(0, 3),
        answered=st.booleans(),
        reason=st.none(),
        probability=share,
        threshold=share,
        quotes=st.lists(shown, max_size=3).map(tuple),
        met=st.integers(0, 3),
        heard=st.lists(heard, max_size=3).map(tuple),
        words_f1=share,
        places_f1=share,
        trapped=st.sampled_from([None, True, False]),
    )


def _searches() -> st.SearchStrategy[SearchGrade]:
    """Rankings that hold no more than what is relevant."""
    ideal = st.lists(st.integers(1, 3), min_size=1, max_size=4)

    def ranked(grades: list[int]) -> st.SearchStrategy[SearchGrade]:
        some = st.integers(0, len(grades)).map(lambda count: grades[:count])
        order = some.flatmap(lambda found: st.permutations([*found, 0, 0, 0]))
        return order.map(lambda gains: SearchGrade(tuple(gains), tuple(grades)))

    return ideal.flatmap(ranked)


def outcomes() -> st.SearchStrategy[list[Outcome]]:
    verdicts = st.sampled_from(["found", "altered", "not_found"])
    grades = st.one_of(_answers(), _searches(), st.builds(VerdictGrade, verdicts, verdicts))
    topics = st.sampled_from(["x", "y", "z"])
    errors = st.sampled_from([None, None, None, "status 503"])
    made = st.tuples(grades, topics, errors)
    return st.lists(made, max_size=12).map(
        lambda rows: [outcome(g, f"c{n}", topic=t, error=e) for n, (g, t, e) in enumerate(rows)]
    )
