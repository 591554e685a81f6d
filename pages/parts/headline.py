"""The head of the home page: whose it is, what is shown, and four sentences that lead on."""

from html import escape

from engagement_metrics import indicators
from engagement_metrics.indicators import Sentence, Value
from engagement_metrics.models import Audience
from engagement_metrics.store import Promises
from pages.parts import filters, measures_links
from pages.parts.measures_links import Along
from pages.parts.view import View

OF_SUGGESTIONS = ("place", "topic", "view")  # what their page can be asked to show too


def drawn(view: View, before: dict[str, Value], promised: Promises, along: Along) -> str:
    """What changed, what is off track, who we have not heard from, which promises wait."""
    ours = view.setup.organisation
    about = [ours.name, ours.vision or view.definitions.vision] if ours else []
    lines = [
        _line(sentence, measures_links.address("measure", along, cell=sentence.indicator))
        for sentence in _of_measures(view, before)
    ]
    of_suggestions = tuple(one for one in along if one[0] in OF_SUGGESTIONS)
    promises = indicators.waiting(promised.overdue, promised.soon, len(promised.activities))
    to = measures_links.address("you-said", of_suggestions)
    lines.append(f'<li><a href="{to}" data-open="promises">{escape(promises.text)}</a></li>')
    return (
        f'<p class="quiet">{escape(" · ".join(about))}</p>'
        f"<p><strong>{escape(filters.shown(view.setup, view.wanted))}</strong></p>"
        f'<ul class="sentences" role="list">{"".join(lines)}</ul>'
    )


def record(along: Along) -> str:
    """The way to record an activity, for those who may."""
    to = measures_links.address("quick-entry", tuple(one for one in along if one[0] == "view"))
    return (
        f'<p class="record"><a href="{to}" data-open="entry"><span aria-hidden="true">+</span> '
        "<span>Record an activity</span></a></p>"
    )


def _of_measures(view: View, before: dict[str, Value]) -> tuple[Sentence, ...]:
    period = view.wanted.period
    assert period is not None
    return (
        indicators.changed(view.definitions, view.values, before, period, view.wanted.day),
        indicators.off_track(view.definitions, view.aimed),
        indicators.not_heard(view.values, view.audience is Audience.SHARED),
    )


def _line(sentence: Sentence, to: str) -> str:
    if sentence.indicator is None:
        return f"<li>{escape(sentence.text)}</li>"
    return f'<li><a href="{to}" data-open="{sentence.indicator}">{escape(sentence.text)}</a></li>'
