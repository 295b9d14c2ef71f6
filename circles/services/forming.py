"""How a season's circles are formed: the sizes and weights its organizers set."""

from dataclasses import asdict, dataclass

from circles.domain.grouping import Weights
from circles.errors import Invalid
from circles.models import Season
from circles.services import programs

SIZES = ("size_lo", "size_hi", "mentors_lo", "mentors_hi")
LEVELS = range(3)
"""Not at all, some, a lot."""


@dataclass(frozen=True)
class Settings:
    """Sizes with mentors included, and what counts how much: 0 not at all, 1 some, 2 a lot."""

    size_lo: int
    size_hi: int
    mentors_lo: int
    mentors_hi: int
    hours: int = 0
    topics: int = 2
    mix: int = 1
    again: int = 2

    @property
    def weights(self) -> Weights:
        """What the search heeds; who weighs topics gets those asked for and offered with them."""
        return Weights(
            hours=self.hours,
            topics=self.topics,
            offers=min(1, self.topics),
            mix=self.mix,
            again=self.again,
        )


def of_season(season: Season) -> Settings:
    """Give a season's settings."""
    return Settings(**{name: getattr(season, name) for name in SIZES}, **season.weights)


def save(season: Season, settings: Settings) -> None:
    """Change a season's settings; raises Invalid, naming the field, for what can't be."""
    programs.check_sizes(settings.size_lo, settings.size_hi, settings.mentors_lo, settings.mentors_hi)
    given = asdict(settings)
    sizes = {name: given.pop(name) for name in SIZES}
    for name, level in given.items():
        if level not in LEVELS:
            raise Invalid("Choose one of: not at all, some, a lot.", field=name)
    season.weights = given
    for name, size in sizes.items():
        setattr(season, name, size)
