"""Reviews: what a forum looked at, said, decided and asked for."""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store one step forward."""
