"""Who is said to have said what: each test is one promise, with sentences of our own."""

import pytest

from corpus.attribution import attribute, read, seen_in
from corpus.document import Document
from corpus.sentences import Sentence
from corpus.span import Span
from corpus.speakers import SpeakerEntry, build_register
from corpus.statements import Statement

EDITED = (SpeakerEntry("Daud Karim", "chief of the navy", ("Navy Chief",)),)


def sentences_of(*paragraphs: str) -> tuple[str, tuple[Sentence, ...]]:
    """A text and its sentences, cut at ``|`` so that no test depends on the sentence cutter."""
    sentences = []
    pieces = []
    place = 0
    for number, paragraph in enumerate(paragraphs):
        for sentence in paragraph.split("|"):
            sentences.append(Sentence(Span(place, place + len(sentence)), number))
            pieces.append(sentence)
            place += len(sentence) + 1
    text = "".join(piece + "\n" for piece in pieces)
    return text, tuple(sentences)


def said(*paragraphs: str) -> list[tuple[str | None, str] | None]:
    """For each sentence its speaker's name and mode, or ``None`` where there is no statement."""
    text, sentences = sentences_of(*paragraphs)
    found = {statement.span: statement for statement in statements(text, sentences)}
    return [_short(found.get(sentence.span)) for sentence in sentences]


def _short(statement: Statement | None) -> tuple[str | None, str] | None:
    if statement is None:
        return None
    return (statement.speaker.name if statement.speaker else None, statement.mode)


def statements(text: str, sentences: tuple[Sentence, ...]) -> tuple[Statement, ...]:
    document = Document("made-up", "Made up", text)
    register = build_register(seen_in([read(document, sentences)]), EDITED)
    return attribute(document, sentences, register)


@pytest.mark.parametrize(
    ("sentence", "speaker", "mode"),
    [
        ('Lina Qadir said, "The bridge will open in May."', "Lina Qadir", "direct"),
        ('"The bridge will open in May," Lina Qadir said.', "Lina Qadir", "direct"),
        ('"The bridge will open in May," said Lina Qadir.', "Lina Qadir", "direct"),
        ("“The bridge,” Lina Qadir told reporters, “will open in May.”", "Lina Qadir", "direct"),
        ("According to Lina Qadir, the bridge will open in May.", "Lina Qadir", "indirect"),
        ("The bridge will open in May, according to Lina Qadir.", "Lina Qadir", "indirect"),
        ("The bridge will open in May, Lina Qadir said.", "Lina Qadir", "indirect"),
        ("In Lina Qadir's view, the bridge is too narrow.", "Lina Qadir", "indirect"),
        ("Lina Qadir does not believe that the bridge will open.", "Lina Qadir", "indirect"),
        ("Lina Qadir warned that the bridge was “a trap” for lorries.", "Lina Qadir", "mixed"),
        ("The mayor's office was urged by Lina Qadir to close the bridge.", "Lina Qadir", "indirect"),
        ("The harbour board met again, with Lina Qadir demanding a new bridge.", "Lina Qadir", "indirect"),
    ],
)
def test_the_usual_shapes_of_reporting_find_their_speaker(sentence: str, speaker: str, mode: str) -> None:
    assert said(sentence) == [(speaker, mode)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Engineer Colonel (Retired) Tariq Mehmood, speaking to a local paper, said the road was closed.",
        "The dean of the college, Tariq Mehmood, said the road was closed.",
        "Tariq Mehmood, once the head of the roads agency, said the road was closed.",
        "Tariq Mehmood, who built the road, said it was closed.",
        "Tariq Mehmood (of the roads agency) said the road was closed.",
    ],
)
def test_titles_ranks_and_insertions_do_not_hide_the_name(sentence: str) -> None:
    assert said(sentence) == [("Tariq Mehmood", "indirect")]


def test_a_surname_alone_is_the_person_named_in_full_before() -> None:
    assert said("Lina Qadir runs the port.|Qadir said that ships were late.")[1] == ("Lina Qadir", "indirect")


def test_a_surname_that_two_people_share_names_nobody() -> None:
    found = said("Lina Qadir and Omar Bashir met Sana Qadir.|Qadir said that ships were late.")
    assert found[1] == (None, "indirect")


def test_a_role_means_the_person_the_article_gives_it_to() -> None:
    found = said(
        "Port Director Lina Qadir arrived late.|The guests sat down.|The Port Director said the port was full."
    )
    assert found[2] == ("Lina Qadir", "indirect")


def test_a_role_that_the_article_does_not_explain_is_looked_up_in_the_edited_file() -> None:
    assert said("The Navy Chief said the sea was calm.") == [("Daud Karim", "indirect")]


def test_a_pronoun_means_the_one_who_spoke_and_not_the_last_one_named() -> None:
    found = said("Omar Bashir disagrees with Lina Qadir about the port.|In his view, the port is too small.")
    assert found == [("Omar Bashir", "indirect"), ("Omar Bashir", "indirect")]


def test_a_chain_of_pronouns_keeps_its_speaker_past_a_sentence_of_the_article() -> None:
    found = said(
        "Omar Bashir said the port was small.|The failure of the cranes made it worse.|He added that ships waited."
    )
    assert [entry and entry[0] for entry in found] == ["Omar Bashir", None, "Omar Bashir"]


def test_he_is_never_a_woman_and_she_never_a_man() -> None:
    assert said("Mrs. Qadir left early.|He said the port was small.")[1] == (None, "indirect")
    assert said("Mr. Bashir left early.|She said the port was small.")[1] == (None, "indirect")


def test_a_quotation_runs_over_sentences_until_its_closing_mark() -> None:
    found = said('Omar Bashir said, "The port is small.|Ships wait for days.|We lose money."|The port opened in 1970.')
    assert found == [("Omar Bashir", "direct")] * 3 + [None]


def test_a_quotation_runs_over_paragraphs_that_each_open_with_a_mark() -> None:
    found = said("Omar Bashir said, “The port is small.|Ships wait.", "“We lose money.”", "The port opened in 1970.")
    assert found == [("Omar Bashir", "direct")] * 3 + [None]


def test_a_quotation_in_the_next_paragraph_belongs_to_the_cue_that_announced_it() -> None:
    assert said("Omar Bashir added:", "“The port has been far too small for years.”")[1] == ("Omar Bashir", "direct")


def test_a_second_quotation_without_a_cue_goes_on_with_the_first_ones_speaker() -> None:
    found = said("“The port is small,” Omar Bashir said.|“Ships have to wait there for days.”")
    assert found == [("Omar Bashir", "direct"), ("Omar Bashir", "direct")]


def test_quotations_inside_quotations_stay_with_the_outer_speaker() -> None:
    found = said("Omar Bashir said, “The minister told me, ‘You must wait,’ and he laughed.|So we waited.”")
    assert found == [("Omar Bashir", "direct"), ("Omar Bashir", "direct")]


def test_brackets_inserted_into_a_quotation_change_nothing() -> None:
    assert said("“They [the cranes] failed (again),” said Omar Bashir.") == [("Omar Bashir", "direct")]


def test_straight_and_curly_marks_may_be_mixed() -> None:
    found = said('Omar Bashir said, “The port is small."|The cranes are old.')
    assert found == [("Omar Bashir", "direct"), None]


def test_a_closing_mark_that_nothing_opened_gives_its_sentence_to_the_last_speaker_with_low_confidence() -> None:
    text, sentences = sentences_of("Omar Bashir said the port was small.|Nothing about it works for us.”|It is old.")
    found = statements(text, sentences)
    assert [s.speaker.name for s in found if s.speaker] == ["Omar Bashir", "Omar Bashir"]
    assert found[1].confidence < 0.7 < found[0].confidence


def test_words_relayed_by_a_press_office_belong_to_the_person_who_said_them() -> None:
    found = said("According to the ministry's statement, General Omar Bashir stressed the need for a new port.")
    assert found == [("Omar Bashir", "indirect")]


def test_a_speech_belongs_to_its_owner() -> None:
    assert said("It left out General Omar Bashir's speech, which stressed the need for a port.") == [
        ("Omar Bashir", "indirect")
    ]


def test_a_statement_belongs_to_the_body_that_issued_it() -> None:
    found = said(
        "The National Harbour Committee warned of delays.|A statement was issued stressing the cost.|"
        "The committee added that help would come."
    )
    assert [entry and entry[0] for entry in found] == ["National Harbour Committee"] * 3


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Participants noted that the port was small.", "Participants"),
        ("Critics argue that the port is small.", "Critics"),
        ("The discussion concluded that the port was small.", "Discussion"),
        ("Harbour pilots and crane drivers agree that the port is small.", "Harbour pilots and crane drivers"),
    ],
)
def test_groups_and_nameless_speakers_are_kept_as_the_article_calls_them(sentence: str, name: str) -> None:
    assert said(sentence) == [(name, "indirect")]


def test_nameless_speakers_of_two_articles_are_never_one() -> None:
    text, sentences = sentences_of("Critics argue that the port is small.")
    register = build_register(())
    ids = [attribute(Document(name, name, text), sentences, register)[0].speaker for name in ("one", "two")]
    assert ids[0] and ids[1] and ids[0].id != ids[1].id


def test_a_headline_glued_to_an_article_is_read_as_a_headline() -> None:
    found = said(
        "Navy Claims: Forty Boats Seized Off the Coast|“It Came Out of Nowhere” – Eyewitness Accounts of a Storm"
    )
    assert [entry and entry[0] for entry in found] == ["Navy", "Eyewitness"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The evidence suggests that the port is too small.",
        "The harbour must stress safety and demand better cranes.",
        "When sailors feel tired, they make mistakes.",
        "This statement reaffirms the old policy.",
        "It is worth noting that the port is old.",
        "The notes and reports of the harbour fill a room.",
        "We must not forget that the port is old, and I believe it can grow.",
        "The storm destroyed two boats, highlighting the need for a wall.",
    ],
)
def test_the_articles_own_voice_gets_no_speaker(sentence: str) -> None:
    assert [entry and entry[0] for entry in said(sentence)] == [None]


def test_an_unknown_speaker_is_none_and_not_a_guess() -> None:
    assert said("He said that the port was small.") == [(None, "indirect")]


def test_cue_and_mention_are_the_words_that_prove_it() -> None:
    text, sentences = sentences_of('"The port is small," said Omar Bashir.')
    (statement,) = statements(text, sentences)
    assert statement.cue and statement.cue.of(text) == "said"
    assert statement.mention and statement.mention.of(text) == "Omar Bashir"


def test_letters_whose_lower_case_is_longer_do_not_move_any_span() -> None:
    text, sentences = sentences_of("İİİ İstanbul slept.|Ömer Şahin said that İzmir woke.")
    (statement,) = statements(text, sentences)
    assert statement.mention and statement.mention.of(text) == "Ömer Şahin"
    assert statement.cue and statement.cue.of(text) == "said"


def names_of(*paragraphs: str) -> list[str | None]:
    """For each sentence its speaker's name, or ``None`` where there is no statement or nobody named."""
    return [entry and entry[0] for entry in said(*paragraphs)]


def test_a_name_never_begins_in_the_heading_or_the_sentence_before_it() -> None:
    found = names_of(
        "Boats, trust and Elmira", "Lina Qadir spoke first.|The harbour is in Elmira|Qadir said it was small."
    )
    assert found[3] == "Lina Qadir"
    assert names_of("Ships wait in Elmira.|Lina Qadir left Elmira.|Qadir said it was small.")[2] == "Lina Qadir"


def test_a_relative_clause_does_not_take_the_sentence_from_its_main_verb() -> None:
    sentence = "Lina Qadir inferred from the navy statement, which does not say so openly, that the port will close."
    assert said(sentence) == [("Lina Qadir", "indirect")]
    assert said("Lina Qadir rejected the report, which says that ships are late.") == [("Lina Qadir", "indirect")]
    assert said("The navy statement does not say so openly.") == [None]


@pytest.mark.parametrize("verb", ["infers", "inferred", "concluded", "deduced"])
def test_conclusions_are_reports(verb: str) -> None:
    assert said(f"Lina Qadir {verb} from the figures that the port will close.") == [("Lina Qadir", "indirect")]


def test_a_capital_that_only_begins_a_sentence_names_nobody() -> None:
    found = names_of(
        "Omar Bashir said the port was small.|Fresh dredging of the basin is vital for him; he calls it overdue."
    )
    assert found == ["Omar Bashir", "Omar Bashir"]


def test_a_place_told_by_a_preposition_or_a_part_of_a_thing_owns_no_words() -> None:
    found = names_of(
        "The essay states that fog rises on the near side of the Elmira lagoon, which challenges pilots.|"
        "Trade with the islands is weak, it says, mainly because ferries are old.|"
        "The foundation of the plan is a wall.|It calls this a duty."
    )
    assert found == ["Essay", "Essay", None, "Essay"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada, it says, has always helped the port.",
        "The foundation of the plan must be, it argues, a wall.",
        "The council, it adds, was slow.",
    ],
)
def test_inserted_it_says_means_an_earlier_text_and_never_the_clause_it_interrupts(sentence: str) -> None:
    assert names_of(f"The essay states that the port is small.|{sentence}") == ["Essay", "Essay"]
    assert names_of(sentence) == [None]


def test_inserted_he_says_names_nobody_where_the_clause_before_it_has_a_person_of_its_own() -> None:
    first = "Omar Bashir said the port was small."
    assert names_of(f"{first}|Karim Daud, he argued, is wrong about it.")[1] == "Omar Bashir"
    assert names_of(f"{first}|Karim Daud was late, he said.")[1] is None


def test_inserted_it_says_can_mean_the_subject_before_a_colon() -> None:
    found = names_of("The essay takes the storm as a warning: the harbours, it says, are open to the sea.")
    assert found == ["Essay"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The other guest invited, Dr. Tariq Ali, could not attend.",
        "The aim was to learn how the council counters it, and to see the port.",
        "Pilots need training if such storms are to be countered.",
        "The plan is to see silt countered by expert and technical means.",
    ],
)
def test_participles_and_verbs_of_doing_report_nothing(sentence: str) -> None:
    assert said(sentence) == [None]


def test_a_leading_phrase_without_a_comma_is_no_part_of_the_mention() -> None:
    text, sentences = sentences_of("On this point Lina Qadir disagrees with Bashir.")
    (statement,) = statements(text, sentences)
    assert statement.mention and statement.mention.of(text) == "Lina Qadir"


def test_a_day_before_a_name_is_no_part_of_the_mention() -> None:
    text, sentences = sentences_of("On Monday Lina Qadir said that the port was small.")
    (statement,) = statements(text, sentences)
    assert statement.mention and statement.mention.of(text) == "Lina Qadir"


def test_a_relative_clause_ends_where_the_main_verb_goes_on() -> None:
    sentence = "Lina Qadir, reading the navy statement, which says ships are late, claimed that the port will close."
    assert names_of(sentence) == ["Lina Qadir"]


def test_a_state_named_after_of_is_a_body() -> None:
    assert names_of("The state of Elmira said that ships wait.") == ["State of Elmira"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Maj. Gen. (Retd.) Karim Baloch said that the bridge was safe.", "Maj. Gen. (Retd.)"),
        ("The retired Brigadier Karim Baloch said that the bridge was safe.", "retired Brigadier"),
        ("Professor Karim Baloch said that the bridge was safe.", "Professor"),
        ("Mr Karim Baloch said that the bridge was safe.", None),
        ("Dr. Karim Baloch said that the bridge was safe.", None),
        (
            "General Karim Baloch said that the bridge was safe. Karim Baloch, the head of the port, said it was old.",
            "head of the port",
        ),
        ("Harbour master Karim Baloch said that the bridge was safe.", None),
        ("In general Karim Baloch said that the bridge was safe.", None),
        ("The guard (a general) Karim Baloch said that the bridge was safe.", None),
        ("They met the General. Karim Baloch said that the bridge was safe.", None),
    ],
)
def test_a_rank_is_a_role_where_nothing_else_is_told(text: str, role: str | None) -> None:
    whole, sentences = sentences_of(text)
    register = build_register(seen_in([read(Document("made-up", "Made up", whole), sentences)]))
    speaker = register.lookup("Karim Baloch")
    assert speaker is not None
    assert speaker.role == role


def test_a_role_in_one_article_stands_before_a_rank_in_another() -> None:
    readings = [
        read(Document(name, name, text), sentences)
        for name, (text, sentences) in {
            "first": sentences_of("Admiral Karim A. Baloch said that the bridge was safe."),
            "second": sentences_of("Karim Baloch, the head of the port, said that the bridge was safe."),
        }.items()
    ]
    register = build_register(seen_in(readings), EDITED)
    speaker = register.lookup("Karim Baloch")
    assert speaker is not None
    assert speaker.role == "head of the port"


def test_of_several_roles_the_one_given_most_often_is_kept() -> None:
    roles = ("acting chairman of the port", "head of the port", "head of the port")
    texts = [f"Karim Baloch, the {role}, said that the bridge was safe." for role in roles]
    readings = [read(Document(f"d{n}", "D", whole), cut) for n, (whole, cut) in enumerate(map(sentences_of, texts))]
    speaker = build_register(seen_in(readings)).lookup("Karim Baloch")
    assert speaker is not None
    assert speaker.role == "head of the port"


@pytest.mark.parametrize(
    "sentence",
    [
        "The BLA attacked the Jaffer Express and took hostages.",
        "Gunmen attacked a convoy near Mir Ali.",
        "Soldiers defended the base for two hours.",
        "Two suspects were held on Monday.",
        "The figures suggest a rise.",
    ],
)
def test_an_act_of_violence_and_a_figure_are_no_statements(sentence: str) -> None:
    assert said(sentence) == [None]


def test_an_attack_in_words_is_a_statement() -> None:
    assert said('The senator attacked the plan: "It is a fraud."')[0] is not None


def test_they_are_not_people_who_spoke_long_before() -> None:
    told = said("Armed militants said that they would return.|Such raids go on.|They reveal a deeper malaise.")
    assert told[0] == ("Armed militants", "indirect")
    assert told[2] is None or told[2][0] is None


def test_a_role_after_a_name_is_not_the_speakers_name() -> None:
    assert said("Lt. Gen. Ahmed Sharif Chaudhry, DG ISPR, said that the operation was over.") == [
        ("Ahmed Sharif Chaudhry", "indirect")
    ]


def test_a_nameless_speaker_is_called_without_the_genitive() -> None:
    assert said("In the editorial's judgement, the operations weakened the networks.") == [("Editorial", "indirect")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "General Issifou Daran, a former chief of staff, spoke next.|The general warned that it was late.",
            ["Issifou Daran", "Issifou Daran"],
        ),
        (
            "Professor Lina Qadir said it rained.|Professor Omar Hale said no.|The professor added that it froze.",
            ["Lina Qadir", "Omar Hale", "Omar Hale"],
        ),
        ("Gil Hontu, an economist called as a witness, told us that half was spent.", ["Gil Hontu"]),
        ("Tahir Bux, an economist who advised the port, observed that it was small.", ["Tahir Bux"]),
        ("The committee's chair, Celia Akow of the Harbour Party, asked whether it was late.", ["Celia Akow"]),
        ("Asked by a student why it fell, Lina Qadir said that the gates were shut.", ["Lina Qadir"]),
    ],
)
def test_a_role_is_whoever_was_last_called_so_and_never_stands_in_for_the_name_it_describes(
    text: str, names: list[str]
) -> None:
    assert names_of(text) == names


def test_whole_sentences_in_marks_are_whose_words_stand_before_them() -> None:
    text = "Dr Lina Qadir said that it was late.|She feared that it would rain.|“Every gate will be shut.”"
    assert names_of(text) == ["Lina Qadir", "Lina Qadir", "Lina Qadir"]
    assert names_of("Lina Qadir said that it was late.", "“Every gate will be shut.”")[1] == "Lina Qadir"


def test_whole_sentences_in_marks_that_say_i_are_the_words_of_whom_the_sentence_before_them_is_about() -> None:
    text = "Lina Qadir gave a long answer.", "“We know every gate.|No road will be open.”"
    assert names_of(*text)[1:] == ["Lina Qadir", "Lina Qadir"]
    assert names_of("The bridge was old.", "“We know every gate.”")[1] is None
    assert names_of("Lina Qadir came.", "The bridge was old.", "“We know every gate.”")[2] is None
    assert names_of("Omar Hale was killed in Hale.", "“He was a good man.”")[1] is None


def test_an_answer_and_a_heading_in_marks_are_not_the_words_of_who_asked() -> None:
    assert names_of("Lina Qadir asked, “Is it late?”", "“It is not late.”")[1] is None
    assert names_of("Lina Qadir said it was late.", "“The end of the long port”")[1] is None


def test_who_was_she_once_is_not_he_later() -> None:
    text = "Ruxa Bilda said it was late.|She added that it was cold.|Imtaz Goray came.|He said that it was not."
    assert names_of(text) == ["Ruxa Bilda", "Ruxa Bilda", None, "Imtaz Goray"]


def test_a_place_that_owns_the_subject_is_not_he() -> None:
    text = "Lina Qadir said it was late.|The strikes in Ormistan’s north had, in her view, done harm."
    assert names_of(text) == ["Lina Qadir", "Lina Qadir"]


@pytest.mark.parametrize(
    "dateline",
    ["HARBOURTOWN, June 4: ", "Harbourtown, June 4 (SNS) — ", "PORT HALE: ", "HARBOURTOWN (Staff Reporter) – "],
)
def test_a_dateline_is_not_whom_a_report_begins_with(dateline: str) -> None:
    text = (
        f"{dateline}Minister Omar Hale on Monday defended the wall, and said that it would stay.|He added that he knew."
    )
    assert names_of(text) == ["Omar Hale", "Omar Hale"]


def test_a_short_name_and_a_colon_are_no_dateline() -> None:
    assert names_of('The board met.|PILOTS: "We will not sail."')[1] == "PILOTS"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Lina Qadir was of the view that it was late.", "Lina Qadir"),
        ("Lina Qadir is of the considered opinion that it is late.", "Lina Qadir"),
        ("It was Lina Qadir's contention that the law was bad.", "Lina Qadir"),
        ("It was stressed by Lina Qadir that it was late.", "Lina Qadir"),
        ("It has been said by the mayor, Ms Lina Qadir, that it was late.", "Lina Qadir"),
        ("It was pointed out by Lina Qadir that it was late.", "Lina Qadir"),
        ("Lina Qadir submitted that it was late.", "Lina Qadir"),
        ("According to the inspector-general of police, Lina Qadir, 47 people were killed.", "Lina Qadir"),
        ("Lina Qadir wanted to know why it was late.", "Lina Qadir"),
        ("Lina Qadir was constrained to observe that it was late.", "Lina Qadir"),
        ("Lina Qadir apprised the guests that it was late.", "Lina Qadir"),
        ("A driver who joined by telephone from Hale, and who gave no name, said that it was late.", "Driver"),
        ("Asked by a member whether it was late, Lina Qadir replied that it was.", "Lina Qadir"),
        ("A member asked whether it was late, to which Lina Qadir replied that it was.", "Lina Qadir"),
        (
            "According to Lina Qadir, 22 are held and not 19 as the ministry claims, because three were freed.",
            "Lina Qadir",
        ),
        ("In Lina Qadir's view, the plan was bad, since the Ports Act speaks of single orders.", "Lina Qadir"),
        (
            "Lina Qadir, who led the talks, said the Harbour Plan, approved in May, was not aimed at anybody.",
            "Lina Qadir",
        ),
        (
            "The acting head of the Board, Colonel (retd) Omar Hale, conceded that the Board, which met, failed.",
            "Omar Hale",
        ),
        ("Replying to the remark of the mayor, Omar Hale, Lina Qadir said that it was late.", "Lina Qadir"),
    ],
)
def test_more_shapes_of_reporting_find_their_speaker(sentence: str, speaker: str) -> None:
    assert names_of(sentence) == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Omar Hale asked whether Lina Qadir had replied that it was late.", "Omar Hale"),
        ("Neither Omar Hale nor Lina Qadir was of the view that it was late.", None),
        ("It was nobody's view that it was late.", None),
        ("The brother of the minister, Omar Hale, said that it was late.", "Brother of the minister"),
    ],
)
def test_shapes_that_only_look_alike_are_not_taken_for_them(sentence: str, speaker: str | None) -> None:
    assert names_of(sentence) == [speaker]


def test_whose_argument_it_is_does_not_say_so_in_the_sentence() -> None:
    assert names_of("The minister read out an argument, made by Omar Hale and repeated often.") == [None]


def test_a_dateline_and_the_paper_itself_are_no_speakers() -> None:
    text = "HARBOURTOWN: Chief Minister Omar Hale has said that the gate is shut.|HARBOURTOWN said nothing."
    assert names_of(text)[0] == "Omar Hale"
    assert names_of("This newspaper said that the bridge was old.") == [None]
