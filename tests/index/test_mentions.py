"""Publishers and days that a question names."""

from datetime import date

import pytest

from index.mentions import find_mentions, publisher_names

_NAMES = publisher_names(["The Verge", "FOX News - Health", "FOX News - Lifestyle", "Wired", "Cnbc | World News", None])


@pytest.mark.parametrize(
    ("question", "publishers"),
    [
        ("What did The Verge report?", {"The Verge"}),
        ("what did the verge report", {"The Verge"}),
        ("Did FOX News change its mind?", {"FOX News - Health", "FOX News - Lifestyle"}),
        ("Did FOX News - Health change its mind?", {"FOX News - Health", "FOX News - Lifestyle"}),
        ("Which article of Wired says so?", {"Wired"}),
        ("How are the cameras wired?", set()),
        ("Who is on the vergers' list?", set()),
    ],
)
def test_a_publisher_is_found_by_its_name_or_the_first_part_of_it(question: str, publishers: set[str]) -> None:
    assert find_mentions(question, _NAMES).publishers == publishers


def test_a_false_friend_only_moves_that_publishers_passages_up() -> None:
    assert find_mentions("Who stood on the verge of tears?", _NAMES).publishers == {"The Verge"}


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("the report of November 6, 2023", {date(2023, 11, 6)}),
        ("the report of Nov. 6th 2023", {date(2023, 11, 6)}),
        ("the report of 6 November 2023 and of 2024-01-31", {date(2023, 11, 6), date(2024, 1, 31)}),
        ("the 3rd of May 2021", {date(2021, 5, 3)}),
        ("between 2014 and 2016, in May 2021", set()),
        ("on February 30, 2021 or 2021-13-01", set()),
        ("the marches of 20231 and 12345-01-01", set()),
    ],
)
def test_a_day_is_found_where_all_of_it_is_given(question: str, days: set[date]) -> None:
    assert find_mentions(question, {}).days == days
