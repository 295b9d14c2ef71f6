"""Every setting of Circles, typed, read once from the environment or a `.env` file.

A wrong value stops the start with its name, the value's fault and an example.
"""

import re
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from circles.errors import Invalid
from circles.mail.dkim import read_key

EXAMPLES = {
    "DATABASE_URL": "postgresql://circles@localhost/circles",
    "REDIS_URL": "redis://localhost:6379/0",
    "SMTP_URL": "smtp://user:password@mail.example.org:587?tls=starttls",
    "IMAP_URL": "imaps://circles%40example.org:password@mail.example.org/INBOX",
    "SECRET_KEY": "the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'",
    "PUBLIC_URL": "https://circles.example.org",
    "MAIL_FROM": "circles@example.org",
    "REPLY_DOMAIN": "reply.example.org",
    "DATA_DIR": "./data",
    "LOG_LEVEL": "INFO",
    "MAIL_LISTEN": "127.0.0.1:2525",
    "MAIL_TLS_KEY": "MAIL_TLS_CERT=/etc/circles/fullchain.pem MAIL_TLS_KEY=/etc/circles/privkey.pem",
    "INBOUND_KEY": "the output of: openssl rand -hex 32",
    "INBOUND_MAILGUN_KEY": "the HTTP webhook signing key of your Mailgun account",
    "INBOUND_POSTMARK_LOGIN": "postmark:and-the-output-of-openssl-rand-hex-32",
    "WEB_LISTEN": "127.0.0.1:8000",
    "TRUSTED_AUTHSERV": "mx.example.org",
    "DKIM_KEY_FILE": "/etc/circles/dkim.pem",
    "DKIM_SELECTOR": "circles",
    "DKIM_DOMAIN": "example.org",
}


class Settings(BaseSettings):
    """The settings; their names in the environment are these in capitals."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    secret_key: SecretStr
    """One key, or several separated by spaces: the first signs, all of them verify."""
    public_url: str
    mail_from: str
    reply_domain: str
    site_name: str = "Circles"
    data_dir: Path = Path("data")
    database_url: str = ""
    redis_url: str = ""
    smtp_url: str = "smtp://localhost:25"
    imap_url: str = ""
    """A mailbox that mail is fetched from as well."""
    mail_listen: str = "127.0.0.1:2525"
    """Where the SMTP door stands; `off` leaves it shut."""
    mail_connections_per_peer: int = Field(default=20, ge=1)
    """Connections to the SMTP door at once from one address, or IPv6 /64; from this machine any number."""
    mail_tls_cert: str = ""
    """A PEM file with the SMTP door's certificate and its chain; without one nothing is encrypted."""
    mail_tls_key: str = ""
    """A PEM file with its private key, where the certificate's file does not hold that too."""
    web_listen: str = "127.0.0.1:8000"
    inbound_key: SecretStr = SecretStr("")
    """What requests to /inbound/raw are signed with; a webhook without its key is shut."""
    inbound_mailgun_key: SecretStr = SecretStr("")
    """Mailgun's key for signing HTTP webhooks."""
    inbound_postmark_login: SecretStr = SecretStr("")
    """`name:password`, as in the address that Postmark is given."""
    mail_size_limit: int = Field(default=25_000_000, ge=10_000)
    """Octets; larger mail is refused while it is being received."""
    keep_raw_days: int = Field(default=7, ge=0)
    """Days the raw bytes of received mail are kept; 0 drops them once read."""
    dkim_domain: str = ""
    """The domain that signs our mail; without one the relay does."""
    dkim_selector: str = Field(default="", validate_default=True)
    """The public key is in the DNS at SELECTOR._domainkey.DOMAIN."""
    dkim_key_file: str = Field(default="", validate_default=True)
    """A PEM file with the private key, RSA or Ed25519."""
    trusted_authserv: str = ""
    """Names (authserv-ids), separated by spaces, under which mail servers of ours note in
    Authentication-Results who wrote a mail."""
    log_level: str = "INFO"
    demo: bool = False
    """No mail leaves the machine, the clock can be moved and one click signs an organizer in."""

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if any(len(key) < 16 for key in value.get_secret_value().split() or [""]):
            raise ValueError("each key needs at least 16 characters")
        return value

    @field_validator("public_url")
    @classmethod
    def _absolute(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("it must start with https:// or http:// and name a host")
        return value.rstrip("/")

    @field_validator("mail_from")
    @classmethod
    def _address(cls, value: str) -> str:
        try:
            found = validate_email(value, check_deliverability=False, globally_deliverable=False)
        except EmailNotValidError:
            found = None
        if found is None or not found.local_part.isascii():
            raise ValueError("it must be one mail address, without a name before it")
        return f"{found.local_part}@{found.ascii_domain}"

    @field_validator("reply_domain")
    @classmethod
    def _domain(cls, value: str) -> str:
        try:
            return validate_email(
                f"circles@{value}", check_deliverability=False, globally_deliverable=False
            ).ascii_domain
        except EmailNotValidError:
            raise ValueError("it must be a domain that receives mail") from None

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        try:
            known = not value or make_url(value).get_backend_name() in {"postgres", "postgresql", "sqlite"}
        except (ArgumentError, ValueError):
            known = False
        if not known:
            raise ValueError("it must start with postgresql:// or sqlite:///")
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, value: str) -> str:
        if value and not _leads(value, {"redis", "rediss", "unix"}):
            raise ValueError("it must start with redis://, rediss:// or unix://, and a port is a number")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, value: str) -> str:
        if not _leads(value, {"smtp", "smtps"}):
            raise ValueError("it must start with smtp:// or smtps:// and name a host, and a port is a number")
        return value

    @field_validator("dkim_domain")
    @classmethod
    def _aligned(cls, value: str, others: ValidationInfo) -> str:
        ours = [others.data.get("mail_from", "").rpartition("@")[2], others.data.get("reply_domain", "")]
        if value and not all(f".{each}".lower().endswith(f".{value}".lower()) for each in ours):
            raise ValueError("MAIL_FROM and REPLY_DOMAIN must be in it, or our mail counts as forged")
        return value.lower()

    @field_validator("dkim_selector")
    @classmethod
    def _selector(cls, value: str, others: ValidationInfo) -> str:
        _with(others, "dkim_domain", value)
        if value and not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?", value):
            raise ValueError("it must be the name of a DNS record: letters, digits and hyphens")
        return value

    @field_validator("dkim_key_file")
    @classmethod
    def _private_key(cls, value: str, others: ValidationInfo) -> str:
        _with(others, "dkim_domain", value)
        if value:
            read_key(Path(value))
        return value

    @field_validator("trusted_authserv")
    @classmethod
    def _authserv_ids(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9._ -]*", value):
            raise ValueError("it must be the names of mail servers, separated by spaces")
        return value

    @field_validator("imap_url")
    @classmethod
    def _imap(cls, value: str) -> str:
        if not value:
            return value
        if not _leads(value, {"imap", "imaps"}) or not urlsplit(value).password:
            raise ValueError(
                "it must start with imaps:// or imap:// and name user, password and host (an @ in them is"
                " written %40), and a port is a number"
            )
        parts = urlsplit(value)
        is_safe = parts.scheme == "imaps" or parse_qs(parts.query).get("tls") == ["starttls"]
        if not is_safe and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
            raise ValueError("the password could be read on its way; use imaps://, or end with ?tls=starttls")
        return value

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("it must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @field_validator("inbound_key", "inbound_mailgun_key", "inbound_postmark_login")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr, asked: ValidationInfo) -> SecretStr:
        secret = value.get_secret_value()
        if secret and asked.field_name == "inbound_postmark_login":
            name, _, secret = secret.partition(":")
            if not (name and secret):
                raise ValueError("it must be NAME:PASSWORD")
        if 0 < len(secret) < 16:
            raise ValueError("it needs at least 16 characters")
        return value

    @field_validator("mail_tls_key")
    @classmethod
    def _with_certificate(cls, value: str, others: ValidationInfo) -> str:
        if value and not others.data.get("mail_tls_cert"):
            raise ValueError("it needs MAIL_TLS_CERT beside it")
        return value

    @field_validator("mail_listen", "web_listen")
    @classmethod
    def _host_and_port(cls, value: str, asked: ValidationInfo) -> str:
        if asked.field_name == "mail_listen" and value.lower() == "off":
            return "off"
        host, _, port = value.rpartition(":")
        if not (host and re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) < 65_536):
            raise ValueError("it must be HOST:PORT, with a port from 1 to 65535")
        return value

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy URL, by default of a SQLite file in the data folder."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir.resolve() / 'circles.sqlite3'}"
        if self.database_url.startswith(("postgres://", "postgresql://")):
            return "postgresql+psycopg://" + self.database_url.split("://", 1)[1]
        return self.database_url

    @cached_property
    def secret_keys(self) -> tuple[str, ...]:
        """The secret keys, the one that signs first."""
        return tuple(self.secret_key.get_secret_value().split())

    @cached_property
    def trusted_authservs(self) -> frozenset[str]:
        """The names of TRUSTED_AUTHSERV."""
        return frozenset(self.trusted_authserv.split())

    @cached_property
    def secure(self) -> bool:
        """Whether visitors come over https, so that cookies may insist on it."""
        return self.public_url.startswith("https://")


def read_settings(**given: object) -> Settings:
    """Read the settings; `given` values win over the environment.

    Raises Invalid that names every wrong or missing setting, what is wrong and an example.
    """
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        raise Invalid("\n".join(_fault(fault) for fault in error.errors()), field="settings") from None


def _with(others: ValidationInfo, name: str, value: str) -> None:
    """Refuse a setting without the other one that it belongs to; a fault of that one is told by itself."""
    if name in others.data and bool(value) != bool(others.data[name]):
        raise ValueError(f"it {'needs' if value else 'is needed beside'} {name.upper()}")


def _leads(url: str, schemes: set[str]) -> bool:
    """Tell whether a URL of one of these schemes names a host, with a port that can be one, or a path."""
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in schemes
            and bool(parts.path if parts.scheme == "unix" else parts.hostname)
            and parts.port != 0
        )
    except ValueError:  # by `port`, unless it is a number below 65536
        return False


def _fault(fault: object) -> str:
    assert isinstance(fault, dict)
    name = str(fault["loc"][0]).upper()
    if fault["type"] == "missing":
        text = f"{name} is not set."
    else:
        text = f"{name} can't be used: {fault['msg'].removeprefix('Value error, ')}."
    return text + (f" For example: {EXAMPLES[name]}" if name in EXAMPLES else "")
