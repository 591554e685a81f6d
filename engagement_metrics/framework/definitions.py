"""What a definition is: an aim, a method, a category, a question, a place; and all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engagement_metrics.framework.indicator import MATRIX_SECTIONS, Indicator
from engagement_metrics.models.lists import Aim, FormFormat, IndicatorKind, Mode, RecordType, Wave

__all__ = [
    "BASES",
    "EASY_READ",
    "EXTRA_CHOICES",
    "AimDefinition",
    "Category",
    "Characteristic",
    "Framework",
    "Indicator",
    "Keeping",
    "Method",
    "PlaceDefinition",
    "Question",
]

BASES = (
    "all residents",
    "residents aged 16 and over",
    "residents aged 5 and over",
    "small areas",
    "none",
)
EXTRA_CHOICES = {
    "does_not_apply": "Does not apply",
    "prefer_not_to_say": "Prefer not to say",
    "already_knew": "I already knew this",
}
EASY_READ = ("no", "a_bit", "yes")  # what an easy read form's choices are kept as, low to high


@dataclass(frozen=True)
class AimDefinition:
    """One of the four columns of the matrix; `tools` are ways to collect its figures."""

    key: Aim
    name: str
    title: str
    objective: str
    tools: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Method:
    """A way to engage, offered in quick entry; the hints are what it usually is."""

    key: str
    name: str
    aim_hint: Aim | None
    mode_hint: tuple[Mode, ...]
    also_called: tuple[str, ...]


@dataclass(frozen=True)
class Characteristic:
    """Something people may be asked about themselves.

    `overlapping` ones are groups of which a person may be in several. `base` says who the figures
    for residents are about, 'none' where there are no such figures.
    """

    key: str
    name: str
    question: str
    overlapping: bool
    base: str
    source: str
    version: int
    order: int


@dataclass(frozen=True)
class Category:
    """One answer to a characteristic; `roll_up` is the broader one it is part of, or ''.

    `census_code` is a table and its rows ('TS021:13', 'TS039:2-3'), not counting rows that did not
    apply or were not answered; for TS007 the rows are ages. '' means no such row, or a roll-up.
    """

    characteristic: str
    key: str
    name: str
    roll_up: str
    order: int
    census_code: str
    nhs_code: str
    version: int
    valid_from: date


@dataclass(frozen=True)
class Question:
    """A question of an evaluation form; choices run from low to high, none for an open one.

    The last `top_choices` of the choices count towards the indicator. `waves` is both where it may
    be asked at either.
    """

    id: str
    version: int
    module: str
    text: str
    choices: tuple[str, ...]
    easy_read_choices: tuple[str, ...]
    extra_choices: tuple[str, ...]
    waves: tuple[Wave, ...]
    top_choices: int
    indicator: str
    source: str

    @property
    def top(self) -> tuple[str, ...]:
        """The choices that count towards the indicator; none for an open question."""
        return self.choices[len(self.choices) - self.top_choices :]

    def counted(self, layout: FormFormat) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The choices that are answers on a kind of form, as they are stored; those at the top."""
        if layout is FormFormat.EASY_READ:
            return EASY_READ, EASY_READ[-1:]
        valid = tuple(str(number + 1) for number in range(len(self.choices)))
        return valid, valid[len(valid) - self.top_choices :]

    def wording(self, topic: str = "") -> str:
        """The question as people read it, about a topic where it names one.

        >>> from engagement_metrics import framework
        >>> framework.load().questions["Q1"].wording("asthma")
        'How much more do you know about asthma now?'
        """
        return self.text.replace("{topic}", topic or "this topic")


@dataclass(frozen=True)
class PlaceDefinition:
    """A health system, or a place in one; authorities are those whose residents it serves."""

    system: str
    key: str
    name: str
    parent: str
    authorities: tuple[str, ...]
    caution: str
    source: str


@dataclass(frozen=True)
class Keeping:
    """How many full financial years a kind of record is kept; None for as long as the store is."""

    record: RecordType
    version: int
    years: int | None
    why: str
    source: str


@dataclass(frozen=True, eq=False)
class Framework:
    """All definitions, checked as a whole; the mappings are to be read, never changed."""

    vision: str
    vision_source: str
    aims: Mapping[Aim, AimDefinition]
    headings: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    methods: Mapping[str, Method]
    characteristics: Mapping[str, Characteristic]
    categories: Mapping[tuple[str, str], Category]
    questions: Mapping[str, Question]
    places: Mapping[str, PlaceDefinition]
    authorities: Mapping[str, str]
    retention: Mapping[RecordType, Keeping]

    def matrix(self, aim: Aim, kind: IndicatorKind) -> tuple[Indicator, ...]:
        """The indicators of one cell of the matrix, in its order."""
        return tuple(
            indicator
            for indicator in self.indicators.values()
            if aim in indicator.aims and indicator.kind == kind
            if indicator.section in MATRIX_SECTIONS
        )

    def in_matrix(self) -> tuple[Indicator, ...]:
        """The indicators that the matrix shows: those of Appendix 2, and of how we record."""
        return tuple(one for one in self.indicators.values() if one.section in MATRIX_SECTIONS)

    def first_twelve(self) -> tuple[Indicator, ...]:
        """The smallest useful set, in its order: what to begin with.

        >>> from engagement_metrics import framework
        >>> [indicator.id for indicator in framework.load().first_twelve()][:3]
        ['ENG-01', 'ENG-02', 'ENG-13']
        """
        chosen = [(one.first, one) for one in self.indicators.values() if one.first is not None]
        return tuple(indicator for _, indicator in sorted(chosen, key=lambda pair: pair[0]))

    def sections(self) -> tuple[tuple[str, tuple[Indicator, ...]], ...]:
        """Each heading with the indicators under it, in order; one with none is left out."""
        under: dict[str, list[Indicator]] = {key: [] for key in self.headings}
        for indicator in self.indicators.values():
            under[indicator.section].append(indicator)
        return tuple((self.headings[key], tuple(found)) for key, found in under.items() if found)

    def questions_of(self, indicator: str) -> tuple[Question, ...]:
        """The questions an indicator is made of; none when it is not made of answers."""
        return tuple(self.questions[key] for key in self.indicators[indicator].questions)

    def categories_of(self, characteristic: str) -> tuple[Category, ...]:
        """All rows of a characteristic, roll-ups and their parts, in order."""
        return tuple(
            category
            for category in self.categories.values()
            if category.characteristic == characteristic
        )

    def quick_categories(self, characteristic: str) -> tuple[Category, ...]:
        """The few categories that quick entry offers.

        >>> from engagement_metrics import framework
        >>> [category.name for category in framework.load().quick_categories("age")]
        ['Under 16', '16 to 24', '25 to 64', '65 to 74', '75 and over']
        """
        return tuple(row for row in self.categories_of(characteristic) if not row.roll_up)

    def detailed_categories(self, characteristic: str) -> tuple[Category, ...]:
        """The finest categories, those with no parts of their own."""
        broad = {row.roll_up for row in self.categories_of(characteristic)}
        return tuple(row for row in self.categories_of(characteristic) if row.key not in broad)

    def parts_of(self, characteristic: str, roll_up: str) -> tuple[Category, ...]:
        """The categories that make up a roll-up; none for one that is not divided."""
        return tuple(row for row in self.categories_of(characteristic) if row.roll_up == roll_up)

    def roll_up(self, characteristic: str, category: str) -> str:
        """The key that quick entry offers for a category: its roll-up's, or its own.

        >>> from engagement_metrics import framework
        >>> framework.load().roll_up("ethnic_group", "bangladeshi")
        'asian'
        >>> framework.load().roll_up("ethnic_group", "roma")
        'roma'
        """
        return self.categories[characteristic, category].roll_up or category

    def method_called(self, label: str) -> Method | None:
        """The method of a key, name or other label, however its letters are cased.

        >>> from engagement_metrics import framework
        >>> framework.load().method_called("Street interview").name
        'Interview'
        """
        wanted = label.strip().casefold()
        for method in self.methods.values():
            labels = (method.key, method.name, *method.also_called)
            if wanted in (other.casefold() for other in labels):
                return method
        return None

    def systems(self) -> tuple[PlaceDefinition, ...]:
        """The health systems that a store can be set up for."""
        return tuple(place for place in self.places.values() if not place.parent)

    def places_of(self, system: str) -> tuple[PlaceDefinition, ...]:
        """The places of a health system, without the system itself."""
        return tuple(
            place for place in self.places.values() if place.system == system and place.parent
        )
