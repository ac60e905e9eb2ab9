//! Renders `report.html` from the figures.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context, escape_formatter};

use crate::Error;
use crate::report::figures::Figures;
use crate::report::sections;
use crate::report::text::{day, plain};

const TEMPLATE: &str = include_str!("report.html");
const CHART: &str = include_str!("chart.svg");

/// The page of a report.
///
/// # Errors
/// `report.json` is not one, or an exhausted memory.
pub fn render(report_json: &[u8]) -> Result<Vec<u8>, Error> {
    let failed = Error::internal("report.html could not be made");
    let figures = Figures::read(report_json)?;
    let environment = environment().map_err(&failed)?;
    let template = environment.get_template("report.html").map_err(&failed)?;
    let beside = &figures.beside;
    let page = template
        .render(context! {
            title => beside.title.as_deref().unwrap_or("Reported fraud numbers"),
            issuer => beside.issuer.as_deref(),
            as_of => day(&figures.as_of),
            serial => figures.serial.to_string(),
            made_up => beside.made_up,
            signed => figures.signed,
            glance => sections::glance(&figures),
            warnings => figures.warnings.clone(),
            sections => sections::sections(&figures),
        })
        .map_err(&failed)?;
    Ok(page.into_bytes())
}

/// The templates. Everything that they print is escaped, in the chart as in the page; minijinja's escapes are XML as well.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) => escape_formatter(out, state, &Value::from(plain(text))),
        None => escape_formatter(out, state, value),
    });
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_template("report.html", TEMPLATE)?;
    environment.add_template("chart.svg", CHART)?;
    Ok(environment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::{Chart, bars, columns};

    fn drawn(chart: Chart) -> String {
        let environment = environment().unwrap();
        let template = environment.get_template("chart.svg").unwrap();
        template.render(context! { chart }).unwrap()
    }

    #[test]
    fn a_chart_is_drawn() {
        let counts = [("A & B".to_owned(), 200), ("C".to_owned(), 50)];
        assert_eq!(
            drawn(bars("By \"tag\"", &counts).unwrap()),
            r#"<svg class="chart" role="img" aria-label="By &quot;tag&quot;" viewBox="0 0 640 52">
<rect class="bar" x="250" y="7" width="325" height="16" />
<rect class="bar" x="250" y="29" width="81" height="16" />
<line class="axis" x1="250" y1="2" x2="250" y2="50" />
<text x="242" y="15" dy="0.5ex" text-anchor="end">A &amp; B</text>
<text x="581" y="15" dy="0.5ex">200</text>
<text x="242" y="37" dy="0.5ex" text-anchor="end">C</text>
<text x="337" y="37" dy="0.5ex">50</text>
</svg>"#
        );
    }

    #[test]
    fn charts_of_any_names_are_xml() {
        let counts = vec![("<&\"'>\u{0}".to_owned(), 3); 40];
        for chart in [bars("a\"b", &counts), columns("a\"b", &counts)] {
            roxmltree::Document::parse(&drawn(chart.unwrap())).unwrap();
        }
    }
}
