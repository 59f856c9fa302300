"""What vectors tell: the field's own turn, the topics of questions, what passages settle. With the real encoder."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from clausier.adapters.encoder import bare_encoder, open_encoder
from clausier.adapters.encoder.adapted import SHIPPED, Adaptation, load_adaptation, save_adaptation
from clausier.adapters.meaning import PassageMeanings
from clausier.adapters.modelstore import ModelStore
from clausier.adapters.resemblance import TopicResemblance, Wordings, load_wordings, save_wordings
from clausier.answering.topics import TopicIndex, load_topics
from clausier.bundle import CORPUS
from clausier.domain.documents import PassageId
from clausier.models import ENCODER
from clausier.ports import Encoder, Vectors
from evals.adapting.wordings import wordings
from tests.conftest import MODELS
from tests.memory import MemoryLibrary
from tests.retrieval.cached import unwatched

TOPICS = load_topics(CORPUS / "topics")


@pytest.fixture(scope="module")
def models() -> ModelStore:
    store = ModelStore(MODELS)
    store.fetch(ENCODER, unwatched)
    return store


@pytest.fixture(scope="module")
def encoder(models: ModelStore) -> Encoder:
    return open_encoder(ENCODER, models, threads=1)


@pytest.fixture(scope="module")
def resemblance(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> TopicResemblance:
    return TopicResemblance(TOPICS, encoder, tmp_path_factory.mktemp("cache"))


class Kept(MemoryLibrary):
    """Vectors of some texts, whose names are the texts themselves."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def some(self, passages: Sequence[PassageId], encoder: str) -> tuple[list[PassageId], Vectors]:
        return list(passages), self.encoder.encode_passages(passages, unwatched)


def test_a_map_is_kept_to_half_precision(tmp_path: Path) -> None:
    adaptation = load_adaptation()
    save_adaptation(adaptation, tmp_path / "again.npz")
    assert load_adaptation(tmp_path / "again.npz").name == adaptation.name
    assert SHIPPED.stat().st_size < 1 << 20


def test_a_map_turns_questions_and_passages_each_its_own_way() -> None:
    one, turn = np.eye(2, dtype=np.float32), np.array([[0, 1], [1, 0]], np.float32)
    adaptation = Adaptation(np.zeros(2, np.float32), one, np.array([0, 1], np.float32), turn)
    row = np.array([[3, 1]], np.float32)
    np.testing.assert_allclose(adaptation.of_questions(row), row / np.sqrt(10), rtol=1e-6)
    np.testing.assert_allclose(adaptation.of_passages(row), [[0, 1]], atol=1e-6)


def test_turned_vectors_have_an_identity_of_their_own(models: ModelStore, encoder: Encoder) -> None:
    bare = bare_encoder(models, 1)
    assert encoder.identity.startswith(bare.identity)
    assert encoder.identity != bare.identity
    assert encoder.count_tokens("Le préavis est de six mois.") == bare.count_tokens("Le préavis est de six mois.")


def test_what_is_shipped_is_what_the_wordings_say(encoder: Encoder) -> None:
    shipped, written = load_wordings(), wordings(TOPICS)
    assert shipped.encoder == encoder.identity, "run: python -m evals.adapting"
    assert shipped.elements == tuple(one.name for one in (*written.questions, *written.clauses))
    assert shipped.questions == len(written.questions)
    last = encoder.encode_passages([written.clauses[-1].text], unwatched)[0]
    assert float(last @ shipped.rows[-1]) > 0.98


def test_wordings_are_kept_to_a_byte(tmp_path: Path) -> None:
    rows: NDArray[np.float32] = np.array([[0.6, -0.8], [1, 0]], np.float32)
    save_wordings(Wordings("e", ("a/", "a/b"), 1, rows), tmp_path / "w.npz")
    again = load_wordings(tmp_path / "w.npz")
    assert (again.encoder, again.elements, again.questions, again.topics) == ("e", ("a/", "a/b"), 1, ("a", "a"))
    np.testing.assert_allclose(again.rows, rows, atol=0.005)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Si on change de prestataire, l’ancien aide-t-il le nouveau à reprendre la main ?", "reversibilite"),
        ("Le serveur est dans quel pays ?", "localisation_offshore"),
        ("Sont-ils assurés s’ils mettent le feu à la salle ?", "assurances"),
    ],
)
def test_a_question_is_recognised_by_what_it_means(resemblance: TopicResemblance, question: str, topic: str) -> None:
    assert TopicIndex(TOPICS, resemblance).recognised(question)[0].id == topic


def test_a_question_on_something_else_is_about_no_topic(resemblance: TopicResemblance) -> None:
    index = TopicIndex(TOPICS, resemblance)
    assert index.recognised("Quelle est la capitale de la Mongolie ?") == ()


def test_a_passage_is_known_by_what_it_means(resemblance: TopicResemblance, encoder: Encoder) -> None:
    meanings = PassageMeanings(resemblance, encoder, Kept(encoder))
    right = PassageId("Si un incendie ou une inondation ravage la salle, tout repart ailleurs en moins de huit heures.")
    wrong = PassageId("Les factures sont réglées à quarante-cinq jours fin de mois par virement.")
    found = meanings("Combien de temps pour redémarrer après un sinistre ?", [right, wrong])
    assert max(found[right].topics, key=found[right].topics.__getitem__) == "continuite_secours"
    assert found[right].elements > 10 * found[wrong].elements
    likely = {"continuite_secours": 1.0}
    assert found[right].shared(likely) > 0.6 > found[wrong].shared(likely)
    assert sum(found[right].topics.values()) == pytest.approx(1, abs=1e-4)


def test_another_encoders_wordings_are_made_once(encoder: Encoder, tmp_path: Path) -> None:
    save_wordings(Wordings("another", ("x/",), 1, np.ones((1, 2), np.float32)), tmp_path / "shipped.npz")
    first = TopicResemblance(TOPICS[:1], encoder, tmp_path / "cache", tmp_path / "shipped.npz")
    assert list(first("Un sinistre est-il couvert ?")) == [TOPICS[0].id]
    kept = list((tmp_path / "cache").glob("*.npy"))
    assert len(kept) == 1
    again = TopicResemblance(TOPICS[:1], encoder, tmp_path / "cache", tmp_path / "shipped.npz")
    assert again.wordings.rows.shape == first.wordings.rows.shape
