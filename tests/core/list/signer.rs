//! Seals bodies with a key made from a number: the same bytes every time, which minisign's random nonces never give.

use blake2::{Blake2b512, Digest};
use ct_codecs::{Base64, Encoder};
use ed25519_compact::{KeyPair, Seed};
use jaanch_core::list::{join, trusted_comment};

/// A key pair from a public seed: for tests only.
pub struct Signer {
    pair: KeyPair,
    id: [u8; 8],
}

impl Signer {
    pub fn new(seed: u8) -> Self {
        Self {
            pair: KeyPair::from_seed(Seed::new([seed; 32])),
            id: [seed; 8],
        }
    }

    /// Another key that carries this one's id.
    pub fn impostor(&self, seed: u8) -> Self {
        Self {
            id: self.id,
            ..Self::new(seed)
        }
    }

    /// The line of the public key.
    pub fn public(&self) -> String {
        base64(&[b"Ed", &self.id[..], self.pair.pk.as_ref()].concat())
    }

    /// The signature file over a body.
    pub fn seal(&self, body: &[u8], trusted: &str) -> String {
        let signature = self.pair.sk.sign(Blake2b512::digest(body), None);
        let global = self
            .pair
            .sk
            .sign([signature.as_ref(), trusted.as_bytes()].concat(), None);
        format!(
            "untrusted comment: signature of a jaanch list\n{}\ntrusted comment: {trusted}\n{}\n",
            base64(&[b"ED", &self.id[..], signature.as_ref()].concat()),
            base64(global.as_ref())
        )
    }

    /// The list file: body and seal joined.
    pub fn sign(&self, body: &[u8]) -> Vec<u8> {
        let serial = body
            .get(12..16)
            .map_or(0, |bytes| u32::from_le_bytes(bytes.try_into().unwrap()));
        join(body, self.seal(body, &trusted_comment(serial)).as_bytes()).unwrap()
    }
}

pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_to_str(&mut [0; 200], bytes)
        .unwrap()
        .to_owned()
}
