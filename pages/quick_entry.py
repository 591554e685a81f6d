"""Quick entry: the after-activity return, in ten fields, the rest behind 'more'."""

from engagement_metrics import store
from engagement_metrics.models import Audience
from pages.parts import entry_form, guard
from pages.parts.paging import asked_for

actor, setup = guard.admit("quick_entry")
number = asked_for("activity")

try:
    if number is not None and guard.audience(actor) is Audience.SHARED:
        guard.turn_away("A stored activity is kept in the team view. Switch the view to open it.")
    if number is not None:
        entry_form.edit(actor, setup, number)
    else:
        entry_form.new(actor, setup)
except store.StoreUnavailable as reason:
    guard.turn_away(str(reason))
except LookupError:
    guard.turn_away("There is no activity of that number. Choose one from Activities.")
