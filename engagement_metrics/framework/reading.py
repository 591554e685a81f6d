"""Turns the rows of each definition file into definitions."""

from engagement_metrics.framework.definitions import (
    BASES,
    EXTRA_CHOICES,
    AimDefinition,
    Category,
    Characteristic,
    Framework,
    Indicator,
    Keeping,
    Method,
    PlaceDefinition,
    Question,
)
from engagement_metrics.framework.indicator import UNIT_KINDS
from engagement_metrics.framework.sheets import Layout, Row, Sheet
from engagement_metrics.models.lists import (
    AddsUp,
    Aim,
    Direction,
    IndicatorKind,
    Mode,
    PeriodKind,
    RecordType,
    TargetForm,
    Wave,
)

ALL_AIMS = "all"
EITHER_WAVE = "either"


def _layout(file: str, columns: str, key: str = "key") -> Layout:
    return Layout(file, tuple(columns.split()), tuple(key.split()))


LAYOUTS = {
    layout.file: layout
    for layout in (
        _layout("vision.csv", "key text source"),
        _layout("aims.csv", "key name title objective tools source"),
        _layout(
            "indicators.csv",
            "id version aim kind order name unit unit_kind direction definition top bottom"
            " calculated_from adds_over_time adds_over_place by_group question wave waits_for"
            " target_forms target_hint periods source section first settles_after_days",
            key="id",
        ),
        _layout("sections.csv", "key name"),
        _layout("methods.csv", "key name aim_hint mode_hint also_called"),
        _layout("characteristics.csv", "key name question overlapping base source version order"),
        _layout(
            "categories.csv",
            "characteristic key name roll_up order census_code nhs_code version valid_from",
            key="characteristic key",
        ),
        _layout(
            "questions.csv",
            "id version module text choices easy_read_choices extra_choices wave top_choices"
            " indicator source",
            key="id",
        ),
        _layout("places.csv", "system key name parent authorities caution source"),
        _layout("authorities.csv", "code name", key="code"),
        _layout("retention.csv", "record version years why source", key="record"),
    )
}


def framework(sheets: dict[str, Sheet]) -> Framework:
    """The definitions of all files; only to be used when no fault was told."""
    visions = {
        row.text("key"): (row.text("text"), row.text("source")) for row in sheets["vision.csv"].rows
    }
    vision, vision_source = visions.get("vision", ("", ""))
    by_order = sorted(map(_indicator, sheets["indicators.csv"].rows), key=lambda one: one.order)
    characteristics = sorted(
        map(_characteristic, sheets["characteristics.csv"].rows), key=lambda one: one.order
    )
    place = {one.key: number for number, one in enumerate(characteristics)}
    categories = sorted(
        map(_category, sheets["categories.csv"].rows),
        key=lambda one: (place.get(one.characteristic, -1), one.order),
    )
    aims = {aim.key: aim for aim in map(_aim, sheets["aims.csv"].rows)}
    return Framework(
        vision=vision,
        vision_source=vision_source,
        aims={aim: aims[aim] for aim in Aim if aim in aims},
        headings={row.key("key"): row.text("name") for row in sheets["sections.csv"].rows},
        indicators={indicator.id: indicator for indicator in by_order},
        methods={method.key: method for method in map(_method, sheets["methods.csv"].rows)},
        characteristics={one.key: one for one in characteristics},
        categories={(one.characteristic, one.key): one for one in categories},
        questions={one.id: one for one in map(_question, sheets["questions.csv"].rows)},
        places={place.key: place for place in map(_place, sheets["places.csv"].rows)},
        authorities={row.text("code"): row.text("name") for row in sheets["authorities.csv"].rows},
        retention={one.record: one for one in map(_keeping, sheets["retention.csv"].rows)},
    )


def indicator_aims(row: Row) -> tuple[Aim, ...]:
    """The aims an indicator belongs to; 'all' stands for the four."""
    if row.text("aim") == ALL_AIMS:
        return tuple(Aim)
    return row.several_of("aim", Aim)


def question_waves(row: Row) -> tuple[Wave, ...]:
    """The waves a question may be asked at; 'either' stands for both."""
    word = row.word("wave", (*Wave, EITHER_WAVE))
    return tuple(wave for wave in Wave if word in (wave, EITHER_WAVE))


def choices(row: Row, column: str) -> tuple[str, ...]:
    """The choices of a question, low to high."""
    return tuple(part.strip() for part in row.optional(column).split("|") if part.strip())


def _aim(row: Row) -> AimDefinition:
    row.text("tools")
    return AimDefinition(
        key=row.one_of("key", Aim),
        name=row.text("name"),
        title=row.text("title"),
        objective=row.text("objective"),
        tools=row.several("tools"),
        source=row.text("source"),
    )


def _indicator(row: Row) -> Indicator:
    for column in ("calculated_from", "periods", "target_forms"):
        row.text(column)
    return Indicator(
        id=row.text("id"),
        version=row.number("version"),
        aims=indicator_aims(row),
        kind=row.one_of("kind", IndicatorKind),
        order=row.number("order"),
        name=row.text("name"),
        unit=row.text("unit"),
        unit_kind=row.word("unit_kind", UNIT_KINDS),
        direction=row.one_of("direction", Direction),
        definition=row.text("definition"),
        top=row.text("top"),
        bottom=row.optional("bottom"),
        calculated_from=row.several("calculated_from"),
        adds_over_time=row.one_of("adds_over_time", AddsUp),
        adds_over_place=row.one_of("adds_over_place", AddsUp),
        by_group=row.yes_no("by_group"),
        questions=row.several("question"),
        waves=row.several_of("wave", Wave),
        waits_for=row.optional("waits_for"),
        target_forms=row.several_of("target_forms", TargetForm),
        target_hint=row.text("target_hint"),
        periods=row.several_of("periods", PeriodKind),
        source=row.text("source"),
        section=row.text("section"),
        first=row.number("first") if row.optional("first") else None,
        settles_after=row.number("settles_after_days", least=0),
    )


def _method(row: Row) -> Method:
    return Method(
        key=row.key("key"),
        name=row.text("name"),
        aim_hint=row.one_of("aim_hint", Aim) if row.optional("aim_hint") else None,
        mode_hint=row.several_of("mode_hint", Mode),
        also_called=row.several("also_called"),
    )


def _characteristic(row: Row) -> Characteristic:
    return Characteristic(
        key=row.key("key"),
        name=row.text("name"),
        question=row.text("question"),
        overlapping=row.yes_no("overlapping"),
        base=row.word("base", BASES),
        source=row.text("source"),
        version=row.number("version"),
        order=row.number("order"),
    )


def _category(row: Row) -> Category:
    return Category(
        characteristic=row.text("characteristic"),
        key=row.key("key"),
        name=row.text("name"),
        roll_up=row.optional("roll_up"),
        order=row.number("order"),
        census_code=row.optional("census_code"),
        nhs_code=row.optional("nhs_code"),
        version=row.number("version"),
        valid_from=row.day("valid_from"),
    )


def _question(row: Row) -> Question:
    return Question(
        id=row.text("id"),
        version=row.number("version"),
        module=row.text("module"),
        text=row.text("text"),
        choices=choices(row, "choices"),
        easy_read_choices=choices(row, "easy_read_choices"),
        extra_choices=row.several("extra_choices", EXTRA_CHOICES),
        waves=question_waves(row),
        top_choices=row.number("top_choices", least=0),
        indicator=row.optional("indicator"),
        source=row.text("source"),
    )


def _place(row: Row) -> PlaceDefinition:
    return PlaceDefinition(
        system=row.key("system"),
        key=row.key("key"),
        name=row.text("name"),
        parent=row.optional("parent"),
        authorities=row.several("authorities"),
        caution=row.optional("caution"),
        source=row.text("source"),
    )


def _keeping(row: Row) -> Keeping:
    return Keeping(
        record=row.one_of("record", RecordType),
        version=row.number("version"),
        years=row.number("years") if row.optional("years") else None,
        why=row.text("why"),
        source=row.text("source"),
    )
