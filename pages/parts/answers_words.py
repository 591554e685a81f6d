"""When people were asked, and on which form, in words."""

from engagement_metrics.indicators import WAVE_WORDS
from engagement_metrics.models import FormFormat

WAVES = WAVE_WORDS
FORMATS = {FormFormat.STANDARD: "Standard", FormFormat.EASY_READ: "Easy read"}
CHOICES = {
    FormFormat.STANDARD: "five answers to choose from",
    FormFormat.EASY_READ: "no, a bit, yes",
}
