"""What the header of a mail says about who, or what, wrote it: the door to reading it as a report."""

import re
from email.message import Message

from circles.domain.replies.automatic import is_subject_of_machine
from circles.domain.replies.languages import alternatives
from circles.mail.bounce_text import addresses
from circles.mail.parts import header_text

_COMMENT = re.compile(r"(?<=[^\s(])\s*\([^()]*\)$")  # MAILER-DAEMON@mx.example (Mail Delivery System)
_LOCAL = re.compile(r"([^\s<>\"'@]{1,64})(?:@[^\s<>@]{0,255})?>?$")
_MAILER = re.compile(r"(?i)mailer[-_]?daemon|mdaemon|microsoftexchange[0-9a-f]{20,}")
_POSTMASTER = re.compile(r"(?i)post-?master|mail-?daemon|mail(?:er)?[-.]?(?:admin|system|delivery|router)")
_POSTMASTER_NAME = re.compile(r"(?i)\"?mail delivery (?:sub)?system|\"?system administrator\"?(?:\s*<|$)")
_NOBODY = frozenset(["<>", "<mailer-daemon>", "<#@[]>"])  # return paths

_FAILURE = re.compile(
    "(?i)"
    + alternatives(r"""
        undeliver(?:ed|able)|returned (?:mail|to sender|e-?mail)|failure notice|couldn't be delivered
        delivery (?:status|failure|has failed|failed|report|problem|error|delay|incomplete)
        unable to (?:deliver|send)|failed to (?:deliver|send)|error (?:delivering|sending)
        mail (?:delivery )?(?:failed|failure|system error|status)|mail could not|could not send
        (?:not|n['’]t) (?:be |been )?delivered|non-?delivery|nondeliverable|bounced mail
        delivery.{0,12}(?:delayed|failed)|not accepted|failed (?:mail|delivery)|\bnd[nr]\s?:
        message (?:status|delayed|(?:you sent )?(?:blocked|rejected))|warning: (?:message|could not|delayed)
        (?:automatically )?rejected(?: mail|:)|e-?mail rejected|delayed mail
        automatic rejection|^\[bounce\]|^bounce\s?:
        (?:mail|message) (?:has been|was) (?:rejected|refused|blocked|returned|bounced)
        unzustellbar|nicht zugestellt|zustellung
        non (?:remis|distribu)|(?:échec|retard) de (?:la )?remise|remise (?:différée|retardée)
        no se puede entregar|no (?:se ha )?entregado|entrega (?:retrasada|atrasada)
        non recapitabile|mancato recapito|impossibile recapitare|mancata consegna
        recapito non riuscito|stato del recapito|(?:estado|status) de entrega|no entregable|es pot lliurar
        delivery reports|nie udało się dostarczyć|zwrot:
        correo (?:devuelto|rechazado)|mensa(?:je|gem) devolvid
        votre message n'a (?:pas )?pu|fehler bei der (?:zustellung|übermittlung)
        errore? (?:di|na) (?:consegna|entrega)
        投递失败|无法投递|拒收|반송|ошибка доставки|nepodařilo doručit|nem kézbesíthető
        livrare eșuată|iletilemedi
        état de remise|übermittlungsstatus|statusmelding van bezorging|stanie dostarczenia
        não (?:é possível entregar|entregue)|onbestelbaar|niet bezorgd|bezorging vertraagd
        kan ikke leveres|ikke leveret|(?:kan|kunde) inte levereras|går inte att leverera|olevererbar
        ei voitu toimittaa|toimittamaton|toimitt\w+ epäonnistui|nie można dostarczyć|niedostarczon
        ei voi toimittaa|nedoruči(?:teln|teľn)|neisporučiv|nedostavljiv|imposibil de livrat|không thể gửi
        не вдалося доставити|не може да бъде доставено|уведомление о доставке
        αδύνατη η παράδοση|είναι δυνατή η παράδοση|לא ניתן למסירה|غير قابل للتسليم|ไม่สามารถส่ง
        kézbesíthetetlen|teslim edilem|не уда(?:лось|[её]тся) доставить|недоставлен|не доставлено
        unsolicited bulk|(?:contents?|virus.{0,20}|message) (?:apparently )?from you
        (?:配信|送信)(?:エラー|失敗|状態の通知)|配信の?遅延|传递延迟|傳遞延遲|传递状态通知|배달 상태 알림
        退信|无法送达|未送达|無法(?:投遞|傳遞)|配信不能|配信できません|배달되지|전달되지|(?:발송|전송)\s?실패|전송되지
    """)
)
_DELAYED = re.compile(
    "(?i)"
    + alternatives(r"""
        delayed|\bdelay\b|warning: could not|still being retried|do not resend
        遅延|延迟|延遲
        verzögert|différée|retardée|retrasada|ritardata|atrasada|vertraagd|försenad|forsinket|opóźnion
    """)
)
_ANSWER = re.compile(r"(?i)\s*(?:re|aw|sv|vs|antw|odp|fwd?|wg|tr|rv|enc|res|ri|vb|pd)\s*(?:\[\d+\])?\s*:")
_SUCCESS = re.compile(r"(?i)success|\((?:delivered|relayed)\)|^\s*(?:delivered|relayed|expanded)\b")


def tells_of_failure(text: str) -> bool:
    """Tell whether words say that a mail did not arrive, in any of the languages of mail servers."""
    return bool(_FAILURE.search(text))


class Head:
    """The signs in one header."""

    def __init__(self, message: Message) -> None:
        def field(name: str) -> str:
            return header_text(str(message.get(name, "")))

        sender, failed = field("from"), message.get_all("x-failed-recipients", [])[:20]
        local = _LOCAL.search(_COMMENT.sub("", sender[-330:]))
        submitted = field("auto-submitted").partition(";")[0].strip().lower()
        self.subject = field("subject")
        self.local = local[1].lower() if local else ""
        self.ours = frozenset(addresses([sender, field("to")]))
        self.failed = addresses([header_text(str(each)) for each in failed])
        self.to_nobody = field("return-path").lower() in _NOBODY
        self.submitted = submitted not in {"", "no"}
        self.report = message.get_content_type() == "multipart/report"
        self.mailer = bool(_MAILER.fullmatch(self.local)) or "x-mddsn-message" in message
        nameless = sender.endswith(("<>", "<@>"))
        self.postmaster = bool(
            nameless or _POSTMASTER.fullmatch(self.local) or _POSTMASTER_NAME.match(sender)
        )

    @property
    def may_report(self) -> bool:
        """Tell whether a report among the parts is this mail's own, not one that a person passes on."""
        by_machine = self.mailer or self.to_nobody or (self.postmaster and self.submitted)
        return self.report or bool(self.failed) or by_machine

    @property
    def surely_bounce(self) -> bool:
        return bool(self.failed) or (self.mailer and not self._says_success)

    @property
    def maybe_bounce(self) -> bool:
        """Tell whether the subject says so and a mail server wrote it: a sign more must be found inside."""
        return (self.postmaster or self.to_nobody or self.report) and self.says_failure

    @property
    def perhaps_bounce(self) -> bool:
        """Tell whether one of the two is missing: all must be found inside.

        Only what tells of other mail has nobody to return to (RFC 5321, 4.5.5), whatever its subject; a
        postmaster's may be in any language.
        """
        if self._says_success:
            return False
        by_postmaster = self.postmaster and not _ANSWER.match(self.subject)
        return self.to_nobody or self.report or by_postmaster or (self.submitted and self.says_failure)

    @property
    def by_server(self) -> bool:
        """Tell a postmaster's mail that nobody may answer: words of failure are enough inside."""
        return self.postmaster and self.to_nobody

    @property
    def says_failure(self) -> bool:
        subject = self.subject
        others = _ANSWER.match(subject) or self._says_success or is_subject_of_machine(subject)
        return tells_of_failure(subject) and not others

    @property
    def says_delayed(self) -> bool:
        return bool(_DELAYED.search(self.subject))

    @property
    def _says_success(self) -> bool:
        return bool(_SUCCESS.search(self.subject))
