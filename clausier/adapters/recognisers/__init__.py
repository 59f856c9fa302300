"""Who recognises the words of a picture on this machine."""

from clausier.adapters.recognisers.rapid import rapid_recogniser
from clausier.adapters.recognisers.tesseract import french_tesseract
from ingest.readers.recognition import Recogniser


def choose_recogniser() -> Recogniser | None:
    """RapidOCR, which comes with Clausier and misreads fewer figures (decision 17); where it is missing, Tesseract.

    None where neither is there.
    """
    return rapid_recogniser() or french_tesseract()
