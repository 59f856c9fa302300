"""Who recognises the words of a picture on this machine."""

from clausier.adapters.recognisers.checked import CheckedRecogniser
from clausier.adapters.recognisers.rapid import rapid_recogniser
from clausier.adapters.recognisers.tesseract import french_tesseract
from ingest.readers.recognition import Recogniser


def choose_recogniser() -> Recogniser | None:
    """Tesseract where it reads French, its figures read again by what pip brought with Clausier; that alone elsewhere.

    None where neither is there.
    """
    tesseract, rapid = french_tesseract(), rapid_recogniser()
    if tesseract is not None and rapid is not None:
        return CheckedRecogniser(tesseract, rapid)
    return tesseract or rapid
