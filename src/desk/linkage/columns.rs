//! Which columns of a sightings file hold what.
//!
//! Only headings that cannot mean anybody else are known. In particular not those of call records (calling party, A
//! party, called party): there a row's IMEI belongs to one of two numbers, and which one depends on the direction of
//! the call.

use csv::ByteRecord;

/// What the delimiter can be.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

const IMEI: &str = "\
    imei imeino imeinos imeinum imeinumber imeicode imeisv imeiimeisv imei1 imei2 handsetimei deviceimei mobileimei \
    phoneimei imeiused usedimei";
const NUMBER: &str = "\
    number numbers mobile mobileno mobilenos mobilenum mobilenumber mobno mobnumber mobilephone phone phoneno \
    phonenum phonenumber cellphone msisdn msisdnno msisdnnumber tel telephone telephoneno \
    telephonenumber contactno contactnumber subscriberno subscribernumber subscribermsisdn mobilenoused numberused \
    usednumber mobilemsisdn msisdnmobile e164";
const FIRST: &str = "\
    first firstdate firstseen firstseendate firstseenon firstused firstuseddate firstusedon firstuse firstusedate \
    firstusage firstusagedate firstsighting firstsightingdate firstactivity firstactivitydate firstcall firstcalldate \
    dateoffirstuse from fromdate datefrom start startdate";
const LAST: &str = "\
    last lastdate lastseen lastseendate lastseenon lastused lastuseddate lastusedon lastuse lastusedate lastusage \
    lastusagedate lastsighting lastsightingdate lastactivity lastactivitydate lastcall lastcalldate dateoflastuse to \
    todate dateto end enddate till tilldate";
const DATE: &str = "\
    date dates dt day datetime dateandtime datetimes timestamp seen seenon dateseen seendate sighting sightingdate \
    sightedon dateofsighting useddate usedon dateused usedate dateofuse usagedate eventdate eventtime calldate";

/// The places of the columns that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) imei: usize,
    pub(crate) number: usize,
    pub(crate) first: Option<usize>,
    pub(crate) last: Option<usize>,
    pub(crate) date: Option<usize>,
}

/// How a file is to be read.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) columns: Columns,
    pub(crate) delimiter: u8,
    pub(crate) headings: Vec<String>,
    /// Where the first row after the headings begins.
    pub(crate) begin: usize,
}

impl Layout {
    /// Finds delimiter and columns from the beginning of a file.
    ///
    /// # Errors
    /// A whole message: what is missing or stands twice, and what to do.
    pub(crate) fn find(text: &[u8]) -> Result<Self, String> {
        let mut tables = DELIMITERS.map(|delimiter| (delimiter, headings(text, delimiter)));
        // The delimiter that makes the most columns; a comma where none makes any.
        tables.sort_by_key(|(_, (headings, _))| std::cmp::Reverse(headings.len()));
        let [(delimiter, (headings, begin)), ..] = tables;
        let columns = columns(&headings)?;
        Ok(Self {
            columns,
            delimiter,
            headings,
            begin,
        })
    }
}

/// The first row's cells, and where the second begins.
fn headings(text: &[u8], delimiter: u8) -> (Vec<String>, usize) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text);
    let mut row = ByteRecord::new();
    // Reading from memory cannot fail, and bytes need not be UTF-8.
    let _ = reader.read_byte_record(&mut row);
    let headings = row
        .iter()
        .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
        .collect();
    let begin = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
    (headings, begin.min(text.len()))
}

fn columns(headings: &[String]) -> Result<Columns, String> {
    let shown = || {
        let shown: Vec<String> = headings
            .iter()
            .take(30)
            .map(|heading| format!("\"{}\"", heading.chars().take(60).collect::<String>()))
            .collect();
        shown.join(", ")
    };
    let find = |what: &str, words: &str| {
        let places: Vec<usize> = (0..)
            .zip(headings)
            .filter(|(_, heading)| {
                let plain = plain(heading);
                words.split_whitespace().any(|word| word == plain)
            })
            .map(|(place, _)| place)
            .collect();
        match places.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(*only)),
            [one, other, ..] => Err(format!(
                "columns {} and {} both read as {what} (headings: {}); rename the one that is not to be taken",
                one + 1,
                other + 1,
                shown()
            )),
        }
    };
    let needed = |what: &str, found: Option<usize>, such: &str| {
        found.ok_or_else(|| {
            format!(
                "no heading says which column is {what} (headings: {}); rename the right one to \"{such}\"",
                shown()
            )
        })
    };
    Ok(Columns {
        imei: needed("the IMEI", find("the IMEI", IMEI)?, "IMEI")?,
        number: needed(
            "the number used in the handset",
            find("the number used in the handset", NUMBER)?,
            "Number",
        )?,
        first: find("the first date", FIRST)?,
        last: find("the last date", LAST)?,
        date: find("the date", DATE)?,
    })
}

/// A heading's letters and digits, in lower case.
fn plain(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Result<(u8, Columns), String> {
        Layout::find(text.as_bytes()).map(|layout| (layout.delimiter, layout.columns))
    }

    #[test]
    fn headings_in_several_spellings() {
        let dated = Columns {
            imei: 0,
            number: 1,
            first: None,
            last: None,
            date: Some(2),
        };
        for (text, delimiter) in [
            ("imei,number,date\n", b','),
            ("IMEI No.;Mobile No.;Date & Time", b';'),
            ("\"IMEI_NUMBER\"\t\"MSISDN\"\t\"Seen on\"\n1", b'\t'),
            ("Handset IMEI|Phone Number|Timestamp\n", b'|'),
        ] {
            assert_eq!(find(text).unwrap(), (delimiter, dated), "{text}");
        }
        let (_, columns) = find("S.No,Mobile Number,IMEI,First Seen,Last Seen\n").unwrap();
        assert_eq!(
            (columns.imei, columns.number, columns.first, columns.last),
            (2, 1, Some(3), Some(4))
        );
    }

    #[test]
    fn what_is_unclear_is_asked() {
        for (text, says) in [
            ("number,date\n", "no heading says which column is the IMEI"),
            (
                "imei,date\n",
                "no heading says which column is the number used",
            ),
            (
                "imei1,imei2,number\n",
                "columns 1 and 2 both read as the IMEI",
            ),
            (
                "imei,mobile,phone\n",
                "columns 2 and 3 both read as the number",
            ),
            ("imei,calling party,called party\n", "no heading says"),
            ("imei,from number,to number\n", "no heading says"),
            ("S.No,No,Cell,imei\n", "no heading says"),
            ("", "no heading says"),
        ] {
            let error = find(text).unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
    }

    #[test]
    fn the_rows_begin_after_the_headings() {
        for text in [
            "imei,number\n1,2\n",
            "imei,number\r\n1,2\n",
            "\n\nimei,\"number\"\n1,2\n",
        ] {
            let layout = Layout::find(text.as_bytes()).unwrap();
            let rest = text[layout.begin..].trim_start();
            assert_eq!(rest, "1,2\n", "{text:?}");
        }
    }
}
