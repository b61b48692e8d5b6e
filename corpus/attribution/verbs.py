"""Verbs that report words or thoughts, by what has to stand around them to do so.

A general list of English, not of any one corpus; a verb that is missing costs a statement and never makes a wrong one.
"""

from enum import IntFlag, auto


class Kind(IntFlag):
    """What a verb reports, and what its sentence needs before the verb counts."""

    SAY = auto()  # always reports speech: "said", "told"
    CLAUSE = auto()  # reports only with a that-clause, a quotation or a question: "found that", not "found it"
    SHOW = auto()  # reports speech when people do it, and evidence when things do: "the attack shows"
    ACT = auto()  # speech that does something to somebody: "urged", "criticised"
    THINK = auto()  # a belief, reported: "believes"
    STANCE = auto()  # wishes and decisions: reported, but no words of anybody
    TOPIC = auto()  # what a discussion dealt with: "examined whether"


class Form(IntFlag):
    """Which form of a verb a word may be."""

    BASE = auto()
    THIRD = auto()
    PAST = auto()
    ING = auto()


_BASES = {
    Kind.SAY: "say tell state argue claim assert contend explain remark exclaim recount opine retort quip reiterate "
    "insist reply tweet testify declare stress emphasise emphasize caution joke lament boast brag reassure assure "
    "allege aver proclaim profess counter comment quote concede stipulate elaborate affirm reaffirm muse scoff "
    "maintain acknowledge admit announce warn complain",
    Kind.CLAUSE: "add note continue report write observe find respond answer begin conclude recall learn hear swear "
    "whisper shout cry chant read retweet text mention hold clarify confide interject snap rule determine predict "
    "confess post email go repeat estimate project calculate forecast guess speculate wonder assume remember know "
    "realise realize understand decide see feel worry ensure imply laugh vent chide sneer scream yell blog",
    Kind.SHOW: "suggest indicate show reveal highlight underscore underline reflect confirm signal demonstrate "
    "point hint convey outline cite describe disclose detail imply pose illustrate stipulate document depict portray",
    Kind.ACT: "announce urge demand accuse criticise criticize condemn praise reject deny promise vow pledge threaten "
    "propose recommend ask appeal advocate apologise apologize thank welcome denounce blame dismiss defend question "
    "challenge call implore invite request advise mock ridicule attack slam blast decry rebuke assail chastise "
    "applaud commend hail congratulate salute laud tout endorse voice express raise refer allude speak talk issue "
    "lambaste deride disavow rebut refute dispute object protest plead beg instruct order counsel agree disagree "
    "echo cheer boo lash rail berate scold liken compare invoke label dub deem remind inform brief",
    Kind.THINK: "believe think consider feel suspect doubt reckon deem regard view assume",
    Kind.STANCE: "hope fear want wish expect plan intend seek support oppose back favour favor decline refuse prefer "
    "approve decide offer vote worry love hate like dislike need aim try attempt choose opt accept embrace "
    "acknowledge ignore trust regret admire respect value target push press fight focus nominate appoint pick "
    "recognise recognize envision encourage discourage require allow authorize prohibit ban prove teach "
    "judge rate rank identify name honor honour celebrate champion promote sign pass unveil release publish "
    "embody threaten sue campaign run consider anticipate foresee care struggle resist balk hesitate vent "
    "contradict undermine address downplay exaggerate emphasise mull weigh sound appear seem",
    Kind.TOPIC: "examine explore discuss analyse analyze review debate frame address consider question",
}
_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "find": ("finds", "found", "finding"),
    "begin": ("begins", "began", "beginning"),
    "hear": ("hears", "heard", "hearing"),
    "swear": ("swears", "swore", "swearing"),
    "read": ("reads", "read", "reading"),
    "hold": ("holds", "held", "holding"),
    "go": ("goes", "went", "going"),
    "know": ("knows", "knew", "knowing"),
    "understand": ("understands", "understood", "understanding"),
    "see": ("sees", "saw", "seeing"),
    "feel": ("feels", "felt", "feeling"),
    "show": ("shows", "showed", "showing"),
    "speak": ("speaks", "spoke", "speaking"),
    "think": ("thinks", "thought", "thinking"),
    "seek": ("seeks", "sought", "seeking"),
    "choose": ("chooses", "chose", "choosing"),
    "teach": ("teaches", "taught", "teaching"),
    "fight": ("fights", "fought", "fighting"),
    "forecast": ("forecasts", "forecast", "forecasting"),
    "learn": ("learns", "learned", "learning"),
    "run": ("runs", "ran", "running"),
    "admit": ("admits", "admitted", "admitting"),
    "refer": ("refers", "referred", "referring"),
    "plan": ("plans", "planned", "planning"),
    "slam": ("slams", "slammed", "slamming"),
    "opt": ("opts", "opted", "opting"),
    "quip": ("quips", "quipped", "quipping"),
    "brag": ("brags", "bragged", "bragging"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "regret": ("regrets", "regretted", "regretting"),
    "beg": ("begs", "begged", "begging"),
    "chat": ("chats", "chatted", "chatting"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "ban": ("bans", "banned", "banning"),
    "snap": ("snaps", "snapped", "snapping"),
    "blog": ("blogs", "blogged", "blogging"),
}
_VOWELS = "aeiou"

# Forms that are as often nouns: the words around them must show the verb.
NOUN_LIKE = frozenset(
    "claim claims report reports note notes demand demands call calls comment comments charge charges order orders "
    "plan plans question questions remark remarks promise promises pledge pledges vow vows view views need needs "
    "support hope hopes fear fears estimate estimates attack attacks praise appeal appeals answer answers reply "
    "request requests vote votes back worry worries doubt doubts push point points stress state states blame debate "
    "debates address addresses issue issues offer offers favor favour focus tweet tweets outline outlines judge judges "
    "advocate advocates thought finding findings feeling feelings ruling rulings warning warnings saying details "
    "detail signal signals text texts post posts project projects forecast forecasts caution counter counters quote "
    "quotes brief briefs reading readings challenge challenges label labels voice joke jokes guess rate rates rank "
    "ranks name names honor value values respect trust love hate like campaign campaigns run runs sign signs pass "
    "press fight fights target targets understanding beginning sound sounds frame frames review reviews document "
    "documents rule rules email emails laugh cry shout read target protest protests object objects regard aim aims "
    "attempt attempts show shows invite counsel release releases meeting hold held found saw pick picks mention "
    "mentions repeat welcome salute cheer cheers pose wonder wonders wish wishes speaking talking talk talks "
    "value fighting welcoming planning backing ranking rating".split()
)


def _regular(base: str) -> tuple[str, str, str]:
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    sibilant = base.endswith(("s", "sh", "ch", "x", "z", "o"))
    return base + ("es" if sibilant else "s"), base + "ed", base + "ing"


def _forms() -> dict[str, tuple[Kind, Form, str]]:
    table: dict[str, tuple[Kind, Form, str]] = {}
    for kind, bases in _BASES.items():
        for base in bases.split():
            third, past, ing = _IRREGULAR.get(base) or _regular(base)
            for word, form in ((base, Form.BASE), (third, Form.THIRD), (past, Form.PAST), (ing, Form.ING)):
                known = table.get(word)
                table[word] = (kind | known[0], form | known[1], base) if known else (kind, form, base)
    return table


FORMS = _forms()
"""From a lower-case word to the kinds and forms it may be, and its base."""
