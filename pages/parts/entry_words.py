"""The words of a return in the order of its fields, which the screen and the paper share."""

from engagement_metrics.models import Aim

AIMS = {
    Aim.INFORM: "Inform (tell people)",
    Aim.ENGAGE: "Engage (listen)",
    Aim.INVOLVE: "Involve (work with people)",
    Aim.CO_PRODUCE: "Co-produce (as equals)",
}
LABELS = {
    "ends": "Date",
    "place": "Place",
    "title": "Title",
    "aim": "Aim",
    "method": "How was it done?",
    "heads": "How many people?",
    "heads_basis": "Counted or estimated?",
    "who": "Say who took part",
    "characteristics": "What did you ask people about?",
    "topic": "Topic (if any)",
    "suggestions": "Suggestions heard, one on each line (if any)",
    "feedback_promised_on": "When did you promise to tell people what came of it? (if you did)",
    "more": "More",
    "status": "How far has the record come?",
    "starts": "First day, if it lasted longer",
    "starts_partial": "If its day is not known: the month or year it began",
    "partial": "If the day of the date is not known: the month or year",
    "modes": "How could people take part?",
    "sessions": "How many sessions?",
    "people_invited": "How many people were invited?",
    "open_to_public": "Open to the public?",
    "minutes_taken": "Minutes spent on this return",
    "piece_of_work": "Piece of work it belongs to",
    "part_find": "Part of a larger activity? Find it by words of its title",
    "part_of": "The larger activity",
    "fed_back_on": "When were people told what came of it?",
    "note": "Note (no names or personal details)",
}
# A stored return opens with these shut, their fields in words.
SECTIONS = {
    "about": "Change the date, place, title, aim or method",
    "said": "Change the topic, suggestions or promise",
}
NOT_TALLIED = "People who were not tallied (if any)"
TITLE = "Record an activity"
COUNTS_ONLY = "Only counts, never names. Leave a box empty if you did not ask."
LIKE_LAST_TIME = "What you asked about last time is chosen."
ASKED_OF = {
    "residents aged 16 and over": "For people aged 16 and over. Children count as not asked.",
    "residents aged 5 and over": "For people aged 5 and over. Younger children count as not asked.",
}
BASES = ("Counted", "Estimated")
MONTH_OR_YEAR = "2026-05, 2026 or 2026/27"
