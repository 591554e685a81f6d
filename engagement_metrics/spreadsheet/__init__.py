"""The app's own spreadsheets, CSV or XLSX: read, held against the rules of entry, and stored.

Column by column they are told in data/examples/README.md. One sheet has activities, the other
suggestions; `propose` reads, `store_all` writes, and nothing is written in between.
"""

from engagement_metrics.spreadsheet.judging import propose
from engagement_metrics.spreadsheet.judging_suggestions import propose_suggestions
from engagement_metrics.spreadsheet.layouts import ACTIVITIES, SUGGESTIONS, Layout
from engagement_metrics.spreadsheet.proposals import Proposal, ProposedRow, RefusedRow, StoredRow
from engagement_metrics.spreadsheet.sheets import SpreadsheetError
from engagement_metrics.spreadsheet.storing import Outcome, store_all, take_back

__all__ = [
    "ACTIVITIES",
    "SUGGESTIONS",
    "Layout",
    "Outcome",
    "Proposal",
    "ProposedRow",
    "RefusedRow",
    "SpreadsheetError",
    "StoredRow",
    "propose",
    "propose_suggestions",
    "store_all",
    "take_back",
]
