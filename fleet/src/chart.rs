//! Line charts, written out as SVG.

use std::fmt::Write;

const WIDTH: u64 = 760;
const HEIGHT: u64 = 330;
const LEFT: u64 = 70;
const RIGHT: u64 = 740;
const TOP: u64 = 60;
const BOTTOM: u64 = 280;
const COLOURS: [&str; 4] = ["#0b5fff", "#c2410c", "#15803d", "#7e22ce"];

/// A line and its name.
pub struct Line {
    /// What the legend says.
    pub name: &'static str,
    /// One value for each step of the lower axis.
    pub values: Vec<u64>,
}

/// A chart of one or more lines.
pub struct Chart {
    /// The name of its file, without `.svg`.
    pub file: &'static str,
    /// What it shows, which is its text for who does not see it.
    pub title: &'static str,
    /// What the left axis counts.
    pub left: &'static str,
    /// What the lower axis says at its ends and between, evenly spread.
    pub lower: Vec<String>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// The least of 1, 2 and 5 times a power of ten that is no less.
fn round_up(value: u64) -> u64 {
    let mut power = 1;
    loop {
        if let Some(round) = [1, 2, 5].map(|digit| digit * power).into_iter().find(|round| *round >= value) {
            return round;
        }
        power *= 10;
    }
}

impl Chart {
    /// The whole file.
    pub fn svg(&self) -> String {
        let most = self.lines.iter().flat_map(|line| &line.values).copied().max().unwrap_or(1);
        let scale = round_up(most.max(1));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
             font-family=\"sans-serif\" font-size=\"12\">\n<title>{title}</title>\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
             <text x=\"{LEFT}\" y=\"20\" font-size=\"14\" fill=\"#111\">{title}</text>\n",
            title = self.title,
        );
        self.axes(&mut svg, scale);
        for (index, line) in self.lines.iter().enumerate() {
            let colour = COLOURS[index % COLOURS.len()];
            let steps = u64::try_from(line.values.len()).unwrap_or(1).saturating_sub(1).max(1);
            let points: Vec<String> =
                (0..).zip(&line.values).map(|(step, value)| point(step, steps, *value, scale)).collect();
            let points = points.join(" ");
            let _ =
                writeln!(svg, "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" points=\"{points}\"/>");
            let x = LEFT + 225 * u64::try_from(index).unwrap_or(0);
            let _ = writeln!(svg, "<rect x=\"{x}\" y=\"32\" width=\"14\" height=\"4\" fill=\"{colour}\"/>");
            let _ = writeln!(svg, "<text x=\"{}\" y=\"38\" fill=\"#111\">{}</text>", x + 20, line.name);
        }
        svg.push_str("</svg>\n");
        svg
    }

    fn axes(&self, svg: &mut String, scale: u64) {
        for part in 0..=4 {
            let y = BOTTOM - (BOTTOM - TOP) * part / 4;
            let _ = writeln!(svg, "<path d=\"M{LEFT} {y}H{RIGHT}\" stroke=\"#ddd\"/>");
            let value = scale * part;
            let shown = if value.is_multiple_of(4) {
                (value / 4).to_string()
            } else {
                format!("{}.{:02}", value / 4, value % 4 * 25)
            };
            let x = LEFT - 8;
            let _ = writeln!(svg, "<text x=\"{x}\" y=\"{}\" text-anchor=\"end\" fill=\"#444\">{shown}</text>", y + 4);
        }
        let parts = u64::try_from(self.lower.len()).unwrap_or(2).saturating_sub(1).max(1);
        for (index, text) in (0..).zip(&self.lower) {
            let x = LEFT + (RIGHT - LEFT) * index / parts;
            let _ = writeln!(svg, "<text x=\"{x}\" y=\"300\" text-anchor=\"middle\" fill=\"#444\">{text}</text>");
        }
        let _ = writeln!(svg, "<text x=\"{LEFT}\" y=\"320\" fill=\"#444\">{}</text>", self.left);
    }
}

/// In tenths of a unit, without fractions.
fn point(step: u64, steps: u64, value: u64, scale: u64) -> String {
    let x = LEFT * 10 + (RIGHT - LEFT) * 10 * step / steps;
    let y = BOTTOM * 10 - (BOTTOM - TOP) * 10 * value / scale;
    format!("{}.{},{}.{}", x / 10, x % 10, y / 10, y % 10)
}
