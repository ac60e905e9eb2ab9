//! The desk's minisign keys: making a pair, and sealing a body with the secret one.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use ct_codecs::{Base64, Decoder};
use jaanch_core::list;
use jaanch_core::list::{PublicKey, trusted_comment};
use minisign::{KeyPair, SecretKeyBox};

use crate::{Error, output};

const NO_SECRET_KEY: &str = "this is no minisign secret key; `jaanch keygen` makes one";

/// The files that [`generate`] writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFiles {
    /// `jaanch.key`: its holder can sign lists.
    pub secret: PathBuf,
    /// `jaanch.pub`: for everybody.
    pub public: PathBuf,
    /// The public key's line, for pages and attributes.
    pub line: String,
}

/// Makes a key pair in a folder. An existing key is never overwritten: every list it signed would lose its key.
///
/// # Errors
/// The folder cannot be written, or holds a key already.
pub fn generate(dir: &Path, password: Option<String>) -> Result<KeyFiles, Error> {
    let (secret, public) = (dir.join("jaanch.key"), dir.join("jaanch.pub"));
    for path in [&secret, &public] {
        if path.exists() {
            return Err(Error::content(
                path,
                "a key is there already; it is not overwritten, choose another --out",
            ));
        }
    }
    let failed = Error::internal("the key could not be made");
    let pair = match password {
        Some(password) => KeyPair::generate_encrypted_keypair(Some(password)),
        None => KeyPair::generate_unencrypted_keypair(),
    }
    .map_err(&failed)?;
    let secret_text = pair
        .sk
        .to_box(Some("jaanch list secret key"))
        .map_err(&failed)?
        .into_string();
    let public_text = pair.pk.to_box().map_err(&failed)?.into_string();
    fs::create_dir_all(dir).map_err(Error::io(dir, "create"))?;
    output::write_new(&secret, secret_text.as_bytes(), true)?;
    output::write_new(&public, public_text.as_bytes(), false)?;
    Ok(KeyFiles {
        secret,
        public,
        line: pair.pk.to_base64(),
    })
}

/// A secret key ready to sign.
pub struct Signer {
    key: minisign::SecretKey,
    public: minisign::PublicKey,
}

/// A minisign secret key file: two bytes each for signature algorithm, key derivation and checksum, then salt, limits and
/// the key itself.
const SECRET_KEY_LEN: usize = 2 + 2 + 2 + 32 + 8 + 8 + 8 + 64 + 32;

/// Whether a secret key file is locked with a password.
///
/// # Errors
/// The file cannot be read or is no secret key.
pub fn is_encrypted(path: &Path) -> Result<bool, Error> {
    let text = fs::read_to_string(path).map_err(Error::io(path, "read"))?;
    let mut bytes = [0; SECRET_KEY_LEN];
    let line = text.lines().nth(1).unwrap_or_default().trim();
    match Base64::decode(&mut bytes, line, None) {
        Ok([b'E', b'd', 0, 0, rest @ ..]) if rest.len() == SECRET_KEY_LEN - 4 => Ok(false),
        Ok([b'E', b'd', b'S', b'c', rest @ ..]) if rest.len() == SECRET_KEY_LEN - 4 => Ok(true),
        _ => Err(Error::content(path, NO_SECRET_KEY)),
    }
}

impl Signer {
    /// Opens a secret key file; `password` where it is locked with one.
    ///
    /// # Errors
    /// The file cannot be read, is no secret key, or the password is wrong.
    pub fn open(path: &Path, password: Option<String>) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(Error::io(path, "read"))?;
        let bad = |_| Error::content(path, NO_SECRET_KEY);
        let boxed = SecretKeyBox::from_string(&text).map_err(bad)?;
        let key = match password {
            None => boxed.into_unencrypted_secret_key().map_err(bad)?,
            Some(password) => boxed.into_secret_key(Some(password)).map_err(|_| {
                Error::content(
                    path,
                    "the password is wrong, or this is no minisign secret key",
                )
            })?,
        };
        let public = minisign::PublicKey::from_secret_key(&key).map_err(bad)?;
        Ok(Self { key, public })
    }

    /// The signature file over a body: prehashed, its trusted comment naming the list's serial.
    ///
    /// # Errors
    /// [`Error::Internal`] where signing fails.
    pub fn seal(&self, body: &[u8], serial: u32) -> Result<String, Error> {
        let comment = trusted_comment(serial);
        minisign::sign(
            Some(&self.public),
            &self.key,
            Cursor::new(body),
            Some(&comment),
            Some("signature of a jaanch list"),
        )
        .map(|signature| signature.into_string())
        .map_err(Error::internal("the list could not be signed"))
    }
}

/// A public key from an option's value: a file that holds one, or the key's line itself.
///
/// # Errors
/// It is neither.
pub fn public_key(value: &str) -> Result<PublicKey, Error> {
    if let Ok(key) = PublicKey::parse(value) {
        return Ok(key);
    }
    let path = Path::new(value);
    let text = fs::read_to_string(path).map_err(Error::io(path, "read the public key"))?;
    PublicKey::parse(&text).map_err(Error::list(path))
}

/// The line of a public key, from a file that holds one or from the line itself.
///
/// # Errors
/// It is neither.
pub fn public_key_line(value: &str) -> Result<String, Error> {
    public_key(value)?;
    let text = if PublicKey::parse(value).is_ok() {
        value.to_owned()
    } else {
        fs::read_to_string(value).map_err(Error::io(Path::new(value), "read the public key"))?
    };
    Ok(text
        .lines()
        .map(str::trim)
        .rfind(|line| !line.is_empty())
        .unwrap_or_default()
        .to_owned())
}

/// Puts body and signature file together, the line ends of the latter made plain.
///
/// # Errors
/// The signature is none, or of another body.
pub fn join(body: &[u8], signature: &str) -> Result<Vec<u8>, list::ListError> {
    let mut plain: String = signature
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect();
    plain.truncate(plain.trim_end().len());
    plain.push('\n');
    list::join(body, plain.as_bytes())
}
