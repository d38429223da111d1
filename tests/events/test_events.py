"""Events: what history keeps of them, and what it must never keep."""

import ast
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

import mortgage_collect.events as package
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import FlagKind
from mortgage_collect.events.event import Change, Event, canonical, name_of, shown
from mortgage_collect.events.loans import FlagRaised, LoanCorrected, PersonAdded

MODULES = sorted(path.stem for path in Path(package.__path__[0]).glob("*.py"))
EVENTS = [
    kind
    for name in MODULES
    for kind in vars(import_module(f"mortgage_collect.events.{name}")).values()
    if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
]


def test_a_body_is_canonical_json_without_its_subject():
    raised = FlagRaised(
        about="loan:42",
        also=("person:7",),
        flag_id=3,
        kind=FlagKind.BANKRUPTCY,
        since=date(2026, 3, 9),
        details={"chapter": "13", "case": "26-10042"},
    )

    assert raised.body() == (
        '{"details":{"case":"26-10042","chapter":"13"},"flag_id":3,"kind":"bankruptcy",'
        '"person_id":null,"since":"2026-03-09"}'
    )


def test_changes_are_written_as_was_and_now():
    corrected = LoanCorrected(
        about="loan:1", loan_id=1, changes=(Change("rate", "6", None),), reason="as the note says"
    )

    assert '"changes":[{"field":"rate","now":null,"was":"6"}]' in corrected.body()


def test_an_event_with_a_field_called_name_keeps_its_own():
    added = PersonAdded(about="person:1", person_id=1, name="RUIZ MARIA")

    assert name_of(added) == "PersonAdded"
    assert '"name":"RUIZ MARIA"' in added.body()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money.of("-1,204.50"), '"-1204.50"'),
        (Rate.percent("6.125"), '"6.125"'),
        (Decimal("1.10"), '"1.10"'),
        (datetime(2026, 3, 9, 15, tzinfo=UTC), '"2026-03-09T15:00:00+00:00"'),
        ({"b": 1, "a": (True, None)}, '{"a":[true,null],"b":1}'),
        (frozenset({"b", "a"}), '["a","b"]'),
        ("Señora “Ruiz”", '"Señora “Ruiz”"'),
    ],
)
def test_the_same_fact_is_the_same_text(value, text):
    assert canonical(value) == text


@pytest.mark.parametrize("value", [0.1, object(), b"bytes", {"a": 1.5}])
def test_what_has_no_exact_text_is_a_bug(value):
    with pytest.raises(Bug, match="cannot hold"):
        canonical(value)


def test_was_and_now_are_texts():
    assert (shown(None), shown(Money.of("3")), shown(True)) == (None, "3.00", "true")


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_is_frozen_and_keeps_to_its_subject(kind):
    assert kind.__dataclass_params__.frozen
    assert "__dict__" not in dir(kind)
    own = {field.name for field in fields(kind)} - {"about", "also"}
    assert own
    assert not own & {"body", "seq", "at", "actor", "event", "previous", "digest"}


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_no_event_has_room_for_a_social_security_or_account_number(kind):
    for field in fields(kind):
        assert not {"ssn", "number", "account"} & set(field.name.split("_")) - ends(field.name)


def ends(name):
    return {"number"} if name.endswith("ends_in") else set()


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_says_what_it_needs(kind):
    assert isinstance(getattr(kind, "NEEDS", None), Permission) != (kind.needs is not Event.needs)


def test_every_name_fits_its_column():
    assert max(len(kind.__name__) for kind in EVENTS) <= 60
    assert len({kind.__name__ for kind in EVENTS}) == len(EVENTS) > 30


def test_events_are_in_the_past_tense():
    """Roughly: the name ends as participles do, one that was taken back aside."""
    participles = (
        "ed",
        "en",
        "ent",
        "id",
        "ade",
        "ung",
        "eard",
        "et",
        "ad",
        "ought",
        "own",
        "Undone",
        "TakenBack",
    )
    assert [k.__name__ for k in EVENTS if not k.__name__.endswith(participles)] == []


def test_events_import_nothing_that_stores():
    for name in MODULES:
        source = Path(package.__path__[0], f"{name}.py").read_text(encoding="utf-8")
        names = [
            n.module or "" for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ImportFrom)
        ]
        assert not [n for n in names if n.startswith(("sqlalchemy", "mortgage_collect.models"))]
