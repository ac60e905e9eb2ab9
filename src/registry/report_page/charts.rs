//! Bars as SVG that stands in the page. Every chart has its table beside it; to a screen reader it is one image with a name.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontTransform, TextStyle};

use super::text::{cut, escape, indian};

const WIDTH: u32 = 640;
const BAR_HEIGHT: u32 = 22;
/// Room for the names of bars; longer ones are cut there and whole in the table.
const NAMES: u32 = 190;
const LONGEST_NAME: usize = 26;
/// More bars are added up in one.
const MOST_BARS: usize = 30;
const FONT: (&str, i32) = ("sans-serif", 16);

// The page's style sheet gives these other colours in the dark.
const BAR: RGBColor = RGBColor(0x1f, 0x5f, 0xa8);
const INK: RGBColor = RGBColor(0x1b, 0x1b, 0x1b);
const LINE: RGBColor = RGBColor(0xc8, 0xc8, 0xc8);

type Drawn = Result<(), DrawingAreaErrorKind<std::io::Error>>;

/// One bar for each name, in the order given; empty where there is nothing to draw.
pub(super) fn bars(title: &str, counts: &[(String, u64)]) -> String {
    let mut rows: Vec<(String, u64)> = counts
        .iter()
        .map(|(name, count)| (cut(name, LONGEST_NAME), *count))
        .collect();
    if rows.len() > MOST_BARS {
        let rest = rows.split_off(MOST_BARS - 1);
        let sum = rest.iter().map(|(_, count)| count).sum();
        rows.push((format!("{} others", indian(rest.len())), sum));
    }
    let largest = rows
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default();
    if largest == 0 {
        return String::new();
    }
    let height = u32::try_from(rows.len()).unwrap_or_default() * BAR_HEIGHT + 8;
    drawn(title, height, |root| {
        let ink = || TextStyle::from(FONT.into_font()).color(&INK);
        let right = ink().pos(Pos::new(HPos::Right, VPos::Center));
        let left = ink().pos(Pos::new(HPos::Left, VPos::Center));
        // A sixth of the width is for the count behind the longest bar.
        let room = u64::from(WIDTH - NAMES) * 5 / 6;
        for (at, (name, count)) in (0_u32..).zip(&rows) {
            let pixel = |at: u64| i32::try_from(at).unwrap_or(i32::MAX);
            let top = pixel(u64::from(at * BAR_HEIGHT + 4));
            let middle = top + pixel(u64::from(BAR_HEIGHT / 2));
            let start = pixel(u64::from(NAMES));
            // Never nothing at all for one that is not zero.
            let length = u128::from(*count) * u128::from(room) / u128::from(largest);
            let length = u64::try_from(length)
                .unwrap_or(room)
                .max(u64::from(*count > 0));
            let end = start + pixel(length);
            root.draw(&Text::new(name.clone(), (start - 8, middle), right.clone()))?;
            root.draw(&Rectangle::new(
                [
                    (start, top + 3),
                    (end, top + pixel(u64::from(BAR_HEIGHT)) - 3),
                ],
                BAR.filled(),
            ))?;
            root.draw(&Text::new(indian(*count), (end + 6, middle), left.clone()))?;
        }
        root.draw(&PathElement::new(
            [
                (i32::try_from(NAMES).unwrap_or_default(), 2),
                (
                    i32::try_from(NAMES).unwrap_or_default(),
                    i32::try_from(height).unwrap_or_default() - 2,
                ),
            ],
            INK,
        ))
    })
}

/// One column for each point in time; empty where there is nothing to draw.
pub(super) fn columns(title: &str, counts: &[(String, u64)]) -> String {
    let largest = counts
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default();
    if largest == 0 {
        return String::new();
    }
    drawn(title, 260, |root| {
        let top = largest + largest.div_ceil(20);
        let mut chart = ChartBuilder::on(root)
            .margin(10)
            .x_label_area_size(84)
            .y_label_area_size(70)
            .build_cartesian_2d((0..counts.len()).into_segmented(), 0..top)?;
        let names = TextStyle::from(FONT.into_font()).color(&INK);
        chart
            .configure_mesh()
            .disable_x_mesh()
            .max_light_lines(0)
            .bold_line_style(LINE)
            .axis_style(INK)
            .x_labels(27)
            .y_labels(5)
            .x_label_style(
                names
                    .clone()
                    .transform(FontTransform::Rotate270)
                    .pos(Pos::new(HPos::Right, VPos::Center)),
            )
            .y_label_style(names)
            .x_label_formatter(&|place| match place {
                SegmentValue::CenterOf(at) => counts
                    .get(*at)
                    .map_or(String::new(), |(name, _)| name.clone()),
                _ => String::new(),
            })
            .y_label_formatter(&|count| indian(*count))
            .draw()?;
        chart.draw_series(counts.iter().enumerate().map(|(at, (_, count))| {
            let mut bar = Rectangle::new(
                [
                    (SegmentValue::Exact(at), 0),
                    (SegmentValue::Exact(at + 1), *count),
                ],
                BAR.filled(),
            );
            bar.set_margin(0, 0, 1, 1);
            bar
        }))?;
        Ok(())
    })
}

/// The drawing as an element of the page. One that cannot be drawn is left out: its table says the same.
fn drawn(
    title: &str,
    height: u32,
    draw: impl FnOnce(&DrawingArea<SVGBackend, plotters::coord::Shift>) -> Drawn,
) -> String {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
        if draw(&root).and_then(|()| root.present()).is_err() {
            return String::new();
        }
    }
    // The element's own start: it has a name, and takes the width there is.
    let inside = svg.split_once('>').map_or("", |(_, inside)| inside);
    format!(
        "<svg class=\"chart\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {WIDTH} {height}\">{inside}",
        escape(title)
    )
}
