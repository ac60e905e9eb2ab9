//! The crate `phonenumber`, asked one question: which possible number is this text?

use phonenumber::metadata::{DATABASE, Descriptor, Metadata};
use phonenumber::{Mode, NationalNumber};
use serde_json::json;

use super::writings::Writing;

/// A number as the oracle reads it.
#[derive(Debug)]
pub struct Number {
    pub code: u16,
    /// Its digits after the calling code, leading zeros included.
    pub national: String,
}

impl Number {
    pub fn e164(&self) -> u64 {
        format!("{}{}", self.code, self.national).parse().unwrap()
    }
}

/// An example number of one type of one region.
pub struct Example {
    pub region: String,
    pub code: u16,
    pub national: String,
}

/// The main region's plan of a calling code.
pub fn main_plan(code: u16) -> Option<&'static Metadata> {
    let plans = DATABASE.by_code(&code)?;
    let main = plans.iter().find(|plan| plan.is_main_country_for_code());
    main.or(plans.first()).copied()
}

/// The descriptions of a plan's types of number.
fn types(plan: &Metadata) -> impl Iterator<Item = &Descriptor> {
    let all = plan.descriptors();
    [
        all.fixed_line(),
        all.mobile(),
        all.toll_free(),
        all.premium_rate(),
        all.shared_cost(),
        all.personal_number(),
        all.voip(),
        all.pager(),
        all.uan(),
        all.voicemail(),
    ]
    .into_iter()
    .flatten()
}

/// Whether some number of the calling code has this many digits after it.
///
/// The oracle keeps the lengths of each type of number but not those of the whole plan, which are all of them together.
pub fn is_possible(code: u16, national: &str) -> bool {
    main_plan(code).is_some_and(|plan| plan_has_length(plan, national))
}

/// Whether some number of the region has this many digits.
pub fn has_length(region: &str, national: &str) -> bool {
    plan_has_length(DATABASE.by_id(region).unwrap(), national)
}

fn plan_has_length(plan: &Metadata, national: &str) -> bool {
    let length = u16::try_from(national.len()).unwrap();
    types(plan).any(|kind| kind.possible_length().contains(&length))
}

/// What is dialled in a region before this calling code; a plus where a carrier's choice belongs to it.
pub fn international_prefix(region: &str, code: &str) -> String {
    let plan = DATABASE.by_id(region).unwrap();
    let pattern = plan.international_prefix();
    let preferred = plan
        .preferred_international_prefix()
        .or(pattern.map(|pattern| pattern.as_str()));
    let digits = preferred.unwrap_or_default().replace('~', "");
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let dialled = format!("{digits}{code}");
    // Hong Kong's `00[126-9]?` takes the first digit of its own 852.
    let taken = pattern.and_then(|pattern| pattern.find(&dialled).map(|found| found.end()));
    if all_digits && taken == Some(digits.len()) {
        digits
    } else {
        "+".to_owned()
    }
}

/// The calling code of a region.
pub fn own_code(region: &str) -> u16 {
    DATABASE.by_id(region).unwrap().country_code()
}

/// What remains of a national number without the prefix that is dialled before it: by the prefix itself, and by the
/// pattern for parsing it.
pub fn stripped(region: &str, national: &str) -> [Option<String>; 2] {
    let plan = DATABASE.by_id(region).unwrap();
    let plain = plan
        .national_prefix()
        .and_then(|prefix| national.strip_prefix(prefix));
    let found = plan
        .national_prefix_for_parsing()
        .and_then(|pattern| pattern.find(national));
    let end = found
        .filter(|found| found.start() == 0)
        .map(|found| found.end());
    [plain, end.and_then(|end| national.get(end..))].map(|rest| rest.map(str::to_owned))
}

/// What is dialled in a region before a national number.
pub fn national_prefix(region: &str) -> &'static str {
    DATABASE
        .by_id(region)
        .unwrap()
        .national_prefix()
        .unwrap_or_default()
}

/// The possible number that the oracle finds in a text.
pub fn read(text: &str, home: &str) -> Option<Number> {
    let parsed = phonenumber::parse(Some(home.parse().unwrap()), text).ok()?;
    let number = Number {
        code: parsed.code().value(),
        national: parsed.national().to_string(),
    };
    is_possible(number.code, &number.national).then_some(number)
}

/// The possible number that the oracle finds in a writing, asked so that two of its weaknesses do not show.
///
/// It strips the home region's trunk prefix even from numbers of other countries, so a number with a calling code is read
/// in its own; and it takes any text without a space for a `tel:` link, so there is one at the end.
pub fn read_writing(writing: &Writing) -> Option<Number> {
    let bare = writing.bare();
    let skipped = if bare.starts_with('+') {
        1
    } else {
        international_prefix_of(&writing.home, &bare).unwrap_or(0)
    };
    if skipped == 0 {
        return read(&(writing.text() + " "), &writing.home);
    }
    let digits = bare.get(skipped..)?;
    let main = (1..=3).find_map(|length| main_plan(digits.get(..length)?.parse().ok()?))?;
    // Codes that no country has are read where no trunk prefix can be taken from them.
    let home = if main.id() == "001" { "AD" } else { main.id() };
    read(&(writing.text_with_plus(skipped) + " "), home)
}

/// How many digits are the region's international prefix; a zero after it makes it none.
fn international_prefix_of(region: &str, digits: &str) -> Option<usize> {
    let pattern = DATABASE.by_id(region)?.international_prefix()?;
    let end = pattern
        .find(digits)
        .filter(|found| found.start() == 0)?
        .end();
    (!digits.get(end..)?.starts_with('0')).then_some(end)
}

/// The regions that have a numbering plan.
pub fn regions() -> Vec<&'static str> {
    let mut regions: Vec<&str> = DATABASE
        .iter()
        .map(Metadata::id)
        .filter(|id| *id != "001")
        .collect();
    regions.sort_unstable();
    regions
}

/// The example number of every type of every region.
pub fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    for id in regions() {
        let plan = DATABASE.by_id(id).unwrap();
        for example in types(plan).filter_map(Descriptor::example) {
            examples.push(Example {
                region: id.to_owned(),
                code: plan.country_code(),
                national: example.to_owned(),
            });
        }
    }
    examples
}

/// The example in the formats of the oracle.
pub fn formatted(example: &Example) -> [String; 4] {
    let zeros = example.national.len() - example.national.trim_start_matches('0').len();
    let national =
        NationalNumber::new(example.national.parse().unwrap(), zeros.try_into().unwrap());
    // Put together from its parts, because parsing it could change it.
    let number: phonenumber::PhoneNumber = serde_json::from_value(json!({
        "code": {"value": example.code, "source": "plus"},
        "national": national.unwrap(),
        "extension": null,
        "carrier": null,
    }))
    .unwrap();
    let modes = [
        Mode::E164,
        Mode::International,
        Mode::National,
        Mode::Rfc3966,
    ];
    modes.map(|mode| number.format().mode(mode).to_string())
}
