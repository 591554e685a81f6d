"""Backups: the whole store as it was at one instant, in one file, and putting it back.

The file is a zip that holds an SQLite store and what is told of it (`parcel`). It is the same for
both kinds of database: a backup of one can be put back into the other.
"""

from engagement_metrics.store.backup.making import make
from engagement_metrics.store.backup.parcel import BackupRefused, Told
from engagement_metrics.store.backup.restoring import Restored, restore

__all__ = ["BackupRefused", "Restored", "Told", "make", "restore"]
