"""Publishing: what it will do, with counts, and doing it."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from circles.services import circles
from circles.web.organizer import blueprint, cards, own


@blueprint.get("/organizer/seasons/<int:season_id>/publish")
def look_before_publishing(season_id: int) -> ResponseReturnValue:
    """Say what publishing will do, with counts."""
    season = own.season(season_id)
    shown = cards.of_season(season)
    return render_template(
        "organizer/publish.html",
        season=season,
        circles=[card.circle for card in shown],
        placed=len(cards.placed(shown)),
        waiting=len(cards.not_placed(season, shown)),
        left=[f"{card.circle.name}: {card.left}" for card in shown if card.left],
        first=min((cards.first_meeting(card.circle) for card in shown), default=None),
    )


@blueprint.post("/organizer/seasons/<int:season_id>/publish")
def publish(season_id: int) -> ResponseReturnValue:
    """Set every meeting and invite everyone."""
    season = own.season(season_id)
    circles.publish(g.db, season, own.who(), g.now)
    flash(f"{season.name} is published. The invitations are on their way.")
    return redirect(url_for("organizer.season", season_id=season.id))
