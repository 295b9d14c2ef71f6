"""What is left of a mail when what its writer did not write is taken away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import hostile
from circles.domain.replies.quoting import OwnWords, own_words

SENT = """-- Reply above this line --
Hi Ana,

on Thursday your circle talks about asking for advice. Can you come?
A good question is a gift: it shows trust and it is easy to answer.

1. When did you last wait too long to ask? What held you back?

I'll be there: https://circles.example/r/abc
Reply with one line: Attended: Ana, Bo

Reply "pause" for a break or "stop" to leave. Your page: https://circles.example/p/xyz"""

ATTRIBUTION = "On Mon, 2 Mar 2026 at 09:00, Circle 3 via Springboard\n<circles+abc@circles.example> wrote:"


def _quoted(text: str = SENT) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _rules(found: OwnWords) -> list[str]:
    return [removed.rule for removed in found.removed]


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, Mar 2, 2026 at 9:00 AM Circle 3 <c@circles.example> wrote:",
        ATTRIBUTION,
        "On 2 Mar 2026, at 09:00, Circle 3 <c@circles.example> wrote:",
        "On Monday, March 2nd, 2026 at 9:00 AM, Circle 3 via\nSpringboard <c@circles.example>\nwrote:",
        "---- On Mon, 02 Mar 2026 09:00:00 +0000 Circle 3 <c@circles.example> wrote ----",
        "Circle 3 <c@circles.example> wrote on Mon, 2 Mar 2026:",
        "Am Mo., 2. März 2026 um 09:00 Uhr schrieb Circle 3 <c@circles.example>:",
        "Am 02.03.2026 um 09:00 schrieb Circle 3:",
        "Le lun. 2 mars 2026 à 09:00, Circle 3 <c@circles.example> a écrit :",
        "El lun, 2 mar 2026 a las 9:00, Circle 3 (<c@circles.example>) escribió:",
        "Il giorno lun 2 mar 2026 alle ore 09:00 Circle 3 <c@circles.example> ha scritto:",
        "Em seg., 2 de mar. de 2026 às 09:00, Circle 3 <c@circles.example> escreveu:",
        "Op ma 2 mrt 2026 om 09:00 schreef Circle 3 <c@circles.example>:",
        "Den man. 2. mar. 2026 kl. 09.00 skrev Circle 3 <c@circles.example>:",
        "Den mån 2 mars 2026 kl 09:00 skrev Circle 3 <c@circles.example>:",
        "man. 2. mar. 2026 kl. 09:00 skrev Circle 3 <c@circles.example>:",
        "ma 2. maalisk. 2026 klo 9.00 Circle 3 (c@circles.example) kirjoitti:",
        "pon., 2 mar 2026 o 09:00 Circle 3 <c@circles.example> napisał(a):",
        "W dniu 2.03.2026 o 09:00, Circle 3 pisze:",
        "2026-03-02 9:00 GMT+01:00 Circle 3 <c@circles.example>:",
        "pon., 2 mar 2026 o 09:00 Circle 3 <\nc@circles.example> napisał(a):",
        "Circle 3 <c@circles.example> escreveu (segunda,\n2/03/2026 à(s) 09:00):",
        "Am Montag, 2. März 2026 um 09:00:00 MEZ hat Circle 3 <c@circles.example> Folgendes geschrieben:",
        '>>> "Circle 3" <c@circles.example> 02/03/2026 9:00 AM >>>',
    ],
)
def test_attribution_and_quotation_go_in_every_language(attribution: str) -> None:
    for quotation in (_quoted(), SENT):  # some clients put no marks before what they quote
        assert own_words(f"Yes, see you!\n\n{attribution}\n\n{quotation}\n").text == "Yes, see you!"


@pytest.mark.parametrize(
    "attribution",
    [
        "Circle 3 <c@circles.example> 于2026年3月2日周一 09:00写道：",
        "2026년 3월 2일 (월) 오전 9:00, Circle 3 <c@circles.example>님이\n작성:",
        "po 2. 3. 2026 v 9:00 odesílatel Circle 3 <\nc@circles.example> napsal:",
        "\u202bבתאריך 2 במרץ 2026 ב-9:00 מאת \u202aCircle\u202c <\u202ac@circles.example\u202c>:\u202c",
        "* Circle 3 <c@circles.example> [2026-03-02 09:00]:",
        "في الاثنين، ٢ مارس ٢٠٢٦ ٩:٠٠ ص Circle 3 <c@circles.example> كتب:",
        "Dne 02. 03. 26 v 9:00 Circle 3 napsal(a):",
        "2026. 03. 02. 9:00 keltezéssel, Circle 3 írta:",
        '"Circle 3" <c@circles.example> wrote in message news:abc@circles.example',
        "Circle 3 wrote:",
    ],
)
def test_attribution_in_any_language_goes_above_quoted_lines(attribution: str) -> None:
    for own in ("Yes, see you!\n\n", "On it, see you!\n"):
        assert own_words(f"{own}{attribution}\n\n{_quoted()}\n").text == own.strip()


@pytest.mark.parametrize(
    "header",
    [
        "From: Circle 3 <c@circles.example>\nSent: Monday, March 2, 2026 9:00 AM\nTo: Ana\nSubject: Topic",
        "*From:* Circle 3\n*Date:* Monday, 2 March\n*To:* Ana\n*Subject:* Topic",
        "____________________\nVon: Circle 3\nGesendet: Montag, 2. März 2026\nAn: Ana\nBetreff: Thema",
        "-----Original Message-----\nFrom: Circle 3\nSent: Monday\nTo: Ana\nSubject: Topic",
        "De : Circle 3\nEnvoyé : lundi 2 mars 2026\nÀ : Ana\nObjet : Sujet",
        "De: Circle 3\nEnviado el: lunes, 2 de marzo\nPara: Ana\nAsunto: Tema",
        "Da: Circle 3\nInviato: lunedì 2 marzo\nA: Ana\nOggetto: Tema",
        "Van: Circle 3\nVerzonden: maandag 2 maart\nAan: Ana\nOnderwerp: Thema",
        "Fra: Circle 3\nSendt: mandag 2. marts\nTil: Ana\nEmne: Emne",
        "Från: Circle 3\nSkickat: måndag 2 mars\nTill: Ana\nÄmne: Ämne",
        "Lähettäjä: Circle 3\nLähetetty: maanantai\nVastaanottaja: Ana\nAihe: Aihe",
        "Od: Circle 3\nWysłano: poniedziałek\nDo: Ana\nTemat: Temat",
        "Gesendet: Montag, 2. März 2026 um 09:00 Uhr\nVon: <c@circles.example>\nAn: Ana\nBetreff: Thema",
        "* * *\n\n**From:** Circle 3\n**Sent:** Monday\n**To:** Ana\n**Subject:** Topic",
        "-----C <c@circles.example> wrote: -----\nTo: ana@example.org\nFrom: C\nDate: Monday\nSubject: X",
        "Circle 3 --- Topic ---\n\nFrom: Circle 3\nTo: Ana\nDate: Monday\nSubject: Topic",
        "  Original Message  \nFrom: Circle 3\nSent: Monday\nSubject: Topic",
        "Inizio messaggio inoltrato:\n\nDa: Circle 3\nOggetto: Tema\nData: lunedì",
        "---------- Forwarded message ---------\nFrom: Circle 3",
        "-------- Ursprüngliche Nachricht --------",
        "-- Reply above this line --",
        "From: Circle 3 [mailto:c@circles.example] Sent: Monday, 2 March 2026 To: Ana Subject: Topic",
        "##- Please type your reply above this line -##",
        "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
        "От: Circle 3 <c@circles.example>\nОтправлено: 2 марта 2026 г. 9:00\nКому: Ana\nТема: Тема",
        "Od: Circle 3 <c@circles.example>\nOdesláno: 2. března 2026 9:00\nKomu: Ana\nPředmět: Téma",
    ],
)
def test_header_block_or_separator_ends_the_own_words(header: str) -> None:
    assert own_words(f"Yes, see you!\n\n{header}\n\n{SENT}\n").text == "Yes, see you!"


def test_answers_between_quoted_lines_are_kept() -> None:
    text = f"{ATTRIBUTION}\n\n> Can you come?\n\nYes.\n\n> What held you back?\n\nPride, mostly.\n"
    assert own_words(text).text == "Yes.\n\nPride, mostly."


def test_answer_below_the_quotation_is_kept() -> None:
    assert own_words(f"{ATTRIBUTION}\n{_quoted()}\n\nYes, see you!\n").text == "Yes, see you!"
    assert own_words(f"{ATTRIBUTION}\n{SENT}\n\nYes, see you!\n", sent_text=SENT).text == "Yes, see you!"


def test_answer_typed_inside_our_quoted_line_is_kept() -> None:
    lines = _quoted().replace("What held you back?", "What held you back? Pride, mostly.")
    lines = lines.replace("> Hi Ana,", "> Hi Ana,\n> Yes, I will come")
    found = own_words(f"{ATTRIBUTION}\n{lines}\n", sent_text=SENT)
    assert found.text == "Yes, I will come\n\nPride, mostly."


def test_answer_below_our_last_line_is_kept_where_others_were_typed_between_them() -> None:
    header = "From: Circle 3 <c@circles.example>\nSent: Monday\nTo: Ana\nSubject: Topic"
    text = f"See below.\n\n{header}\n\nCan you come?\nYes!\nWho hosts?\nBo does.\n"
    found = own_words(text, sent_text="Can you come?\nWho hosts?\n")
    assert found.text == "See below.\n\nYes!\n\nBo does."


@pytest.mark.parametrize("own", ["Yes, see you!", "I can. See you!"])
@pytest.mark.parametrize(
    "attribution",
    ["On Mon, 2 Mar 2026 at 09:00 Circle 3 <c@circles.example> wrote:", "Am 02.03.2026 um 09:00 schrieb C:"],
)
def test_words_on_the_line_of_the_attribution_are_kept(own: str, attribution: str) -> None:
    assert own_words(f"{own} {attribution}\n{_quoted()}\n").text == own


def test_attribution_broken_around_its_address_goes() -> None:
    broken = ATTRIBUTION.replace(
        "<circles+abc@circles.example> wrote", "<\ncircles+abc@circles.example\n> wrote"
    )
    assert own_words(f"Yes\n\n{broken}\n{_quoted()}\n").text == "Yes"


def test_keyword_line_right_below_a_closing_is_kept() -> None:
    assert "Attended: Bo, Carl" in own_words("They came.\n\nThanks,\nAna\nAttended: Bo, Carl").text


def test_address_book_of_the_writer_is_no_header_block() -> None:
    words = "Ana: Ana <ana@example.org>\nBo: <bo@example.org>\nTel: 123\nFax: 2026"
    assert own_words(words).text == words


def test_our_lines_wrapped_by_the_client_stay_ours() -> None:
    wrapped = (
        _quoted()
        .replace("asking for advice. Can", "asking for\n> advice. Can")
        .replace("is a gift: ", "is a\n> gift: ")
    )
    assert own_words(f"Yes\n\n{ATTRIBUTION}\n{wrapped}\n", sent_text=SENT).text == "Yes"


def test_line_that_equals_ours_is_kept_where_the_writer_typed_it() -> None:
    found = own_words(f"Attended: Ana, Bo\n\n{ATTRIBUTION}\n{_quoted()}", sent_text=SENT)
    assert found.text == "Attended: Ana, Bo"
    assert "Attended: Ana, Bo" in found.removed[-1].text


def test_own_quotation_of_somebody_else_is_kept() -> None:
    text = f"As Kim says:\n> be kind, rewind\nI agree.\n\n{ATTRIBUTION}\n{_quoted()}\n"
    assert own_words(text).text == "As Kim says:\n> be kind, rewind\nI agree."
    assert (
        own_words("As Kim says:\n> be kind\nI agree.", sent_text=SENT).text
        == "As Kim says:\n> be kind\nI agree."
    )


def test_own_quotation_above_our_quoted_mail_is_kept() -> None:
    text = "As Kim says:\n> be kind, rewind\nI agree."
    assert own_words(f"{text}\n\n{ATTRIBUTION}\n{_quoted()}\n", sent_text=SENT).text == text


def test_answer_between_the_attribution_and_our_quoted_lines_is_kept() -> None:
    assert own_words(f"{ATTRIBUTION}\n\nYes, see you!\n\n{_quoted()}", sent_text=SENT).text == "Yes, see you!"
    above = "On Tue, 3 Mar 2026 at 09:00, Bo <bo@example.org> wrote:\nI can't.\n\n"
    assert own_words(f"{above}{ATTRIBUTION}\n\n{_quoted()}", sent_text=SENT).text == ""


def test_quotation_marked_with_initials_goes_below_an_attribution_only() -> None:
    assert own_words("Monday, March 2, 2026, 9:00 AM, you wrote:\n\nC> Can you come?\n\nYes").text == "Yes"
    assert own_words("Q> Why?\nA> Because.").text == "Q> Why?\nA> Because."


def test_words_that_only_look_like_an_attribution_are_kept() -> None:
    for text in (
        "On Tuesday Bo wrote: nothing",
        "From: here to there\nis a long way",
        "She wrote:\nnothing at all",
        "In the year 2020 my old boss said:\nask me anything",
        "On Tuesday at 10:00 Bo said:\nask me anything",
        "On 2 March I asked bo@example.org, and he wrote:\nask Kim",
        "Subject: my idea\nFrom: now on I ask\nDate: any\nIs that right?",
        "My day:\nFrom: Lisbon\nTo: Porto\nDate: Thursday\n\nSo I can't come.",
        "Two things\n----------\nSecond: can we start at six?",
    ):
        assert own_words(text).text == text


@pytest.mark.parametrize(
    "ending",
    [
        "-- \nAna Sousa\nLead engineer\n+351 1234",
        "--\nAna Sousa",
        "Sent from my iPhone",
        "Sent with eM Client",
        "Отправлено с iPhone",
        "iPhoneから送信",
        "发自我的iPhone",
        "Odoslané z iPhonu",
        "Sent from a mobile device. Please excuse any brevity.",
        "CONFIDENTIALITY NOTICE: for the addressee.\n\nIf you are not the intended recipient, delete it.",
        "This email has been checked for viruses by Avast antivirus software.\nwww.avast.com",
        "Get Outlook for iOS<https://aka.ms/x>",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Enviado do meu iPhone",
        "Inviato da iPhone",
        "Verzonden vanaf mijn iPhone",
        "Sendt fra min iPhone",
        "Skickat från min iPhone",
        "Lähetetty iPhonesta",
        "Wysłane z iPhone'a",
        "Best,\nAna",
        "Thanks and best regards,\n\nAna Sousa",
        "Sincerely yours,\nAna Sousa",
        "Kind regards,\n\nAna Sousa\nLead engineer | Example Ltd",
        "Viele Grüße\nAna",
        "Cordialement,\nAna Sousa",
        "Obrigada,\nAna",
        "Thanks,\nAna\n\nSent from my iPhone",
        "This e-mail and its attachments are confidential and intended for the addressee only.",
        "Holen Sie sich Outlook für Android<https://aka.ms/x>",
        "Outlook für iOS beziehen",
        "Verstuurd vanaf mijn iPhone",
        "Von meinem/meiner Galaxy gesendet",
        "Mit freundlichen Grüßen / Best regards\ni. A. Ana Sousa\nPersonal",
        "Best,\nDee Ray, PhD (she/her)\nHead\nExample Ltd\n1 Main St\nBoston\nT: 1\nM: 2\nwww.example.com",
        "----------\nAna Sousa | Example Ltd | +351 21 000 0000",
        "Please consider the environment before printing this e-mail.",
    ],
)
def test_signatures_go(ending: str) -> None:
    assert own_words(f"Yes, see you!\n\n{ending}\n").text == "Yes, see you!"
    assert own_words(f"Yes, see you!\n\n{ending}\n\n{ATTRIBUTION}\n\n{_quoted()}").text == "Yes, see you!"


@pytest.mark.parametrize(
    "text",
    [
        "Thanks,\nAna",
        "Thanks\nYes",
        "See you\nNext: Ana - send the deck - Friday",
        "Three things -- in short:\none\n--\ntwo" + "\nmore" * 20,
        "Sent from my heart, this took me a while to write.\nReally.",
        "Cheers\nto all of you who came and made it a fine evening",
        "Yes.\n\nBest,\nAna\n\nBo asked whether he may bring Kim to the meeting.",
        "What I need:\n\n----------\nTime\nMoney",
        "Here they are.\nThanks\nAna\nBo\nCarl\nDee\nEva\nFinn\nGil",
        "I finally got Outlook for iOS to show it.",
        "Sent from the train: I'm late, start without me",
        "Enviado con éxito el documento a Bo.",
        "Yes\n--\nBo can't, his train is late.\nCarl hosts.",
        "From: now on I'd host.\nSubject: see above.\nDate: any.",
        "Am 5.3.2026 um 10:00 schrieb ich eine Prüfung:\nalso nein.",
        "I got it.\n\nThe recipient of the prize is Bo.",
    ],
)
def test_what_may_be_more_than_a_signature_is_kept(text: str) -> None:
    assert own_words(text).text == text


@pytest.mark.parametrize(
    "name", ["Ana", "Ana Sousa", "— Ana", "//Ana", "Cheers, Ana", "LG Ana", "Hilsen Ana"]
)
def test_name_of_the_writer_alone_at_the_end_goes(name: str) -> None:
    text = f"Yes, see you!\n\n{name}"
    assert own_words(text, writer="Ana Sousa").text == "Yes, see you!"
    for kept in (name, f"Attended:\n{name}"):
        assert own_words(kept, writer="Ana Sousa").text == kept
    if not name.startswith("—"):
        assert own_words(text, writer="Bo Larsen").text == text


def test_closing_below_a_quotation_goes_but_a_name_there_may_be_an_answer() -> None:
    text = f"Hello\n\n{ATTRIBUTION}\n{_quoted()}\n\nBest,\nAna"
    assert own_words(text, sent_text=SENT).text == "Hello"
    asked = f"{ATTRIBUTION}\n\n> Can you come?\n\nYes\n\n> Who hosts?\n\nAna"
    assert own_words(asked, writer="Ana Sousa").text == "Yes\n\nAna"


def test_postscript_below_a_signature_is_kept() -> None:
    assert own_words("Yes.\n\nBest,\nAna\n\nPS: may Kim come?").text == "Yes.\n\nPS: may Kim come?"


def test_text_signed_inline_loses_its_armor() -> None:
    armor = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nYes\n-----BEGIN PGP SIGNATURE-----\n\niHU\n"
    assert own_words(f"{armor}-----END PGP SIGNATURE-----\n").text == "Yes"


@pytest.mark.parametrize(
    "quotation",
    [
        '<div class="gmail_attr">Circle wrote:<br></div><blockquote class="gmail_quote">{}</blockquote>',
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Circle</div><div>{}</div>',
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p>From: Circle</p></div>{}',
        '<blockquote type="cite"><div>On 2 Mar 2026, at 09:00, Circle wrote:</div>{}</blockquote>',
        '<div class="moz-cite-prefix">Circle wrote:</div><blockquote cite="mid:1">{}</blockquote>',
        '<div id="ydp1yahoo_quoted_1" class="ydp1yahoo_quoted">{}</div>',
        '<div class="protonmail_quote">On Monday Circle wrote:<br>{}</div>',
        '<div class="x_unknown"><div data-circles="body">{}</div></div>',
        "<p>On Mon, 2 Mar 2026 at 09:00, Circle &lt;c@circles.example&gt; wrote:</p><div>{}</div>",
    ],
)
def test_quotation_in_html_goes(quotation: str) -> None:
    ours = "<p>Hi Ana,</p><p>Can you come?<br>Attended: Ana, Bo</p>"
    own = "<html><head><style>p {}</style></head><body><p>Yes, see&nbsp;you!</p>"
    html = f"{own}{quotation.format(ours)}</body></html>"
    assert own_words("", html).text == "Yes, see you!"


def test_html_answers_between_and_below_quotations_are_kept() -> None:
    cite = '<blockquote type="cite">{}</blockquote>'
    first, second = cite.format("Can you come?"), cite.format("What held you back?")
    html = f"<div>{first}<div>Yes.</div>{second}<p>Pride</p></div>"
    assert own_words(None, html).text == "Yes.\n\nPride"
    head = '<div id="divRplyFwdMsg">From: Circle</div>'
    below = f'{head}<div data-circles="body"><p>Can you come?</p></div><p>Yes</p>'
    assert own_words(None, below).text == "Yes"


def test_link_in_our_quoted_html_is_no_answer() -> None:
    body = "".join(f"<p>{line}</p>" for line in SENT.splitlines() if "https" not in line)
    button = '<p><a href="https://circles.example/r/abc">Yes, I will be there</a></p>'
    html = f'<p>Hello</p><blockquote type="cite"><p>Hi Ana,</p>{button}{body}</blockquote>'
    assert own_words(None, html, SENT).text == "Hello"


def test_html_block_quote_of_the_writers_own_is_kept() -> None:
    assert own_words(None, "<p>Kim:</p><blockquote>be kind</blockquote><p>True.</p>").text.split() == [
        "Kim:",
        "be",
        "kind",
        "True.",
    ]


def test_text_is_read_before_html_unless_it_is_empty() -> None:
    assert own_words("Yes", "<p>No</p>").text == "Yes"
    assert own_words(" \n", "<p>No</p>").text == "No"
    assert own_words(None, None) == OwnWords("")


def test_each_removal_says_by_which_rule() -> None:
    found = own_words(f"Yes\n\nBest,\nAna\n\n{ATTRIBUTION}\n\n{_quoted()}\n")
    assert _rules(found) == ["signature.closing", "attribution", "quote"]


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_text_is_cut_and_raises_nothing(name: str) -> None:
    text = hostile.TEXTS[name]
    assert len(own_words(text, sent_text=SENT).text) < len(text)


@pytest.mark.parametrize("piece", hostile.HTML)
def test_hostile_html_is_cut_and_raises_nothing(piece: str) -> None:
    html = hostile.endless(piece)
    assert len(own_words(None, html).text) < len(html)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *SENT.splitlines(),
                *_quoted().splitlines(),
                *ATTRIBUTION.splitlines(),
                *[
                    "Yes",
                    "Best,",
                    "Ana",
                    "-- ",
                    "--",
                    "",
                    "> mine",
                    ">> deeper",
                    "Sent from my iPhone",
                    "Thanks",
                ],
                *["From: x", "Sent: y", "To: z", "Subject: w", "-----Original Message-----", "_" * 30],
            ]
        ),
        st.text(max_size=20),
    ),
    max_size=30,
)


@given(LINES, st.booleans())
def test_own_words_are_words_of_the_mail(lines: list[str], known: bool) -> None:
    text = "\n".join(lines)
    found = own_words(text, sent_text=SENT if known else None)
    squeezed = "".join(text.split())
    for line in found.text.splitlines():
        assert "".join(line.removeprefix("> ").split()) in squeezed


@given(LINES)
def test_reading_own_words_again_changes_nothing(lines: list[str]) -> None:
    found = own_words("\n".join(lines))
    if found.doubtful or ">" in found.text:
        return
    again = own_words(found.text).text
    # Without the quotation that stood between them, a closing and a name may be one signature.
    whole = not any(">" in line for line in lines) and all(r.startswith("signature") for r in _rules(found))
    assert again == found.text if whole else found.text.startswith(again)


@given(st.text(max_size=500), st.text(max_size=500))
def test_no_text_or_html_makes_it_raise(text: str, html: str) -> None:
    assert own_words(text, html, html).removed is not None


def test_quotation_on_the_line_of_its_attribution_is_taken_away() -> None:
    glued = f" On Mon, Mar 2, 2026 at 9:00, Circle 3<circles+abc@circles.example> wrote:   {SENT}"
    assert own_words(f"Yes\n\nSent from Yahoo Mail on Android \n \n {glued}", None, SENT).text == "Yes"


def test_closing_with_an_adverb_is_a_signature() -> None:
    assert own_words("Tak\n\nPozdrawiam serdecznie\nAna Sousa").text == "Tak"


@pytest.mark.parametrize(
    "block",
    [
        "------- 原始邮件 -------\n发件人: Circle 3\n发送时间: 2026年3月2日\n收件人: Ana\n主题: Topic",
        "发件人： Circle 3\n发送时间： 2026年3月2日 9:00\n收件人： Ana\n主题： Topic",
        "-----Original Message-----\n差出人: Circle 3\n送信日時: 2026年3月2日 9:00\n宛先: Ana\n件名: Topic",
        "-----원본 메시지-----\n보낸 사람: Circle 3\n보낸 날짜: 2026-03-02 9:00\n받는 사람: Ana\n제목: Topic",
    ],
)
def test_header_blocks_are_known_in_chinese_japanese_and_korean_too(block: str) -> None:
    assert own_words(f"Yes\n\n{block}\n\n{SENT}").text == "Yes"
    assert own_words(f"Yes\n\n{block}\n\nWhatever stands below").text == "Yes"
