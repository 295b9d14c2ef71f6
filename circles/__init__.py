"""Mentoring circles by e-mail.

The walk of one mail:

1. somebody signs up (web/signup) and `services.people.sign_up` posts a `confirm` row to the outbox;
2. `Runtime.transaction` commits, and only then wakes a worker with the row's id;
3. `worker.delivery` claims the row, `mail.compose` writes it, `mail.transports` sends it;
4. circles are formed (`domain.grouping`) and published (`services.circles`): an `invite` row for each member;
5. a member replies; `mail.receive` stores the raw bytes and only then answers 250;
6. `mail.reading` parses them, and finds out whose they are and which mail of ours they answer;
7. `domain.replies` says what the words mean, by rules that can be shown;
8. `services.replies` records it and posts a receipt: back to step 2;
9. `worker.clock` ticks, `domain.timeline` says who is owed which mail, `services.timeline` posts it;
10. whatever was not woken, or was cut off by a crash, the same tick sweeps up.
"""
