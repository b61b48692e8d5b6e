"""Whether a name somebody gives is a speaker's name."""

from collections.abc import Callable

from corpus.speakers import name_key
from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.offices import contradicts
from service.quotation_words import plain_style


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _these(
    """
    mr mrs ms miss dr prof professor sir dame lord lady maulana mufti justice judge barrister advocate gen general
    lt lieutenant maj major col colonel brig brigadier capt captain cdr commander admiral air marshal field chief
    commodore vice rear retd retired ret president prime minister pm senator governor ambassador secretary chairman
    chairperson mayor imam director former ex
    """
)


def names_same(given: str, speaker: Speaker) -> bool:
    """Whether ``given`` is the speaker's name or an alias, whatever the case, accents, ranks and titles.

    Where a single word is left of a name, two titles must be the same: "General Khan" is not "Senator Khan". An office
    or rank that the speaker's role, where it is known, has nothing of is another person's.
    """
    return is_named(given, speaker) and not (
        speaker.role and contradicts(given, speaker.role, (speaker.name, *speaker.aliases))
    )


def is_named(given: str, speaker: Speaker) -> bool:
    """The same, whatever office or rank ``given`` claims beside what the speaker's role tells."""
    return any(_same(_parts(given), _parts(name)) for name in (speaker.name, *speaker.aliases))


def _same(one: tuple[tuple[str, ...], frozenset[str]], other: tuple[tuple[str, ...], frozenset[str]]) -> bool:
    (name, titles), (other_name, other_titles) = one, other
    return (
        bool(name)
        and name == other_name
        and (len(name) > 1 or not titles or not other_titles or titles == other_titles)
    )


def _parts(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a name, and its titles apart; one made of titles only ("the Prime Minister") stays whole."""
    words = name_key(plain_style(name)).split()
    bare = tuple(word for word in words if word not in TITLES)
    return (bare, frozenset(words) - set(bare)) if bare else (tuple(words), frozenset())


def register_names(snapshot: Snapshot) -> Callable[[str, Speaker], bool]:
    """``names_same``, and every exact alias the register knows; a misspelt name is never taken for another."""

    def same(given: str, speaker: Speaker) -> bool:
        known = snapshot.register.lookup(given) or snapshot.register.lookup(plain_style(given))
        return (known is not None and known.id == speaker.id) or names_same(given, speaker)

    return same
