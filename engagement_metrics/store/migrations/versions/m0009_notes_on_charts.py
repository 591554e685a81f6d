"""Where the limits of a chart begin anew and why; notes on its points."""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store one step forward."""
