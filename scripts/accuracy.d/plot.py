"""Plots as SVG, readable on light and dark pages. Numbers are rounded, so that equal data is equal text."""
import math
from xml.sax.saxutils import escape

# Okabe and Ito's colours, told apart with every kind of colour vision.
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f"]
STYLE = """
text { font: 12px system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: #24292f }
.title { font-size: 14px; font-weight: 600 } .small { font-size: 11px; fill: #57606a } .right { text-anchor: end }
.middle { text-anchor: middle } .page { fill: #ffffff } .panel { fill: #f6f8fa } .grid { stroke: #d8dee4 } .zero { stroke: #6e7781 }
.near { fill: #1f883d; fill-opacity: .13 } .mark { stroke: #24292f; stroke-width: 2 } .stripe { fill: #f6f8fa }
@media (prefers-color-scheme: dark) {
 text { fill: #e6edf3 } .small { fill: #9198a1 } .page { fill: #0d1117 } .panel, .stripe { fill: #161b22 }
 .grid { stroke: #30363d } .zero { stroke: #8b949e } .near { fill: #3fb950; fill-opacity: .18 } .mark { stroke: #e6edf3 }
}"""


def number(value):
    return f"{value:.1f}".rstrip("0").rstrip(".")


class Drawing:
    """A page of a given size that collects shapes."""

    def __init__(self, width, height, title):
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
            f"<title>{escape(title)}</title>", f"<style>{STYLE}</style>",
            f'<rect class="page" width="{width}" height="{height}"/>']

    def add(self, shape):
        self.parts.append(shape)

    def text(self, x, y, text, style=""):
        self.add(f'<text x="{number(x)}" y="{number(y)}" class="{style}">{escape(text)}</text>')

    def line(self, x1, y1, x2, y2, style):
        self.add(f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" class="{style}"/>')

    def box(self, x, y, width, height, style, colour=None, opacity=None):
        fill = f' fill="{colour}"' if colour else ""
        fill += f' fill-opacity="{opacity}"' if opacity else ""
        self.add(f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" rx="2" class="{style}"{fill}/>')

    def dot(self, x, y, colour, hint, radius=3.5):
        self.add(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{colour}" fill-opacity=".65" stroke="{colour}">'
                 f"<title>{escape(hint)}</title></circle>")

    def svg(self):
        return "\n".join(self.parts + ["</svg>"]) + "\n"


def legend(drawing, x, y, names, colours):
    for name in names:
        drawing.dot(x, y - 4, colours[name], name, 4.5)
        drawing.text(x + 9, y, name)
        x += 24 + 7 * len(name)


def scatter(title, panels, colours, unit):
    """Predicted against measured, one panel for each list of points (x, y, series, hint), on logarithmic axes.

    The shaded strip along the diagonal holds predictions within a tenth of what was measured.
    """
    side, gap, left, top = 330, 84, 64, 76
    columns = 2
    lines = (len(panels) + columns - 1) // columns
    width, height = left + columns * side + (columns - 1) * gap + 24, top + lines * (side + gap) - 16
    drawing = Drawing(width, height, title)
    drawing.text(left, 24, title, "title")
    legend(drawing, left + 5, 48, [name for name in colours if any(p[2] == name for _, points in panels for p in points)], colours)
    for index, (name, points) in enumerate(panels):
        x0, y0 = left + index % columns * (side + gap), top + index // columns * (side + gap) + 16
        values = [v for p in points for v in p[:2]]
        low, high = math.log10(min(values)) - 0.1, math.log10(max(values)) + 0.1
        place = lambda value: (math.log10(value) - low) / (high - low) * side
        drawing.text(x0, y0 - 8, name, "title")
        drawing.box(x0, y0, side, side, "panel")
        for step in range(math.ceil(low * 2 - 0.99), math.floor(high) + 1):
            for factor in ((1, 3) if high - low < 3.5 else (1,)):
                value = factor * 10.0 ** step
                if not low <= math.log10(value) <= high:
                    continue
                at = place(value)
                drawing.line(x0 + at, y0, x0 + at, y0 + side, "grid")
                drawing.line(x0, y0 + side - at, x0 + side, y0 + side - at, "grid")
                label = f"{value:,.0f}" if value >= 1 else f"{value:g}"
                drawing.text(x0 + at, y0 + side + 16, label, "small middle")
                drawing.text(x0 - 6, y0 + side - at + 4, label, "small right")
        strip = math.log10(1.1) / (high - low) * side
        corners = [(0, 0), (strip, 0), (side, side - strip), (side, side), (side - strip, side), (0, strip)]
        drawing.add('<polygon class="near" points="' + " ".join(f"{number(x0 + x)},{number(y0 + side - y)}" for x, y in corners) + '"/>')
        drawing.line(x0, y0 + side, x0 + side, y0, "zero")
        for x, y, series, hint in points:
            drawing.dot(x0 + place(x), y0 + side - place(y), colours[series], hint)
        drawing.text(x0 + side / 2, y0 + side + 34, f"measured, {unit}", "small middle")
        drawing.add(f'<text class="small middle" transform="translate({number(x0 - 46)} {number(y0 + side / 2)}) rotate(-90)">estimated, {unit}</text>')
    return drawing.svg()


def strips(title, lines, colours, reach, note):
    """Signed errors as dots, a line for each (label, series, [(error, hint)]); the stroke is the median.

    Errors beyond `reach` are drawn at the edge as hollow marks.
    """
    height_of_line, left, inner, top = 24, 270, 560, 62
    height = top + height_of_line * len(lines) + 58
    drawing = Drawing(left + inner + 90, height, title)
    drawing.text(16, 24, title, "title")
    drawing.text(16, 44, note, "small")
    place = lambda error: left + (max(-reach, min(reach, error)) + reach) / (2 * reach) * inner
    bottom = top + height_of_line * len(lines)
    for index in range(len(lines)):
        if index % 2 == 0:
            drawing.box(8, top + index * height_of_line, left + inner + 74, height_of_line, "stripe")
    drawing.box(place(-0.02), top, place(0.02) - place(-0.02), bottom - top, "near")
    for step in range(-4, 5):
        error = reach * step / 4
        drawing.line(place(error), top, place(error), bottom, "zero" if step == 0 else "grid")
        drawing.text(place(error), bottom + 18, f"{error * 100:+.0f} %".replace("+0", "0").replace("-", "−"), "small middle")
    drawing.text(left + inner / 2, bottom + 40, "estimate above (+) or below (−) what was measured", "small middle")
    for index, (label, series, errors) in enumerate(lines):
        y = top + (index + 0.5) * height_of_line
        drawing.text(left - 14, y + 4, label, "right")
        drawing.text(left + inner + 14, y + 4, f"{len(errors)} " + ("group" if len(errors) == 1 else "groups"), "small")
        for error, hint in errors:
            if abs(error) <= reach:
                drawing.dot(place(error), y, colours[series], hint)
            else:
                drawing.add(f'<circle cx="{number(place(error))}" cy="{number(y)}" r="4" fill="none" stroke="{colours[series]}" '
                            f'stroke-width="2"><title>{escape(hint)}</title></circle>')
        ordered = sorted(error for error, _ in errors)
        middle = (ordered[len(ordered) // 2] + ordered[(len(ordered) - 1) // 2]) / 2
        drawing.line(place(middle), y - 8, place(middle), y + 8, "mark")
    return drawing.svg()


def bands(title, lines, colours, reach, note):
    """Bands as bars and what was measured as dots, both over the estimate, for (label, series, low, high, measured, hint)."""
    height_of_line, left, inner, top = 9, 110, 640, 76
    height = top + height_of_line * len(lines) + 52
    drawing = Drawing(left + inner + 30, height, title)
    drawing.text(16, 24, title, "title")
    drawing.text(16, 44, note, "small")
    legend(drawing, 21, 64, [name for name in colours if any(line[1] == name for line in lines)], colours)
    place = lambda share: left + (max(-reach, min(reach, share)) + reach) / (2 * reach) * inner
    bottom = top + height_of_line * len(lines)
    drawing.box(left, top, inner, bottom - top, "panel")
    for step in range(-4, 5):
        share = reach * step / 4
        drawing.line(place(share), top, place(share), bottom, "zero" if step == 0 else "grid")
        drawing.text(place(share), bottom + 18, f"{share * 100:+.0f} %".replace("+0", "0").replace("-", "−"), "small middle")
    drawing.text(left + inner / 2, bottom + 38, "beside the estimate", "small middle")
    last = None
    for index, (label, series, low, high, measured, hint) in enumerate(lines):
        y = top + (index + 0.5) * height_of_line
        if label != last:
            drawing.text(left - 10, y + 6, label, "small right")
            last = label
        drawing.box(place(low), y - 3, place(high) - place(low), 6, "", colours[series], ".3")
        if low <= measured <= high:
            drawing.dot(place(measured), y, colours[series], hint, 2.5)
        else:
            drawing.add(f'<circle cx="{number(place(measured))}" cy="{number(y)}" r="3.2" fill="none" stroke="{colours[series]}" '
                        f'stroke-width="1.6"><title>{escape(hint)}</title></circle>')
    return drawing.svg()
