"""Their several addresses: add one, say that it is theirs, choose where we write, drop one."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Gone

from circles.errors import Invalid
from circles.models import Address
from circles.services import addresses
from circles.web.participant import blueprint
from circles.web.participant.reader import reader
from circles.web.security import limiter


@blueprint.get("/me/addresses")
def mine() -> ResponseReturnValue:
    """Show their addresses and what can be done with each."""
    return _show(email=request.args.get("add", ""))


@blueprint.post("/me/addresses")
@limiter.limit("5 per minute; 30 per hour")
def add() -> ResponseReturnValue:
    """Mail a new address to ask whether it is theirs; the answer is the same if it is somebody else's."""
    written = request.form.get("email", "").strip()
    try:
        if g.runtime.site.is_ours(written):
            raise Invalid("We read mail there, so it can't be yours.", field="email")
        addresses.add(g.db, reader().person, written, g.now)
    except Invalid as fault:
        return _show(str(fault), written), 422
    flash(f"We have sent a mail to {written}. Press the button in it; until then nothing changes.")
    return redirect(url_for("participant.mine"))


@blueprint.post("/me/addresses/<int:address_id>/write")
def write_to(address_id: int) -> ResponseReturnValue:
    """Write to this address from now on."""
    address = addresses.write_to(g.db, reader().person, address_id, g.now)
    flash(f"From now on we write to {address.written}.")
    return redirect(url_for("participant.mine"))


@blueprint.post("/me/addresses/<int:address_id>/drop")
def drop(address_id: int) -> ResponseReturnValue:
    """Forget an address."""
    addresses.drop(g.db, reader().person, address_id, g.now)
    flash("That address no longer counts as yours.")
    return redirect(url_for("participant.mine"))


@blueprint.get("/address/<token>")
def ask(token: str) -> ResponseReturnValue:
    """Ask who reads an address whether it is that person's; saying so takes the button."""
    return _answer(_asked(token), token)


@blueprint.post("/address/<token>")
def say(token: str) -> ResponseReturnValue:
    """Take the yes or no; one that was given already stands, and so does whose it is in the program."""
    address = _asked(token)
    if not address.counts and request.form.get("answer") != "yes":
        addresses.drop(g.db, address.person, address.id, g.now)
        return render_template("participant/declined.html")
    addresses.confirm(g.db, address, g.now)
    return _answer(address, token)


def _asked(token: str) -> Address:
    number = g.runtime.links.read_address(token)
    address: Address | None = g.db.get(Address, number) if number is not None else None
    if address is None:
        raise Gone
    return address


def _answer(address: Address, token: str) -> str:
    return render_template(
        "participant/address.html", address=address, token=token, said=request.method == "POST"
    )


def _show(fault: str = "", email: str = "") -> str:
    return render_template(
        "participant/addresses.html", participant=reader(), fault=fault, email=email, most=addresses.MOST
    )
