"""Form fields that several pages share, and what holds for the text in any of them."""

import re
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask import request
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from circles.domain.cadence import zone_info
from circles.domain.tongue import known
from circles.errors import Invalid
from circles.mail.tongues import spoken

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def lines(text: str | None) -> str:
    """Give a text as it is kept: without control characters, which no database takes, and blanks around."""
    return _CONTROL.sub("", text or "").strip()


def line(text: str | None) -> str:
    """Give a text as it is kept where it has one line."""
    return " ".join(lines(text).split())


class Form(FlaskForm):
    """A form whose texts come as they are kept, unless a field has filters of its own."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Give text fields their filter, and others the words for what they can't take."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and "filters" not in unbound_field.kwargs:
                options = options | {"filters": (lines if issubclass(kind, TextAreaField) else line,)}
            words = next((words for known, words in _EXPECTED.items() if issubclass(kind, known)), {})
            options |= {name: text for name, text in words.items() if name not in unbound_field.kwargs}
            return super().bind_field(form, unbound_field, options)


_EXPECTED: dict[type[Field], dict[str, str]] = {
    DateField: {"invalid_value_message": "Write a day such as 2027-03-04."},
    TimeField: {"invalid_value_message": "Write an hour such as 17:30."},
    IntegerField: {"invalid_value_message": "Write a whole number."},
    SelectMultipleField: {"invalid_choice_message": "Choose from the list."},
    SelectField: dict.fromkeys(
        ("invalid_choice_message", "invalid_value_message"), "Choose one from the list."
    ),
}


class Ticks(SelectMultipleField):
    """Checkboxes of which any number may be ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


@cache
def _zones() -> list[str]:
    """List the zones by place; reading their names from the disk takes tens of milliseconds."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return ["UTC", *names]


def language_field() -> SelectField:
    """Ask for one of the languages that our mails are in."""
    choices = [SelectChoice(language, name) for language, name in spoken().items()]
    return SelectField("Language of our mails", choices=choices)


def spoken_to(language: str) -> str:
    """Give which of these our mails to somebody are in."""
    return known(language) if known(language) in spoken() else "en"


class ZoneField(SelectField):
    """Any name of the time zone database, old ones that browsers report included."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, choices=_zones(), validate_choice=False, **options)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no zone."""
        try:
            zone_info(self.data or "")
        except Invalid as fault:
            raise ValidationError(str(fault)) from fault


def must_name_who_came(field: str) -> None:
    """Refuse that they met, that these were all who came, and that nobody is ticked: one of it is wrong."""
    if "complete" in request.form and not request.form.getlist("came"):
        raise Invalid("Tick who came, or say that they didn't meet.", field=field)
