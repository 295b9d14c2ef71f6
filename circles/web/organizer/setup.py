"""The set-up page: whether mail gets out and answers come back in, and what others find in the DNS."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.services import rehearsal
from circles.web.organizer import blueprint, own


@blueprint.get("/organizer/setup")
def setup() -> ResponseReturnValue:
    """Show how the last test mail fared; with `?look=1`, ask the mail server and the DNS as well."""
    runtime = g.runtime
    findings = None
    if "look" in request.args:
        from circles.mail import checkup  # noqa: PLC0415  # takes memory: it speaks every protocol

        findings = list(checkup.of_mail(runtime.settings, runtime.site.signer, runtime.dns))
    return render_template(
        "organizer/setup.html",
        test=rehearsal.last(g.db, own.organizer()),
        findings=findings,
        settings=runtime.settings,
    )


@blueprint.post("/organizer/setup/test")
def send_test() -> ResponseReturnValue:
    """Send the signed-in organizer a mail to answer."""
    rehearsal.begin(g.db, own.organizer(), g.now)
    flash(f"A test mail to {own.organizer().email} is on its way.")
    return redirect(url_for("organizer.setup"))
