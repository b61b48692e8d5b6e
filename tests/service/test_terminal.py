from index.encoding import Progress
from service.terminal import PlainProgress


def test_long_steps_say_rate_and_remaining_time_every_few_seconds_and_end_with_a_total() -> None:
    now = 0.0
    lines: list[str] = []
    show = PlainProgress(lambda: now, lines.append)
    for done in range(11):
        now = float(done)
        show(Progress("encode", done * 100, 1000))
    assert lines == [
        "encoding texts: 500 of 1000, 100 a second, 5 s left",
        "encoding texts: 1000 of 1000 in 10.0 s",
    ]


def test_each_step_is_timed_by_itself() -> None:
    now = 0.0
    lines: list[str] = []
    show = PlainProgress(lambda: now, lines.append)
    show(Progress("cut", 5, 5))
    now = 7.0
    show(Progress("write", 1, 2))
    now = 9.0
    show(Progress("write", 2, 2))
    assert lines[-1] == "writing the snapshot: 2 of 2 in 2.0 s"
