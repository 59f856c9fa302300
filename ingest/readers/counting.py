"""How lists count: the figures, letters and Roman numbers that word processors and browsers show before a paragraph."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_ROMAN = 3999  # beyond, there are no signs for it, and lists show figures
_MOST_LETTERS = 780  # thirty times round: beyond, a damaged start value would write a line of letters


def roman(number: int) -> str:
    """In small letters; in figures where Roman numbers end."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * times
    return letters


def repeated_letter(number: int) -> str:
    """a to z, then aa, bb: as Word counts."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def letters(number: int) -> str:
    """a to z, then aa, ab: as browsers and OpenDocument count."""
    if number <= 0:
        return str(number)
    found = ""
    while number:
        number, last = divmod(number - 1, 26)
        found = chr(ord("a") + last) + found
    return found
