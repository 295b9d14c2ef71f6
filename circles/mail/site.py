"""Who we are in mail: names, the reply addresses we sign, and the domain they live in."""

from dataclasses import dataclass
from datetime import date

from circles.domain import tokens
from circles.mail.dkim import Signer

PREFIX = "circles+"


@dataclass(frozen=True)
class Site:
    """The service's own names and addresses."""

    name: str
    mail_from: str
    reply_domain: str
    keys: tuple[bytes, ...]
    signer: Signer | None = None
    """Who signs our mail before it reaches the relay, if anybody does."""

    def membership_address(self, membership_id: int, key: str = "") -> str:
        """From and Reply-To of every mail about a circle: one per member, for good.

        `key` is the fingerprint of the key that signed it first, as `lasting_key` gives it.
        """
        return self._address(tokens.membership_token(self.keys, membership_id, key))

    def lasting_key(self, key: str) -> str:
        """Give the fingerprint of the key a membership's address is signed with: its own, else the newest."""
        return tokens.still_known(self.keys, key)

    def outgoing_address(self, outgoing_id: int, expires: date) -> str:
        """Reply-To of a mail that is not about a circle."""
        return self._address(tokens.outgoing_token(self.keys, outgoing_id, expires))

    def return_address(self, outgoing_id: int, expires: date) -> str:
        """Return path of a mail (VERP): only what comes back there is believed to be about it."""
        return self._address(tokens.return_token(self.keys, outgoing_id, expires))

    def message_id(self, local: str) -> str:
        """Write the Message-ID header of one of our mails by its part before the @, in angle brackets."""
        return f"<{local}@{self.reply_domain}>"

    def read_address(self, address: str, today: date) -> tokens.Token | None:
        """Tell what a recipient address of ours stands for; None if it is forged, expired or foreign."""
        local, _, domain = address.strip().strip("<>").rpartition("@")
        if domain.lower() != self.reply_domain.lower() or not local.lower().startswith(PREFIX):
            return None
        return tokens.read_token(self.keys, local[len(PREFIX) :], today)

    def keep(self, address: str, today: date) -> str:
        """Give what is kept of an address that mail came to: what it stands for, or else the address itself.

        So a stolen database lets nobody write in a member's name. What was kept so already stays as it is.
        """
        token = self.read_address(address, today)
        return str(token) if token else address.strip().strip("<>").lower()

    def meant(self, kept: str, today: date) -> tokens.Token | None:
        """Tell what was kept of an address stands for; rows of an older version hold the address itself."""
        return tokens.named(kept) or self.read_address(kept, today)

    def accepts(self, address: str, today: date) -> bool:
        """Tell whether mail to an address is for us: the service's own, or one that we signed."""
        bare = address.strip().strip("<>").lower()
        return bare == self.mail_from.lower() or self.read_address(bare, today) is not None

    def is_ours(self, address: str) -> bool:
        """Tell whether an address is the service's own or in its reply domain: nobody reads mail there."""
        domain = address.rpartition("@")[2]
        return address.lower() == self.mail_from.lower() or domain.lower() == self.reply_domain.lower()

    @property
    def own_addresses(self) -> frozenset[str]:
        """What mail of our own comes from, without the tokens: such mail coming in is a loop."""
        return frozenset({self.mail_from.lower(), f"{PREFIX.rstrip('+')}@{self.reply_domain}".lower()})

    def _address(self, token: str) -> str:
        return f"{PREFIX}{token}@{self.reply_domain}"
