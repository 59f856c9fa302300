from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.domain.documents import Document, DocumentId, Kind
from clausier.domain.versions import amended_after, first_of_their_names, roots, same_name
from tests.builders import reading

Amends = dict[str, str | None]


def _document(name: str, file: str = "contrat.pdf", amends: str | None = None) -> Document:
    kind = Kind.AMENDMENT if amends else Kind.CONTRACT
    target = DocumentId(amends) if amends else None
    return replace(reading(name).document, id=DocumentId(name), file=file, amends=target, kind=kind)


def _after(amends: Amends, old: str = "old", new: str = "new") -> Amends:
    """What each document amends once the new one has taken the place of the old one."""
    documents = [_document(name, amends=target) for name, target in amends.items()]
    known = {document.id: document for document in documents}
    changes = amended_after(known[DocumentId(old)], known[DocumentId(new)], documents)
    left = {name: target for name, target in amends.items() if name != old}
    return {**left, **{str(name): target and str(target) for name, target in changes.items()}}


@given(st.lists(st.sampled_from(["a.pdf", "A.pdf", "b.pdf", "é.pdf", "e\u0301.pdf", "e.pdf"]), max_size=8))
def test_the_first_of_each_name_came_before_all_others_of_it(files: list[str]) -> None:
    documents = [_document(str(number), file) for number, file in enumerate(files)]
    names = [same_name(file) for file in files]
    wanted = {document for at, document in enumerate(documents) if names[at] not in names[:at]}
    assert first_of_their_names(documents) == wanted


def test_an_accent_is_the_same_however_it_is_written() -> None:
    assert same_name("RE\u0301SUME\u0301.pdf") == same_name("résumé.PDF") != same_name("resume.pdf")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"old": None, "new": None}, {"new": None}),
        ({"old": None, "x": "old", "y": "x", "new": None}, {"x": "new", "y": "x", "new": None}),
        ({"base": None, "old": "base", "new": None}, {"base": None, "new": None}),  # of another kind: a contract
        ({"base": None, "other": None, "old": "base", "new": "other"}, {"base": None, "other": None, "new": "other"}),
        ({"old": None, "new": "old"}, {"new": None}),
        ({"base": None, "old": "base", "new": "old"}, {"base": None, "new": "base"}),
        ({"old": None, "x": "old", "new": "x"}, {"x": None, "new": "x"}),
        ({"old": "new", "new": "old"}, {"new": None}),
    ],
)
def test_what_amended_the_old_one_amends_the_new(before: Amends, after: Amends) -> None:
    assert _after(before) == after


def test_a_new_version_of_an_amendment_amends_what_the_old_one_did() -> None:
    base, old = _document("base"), _document("old", amends="base")
    new = replace(_document("new"), kind=Kind.AMENDMENT)
    assert amended_after(old, new, [base, old, new]) == {"new": "base"}


NAMES = ("old", "new", "x", "y", "z")
TARGETS = st.tuples(*(st.sampled_from([None, *NAMES]) for _ in NAMES))


@given(TARGETS)
def test_nothing_comes_to_amend_itself(targets: tuple[str | None, ...]) -> None:
    before = {name: None if target == name else target for name, target in zip(NAMES, targets, strict=True)}
    rings = {name for name in NAMES if _in_ring(name, before)}
    after = _after(before)
    assert "old" not in after.values()
    assert {name for name in after if _in_ring(name, after)} <= rings


def _in_ring(name: str, amends: Amends) -> bool:
    at, seen = amends.get(name), set[str]()
    while at is not None and at not in seen:
        if at == name:
            return True
        seen.add(at)
        at = amends.get(at)
    return False


def test_an_amendment_of_an_amendment_amends_the_contract_in_the_end() -> None:
    documents = [_document("socle"), _document("un", amends="socle"), _document("deux", amends="un")]
    elsewhere = _document("trois", amends="absent")
    assert dict(roots([*documents, elsewhere])) == {"socle": "socle", "un": "socle", "deux": "socle", "trois": "trois"}
