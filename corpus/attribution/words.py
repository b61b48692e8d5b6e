"""Small closed classes of English words, and the nouns that can speak."""


def listed(words: str) -> frozenset[str]:
    """A set of words from one string, the shape in which long lists stay readable."""
    return frozenset(words.split())


class Word:
    """What a word may be, as bits of an int; 0 says that the lists do not know it.

    Plain numbers, because ``IntFlag`` took half of the running time.
    """

    AUX = 1 << 0
    BE = 1 << 1
    MODAL = 1 << 2
    NOT = 1 << 3
    ADVERB = 1 << 4
    DETERMINER = 1 << 5
    POSSESSIVE = 1 << 6
    PREPOSITION = 1 << 7
    AND = 1 << 8
    BUT = 1 << 9
    SUBORDINATOR = 1 << 10
    PRONOUN = 1 << 11
    OBJECT_PRONOUN = 1 << 12
    RELATIVE = 1 << 13
    PERSON = 1 << 14
    BODY = 1 << 15
    PAPER = 1 << 16
    TITLE = 1 << 17
    TIME = 1 << 18
    PLURAL = 1 << 19
    QUANTIFIER = 1 << 20
    THING = 1 << 21
    VERB = 1 << 22
    PLACE = 1 << 23
    FINITE = 1 << 24


_LISTS = {
    Word.AUX | Word.BE: """
    is are was were be been being am 's 're isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t
    """,
    Word.AUX: """
    has have had do does did hasn't haven't hadn't doesn't didn't don't hasn’t haven’t hadn’t doesn’t didn’t don’t
    having will won't won’t
    """,
    Word.MODAL: """
    would could should may might must can shall cannot ought can't couldn't wouldn't shouldn't can’t couldn’t
    wouldn’t shouldn’t
    """,
    Word.NOT: "not never no-one neither nor",
    Word.ADVERB: """
    also then now still just later again once always often even only further too first instead already long ever
    soon yesterday today earlier meanwhile however moreover furthermore thus therefore there here recently
    repeatedly twice both further nevertheless nonetheless sometimes almost perhaps simply who've all therein
    thereby rather quite so very separately in-turn
    """,
    Word.DETERMINER: "the a an this that these those another each every no any such",
    Word.POSSESSIVE: "his her its their our my your whose",
    Word.QUANTIFIER: """
    some many several most few others all both one two three four five half none more dozens hundreds thousands
    anyone everyone everybody somebody someone nobody those people percent
    """,
    Word.PREPOSITION: """
    of in on at to for from with by about against between among through during over under within without into onto
    upon across behind beyond near after before amid despite toward towards per via like unlike around inside
    outside since until off above below throughout including alongside regarding concerning following ahead
    according
    """,
    Word.AND: "and or & as-well-as",
    Word.BUT: "but yet so though",
    Word.SUBORDINATOR: """
    while although though because if when whenever where whereas unless as since after before until once whether how
    why that what than whatever whoever whichever
    """,
    Word.PRONOUN: "he she they it we i you",
    Word.OBJECT_PRONOUN: "him her them me us",
    Word.RELATIVE: "who which whom that",
    Word.TIME: """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december morning afternoon evening night week month year years weeks days months
    today yesterday tonight weekend hours time times day
    """,
    Word.TITLE: """
    general gen major maj lieutenant lt colonel col captain capt brigadier brig admiral adm marshal field air
    commodore vice rear sergeant sgt corporal mr mrs ms miss dr doctor prof professor sir lord lady dame president
    minister secretary senator sen rep representative gov governor mayor judge justice chief chairman chairwoman
    chairperson director king queen prince princess sheikh maulana mufti imam pope cardinal bishop archbishop rev
    reverend father sister brother ambassador commissioner inspector superintendent officer attorney speaker premier
    chancellor congressman congresswoman councilman councilwoman retired retd hon honourable honorable justice
    lawmaker analyst spokesman spokeswoman spokesperson candidate nominee leader columnist journalist reporter
    author activist actor actress strategist pollster host anchor editor historian economist h.e barrister advocate
    """,
    Word.PAPER: """
    statement statements report reports study studies survey surveys poll polls letter memo memorandum document
    documents communique communiqué declaration press release editorial article newspaper paper magazine website
    blog tweet post transcript affidavit lawsuit complaint filing ruling resolution speech remarks book ad ads video
    email emails analysis notice order data records account accounts film documentary headline op-ed
    headlines review advisory caption message posting testimony petition brief policy platform manifesto slide
    slides chart points commentary commentaries essay essays submission average averages dossier pamphlet position
    stance viewpoint
    """,
    Word.BODY: """
    committee council government ministry department agency army military navy force forces police court party
    parties commission board campaign administration company group organization organisation union association team
    office bureau authority authorities parliament senate house congress assembly state states country countries
    institute institution university center centre foundation network newspaper outlet channel station media
    bench outfit opposition coalition alliance cabinet embassy delegation movement panel jury bank firm corporation
    church
    community side camp outlets wing directorate regime leadership command militants taliban insurgents discussion
    session meeting conference forum debate seminar webinar audience crowd electorate public majority minority
    establishment ngo pac super-pac think-tank watchdog regulator publication press post times journal agency
    committee staff family households service league club legislature mission
    """,
    Word.PERSON: """
    dean rector provost principal planner dealer mate man woman men women people person official spokesman
    spokeswoman spokesperson president minister candidate voter critic analyst expert participant observer scholar
    leader chief head general officer soldier senator congressman congresswoman representative governor mayor judge
    justice attorney lawyer prosecutor witness eyewitness resident citizen supporter opponent rival ally allies aide
    adviser advisor strategist source student teacher professor doctor nurse journalist reporter editor author
    columnist commentator historian economist scientist researcher republican democrat conservative liberal
    progressive delegate member lawmaker politician nominee mogul businessman businesswoman billionaire tycoon
    activist advocate campaigner pollster surrogate insider executive ceo chairman chairwoman chair director
    secretary ambassador diplomat commander speaker moderator host anchor guest panelist panellist friend brother
    sister father mother son daughter wife husband spouse child children kid parent neighbor neighbour survivor
    victim suspect defendant plaintiff veteran elder cleric priest pastor bishop pope imam rabbi king queen prince
    princess actor actress singer artist director producer writer star player coach manager boss owner worker
    employee farmer investor trader banker donor creditor user respondent attendee organizer organiser protester
    protestor demonstrator demonstrator skeptic sceptic backer detractor contender hopeful frontrunner front-runner
    incumbent successor predecessor premier chancellor deputy counsel counselor clerk sheriff detective investigator
    inspector auditor inmate prisoner hostage refugee migrant immigrant taxpayer consumer customer client patient
    fan follower reader viewer listener blogger tweeter commissioner superdelegate liberal historian biographer
    novelist physician psychologist psychiatrist contractor builder lobbyist consultant operative staffer
    spokespeople americans evangelical christian muslim jew catholic guy boy girl lady gentleman millennial
    professional specialist engineer pilot driver passenger agent guard colleague partner co-author co-founder
    founder trustee chaplain philosopher theologian theorist academic intellectual thinker pundit fellow tribesman
    tribesmen ulema petitioner complainant applicant mover legislator parliamentarian stalwart ssp dpo aig igp ig cm
    coas mna mpa aag rpo ccpo
    admiral archbishop brigadier captain cardinal colonel commodore corporal lieutenant major marshal maulana mufti
    sergeant sheikh superintendent
    grandson granddaughter
    accountant administrator anthropologist baker bomber bystander captive chieftain civilian constable convener
    convenor convict coordinator co-ordinator craftsman criminologist defector demographer deserter detainee emir
    emissary employer envoy exile fighter fisherman fishermen foreigner geographer grandfather grandmother gunman gunmen
    headmaster headmistress herder herdsman informant informer instructor jihadist librarian mediator merchant midwife
    miner monk mourner murderer negotiator nun nurse ombudsman ombudswoman orphan photographer pilgrim policeman
    policemen policewoman porter preacher recruiter registrar returnee separatist shopkeeper smuggler sociologist
    statistician surveyor tailor trainer treasurer vendor visitor volunteer watchman whistleblower widow
    """,
    Word.PLACE: """
    afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium
    bolivia bosnia brazil britain bulgaria cambodia cameroon canada chad chile china colombia croatia cuba cyprus
    denmark ecuador egypt england eritrea estonia ethiopia finland france gaza georgia germany ghana greece haiti
    hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo
    kuwait kyrgyzstan laos latvia lebanon liberia libya lithuania malaysia mali malta mexico moldova mongolia
    montenegro morocco mozambique myanmar nepal netherlands nicaragua niger nigeria norway oman pakistan palestine
    panama peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia
    slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey
    turkmenistan türkiye uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe u.s usa uk
    u.k eu u.n un nato kashmir punjab sindh balochistan baluchistan waziristan islamabad kabul delhi washington
    moscow beijing tehran riyadh ankara doha london brussels kyiv jerusalem
    """,
    Word.FINITE: """
    went took made gave got came left kept put won lost met led brought bought built sent spent sat stood fell grew
    rose drew drove flew became chose broke hit cut let set shot hurt threw wore woke dealt paid stuck struck caught
    fed fled hid laid lay meant rode sank shook slept slid stole swept tore makes takes gives gets comes goes keeps
    puts wins loses meets leads brings sends spends sits stands falls grows becomes means includes remains remained
    happened continues continued
    """,
    Word.THING: """
    evidence figures numbers history failure attack attacks incident incidents situation fact move decision result
    results development developments experience reality perception approach
    """,
}
_SHORT_NAME = 5  # letters; names as short as "Lance" end like things too
_ABSTRACT = ("ism", "tion", "sion", "ness", "ity", "ance", "ence", "ship", "hood", "ment", "ments", "tions", "ities")
_SURNAMES = ("man", "khan")
_NATIONALITY = ("an", "ish", "ese", "ani", "aqi", "aeli", "ch", "ic")


def abstract(low: str) -> bool:
    """Whether a word that stands on no list ends as words for things and qualities do."""
    return low.endswith(_ABSTRACT) and len(low) > _SHORT_NAME


def adjectival(low: str) -> bool:
    """Whether a capital word ends as words for nations do: "Afghan", "British"; "Khan" and "Rehman" are names."""
    return low.endswith(_NATIONALITY) and (low == "german" or not low.endswith(_SURNAMES))


_UNINFLECTED = listed("""
    man woman men women people children americans spokespeople tribesmen ulema allies fishermen gunmen policemen
    """)


def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    for flag, words in _LISTS.items():
        for word in words.split():
            table[word] = table.get(word, 0) | flag
            if flag == Word.PERSON and word not in _UNINFLECTED:
                plural = word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"
                table[plural] = table.get(plural, 0) | Word.PERSON | Word.PLURAL
    for word in (
        "men",
        "women",
        "people",
        "children",
        "americans",
        "police",
        "data",
        "they",
        "we",
        "media",
        "spokespeople",
        "fishermen",
        "gunmen",
        "policemen",
    ):
        table[word] |= Word.PLURAL
    return table


CLASSES = _table()
"""From a lower-case word to its classes."""

POSITION_NOUNS = listed("""
    view views opinion opinions words estimation assessment judgment judgement eyes mind telling account perspective
    reading interpretation experience estimate reckoning count calculation admission figures numbers submission
    """)
"""What "in his ..." must end with to report a view."""
