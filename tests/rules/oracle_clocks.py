"""The clerk with the tickler file: a second opinion on what is due on a loan, by when.

Written from the regulations before the duties were, and importing nothing of the project. A life is
told in plain words, as the tables of `a_life.py` are. The clerk turns the calendar one day at a
time, puts a slip into the file when something begins to be owed and takes it out when it is done or
falls away, and at the end reads out what is left.

What the clerk answers for: early contact (12 CFR 1024.39(a)), the written notice (39(b), in a
bankruptcy 39(c), after a request to stop 39(d)), the named contact (1024.40), the counseling notice
(12 USC 1701x(c)(5)), applications (1024.41(b), (c), (h)), notices of error (1024.35) and requests
for information (1024.36).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

Life = dict[str, Any]
Slip = tuple[str, date | None, str]
"""A duty, its last day, and how it stands: open, late, met, met_late, ended, missed."""

ONE = timedelta(days=1)
SMALL_ARE_SPARED = (
    "reg_x.live_contact",
    "reg_x.written_notice",
    "reg_x.continuity",
    "reg_x.acknowledgment",
    "reg_x.complete_notice",
    "reg_x.decision",
    "reg_x.appeal_decision",
)
NOTICE = "early_intervention_notice"
NOTICE_IN_BANKRUPTCY = "bankruptcy_early_intervention_notice"
NOTICE_AFTER_CEASE = "cease_early_intervention_notice"


# -- the paper calendar -----------------------------------------------------------------------


def is_holiday(day: date) -> bool:
    """5 USC 6103(a), read off the calendar: fixed dates, and the n-th weekday of a month."""
    if (day.month, day.day) in {(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)}:
        return True
    week = (day.day - 1) // 7 + 1
    last_of_its_kind = (day + timedelta(days=7)).month != day.month
    match day.month, day.strftime("%a"):
        case (1 | 2, "Mon"):
            return week == 3
        case (5, "Mon"):
            return last_of_its_kind
        case (9, "Mon"):
            return week == 1
        case (10, "Mon"):
            return week == 2
        case (11, "Thu"):
            return week == 4
    return False


def counted(start: date, days: int) -> date:
    """So many days later, leaving out holidays, Saturdays and Sundays; the start is not counted."""
    day = start
    while days:
        day += ONE
        if day.strftime("%a") not in ("Sat", "Sun") and not is_holiday(day):
            days -= 1
    return day


# -- reading a life ---------------------------------------------------------------------------


def installments(life: Life) -> list[tuple[date, date | None]]:
    rows = [(due, None) for due in life.get("unpaid", ())]
    rows += [(row["due"], row["on"]) for row in life.get("paid", ())]
    return sorted(rows, key=lambda row: row[0])


def unpaid(life: Life, day: date) -> list[date]:
    return [due for due, paid in installments(life) if due <= day and (paid is None or paid > day)]


def delinquency_began(life: Life, day: date) -> date | None:
    """Back from the day, as long as something was unpaid at its end."""
    if not unpaid(life, day):
        return None
    while unpaid(life, day - ONE):
        day -= ONE
    return day


def steps(matter: Life, key: str, today: date) -> list[date]:
    return sorted(s["on"] for s in matter["steps"] if s["key"] == key and s["on"] <= today)


def matters(life: Life, kind: str, today: date) -> Iterator[Life]:
    for matter in life.get("matters", ()):
        if matter["kind"] == kind and any(s["on"] <= today for s in matter["steps"]):
            yield matter


def days_of(life: Life, kind: str, key: str, today: date) -> list[date]:
    return sorted(day for m in matters(life, kind, today) for day in steps(m, key, today))


def messages(life: Life, today: date, *names: str) -> list[date]:
    return sorted(
        t["on"] for t in life.get("touches", ()) if t.get("message") in names and t["on"] <= today
    )


def sale_known(life: Life, day: date) -> date | None:
    """The sale date as it was known at the end of a day; the last word counts."""
    known: date | None = None
    known_since = date.min
    for matter in life.get("matters", ()):
        if matter["kind"] != "foreclosure":
            continue
        for step in matter["steps"]:
            if step["key"] not in ("sale_scheduled", "sale_moved", "sale_cancelled"):
                continue
            if known_since <= step["on"] <= day:
                known, known_since = step.get("sale_on"), step["on"]
    return known


def stands(
    due: date | None, opened: date, today: date, done: list[date], ended: date | None = None
) -> str:
    """Day by day: whichever comes first, being done or falling away, settles it."""
    day = opened
    while day <= today:
        in_time = due is None or day <= due
        if day in done:
            return "met" if in_time else "met_late"
        if ended is not None and day >= ended:
            return "ended" if in_time else "missed"
        day += ONE
    return "open" if due is None or today <= due else "late"


# -- early intervention -----------------------------------------------------------------------


def petitions(life: Life, today: date) -> list[tuple[date, date | None, bool]]:
    """For each case: the petition, the day it was over for 39(c)(2), and a personal discharge."""
    found = []
    for matter in matters(life, "bankruptcy", today):
        [filed, *_] = steps(matter, "petition", today)
        over = [d for k in ("dismissed", "closed", "reaffirmed") for d in steps(matter, k, today)]
        gone = any(
            s["key"] == "discharged" and s["on"] <= today and s.get("personal")
            for s in matter["steps"]
        )
        found.append((filed, min(over, default=None), gone))
    return sorted(found, key=lambda one: one[0])


def cease_days(life: Life, today: date) -> list[date]:
    if life.get("fdcpa") is not True:
        return []
    return days_of(life, "cease", "received", today)


def worked_on(life: Life, day: date) -> bool:
    """Is an application being dealt with on this day (comment 39(a)-6)?

    From the day it came in until it is withdrawn, closed or decided. An offer keeps the talk going
    until it is answered or its time is over: the day named, fourteen days where none is. After a
    decision that nothing can be offered, for as long as the borrower has not been current between.
    """
    for matter in matters(life, "application", day):
        [came, *_] = steps(matter, "received", day)
        over = [d for k in ("withdrawn", "closed") for d in steps(matter, k, day)]
        decided = [s for s in matter["steps"] if s["key"] == "decided" and s["on"] <= day]
        if came <= day and not over and not decided:
            return True
        for step in decided:
            since = step["on"]
            if step.get("offered"):
                until = step.get("accept_by", since + timedelta(days=14))
                answered = [d for k in ("accepted", "rejected") for d in steps(matter, k, day)]
                if day <= until and not over and not answered:
                    return True
            elif all(unpaid(life, since + timedelta(days=n)) for n in range((day - since).days)):
                return True
    return False


def live_contact(life: Life, today: date) -> Iterator[Slip]:
    talks = [
        t["on"]
        for t in life.get("touches", ())
        if (t.get("live") or t.get("effort")) and t["on"] <= today
    ]
    ceased = min(cease_days(life, today), default=None)
    for due, paid in installments(life):
        if due > today or (paid is not None and paid <= due):
            continue
        ends = [paid] if paid is not None else []
        spared = False
        for filed, over, discharged in petitions(life, today):
            if filed <= due:
                if discharged or over is None or due <= over:
                    spared = True
            else:
                ends.append(filed)
        if ceased is not None:
            if ceased <= due:
                spared = True
            else:
                ends.append(ceased)
        if spared:
            continue
        last = due + timedelta(days=36)
        done = list(talks)
        day = due
        while day <= today:
            if worked_on(life, day):
                done.append(day)
                break
            day += ONE
        yield (
            "reg_x.live_contact",
            last,
            stands(last, due, today, done, min(ends, default=None)),
        )


def written_notice(life: Life, today: date) -> Iterator[Slip]:
    """One slip at a time, carried from day to day until a notice goes out or nothing is unpaid.

    A slip whose day has not passed moves with the oldest unpaid installment; one whose day has
    passed stays what it is.
    """
    dues = [due for due, _ in installments(life)]
    if not dues:
        return
    day, slip, rule_then = min(dues), None, ""
    while day <= today:
        rule = _rule_of_the_notice(life, day)
        late = unpaid(life, day)
        given = _NAMES[rule] if rule != "none" else ()
        if not late or rule == "none" or (rule != rule_then and rule == "bankruptcy"):
            slip = None
        if day in messages(life, today, *given):
            slip = None
        elif late and rule != "none" and (slip is None or slip >= day):
            slip = _next_notice(life, day, rule, late[0])
        rule_then = rule
        day += ONE
    if slip is not None:
        yield "reg_x.written_notice", slip, "open" if today <= slip else "late"


_ORDINARY = (NOTICE, NOTICE_IN_BANKRUPTCY, NOTICE_AFTER_CEASE)
_NAMES = {"ordinary": _ORDINARY, "cease": _ORDINARY, "bankruptcy": (NOTICE_IN_BANKRUPTCY,)}


def _rule_of_the_notice(life: Life, day: date) -> str:
    """Which paragraph asks for it on a day: 39(b), 39(c), 39(d), or none."""
    ceased = cease_days(life, day)
    none_open = life.get("options_available") is False
    if [case for case in petitions(life, day) if case[1] is None]:
        return "none" if none_open or ceased else "bankruptcy"
    if ceased:
        return "none" if none_open else "cease"
    return "ordinary"


def _next_notice(life: Life, day: date, rule: str, oldest: date) -> date | None:
    sent = messages(life, day, *_NAMES[rule])
    due = oldest + timedelta(days=45)
    if rule == "bankruptcy":
        filed = min(case[0] for case in petitions(life, day) if case[1] is None)
        if [each for each in sent if each >= filed]:
            return None
        began = delinquency_began(life, day)
        ever_since = began is not None and began <= filed
        return filed + timedelta(days=45) if ever_since else due
    if sent:
        due = max(due, sent[-1] + timedelta(days=190 if rule == "cease" else 180))
    return due


def continuity(life: Life, today: date) -> Iterator[Slip]:
    """By the notice, at the latest on the 45th day; what has passed stays until it is done."""
    named = life.get("assigned_on")
    dues = [due for due, _ in installments(life)]
    if not dues or (named is not None and named <= today):
        return
    day, slip = min(dues), None
    while day <= today:
        late = unpaid(life, day)
        if not late:
            slip = None
        elif slip is None or slip >= day:
            began = delinquency_began(life, day)
            given = [d for d in messages(life, day, *_ORDINARY) if began is not None and d >= began]
            slip = min([late[0] + timedelta(days=45), *given])
        day += ONE
    if slip is not None:
        yield "reg_x.continuity", slip, "open" if today <= slip else "late"


def counseling(life: Life, today: date) -> Iterator[Slip]:
    began = delinquency_began(life, today)
    if began is None or [d for d in messages(life, today, "counseling_notice") if d >= began]:
        return
    due = began + timedelta(days=44)
    yield "statute.counseling_notice", due, "open" if today <= due else "late"


# -- applications -----------------------------------------------------------------------------


def completions(matter: Life, today: date) -> list[date]:
    """The days on which nothing more was needed from the borrower, each after a gap anew."""
    rows = sorted((s for s in matter["steps"] if s["on"] <= today), key=lambda s: s["on"])
    asked: set[str] = set()
    found: list[date] = []
    gap, told = True, False
    for step in rows:
        match step["key"]:
            case "acknowledged":
                told = True
                if step.get("complete") is True:
                    found, gap = [rows[0]["on"]], False
                else:
                    asked |= set(step.get("missing", ()))
            case "item_asked":
                asked |= set(step["item"])
                gap = True
            case "item_received":
                asked -= set(step["item"])
                if gap and told and not asked:
                    found.append(step["on"])
                    gap = False
            case "complete":
                asked.clear()
                if gap:
                    found.append(step["on"])
                    gap = False
    return found


def far_from_sale(life: Life, day: date, days: int) -> bool:
    """A day of sale that went by, of which nobody noted a sale, counts as none."""
    sale = sale_known(life, day)
    return sale is None or sale < day or (sale - day).days >= days


def same_again(life: Life, mine: Life, came: date, today: date) -> bool:
    """1024.41(i): we decided a complete application of this borrower, who was late every day from
    the day it was complete to the day this one came in."""
    boarded = came_to_us(life, today)
    for other in matters(life, "application", today):
        [first, *_] = steps(other, "received", today)
        whole = completions(other, today)
        if other is mine or first > came or not whole:
            continue
        if not (far_from_sale(life, whole[0], 38) or far_from_sale(life, whole[-1], 38)):
            continue
        for decided in steps(other, "decided", today):
            if not whole[-1] <= decided <= came or (boarded and decided < boarded):
                continue
            day = whole[-1]
            while day <= came and unpaid(life, day):
                day += ONE
            if day > came:
                return True
    return False


def came_to_us(life: Life, today: date) -> date | None:
    """The day from which payments came to us, where another serviced the loan before."""
    days = [
        step["effective"]
        for matter in matters(life, "transfer", today)
        for step in matter["steps"]
        if step["key"] == "agreed" and step["direction"] == "in" and step["effective"] <= today
    ]
    return max(days, default=None)


def applications(life: Life, today: date) -> Iterator[Slip]:
    for matter in matters(life, "application", today):
        [came, *_] = steps(matter, "received", today)
        if same_again(life, matter, came, today):
            continue
        ended = min(
            [d for k in ("withdrawn", "closed") for d in steps(matter, k, today)], default=None
        )
        if far_from_sale(life, came, 45):
            due = counted(came, 5)
            boarded = came_to_us(life, today)
            given = steps(matter, "acknowledged", today)
            # The former servicer's own days must not have run out (41(k)(2)(i)).
            if boarded and came <= boarded <= due and not [d for d in given if d <= boarded]:
                due = counted(boarded, 10)
            done = steps(matter, "acknowledged", today)
            # After the decision nobody acknowledges any more; its five days it had all the same.
            answer = [max(day, due + timedelta(1)) for day in steps(matter, "decided", today)]
            over = min([*answer, *([ended] if ended else [])], default=None)
            yield "reg_x.acknowledgment", due, stands(due, came, today, done, over)
        decided = steps(matter, "decided", today)
        whole = completions(matter, today)
        # Facially complete in time, it keeps what that gave (41(c)(2)(iv), (c)(3)(ii)(B)).
        protected = bool(whole) and far_from_sale(life, whole[0], 38)
        said_so = any(
            s["key"] == "acknowledged" and s["on"] <= today and s.get("complete") is True
            for s in matter["steps"]
        )
        for at, day in enumerate(whole):
            if (said_so and at == 0) or not (protected or far_from_sale(life, day, 38)):
                continue
            if [d for d in decided if d <= day]:
                continue
            due = counted(day, 5)
            later = [d for d in steps(matter, "complete_notice", today) if d >= day]
            gone = [d for d in (ended, *decided) if d is not None and d > day]
            yield (
                "reg_x.complete_notice",
                due,
                stands(due, day, today, later, min(gone, default=None)),
            )
        if whole and (protected or far_from_sale(life, whole[-1], 38)):
            due = whole[-1] + timedelta(days=30)
            boarded = came_to_us(life, today)
            if boarded and whole[-1] <= boarded and not [d for d in decided if d <= boarded]:
                due = boarded + timedelta(days=30)
            yield "reg_x.decision", due, stands(due, whole[-1], today, decided, ended)
        for day in steps(matter, "appealed", today):
            due = day + timedelta(days=30)
            done = steps(matter, "appeal_decided", today)
            yield "reg_x.appeal_decision", due, stands(due, day, today, done, ended)


# -- what they write --------------------------------------------------------------------------


def letters(life: Life, today: date) -> Iterator[Slip]:
    for kind, name in (("error_notice", "error"), ("information_request", "information")):
        for matter in matters(life, kind, today):
            first = next(s for s in matter["steps"] if s["key"] == "received")
            if first.get("written") is False:
                continue
            came = first["on"]
            answered = steps(matter, "answered", today)
            ended = min(steps(matter, "withdrawn", today), default=None)
            due = counted(came, 5)
            # Once answered there is nothing left to acknowledge.
            done = steps(matter, "acknowledged", today)
            gone = min([d for d in (ended, *answered) if d is not None], default=None)
            if not _sale_is_near(life, kind, first, today):
                yield f"reg_x.{name}_acknowledgment", due, stands(due, came, today, done, gone)
            last = last_answer(life, kind, first, matter, today)
            if last is not None:
                yield f"reg_x.{name}_answer", last, stands(last, came, today, answered, ended)


def _sale_is_near(life: Life, kind: str, first: Life, today: date) -> bool:
    """Of an error about a foreclosure, told seven days before the sale or later: only an answer in
    good faith is asked for, before the sale."""
    if kind != "error_notice" or first["category"] not in ("b9", "b10"):
        return False
    sale = sale_known(life, first["on"])
    return sale is not None and 0 <= (sale - first["on"]).days <= 7


def last_answer(life: Life, kind: str, first: Life, matter: Life, today: date) -> date | None:
    came: date = first["on"]
    if first.get("asks") == "owner":
        return counted(came, 10)
    if kind == "error_notice" and first["category"] == "b6":
        return counted(came, 7)
    thirty = counted(came, 30)
    if kind == "error_notice" and first["category"] in ("b9", "b10"):
        sale = sale_known(life, today)
        if sale is None or sale < came:
            return thirty
        return max(came, min(thirty, sale - ONE))
    if [day for day in steps(matter, "extended", today) if day <= thirty]:
        return counted(came, 45)
    return thirty


# -- all of it --------------------------------------------------------------------------------


def read_out(life: Life, today: date) -> list[Slip]:
    """Every slip, sorted. Of the written notice, the named contact and counseling only what is
    owed on the day."""
    found = [
        *live_contact(life, today),
        *written_notice(life, today),
        *continuity(life, today),
        *counseling(life, today),
        *applications(life, today),
        *letters(life, today),
    ]
    if life.get("small_servicer"):
        found = [slip for slip in found if slip[0] not in SMALL_ARE_SPARED]
    return sorted(found, key=lambda slip: (slip[0], slip[1] or date.max, slip[2]))
