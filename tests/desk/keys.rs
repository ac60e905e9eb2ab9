//! Keys and signatures, by `jaanch` and by the stock minisign program.

use std::process::Command;

use crate::support::{Desk, twice};

fn signed() -> Desk {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    desk.ok("keygen --out keys --no-password");
    desk.ok("build --reports a.csv --as-of 2026-10-31 --no-sweep --key keys/jaanch.key --out D");
    desk
}

fn minisign(desk: &Desk, args: &str) -> bool {
    let mut command = Command::new("minisign");
    let output = command
        .args(args.split_whitespace())
        .current_dir(desk.dir())
        .output();
    output
        .expect("the stock minisign program is needed here: scripts/setup installs it")
        .status
        .success()
}

#[test]
fn stock_minisign_accepts_what_unseal_writes_and_nothing_else() {
    let desk = signed();
    desk.ok("unseal D/public/list.jaanch --out parts");
    assert!(minisign(&desk, "-V -p keys/jaanch.pub -m parts/body"));
    let mut body = std::fs::read(desk.path("parts/body")).unwrap();
    let middle = body.len() / 2;
    body[middle] ^= 1;
    desk.write("parts/body", &body);
    assert!(!minisign(&desk, "-V -p keys/jaanch.pub -m parts/body"));
}

#[test]
fn a_list_signed_by_stock_minisign_is_a_list() {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    desk.ok("build --reports a.csv --as-of 2026-10-31 --no-sweep --out D");
    desk.ok("unseal D/public/list.jaanch --out parts");
    assert!(minisign(&desk, "-G -W -p stock.pub -s stock.key"));
    let mut sign = Command::new("minisign");
    sign.args([
        "-S",
        "-s",
        "stock.key",
        "-m",
        "parts/body",
        "-t",
        "jaanch1 serial:2026103100",
    ])
    .current_dir(desk.dir());
    assert!(sign.output().unwrap().status.success());
    desk.ok("seal parts/body parts/body.minisig --out list.jaanch");
    let says = desk.ok("verify list.jaanch --key stock.pub --as-of 2026-10-31");
    assert!(says.contains("valid") && says.contains("fresh"), "{says}");

    // A signature that names another serial is refused before it can confuse anyone.
    sign = Command::new("minisign");
    sign.args([
        "-S",
        "-s",
        "stock.key",
        "-m",
        "parts/body",
        "-t",
        "jaanch1 serial:2026103101",
    ])
    .current_dir(desk.dir());
    assert!(sign.output().unwrap().status.success());
    let ran = desk.jaanch("seal parts/body parts/body.minisig --out other.jaanch");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("-t 'jaanch1 serial:2026103100'"),
        "{}",
        ran.err
    );
    assert!(!desk.path("other.jaanch").exists());
}

#[test]
fn a_body_is_signed_where_the_key_is() {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    desk.ok("keygen --out keys --no-password");
    desk.ok("build --reports a.csv --as-of 2026-10-31 --no-sweep --out D");
    let ran = desk.jaanch("unseal D/public/list.jaanch --out parts");
    assert!(
        ran.err.contains("-t 'jaanch1 serial:2026103100'"),
        "{}",
        ran.err
    );
    desk.ok("seal parts/body --key keys/jaanch.key --out list.jaanch");
    desk.ok("verify list.jaanch --key keys/jaanch.pub --as-of 2026-10-31");

    for (args, code, says) in [
        ("seal parts/body --out other.jaanch", 2, "SIGNATURE"),
        (
            "seal parts/body a.csv --key keys/jaanch.key --out other.jaanch",
            2,
            "cannot be used with",
        ),
        (
            "seal parts/body --key keys/jaanch.pub --out other.jaanch",
            1,
            "no minisign secret key",
        ),
        (
            "seal list.jaanch --key keys/jaanch.key --out other.jaanch",
            1,
            "list.jaanch",
        ),
    ] {
        let ran = desk.jaanch(args);
        assert_eq!(ran.code, code, "{args}: {}", ran.err);
        assert!(ran.err.contains(says), "{args}: {}", ran.err);
        assert!(!desk.path("other.jaanch").exists(), "{args}");
    }
}

#[test]
fn seal_undoes_unseal() {
    let desk = signed();
    desk.ok("unseal D/public/list.jaanch --out parts");
    desk.ok("seal parts/body parts/body.minisig --out joined.jaanch");
    let bytes = |name: &str| std::fs::read(desk.path(name)).unwrap();
    assert!(bytes("joined.jaanch") == bytes("D/public/list.jaanch"));
}

#[test]
fn verify_refuses_a_changed_list_and_another_key() {
    let desk = signed();
    let says = desk.ok("verify D/public/list.jaanch --key keys/jaanch.pub --as-of 2026-12-31");
    assert!(says.contains("EXPIRED"), "{says}");
    desk.ok("keygen --out other --no-password");
    for (key, says) in [
        ("other/jaanch.pub", "another key"),
        ("none.pub", "none.pub"),
        ("a.csv", "not a minisign public key"),
    ] {
        let ran = desk.jaanch(&format!("verify D/public/list.jaanch --key {key}"));
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    let mut bytes = std::fs::read(desk.path("D/public/list.jaanch")).unwrap();
    bytes[100] ^= 1;
    desk.write("changed.jaanch", &bytes);
    let ran = desk.jaanch("verify changed.jaanch --key keys/jaanch.pub");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("changed after it was signed"),
        "{}",
        ran.err
    );
    desk.ok("build --reports a.csv --as-of 2026-10-31 --no-sweep --out unsigned");
    let ran = desk.jaanch("verify unsigned/public/list.jaanch --key keys/jaanch.pub");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("not signed"), "{}", ran.err);
}

#[test]
fn while_one_key_takes_over_from_another_a_site_asks_for_either() {
    let desk = signed();
    desk.ok("keygen --out next --no-password");
    // Without templates there is no site, but the list is opened first.
    std::fs::create_dir(desk.path("web")).unwrap();
    let site = "site --list D/public/list.jaanch --web web --out site --key next/jaanch.pub";
    let ran = desk.jaanch(site);
    assert!(ran.err.contains("another key"), "{}", ran.err);
    let ran = desk.jaanch(&format!("{site} --key keys/jaanch.pub"));
    assert!(ran.err.contains("locales"), "{}", ran.err);
}

#[test]
fn a_locked_key_opens_with_its_password_only() {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    let made = desk.jaanch_locked("keygen --out keys", "correct horse");
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(!made.out.contains("correct horse") && !made.err.contains("correct horse"));
    let build = "build --reports a.csv --as-of 2026-10-31 --no-sweep --key keys/jaanch.key --out D";
    let wrong = desk.jaanch_locked(build, "battery staple");
    assert_eq!(wrong.code, 1);
    assert!(
        wrong.err.contains("password is wrong") && !wrong.err.contains("battery"),
        "{}",
        wrong.err
    );
    let none = desk.jaanch(build);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("JAANCH_KEY_PASSWORD"), "{}", none.err);
    assert!(!desk.path("D").exists());
    assert_eq!(desk.jaanch_locked(build, "correct horse").code, 0);
    desk.ok("verify D/public/list.jaanch --key keys/jaanch.pub --as-of 2026-10-31");
}

#[test]
fn a_key_is_never_overwritten() {
    let desk = signed();
    let before = desk.files("keys");
    let ran = desk.jaanch("keygen --out keys --no-password");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("jaanch.key") && ran.err.contains("not overwritten"),
        "{}",
        ran.err
    );
    assert!(desk.files("keys") == before);
}

#[test]
#[cfg(unix)]
fn a_secret_key_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = signed();
    let mode = std::fs::metadata(desk.path("keys/jaanch.key"))
        .unwrap()
        .permissions()
        .mode()
        & 0o777;
    assert_eq!(mode, 0o600);
}
