//! The binary fuse filter (Graf and Lemire, "Binary Fuse Filters", 2022) over tagged numbers, by xorf.
//!
//! A number goes in under exactly one tag. The tag is mixed into its key, and a look-up probes each tag's key, the most
//! serious first: one filter of the same size also says *why* a number is listed.

use xorf::{BinaryFuse8, BinaryFuse16, BinaryFuse32, Descriptor, Filter as _, splitmix64};

use crate::list::Width;
use crate::list::header::Header;

/// 2⁶⁴ divided by the golden ratio: multiples of it differ in their high bits, where E.164 numbers have none.
const TAG_STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The salt that the given attempt of the list with this serial uses: SplitMix64's output for `serial ≪ 32 | attempt`.
#[must_use]
pub fn salt(serial: u32, attempt: u32) -> u64 {
    splitmix64(&mut (u64::from(serial) << 32 | u64::from(attempt)))
}

/// The filter's key for a number under a tag.
fn key(number: u64, salt: u64, tag: u8) -> u64 {
    number ^ salt ^ u64::from(tag).wrapping_mul(TAG_STEP)
}

/// The fingerprints, by width. A list without numbers has no filter: a filter of no keys still says yes now and then.
enum Fuse {
    Empty,
    W8(BinaryFuse8),
    W16(BinaryFuse16),
    W32(BinaryFuse32),
}

/// A filter with what is needed to ask it: its salt and the number of tags.
pub struct Filter {
    fuse: Fuse,
    salt: u64,
    tags: u8,
}

impl Filter {
    /// Builds the filter of these numbers, each under its tag's index. Numbers must be distinct.
    ///
    /// The result depends on the set alone, not on its order. `None` where the construction failed 1,000 times, which
    /// for distinct keys is as good as impossible: then another salt is to be tried.
    pub(crate) fn build(numbers: &[(u64, u8)], width: Width, salt: u64, tags: u8) -> Option<Self> {
        let keys: Vec<u64> = numbers
            .iter()
            .map(|&(number, tag)| key(number, salt, tag))
            .collect();
        let fuse = match width {
            _ if keys.is_empty() => Fuse::Empty,
            Width::W8 => Fuse::W8(BinaryFuse8::try_from(&keys).ok()?),
            Width::W16 => Fuse::W16(BinaryFuse16::try_from(&keys).ok()?),
            Width::W32 => Fuse::W32(BinaryFuse32::try_from(&keys).ok()?),
        };
        Some(Self { fuse, salt, tags })
    }

    /// Takes a filter from a checked header and the bytes of its fingerprints, exactly as many as the header says.
    pub(crate) fn read(header: &Header, fingerprints: &[u8]) -> Self {
        let descriptor = Descriptor {
            seed: header.seed,
            segment_length: header.segment_length,
            segment_length_mask: header.segment_length.wrapping_sub(1),
            segment_count_length: header.segment_count_length,
        };
        let fuse = match header.width {
            _ if header.count == 0 => Fuse::Empty,
            Width::W8 => Fuse::W8(BinaryFuse8 {
                descriptor,
                fingerprints: fingerprints.into(),
            }),
            Width::W16 => {
                let fingerprints = fingerprints
                    .as_chunks()
                    .0
                    .iter()
                    .map(|bytes| u16::from_le_bytes(*bytes))
                    .collect();
                Fuse::W16(BinaryFuse16 {
                    descriptor,
                    fingerprints,
                })
            }
            Width::W32 => {
                let fingerprints = fingerprints
                    .as_chunks()
                    .0
                    .iter()
                    .map(|bytes| u32::from_le_bytes(*bytes))
                    .collect();
                Fuse::W32(BinaryFuse32 {
                    descriptor,
                    fingerprints,
                })
            }
        };
        Self {
            fuse,
            salt: header.salt,
            tags: header.tags,
        }
    }

    /// The index of the most serious tag that the number is flagged under; by chance or truly, the filter cannot tell.
    #[must_use]
    pub fn tag_of(&self, number: u64) -> Option<u8> {
        match &self.fuse {
            Fuse::Empty => None,
            Fuse::W8(fuse) => self.probe(number, |key| fuse.contains(key)),
            Fuse::W16(fuse) => self.probe(number, |key| fuse.contains(key)),
            Fuse::W32(fuse) => self.probe(number, |key| fuse.contains(key)),
        }
    }

    /// How many numbers of a range are flagged.
    #[must_use]
    pub fn count_flagged(&self, numbers: core::ops::Range<u64>) -> u64 {
        // One match outside the loop: a sweep asks this about 4 × 10⁹ numbers.
        match &self.fuse {
            Fuse::Empty => 0,
            Fuse::W8(fuse) => self.count(numbers, |key| fuse.contains(key)),
            Fuse::W16(fuse) => self.count(numbers, |key| fuse.contains(key)),
            Fuse::W32(fuse) => self.count(numbers, |key| fuse.contains(key)),
        }
    }

    #[inline]
    fn count(&self, numbers: core::ops::Range<u64>, contains: impl Fn(&u64) -> bool) -> u64 {
        numbers
            .map(|number| u64::from(self.probe(number, &contains).is_some()))
            .sum()
    }

    #[inline]
    fn probe(&self, number: u64, contains: impl Fn(&u64) -> bool) -> Option<u8> {
        (0..self.tags).find(|&tag| contains(&key(number, self.salt, tag)))
    }

    pub(crate) fn salt(&self) -> u64 {
        self.salt
    }

    pub(crate) fn descriptor(&self) -> Descriptor {
        match &self.fuse {
            Fuse::Empty => Descriptor {
                seed: 0,
                segment_length: 0,
                segment_length_mask: 0,
                segment_count_length: 0,
            },
            Fuse::W8(fuse) => fuse.descriptor.clone(),
            Fuse::W16(fuse) => fuse.descriptor.clone(),
            Fuse::W32(fuse) => fuse.descriptor.clone(),
        }
    }

    /// Appends the fingerprints, little-endian.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match &self.fuse {
            Fuse::Empty => {}
            Fuse::W8(fuse) => out.extend_from_slice(&fuse.fingerprints),
            Fuse::W16(fuse) => {
                out.extend(fuse.fingerprints.iter().flat_map(|word| word.to_le_bytes()))
            }
            Fuse::W32(fuse) => {
                out.extend(fuse.fingerprints.iter().flat_map(|word| word.to_le_bytes()))
            }
        }
    }
}
