//! What can be typed: commands, options, and the help that explains them.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use jiff::civil::Date;

/// A small signed list of phone numbers reported for fraud, and the private check against it.
#[derive(Parser)]
#[command(
    name = "jaanch",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 done · 1 error, nothing was written · 2 wrong usage; `check` has more"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Build(Box<Build>),
    Check(Check),
    Columns(Columns),
    Inspect(Inspect),
    Verify(Verify),
    Keygen(Keygen),
    Unseal(Unseal),
    Seal(Seal),
    Sweep(Sweep),
    Report(Report),
    Diff(Diff),
    Plan(Plan),
    Sample(Sample),
    Site(Site),
}

/// Turn complaint exports into a signed list
#[derive(clap::Args)]
#[command(after_help = "Examples:
  jaanch build --reports exports --config jaanch.toml --key jaanch.key \\
      --out october
  jaanch build --reports exports --config jaanch.toml --out october \\
      --delisted delisted.csv --protected helplines.csv \\
      --since september --previous september/public/list.jaanch
  jaanch build --reports exports --config jaanch.toml --out october \\
      --sightings imei.csv --approvals approvals.csv
  jaanch build --reports exports --config jaanch.toml --explain '50123 45678'

october/public/list.jaanch is the list, the only file to publish. october/private/ holds the evidence: \
numbers.csv, not_listed.csv, rejects.csv, review.csv, linkage.csv; report.html and report.json; and \
cybersafe/, the upload files of every district. With --since they hold only numbers that the earlier list does \
not.

--delisted, --protected and --disconnected are CSV files with a heading: number, and reason and date, or name, \
or date. A file of nothing but numbers will do for the first two. One row is about one number and has as many \
cells as the heading; any other stops the build. --status and --programmes: `jaanch report --help`.

Exit codes: 0 done · 1 error, nothing was written · 2 wrong usage · 4 a number to explain is unreadable · 130 \
interrupted, nothing was written")]
pub(crate) struct Build {
    /// Complaint exports (CSV, TSV, TXT, XLSX, XLS, ODS, JSON, JSON Lines, packed by gzip or not), or folders of them
    #[arg(long, required = true, num_args = 1.., value_name = "PATH")]
    pub reports: Vec<PathBuf>,
    /// Which handset (IMEI) was used with which number (CSV), or folders of such files
    #[arg(long, num_args = 1.., value_name = "PATH")]
    pub sightings: Vec<PathBuf>,
    /// Which links of private/linkage.csv may be listed: link_id, decision, by, date
    #[arg(long, value_name = "FILE")]
    pub approvals: Option<PathBuf>,
    /// Numbers whose appeal was granted: never listed, never flagged by chance
    #[arg(long, value_name = "FILE")]
    pub delisted: Option<PathBuf>,
    /// Numbers of helplines, banks, hospitals: never listed, never flagged by chance
    #[arg(long, value_name = "FILE")]
    pub protected: Option<PathBuf>,
    /// Disconnected numbers with the date; 90 days later somebody else may hold them
    #[arg(long, value_name = "FILE")]
    pub disconnected: Option<PathBuf>,
    /// An earlier build's numbers.csv, or its folder: say what changed since
    #[arg(long, value_name = "numbers.csv")]
    pub since: Option<PathBuf>,
    /// What became of uploaded numbers: number, status (uploaded, blocked, refused), reason, date
    #[arg(long, value_name = "FILE")]
    pub status: Option<PathBuf>,
    /// Awareness programmes, for the report: date, district, kind, people
    #[arg(long, value_name = "FILE")]
    pub programmes: Option<PathBuf>,
    /// What the desk has decided: title, policy, columns
    #[arg(long, value_name = "jaanch.toml")]
    pub config: Option<PathBuf>,
    /// Date of issue; no complaint may be later [default: today, in India for region IN]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// The list's number of that day (0 to 99), or its whole serial
    #[arg(long, value_name = "N")]
    pub serial: Option<u32>,
    /// The list published last: the new serial is the next one
    #[arg(long, value_name = "LIST")]
    pub previous: Option<PathBuf>,
    /// Bits of a fingerprint: 8, 16 or 32 [default: 16]
    #[arg(long, value_parser = ["8", "16", "32"])]
    pub bits: Option<String>,
    /// Secret key to sign with [default: the list stays unsigned]
    #[arg(long, value_name = "SECRET")]
    pub key: Option<PathBuf>,
    /// Do not try every Indian mobile number to count the false alarms
    #[arg(long)]
    pub no_sweep: bool,
    /// Write nothing; say why this number is or is not listed (may be repeated)
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub explain: Vec<String>,
    /// Folder for the results; it is replaced as a whole
    #[arg(long, value_name = "DIR", required_unless_present = "explain")]
    pub out: Option<PathBuf>,
}

/// Ask a list about numbers
#[derive(clap::Args)]
#[command(after_help = "Examples:
  jaanch check list.jaanch --key jaanch.pub '50123 45678'
  jaanch check list.jaanch --json - < numbers.txt
  jaanch check list.jaanch --message - < sms.txt

A text that is not one number but holds some is a message, as on the page: every number in it is answered once, a \
line each, the most serious first. With --message every text is one, and - reads one message to the end of standard input. \
A number with a digit too many or too few is not searched for others.

With --json a text is one line: its verdict, which for a message is the most serious one, with all its numbers in `found`.

A number on the list can be there by chance; `jaanch inspect` says how rarely. Not listed never means safe. \
The age of a list that is stale, expired or from the future is reported on standard error.

Exit codes: 0 none listed · 1 error · 2 wrong usage · 3 some listed · 4 none listed but some unreadable, such as a \
message without a number. \
Of a number that an expired list does not have nothing can be said; that counts as not listed, so heed what is reported of its age")]
pub(crate) struct Check {
    /// The list
    pub list: PathBuf,
    /// Numbers as a person writes them, or messages; - reads one text a line from standard input
    #[arg(required = true, value_name = "TEXT")]
    pub texts: Vec<String>,
    /// Read each text as a message, even if it is a number
    #[arg(long)]
    pub message: bool,
    /// Public key that must have signed the list: a file or the key itself
    #[arg(long, value_name = "PUBLIC")]
    pub key: Option<String>,
    /// One line a text, as JSON
    #[arg(long)]
    pub json: bool,
    /// The day to judge the list's age by [default: now]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}

/// Show what each column of an export is understood to be, and why
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch columns exports/ --config jaanch.toml

Shows the first rows of every file and sheet as they are, complainants' columns included.

Exit codes: 0 shown · 1 a file could not be read · 2 wrong usage")]
pub(crate) struct Columns {
    /// Complaint exports, or folders of them
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What the desk has decided: region, columns
    #[arg(long, value_name = "jaanch.toml")]
    pub config: Option<PathBuf>,
}

/// Show a list's header, promises and notes
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch inspect list.jaanch

The signature is not checked; `jaanch verify` does that.")]
pub(crate) struct Inspect {
    /// The list
    pub list: PathBuf,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Check a list's signature, structure and age
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch verify list.jaanch --key jaanch.pub

Exit codes: 0 valid (an old or expired list is said to be so) · 1 invalid · 2 wrong usage")]
pub(crate) struct Verify {
    /// The list
    pub list: PathBuf,
    /// Public key that must have signed it: a file or the key itself; given twice, either will do
    #[arg(long, required = true, value_name = "PUBLIC")]
    pub key: Vec<String>,
    /// The day to judge the list's age by [default: now]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}

/// Make a key pair for signing lists
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch keygen --out keys

Writes jaanch.key (secret: keep it off the network) and jaanch.pub (for everybody). The password comes from a \
prompt, or from the variable JAANCH_KEY_PASSWORD.")]
pub(crate) struct Keygen {
    /// Folder for the two files
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub out: PathBuf,
    /// Leave the secret key without password
    #[arg(long)]
    pub no_password: bool,
}

/// Take a list apart, so that the stock minisign program can verify it
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch unseal list.jaanch --out parts
  minisign -V -p jaanch.pub -m parts/body

Writes `body` and, unless the list is unsigned, `body.minisig`.")]
pub(crate) struct Unseal {
    /// The list
    pub list: PathBuf,
    /// Folder for the parts
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub out: PathBuf,
}

/// Sign a body, or join it with a signature, so that the key can live on another machine
#[derive(clap::Args)]
#[command(after_help = "Examples:
  jaanch seal parts/body --key jaanch.key --out list.jaanch
  minisign -S -s jaanch.key -m parts/body -t 'jaanch1 serial:2026103100'
  jaanch seal parts/body parts/body.minisig --out list.jaanch

Only the body has to travel to the machine with the key, and the list back. `jaanch unseal` tells the words \
that belong behind -t.")]
pub(crate) struct Seal {
    /// What `unseal` wrote
    pub body: PathBuf,
    /// The signature file over it
    #[arg(required_unless_present = "key")]
    pub signature: Option<PathBuf>,
    /// Secret key to sign the body with, instead of a signature file
    #[arg(long, value_name = "SECRET", conflicts_with = "signature")]
    pub key: Option<PathBuf>,
    /// The list to write
    #[arg(long, value_name = "LIST")]
    pub out: PathBuf,
}

/// Bring a build's report up to date: what the portal answered, whom programmes reached
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch report october --status answers.csv --programmes programmes.csv

Writes october/private/report.html and report.json anew, and with --status also status.csv. The list and the \
upload files stay as they are. What is not given stays as it was.

--status is a CSV or XLSX file with the headings number, status, reason, date. A status is uploaded, blocked \
or refused; of several rows about a number the last date counts. --programmes is such a file with the headings \
date, district, kind, people. A row that cannot be read is an error.

Exit codes: 0 done · 1 error, nothing was written · 2 wrong usage")]
pub(crate) struct Report {
    /// What `build --out` wrote
    pub dir: PathBuf,
    /// What became of uploaded numbers
    #[arg(long, value_name = "FILE")]
    pub status: Option<PathBuf>,
    /// Awareness programmes
    #[arg(long, value_name = "FILE")]
    pub programmes: Option<PathBuf>,
    /// No answer and no programme may be later than this [default: today in India]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}

/// Try every Indian mobile number against a list and count the false alarms
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch sweep october/public/list.jaanch --numbers october/private/numbers.csv")]
pub(crate) struct Sweep {
    /// The list
    pub list: PathBuf,
    /// The numbers truly listed (private/numbers.csv), to tell false alarms from true hits
    #[arg(long, value_name = "numbers.csv")]
    pub numbers: Option<PathBuf>,
}

/// Say what the lists of two builds do not have in common, and why
#[derive(clap::Args)]
#[command(after_help = "Examples:
  jaanch diff september/private/numbers.csv october/private/numbers.csv
  jaanch diff september october > changes.csv

Prints one line for every number that was dropped, added or has another tag, and how many of each to standard \
error. Why a number was dropped stands in the not_listed.csv beside the new numbers.csv.")]
pub(crate) struct Diff {
    /// numbers.csv of the earlier build, or its folder
    pub old: PathBuf,
    /// numbers.csv of the later build, or its folder
    pub new: PathBuf,
}

/// Show what a list of so many numbers promises at each width, and what it gives away
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch plan --count 27824 --tags 2 --protected 1000")]
pub(crate) struct Plan {
    /// How many numbers are to be listed
    #[arg(long, value_name = "N")]
    pub count: u32,
    /// How many tags the list tells apart
    #[arg(long, value_name = "T", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=8))]
    pub tags: u8,
    /// How many numbers must not be flagged: protected and delisted
    #[arg(long, value_name = "P", default_value_t = 1_000)]
    pub protected: usize,
}

/// Write made-up, realistic complaint exports with a known truth
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch sample --out try
  jaanch build --reports try/reports --config try/jaanch.toml \\
      --as-of 2026-10-31 --out try/out

Every number is +91 50…, which nobody can hold. try/truth.csv says which must be listed.")]
pub(crate) struct Sample {
    /// Folder for the sample
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// How many numbers are to be listed
    #[arg(long, default_value_t = 27_824)]
    pub count: usize,
    /// The same seed gives the same sample
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// The day the sample is taken on [default: 2026-10-31]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}

/// Make the finished static site around a signed list
#[derive(clap::Args)]
#[command(after_help = "Example:
  jaanch site --list october/public/list.jaanch --key jaanch.pub \\
      --base-url https://check.example.org --out site

Serve the folder as it is; `_headers` in it says which headers hosts should send.")]
pub(crate) struct Site {
    /// The signed list
    #[arg(long)]
    pub list: PathBuf,
    /// Public key that signed it, and that the page will ask for: a file or the key itself; given twice, either will do
    #[arg(long, required = true, value_name = "PUBLIC")]
    pub key: Vec<String>,
    /// Folder for the site; it is replaced as a whole
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Templates, texts, element and module
    #[arg(long, default_value = "www", value_name = "DIR")]
    pub web: PathBuf,
    /// Where the site will be, for links that must be absolute
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The previous site, if it is not the one in --out: its versions for other sites are carried over, so that pages that
    /// pinned one go on working
    #[arg(long, value_name = "OLD")]
    pub keep: Option<PathBuf>,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "a date is written YYYY-MM-DD, such as 2026-10-31".into())
}
