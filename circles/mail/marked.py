"""Links and emphasis of a guide as they are shown: in HTML as such, in plain text spelled out."""

from markupsafe import Markup

from circles.domain.marks import Piece, pieces, plain

_LINK = Markup('<a class="link" href="{}" style="color:#1e5f55;overflow-wrap:anywhere">{}</a>')


def html(text: str, link: Markup = _LINK) -> Markup:
    """Write it as HTML, with links in a shape of two places; whatever is no mark is escaped."""
    return Markup().join(_html(piece, link) for piece in pieces(text))


def _html(piece: Piece, link: Markup) -> Markup:
    if piece.link:
        return link.format(piece.link, piece.words)
    shape = "<strong>{}</strong>" if piece.strong else "<em>{}</em>" if piece.emphasis else "{}"
    return Markup(shape).format(piece.words)  # noqa: S704  # one of the three shapes above


FORMS = {"text": plain, "html": html}
