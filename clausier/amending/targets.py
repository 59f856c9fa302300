"""What an amendment points at: « l'article 12.2 », « les articles 7 et 9 », « l'article 3 de l'Annexe 2 »."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

BIS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies")
_BIS = rf"(?:\s{{1,2}}(?:{'|'.join(BIS)})\b)"
_ONE = (
    rf"(?:premier\b|1er\b|\d{{1,3}}(?:[.\-]\d{{1,3}})*(?:[a-h](?![\w'])|\.[ivx]{{1,4}}(?![\w']))?|"
    rf"[ivxl]{{1,6}}(?:\.[ivx\d]{{1,4}})?(?![\w']))"
    rf"(?:{_BIS}(?:\.\d{{1,3}})*)?(?:\.[a-z](?![\w']))?(?:\s?\(?[a-z]\))?(?![\w°%])(?!\s?%)"
)
_JOIN = r"\s*(?:,|;|\bet\b|\bou\b|\ba\b|\band\b|\bto\b|\bthrough\b)\s*(?:et\s+|and\s+)?(?:(?:l'|les?\s)?articles?\s+)?"
_ARTICLE = re.compile(
    rf"(?<!\w)(?P<word>articles?|art\.|clauses?|sections?|paragraphes?|paragraphs?|points?|sous-articles?|§)"
    rf"\s*(?:n°\s*|no\.?\s+)?(?P<numbers>{_ONE}(?:{_JOIN}{_ONE})*)"
)
_ANNEX = re.compile(
    r"(?<!\w)(?P<word>annexe|appendice|appendix|schedule|exhibit)(?P<many>s?)\s+(?:n°\s*|no\.?\s+)?"
    r"(?P<numbers>(?:\d{1,2}|[ivx]{1,5}|[a-z])(?![\w'])(?:\s*(?:,|et|and)\s*(?:\d{1,2}|[ivx]{1,5}|[a-z])(?![\w']))*)"
)
_ONLY_ANNEX = re.compile(r"(?<!\w)annexe unique(?!\w)")
_NUMBER = re.compile(_ONE)
_ANNEX_NUMBER = re.compile(r"(?<!\w)(?:\d{1,2}|[ivx]{1,5}|[a-z])(?![\w'])")
_RANGE = re.compile(r"\s*(?:a|to|through)\s*(?:l'article\s*)?")
_WHOLE = r"(?:contrat|convention|accord|marche|agreement|contract|conditions|cga|cgv)"
_GLOSS = r"(?:\s*\([^()]{0,120}\))?(?:\s*\x01{1,160}(?!\x01))?\s*"
_SELF = re.compile(
    rf"{_GLOSS}(?:du present (?:avenant|acte)|des presentes\b|ci-(?:dessus|dessous|apres|avant)|of this amendment|"
    rf"hereof)"
)
_OTHER_AMENDMENT = re.compile(
    rf"{_GLOSS}(?:(?:de l'|du (?!present)|of (?!this)(?:the )?)(?:\w+ )?(?:avenant|amendment|addendum)\b)"
)
_LAW = re.compile(
    rf"{_GLOSS}(?:,?\s*(?:alinea|paragraphe|§)\s*\d+\s*)?(?:du|de la|de l'|des|of the|of)?\s*(?:code|rgpd|gdpr|"
    rf"reglement"
    r"|directive|loi|decret|ordonnance|arrete|traite|ccag|cgi|dora|data act|act\b|regulation|nis)"
)
_OF = re.compile(r"\s*(?:de|a|of|to)\s*(?:l'|the )?(?=annexe|appendi|schedule|exhibit)")
_DEGREE = re.compile(r"\b(articles?\s\d{1,3})°(?!\w)")  # « l'article 12° bis » of those who number by « 12° »
_DEGREE_HEAD = re.compile(r"^(\W*(?:article\s)?\d{1,3})°(?!\w)")
_SMALL_PART = ("paragraphe", "paragraph", "point", "§")
_LONGEST_RANGE = 60
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


class Act(Enum):
    """Whose article it is."""

    CONTRACT = auto()
    SELF = auto()  # the amendment's own
    AMENDMENT = auto()  # another amendment's
    LAW = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """A place of a plain text that points at clauses; `numbers` as clauses are numbered."""

    start: int
    end: int
    numbers: tuple[str, ...]
    act: Act


@lru_cache(maxsize=1024)
def targets(plain: str) -> tuple[Target, ...]:
    """What a plain text points at, in its order."""
    plain = _DEGREE.sub(r"\1 ", plain)
    annexes = list(_annexes(plain))
    found: list[Target] = []
    for one in _articles(plain):
        home = next((annex for annex in annexes if _holds(plain, annex, one)), None)
        if home is not None and len(home.numbers) == 1:
            annexes.remove(home)
            start, end = min(one.start, home.start), max(one.end, home.end)
            one = Target(start, end, tuple(f"{home.numbers[0]}, {number}" for number in one.numbers), home.act)
        found.append(one)
    found = _under_articles(plain, [one for one in found if one.numbers])
    return tuple(sorted([*found, *annexes], key=lambda one: one.start))


def _holds(plain: str, annex: Target, article: Target) -> bool:
    """« l'article 3 de l'Annexe 2 », « l'Annexe 2, article 3 »."""
    of = _OF.match(plain, article.end)
    if of is not None and of.end() == annex.start:
        return True
    apart = plain[annex.end : article.start]
    named = re.search(r"(?:\ba|\bdans) l'$", plain[: annex.start]) is not None
    return re.fullmatch(r"\s*,\s*", apart) is not None or (named and re.fullmatch(r"\s*,\s*l'", apart) is not None)


def _articles(plain: str) -> Iterator[Target]:
    for match in _ARTICLE.finditer(plain):
        word = match["word"].rstrip("s.")
        several = match["word"].endswith("s") and match["word"] != "§"
        numbers = _listed(plain, match) if several else tuple(_NUMBER.findall(match["numbers"])[:1])
        end = match.end() if several else match.start("numbers") + len(numbers[0])
        small = word in _SMALL_PART and not any("." in number for number in numbers)
        act = Act.SELF if small else _act(plain, end)
        yield Target(match.start(), end, tuple(normal(number) for number in numbers), act)


def _under_articles(plain: str, found: list[Target]) -> list[Target]:
    """« le paragraphe 2 de l'article 5 » is 5.2; a bare « paragraphe 2 » points at nothing by itself."""
    kept: list[Target] = []
    for at, one in enumerate(found):
        word = plain[one.start : one.end]
        if not word.startswith(_SMALL_PART) or any("." in number for number in one.numbers):
            kept.append(one)
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        if after and re.fullmatch(r"\s*(?:de|du|of)\s+(?:l'|the )?", plain[one.end : after.start]):
            found[at + 1] = Target(
                one.start, after.end, tuple(f"{after.numbers[0]}.{number}" for number in one.numbers), after.act
            )
    return kept


def _annexes(plain: str) -> Iterator[Target]:
    for match in _ANNEX.finditer(plain):
        numbers = _ANNEX_NUMBER.findall(match["numbers"])
        numbers = numbers if match["many"] else numbers[:1]
        end = match.end() if match["many"] else match.start("numbers") + len(numbers[0])
        names = tuple(f"{match['word'].capitalize()} {number.upper()}" for number in numbers)
        yield Target(match.start(), end, names, _annexed(plain, end))
    for match in _ONLY_ANNEX.finditer(plain):
        yield Target(match.start(), match.end(), ("Annexe unique",), _annexed(plain, match.end()))


def _annexed(plain: str, end: int) -> Act:
    """Whose annex it is."""
    own = re.match(r"\s*(?:du present avenant|des presentes|of this amendment)", plain[end:])
    return Act.SELF if own else Act.CONTRACT


def _act(plain: str, end: int) -> Act:
    for act, pattern in ((Act.SELF, _SELF), (Act.AMENDMENT, _OTHER_AMENDMENT), (Act.LAW, _LAW)):
        if pattern.match(plain, end):
            return act
    return Act.CONTRACT


def _listed(plain: str, match: re.Match[str]) -> tuple[str, ...]:
    """Each number of a list, with those that « 4.1 à 4.3 » leaves out."""
    numbers: list[str] = []
    end = 0
    for found in _NUMBER.finditer(plain, *match.span("numbers")):
        if numbers and _RANGE.fullmatch(plain, end, found.start()):
            numbers += between(numbers[-1], found[0])
        numbers.append(found[0])
        end = found.end()
    return tuple(numbers)


def between(first: str, last: str) -> list[str]:
    """The numbers strictly between two of the same level: 4.2 between 4.1 and 4.3."""
    head, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if head != other or not (low.isdigit() and high.isdigit()) or int(high) - int(low) > _LONGEST_RANGE:
        return []
    return [f"{head}.{number}" if head else str(number) for number in range(int(low) + 1, int(high))]


def normal(printed: str) -> str:
    """A number as clauses are numbered: "12-3" is "12.3", "12.2 a)" is "12.2.a", "premier" is "1"."""
    number = re.sub(r"\s+", " ", printed.strip())
    if number in ("premier", "1er"):
        return "1"
    lettered = re.fullmatch(r"(.*?)\s?\(?([a-z])\)", number)
    number = f"{lettered[1]}.{lettered[2]}" if lettered else number
    number = number.replace("-", ".")
    if re.fullmatch(r"\d+[a-h]", number):
        return number.upper()
    head, dot, rest = number.partition(".")
    if head.isdigit() or _roman(head):
        return (head if head.isdigit() else head.upper()) + dot + (rest.upper() if _roman(rest) else rest)
    return number


def within(number: str, other: str) -> bool:
    """Whether a clause's number is another's, or one below it: "12.3" is within "12"."""
    return number == other or (bool(other) and number.startswith((f"{other}.", f"{other}, ")))


@lru_cache(maxsize=4096)
def order(number: str) -> tuple[tuple[int, int], ...]:
    """Where a number stands among its neighbours: 18 < 18.4 < 18 bis < 18 bis.1 < 19."""
    return tuple(_part(part) for part in number.rpartition(", ")[2].lower().split("."))


def _part(part: str) -> tuple[int, int]:
    found = re.fullmatch(r"(?:annexe|schedule|appendix|exhibit|appendice)?\s*(\d+|[a-z]+)\s?([a-z]*)", part.strip())
    if found is None:
        return 0, 0
    value = int(found[1]) if found[1].isdigit() else _roman(found[1]) or ord(found[1][0]) - ord("a") + 1
    rank = BIS.index(found[2]) + 1 if found[2] in BIS else ord(found[2]) - ord("a") + 1 if len(found[2]) == 1 else 0
    return value, rank


def _roman(text: str) -> int:
    """The value of a Roman numeral in any letters; 0 for anything else."""
    if not re.fullmatch(r"(?:x{0,3}l|l?x{0,3})(?:ix|iv|v?i{0,3})", text.lower()) or not text:
        return 0
    worth = [_VALUES[letter] for letter in text.lower()]
    return sum(-here if here < after else here for here, after in zip(worth, [*worth[1:], 0], strict=True))


_HEAD = re.compile(rf"\W*(?:(?:article|art\.|clause|section)\s*)?(?P<number>{_ONE})\s*(?:[-:.)]\s|[-:]|\s|$)")
_ANNEX_HEAD = re.compile(
    r"\W*(?P<word>annexe|schedule|appendix|exhibit)\s+(?:n°\s*)?(?P<number>\d{1,2}|[ivx]{1,5}|[a-z])\b"
)


def head_number(plain: str) -> str:
    """The number that a plain text begins with: « Article 18 bis - », "34.2 "; "" where there is none."""
    plain = _DEGREE_HEAD.sub(r"\1 ", plain)
    annex = _ANNEX_HEAD.match(plain)
    if annex:
        return f"{annex['word'].capitalize()} {annex['number'].upper()}"
    found = _HEAD.match(plain)
    return normal(found["number"]) if found and (found["number"][0].isdigit() or "article" in found.group()) else ""
