"""Verbs that report words or thoughts, by what has to stand around them to do so.

A general list of English, not of any one corpus; a verb that is missing costs a statement and never makes a wrong one.
"""

from corpus.attribution.words import listed


class Kind:
    """What a verb reports, and what its sentence needs before the verb counts."""

    SAY = 1 << 0  # always reports speech: "said", "told"
    CLAUSE = 1 << 1  # reports only with a that-clause, a quotation or a question: "found that", not "found it"
    SHOW = 1 << 2  # reports speech when people do it, and meaning when events do: "the attack highlights"
    EVIDENCE = (
        1 << 3
    )  # means rather than says, unless somebody does it and a clause follows: "the minister indicated that"
    ACT = 1 << 4  # speech that does something to somebody: "urged", "criticised"
    THINK = 1 << 5  # a belief, reported: "believes"
    STANCE = 1 << 6  # wishes and decisions: reported, but no words of anybody
    TOPIC = 1 << 7  # what a discussion dealt with: "examined whether"


class Form:
    """Which form of a verb a word may be."""

    BASE = 1 << 0
    THIRD = 1 << 1
    PAST = 1 << 2
    ING = 1 << 3


_BASES = {
    Kind.SAY: """
    say tell state argue claim assert contend explain remark exclaim recount opine retort quip reiterate insist
    reply tweet testify declare stress emphasise emphasize recall caution joke lament boast brag reassure assure
    allege aver proclaim profess quote concede stipulate elaborate affirm reaffirm muse scoff acknowledge
    admit announce warn complain
    """,
    Kind.CLAUSE: """
    maintain counter add note continue report write observe find respond answer begin conclude learn hear swear whisper
    shout cry chant read retweet text hold clarify confide interject snap rule determine predict confess post email
    go repeat estimate project calculate forecast guess speculate wonder assume remember know realise realize
    understand decide see feel worry laugh vent chide sneer respond reply scream yell blog type sing mutter murmur
    chuckle grumble gush infer deduce surmise put submit narrate share contend elucidate opine lament regret grant
    charge hope undertake let reason
    """,
    Kind.SHOW: """
    suggest reveal highlight underscore underline confirm point hint convey outline cite describe disclose detail
    stipulate mention reference list
    """,
    Kind.EVIDENCE: """
    indicate show reflect signal demonstrate imply illustrate document depict prove ensure
    """,
    Kind.ACT: """
    announce urge demand accuse criticise criticize condemn praise reject deny promise vow pledge threaten propose
    enquire inquire attribute ascribe
    recommend ask appeal advocate apologise apologize thank welcome denounce blame dismiss defend question challenge
    call implore invite request advise mock ridicule attack slam blast decry rebuke assail chastise applaud commend
    hail congratulate salute laud tout endorse voice express raise refer allude speak talk issue share paint portray
    articulate comment lambaste deride disavow rebut refute dispute object protest plead beg instruct order counsel
    agree disagree echo cheer boo lash rail berate scold liken compare invoke label dub brand make deliver lay send
    exhort characterise characterize deem term remind inform brief bemoan savage insult smear discredit trumpet
    disparage belittle reminisce apprise fault brush shrug wave take cast draw place pin leave give close end open
    finish
    """,
    Kind.THINK: "believe think suspect doubt reckon deem regard view fear dread",
    Kind.STANCE: """
    hope want wish expect plan intend seek support oppose back favour favor decline refuse prefer approve
    decide offer vote worry love hate like dislike need aim try attempt choose opt accept embrace acknowledge ignore
    trust regret admire respect value target push press fight focus nominate appoint pick recognise recognize
    envision encourage discourage require allow authorize prohibit ban teach judge rate rank identify name honor
    honour celebrate champion promote sign pass unveil release publish embody threaten sue respond campaign run
    consider anticipate foresee care struggle resist balk hesitate vent contradict undermine address downplay
    exaggerate mull weigh side sponsor relish resent cherish detest abhor favour sound appear seem
    """,
    Kind.TOPIC: """
    examine explore discuss analyse analyze review debate frame address consider question
    """,
}
_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "put": ("puts", "put", "putting"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "make": ("makes", "made", "making"),
    "lay": ("lays", "laid", "laying"),
    "send": ("sends", "sent", "sending"),
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
    "infer": ("infers", "inferred", "inferring"),
    "refer": ("refers", "referred", "referring"),
    "plan": ("plans", "planned", "planning"),
    "slam": ("slams", "slammed", "slamming"),
    "opt": ("opts", "opted", "opting"),
    "quip": ("quips", "quipped", "quipping"),
    "brag": ("brags", "bragged", "bragging"),
    "submit": ("submits", "submitted", "submitting"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "regret": ("regrets", "regretted", "regretting"),
    "beg": ("begs", "begged", "begging"),
    "chat": ("chats", "chatted", "chatting"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "ban": ("bans", "banned", "banning"),
    "snap": ("snaps", "snapped", "snapping"),
    "sing": ("sings", "sang", "singing"),
    "blog": ("blogs", "blogged", "blogging"),
    "take": ("takes", "took", "taking"),
    "cast": ("casts", "cast", "casting"),
    "draw": ("draws", "drew", "drawing"),
    "pin": ("pins", "pinned", "pinning"),
    "leave": ("leaves", "left", "leaving"),
    "give": ("gives", "gave", "giving"),
    "undertake": ("undertakes", "undertook", "undertaking"),
    "let": ("lets", "let", "letting"),
}
# Participles that are not the past form too.
_PARTICIPLES = {
    "write": "written",
    "speak": "spoken",
    "swear": "sworn",
    "take": "taken",
    "draw": "drawn",
}
_DOUBLED = listed("counsel label signal")  # in Britain, and in Pakistan: "counselled"
_VOWELS = "aeiou"

# Forms that are as often nouns: the words around them must show the verb.
NOUN_LIKE = listed("""
    claim claims report reports note notes demand demands call calls comment comments charge charges order orders
    plan plans question questions remark remarks promise promises pledge pledges vow vows view views need needs
    support hope hopes reason reasons fear fears dread dreads estimate estimates attack attacks praise appeal appeals
    answer answers reply
    request requests vote votes back worry worries doubt doubts push point points stress state states blame debate
    debates address addresses issue issues offer offers favor favour focus tweet tweets outline outlines judge
    judges advocate advocates thought finding findings feeling feelings ruling rulings warning warnings details
    detail signal signals text texts post posts project projects forecast forecasts caution counter counters quote
    quotes brief briefs reading readings challenge challenges label labels voice joke jokes guess rate rates rank
    ranks name names honor list lists value values respect trust love hate like campaign campaigns run runs sign signs
    pass press fight fights target targets understanding beginning sound sounds frame frames review reviews document
    documents rule rules email emails laugh cry shout read target protest protests object objects regard aim aims
    attempt attempts show shows invite counsel release releases meeting hold held found saw pick picks mention
    mentions repeat welcome salute cheer cheers pose wonder wonders wish wishes talk talks value fighting welcoming
    planning backing term terms ranking rating briefing suspect suspects place places draw draws leave
    leaves end ends open close finish finding grant grants opening closing ending leaving
    """)


_COMPLAINTS = listed("""
    claim claims complaint complaints criticism contention concern concerns question questions suggestion suggestions
    allegation allegations charge charges fear fears objection objections idea notion demand demands warning warnings
    accusation accusations talk
    """)  # what somebody brushes aside, but not a fly
# Verbs that report speech only with certain objects: "raised concerns", not "raised money".
OBJECTS = {
    "raise": listed("""
    concern concerns question questions issue issues objection objections doubt doubts alarm
    """),
    "issue": listed("""
    statement statements warning warnings call calls appeal apology denial threat ultimatum rebuke advisory fatwa
    communique communiqué declaration clarification condemnation
    """),
    "make": listed("""
    claim claims comment comments remark remarks statement statements argument arguments case point announcement
    announcements promise promises pledge pledges accusation accusations allegation allegations reference references
    clear plain known suggestion suggestions assertion appeal
    """),
    "let": frozenset(("known", "slip")),
    **dict.fromkeys(("brush", "shrug", "wave"), _COMPLAINTS),
    "deliver": listed("""
    speech statement remarks message address verdict warning rebuke ultimatum
    """),
    "send": listed("letter email statement telegram"),
    "lay": frozenset(("out", "blame")),
    "place": frozenset(("blame",)),
    "pin": frozenset(("blame",)),
    "take": frozenset(("issue", "exception", "umbrage", "view")),
    "cast": frozenset(("doubt", "doubts", "aspersions")),
    "draw": frozenset(("attention", "parallel", "parallels", "comparison", "distinction")),
    "leave": frozenset(("doubt",)),
    "give": frozenset(("version", "overview", "assurance", "assurances")),
    "share": listed("""
    detail details view views thought thoughts concern concerns insight insights opinion opinions information story
    message
    """),
}


# Verbs that report speech only with "with" and such an object: "closed with a warning", not "closed the school".
WITH = {
    base: listed("warning warnings call appeal plea reminder caution question tribute demand pledge promise vow")
    for base in ("close", "end", "open", "finish")
}


PERFECT_ONLY = frozenset(_PARTICIPLES.values())
"""Forms that report only after "have": "has written that", not "a written submission" or "written by officials"."""

ACTIVE_ONLY = listed(
    "wave brush shrug spell let take cast draw place pin leave give close end open finish grant charge"
)
"""Bases of verbs whose passive reports nobody's words: "was granted by the court", "the school was closed by"."""

PHYSICAL = frozenset(("attack", "defend", "challenge", "assail", "resist"))
"""Bases of verbs that report speech only with a clause or a quotation: gunmen attack convoys, soldiers defend bases."""


# Past forms that, right before these words, are participles: "people accused of", not "the council accused".
REDUCED = {
    "accuse": frozenset(("of",)),
    "invite": frozenset(("to",)),
    "compare": frozenset(("with", "to")),
    "require": frozenset(("to",)),
    "allow": frozenset(("to",)),
    "focus": frozenset(("on",)),
    "authorize": frozenset(("to",)),
    "appoint": frozenset(("to", "as")),
    "name": frozenset(("in", "as", "after")),
    "aim": frozenset(("at",)),
    "expect": frozenset(("to",)),
    "describe": frozenset(("as", "in")),
    "view": frozenset(("as",)),
    "target": frozenset(("for",)),
}


def _regular(base: str) -> tuple[str, str, str]:
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    sibilant = base.endswith(("s", "sh", "ch", "x", "z", "o"))
    return base + ("es" if sibilant else "s"), base + "ed", base + "ing"


def _forms() -> dict[str, tuple[int, int, str]]:
    table: dict[str, tuple[int, int, str]] = {}
    for kind, bases in _BASES.items():
        for base in bases.split():
            third, past, ing = _IRREGULAR.get(base) or _regular(base)
            participle = _PARTICIPLES.get(base, past)
            doubled = base + "l" if base in _DOUBLED else base
            forms = (
                (base, Form.BASE),
                (third, Form.THIRD),
                (past, Form.PAST),
                (participle, Form.PAST),
                (ing, Form.ING),
                *(((doubled + "ed", Form.PAST), (doubled + "ing", Form.ING)) if doubled != base else ()),
            )
            for word, form in forms:
                known = table.get(word)
                table[word] = (kind | known[0], form | known[1], base) if known else (kind, form, base)
    return table


FORMS = _forms()
"""From a lower-case word to the kinds and forms it may be, and its base."""
