//! Bar charts: where their bars, lines and labels are. `chart.svg` draws them into the page.
//!
//! Every chart has its table beside it; to a screen reader it is one image with a name.

use minijinja::{Value, context};

use crate::counts::indian;
use crate::report::text::cut;

const WIDTH: u32 = 640;
/// The height of a chart with one column for each point in time, labels included.
const HEIGHT: u32 = 280;
const BAR_HEIGHT: u32 = 22;
/// Width of the labels of bars; longer ones are cut there and whole in the table.
const LABELS: u32 = 250;
/// The longest of our own: "Digits lost by the spreadsheet".
const LONGEST_LABEL: usize = 30;
/// More bars are added up in one.
const MOST_BARS: usize = 30;
/// Pixels between the labels of columns.
const LABEL_DISTANCE: u32 = 18;

/// A chart. All lengths are pixels of its view box, from the top left corner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chart {
    title: String,
    width: u32,
    height: u32,
    bars: Vec<Bar>,
    lines: Vec<Line>,
    labels: Vec<Label>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Bar {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    from: (u32, u32),
    to: (u32, u32),
    /// The line that bars begin at, and not one that only helps the eye.
    is_axis: bool,
}

/// A text, centred vertically on `y`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Label {
    x: u32,
    y: u32,
    text: String,
    /// Whether the text ends at `x` instead of beginning there.
    ends_here: bool,
    /// Whether it is turned to read from bottom to top.
    is_upright: bool,
}

impl From<Chart> for Value {
    fn from(chart: Chart) -> Self {
        let Chart {
            title,
            width,
            height,
            bars,
            lines,
            labels,
        } = chart;
        context! { title, width, height, bars, lines, labels }
    }
}

impl From<Bar> for Value {
    fn from(bar: Bar) -> Self {
        let Bar {
            x,
            y,
            width,
            height,
        } = bar;
        context! { x, y, width, height }
    }
}

impl From<Line> for Value {
    fn from(line: Line) -> Self {
        let ((x1, y1), (x2, y2)) = (line.from, line.to);
        context! { x1, y1, x2, y2, is_axis => line.is_axis }
    }
}

impl From<Label> for Value {
    fn from(label: Label) -> Self {
        let Label {
            x,
            y,
            text,
            ends_here,
            is_upright,
        } = label;
        context! { x, y, text, ends_here, is_upright }
    }
}

impl Chart {
    fn new(title: &str, height: u32) -> Self {
        Self {
            title: title.to_owned(),
            width: WIDTH,
            height,
            bars: Vec::new(),
            lines: Vec::new(),
            labels: Vec::new(),
        }
    }

    fn label(&mut self, x: u32, y: u32, text: String, ends_here: bool) {
        self.labels.push(Label {
            x,
            y,
            text,
            ends_here,
            is_upright: false,
        });
    }
}

/// One horizontal bar for each name, in the order given; `None` where there is nothing to draw.
pub(super) fn bars(title: &str, counts: &[(String, u64)]) -> Option<Chart> {
    let mut rows: Vec<(String, u64)> = counts
        .iter()
        .map(|(name, count)| (cut(name, LONGEST_LABEL), *count))
        .collect();
    if rows.len() > MOST_BARS {
        let rest = rows.split_off(MOST_BARS - 1);
        let sum = rest.iter().map(|(_, count)| count).sum();
        rows.push((format!("{} others", indian(rest.len())), sum));
    }
    let largest = largest(&rows)?;
    let height = u32::try_from(rows.len()).ok()? * BAR_HEIGHT + 8;
    let mut chart = Chart::new(title, height);
    // A sixth of the width is for the count behind the longest bar.
    let longest = (WIDTH - LABELS) * 5 / 6;
    for (at, (name, count)) in (0_u32..).zip(rows) {
        let top = at * BAR_HEIGHT + 4;
        let middle = top + BAR_HEIGHT / 2;
        // Never nothing at all for one that is not zero.
        let width = scaled(count, largest, longest).max(u32::from(count > 0));
        chart.label(LABELS - 8, middle, name, true);
        chart.bars.push(Bar {
            x: LABELS,
            y: top + 3,
            width,
            height: BAR_HEIGHT - 6,
        });
        chart.label(LABELS + width + 6, middle, indian(count), false);
    }
    chart.lines.push(Line {
        from: (LABELS, 2),
        to: (LABELS, height - 2),
        is_axis: true,
    });
    Some(chart)
}

/// One column for each point in time; `None` where there is nothing to draw.
pub(super) fn columns(title: &str, counts: &[(String, u64)]) -> Option<Chart> {
    let largest = largest(counts)?;
    let places = u32::try_from(counts.len()).ok()?;
    let (top, bottom, left, right) = (12, HEIGHT - 92, 76, WIDTH - 8);
    let step = step(largest);
    let highest = largest.div_ceil(step).saturating_mul(step);
    let y = |count: u64| bottom - scaled(count, highest, bottom - top);
    let x = |at: u32| left + (right - left) * at / places;
    let mut chart = Chart::new(title, HEIGHT);
    let mut tick = Some(0);
    while let Some(count) = tick.filter(|&count| count <= highest) {
        chart.lines.push(Line {
            from: (left, y(count)),
            to: (right, y(count)),
            is_axis: count == 0,
        });
        chart.label(left - 8, y(count), indian(count), true);
        tick = count.checked_add(step);
    }
    let every = places.div_ceil((right - left) / LABEL_DISTANCE).max(1);
    for (at, (name, count)) in (0_u32..).zip(counts) {
        let (from, to) = (x(at), x(at + 1));
        let gap = u32::from(to - from > 2);
        chart.bars.push(Bar {
            x: from + gap,
            y: y(*count),
            width: (to - from).saturating_sub(2 * gap),
            height: bottom - y(*count),
        });
        if at % every == 0 {
            chart.labels.push(Label {
                x: (from + to) / 2,
                y: bottom + 8,
                text: name.clone(),
                ends_here: true,
                is_upright: true,
            });
        }
    }
    Some(chart)
}

/// The largest count; `None` where all are zero.
fn largest(counts: &[(String, u64)]) -> Option<u64> {
    let largest = counts.iter().map(|(_, count)| *count).max();
    largest.filter(|&largest| largest > 0)
}

/// The length of a count where `largest` has the length `longest`.
fn scaled(count: u64, largest: u64, longest: u32) -> u32 {
    let length = u128::from(count) * u128::from(longest) / u128::from(largest.max(1));
    u32::try_from(length).unwrap_or(longest).min(longest)
}

/// The distance of ticks on an axis: 1, 2 or 5 and zeros, so that there are four to ten of them.
fn step(largest: u64) -> u64 {
    let mut power = 1_u64;
    while let Some(next) = power.checked_mul(10).filter(|next| *next <= largest / 4) {
        power = next;
    }
    let fits = |times: &u64| {
        power
            .checked_mul(*times)
            .is_some_and(|step| step <= largest / 4)
    };
    power * [5, 2, 1].into_iter().find(fits).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_few_and_round() {
        for (largest, distance) in [
            (1, 1),
            (3, 1),
            (4, 1),
            (9, 2),
            (10, 2),
            (27_824, 5_000),
            (99_999, 20_000),
        ] {
            assert_eq!(step(largest), distance, "{largest}");
        }
        for largest in (1..5_000).chain([u64::MAX - 1, u64::MAX]) {
            let ticks = largest / step(largest);
            assert!(ticks <= 10, "{largest}: {ticks}");
        }
    }

    #[test]
    fn any_counts_can_be_drawn() {
        for counts in [
            vec![1],
            vec![0, 0],
            vec![],
            vec![u64::MAX, 0, 1],
            vec![7; 3],
            vec![3; 2_000],
        ] {
            let counts: Vec<_> = counts
                .into_iter()
                .map(|count| ("<&\"'>".to_owned(), count))
                .collect();
            for chart in [bars("a\"b", &counts), columns("a\"b", &counts)] {
                assert_eq!(chart.is_none(), counts.iter().all(|(_, count)| *count == 0));
                for bar in chart.iter().flat_map(|chart| &chart.bars) {
                    assert!(bar.x + bar.width <= WIDTH, "{bar:?}");
                }
            }
        }
    }
}
