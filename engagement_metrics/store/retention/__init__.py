"""How long records are kept: what is due to go, removing it, and erasing words from history."""

from engagement_metrics.store.retention.erasing import erase_text
from engagement_metrics.store.retention.removing import Due, due, remove

__all__ = ["Due", "due", "erase_text", "remove"]
