"""What a question asks beyond its topic, and whether a sentence says all of it."""

from clausier.answering.points import beyond, says_all
from clausier.answering.words import content_stems
from clausier.domain.questions import Topic

BACKUP = Topic("sauvegarde", "Sauvegarde", "la sauvegarde", (), ("Sauvegarde",), (r"sauvegard\\w*",), (), ())
QUESTION = "Les sauvegardes sont-elles chiffrées hors site ?"


def test_a_question_is_less_its_topic() -> None:
    assert "sauvegard" in beyond(QUESTION, None)
    assert "sauvegard" not in beyond(QUESTION, BACKUP)


def test_one_word_beyond_the_topic_says_little_by_itself() -> None:
    assert beyond("Les sauvegardes sont-elles chiffrées ?", BACKUP) == frozenset()
    assert not says_all(frozenset(), content_stems("Les sauvegardes sont chiffrées."))


def test_a_sentence_says_it_all_or_does_not() -> None:
    own = beyond(QUESTION, BACKUP)
    assert says_all(own, content_stems("Une copie chiffrée est gardée sur un autre site."))
    assert not says_all(own, content_stems("Une copie chiffrée est gardée."))
