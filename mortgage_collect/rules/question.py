"""What a person at the desk may ask before acting, and how each act is said.

Five channels and two acts of their own: a message left on a machine counts as a call and says
something besides, and whoever is asked where the borrower is is not the borrower. A call at work is
a call to a number with that label.
"""

from __future__ import annotations

from enum import StrEnum

from mortgage_collect.core.words import Channel, Direction, Outcome


class Question(StrEnum):
    MAY_CALL = "may_call"
    MAY_LEAVE_MESSAGE = "may_leave_message"
    MAY_TEXT = "may_text"
    MAY_EMAIL = "may_email"
    MAY_WRITE = "may_write"
    MAY_VISIT = "may_visit"
    MAY_ASK_THIRD_PARTY = "may_ask_third_party"

    @property
    def act(self) -> str:
        """ "text" in "You may text" and in "Do not text"."""
        return _ACTS[self]

    @property
    def acts(self) -> str:
        """ "texts" in "no texts": the act as a thing."""
        return _THINGS[self]

    @property
    def channel(self) -> Channel:
        """Under which word the act is written down."""
        return _CHANNELS[self]

    @property
    def rings(self) -> bool:
        """A telephone rings: it counts where calls are counted."""
        return self.channel is Channel.CALL

    @property
    def timed(self) -> bool:
        """It happens at an hour. A letter has none (comment 6(b)(1)(i)-1 to 12 CFR 1006)."""
        return self is not Question.MAY_WRITE

    @property
    def electronic(self) -> bool:
        return self in (Question.MAY_TEXT, Question.MAY_EMAIL)

    @property
    def on_paper(self) -> bool:
        """It can carry a notice the law demands, and be kept."""
        return self in (Question.MAY_WRITE, Question.MAY_EMAIL)


def asked_of(
    channel: Channel, direction: Direction, outcome: Outcome | None, *, asked_others: bool = False
) -> Question | None:
    """What the guard is asked about an entry; None for what the person began in writing, and for
    what has no act of its own."""
    ours = direction is Direction.OUTBOUND
    if asked_others:
        return Question.MAY_ASK_THIRD_PARTY
    if channel is Channel.CALL and ours and outcome is Outcome.VOICEMAIL:
        return Question.MAY_LEAVE_MESSAGE
    return _BY_CHANNEL.get(channel) if ours or channel is Channel.CALL else None


CALLS = (Question.MAY_CALL, Question.MAY_LEAVE_MESSAGE)
TO_THE_PERSON = tuple(each for each in Question if each is not Question.MAY_ASK_THIRD_PARTY)
EVERY_ACT = tuple(Question)

_ACTS = {
    Question.MAY_CALL: "call",
    Question.MAY_LEAVE_MESSAGE: "leave a message",
    Question.MAY_TEXT: "text",
    Question.MAY_EMAIL: "e-mail",
    Question.MAY_WRITE: "write",
    Question.MAY_VISIT: "visit",
    Question.MAY_ASK_THIRD_PARTY: "ask where they are",
}
_THINGS = {
    Question.MAY_CALL: "calls",
    Question.MAY_LEAVE_MESSAGE: "messages on a machine",
    Question.MAY_TEXT: "texts",
    Question.MAY_EMAIL: "e-mails",
    Question.MAY_WRITE: "letters",
    Question.MAY_VISIT: "visits",
    Question.MAY_ASK_THIRD_PARTY: "questions to others",
}
_CHANNELS = {
    Question.MAY_CALL: Channel.CALL,
    Question.MAY_LEAVE_MESSAGE: Channel.CALL,
    Question.MAY_TEXT: Channel.TEXT,
    Question.MAY_EMAIL: Channel.EMAIL,
    Question.MAY_WRITE: Channel.LETTER,
    Question.MAY_VISIT: Channel.VISIT,
    Question.MAY_ASK_THIRD_PARTY: Channel.CALL,
}
_BY_CHANNEL = {
    Channel.CALL: Question.MAY_CALL,
    Channel.TEXT: Question.MAY_TEXT,
    Channel.EMAIL: Question.MAY_EMAIL,
    Channel.LETTER: Question.MAY_WRITE,
    Channel.VISIT: Question.MAY_VISIT,
}
