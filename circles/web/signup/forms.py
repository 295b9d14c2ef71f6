"""The sign-up form."""

from flask import g
from wtforms import (
    EmailField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length

from circles.domain.addresses import near_miss, normalise
from circles.domain.people_file import MAX_NAME
from circles.domain.words import Role
from circles.errors import Invalid
from circles.services.wishes import Wish
from circles.web import hours
from circles.web.fields import Form, Ticks, ZoneField, language_field

MOST_TOPICS = 5
ROLES = {
    Role.MENTEE.value: "someone who wants guidance",
    Role.MENTOR.value: "someone with experience to share",
    Role.EITHER.value: "either is fine",
}
BRIEF = Length(max=300, message="Up to 300 characters, please.")


class SignUpForm(Form):
    """What somebody tells us to join; `website` is for robots, which fill in everything."""

    name = StringField(
        "Your name",
        [
            DataRequired("We need a name to call you by."),
            Length(max=MAX_NAME, message=f"Up to {MAX_NAME} characters, please."),
        ],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        "Email",
        [DataRequired("We need an address to write to, such as ana@example.org.")],
        render_kw={"autocomplete": "email"},
    )
    role = RadioField(
        "I'd like to join as",
        [InputRequired("Choose one: guidance, experience, or either.")],
        choices=ROLES,
    )
    topics = Ticks("Topics")
    zone = ZoneField("Time zone")
    language = language_field()
    hours = Ticks("When could you usually meet?", choices=hours.CHOICES)
    hopes = TextAreaField("What would make this worth your time?", [BRIEF])
    needs = TextAreaField("Anything that would make it easier to take part?", [BRIEF])
    website = StringField("Leave this empty")
    sure_of = StringField()  # the address we have asked about already

    def validate_email(self, field: EmailField) -> None:
        try:
            written = normalise(field.data or "")
        except Invalid as fault:
            raise ValidationError(str(fault)) from fault
        if g.runtime.site.is_ours(written):
            raise ValidationError(
                f"{written} is an address of ours. Give the one at which you read your mail."
            )
        if self.meant and self.sure_of.data != written:
            self.sure_of.data = written
            raise ValidationError(
                f"Did you mean {self.meant}? If {written} is right, press the button again."
            )

    def validate_topics(self, field: Ticks) -> None:
        if len(field.data or []) > MOST_TOPICS:
            raise ValidationError(f"You ticked {len(field.data or [])} topics. Pick up to {MOST_TOPICS}.")

    @property
    def meant(self) -> str:
        """The address a slip of the pen was meant to be; "" when there is nothing to ask."""
        try:
            return near_miss(normalise(self.email.data or ""))
        except Invalid:
            return ""

    def wish(self) -> Wish:
        """Give what was filled in."""
        return Wish(
            name=self.name.data or "",
            email=self.email.data or "",
            role=Role(self.role.data),
            zone=self.zone.data or "UTC",
            topics=tuple(self.topics.data or ()),
            availability=hours.as_availability(self.hours.data or []),
            hopes=self.hopes.data or "",
            needs=self.needs.data or "",
            language=self.language.data,
        )
