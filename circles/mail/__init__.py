"""Mail in and out: composing, calendars, parsing, transports and receiving."""

from circles.domain.tongue import learn
from circles.mail.tongues import tongue_of

learn(tongue_of)
