"""Periods that were closed, and what was reported of them then."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store one step forward."""
