"""Form fields that several pages share."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from wtforms import SelectField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from circles.domain.cadence import zone_info
from circles.errors import Invalid


class Ticks(SelectMultipleField):
    """Checkboxes of which any number may be ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


@cache
def _zones() -> list[str]:
    """List the zones by place; reading their names from the disk takes tens of milliseconds."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return ["UTC", *names]


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
