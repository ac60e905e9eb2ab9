//! The numbers of a sample, their complaints, and what becomes of each number.
//!
//! The expected result comes first and the complaints are made to fit it: a number that is to be listed as `often`, for
//! example, gets three complaints or more. Both obey one rule:
//!
//! * Two rows about a number are one complaint if they have the same complaint id, or the same date and source.
//!   All rows with neither id nor date count as one complaint at most.
//! * A number is listed if it has two distinct complaints or a verified one, and its last complaint is at most 365
//!   days old. With three it is `often`, otherwise `reported`.
//!
//! No result depends on the rule's finer points: distinct complaints about a number differ in both id and date, copies
//! of a complaint agree in date, source and status, and a row that is nothing but a number changes no result whether it
//! counts or not. Exact limits, such as the 365th day, are reached on purpose.

use std::cmp::Reverse;

use crate::districts::{DISTRICTS, District};
use crate::model::{Complaint, Damage, Reason, Source, Standing, Suspect};
use crate::numbers::{Block, MadeUp};
use crate::rng::Random;
use crate::scale::{apportion, scaled, scaled_up};

/// The greatest age, in days, of the last complaint about a listed number.
const MAX_AGE: usize = 365;

/// The most days between two consecutive complaints about a number.
const MAX_GAP: usize = 60;

/// The most complaints about one number.
const MAX_COMPLAINTS: usize = 7;

/// No complaint is older than this many days.
pub(crate) const OLDEST: usize = 2 * MAX_AGE + (MAX_COMPLAINTS - 1) * MAX_GAP;

/// Rows in all exports together, in the announced size.
const ROWS: usize = 47_000;

/// The least number of copies, in the announced size, for samples so small that the rows are used up otherwise.
const MIN_COPIES: usize = 100;

/// How many of a number's complaints are verified.
#[derive(Clone, Copy, Debug)]
enum Verified {
    No,
    One,
    Some,
}

/// The number of complaints about a number, and how many of them are verified.
type Profile = (usize, Verified);

/// The listed numbers by profile, in the announced size.
const LISTED: [(Profile, usize); 8] = [
    ((1, Verified::One), 17_500),
    ((2, Verified::No), 5_000),
    ((2, Verified::One), 3_300),
    ((3, Verified::Some), 1_300),
    ((4, Verified::Some), 450),
    ((5, Verified::Some), 180),
    ((6, Verified::Some), 70),
    ((MAX_COMPLAINTS, Verified::Some), 24),
];

/// The numbers that would be listed if their last complaint were not too old.
const TOO_OLD: [(Profile, usize); 3] = [
    ((1, Verified::One), 200),
    ((2, Verified::No), 160),
    ((3, Verified::Some), 120),
];

/// Numbers with one unverified complaint in one export.
const SINGLE: usize = 640;

/// Numbers with one unverified complaint in two exports, and in three.
const ONLY_COPIES: [(usize, usize); 2] = [(1, 214), (2, 106)];

/// Cells that name two listed numbers, and cells that name two unlisted ones.
const TWO_NUMBERS: [usize; 2] = [160, 10];

/// Unreadable cells by kind.
const DAMAGED: [(Damage, usize); 7] = [
    (Damage::LetterO, 60),
    (Damage::Exponent, 80),
    (Damage::NineDigits, 60),
    (Damage::ElevenDigits, 50),
    (Damage::SenderName, 60),
    (Damage::Unknown, 70),
    (Damage::Empty, 60),
];

/// Lines of the export without columns: different ones, and repeated ones.
const BARE: [usize; 2] = [855, 45];

/// Pairs of numbers for one cell. Both have only that complaint, and the same district.
struct Pairs {
    left: usize,
    /// In each district, the complaint that lacks its second number, and its first number.
    waiting: [Option<(usize, MadeUp)>; DISTRICTS.len()],
}

impl Pairs {
    fn new(left: usize) -> Self {
        Self {
            left,
            waiting: [None; DISTRICTS.len()],
        }
    }
}

/// The numbers and complaints of a sample.
#[derive(Debug, Default)]
pub(crate) struct Population {
    /// All complaints, the oldest first.
    pub(crate) complaints: Vec<Complaint>,
    /// Every readable number with its district, sorted.
    pub(crate) numbers: Vec<(MadeUp, District, Standing)>,
    /// The lines of the export that contains nothing but numbers.
    pub(crate) bare: Vec<MadeUp>,
    /// How many numbers have no other rows than copies of one unverified complaint.
    pub(crate) only_copies: usize,
    /// How many numbers have been drawn from the block.
    pub(crate) drawn: u32,
}

impl Population {
    /// Draws a sample with `count` listed numbers.
    pub(crate) fn new(count: usize, seed: u64) -> Self {
        let mut drawing = Drawing {
            random: Random::new(seed, "truth", 0),
            block: Block::new(seed),
            population: Self::default(),
        };
        drawing.listed(count);
        drawing.unlisted(count);
        drawing.damaged(count);
        let mut population = drawing.population;
        population
            .numbers
            .sort_unstable_by_key(|(number, _, _)| *number);
        // Stable: complaints of one day stay in the order of drawing, which has no pattern.
        population
            .complaints
            .sort_by_key(|complaint| Reverse(complaint.days_ago));
        population.copy(count, &mut Random::new(seed, "copies", 0));
        population
    }

    /// The number of rows in all exports together.
    fn rows(&self) -> usize {
        let rows = self.complaints.iter().map(|complaint| 1 + complaint.copies);
        rows.sum::<usize>() + self.bare.len()
    }

    /// Adds copies until the exports have as many rows as they should.
    fn copy(&mut self, count: usize, random: &mut Random) {
        let missing = scaled(ROWS, count).saturating_sub(self.rows());
        let mut missing = missing.max(scaled_up(MIN_COPIES, count));
        let mut left = self.complaints.iter().filter(|c| c.copyable).count();
        for complaint in self.complaints.iter_mut().filter(|c| c.copyable) {
            if random.chance(missing, left) {
                complaint.copies += 1;
                missing -= 1;
            }
            left -= 1;
        }
    }
}

/// Draws numbers and their complaints.
struct Drawing {
    random: Random,
    block: Block,
    population: Population,
}

impl Drawing {
    /// Draws the listed numbers. The shares of profiles and of districts are both exact.
    fn listed(&mut self, count: usize) {
        let profiles = apportion(count, &LISTED.map(|(_, weight)| weight));
        let profiles = std::iter::zip(LISTED, profiles).flat_map(|((p, _), n)| vec![p; n]);
        let mut profiles: Vec<Profile> = profiles.collect();
        self.random.shuffle(&mut profiles);

        let districts = apportion(count, &DISTRICTS.map(|(_, weight)| weight));
        let districts =
            std::iter::zip(District::all(), districts).flat_map(|((d, _), n)| vec![d; n]);
        let mut numbers: Vec<(District, Profile)> = std::iter::zip(districts, profiles).collect();
        self.random.shuffle(&mut numbers);

        let mut pairs = Pairs::new(scaled_up(TWO_NUMBERS[0], count));
        let mut bare = Vec::new();
        for (district, (complaints, verified)) in numbers {
            let number = self.draw();
            let last = match self.random.below(150) {
                0 => MAX_AGE,
                _ => self.random.below(MAX_AGE + 1),
            };
            let standing = match complaints {
                3.. => Standing::Often,
                _ => Standing::Reported,
            };
            self.population.numbers.push((number, district, standing));
            // With two complaints, a bare row that counts as a third would make the number `often`.
            if complaints != 2 {
                bare.push(number);
            }
            if complaints == 1 {
                self.single(number, district, last, true, &mut pairs);
            } else {
                self.several(number, district, last, complaints, verified);
            }
        }

        self.random.shuffle(&mut bare);
        bare.truncate(scaled_up(BARE[0], count));
        let repeated = scaled_up(BARE[1], count).min(bare.len());
        bare.extend_from_within(..repeated);
        self.random.shuffle(&mut bare);
        self.population.bare = bare;
    }

    /// Draws the numbers that are not listed, for every reason there is.
    fn unlisted(&mut self, count: usize) {
        let mut pairs = Pairs::new(scaled_up(TWO_NUMBERS[1], count));
        let single = Standing::Unlisted(Reason::SingleUnverified);
        for _ in 0..scaled_up(SINGLE, count) {
            let (number, district) = self.draw_with_district(single);
            let last = self.random.below(MAX_AGE + 1);
            self.single(number, district, last, false, &mut pairs);
        }
        for (copies, numbers) in ONLY_COPIES {
            for _ in 0..scaled_up(numbers, count) {
                let (number, district) = self.draw_with_district(single);
                let last = self.random.below(MAX_AGE + 1);
                let complaint = self.complaint(Suspect::One(number), district, last, false);
                self.population.complaints.push(Complaint {
                    copies,
                    copyable: false,
                    ..complaint
                });
                self.population.only_copies += 1;
            }
        }
        for ((complaints, verified), numbers) in TOO_OLD {
            for _ in 0..scaled_up(numbers, count) {
                let (number, district) =
                    self.draw_with_district(Standing::Unlisted(Reason::TooOld));
                let last = match self.random.below(20) {
                    0 => MAX_AGE + 1,
                    _ => MAX_AGE + 1 + self.random.below(MAX_AGE),
                };
                self.several(number, district, last, complaints, verified);
            }
        }
    }

    /// Draws complaints whose suspect cell is damaged. Half of them are verified, so a reader that guesses a number from
    /// such a cell lists one that `truth.csv` does not contain.
    fn damaged(&mut self, count: usize) {
        for (damage, cells) in DAMAGED {
            for _ in 0..scaled_up(cells, count) {
                let suspect = Suspect::Damaged(damage, self.draw());
                let district = self.random.weighted(&District::all());
                let last = self.random.below(MAX_AGE + 1);
                let verified = self.random.chance(1, 2);
                let complaint = self.complaint(suspect, district, last, verified);
                self.population.complaints.push(Complaint {
                    copyable: false,
                    ..complaint
                });
            }
        }
    }

    /// Draws a new number.
    fn draw(&mut self) -> MadeUp {
        let number = self.block.number(self.population.drawn);
        self.population.drawn += 1;
        number
    }

    /// Draws a new number and its district.
    fn draw_with_district(&mut self, standing: Standing) -> (MadeUp, District) {
        let number = self.draw();
        let district = self.random.weighted(&District::all());
        self.population.numbers.push((number, district, standing));
        (number, district)
    }

    /// Draws the only complaint about a number, which joins another number's complaint as long as `pairs` need more.
    fn single(
        &mut self,
        number: MadeUp,
        district: District,
        last: usize,
        verified: bool,
        pairs: &mut Pairs,
    ) {
        if pairs.left > 0 {
            let complaints = &mut self.population.complaints;
            let waiting = &mut pairs.waiting[district.index()];
            if let Some((index, first)) = waiting.take() {
                complaints[index].suspect = Suspect::Two(first, number);
                pairs.left -= 1;
                return;
            }
            *waiting = Some((complaints.len(), number));
        }
        let mut complaint = self.complaint(Suspect::One(number), district, last, verified);
        // Copies of a number's only complaint, unverified, are drawn separately.
        complaint.copyable = verified;
        self.population.complaints.push(complaint);
    }

    /// Draws complaints about a number on different days, the last one `last` days ago.
    fn several(
        &mut self,
        number: MadeUp,
        district: District,
        last: usize,
        complaints: usize,
        verified: Verified,
    ) {
        let mut days_ago = last;
        let one = self.random.below(complaints);
        for index in 0..complaints {
            let verified = match verified {
                Verified::No => false,
                Verified::One => index == one,
                Verified::Some => self.random.chance(2, 5),
            };
            let complaint = self.complaint(Suspect::One(number), district, days_ago, verified);
            self.population.complaints.push(complaint);
            days_ago += 1 + self.random.below(MAX_GAP);
        }
    }

    /// Draws a complaint without copies.
    fn complaint(
        &mut self,
        suspect: Suspect,
        district: District,
        days_ago: usize,
        verified: bool,
    ) -> Complaint {
        let source = match self.random.below(5) {
            0..3 => Source::Helpline,
            _ => Source::Portal,
        };
        Complaint {
            suspect,
            district,
            days_ago,
            source,
            verified,
            copies: 0,
            copyable: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scale::ANNOUNCED;

    #[test]
    fn the_shares_of_profiles_sum_to_the_announced_count() {
        let shares = LISTED.map(|(_, share)| share);
        assert_eq!(shares.iter().sum::<usize>(), ANNOUNCED);
    }

    #[test]
    fn the_announced_size_has_the_announced_rows() {
        for seed in 0..3 {
            assert_eq!(Population::new(ANNOUNCED, seed).rows(), ROWS);
        }
    }

    #[test]
    fn no_complaint_is_older_than_the_calendar() {
        let population = Population::new(ANNOUNCED, 1);
        let oldest = population
            .complaints
            .iter()
            .map(|complaint| complaint.days_ago)
            .max();
        assert!(oldest.unwrap() <= OLDEST);
    }
}
