//! Freshness, order and keys, with the current time passed in.

use jaanch_core::check::{Outcome, check};
use jaanch_core::list::{Freshness, List, ListError, PublicKey, Trust, Width};

use super::golden::{self, DAY, ISSUED, SERIAL, number};
use super::signer::Signer;

fn list() -> List {
    List::open_body(&golden::body(Width::W32, 1, 3, &golden::notes(1))).unwrap()
}

#[test]
fn freshness_follows_the_clock() {
    let list = list();
    for (now, expected) in [
        (0, Freshness::Future),
        (ISSUED - 14 * 3_600 - 1, Freshness::Future),
        (ISSUED - 14 * 3_600, Freshness::Fresh),
        (ISSUED, Freshness::Fresh),
        (ISSUED + 7 * DAY, Freshness::Fresh),
        (ISSUED + 7 * DAY + 1, Freshness::Stale),
        (ISSUED + 30 * DAY - 1, Freshness::Stale),
        (ISSUED + 30 * DAY, Freshness::Expired),
        (u64::MAX, Freshness::Expired),
    ] {
        assert_eq!(list.freshness(now), expected, "{now}");
    }
}

#[test]
fn an_expired_list_cannot_say_that_a_number_is_not_listed() {
    let list = list();
    let (listed, stranger) = (number(0).to_string(), number(5_000).to_string());
    for (now, answer) in [
        (ISSUED, Outcome::NotListed),
        (ISSUED + 20 * DAY, Outcome::NotListed),
        (ISSUED + 30 * DAY, Outcome::CannotSay),
        // A clock that is wrong by years, either way.
        (ISSUED + 3_650 * DAY, Outcome::CannotSay),
        (ISSUED - 3_650 * DAY, Outcome::NotListed),
        (0, Outcome::NotListed),
        (u64::MAX, Outcome::CannotSay),
    ] {
        assert_eq!(check(&list, &stranger, now).outcome, answer, "{now}");
        assert_eq!(
            check(&list, &listed, now).outcome,
            Outcome::Reported,
            "{now}"
        );
    }
}

#[test]
fn an_older_list_than_one_seen_is_refused() {
    let list = list();
    assert_eq!(list.require_serial(0), Ok(()));
    assert_eq!(list.require_serial(SERIAL), Ok(()));
    let minimum = SERIAL + 1;
    assert_eq!(
        list.require_serial(minimum),
        Err(ListError::OlderSerial {
            serial: SERIAL,
            minimum
        })
    );
}

#[test]
fn keys_are_changed_without_a_gap() {
    let body = golden::body(Width::W16, 1, 3, &golden::notes(1));
    let key = |signer: &Signer| PublicKey::parse(&signer.public()).unwrap();
    let (old, new, third) = (Signer::new(1), Signer::new(2), Signer::new(3));
    let both = [key(&old), key(&new)];
    for signer in [&old, &new] {
        assert!(List::open(&signer.sign(&body), Trust::keys(&both)).is_ok());
    }
    let refused = |signer: &Signer, keys: &[PublicKey]| {
        List::open(&signer.sign(&body), Trust::keys(keys))
            .err()
            .map(|error| error.code())
    };
    assert_eq!(refused(&third, &both), Some("wrong-key"));
    assert_eq!(refused(&old, &both[1..]), Some("wrong-key"));
    assert_eq!(refused(&old, &[]), Some("no-key"));
    // Ids are random, not derived from the key: of two keys with one id, either may have signed.
    let twins = [key(&old.impostor(2)), key(&old)];
    assert_eq!(refused(&old, &twins), None);
    assert_eq!(refused(&old.impostor(3), &twins), Some("bad-signature"));
}

#[test]
fn an_unsigned_list_needs_leave_and_a_bad_signature_gets_none() {
    let body = golden::body(Width::W16, 1, 3, &golden::notes(1));
    let signer = Signer::new(1);
    let key = [PublicKey::parse(&signer.public()).unwrap()];
    let lenient = Trust {
        keys: &key,
        allow_unsigned: true,
    };
    let unsigned = jaanch_core::list::join(&body, b"").unwrap();
    assert!(List::open(&unsigned, lenient).is_ok());
    assert_eq!(
        List::open(&unsigned, Trust::keys(&key)).err(),
        Some(ListError::Unsigned)
    );
    let mut changed = signer.sign(&body);
    changed[90] ^= 1;
    assert_eq!(
        List::open(&changed, lenient).err(),
        Some(ListError::BadSignature)
    );
}
