"""The chart of the Summary, with the numbers and labels that it shows before a program has computed them."""

from typing import Any

from openpyxl.chart import DoughnutChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from factcheck.worksheet.hyperlinks import sheet_name
from factcheck.worksheet.layout import INK
from factcheck.worksheet.page import Doughnut, Formula, Page

_SHOWN: dict[str, Any] = {
    "numFmt": "0;;",  # 0 is not shown
    "showVal": True,
    **dict.fromkeys(("showPercent", "showCatName", "showSerName", "showLegendKey", "showBubbleSize"), False),
}


def chart(page: Page, doughnut: Doughnut) -> DoughnutChart:
    """The doughnut of a page."""
    made = DoughnutChart(holeSize=55, firstSliceAng=0)
    made.series = [_series(page, doughnut)]
    made.title = _title(doughnut.title)
    made.legend = Legend(legendPos="r", txPr=_letters(INK))
    made.roundedCorners = False
    made.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    made.anchor = TwoCellAnchor(_from=_corner(doughnut.top_left), to=_corner(doughnut.bottom_right))  # type: ignore[assignment]
    return made


def _series(page: Page, doughnut: Doughnut) -> Series:
    count = len(doughnut.colours)
    last = doughnut.first + count - 1
    rows = [(line[0].value, line[1].value) for line in page.lines[doughnut.first - 1 : last]]
    labels = [StrVal(idx=place, v=str(label)) for place, (label, _) in enumerate(rows)]
    numbers = [NumVal(idx=place, v=str(of.value)) for place, (_, of) in enumerate(rows) if isinstance(of, Formula)]
    cells = f"{sheet_name(page.title)}!${{0}}${doughnut.first}:${{0}}${last}"
    series = Series(
        cat=AxDataSource(strRef=StrRef(cells.format("A"), StrData(ptCount=count, pt=labels))),
        val=NumDataSource(numRef=NumRef(cells.format("B"), NumData(formatCode="0", ptCount=count, pt=numbers))),
    )
    series.dPt = [DataPoint(idx=place, spPr=_part(fill)) for place, (fill, _) in enumerate(doughnut.colours)]
    own = [DataLabel(idx=place, txPr=_letters(ink), **_SHOWN) for place, (_, ink) in enumerate(doughnut.colours)]
    series.dLbls = DataLabelList(dLbl=own, **_SHOWN)
    return series


def _title(text: str) -> Title:
    """A title of the chart's own: without one, Excel may write "Chart Title"."""
    letters = CharacterProperties(sz=1200, b=True, solidFill=INK)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[RegularTextRun(rPr=letters, t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _part(fill: str) -> GraphicalProperties:
    return GraphicalProperties(solidFill=fill, ln=LineProperties(solidFill="FFFFFF", w=12_700))


def _letters(color: str) -> RichText:
    properties = ParagraphProperties(defRPr=CharacterProperties(sz=1000, solidFill=color))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties())])


def _corner(place: tuple[int, int]) -> AnchorMarker:
    return AnchorMarker(col=place[0] - 1, row=place[1] - 1)
