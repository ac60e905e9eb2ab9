//! The seal: a minisign signature file over the body, so that the stock `minisign` program verifies it too.
//!
//! Verification is our own ninety lines over ed25519-compact and BLAKE2b: the ready-made verifier costs the browser
//! module 11 kB more of its 40 (docs/DECISIONS.md).

use blake2::{Blake2b512, Digest};
use ct_codecs::{Base64, Decoder};

use crate::list::ListError;
use crate::list::error::Detail;

/// What the trusted comment of every list's seal begins with; the serial follows.
const TRUSTED_COMMENT: &str = "jaanch1 serial:";
/// A seal is at most 16 KiB; minisign's own comments are shorter.
pub(crate) const MAX_SEAL: usize = 16 << 10;

/// "Ed": how minisign marks keys, and signatures over the plain file, which lists never use.
const ALG_PLAIN: [u8; 2] = *b"Ed";
/// "ED": a signature over the file's BLAKE2b-512 digest.
const ALG_PREHASHED: [u8; 2] = *b"ED";
/// Algorithm, key id, Ed25519 signature.
const SIGNATURE_LEN: usize = 2 + 8 + 64;
/// Algorithm, key id, Ed25519 public key.
const KEY_LEN: usize = 2 + 8 + 32;

/// A minisign public key: it says who may sign a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    id: [u8; 8],
    key: [u8; 32],
}

impl PublicKey {
    /// Reads a key from its base64 line (56 characters, beginning `RW`) or from a whole `.pub` file of two lines.
    ///
    /// # Errors
    /// [`ListError::BadKey`].
    pub fn parse(text: &str) -> Result<Self, ListError> {
        let mut lines = text
            .split('\n')
            .map(str::trim_ascii)
            .filter(|line| !line.is_empty());
        let (first, second) = (lines.next().ok_or(ListError::BadKey)?, lines.next());
        let line = match second {
            Some(line) if first.starts_with("untrusted comment:") => line,
            Some(_) => return Err(ListError::BadKey),
            None => first,
        };
        if lines.next().is_some() {
            return Err(ListError::BadKey);
        }
        let bytes: [u8; KEY_LEN] = base64(line).ok_or(ListError::BadKey)?;
        let (algorithm, rest) = bytes.split_first_chunk::<2>().ok_or(ListError::BadKey)?;
        let (id, key) = rest.split_first_chunk::<8>().ok_or(ListError::BadKey)?;
        let key = key.try_into().map_err(|_| ListError::BadKey)?;
        match *algorithm {
            ALG_PLAIN => Ok(Self { id: *id, key }),
            _ => Err(ListError::BadKey),
        }
    }

    /// The key's id, as minisign prints it in hexadecimal.
    #[must_use]
    pub fn id(&self) -> u64 {
        u64::from_le_bytes(self.id)
    }

    fn verify(&self, message: &[u8], signature: &[u8; 64]) -> Result<(), ListError> {
        ed25519_compact::PublicKey::new(self.key)
            .verify(message, &ed25519_compact::Signature::new(*signature))
            .map_err(|_| ListError::BadSignature)
    }
}

/// A well-formed seal that has not been verified yet.
pub(crate) struct Seal<'a> {
    key_id: [u8; 8],
    signature: [u8; 64],
    trusted_comment: &'a str,
    global_signature: [u8; 64],
}

impl<'a> Seal<'a> {
    /// Reads the four lines of a minisign signature file.
    pub fn read(text: &'a [u8]) -> Result<Self, ListError> {
        let bad = |what| ListError::BadSeal {
            what: Detail::new(what),
        };
        let text = core::str::from_utf8(text).map_err(|_| bad("it is not UTF-8"))?;
        let mut lines = text.split('\n');
        let (Some(untrusted), Some(signature), Some(trusted), Some(global), Some(""), None) = (
            lines.next(),
            lines.next(),
            lines.next(),
            lines.next(),
            lines.next(),
            lines.next(),
        ) else {
            return Err(bad("it has not exactly four lines"));
        };
        if !untrusted.starts_with("untrusted comment: ") {
            return Err(bad("its first line is no untrusted comment"));
        }
        let signature: [u8; SIGNATURE_LEN] =
            base64(signature).ok_or(bad("its signature is not base64 of 74 bytes"))?;
        let trusted_comment = trusted
            .strip_prefix("trusted comment: ")
            .ok_or(bad("its third line is no trusted comment"))?;
        let global_signature =
            base64(global).ok_or(bad("its second signature is not base64 of 64 bytes"))?;
        let (algorithm, rest) = signature
            .split_first_chunk::<2>()
            .ok_or(bad("its signature is too short"))?;
        let (key_id, signature) = rest
            .split_first_chunk::<8>()
            .ok_or(bad("its signature is too short"))?;
        if *algorithm != ALG_PREHASHED {
            return Err(bad("its signature is not of the prehashed kind"));
        }
        let signature = signature
            .try_into()
            .map_err(|_| bad("its signature is too short"))?;
        Ok(Self {
            key_id: *key_id,
            signature,
            trusted_comment,
            global_signature,
        })
    }

    /// Verifies body and trusted comment with whichever of the keys signed them.
    pub fn verify(&self, body: &[u8], keys: &[PublicKey]) -> Result<(), ListError> {
        let digest = Blake2b512::digest(body);
        let mut signed_comment = self.signature.to_vec();
        signed_comment.extend_from_slice(self.trusted_comment.as_bytes());
        // Key ids are random, not checked against the key: two keys may share one.
        let mut error = ListError::WrongKey {
            key_id: self.key_id(),
        };
        for key in keys.iter().filter(|key| key.id == self.key_id) {
            let verdict = key
                .verify(&digest, &self.signature)
                .and_then(|()| key.verify(&signed_comment, &self.global_signature));
            match verdict {
                Ok(()) => return Ok(()),
                Err(refusal) => error = refusal,
            }
        }
        Err(error)
    }

    /// The id of the key that signed.
    pub fn key_id(&self) -> u64 {
        u64::from_le_bytes(self.key_id)
    }

    /// The serial named by the trusted comment must be the list's: otherwise signatures could be told apart only by
    /// trying.
    pub fn check_serial(&self, serial: u32) -> Result<(), ListError> {
        let named = self
            .trusted_comment
            .strip_prefix(TRUSTED_COMMENT)
            // A plus sign or leading zeros would parse, too.
            .filter(|digits| *digits == "0" || !digits.starts_with(['0', '+']))
            .and_then(|digits| digits.parse().ok());
        if named == Some(serial) {
            Ok(())
        } else {
            Err(ListError::SerialMismatch)
        }
    }
}

/// What the trusted comment of a list's seal says.
#[must_use]
pub fn trusted_comment(serial: u32) -> String {
    format!("{TRUSTED_COMMENT}{serial}")
}

/// Decodes exactly `N` bytes of canonical base64.
fn base64<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let decoded = Base64::decode(&mut bytes, text, None).ok()?.len();
    (decoded == N).then_some(bytes)
}

/// A list file taken apart, its lengths checked and nothing else.
pub(crate) struct Parts<'a> {
    pub body: &'a [u8],
    pub seal: &'a [u8],
}

/// Splits a file into body and seal by the length in its last four bytes.
pub(crate) fn split(file: &[u8]) -> Result<Parts<'_>, ListError> {
    let (rest, length) = file.split_last_chunk::<4>().ok_or(ListError::Truncated {
        part: Detail::new("header"),
    })?;
    let bad = |what| ListError::BadSeal {
        what: Detail::new(what),
    };
    let length = usize::try_from(u32::from_le_bytes(*length))
        .map_err(|_| bad("its length is impossible"))?;
    if length > MAX_SEAL {
        return Err(bad("its length is impossible"));
    }
    let at = rest
        .len()
        .checked_sub(length)
        .ok_or(bad("it is longer than the file"))?;
    let (body, seal) = rest.split_at(at);
    Ok(Parts { body, seal })
}

/// Joins a body and the text of a signature file (empty: unsigned) to a list file.
///
/// # Errors
/// [`ListError::BadSeal`] where the seal is longer than a reader accepts.
pub fn join(body: &[u8], seal: &[u8]) -> Result<Vec<u8>, ListError> {
    if seal.len() > MAX_SEAL {
        return Err(ListError::BadSeal {
            what: Detail::new("it is longer than 16 KiB"),
        });
    }
    let length = u32::try_from(seal.len()).map_err(|_| ListError::BadSeal {
        what: Detail::new("it is longer than 16 KiB"),
    })?;
    Ok([body, seal, &length.to_le_bytes()].concat())
}
