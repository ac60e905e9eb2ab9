//! Renders `report.html` from the figures.

use minijinja::{Environment, context};

use crate::Error;
use crate::report::figures::Figures;
use crate::report::sections;
use crate::report::text::{escape, plain};

const TEMPLATE: &str = include_str!("report.html");

/// The page of a report.
///
/// # Errors
/// `report.json` is not one, or an exhausted memory.
pub fn render(report_json: &[u8]) -> Result<Vec<u8>, Error> {
    let failed = |error: &dyn std::fmt::Display| {
        Error::Options(format!("report.html could not be made: {error}"))
    };
    let figures = Figures::read(report_json)?;
    let mut environment = Environment::new();
    // The page is read as XML, too; and a count is not to be shown as a number of JSON.
    environment.set_formatter(|out, _, value| {
        if value.is_safe() {
            write!(out, "{value}")?;
        } else {
            out.write_str(&escape(&plain(&value.to_string())))?;
        }
        Ok(())
    });
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment
        .add_template("report.html", TEMPLATE)
        .map_err(|error| failed(&error))?;
    let template = environment
        .get_template("report.html")
        .map_err(|error| failed(&error))?;
    let beside = &figures.beside;
    let page = template
        .render(context! {
            title => beside.title.as_deref().unwrap_or("Reported fraud numbers"),
            issuer => beside.issuer.as_deref(),
            as_of => sections::day(&figures.as_of),
            serial => figures.serial.to_string(),
            made_up => beside.made_up,
            signed => figures.signed,
            glance => sections::glance(&figures),
            warnings => figures.warnings.clone(),
            sections => sections::sections(&figures),
        })
        .map_err(|error| failed(&error))?;
    Ok(page.into_bytes())
}
