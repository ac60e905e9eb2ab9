//! The fixed first 80 bytes of a list's body.

use crate::list::ListError;
use crate::list::error::Detail;

/// A list file is at most 64 MiB: 30 million numbers at width 16, and little enough for a phone.
pub const MAX_FILE: usize = 64 << 20;
/// The notes are at most 64 KiB.
pub const MAX_NOTES: usize = 64 << 10;
/// A list has one to eight tags, since each costs one more probe and one more chance of a false alarm.
pub const MAX_TAGS: u8 = 8;

pub(crate) const MAGIC: [u8; 8] = *b"JAANCH1\n";
/// magic, width, flags, region, serial, issued, expires, salt, count, seed, three lengths, notes, tags, reserved.
pub(crate) const HEADER_LEN: usize = 8 + 1 + 1 + 2 + 4 + 8 + 8 + 8 + 8 + 8 + 3 * 4 + 4 + 1 + 7;
/// 9999-12-31T23:59:59Z: a later date is an error, since no calendar library prints it.
const MAX_TIME: u64 = 253_402_300_799;
/// What the construction of binary fuse filters never exceeds (2¹⁸).
const MAX_SEGMENT_LENGTH: u32 = 1 << 18;

/// How many bits each fingerprint has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Width {
    /// One in 256 strangers is flagged by chance, per tag.
    W8,
    /// One in 65,536, per tag: the default.
    W16,
    /// One in 4,294,967,296, per tag: the list is then as telling as the numbers themselves.
    W32,
}

impl Width {
    /// All widths, narrowest first.
    pub const ALL: [Self; 3] = [Self::W8, Self::W16, Self::W32];

    /// 8, 16 or 32.
    #[must_use]
    pub const fn bits(self) -> u8 {
        match self {
            Self::W8 => 8,
            Self::W16 => 16,
            Self::W32 => 32,
        }
    }

    /// The width with so many bits.
    #[must_use]
    pub fn from_bits(bits: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|width| width.bits() == bits)
    }

    /// The chance that one probe flags a number that was never listed: 2^−bits.
    #[must_use]
    pub fn chance(self) -> f64 {
        match self {
            Self::W8 => 1.0 / 256.0,
            Self::W16 => 1.0 / 65_536.0,
            Self::W32 => 1.0 / 4_294_967_296.0,
        }
    }
}

/// The header, field by field. Offsets are in docs/FORMAT.md; all integers are little-endian.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub width: Width,
    pub made_up: bool,
    pub region: [u8; 2],
    pub serial: u32,
    pub issued: u64,
    pub expires: u64,
    pub salt: u64,
    pub count: u64,
    pub seed: u64,
    pub segment_length: u32,
    pub segment_count_length: u32,
    pub slots: u32,
    pub notes_len: u32,
    pub tags: u8,
}

/// The `N` bytes at `OFFSET`: both constants, so that nothing can be out of bounds at run time.
fn field<const OFFSET: usize, const N: usize>(header: &[u8; HEADER_LEN]) -> [u8; N] {
    const { assert!(OFFSET + N <= HEADER_LEN) };
    let mut field = [0; N];
    field.copy_from_slice(header.get(OFFSET..OFFSET + N).unwrap_or(&[0; N]));
    field
}

fn u32_at<const OFFSET: usize>(header: &[u8; HEADER_LEN]) -> u32 {
    u32::from_le_bytes(field::<OFFSET, 4>(header))
}

fn u64_at<const OFFSET: usize>(header: &[u8; HEADER_LEN]) -> u64 {
    u64::from_le_bytes(field::<OFFSET, 8>(header))
}

/// The magic tells three cases apart: ours, another version of ours, and anything else.
pub(crate) fn check_magic(file: &[u8]) -> Result<(), ListError> {
    match file.first_chunk::<8>() {
        Some(&MAGIC) => Ok(()),
        Some(
            &[
                b'J',
                b'A',
                b'A',
                b'N',
                b'C',
                b'H',
                version @ b'0'..=b'9',
                b'\n',
            ],
        ) => Err(ListError::UnknownVersion {
            version: char::from(version),
        }),
        None if !file.is_empty() && MAGIC.starts_with(file) => Err(ListError::Truncated {
            part: Detail::new("header"),
        }),
        _ => Err(ListError::NotAList),
    }
}

impl Header {
    /// Reads and checks the header's own rules; what depends on the rest of the file is checked by the caller.
    pub fn read(body: &[u8]) -> Result<Self, ListError> {
        let bad = |what| {
            Err(ListError::BadHeader {
                what: Detail::new(what),
            })
        };
        check_magic(body)?;
        let bytes = body
            .first_chunk::<HEADER_LEN>()
            .ok_or(ListError::Truncated {
                part: Detail::new("header"),
            })?;
        let ([width], [flags], [tags]) = (
            field::<8, 1>(bytes),
            field::<9, 1>(bytes),
            field::<72, 1>(bytes),
        );
        let Some(width) = Width::from_bits(width) else {
            return bad("the width is not 8, 16 or 32");
        };
        let header = Self {
            width,
            made_up: flags & 1 == 1,
            region: field::<10, 2>(bytes),
            serial: u32_at::<12>(bytes),
            issued: u64_at::<16>(bytes),
            expires: u64_at::<24>(bytes),
            salt: u64_at::<32>(bytes),
            count: u64_at::<40>(bytes),
            seed: u64_at::<48>(bytes),
            segment_length: u32_at::<56>(bytes),
            segment_count_length: u32_at::<60>(bytes),
            slots: u32_at::<64>(bytes),
            notes_len: u32_at::<68>(bytes),
            tags,
        };
        if flags & !1 != 0 {
            return Err(ListError::UnknownFlag { flags });
        }
        if field::<73, 7>(bytes) != [0; 7] {
            return Err(ListError::BadPadding);
        }
        if !header.region.iter().all(u8::is_ascii_uppercase) {
            return bad("the default region is not two capital letters");
        }
        if header.expires > MAX_TIME || header.issued > header.expires {
            return bad("the list expires before it is issued, or after the year 9999");
        }
        if !(1..=MAX_TAGS).contains(&header.tags) {
            return bad("there are not one to eight tags");
        }
        if u64::from(header.notes_len) > u64::try_from(MAX_NOTES).unwrap_or_default() {
            return Err(ListError::NotesTooLarge {
                size: header.notes_len,
            });
        }
        header.check_descriptor()?;
        Ok(header)
    }

    /// The rules that make every look-up stay inside the fingerprints.
    fn check_descriptor(&self) -> Result<(), ListError> {
        let bad = |what| {
            Err(ListError::BadDescriptor {
                what: Detail::new(what),
            })
        };
        let (segment, segments, slots) = (
            u64::from(self.segment_length),
            u64::from(self.segment_count_length),
            u64::from(self.slots),
        );
        if self.count == 0 {
            return match (self.seed, segment, segments, slots) {
                (0, 0, 0, 0) => Ok(()),
                _ => bad("an empty list has a filter"),
            };
        }
        if !self.segment_length.is_power_of_two() || self.segment_length > MAX_SEGMENT_LENGTH {
            return bad("the segment length is not a power of two up to 262144");
        }
        if segments == 0 || segments % segment != 0 {
            return bad(
                "the segments' total length is not a positive multiple of the segment length",
            );
        }
        if slots != segments + 2 * segment {
            return bad("the slots are not the segments' total length and two segments more");
        }
        if self.count > slots {
            return bad("more numbers than slots");
        }
        Ok(())
    }

    /// The 80 bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER_LEN);
        out.extend(MAGIC);
        out.extend([self.width.bits(), u8::from(self.made_up)]);
        out.extend(self.region);
        out.extend(self.serial.to_le_bytes());
        for field in [self.issued, self.expires, self.salt, self.count, self.seed] {
            out.extend(field.to_le_bytes());
        }
        for field in [
            self.segment_length,
            self.segment_count_length,
            self.slots,
            self.notes_len,
        ] {
            out.extend(field.to_le_bytes());
        }
        out.push(self.tags);
        out.extend([0; 7]);
        out
    }
}
