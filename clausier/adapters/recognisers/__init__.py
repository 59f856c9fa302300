"""Who recognises the words of a picture on this machine."""

from clausier.adapters.recognisers.rapid import rapid_recogniser
from clausier.adapters.recognisers.tesseract import french_tesseract
from ingest.readers.recognition import Recogniser


def choose_recogniser() -> Recogniser | None:
    """Tesseract where it reads French; else what pip brought with Clausier; None where even that is missing."""
    return french_tesseract() or rapid_recogniser()
