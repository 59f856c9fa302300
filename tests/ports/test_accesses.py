from datetime import UTC, datetime

from clausier.domain.documents import DocumentId
from tests.ports.stores import Store


def test_uses_are_listed_last_first(store: Store) -> None:
    before = datetime.now(UTC)
    store.accesses.record("jeanne", "ask", [DocumentId("a"), DocumentId("b")])
    store.accesses.record("paul", "forget", [DocumentId("a")])
    last, first = store.accesses.latest(5)
    assert (last.who, last.verb, last.documents) == ("paul", "forget", ("a",))
    assert (first.who, first.verb, first.documents) == ("jeanne", "ask", ("a", "b"))
    assert before <= first.at <= last.at <= datetime.now(UTC)
    assert store.accesses.latest(1) == [last]
