"""Measures that an organisation adds for itself, each wording of its own."""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store one step forward."""
