"""What is loaded along with rows: in as many queries, however many rows there are."""

from sqlalchemy.orm import joinedload, selectinload

from circles.db import WHOLE
from circles.models.circles import Circle, Membership
from circles.models.people import Participant, Person

PERSON = joinedload(Participant.person, innerjoin=True)
ADDRESSES = PERSON.selectinload(Person.addresses, chunksize=WHOLE)
SEATS = selectinload(Circle.memberships, chunksize=WHOLE).joinedload(Membership.participant, innerjoin=True)
MEMBERS = SEATS.joinedload(Participant.person, innerjoin=True)
MEETINGS = selectinload(Circle.meetings, chunksize=WHOLE)
