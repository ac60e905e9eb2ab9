//! The deliberate differences between our reading and the oracle's, each with its reason.
//!
//! The test fails on a difference that no entry covers and on an entry that covers none.

use jaanch_core::number::Parsed;

use super::Case;
use super::phonenumber::{has_length, is_possible, main_plan, own_code, stripped};

/// One deliberate difference.
pub struct Difference {
    pub name: &'static str,
    pub reason: &'static str,
    pub applies: fn(&Case) -> bool,
}

pub static ALL: [Difference; 8] = [
    Difference {
        name: "an Indian number has ten digits",
        reason: "The oracle's metadata allows 8 to 13 digits because toll-free numbers have them. A number with a digit \
                 forgotten must be refused, so other lengths count only in the series that have them.",
        applies: indian_length,
    },
    Difference {
        name: "a short code is no subscriber",
        reason: "Digits that are dialled as they are and reach an emergency service are a short code to us. The oracle \
                 parses subscriber numbers only, and in some plans a number may be as short.",
        applies: |case| matches!(case.ours, Some(Parsed::ShortCode(_))),
    },
    Difference {
        name: "newer metadata",
        reason: "Benin's numbers have ten digits since 2024, Gambia has nine-digit ones, Zimbabwe's have 7, 9 or 10, \
                 Israel has an international prefix more: our table is from libphonenumber 9.0.43, the oracle's from \
                 9.0.33.",
        applies: |case| {
            case.home == "IL" && case.made.bare().starts_with("0105")
                || is_newer(
                    case.theirs
                        .as_ref()
                        .map_or(case.made.code, |theirs| theirs.code),
                )
        },
    },
    Difference {
        name: "the oracle takes its own calling code away always",
        reason: "Digits that begin with the region's own calling code are a national number to libphonenumber where they \
                 fit one, or where they are none without the code either. The oracle compares lengths it does not have \
                 and always takes the code away, and then does not put Madagascar's area code where it is missing.",
        applies: |case| {
            let code = own_code(case.home).to_string();
            let bare = case.made.bare();
            let kept = ours(case).is_none_or(|ours| ours == format!("{code}{bare}"));
            let kept = kept || (case.home == "MG" && case.theirs.is_none());
            case.made.international == 0 && bare.starts_with(&code) && kept
        },
    },
    Difference {
        name: "the oracle takes a prefix away though too little is left",
        reason: "libphonenumber leaves a trunk prefix where what follows has no possible length: the digit is then a part \
                 of the number. The oracle takes it.",
        applies: |case| {
            let Some((code, national)) = ours_split(case) else {
                return false;
            };
            let shorter = regions(case, code)
                .into_iter()
                .flat_map(|region| stripped(region, &national));
            case.theirs.is_none() && shorter.flatten().any(|rest| !is_possible(code, &rest))
        },
    },
    Difference {
        name: "the oracle takes a prefix away more than once",
        reason: "libphonenumber takes one prefix, and none from what fits its plan as it is: the 8 of Russia's 800 numbers \
                 is not their trunk prefix 8. The oracle goes on. We take a second one only where reading our own result \
                 again would take it, so that a number has one form.",
        applies: stripped_again,
    },
    Difference {
        name: "a spreadsheet's fraction",
        reason: "A spreadsheet that takes a number for a quantity writes 5012345678.0; the zero is none of its digits.",
        applies: |case| {
            let whole = case
                .text
                .trim()
                .trim_matches(['\'', '"'])
                .strip_suffix(".0");
            whole.is_some_and(|whole| {
                whole.len() >= 8 && whole.bytes().all(|byte| byte.is_ascii_digit())
            })
        },
    },
    Difference {
        name: "a number of nothing but zeros",
        reason: "The oracle cannot keep one; its length makes it possible all the same.",
        applies: |case| {
            let zeros = |(_, national): (_, String)| national.bytes().all(|digit| digit == b'0');
            case.theirs.is_none() && ours_split(case).is_some_and(zeros)
        },
    },
];

/// Whether our metadata has other lengths for a calling code than the oracle's.
pub fn is_newer(code: u16) -> bool {
    matches!(code, 220 | 229 | 263)
}

fn indian_length(case: &Case) -> bool {
    let theirs = case.theirs.as_ref().filter(|theirs| theirs.code == 91);
    let Some(theirs) = theirs.filter(|theirs| theirs.national.len() != 10) else {
        return false;
    };
    // 0, 91 and ten digits are ten digits to us, twelve to the oracle.
    ours(case).is_none_or(|ours| ours == theirs.national && case.made.bare().starts_with("091"))
}

fn stripped_again(case: &Case) -> bool {
    let Some(theirs) = &case.theirs else {
        // Nothing possible was left in the end.
        return ours_split(case).is_some_and(|(code, national)| {
            let mut regions = regions(case, code).into_iter();
            regions.any(|region| {
                stripped(region, &national)
                    .into_iter()
                    .flatten()
                    .next()
                    .is_some()
            })
        });
    };
    let regions = regions(case, theirs.code);
    let leads = |from: &str, to: &str, least| {
        regions
            .iter()
            .any(|region| strips(region, from, to, least, 4))
    };
    if let Some((code, ours)) = ours_split(case) {
        return code == theirs.code
            && (leads(&ours, &theirs.national, 1) || leads(&theirs.national, &ours, 1));
    }
    // We refuse what one prefix less does not make possible in the region itself.
    let least = if has_length(case.home, &theirs.national) {
        2
    } else {
        1
    };
    let bare = case.made.bare();
    let digits = bare.get(case.made.international..).unwrap_or_default();
    let coded = digits.strip_prefix(&theirs.code.to_string());
    [Some(digits), coded]
        .into_iter()
        .flatten()
        .any(|national| leads(national, &theirs.national, least))
}

/// Our number's digits.
fn ours(case: &Case) -> Option<String> {
    match case.ours? {
        Parsed::Number(number) => Some(number.e164().to_string()),
        Parsed::ShortCode(_) => None,
    }
}

/// Our number's calling code and national number.
fn ours_split(case: &Case) -> Option<(u16, String)> {
    let digits = ours(case)?;
    let code = (1..=3).find_map(|length| {
        let code = digits.get(..length)?.parse().ok()?;
        main_plan(code).map(|_| code)
    })?;
    let national = digits.strip_prefix(&code.to_string())?.to_owned();
    Some((code, national))
}

/// The regions whose prefixes may have been taken away: the calling code's main one, and the one the writing is read in.
fn regions<'a>(case: &Case<'a>, code: u16) -> Vec<&'a str> {
    let main = main_plan(code).map(|plan| plan.id());
    let home = (own_code(case.home) == code).then_some(case.home);
    main.into_iter().chain(home).collect()
}

/// Whether removing the region's prefix, at least and at most this many times, makes one national number of another.
fn strips(region: &str, from: &str, to: &str, least: usize, most: usize) -> bool {
    (least == 0 && from == to)
        || most > 0
            && stripped(region, from)
                .into_iter()
                .flatten()
                .any(|rest| strips(region, &rest, to, least.saturating_sub(1), most - 1))
}
