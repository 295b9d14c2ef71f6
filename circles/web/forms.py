"""The forms of the organizer's pages: what they ask, and how an error finds its field."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from circles.domain.wording import rhythm
from circles.domain.words import Rsvp
from circles.errors import Invalid
from circles.services.programs import SeasonPlan
from circles.services.seasons import FIELDS
from circles.web.fields import Form, language_field

NAME = Length(max=120, message="That is too long: 120 characters at most.")
TEXT = Length(max=500, message="That is too long: 500 characters at most.")


def blame(form: Form, error: Invalid) -> None:
    """Put an error beside the field it names, or at the head of the form."""
    if error.field in form:
        form[error.field].errors = [*form[error.field].errors, str(error)]
    else:
        form.form_errors.append(str(error))


class SignInForm(Form):
    email = EmailField(
        "Your email",
        validators=[DataRequired("We need the address you run your program with, such as ana@example.org.")],
        render_kw={"autocomplete": "email"},
    )


class SeasonForm(Form):
    name = StringField(
        "Name", validators=[DataRequired("Give the season a name, such as Spring 2027."), NAME]
    )
    starts_on = DateField(
        "First week starts on",
        validators=[InputRequired("Choose the day from which circles may meet, such as 2027-03-01.")],
    )
    meetings = IntegerField(
        "How many meetings", default=6, validators=[InputRequired("Give a number, such as 6.")]
    )
    every_weeks = SelectField(
        "How often",
        coerce=int,
        default=4,
        choices=[
            SelectChoice(1, "every week"),
            SelectChoice(2, "every two weeks"),
            SelectChoice(3, "every three weeks"),
            SelectChoice(4, "every four weeks"),
        ],
    )
    minutes = SelectField(
        "How long",
        coerce=int,
        default=60,
        choices=[
            SelectChoice(30, "30 minutes"),
            SelectChoice(60, "60 minutes"),
            SelectChoice(90, "90 minutes"),
            SelectChoice(120, "two hours"),
        ],
    )
    size_lo = IntegerField(
        "Smallest circle", default=4, validators=[InputRequired("Give a number, such as 4.")]
    )
    size_hi = IntegerField(
        "Largest circle", default=8, validators=[InputRequired("Give a number, such as 8.")]
    )
    mentors_lo = IntegerField(
        "Fewest mentors", default=1, validators=[InputRequired("Give a number, such as 1.")]
    )
    mentors_hi = IntegerField(
        "Most mentors", default=2, validators=[InputRequired("Give a number, such as 2.")]
    )
    place = StringField("Where to meet", validators=[TEXT])
    signup_closes_on = DateField("Sign-up closes on", validators=[Optional()])
    anonymise_days = IntegerField(
        "Days to keep what people said", default=180, validators=[DataRequired("Give a number, such as 180.")]
    )

    def plan(self) -> SeasonPlan:
        """Give what was filled in as a plan."""
        return SeasonPlan(**{name: self.data[name] for name in FIELDS})


class NextSeasonForm(SeasonForm):
    invite = BooleanField("Invite them again")


class EditSeasonForm(SeasonForm):
    """The plan of a season as it is; `seen` is what the page showed, to notice who changed it meanwhile."""

    seen = HiddenField()

    def keep(self, names: Collection[str], now: SeasonPlan) -> None:
        """Leave out what can't change any more, and offer the present choice where it is an unusual one."""
        for name in set(FIELDS) - set(names):
            del self[name]
        for name, words in (("every_weeks", rhythm(now.every_weeks)), ("minutes", f"{now.minutes} minutes")):
            value = getattr(now, name)
            if name in self and value not in {choice.value for choice in self[name].choices}:
                self[name].choices = [*self[name].choices, SelectChoice(value, words)]

    def plan_from(self, now: SeasonPlan) -> SeasonPlan:
        """Give the plan with what was filled in."""
        return replace(now, **{name: self.data[name] for name in FIELDS if name in self})


class ProgramForm(Form):
    language = language_field()
    accepts_proposals = BooleanField("Members may propose another time from their calendars")


class UploadForm(Form):
    file = FileField("A CSV file")
    pasted = TextAreaField(
        "Or paste from a spreadsheet",
        filters=(),  # it is read like a file, where a tab at either end means a cell
        render_kw={"rows": 5, "spellcheck": "false"},
    )


class ConfirmImportForm(Form):
    knows = BooleanField("They know about this and I may write to them")


class AnswerForm(Form):
    participant = SelectField("Who", coerce=int)
    value = SelectField(
        "Answer",
        choices=[
            SelectChoice(Rsvp.YES, "is coming"),
            SelectChoice(Rsvp.NO, "can't come"),
            SelectChoice(Rsvp.MAYBE, "is not sure"),
        ],
    )


class MetForm(Form):
    met = RadioField(
        "Did they meet?",
        choices=[SelectChoice("yes", "Yes"), SelectChoice("no", "No")],
        validators=[InputRequired("Say whether the circle met.")],
    )


class FollowUpForm(Form):
    owner = SelectField("Who", coerce=int)
    text = StringField("What", validators=[DataRequired("Write what will be done."), TEXT])
    due = DateField("By when", validators=[Optional()])


class MoveForm(Form):
    day = DateField("New day", validators=[InputRequired("Choose a day, such as 2027-03-04.")])
    at = TimeField("New time", validators=[InputRequired("Give a time, such as 17:00.")])
    reason = StringField("Why (everyone reads this)", validators=[TEXT])

    def local(self) -> tuple[date, time]:
        """Give the day and time filled in, on the circle's clocks."""
        return self.day.data, self.at.data


class CancelForm(Form):
    reason = StringField("Why (everyone reads this)", validators=[TEXT])


class PlaceForm(Form):
    place = StringField("Where the circle meets", validators=[TEXT])
