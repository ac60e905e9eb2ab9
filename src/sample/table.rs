//! CSV tables in a sample.

use jaanch_desk::Error;
use jaanch_desk::output::Staging;

/// Writes one table.
pub(crate) fn write<const WIDTH: usize>(
    to: &Staging,
    name: &str,
    headings: [&str; WIDTH],
    rows: impl IntoIterator<Item = [String; WIDTH]>,
) -> Result<(), Error> {
    to.stream(name, false, |out| {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(headings)?;
        for row in rows {
            table.write_record(row)?;
        }
        table.flush()
    })
}
