"""What a question asks for, told by its words: a number, a day, a person, sides, somebody's words."""

import re

from service.speech import SAYING, WHAT_IS_SAID

QUESTION_WORDS = "what|why|how|who|whom|whose|which|when|where"
HELPERS = "is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might|must"
ASKS_AGREEMENT = re.compile(r"\b(dis)?agree[sd]?\b|\bdiffers?\b|\bsame view\b", re.IGNORECASE)
TEXTS = "articles?|pieces?|editorials?|commentar(?:y|ies)|reports?|texts?|stor(?:y|ies)"
WRITERS = (
    "writers?|authors?|speakers?|analysts?|experts?|journalists?|panellists?|panelists?|guests?|sides?|people|men|women"
)
SETS_BOTH = re.compile(
    r"\bcompared?\b|\b(?:versus|vs)\b"
    rf"|\b(?:do|does|did) (?:both|each) (?:{SAYING.pattern}|(?:dis)?agree|differ|support|oppose)\b"
    r"|\b(?:both|each)\W*$"
    rf"|\b(?:both|each)(?: of)?(?: the| these| them)?(?: two)? (?:\w+ )?(?:{TEXTS}|{WRITERS}|says?)\b",
    re.IGNORECASE,
)  # and not "the role each agency has"
SETS_SIDES = re.compile(
    rf"{SETS_BOTH.pattern}|\b(?:articles|pieces|editorials|commentaries|differ|disagree|agree)\b"
    r"|\b(?:the|these|two|which|other) (?:\w+ )?reports\b",  # and not "were there reports of"
    re.IGNORECASE,
)
JOINS = re.compile(
    r"\b(and|or|versus|vs|against|compared?|contrast|each|both|differs?|(?:dis)?agrees?|beside|while|whereas|but)\b"
    r"|\A(?:(?!\bon\b)[^,;])*\bon\b[^,;]*[,;][^,;]*\bon\b",  # "the session on the ferry, Okafor on the bridge"
    re.IGNORECASE,
)
ASKS_NUMBER = re.compile(
    r"\b(how (?:many|old|large)|number of|percentage)\b"
    rf"|\bhow much (?!(?:{HELPERS}|of|more|longer|less|further|the|this|that)\b)\w+"  # not "how much does it matter"
    r"|\bhow much\b.*\b(?:cost|spen[dt]|pay|paid|earn|worth|lost|lose)\b"
    r"|\bhow (?:long|often)(?: (?:ago|is|are|was|were|did|do|does|had|has|have|will|would)\b|\W*$)"
    r"|\bhow much (?:is|was|are|were) (?:the|an?)\b"
    r"|\bhow (?:far|high|tall|deep|wide) (?:away|is|was|are|were)\b"  # and not "how far should it go"
    r"|^\W*(?:what (?:is|was) )?(?:the )?(?:[\w-]+ ){0,2}(?:budget|price|population|salary|(?:death )?toll|turnout)\b"
    r"(?= (?:of|for|in)\b|\W*$)",  # "annual budget of the centre", and not "what does he say of the budget"
    re.IGNORECASE,
)
ASKS_DAY = re.compile(
    rf"^\W*(?:since )?when(?: exactly| and where)?(?:\s+(?:{HELPERS})\b|\W*$)"
    r"|\b(?:what|which) (?:year|date|day|month|century|decade)\b",
    re.IGNORECASE,
)  # and not "when militants regroup, what ..."
ASKS_PERSON = re.compile(
    r"(?:^|[,;:(])[^\w,;:(]*(?:(?!(?:[Tt]hose|[Pp]eople)\b)\w+\s+){0,2}[Ww]ho(?:m|se)?\b"
    r"|\b(?:and|or|but|of|by|to|from|with|for|against|on|know|remember|say|said|tell|exactly)\s+who(?:m|se)?\b"
)  # "people who have ..." and the WHO ask for nobody
ASKS_ONE = re.compile(
    r"(?:^|,)[^\w,]*(?:(?!(?:do|those|people|areas|places)\b)\w+\s+){0,2}(?:(?-i:[Ww]ho(?:m|se)?)|where)\b"
    r"(?!\s+(?:are|were|all|said what|says what|thinks what)\b)",
    re.IGNORECASE,
)  # at the head, since "those who" and "areas where" ask for nobody and no place
_NAME = r"(?:[A-Z][\w’'-]*\.?\s+){0,5}[A-Z][\w’'-]*"
ASKS_WORDS_OF = re.compile(
    rf"\b(?:[Ww]hat|[Hh]ow|[Ww]hy)\s+(?:did|does|do|has|have|is|was|were)\s+(?:the\s+)?(?P<says>{_NAME})"
    r"(?:\s+(?:also|really|actually|ever|first|now|once|then|has|have|had|to|\w+self|\w+ly)){0,2}"
    r"\s+(?:say|said|think|believe|argue|claim|state|told|tell)\b"
    rf"|\b(?:[Aa]ccording to)\s+(?:the\s+)?(?P<source>{_NAME})(?![\w’'-]|\.?\s+[A-Z])"
    rf"(?!\s+(?!(?:{QUESTION_WORDS}|{HELPERS})\b)[a-z])"
    rf"|\b[Ww]hat\s+(?:is|was|are|were)\s+(?P<whose>(?:[A-Z][\w-]*\.?\s+){{0,5}}[A-Z][\w-]*)[’']s?\s+"
    r"(?:view|views|opinion|position|take|reply|response|answer|statement|stance|reaction)\b"
    rf"|^\W*(?P<head>(?:[A-Z][\w-]*\.?\s+){{1,5}}[A-Z][\w-]*)[’']s?\s+(?:{WHAT_IS_SAID.pattern})\b"
)
UNSPEAKING = re.compile(
    r"\b(?:plan|policy|strategy|act|law|bill|treaty|accord|agreement|pact|resolution|report|war|operation|attacks?"
    r"|strikes?|airstrikes|bombing|summit|constitution|charter)$",
    re.IGNORECASE,
)  # ends the name of a thing that is read or spoken of, and never reported as a speaker
ASKS_SEVERAL = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|[2-9]|several)\s+(?:[a-z-]+\s+){0,2}[a-z-]+s\b"
    r"|^\W*(?:list|name|enumerate)\b"
    r"|\b(?:what|which)\s+(?:[a-z-]+\s+){0,2}(?:are|were)\b"
    r"|\b(?:reasons|causes|steps|ways|measures|proposals|recommendations|priorities|principles|demands|conditions)\b"
    r"|\b(?:propos|recommend|suggest)(?:e|es|ed|s)?\b",
    re.IGNORECASE,
)  # a list
_LONG = 25  # words; 0.995 of MultiHop-RAG questions have as many, 0.003 of SQuAD's, none of the digests'
_OTHER = 0.4  # of them must differ, as they do in each of those: forty times "Pakistan" sets no facts beside each other


def holds_a_word(text: str) -> bool:
    """Whether a text can ask for anything: signs and emoji alone do not."""
    return re.search(r"\w", text) is not None


def is_long(question: str) -> bool:
    """Whether a question is as long as those that set several facts beside each other."""
    words = question.lower().split()
    return len(words) >= _LONG and len(set(words)) >= _OTHER * len(words)
