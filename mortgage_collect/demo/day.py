"""The day the practice bank stands on, and who sits at its desk: known before it is opened."""

from __future__ import annotations

from datetime import UTC, datetime

NOW = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)  # ten in the morning in Vermont
USER = "jordan"
