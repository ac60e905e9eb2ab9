//! `check` and `inspect`: answers, exit codes, and JSON of the same shape as the browser module's.

use serde_json::{Value, json};

use crate::support::{Desk, twice};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5012345678"]));
    desk.write(
        "jaanch.toml",
        "title = \"T\"\nissuer = \"I\"\nappeal = \"mailto:a@example.org\"\n",
    );
    desk.ok("build --reports a.csv --as-of 2026-10-31 --no-sweep --config jaanch.toml --out D");
    desk
}

fn code(desk: &Desk, numbers: &[&str]) -> i32 {
    let mut args = vec!["check", "D/public/list.jaanch", "--as-of", "2026-10-31"];
    args.extend(numbers);
    desk.jaanch_with(&args, "").code
}

#[test]
fn exit_codes_tell_listed_from_unlisted_from_unreadable() {
    let desk = desk();
    assert_eq!(code(&desk, &["50123 45679"]), 0);
    assert_eq!(code(&desk, &["1930"]), 0);
    assert_eq!(code(&desk, &["50123 45678"]), 3);
    assert_eq!(code(&desk, &["5O123 45678"]), 4);
    assert_eq!(
        code(&desk, &["5O123 45678", "+91 50123-45678", "50123 45679"]),
        3
    );
    assert_eq!(desk.jaanch("check none.jaanch 5012345678").code, 1);
    assert_eq!(desk.jaanch("check D/public/list.jaanch").code, 2);
    assert_eq!(
        desk.jaanch("check D/public/list.jaanch 5012345678 --key a.csv")
            .code,
        1
    );
}

#[test]
fn json_is_one_verdict_a_line_in_order() {
    let desk = desk();
    let args = [
        "check",
        "D/public/list.jaanch",
        "--json",
        "--as-of",
        "2026-10-31",
        "-",
    ];
    let ran = desk.jaanch_with(&args, "050123 45678\r\n5012345679\nVM-HDFCBK\n\n1930\n");
    assert_eq!(ran.code, 3);
    let verdicts: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(verdicts.len(), 5);
    let number = |e164: &str, display: &str| json!({"e164": e164, "display": display, "country": "IN", "kind": "mobile"});
    assert_eq!(verdicts[0]["outcome"], "reported");
    assert_eq!(verdicts[0]["tag"], "reported");
    assert_eq!(
        verdicts[0]["number"],
        number("+915012345678", "+91 50123 45678")
    );
    assert_eq!(verdicts[0]["advice"][0], "hang-up");
    assert_eq!(verdicts[1]["outcome"], "not-listed");
    assert_eq!(verdicts[1].get("tag"), None);
    assert_eq!(
        verdicts[1]["number"],
        number("+915012345679", "+91 50123 45679")
    );
    assert_eq!(
        (&verdicts[2]["outcome"], &verdicts[2]["reason"]),
        (&json!("unreadable"), &json!("sender-name"))
    );
    assert_eq!(
        (&verdicts[3]["outcome"], &verdicts[3]["reason"]),
        (&json!("unreadable"), &json!("empty"))
    );
    assert_eq!(
        (&verdicts[4]["outcome"], &verdicts[4]["number"]["kind"]),
        (&json!("service"), &json!("short-code"))
    );
}

/// A message with a listed number, one that is not, a short code, and digits that are no number.
const MESSAGE: &str =
    "OTP 501234. Call 50123 45679 or +91-50123-45678,\nelse 050123 45679, or dial 1930";

#[test]
fn a_message_is_answered_a_line_a_number_the_most_serious_first() {
    let desk = desk();
    let answered = "+91 50123 45678  REPORTED (reported)\n\
        +91 50123 45679  not on this list (that does not make it safe)\n\
        1930  a short code: it can be dialled, and is never a list entry\n";
    let ask = |args: &[&str], input: &str| {
        let mut all = vec!["check", "D/public/list.jaanch", "--as-of", "2026-10-31"];
        all.extend(args);
        let ran = desk.jaanch_with(&all, input);
        (ran.out, ran.code)
    };
    assert_eq!(ask(&[MESSAGE], ""), (answered.into(), 3));
    assert_eq!(ask(&["--message", "-"], MESSAGE), (answered.into(), 3));
    // Line by line, the message is two texts.
    let (out, code) = ask(&["-"], MESSAGE);
    assert_eq!((out.lines().count(), code), (4, 3));
    assert!(!out.contains("cannot read"), "{out}");

    let number = "+91 50123 45678  REPORTED (reported)\n";
    assert_eq!(ask(&["--message", "50123 45678"], ""), (number.into(), 3));
    // Ten digits of a miscounted number are somebody else's.
    let (out, code) = ask(&["50123 456789"], "");
    assert_eq!(
        (out.as_str(), code),
        ("\"50123 456789\"  cannot read: too many digits\n", 4)
    );
    let none = "\"Your parcel is held\"  cannot read: there is no number in this message\n";
    assert_eq!(ask(&["Your parcel is held"], ""), (none.into(), 4));
    assert_eq!(
        ask(&["--message", "Your parcel is held"], ""),
        (none.into(), 4)
    );
}

#[test]
fn json_gives_a_message_one_line_with_its_numbers() {
    let desk = desk();
    let args = [
        "check",
        "D/public/list.jaanch",
        "--json",
        "--as-of",
        "2026-10-31",
    ];
    let ran = desk.jaanch_with(&[&args[..], &[MESSAGE, "5012345679"]].concat(), "");
    let lines: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!((lines.len(), ran.code), (2, 3));
    assert_eq!(lines[0]["outcome"], "reported");
    let found: Vec<_> = lines[0]["found"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (&found["verdict"]["number"]["e164"], &found["start"]))
        .collect();
    assert_eq!(
        found,
        [
            (&json!("+915012345678"), &json!(32)),
            (&json!("+915012345679"), &json!(17)),
            (&json!("1930"), &json!(76)),
        ]
    );
    assert_eq!(lines[1].get("found"), None);
    assert_eq!(lines[1]["outcome"], "not-listed");
}

#[test]
fn on_an_expired_list_not_listed_says_nothing() {
    let desk = desk();
    let ask = |day: &str, number: &str| {
        let ran = desk.jaanch_with(
            &[
                "check",
                "D/public/list.jaanch",
                "--json",
                "--as-of",
                day,
                number,
            ],
            "",
        );
        serde_json::from_str::<Value>(&ran.out).unwrap()["outcome"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    // Thirty days after the issue the list is not valid any more.
    assert_eq!(ask("2026-11-29", "5012345679"), "not-listed");
    assert_eq!(ask("2026-11-30", "5012345679"), "cannot-say");
    assert_eq!(ask("2026-11-30", "5012345678"), "reported");
    assert_eq!(ask("2026-11-30", "1930"), "service");
}

#[test]
fn the_lists_age_comes_before_the_answers() {
    let desk = desk();
    let ask = |day: &str, numbers: &str| {
        desk.jaanch(&format!(
            "check D/public/list.jaanch --as-of {day} {numbers}"
        ))
    };
    let expired = "jaanch: D/public/list.jaanch: EXPIRED on 2026-11-30T00:00:00Z\n";
    for (day, numbers, says, code) in [
        ("2026-10-31", "5012345679", "", 0),
        (
            "2026-11-08",
            "5012345679",
            "jaanch: D/public/list.jaanch: stale: older than seven days\n",
            0,
        ),
        ("2026-11-30", "5012345679", expired, 0),
        ("2026-11-30", "--json 5012345679", expired, 0),
        // An expired list still reports the numbers it lists.
        ("2026-11-30", "1930", expired, 0),
        ("2026-11-30", "5012345679 5012345678", expired, 3),
        ("2026-11-30", "5012345679 50123", expired, 4),
        (
            "2026-10-01",
            "5012345679",
            "jaanch: D/public/list.jaanch: issued in the future: this machine's clock is wrong, or the list is\n",
            0,
        ),
    ] {
        let ran = ask(day, numbers);
        let err = ran.err.replace(
            "jaanch: the list's signature was not checked; --key checks it\n",
            "",
        );
        assert_eq!((err.as_str(), ran.code), (says, code), "{day} {numbers}");
        assert!(!ran.out.contains("jaanch:"), "{}", ran.out);
    }
}

#[test]
fn inspect_tells_what_a_list_promises() {
    let desk = desk();
    let info: Value =
        serde_json::from_str(&desk.ok("inspect D/public/list.jaanch --json")).unwrap();
    for (key, value) in [
        ("title", json!("T")),
        ("issuer", json!("I")),
        ("appeal", json!("mailto:a@example.org")),
        ("serial", json!(2_026_103_100)),
        ("issued", json!("2026-10-31T00:00:00Z")),
        ("expires", json!("2026-11-30T00:00:00Z")),
        ("count", json!(1)),
        ("width", json!(16)),
        ("tags", json!(["often", "reported"])),
        ("madeUp", json!(true)),
        ("region", json!("IN")),
        ("signed", json!(false)),
    ] {
        assert_eq!(info[key], value, "{key}");
    }
    let text = desk.ok("inspect D/public/list.jaanch");
    assert!(
        text.contains("all made up") && text.contains("1 in 32,768"),
        "{text}"
    );
}
