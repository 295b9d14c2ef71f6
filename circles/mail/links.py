"""The links in our mails: signed, never stored, and harmless until somebody presses a button."""

from collections.abc import Sequence
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer

from circles.models import Address, Participant, Person, SignIn


@dataclass(frozen=True)
class Personal:
    """What a personal link says: whose it is, and which of their links it was."""

    participant_id: int
    link_version: int


class Links:
    """Write and read links. A GET on any of them only shows a page; acting takes a POST."""

    def __init__(self, public_url: str, secret_keys: Sequence[str]) -> None:
        self.public_url = public_url
        newest_last = list(reversed(secret_keys))
        self._personal = URLSafeSerializer(newest_last, salt="circles personal link")
        self._feed = URLSafeSerializer(newest_last, salt="circles calendar feed")
        self._address = URLSafeSerializer(newest_last, salt="circles address link")
        self._waiting = URLSafeSerializer(newest_last, salt="circles waiting link")
        self._sign_in = URLSafeSerializer(newest_last, salt="circles sign-in link")

    def personal(self, participant: Participant, page: str = "") -> str:
        """Link to a participant's private page, or to `page` below it (such as "confirm")."""
        token = self._personal.dumps([participant.id, participant.link_version])
        return f"{self.public_url}/me/{token}" + (f"/{page}" if page else "")

    def read_personal(self, token: str) -> Personal | None:
        """Tell whose link it is; None if we never signed it. The version is for the caller to compare."""
        try:
            participant_id, version = self._personal.loads(token)
        except (BadData, ValueError, TypeError):
            return None
        return Personal(participant_id, version)

    def feed(self, participant: Participant) -> str:
        """Link to a participant's calendar, for a calendar program to subscribe to."""
        token = self._feed.dumps([participant.id, participant.feed_version])
        return f"{self.public_url}/calendar/{token}.ics"

    def read_feed(self, token: str) -> Personal | None:
        """Tell whose calendar it is; None if we never signed it. `link_version` is that of the feed."""
        try:
            participant_id, version = self._feed.loads(token)
        except (BadData, ValueError, TypeError):
            return None
        return Personal(participant_id, version)

    def address(self, address: Address) -> str:
        """Link by which who reads an address says whether it is theirs; it opens nothing else."""
        return f"{self.public_url}/address/{self._address.dumps(address.id)}"

    def read_address(self, token: str) -> int | None:
        """Give the id of the Address the link was written for; None if we never signed it."""
        try:
            return int(self._address.loads(token))
        except (BadData, ValueError, TypeError):
            return None

    def waiting(self, person: Person) -> str:
        """Link by which somebody who waits for a season is told of none; it opens nothing else."""
        return f"{self.public_url}/waiting/{self._waiting.dumps(person.id)}"

    def read_waiting(self, token: str) -> int | None:
        """Give the id of the Person the link was written for; None if we never signed it."""
        try:
            return int(self._waiting.loads(token))
        except (BadData, ValueError, TypeError):
            return None

    def sign_in(self, asked: SignIn) -> str:
        """Link that signs an organizer in, in the browser that asked for it."""
        return f"{self.public_url}/sign-in/{self._sign_in.dumps(asked.id)}"

    def read_sign_in(self, token: str) -> int | None:
        """Give the id of the SignIn the link was written for; None if we never signed it."""
        try:
            return int(self._sign_in.loads(token))
        except (BadData, ValueError, TypeError):
            return None

    def page(self, path: str) -> str:
        """Make one of our own paths absolute, such as `/organizer/`."""
        return self.public_url + path
