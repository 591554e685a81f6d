"""A Word document as we lay it out: A4, Arial, real headings, page numbers, marked tables."""

from collections.abc import Iterable, Sequence

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph

FONT, LANGUAGE = "Arial", "en-GB"
USUAL, LARGE = 12, 18  # points; the smallest that most can read, and large print
MARGIN, LARGE_MARGIN, WIDTH = 20, 15, 210  # millimetres
INK, BLUE = RGBColor(0x21, 0x2B, 0x32), RGBColor(0x00, 0x30, 0x87)
SHADE = "E8EDEE"  # behind the headings of a table


def new(title: str, author: str, large: bool = False) -> Doc:
    """An empty document with its look, its language, its title, and a footer with page numbers."""
    document = Document()
    points = LARGE if large else USUAL
    _look(document, points)
    _page(document, LARGE_MARGIN if large else MARGIN)
    about = document.core_properties
    about.title, about.author, about.language = title, author, LANGUAGE
    about.comments, about.keywords = "", ""
    _footer(document, title)
    return document


def labelled(document: Doc, label: str, text: str) -> Paragraph:
    """A paragraph that opens with a bold word and a colon."""
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(text)
    return paragraph


def tight(paragraph: Paragraph) -> None:
    """Set a paragraph close to the next."""
    paragraph.paragraph_format.space_after = Pt(2)


def table(
    document: Doc,
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
) -> None:
    """A table whose heading row is marked and repeats on each page; `widths` are per cent."""
    made = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    made.autofit = False
    _described(made._tbl, caption)
    for cell, heading in zip(made.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
        _shade(cell._tc)
    _property(made.rows[0], "w:tblHeader")
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    page = document.sections[0]
    across = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    for line in made.rows:
        _property(line, "w:cantSplit")
        for cell, share in zip(line.cells, widths, strict=True):
            cell.width = Emu(int(across * share / 100))
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
    for column, share in zip(made.columns, widths, strict=True):
        column.width = Emu(int(across * share / 100))
    document.add_paragraph()


def _look(document: Doc, points: int) -> None:
    sizes = {"Normal": 1.0, "Title": 1.9, "Heading 1": 1.5, "Heading 2": 1.2, "Footer": 0.85}
    for name, size in sizes.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _font(style, max(points * size, 10.5))
        style.font.bold = name not in ("Normal", "Footer")
        style.font.color.rgb = INK if name in ("Normal", "Footer") else BLUE
    normal, title = document.styles["Normal"], document.styles["Title"]
    assert isinstance(normal, ParagraphStyle) and isinstance(title, ParagraphStyle)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.2
    title.paragraph_format.space_after = Pt(12)
    if (line := title.element.pPr.find(qn("w:pBdr"))) is not None:
        title.element.pPr.remove(line)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGE)


def _font(style: ParagraphStyle, points: float) -> None:
    style.font.name, style.font.size = FONT, Pt(round(points))
    fonts = style.element.rPr.rFonts
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)


def _page(document: Doc, margin: int) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(297)
    section.left_margin = section.right_margin = Mm(margin)
    section.top_margin, section.bottom_margin = Mm(margin), Mm(margin + 5)
    section.footer_distance = Mm(8)


def _footer(document: Doc, title: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.add_run(f"{title}. Page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that Word works out itself; it shows 1 until it has."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _property(row: _Row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _described(made: CT_Tbl, caption: str) -> None:
    """What the table holds, for who does not see it, and that its first row alone is a heading."""
    properties = made.tblPr
    if (look := properties.find(qn("w:tblLook"))) is not None:
        look.set(qn("w:firstColumn"), "0")
    room = OxmlElement("w:tblCellMar")
    for side, width in (("top", 60), ("left", 100), ("bottom", 40), ("right", 100)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(width))
        edge.set(qn("w:type"), "dxa")
        room.append(edge)
    properties.insert(list(properties).index(look) if look is not None else -1, room)
    for name in ("w:tblCaption", "w:tblDescription"):
        mark = OxmlElement(name)
        mark.set(qn("w:val"), caption)
        properties.append(mark)


def _shade(cell: CT_Tc) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", SHADE)):
        shade.set(qn(name), value)
    cell.get_or_add_tcPr().append(shade)
