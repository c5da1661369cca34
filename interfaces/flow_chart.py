"""An algorithm as a picture: steps, branches and what may go side by side, as SVG (C1).

Steps stand in the layers of their flow, a row each; arrows run through the gaps between
rows, and one that passes over a row runs down beside all of them. Everything that the
picture shows stands in its description too, in the same order.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from domain.algorithm import AlgorithmContent, EvidenceKind, Promise, Step
from interfaces.locale import N_, Language
from interfaces.wording import Wording

INK: Final = "#1b2422"
SHEET: Final = "#ffffff"
DEEP: Final = "#12403a"
ASK: Final = "#fdf0cc"
FONT: Final = "system-ui, 'Noto Sans', 'PT Sans', Arial, sans-serif"

WIDE: Final = 320
"""Width of a box; all lengths are in units of the picture."""
ASIDE: Final = 40
"""Between two boxes of a row; the way round a branch takes its middle."""
GAP: Final = 56
"""Between two rows: room for arrows to cross over."""
LINE: Final = 21
PAD: Final = 14
EDGE: Final = 24
LANE: Final = 14
LETTERS: Final = 28
"""Of a line in a box, for the widest of the usual typefaces."""
MOST_LINES: Final = 12

EVIDENCE: Final[Mapping[EvidenceKind, str]] = {
    EvidenceKind.DOCUMENT: N_("document"),
    EvidenceKind.JOURNAL: N_("record in a journal"),
    EvidenceKind.PHOTO: N_("photo"),
    EvidenceKind.ACT: N_("act signed by the parties"),
    EvidenceKind.RECEIPT: N_("receipt"),
    EvidenceKind.REGISTRY_LOOKUP: N_("entry in a state register"),
    EvidenceKind.AUTOMATIC: N_("noted by itself"),
    EvidenceKind.FORM: N_("completed form"),
    EvidenceKind.CHECKLIST: N_("checklist"),
    EvidenceKind.FILE: N_("file"),
    EvidenceKind.SENSOR_OR_JOURNAL: N_("sensor data or a record in a journal"),
}

BEGIN: Final = N_("Begin")
ENDS: Final = {
    Promise.GUARANTEES: N_("Done: compliance is guaranteed"),
    Promise.RECOMMENDED: N_("Done: this is recommended, not yet guaranteed"),
    Promise.NOTHING: N_("The end"),
}


class FlowChart(NamedTuple):
    """A picture and the same in words.

    Attributes:
        svg: the picture, with its own title and description.
        told: a sentence or two for each step, in the order of the picture.
    """

    svg: Markup
    told: tuple[str, ...]


class _Box(NamedTuple):
    """A step where it stands.

    Attributes:
        x, y: of its top left corner, the question above it included.
        question: lines of the question that leads to it; none: it is everybody's.
        action, evidence: lines of what to do, and of what shows it.
    """

    x: int
    y: int
    question: tuple[str, ...]
    action: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def middle(self) -> int:
        return self.x + WIDE // 2

    @property
    def asked(self) -> int:
        """Height of the question."""
        return _height(self.question) + 2 * PAD if self.question else 0

    @property
    def top(self) -> int:
        """Where the box itself begins."""
        return self.y + self.asked + (GAP // 2 if self.question else 0)

    @property
    def bottom(self) -> int:
        return self.top + _height((*self.action, *self.evidence))

    @property
    def height(self) -> int:
        # Below a branch both ways come together again.
        return self.bottom - self.y + (GAP // 2 if self.question else 0)


def flow_chart(
    content: AlgorithmContent, promise: Promise, spoken: Language, wording: Wording
) -> FlowChart:
    """Draw an algorithm.

    Args:
        content: what it says. Steps that nobody comes to stand in a last row.
        promise: what may be said of it.
        spoken: the reader's language.
        wording: says conditions in that language.
    """
    drawing = _Drawing(content, spoken, wording)
    told = tuple(_told(content, spoken, wording))
    end = spoken.gettext(ENDS[promise])
    return FlowChart(drawing.svg(end, told), told)


class _Drawing:
    """Lays an algorithm out and draws it."""

    def __init__(
        self, content: AlgorithmContent, spoken: Language, wording: Wording
    ) -> None:
        self._content = content
        self._spoken = spoken
        self._wording = wording
        flow = content.flow
        left = tuple(s.number for s in content.steps if s.number not in flow.order)
        self._rows = (*flow.layers, left) if left else flow.layers
        self._row_of = {n: y for y, row in enumerate(self._rows) for n in row}
        self._columns = max(map(len, self._rows))
        self._inner = self._columns * (WIDE + ASIDE) - ASIDE
        self._center = EDGE + self._inner // 2
        self._boxes: dict[int, _Box] = {}
        self._tops: list[int] = []
        self._bottoms: list[int] = []
        self._lay_out()
        self._lanes = 0

    def svg(self, end: str, told: Sequence[str]) -> Markup:
        """The whole picture, with its description."""
        gettext = self._spoken.gettext
        first, last = EDGE, self._bottoms[-1] + GAP
        parts = [
            self._pill(gettext(BEGIN), first),
            *self._arrows(last),
            *(self._drawn(number) for number in self._boxes),
            self._pill(end, last),
        ]
        width = self._inner + 2 * EDGE + ASIDE + self._lanes * LANE
        height = last + _pill_height(end) + EDGE
        title = gettext("Flow chart: %(title)s", title=self._content.title)
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" class="chart"'
            ' aria-labelledby="chart-title chart-about"'
            ' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            ' font-family="{font}" font-size="16" fill="{ink}">'
            '<title id="chart-title">{title}</title>'
            '<desc id="chart-about">{about}</desc>'
            '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5"'
            ' markerWidth="8" markerHeight="8" orient="auto">'
            '<path d="M0 0 10 5 0 10z" fill="{ink}"/></marker></defs>'
            '<rect width="{width}" height="{height}" fill="{sheet}"/>{parts}</svg>'
        ).format(
            width=width,
            height=height,
            font=FONT,
            ink=INK,
            title=title,
            about=" ".join(told),
            sheet=SHEET,
            parts=Markup("").join(parts),
        )

    def _lay_out(self) -> None:
        y = EDGE + _pill_height(self._spoken.gettext(BEGIN)) + GAP
        for row in self._rows:
            taken = len(row) * (WIDE + ASIDE) - ASIDE
            x = self._center - taken // 2
            for number in row:
                self._boxes[number] = self._box(number, x, y)
                x += WIDE + ASIDE
            self._tops.append(y)
            y += max(self._boxes[number].height for number in row)
            self._bottoms.append(y)
            y += GAP

    def _box(self, number: int, x: int, y: int) -> _Box:
        step = self._content.step(number)
        assert step  # noqa: S101 - the flow is made of these steps
        question = ""
        if step.only_if is not None:
            question = _capital(self._wording.branch(step.only_if)) + "?"
        return _Box(
            x,
            y,
            _lines(question, LETTERS - 4) if question else (),
            _lines(f"{step.number}. {step.action}"),
            _lines(_shown(step, self._spoken)) if step.evidence_kind else (),
        )

    def _drawn(self, number: int) -> Markup:
        box = self._boxes[number]
        parts = [self._asked(box)] if box.question else []
        height = box.bottom - box.top
        parts.append(
            Markup(
                '<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="6" fill="{sheet}"'
                ' stroke="{deep}" stroke-width="2"/>'
            ).format(x=box.x, y=box.top, w=WIDE, h=height, sheet=SHEET, deep=DEEP)
        )
        text = box.top + PAD + LINE - 6
        parts.append(_text(box.action, box.x + PAD, text))
        text += len(box.action) * LINE
        parts.append(_text(box.evidence, box.x + PAD, text, small=True))
        return Markup("").join(parts)

    def _asked(self, box: _Box) -> Markup:
        """The question above a step, the way to it, and the way round it."""
        gettext = self._spoken.gettext
        left, right, mid = box.x, box.x + WIDE, box.y + box.asked // 2
        around = right + ASIDE // 2
        below = box.bottom + GAP // 2
        return Markup("").join(
            [
                Markup(
                    '<path d="M{a} {y}H{b}L{right} {mid} {b} {low}H{a}L{left} {mid}z"'
                    ' fill="{ask}" stroke="{ink}" stroke-width="2"/>'
                ).format(
                    a=left + 18,
                    b=right - 18,
                    y=box.y,
                    right=right,
                    left=left,
                    mid=mid,
                    low=box.y + box.asked,
                    ask=ASK,
                    ink=INK,
                ),
                _text(box.question, box.middle, box.y + 42, middle=True),
                _line(f"M{box.middle} {box.y + box.asked}V{box.top}", tip=True),
                _text((gettext("yes"),), box.middle + 8, box.top - 8, small=True),
                _line(f"M{right} {mid}H{around}V{below}H{box.middle}"),
                _text((gettext("no"),), right + 2, mid - 8, small=True),
                _line(f"M{box.middle} {box.bottom}V{below}"),
            ]
        )

    def _arrows(self, last: int) -> Iterator[Markup]:
        before = self._content.flow.before
        begin = EDGE + _pill_height(self._spoken.gettext(BEGIN))
        reached = {n for n in self._boxes if n in self._content.flow.order}
        waited_for = {n for number in reached for n in before[number]}
        for number in self._boxes:
            if number not in reached:
                continue
            if not before[number]:
                yield self._way(begin, self._center, -1, self._row_of[number], number)
            for earlier in before[number]:
                yield self._between(earlier, number)
        for number in sorted(reached - waited_for):
            yield self._to_end(number, last)

    def _between(self, earlier: int, number: int) -> Markup:
        box = self._boxes[earlier]
        bottom = box.y + box.height
        row = self._row_of[earlier]
        return self._way(bottom, box.middle, row, self._row_of[number], number)

    def _to_end(self, number: int, last: int) -> Markup:
        box = self._boxes[number]
        row = self._row_of[number]
        return self._down(
            box.middle, box.y + box.height, row, self._center, last, len(self._rows)
        )

    def _way(self, y: int, x: int, row: int, to: int, number: int) -> Markup:
        box = self._boxes[number]
        return self._down(x, y, row, box.middle, box.y, to)

    def _down(self, x: int, y: int, row: int, to_x: int, to_y: int, to: int) -> Markup:
        """An arrow from below a row to above another one, beside those in between."""
        half = GAP // 2
        bottom = self._bottoms[row] if row >= 0 else y
        if to == row + 1:
            return _line(f"M{x} {y}V{bottom + half}H{to_x}V{to_y}", tip=True)
        lane = EDGE + self._inner + ASIDE + self._lanes * LANE
        self._lanes += 1
        above = to_y - half
        return _line(f"M{x} {y}V{bottom + half}H{lane}V{above}H{to_x}V{to_y}", tip=True)

    def _pill(self, text: str, y: int) -> Markup:
        lines = _lines(text, LETTERS - 4)
        height = _pill_height(text)
        return Markup(
            '<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{deep}"/>'
        ).format(
            x=self._center - WIDE // 2, y=y, w=WIDE, h=height, r=height // 2, deep=DEEP
        ) + _text(lines, self._center, y + PAD + LINE - 6, middle=True, light=True)


def _told(
    content: AlgorithmContent, spoken: Language, wording: Wording
) -> Iterator[str]:
    flow = content.flow
    rows = {number: row for row in flow.layers for number in row}
    ordered = sorted(
        content.steps,
        key=lambda step: (
            flow.order.index(step.number)
            if step.number in flow.order
            else len(content.steps)
        ),
    )
    for step in ordered:
        yield " ".join(_sentences(step, content, rows, spoken, wording))


def _sentences(
    step: Step,
    content: AlgorithmContent,
    rows: dict[int, tuple[int, ...]],
    spoken: Language,
    wording: Wording,
) -> Iterator[str]:
    gettext = spoken.gettext
    yield gettext(
        "Step %(number)s: %(action)s.",
        number=step.number,
        action=step.action.rstrip("."),
    )
    if step.only_if is not None:
        branch = wording.branch(step.only_if)
        yield gettext("Only on this condition: %(condition)s.", condition=branch)
    if step.number not in rows:
        yield gettext("Nobody can come to this step.")
        return
    before = content.flow.before[step.number]
    if before:
        numbers = spoken.listing([str(number) for number in before])
        yield gettext("After: %(numbers)s.", numbers=numbers)
    else:
        yield gettext("You may begin with it.")
    beside = [str(n) for n in rows[step.number] if n != step.number]
    if beside:
        yield gettext("Side by side with: %(numbers)s.", numbers=spoken.listing(beside))
    if step.evidence_kind:
        yield f"{_shown(step, spoken)}."


def evidence_of(step: Step, spoken: Language) -> str:
    """What shows that a step was done: "приказ (документ)"; "" when nothing."""
    if step.evidence_kind is None:
        return ""
    kind = spoken.gettext(EVIDENCE[step.evidence_kind])
    return f"{step.evidence_name} ({kind})" if step.evidence_name else kind


def _shown(step: Step, spoken: Language) -> str:
    return spoken.gettext("What shows it: %(name)s", name=evidence_of(step, spoken))


def _lines(text: str, letters: int = LETTERS) -> tuple[str, ...]:
    lines = wrap(" ".join(text.split()), letters)
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    return (*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: letters - 1] + "…")


def _height(lines: Sequence[str]) -> int:
    return len(lines) * LINE + 2 * PAD - 4


def _pill_height(text: str) -> int:
    return _height(_lines(text, LETTERS - 4))


def _text(
    lines: Sequence[str],
    x: int,
    y: int,
    *,
    middle: bool = False,
    small: bool = False,
    light: bool = False,
) -> Markup:
    spans = [
        Markup('<tspan x="{x}" y="{y}">{line}</tspan>').format(
            x=x, y=y + nth * LINE, line=line
        )
        for nth, line in enumerate(lines)
    ]
    anchor = Markup(' text-anchor="middle"') if middle else ""
    size = Markup(' font-size="14"') if small else ""
    fill = Markup(' fill="#ffffff" font-weight="600"') if light else ""
    return Markup("<text{anchor}{size}{fill}>{spans}</text>").format(
        anchor=anchor, size=size, fill=fill, spans=Markup("").join(spans)
    )


def _line(path: str, *, tip: bool = False) -> Markup:
    end = Markup(' marker-end="url(#tip)"') if tip else ""
    return Markup(
        '<path d="{path}" fill="none" stroke="{ink}" stroke-width="2"{end}/>'
    ).format(path=escape(path), ink=INK, end=end)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
