"""What the header of a mail says about who, or what, wrote it: the door to reading it as a report."""

import re
from email.message import Message

from circles.domain.replies.languages import alternatives
from circles.mail.bounce_text import addresses
from circles.mail.parts import header_text

_LOCAL = re.compile(r"([^\s<>\"'@]{1,64})(?:@[^\s<>@]{0,255})?>?$")
_MAILER = re.compile(r"(?i)mailer-?daemon|mdaemon|microsoftexchange[0-9a-f]{20,}")
_POSTMASTER = re.compile(r"(?i)post-?master|mail-?daemon|mail(?:er)?-?(?:admin|system|delivery)")
_POSTMASTER_NAME = re.compile(r"(?i)mail delivery (?:sub)?system|system administrator")
_NOBODY = frozenset(["<>", "<mailer-daemon>", "<#@[]>"])  # return paths

_FAILURE = re.compile(
    "(?i)"
    + alternatives("""
        undeliver(?:ed|able)|returned (?:mail|to sender|e-?mail)|failure notice|couldn't be delivered
        delivery (?:status|failure|has failed|failed|report|problem|error|delayed|incomplete)
        mail (?:delivery )?(?:failed|failure|system error|status)|mail could not|could not send
        not (?:be )?delivered|non-?delivery|nondeliverable|bounced mail|delivery.{0,12}(?:delayed|failed)
        message (?:status|delayed|(?:you sent )?(?:blocked|rejected))|warning: (?:message|could not|delayed)
        (?:automatically )?rejected(?: mail|:)|e-?mail rejected|delayed mail
        unzustellbar|nicht zugestellt|zustellung
        non (?:remis|distribu)|(?:échec|retard) de (?:la )?remise|remise (?:différée|retardée)
        no se puede entregar|no (?:se ha )?entregado|entrega (?:retrasada|atrasada)
        non recapitabile|mancato recapito|impossibile recapitare
        não (?:é possível entregar|entregue)|onbestelbaar|niet bezorgd|bezorging vertraagd
        kan ikke leveres|ikke leveret|kunde inte levereras|går inte att leverera|olevererbar
        ei voitu toimittaa|toimittamaton|nie można dostarczyć|niedostarczon
        nedoručiteln|kézbesíthetetlen|teslim edilemedi|не удалось доставить|недоставлен|не доставлено
        退信|无法送达|未送达|配信不能|配信できません|배달되지
    """)
)
_DELAYED = re.compile(
    "(?i)"
    + alternatives(r"""
        delayed|\(delay\)|warning: |still being retried|do not resend
        verzögert|différée|retardée|retrasada|ritardata|atrasada|vertraagd|försenad|forsinket|opóźnion
    """)
)
_ANSWER = re.compile(r"(?i)\s*(?:re|aw|sv|vs|antw|odp|fwd?|wg|tr|rv|enc|res|ri|vb|pd)\s*(?:\[\d+\])?\s*:")
_SUCCESS = re.compile(r"(?i)success|\((?:delivered|relayed)\)|^\s*(?:delivered|relayed|expanded)\b")


class Head:
    """The signs in one header."""

    def __init__(self, message: Message) -> None:
        def field(name: str) -> str:
            return header_text(str(message.get(name, "")))

        sender, failed = field("from"), message.get_all("x-failed-recipients", [])[:20]
        local = _LOCAL.search(sender[-330:])
        submitted = field("auto-submitted").partition(";")[0].strip().lower()
        self.subject = field("subject")
        self.local = local[1].lower() if local else ""
        self.ours = frozenset(addresses([sender, field("to")]))
        self.failed = addresses([header_text(str(each)) for each in failed])
        self.to_nobody = field("return-path").lower() in _NOBODY or submitted not in {"", "no"}
        self.report = message.get_content_type() == "multipart/report"
        self.mailer = bool(_MAILER.fullmatch(self.local)) or "x-mddsn-message" in message
        nameless = sender.endswith(("<>", "<@>"))
        self.postmaster = bool(
            nameless or _POSTMASTER.fullmatch(self.local) or _POSTMASTER_NAME.search(sender)
        )

    @property
    def may_report(self) -> bool:
        """Tell whether a report among the parts is this mail's own, not one that a person passes on."""
        return self.report or self.mailer or bool(self.failed) or (self.postmaster and self.to_nobody)

    @property
    def surely_bounce(self) -> bool:
        return bool(self.failed) or (self.mailer and not _SUCCESS.search(self.subject))

    @property
    def maybe_bounce(self) -> bool:
        """Tell whether the subject says so and a machine may have written it: more must be found inside."""
        by_machine = self.postmaster or self.to_nobody or self.report
        return by_machine and self.says_failure

    @property
    def says_failure(self) -> bool:
        subject = self.subject
        return bool(_FAILURE.search(subject)) and not (_ANSWER.match(subject) or _SUCCESS.search(subject))

    @property
    def says_delayed(self) -> bool:
        return bool(_DELAYED.search(self.subject))
