"""A row of a table, each cell under the name of its column."""

from markupsafe import Markup

from clausier.domain.answers import Citation
from clausier.ui.text import EMPTY, filled


def row_shown(citation: Citation) -> Markup:
    """The cells of a quotation that is a row; nothing where no column has a name."""
    if not any(header for header, _ in citation.cells):
        return EMPTY
    cells = (
        filled("<div><dt>{header}</dt><dd>{text}</dd></div>", header=header, text=text)
        for header, text in citation.cells
    )
    return filled('<dl class="rang">{cells}</dl>', cells=Markup().join(cells))
