"""Words that say nothing of whom or what a question names: where a description or a title may begin or end."""

PREPOSITIONS = frozenset(
    ("of", "in", "on", "at", "to", "for", "by", "from", "with", "as", "than", "per", "about", "between", "versus", "vs")
)
DETERMINERS = frozenset(("the", "this", "that", "a", "an", "both", "each", "our"))
_VERBS = frozenset(
    (
        *("do", "does", "did", "is", "was", "are", "were", "has", "have", "had", "can", "could", "should", "would"),
        *("will", "may", "might", "says", "said", "say", "according"),
    )
)
_ASKING = frozenset(("what", "why", "how", "who", "whom", "whose", "which", "when", "where", "and", "or", "but"))
FUNCTION_WORDS = PREPOSITIONS | DETERMINERS | _VERBS | _ASKING
