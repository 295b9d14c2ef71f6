"""The program's topics, their order in a season, and the one of a circle's meeting."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField

from circles.domain.guide import Guide, read, write
from circles.domain.words import SeasonState
from circles.errors import Invalid
from circles.models import Program, Topic
from circles.services import guides
from circles.services import topics as service
from circles.web.fields import Form
from circles.web.forms import blame
from circles.web.organizer import blueprint, own
from circles.web.paths import number

EXAMPLE = Guide(
    "A title",
    "Why it matters, in two or three sentences.",
    ("A question to carry around?", "A second one?", "A third one?"),
    opening_round="In one sentence each: ...",
    closing_round="One thing I will do before we meet again.",
    reading="[Something to read](https://example.org/article)",
    host_note="Only the host reads this.",
)
"""What a new topic begins with."""


class TopicForm(Form):
    """A topic in Markdown."""

    text = TextAreaField(
        "The topic, in Markdown",
        filters=(),  # an error names the line as it is seen
        render_kw={"rows": 27, "spellcheck": "true", "data-preview": ""},
    )


@blueprint.get("/organizer/topics")
def topics() -> ResponseReturnValue:
    """List the program's topics."""
    program = own.organizer().program
    found = service.of_program(g.db, program.id)
    return render_template(
        "organizer/topics.html",
        topics=[topic for topic in found if topic.archived_at is None],
        archived=[topic for topic in found if topic.archived_at is not None],
        used=service.used(g.db, program.id),
    )


@blueprint.route("/organizer/topics/new", methods=["GET", "POST"])
def new_topic() -> ResponseReturnValue:
    """Write a topic of the program's own."""
    return _editor(None)


@blueprint.route("/organizer/topics/<int:topic_id>", methods=["GET", "POST"])
def topic(topic_id: int) -> ResponseReturnValue:
    """Show a topic as it reads, and rewrite it."""
    return _editor(_topic(topic_id))


@blueprint.post("/organizer/topics/<int:topic_id>/archive")
def archive_topic(topic_id: int) -> ResponseReturnValue:
    """Offer a topic no more, or again."""
    found = _topic(topic_id)
    archived = request.form.get("archived") == "yes"
    service.archive(g.db, found, own.who(), g.now, archived=archived)
    flash(f"“{found.title}” is {'archived' if archived else 'back in the list'}.")
    return redirect(url_for("organizer.topics"))


@blueprint.get("/organizer/seasons/<int:season_id>/topics")
def season_topics(season_id: int) -> ResponseReturnValue:
    """Show which topic each meeting of a season has."""
    season = own.season(season_id)
    return render_template(
        "organizer/season_topics.html",
        season=season,
        order=service.of_season(g.db, season),
        choices=service.to_choose(g.db, season.program_id),
        running=season.state not in {SeasonState.DRAFT, SeasonState.OPEN},
    )


@blueprint.post("/organizer/seasons/<int:season_id>/topics")
def arrange_topics(season_id: int) -> ResponseReturnValue:
    """Move a topic up or down, take it out, or choose another in its place."""
    season, who = own.season(season_id), own.who()
    n, wanted = _number("n"), request.form.get("do", "")
    if n not in range(1, season.meetings + 1):
        raise Invalid(f"This season has meetings 1 to {season.meetings}, and none with the number {n}.")
    if wanted == "choose":
        service.choose(g.db, season, n, _topic(_number("topic")), who, g.now)
    elif wanted == "drop":
        service.drop(g.db, season, n, who, g.now)
    elif wanted in {"up", "down"}:
        service.move(g.db, season, n, -1 if wanted == "up" else 1, who, g.now)
    else:
        raise Invalid("Press one of the buttons beside a meeting.")
    flash("Saved.")
    return redirect(url_for("organizer.season_topics", season_id=season.id))


@blueprint.get("/organizer/meetings/<int:meeting_id>/topic")
def meeting_topic(meeting_id: int) -> ResponseReturnValue:
    """Show how the topic mail of a meeting reads, and what it could be about instead."""
    meeting = own.meeting(meeting_id)
    return render_template(
        "organizer/meeting_topic.html",
        meeting=meeting,
        choices=service.to_choose(g.db, own.organizer().program_id),
        gone=guides.has_gone(g.db, meeting, g.now),
    )


@blueprint.post("/organizer/meetings/<int:meeting_id>/topic")
def swap_topic(meeting_id: int) -> ResponseReturnValue:
    """Let one circle talk about something else."""
    meeting, chosen = own.meeting(meeting_id), _number("topic")
    guides.swap(g.db, meeting, _topic(chosen) if chosen else None, own.who(), g.now)
    flash("Saved. This circle's topic mail is about it.")
    return redirect(url_for("organizer.meeting_topic", meeting_id=meeting.id))


def _editor(topic: Topic | None) -> ResponseReturnValue:
    """Show a topic in Markdown and as it reads; a press on Preview saves nothing."""
    program = own.organizer().program
    kept = guides.of_topic(topic) if topic else EXAMPLE
    form = TopicForm(text=write(kept))
    shown: Guide | None = kept if topic else None
    if form.is_submitted() and form.validate():
        try:
            shown = read(form.text.data or "")
            if request.form.get("do") != "preview":
                return _save(program, topic, shown)
        except Invalid as error:
            blame(form, error)
            shown = None
    status = 422 if form.errors else 200
    return render_template("organizer/topic.html", form=form, topic=topic, guide=shown), status


def _save(program: Program, topic: Topic | None, guide: Guide) -> ResponseReturnValue:
    if topic is None:
        service.add(g.db, program, guide, own.who(), g.now)
    else:
        service.edit(g.db, topic, guide, own.who(), g.now)
    flash(f"“{guide.title}” is saved.")
    return redirect(url_for("organizer.topics"))


def _topic(topic_id: int) -> Topic:
    return service.find(g.db, own.organizer().program_id, topic_id)


def _number(name: str) -> int:
    try:
        return number(request.form.get(name, ""))
    except ValueError:
        raise Invalid("Choose one of the list, and press the button beside it.") from None
