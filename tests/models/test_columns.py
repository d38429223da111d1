"""Money, rates, moments, words and JSON come back from a column as they went in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text
from sqlalchemy.exc import StatementError

import mortgage_collect.core.words as vocabulary
from mortgage_collect.core.errors import Trouble
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Channel, Word
from mortgage_collect.models.types import AWord, Cents, Instant, Json, Millionths
from mortgage_collect.store.engine import writing
from tests.stores import MONDAY

JAR = Table(
    "jar",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("money", Cents),
    Column("rate", Millionths),
    Column("moment", Instant),
    Column("word", AWord(Channel)),
    Column("json", Json),
)

LONG = 2**63 - 1
# What can stand in a text of PostgreSQL: no NUL, no half of a pair.
letters = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
zones = st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.integers(-(2**51), 2**52).flatmap(
    lambda micros: zones.map(
        lambda zone: (MONDAY + timedelta(microseconds=micros)).astimezone(zone)
    )
)
json = st.recursive(
    st.none() | st.booleans() | st.integers() | letters,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(letters, inner, max_size=4),
    max_leaves=8,
)
rows = st.fixed_dictionaries(
    {
        "money": st.none() | st.integers(-LONG, LONG).map(Money),
        "rate": st.none() | st.integers(-(2**31), 2**31 - 1).map(Rate),
        "moment": st.none() | moments,
        "word": st.none() | st.sampled_from(Channel),
        "json": json,
    }
)


@pytest.fixture
def jar(any_store):
    with writing(any_store._engine) as connection:
        JAR.create(connection)
    yield any_store
    with writing(any_store._engine) as connection:
        JAR.drop(connection)


# Every example empties the jar again by undoing its transaction.
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows)
def test_what_went_in_comes_out(jar, row):
    with jar._engine.connect().execution_options(mortgage_collect_writes=True) as connection:
        connection.execute(insert(JAR), [row])
        (found,) = connection.execute(select(*list(JAR.columns)[1:])).all()
        connection.rollback()

    assert found._asdict() == row
    assert found.moment is None or found.moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("moment", datetime(2026, 3, 9, 15)),  # noqa: DTZ001 - naive on purpose
        ("word", "telepathy"),
        ("money", 12.5),
        ("rate", "6"),
    ],
)
def test_what_does_not_belong_is_refused(memory, column, value):
    with (
        memory._engine.connect() as connection,
        pytest.raises((StatementError, AttributeError)),
    ):
        connection.execute(select(JAR.c.id).where(JAR.c[column] == value))


def test_a_word_of_a_newer_program_is_said_to_be_one(jar):
    with writing(jar._engine) as connection:
        connection.execute(text("INSERT INTO jar (id, word) VALUES (1, 'hologram')"))

    with pytest.raises(Trouble, match=r"hologram.* Update the program"), jar.view() as session:
        session.execute(select(JAR.c.word)).all()


def test_every_word_fits_its_column():
    kinds = [kind for kind in vars(vocabulary).values() if isinstance(kind, type)]
    words = [word for kind in kinds if issubclass(kind, Word) for word in kind]

    assert len(words) > 50
    assert [word for word in words if len(word.value) > AWord.impl.length] == []
