//! How many numbers of each kind there are, and the drawing of them and of what was complained about them.

use crate::chance::{Block, MadeUp, Random};
use crate::place::{DISTRICTS, District, apportion, scaled_up};
use crate::truth::{Complaint, Reason, Source, Standing, Suspect, Truth};
use crate::writing::Damage;

/// The oldest age, in days, of the last complaint about a listed number.
pub(crate) const MAX_AGE: usize = 365;

/// The most days between two complaints about a number that follow each other.
pub(crate) const MAX_GAP: usize = 60;

/// The most complaints about one number.
pub(crate) const MOST: usize = 7;

/// How many of a number's complaints are verified.
#[derive(Clone, Copy, Debug)]
enum Verified {
    No,
    One,
    Some,
}

/// How often a number is complained about, and how well that is verified.
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
    ((MOST, Verified::Some), 24),
];

/// The numbers that would be listed had their last complaint not been too long ago.
const TOO_OLD: [(Profile, usize); 3] = [
    ((1, Verified::One), 200),
    ((2, Verified::No), 160),
    ((3, Verified::Some), 120),
];

/// Numbers with one unverified complaint in one export.
const SINGLE: usize = 640;

/// Numbers with one unverified complaint in two exports, and in three.
const ONLY_COPIES: [(usize, usize); 2] = [(1, 214), (2, 106)];

/// Cells that name two listed numbers, and cells that name two numbers with no other complaint.
const SHARED: [usize; 2] = [160, 10];

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

/// Lines of the export without columns: first ones, and repeated ones.
const BARE: [usize; 2] = [855, 45];

/// Pairs of numbers that are to stand in one cell: both have that one complaint only, and the same district.
struct Pairs {
    left: usize,
    /// The complaint in each district that waits for a second number, with its first.
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

/// All numbers and their complaints, in the order of drawing.
pub(crate) fn draw(count: usize, seed: u64) -> Truth {
    let mut planner = Planner {
        random: Random::new(seed, "truth", 0),
        block: Block::new(seed),
        drawn: 0,
        truth: Truth::default(),
    };
    planner.listed(count);
    planner.unlisted(count);
    planner.damaged(count);
    planner.truth.drawn = planner.drawn;
    planner.truth
}

/// Draws numbers and their complaints.
struct Planner {
    random: Random,
    block: Block,
    drawn: u32,
    truth: Truth,
}

impl Planner {
    /// The listed numbers: the shares of profiles and of districts are both exact.
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

        let mut pairs = Pairs::new(scaled_up(SHARED[0], count));
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
            self.truth.numbers.push((number, district, standing));
            // One more complaint, if that is what a bare row counts for, would make `often` out of two.
            if complaints != 2 {
                bare.push(number);
            }
            if complaints == 1 {
                self.alone(number, district, last, true, &mut pairs);
            } else {
                self.several(number, district, last, complaints, verified);
            }
        }

        self.random.shuffle(&mut bare);
        bare.truncate(scaled_up(BARE[0], count));
        let repeated = scaled_up(BARE[1], count).min(bare.len());
        bare.extend_from_within(..repeated);
        self.random.shuffle(&mut bare);
        self.truth.bare = bare;
    }

    /// The numbers that are to be left out, by every reason there is.
    fn unlisted(&mut self, count: usize) {
        let mut pairs = Pairs::new(scaled_up(SHARED[1], count));
        let single = Standing::Unlisted(Reason::SingleUnverified);
        for _ in 0..scaled_up(SINGLE, count) {
            let (number, district) = self.draw_with_district(single);
            let last = self.random.below(MAX_AGE + 1);
            self.alone(number, district, last, false, &mut pairs);
        }
        for (copies, numbers) in ONLY_COPIES {
            for _ in 0..scaled_up(numbers, count) {
                let (number, district) = self.draw_with_district(single);
                let last = self.random.below(MAX_AGE + 1);
                let complaint = self.complaint(Suspect::One(number), district, last, false);
                self.truth.complaints.push(Complaint {
                    copies,
                    copyable: false,
                    ..complaint
                });
                self.truth.only_copies += 1;
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

    /// Complaints whose suspect cell cannot be read. Half of them are verified: whoever guesses a number out of such a
    /// cell lists one that `truth.csv` does not know.
    fn damaged(&mut self, count: usize) {
        for (damage, cells) in DAMAGED {
            for _ in 0..scaled_up(cells, count) {
                let suspect = Suspect::Damaged(damage, self.draw());
                let district = self.random.weighted(&District::all());
                let last = self.random.below(MAX_AGE + 1);
                let verified = self.random.chance(1, 2);
                let complaint = self.complaint(suspect, district, last, verified);
                self.truth.complaints.push(Complaint {
                    copyable: false,
                    ..complaint
                });
            }
        }
    }

    /// A number nobody else has.
    fn draw(&mut self) -> MadeUp {
        let number = self.block.number(self.drawn);
        self.drawn += 1;
        number
    }

    /// A number nobody else has, somewhere, and what is true of it.
    fn draw_with_district(&mut self, standing: Standing) -> (MadeUp, District) {
        let number = self.draw();
        let district = self.random.weighted(&District::all());
        self.truth.numbers.push((number, district, standing));
        (number, district)
    }

    /// The only complaint about a number; it joins a complaint of its kind where `pairs` asks for that.
    fn alone(
        &mut self,
        number: MadeUp,
        district: District,
        last: usize,
        verified: bool,
        pairs: &mut Pairs,
    ) {
        if pairs.left > 0 {
            let complaints = &mut self.truth.complaints;
            let waiting = &mut pairs.waiting[district.place()];
            if let Some((place, first)) = waiting.take() {
                complaints[place].suspect = Suspect::Two(first, number);
                pairs.left -= 1;
                return;
            }
            *waiting = Some((complaints.len(), number));
        }
        let mut complaint = self.complaint(Suspect::One(number), district, last, verified);
        // A copy of an only unverified complaint is a case of its own.
        complaint.copyable = verified;
        self.truth.complaints.push(complaint);
    }

    /// Complaints about a number on as many different days, the last one `last` days ago.
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
        for place in 0..complaints {
            let verified = match verified {
                Verified::No => false,
                Verified::One => place == one,
                Verified::Some => self.random.chance(2, 5),
            };
            let complaint = self.complaint(Suspect::One(number), district, days_ago, verified);
            self.truth.complaints.push(complaint);
            days_ago += 1 + self.random.below(MAX_GAP);
        }
    }

    /// One complaint in one export.
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
            days_ago: u16::try_from(days_ago).unwrap_or(u16::MAX),
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
    use crate::place::ANNOUNCED;

    #[test]
    fn the_shares_of_profiles_sum_to_the_announced_count() {
        let shares = LISTED.map(|(_, share)| share);
        assert_eq!(shares.iter().sum::<usize>(), ANNOUNCED);
    }
}
