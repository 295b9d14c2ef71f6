"""The form of how circles are formed."""

from dataclasses import fields

from wtforms import IntegerField, RadioField, SelectChoice
from wtforms.validators import InputRequired

from circles.services.forming import Settings
from circles.web.fields import Form

LEVELS = ("not at all", "some", "a lot")
_NUMBER = InputRequired("Give a number, such as 4.")


def _heed(label: str) -> RadioField:
    """Ask how much something counts."""
    choices = [SelectChoice(level, words) for level, words in enumerate(LEVELS)]
    return RadioField(label, coerce=int, choices=choices, validators=[InputRequired("Choose how much.")])


class FormingForm(Form):
    size_lo = IntegerField("Smallest circle", validators=[_NUMBER])
    size_hi = IntegerField("Largest circle", validators=[_NUMBER])
    mentors_lo = IntegerField("Fewest mentors", validators=[_NUMBER])
    mentors_hi = IntegerField("Most mentors", validators=[_NUMBER])
    hours = _heed("Time overlap")
    topics = _heed("Topics")
    mix = _heed("Mix of experience")
    again = _heed("Don't repeat last season")

    def settings(self) -> Settings:
        """Give what was filled in."""
        return Settings(**{field.name: self[field.name].data for field in fields(Settings)})
