"""The two indexes, kept in step with the record that they are made from.

`OwnedCaches` for the one process that owns the home folder, `BorrowedCaches` for any other: both give `words` and
`vectors`, and the same answers.
"""

from clausier.caches.borrowed import BorrowedCaches
from clausier.caches.owned import Maker, OwnedCaches
from clausier.caches.record import Record
from clausier.caches.scan import ExactScan

__all__ = ["BorrowedCaches", "ExactScan", "Maker", "OwnedCaches", "Record"]
