//! What a complaint says besides its suspect: the scam, the money, the people. All of it is made up.

use crate::amount::AmountFormat;
use crate::districts::District;
use crate::numbers::{Block, MadeUp};
use crate::phone_formats::tidy;
use crate::rng::Random;
use crate::words::{Language, Text, WORDS};

/// Investigating officers in each district.
const OFFICERS: u32 = 2;

/// Numbers at the end of the block that are reserved for officers.
const OFFICER_NUMBERS: u32 = 100;

/// The details of one complaint, the same in every export that carries it.
#[derive(Debug)]
pub(crate) struct Details {
    /// The complaint's index among all complaints.
    ordinal: u32,
    /// The scam's index in the tables of words.
    scam: usize,
    /// A remark in place of the scam's.
    remark: Option<&'static Text>,
    name: [&'static Text; 2],
    officer: u32,
    /// Hour, minute and second of the complaint.
    pub(crate) time: [i8; 3],
    rupees: usize,
    /// The beneficiary's account: digits that are no phone number.
    pub(crate) account: String,
    /// The bank's twelve-digit reference of the payment, no phone number either.
    pub(crate) reference: String,
}

impl Details {
    /// Draws the details of the complaint with the index `ordinal`. All complaints about a suspect have the same scam.
    pub(crate) fn new(seed: u64, ordinal: u32, suspect: MadeUp, district: District) -> Self {
        let mut random = Random::new(seed, "story", u64::from(ordinal));
        let mut habit = Random::new(seed, "scam", suspect.digits());
        let hour = below(&mut random, 24);
        let rupees = match random.below(100) {
            0..12 => 0,
            12..70 => (1 + random.below(99)) * 500,
            70..97 => 1_000 + random.below(500_000),
            _ => (1 + random.below(50)) * 100_000,
        };
        // A leading 3 or 4 and a length other than ten digits: with or without 0, 91 or 0091 in front, this is no number.
        let more = *random.pick(&[10, 11, 13, 14, 15]);
        let account = format!("3{}", digits(more, &mut random));
        let reference = format!("4{}", digits(11, &mut random));
        Self {
            ordinal,
            scam: habit.below(WORDS.scams.len()),
            remark: random.chance(1, 2).then(|| random.pick(&WORDS.remarks)),
            name: [
                random.pick(&WORDS.first_names),
                random.pick(&WORDS.last_names),
            ],
            officer: OFFICERS * u32::try_from(district.index()).unwrap_or_default()
                + u32::from(random.chance(1, 2)),
            time: [hour, below(&mut random, 60), below(&mut random, 60)],
            rupees,
            account,
            reference,
        }
    }

    /// The scam's name.
    pub(crate) fn category(&self, language: Language) -> &'static str {
        WORDS.scams[self.scam].get(language)
    }

    /// The remark about the complaint.
    pub(crate) fn remarks(&self, language: Language) -> &'static str {
        self.remark
            .unwrap_or(&WORDS.scam_remarks[self.scam])
            .get(language)
    }

    /// The money lost.
    pub(crate) fn amount(&self, format: AmountFormat) -> String {
        format.format(self.rupees)
    }

    /// The UPI address the money went to. Every other one contains a phone number, which is not the suspect's.
    pub(crate) fn payment_address(&self, block: &Block) -> String {
        if self.ordinal.is_multiple_of(2) {
            format!("{}@upi", self.bystander(block, 1).national())
        } else {
            format!("refund.desk{}@upi", self.ordinal % 900)
        }
    }

    /// The complainant's name.
    pub(crate) fn complainant(&self, language: Language) -> String {
        let [first, last] = self.name.map(|name| name.get(language));
        format!("{first} {last}")
    }

    /// The complainant's number.
    pub(crate) fn complainant_number(&self, block: &Block) -> MadeUp {
        self.bystander(block, 0)
    }

    /// The complainant's number as it is written in a form.
    pub(crate) fn complainant_phone(&self, block: &Block, random: &mut Random) -> String {
        tidy(self.complainant_number(block), random)
    }

    /// The investigating officer's name.
    pub(crate) fn officer(&self) -> String {
        let mut random = Random::new(0, "officer", u64::from(self.officer));
        let rank = random.pick(&["SI", "ASI", "Insp."]);
        let [first, last] = [&WORDS.first_names, &WORDS.last_names]
            .map(|names| random.pick(names).get(Language::English));
        format!("{rank} {first} {last}")
    }

    /// The investigating officer's number as it is written in a form.
    pub(crate) fn officer_phone(&self, block: &Block, random: &mut Random) -> String {
        tidy(block.number(MadeUp::COUNT - 1 - self.officer), random)
    }

    /// A number in this complaint that is not its suspect's. Suspects are drawn from the beginning of the block and
    /// bystanders from its end, so no number is both.
    fn bystander(&self, block: &Block, which: u32) -> MadeUp {
        let back = OFFICER_NUMBERS + 2 * self.ordinal + which;
        block.number(MadeUp::COUNT - 1 - back)
    }
}

/// A random part of a time of day.
fn below(random: &mut Random, bound: usize) -> i8 {
    i8::try_from(random.below(bound)).unwrap_or_default()
}

/// A string of `length` random digits, at most 19.
fn digits(length: usize, random: &mut Random) -> String {
    let mut digits = format!("{:019}", random.bits() % 10_000_000_000_000_000_000);
    digits.split_off(19 - length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::districts::DISTRICTS;

    #[test]
    fn every_officer_has_a_number() {
        let districts = u32::try_from(DISTRICTS.len()).unwrap();
        assert!(districts * OFFICERS <= OFFICER_NUMBERS);
    }
}
