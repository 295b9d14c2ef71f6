"""What comes of a mail is said to its writer in their language, and to everybody else in theirs."""

from circles.domain.tongue import speaking
from circles.domain.words import MailKind, Role
from circles.mail.parse import plain_text
from circles.models import Incoming, Suggestion
from circles.services import digests, people, programs
from circles.services.wishes import Wish
from tests.mail.post import SOON, Post
from tests.mail.test_words_abroad import speaks
from tests.services.waiting import waits


def noted(incoming: Incoming) -> str:
    return " ".join(incoming.outcome["noted"])


def test_a_receipt_is_in_the_language_of_who_wrote(post: Post) -> None:
    speaks(post, "de", "Carl")
    english = noted(post.reply(post.invite("Bo"), "Yes"))
    german = noted(post.reply(post.invite("Carl"), "Ja"))
    assert english.startswith("You are coming: Tue")
    assert german
    assert "You are coming" not in german


def test_who_is_known_reads_in_their_language_what_their_yes_to_a_sign_up_changes(post: Post) -> None:
    speaks(post, "de", "Bo")
    plan = programs.SeasonPlan("Autumn", SOON.date().replace(year=2027))
    autumn = programs.add_season(post.db, post.stage.program, plan, "organizer:1", SOON)
    wish = Wish("Bo Visit-www.example", "bo@meadow.example", Role.MENTEE, "Asia/Tokyo", language="fr")
    people.sign_up(post.db, autumn, wish, SOON)
    confirm = post.sent(MailKind.CONFIRM, "Bo", SOON)
    text = " ".join(plain_text(confirm).split())
    assert "Mit deinem Ja gilt, was jetzt ausgefüllt wurde: Bo, Ortszeit Tokio und Français." in text
    assert "www" not in text
    post.reply(confirm, "Ja")
    bo = post.stage.members["Bo"].person
    assert (bo.name, bo.zone, bo.language) == ("Bo Visit-www.example", "Asia/Tokyo", "fr")


def test_an_undo_says_in_their_language_what_it_took_back(post: Post) -> None:
    speaks(post, "de", "Carl")
    post.reply(post.invite("Carl"), "Ja")
    undone = post.reply(post.sent(MailKind.RECEIPT, "Carl", SOON), "Undo").outcome["undone"]
    assert undone
    assert not any("no longer counts" in line for line in undone)


def test_what_organizers_read_stays_english_whoever_leaves(post: Post) -> None:
    post.stage.season.size_lo = 4
    waits(post.db, post.stage, "Eva")
    with speaking("de"):
        people.leave(post.db, post.stage.members["Bo"], SOON)
    (suggestion,) = post.db.query(Suggestion)
    assert suggestion.why.startswith("Circle 1 has three people, and needs four.")


def test_why_something_is_suggested_is_in_the_language_of_the_digest(post: Post) -> None:
    post.stage.season.size_lo = 4
    waits(post.db, post.stage, "Eva")
    people.leave(post.db, post.stage.members["Bo"], SOON)
    organizer = post.stage.program.organizers[0]
    with speaking("de"):
        reasons = [each.why for each in digests.digest(post.db, organizer, SOON).needs]
    assert (
        "Circle 1 hat drei Personen und braucht vier. Zur Zeit seiner Treffen ist die Person frei" in reasons
    )


def test_what_a_digest_has_told_of_is_known_in_any_language(post: Post) -> None:
    people.leave(post.db, post.stage.members["Ana"], SOON)
    organizer = post.stage.program.organizers[0]
    told = digests.digest(post.db, organizer, SOON)
    with speaking("de"):
        again = digests.digest(post.db, organizer, SOON)
    assert told.shown
    assert again.shown == told.shown
    assert again.headline != told.headline


def test_what_was_not_understood_is_said_in_no_other_language_than_theirs(post: Post) -> None:
    speaks(post, "de", "Carl")
    post.reply(post.invite("Carl"), "Ja")
    asked = post.reply(post.sent(MailKind.RECEIPT, "Carl", SOON), "Ja, was meinst du mit dem Treffen?")
    assert asked.outcome["reason"] == "Diese Worte können wir allein nicht sicher lesen."
