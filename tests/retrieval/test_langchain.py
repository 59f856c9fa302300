"""Clausier inside a plain LangChain program."""

from datetime import UTC, datetime

from langchain_core.documents import Document as Found
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompt_values import PromptValue
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from clausier.adapters.tantivy import TantivyWords
from clausier.domain.answers import Answer, AnswerId, ConversationId, Finding, Searched
from clausier.domain.documents import DocumentId, DossierId
from clausier.domain.questions import Asks, Scope
from clausier.langchain import ClausierRetriever, answering_runnable
from clausier.retrieval import Words
from tests.builders import keep, reading
from tests.fakes import MemoryLibrary

HERE = Scope(DossierId("affaire"))


def _retriever(limit: int = 2) -> tuple[ClausierRetriever, MemoryLibrary]:
    library, index = MemoryLibrary(), TantivyWords(None)
    for dossier in ("affaire", "autre"):
        keep(library, reading("contrat", dossier))
        index.add(DossierId(dossier), library.passages(Scope(DossierId(dossier))))
    return ClausierRetriever(retriever=Words(index, library), library=library, scope=HERE, limit=limit), library


def test_a_passage_says_where_it_stands() -> None:
    retriever, library = _retriever()
    found = retriever.invoke("Le contrat se renouvelle-t-il tacitement ?")
    assert len(found) == 2
    place = found[0].metadata
    assert (place["document"], place["file"], place["title"]) == ("affaire-contrat", "contrat.pdf", "Contrat")
    assert (place["page"], place["article"], place["dossier"]) == (2, "2.2", "affaire")
    start, end = place["span"]
    assert library.reading(DocumentId(place["document"])).text[start:end] == found[0].page_content
    assert found[0].id == place["passage"]


def test_it_serves_in_a_plain_chain() -> None:
    retriever, _ = _retriever(limit=1)
    seen: list[str] = []

    def joined(found: list[Found]) -> str:
        return "\n".join(f"[{each.metadata['article']}] {each.page_content}" for each in found)

    def noted(prompt: PromptValue) -> PromptValue:
        seen.append(str(prompt))
        return prompt

    prompt = ChatPromptTemplate.from_template("Contexte : {context}\nQuestion : {question}")
    model = FakeListChatModel(responses=["Six mois [3.1]."])
    chain = (
        {"context": retriever | RunnableLambda(joined), "question": RunnablePassthrough()}
        | prompt
        | RunnableLambda(noted)
        | model
        | StrOutputParser()
    )
    assert chain.invoke("Combien de mois d’assistance ?") == "Six mois [3.1]."
    assert "[3.1] 3.1 Le Prestataire assiste le Client pendant six mois." in seen[0]


def test_answers_come_as_a_runnable() -> None:
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        finding = Finding(
            question, question, Asks.VALUE, (), None, "Six mois.", (), (), None, (), Searched(1, 3, 3), "aucun"
        )
        return Answer(AnswerId("a"), ConversationId(""), datetime.now(UTC), finding, None, (), 0.1)

    def render(answer: Answer) -> dict[str, object]:
        return {"question": answer.finding.question, "conclusion": answer.finding.conclusion}

    runnable = answering_runnable(ask, render) | RunnableLambda(lambda answer: answer["conclusion"])
    assert runnable.invoke("Combien ?") == "Six mois."
    assert runnable.batch(["Un ?", "Deux ?"]) == ["Six mois.", "Six mois."]
    assert sorted(asked) == ["Combien ?", "Deux ?", "Un ?"]
