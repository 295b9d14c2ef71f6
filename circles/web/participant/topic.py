"""What a circle talks about at a meeting: everyone may read it, its host may change it till it goes."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField

from circles.domain.guide import Guide, check, flat, paragraphs, questions
from circles.errors import Invalid, NotAllowed
from circles.models import Meeting
from circles.services import guides, meetings, topics
from circles.web.fields import Form
from circles.web.forms import TEXT, blame
from circles.web.participant import blueprint
from circles.web.participant.meetings import their_meeting
from circles.web.participant.reader import reader
from circles.web.paths import number


class GuideForm(Form):
    """The topic mail, part by part."""

    words = TextAreaField("Your own words, at the head", render_kw={"rows": 3, "data-preview": ""})
    title = StringField("Title")
    opening = TextAreaField("Why it matters", render_kw={"rows": 3})
    questions = TextAreaField("Questions, one on each line", render_kw={"rows": 7})
    opening_round = TextAreaField("To open", render_kw={"rows": 2})
    closing_round = TextAreaField("To close", render_kw={"rows": 2})
    reading = TextAreaField("To read, if they like", render_kw={"rows": 2})

    def guide(self, before: Guide) -> Guide:
        """Give the guide as it is written here."""
        return Guide(
            title=flat(self.title.data or ""),
            questions=questions(self.questions.data or ""),
            host_note=before.host_note,
            **{name: paragraphs(self[name].data or "") for name in _PARAGRAPHS},
        )


_PARAGRAPHS = ("opening", "opening_round", "closing_round", "reading")


class WhereForm(Form):
    """Where the circle meets."""

    place = StringField("Where you meet", validators=[TEXT])


@blueprint.get("/me/meetings/<int:meeting_id>/topic")
def topic(meeting_id: int) -> ResponseReturnValue:
    """Show what they talk about, to the host with all that can be changed."""
    found = their_meeting(meeting_id)
    return _page(found, _form(found), guides.of_meeting(found), guides.words(found))


@blueprint.post("/me/meetings/<int:meeting_id>/topic")
def shape(meeting_id: int) -> ResponseReturnValue:
    """Change the topic mail, or show how it would read."""
    found = _led(meeting_id)
    form = GuideForm()
    form.validate()
    wanted, words = form.guide(guides.of_meeting(found)), paragraphs(form.words.data or "")
    try:
        if request.form.get("do") == "preview":
            check(wanted, words)
            return _page(found, form, wanted, words)
        guides.change(g.db, found, {**vars(wanted), "words": words}, _who(), g.now)
    except Invalid as error:
        blame(form, error)
        return _page(found, form, guides.of_meeting(found), guides.words(found)), 422
    flash("Saved. This is what your circle will read.")
    return redirect(url_for("participant.topic", meeting_id=found.id))


@blueprint.post("/me/meetings/<int:meeting_id>/topic/another")
def another(meeting_id: int) -> ResponseReturnValue:
    """Take another topic, or the same one as it was."""
    found = _led(meeting_id)
    try:
        chosen = number(request.form.get("topic", ""))
    except ValueError:
        raise Invalid("Choose a topic from the list, and press the button below it.") from None
    topic = topics.find(g.db, reader().season.program_id, chosen) if chosen else None
    guides.swap(g.db, found, topic, _who(), g.now)
    flash("Saved. This is what your circle will read.")
    return redirect(url_for("participant.topic", meeting_id=found.id))


@blueprint.post("/me/meetings/<int:meeting_id>/place")
def set_place(meeting_id: int) -> ResponseReturnValue:
    """Say where the circle meets; everyone's calendar learns it."""
    found = _led(meeting_id)
    form = WhereForm()
    if not form.validate():
        raise Invalid(" ".join(form.place.errors), field="place")
    meetings.set_place(g.db, found.circle, form.place.data or "", _who(), g.now)
    flash("Saved. Everyone in your circle is being told.")
    return redirect(url_for("participant.topic", meeting_id=found.id))


def _led(meeting_id: int) -> Meeting:
    """Give a meeting they lead."""
    found = their_meeting(meeting_id)
    if not guides.leads(found, reader()):
        raise NotAllowed("Somebody else leads this meeting, so its topic mail is theirs to change.")
    return found


def _form(found: Meeting) -> GuideForm:
    guide = guides.of_meeting(found)
    return GuideForm(
        formdata=None,
        words=guides.words(found),
        title=guide.title,
        questions="\n".join(guide.questions),
        **{name: getattr(guide, name) for name in _PARAGRAPHS},
    )


def _page(found: Meeting, form: GuideForm, guide: Guide, words: str) -> str:
    leads = guides.leads(found, reader())
    told = guides.told(found)
    writes = "You write:" if leads and told.by in {"", _who()} else told.writes
    return render_template(
        "participant/topic.html",
        participant=reader(),
        meeting=found,
        guide=guide,
        words=[part for part in words.split("\n\n") if part],
        writes=writes,
        leads=leads,
        gone=guides.has_gone(g.db, found, g.now),
        form=form,
        place=WhereForm(formdata=None, place=found.circle.place),
        choices=topics.to_choose(g.db, reader().season.program_id),
    )


def _who() -> str:
    return f"person:{reader().person_id}"
