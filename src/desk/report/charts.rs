//! Bars as SVG that stands in the page. Every chart has its table beside it; to a screen reader it is one image with a name.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontTransform, TextStyle};

use crate::report::text::{cut, escape, indian};

const WIDTH: u32 = 640;
/// The height of columns, names and all.
const HEIGHT: u32 = 280;
const BAR_HEIGHT: u32 = 22;
/// Room for the names of bars; longer ones are cut there and whole in the table.
const NAMES: u32 = 250;
/// The longest of our own: "Digits lost by the spreadsheet".
const LONGEST_NAME: usize = 30;
/// More bars are added up in one.
const MOST_BARS: usize = 30;
const FONT: (&str, i32) = ("sans-serif", 16);

// The page's style sheet gives these other colours in the dark.
const BAR: RGBColor = RGBColor(0x1f, 0x5f, 0xa8);
const INK: RGBColor = RGBColor(0x1b, 0x1b, 0x1b);
const LINE: RGBColor = RGBColor(0xc8, 0xc8, 0xc8);

type Drawn = Result<(), DrawingAreaErrorKind<std::io::Error>>;

/// One bar for each name, in the order given; empty where there is nothing to draw.
pub(crate) fn bars(title: &str, counts: &[(String, u64)]) -> String {
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
        let room = (WIDTH - NAMES) * 5 / 6;
        let start = pixel(NAMES);
        for (at, (name, count)) in (0_u32..).zip(&rows) {
            let top = pixel(at * BAR_HEIGHT + 4);
            let middle = top + pixel(BAR_HEIGHT / 2);
            // Never nothing at all for one that is not zero.
            let length = u128::from(*count) * u128::from(room) / u128::from(largest);
            let length = u32::try_from(length)
                .unwrap_or(room)
                .max(u32::from(*count > 0));
            let end = start + pixel(length);
            root.draw(&Text::new(name.clone(), (start - 8, middle), right.clone()))?;
            root.draw(&Rectangle::new(
                [(start, top + 3), (end, top + pixel(BAR_HEIGHT) - 3)],
                BAR.filled(),
            ))?;
            root.draw(&Text::new(indian(*count), (end + 6, middle), left.clone()))?;
        }
        root.draw(&PathElement::new(
            [(start, 2), (start, pixel(height) - 2)],
            INK,
        ))
    })
}

/// One column for each point in time; empty where there is nothing to draw.
///
/// The axis is drawn here: the library's own takes no end of time to find its marks for some ranges.
pub(crate) fn columns(title: &str, counts: &[(String, u64)]) -> String {
    let largest = counts
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default();
    let Some(places) = u32::try_from(counts.len()).ok().filter(|_| largest > 0) else {
        return String::new();
    };
    let (top, bottom, left, right) = (12, HEIGHT - 92, 76, WIDTH - 8);
    let step = step(largest);
    let highest = largest.div_ceil(step).saturating_mul(step);
    let height = |count: u64| {
        let above = u128::from(count) * u128::from(bottom - top) / u128::from(highest);
        pixel(bottom).saturating_sub(i32::try_from(above).unwrap_or_default())
    };
    let place = |at: u32| pixel(left + (right - left) * at / places);
    drawn(title, HEIGHT, |root| {
        let names = || TextStyle::from(FONT.into_font()).color(&INK);
        let end = names().pos(Pos::new(HPos::Right, VPos::Center));
        let upwards = end.clone().transform(FontTransform::Rotate270);
        let mut mark = 0;
        while mark <= highest {
            let y = height(mark);
            let colour = if mark == 0 { INK } else { LINE };
            root.draw(&PathElement::new(
                [(pixel(left), y), (pixel(right), y)],
                colour,
            ))?;
            root.draw(&Text::new(indian(mark), (pixel(left) - 8, y), end.clone()))?;
            let Some(next) = mark.checked_add(step) else {
                break;
            };
            mark = next;
        }
        // Names have room for every 18 pixels.
        let every = places.div_ceil((right - left) / 18).max(1);
        for (at, (name, count)) in (0_u32..).zip(counts) {
            let (from, to) = (place(at), place(at + 1));
            let (y, gap) = (height(*count), i32::from(to - from > 2));
            root.draw(&Rectangle::new(
                [(from + gap, y), (to - gap, pixel(bottom))],
                BAR.filled(),
            ))?;
            if at % every == 0 {
                let middle = ((from + to) / 2, pixel(bottom) + 8);
                root.draw(&Text::new(name.clone(), middle, upwards.clone()))?;
            }
        }
        Ok(())
    })
}

/// The distance of marks on an axis: 1, 2 or 5 and zeros, so that there are four to ten of them.
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

fn pixel(at: u32) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_few_and_round() {
        for (largest, marks) in [
            (1, 1),
            (3, 1),
            (4, 1),
            (9, 2),
            (10, 2),
            (27_824, 5_000),
            (99_999, 20_000),
        ] {
            assert_eq!(step(largest), marks, "{largest}");
        }
        for largest in (1..5_000).chain([u64::MAX - 1, u64::MAX]) {
            let marks = largest / step(largest);
            assert!(marks <= 10, "{largest}: {marks}");
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
            for svg in [bars("a\"b", &counts), columns("a\"b", &counts)] {
                assert_eq!(svg.is_empty(), counts.iter().all(|(_, count)| *count == 0));
                if !svg.is_empty() {
                    roxmltree::Document::parse(&svg).unwrap();
                }
            }
        }
    }
}
