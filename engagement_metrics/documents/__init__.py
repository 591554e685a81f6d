"""What people take away: the matrix as a spreadsheet, and minutes and reports as Word."""

from engagement_metrics.documents.assessment import Assessment, assessment_docx
from engagement_metrics.documents.matrix import HEADINGS, MARK, matrix_csv, safe
from engagement_metrics.documents.minutes import (
    STATUS_WORDS,
    Minutes,
    Noted,
    Told,
    became_of,
    minutes_docx,
)

__all__ = [
    "HEADINGS",
    "MARK",
    "STATUS_WORDS",
    "Assessment",
    "Minutes",
    "Noted",
    "Told",
    "assessment_docx",
    "became_of",
    "matrix_csv",
    "minutes_docx",
    "safe",
]
