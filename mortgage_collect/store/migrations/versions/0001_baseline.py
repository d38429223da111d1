"""The tables as they were on the first day.

A migration is a photograph: it names plain types and imports nothing of the program, so that it
still runs when the models have moved on. Columns are listed as `names: kind`, an arrow points at
the table whose id is held, and a table without a key of its own has a running `id`.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite counts rows only in a column declared INTEGER.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS: dict[str, Any] = {
    "id": ID,
    "word": sa.String(32),
    "text": sa.Text(),
    "date": sa.Date(),
    "time": sa.Time(),
    "moment": sa.DateTime(timezone=True),
    "money": sa.BigInteger(),
    "rate": sa.Integer(),
    "number": sa.Integer(),
    "yes-no": sa.Boolean(),
    "bytes": sa.LargeBinary(),
}

TABLES = """
bank
    name: words 120; line_1, line_2: words 80; city: words 60; state: words 2; zip: words 10
    phone: words 20; email: words 120; nmls: words 20; zone: words 40; capacity: word
    counting: word; late_charge_percent: rate or nothing
    late_charge_grace_days: number; practice: yes-no; version: number
history
    seq: id; at: moment; actor, event, about: words 60; body: text; previous, digest: words 64
    key = seq
    unique = digest
    index ix_history_about = about, seq
disaster
    name: words 80; kind: word; begins, ends: date; pauses_calls: yes-no; zips, counties: text
    made_at: moment; made_by: words 60; loans, people: number; ended_on: date or nothing
    version: number
household
    name: words 120
policy
    key: words 80; value: text; since: date; why: text
    index ix_policy_key = key
property
    line_1, line_2: words 80; city: words 60; state: words 2; zip: words 10; county: words 60
    property_type: words 40; occupancy: word; value: money or nothing; value_on: date or nothing
    version: number
    index ix_property_state = state
tape
    kind: word; file_name: words 200; sheet: words 80; sha256: words 64; as_of: date or nothing
    imported_at: moment; imported_by: words 60; layout_key: words 64
    total_upb: money or nothing; counts: text; controls: text or nothing
    undone_at: moment or nothing; undone_by: words 60 or nothing
    index ix_tape_kind = kind
    index ix_tape_sha256 = sha256
tape_layout
    kind: word; layout_key: words 64; columns: text; confirmed_at: moment
    confirmed_by: words 60
    unique = layout_key
user_account
    login: words 60; name: words 80; role: word; active: yes-no; until: date or nothing
    version: number
    unique = login
credential
    user_id: -> user_account; password: words 200; must_change: yes-no; changed_at: moment
    secret: words 64; last_step: number; codes: text; failed: number
    wait_until, last_sign_in: moment or nothing
    unique = user_id
loan
    number: words 40; status: word; status_on: date or nothing
    property_id: -> property or nothing; source: word
    capacity: word or nothing; default_when_obtained, in_collections: yes-no or nothing
    investor_code, loan_type, purpose: words 40; branch_code: words 20; officer_code: words 40
    lien_position: number or nothing
    originated_on, first_payment_on, maturity_on: date or nothing
    original_amount: money or nothing; term_months: number or nothing; rate: rate or nothing
    rate_type: word or nothing; day_count: words 16; due_day: number or nothing
    late_charge_percent: rate or nothing; late_charge_grace_days: number or nothing
    late_charge_flat: money or nothing; as_of: date or nothing; tape_id: -> tape or nothing
    upb: money or nothing; next_due_on: date or nothing
    principal_interest, escrow_payment, suspense: money or nothing
    late_charges, other_fees, escrow_balance, escrow_advance: money or nothing
    corporate_advance, deferred_principal: money or nothing; last_payment_on: date or nothing
    last_payment_amount: money or nothing; tape_status: words 40
    tape_days_past_due: number or nothing; pay_string: words 60; more: text or nothing
    oldest_unpaid_on: date or nothing; arrears: money or nothing; borrower: words 160
    assigned_to: -> user_account or nothing; assigned_on, next_action_on: date or nothing
    next_action: words 160; last_contact_at: moment or nothing; version: number
    unique = number
    index ix_loan_assigned_to = assigned_to
    index ix_loan_next_action = status, next_action_on
    index ix_loan_property_id = property_id
    index ix_loan_queue = status, oldest_unpaid_on
person
    household_id: -> household or nothing; written: words 160; first, middle: words 60
    last: words 80; suffix: words 12; ssn_last4: words 4; language: word
    born_on: date or nothing
    customer_number: words 40; employer, line_1, line_2: words 80; city: words 60
    state: words 2; zip: words 10; mail_bad, home_barred: yes-no
    source: word; version: number
    index ix_person_customer_number = customer_number
    index ix_person_household_id = household_id
tape_file
    tape_id: -> tape; content: bytes
    key = tape_id
tape_trace
    tape_id: -> tape; head: id; made: text
    key = tape_id
loan_was
    tape_id: -> tape; loan_id: id; status: word
    investor_code, loan_type, purpose: words 40; branch_code: words 20; officer_code: words 40
    lien_position: number or nothing
    originated_on, first_payment_on, maturity_on: date or nothing
    original_amount: money or nothing; term_months: number or nothing; rate: rate or nothing
    rate_type: word or nothing; due_day: number or nothing
    late_charge_percent: rate or nothing; late_charge_grace_days: number or nothing
    late_charge_flat: money or nothing; as_of: date or nothing; was_tape_id: id or nothing
    upb: money or nothing; next_due_on: date or nothing
    principal_interest, escrow_payment, suspense: money or nothing
    late_charges, other_fees, escrow_balance, escrow_advance: money or nothing
    corporate_advance, deferred_principal: money or nothing; last_payment_on: date or nothing
    last_payment_amount: money or nothing; tape_status: words 40
    tape_days_past_due: number or nothing; pay_string: words 60; more: text or nothing
    oldest_unpaid_on: date or nothing; arrears: money or nothing; borrower: words 160
    key = tape_id, loan_id
property_was
    tape_id: -> tape; property_id: id; line_1, line_2: words 80; city: words 60; state: words 2
    zip: words 10; county: words 60; property_type: words 40; occupancy: word
    value: money or nothing; value_on: date or nothing
    key = tape_id, property_id
tape_finding
    tape_id: -> tape; severity: word; sheet: words 80; row: number or nothing; column: words 80
    field: words 60; found, expected, says: text
    index ix_tape_finding_tape_id = tape_id
agreed_time
    person_id: -> person; first, last: time; in_writing: yes-no or nothing; agreed_on: date
    until: date or nothing
    index ix_agreed_time_person_id = person_id
call_back
    loan_id: -> loan; person_id: -> person; received_on: date
    until, revoked_on: date or nothing
    index ix_call_back_loan_id = loan_id
    index ix_call_back_person_id = person_id
contact_point
    person_id: -> person; kind, label: word; value, written: words 120; extension: words 10
    preferred, bad: yes-no; bad_since: date or nothing; bad_reason: words 120
    opted_out, work_barred: yes-no; no_work_calls_on: date or nothing
    no_work_calls_written: yes-no or nothing; consent_text, consent_autodial, consent_email: word
    consent_how: words 160; consent_on, checked_on: date or nothing
    employer_gave, public_domain: yes-no or nothing; notice_ended: date or nothing; earlier: text
    source: word; version: number
    index ix_contact_point_person_id = person_id
    index ix_contact_point_value = value
matter
    loan_id: -> loan; person_id: -> person or nothing; kind: word; reference: words 60
    opened_on: date; closed_on: date or nothing
    index ix_matter_kind_closed_on = kind, closed_on
    index ix_matter_loan_id = loan_id
    index ix_matter_person_id = person_id
flag
    kind: word; loan_id: -> loan or nothing; person_id: -> person or nothing; since: date
    until: date or nothing; details: text or nothing; source: word
    disaster_id: -> disaster or nothing; matter_id: -> matter or nothing
    before_matter: text or nothing
    index ix_flag_disaster_id = disaster_id
    index ix_flag_kind = kind
    index ix_flag_loan_id = loan_id
    index ix_flag_matter_id = matter_id
    index ix_flag_person_id = person_id
deadline
    loan_id: -> loan; duty: words 80; occasion: words 160; matter_id: id or nothing; says: text
    due, not_before: date or nothing; progress: word; closed_on: date or nothing; act: words 80
    index ix_deadline_loan_id = loan_id
    index ix_deadline_progress_due = progress, due
deadline_renewal
    loan_id: -> loan; through: date or nothing; edition: words 20; exempt: text
    unique = loan_id
    index ix_deadline_renewal_through = through
lateness_reason
    loan_id: -> loan; duty: words 80; occasion: words 160; matter_id: id or nothing; due: date
    reason: text; at: moment; by: words 60
    index ix_lateness_reason_loan_id = loan_id
installment
    loan_id: -> loan; due_on: date; principal_interest, escrow: money; source: word
    unique = loan_id, due_on
loan_person
    loan_id: -> loan; person_id: -> person; role: word; position: number
    since, until: date or nothing; authorized: yes-no or nothing; before_matter: text or nothing
    unique = loan_id, person_id
    index ix_loan_person_loan_id = loan_id
    index ix_loan_person_person_id = person_id
payment
    loan_id: -> loan; received_on: date; amount: money; kind: word; reference: words 60
    source: word; posted_at: moment; posted_by: words 60; reverses_id: -> payment or nothing
    tape_id: -> tape or nothing; missing_from_tape: yes-no; returned_on: date or nothing
    index ix_payment_loan_id = loan_id
quiet_time
    person_id: -> person; weekdays: words 7; start, end: time or nothing; until: date or nothing
    says: words 160
    index ix_quiet_time_person_id = person_id
quote
    loan_id: -> loan; kind: words 20; made_at: moment; made_by: words 60
    as_of, good_through: date; total: money; at_least: yes-no; lines: text
    index ix_quote_loan_id = loan_id
review
    loan_id: -> loan; person_id: -> person or nothing; number: number; status: word
    started_at: moment; finished_at: moment or nothing; by: words 60
    begun_from_id: -> review or nothing; result: text or nothing; version: number
    index ix_review_loan_id = loan_id
search_words
    loan_id: -> loan; names, numbers, phones, places, emails: text
    key = loan_id
tape_change
    tape_id: -> tape; loan_id: -> loan; field: words 60; was, now: text or nothing
    index ix_tape_change_loan = loan_id, tape_id
    index ix_tape_change_tape_id = tape_id
contact
    loan_id: -> loan; person_id: -> person or nothing; point_id: -> contact_point or nothing
    at: moment; on: date; channel, direction, outcome: word; reached: words 120
    with_consent, no_message, asked_others, misdirected: yes-no; purpose: words 20
    ringless, prerecorded, asked_us_back, answer_doubted, with_attorney: yes-no; raised: text
    reason_for_default: words 32; note: text; message: words 48
    by: words 60; verdict: words 10; rules, against_reason: text
    second: words 60; second_said: text; review_due: date or nothing
    ability, intent, occupancy, commitment: word or nothing; identity, texts, before: text
    reversed_at: moment or nothing; reversed_by: words 60; reversed_why: text
    index ix_contact_loan_at = loan_id, at
    index ix_contact_person_id = person_id
    index ix_contact_review_due = review_due
review_line
    review_id: -> review; key: words 60; value: text or nothing; frequency: word; hours: words 8
    standing: word; paper_on: date or nothing; saved_at: moment
    unique = review_id, key
workout
    loan_id: -> loan; review_id: -> review or nothing; kind: words 40; number: number
    status: word; made_at: moment; made_by: words 60; as_of: date; arrears: money
    cures_on: date or nothing; program: words 20; edition: words 40
    answers, facts, terms, figures, working, steps: text; inputs: words 64; reason: text
    replaces_id: -> workout or nothing; converts_id: -> workout or nothing; approvals: text
    approved_by: words 60; approved_at: moment or nothing; solo: yes-no
    review_due, offered_on, accepted_on, started_on, ended_on: date or nothing
    accepted_how: words 40; forgiven: text; redefaulted_on: date or nothing; version: number
    index ix_workout_loan_id = loan_id
    index ix_workout_status = status
document
    loan_id: -> loan; workout_id: -> workout or nothing; title: words 120; template: words 80
    template_version: words 20; made_at: moment; made_by: words 60; status: word
    sent_on: date or nothing; pages: number; sha256: words 64; content: bytes or nothing
    version: number
    index ix_document_loan_id = loan_id
    index ix_document_sha256 = sha256
    index ix_document_workout_id = workout_id
matter_step
    matter_id: -> matter; key: words 40; on: date; details: text
    document_id: -> document or nothing; entered_at: moment; by: words 60
    taken_back_at: moment or nothing; taken_back_by: words 60; taken_back_why: text
    against: text or nothing; reason: text
    index ix_matter_step_matter_id = matter_id
promise
    loan_id: -> loan; person_id: -> person or nothing; contact_id: -> contact or nothing
    first_id: -> promise or nothing; made_on: date; amount: money; due_on: date; status: word
    decided_on: date or nothing; received: money or nothing; by: words 60; version: number
    index ix_promise_loan_id = loan_id
    index ix_promise_status_due = status, due_on
workout_installment
    workout_id: -> workout; number: number; due_on: date; regular, arrears: money
    unique = workout_id, number
workout_move
    workout_id: -> workout; at: moment; by: words 60; was, now: word; reason: text
    undoes_id: -> workout_move or nothing; before: text; by_payments: yes-no
    index ix_workout_move_workout_id = workout_id
"""

REFUSALS = {
    "sqlite": (
        """CREATE TRIGGER history_no_update BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
        """CREATE TRIGGER history_no_delete BEFORE DELETE ON history
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$""",
        """CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history
        FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()""",
    ),
}


SEARCH = {
    "sqlite": """CREATE VIRTUAL TABLE search_index USING fts5(names, numbers, phones, places,
        emails, content='search_words', content_rowid='loan_id', detail='none', prefix='1 2 3',
        tokenize='ascii')""",
    "postgresql": """CREATE INDEX search_index ON search_words USING gin ((array_to_tsvector(
        array_remove(string_to_array(names || ' ' || numbers || ' ' || phones || ' ' || places ||
        ' ' || emails, ' '), ''))))""",
}


def upgrade() -> None:
    for block in _blocks(TABLES):
        _make(block[0], block[1:])
    dialect = op.get_bind().dialect.name
    for statement in (*REFUSALS[dialect], SEARCH[dialect]):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first day")


def _blocks(text: str) -> list[list[str]]:
    """The lines of each table, its name first."""
    blocks: list[list[str]] = []
    for line in text.strip().splitlines():
        if not line.startswith(" "):
            blocks.append([])
        blocks[-1].append(line.strip())
    return blocks


def _make(table: str, lines: list[str]) -> None:
    key: list[str] = ["id"]
    parts: list[Any] = []
    indexes: list[tuple[str, list[str]]] = []
    for line in lines:
        what, _, rest = line.partition(" = ")
        names = rest.split(", ")
        if what == "key":
            key = names
        elif what == "unique":
            uq = op.f(f"uq_{table}_{'_'.join(names)}")
            parts.append(sa.UniqueConstraint(*names, name=uq))
        elif what.startswith("index "):
            indexes.append((what.removeprefix("index "), names))
        else:
            for some in line.split("; "):
                parts += _columns(table, some)
    if key == ["id"]:
        parts.insert(0, sa.Column("id", ID, autoincrement=True, nullable=False))
    parts.append(sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")))
    # Rows kept under a key of two lie in the order of that key.
    op.create_table(table, *parts, sqlite_with_rowid=len(key) == 1)
    for name, names in indexes:
        op.create_index(op.f(name), table, names)


def _columns(table: str, line: str) -> list[Any]:
    names, _, kind = line.partition(": ")
    nullable, kind = kind.endswith(" or nothing"), kind.removesuffix(" or nothing")
    parts: list[Any] = []
    for name in names.split(", "):
        if kind.startswith("-> "):
            other = kind.removeprefix("-> ")
            fk = op.f(f"fk_{table}_{name}_{other}")
            parts.append(sa.ForeignKeyConstraint([name], [f"{other}.id"], name=fk))
            held: Any = ID
        elif kind.startswith("words "):
            held = sa.String(int(kind.removeprefix("words ")))
        else:
            held = KINDS[kind]
        parts.append(sa.Column(name, held, autoincrement=False, nullable=nullable))
    return parts
