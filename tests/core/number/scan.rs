//! `scan`, case by case: what is found, where, and what is not.

use jaanch_core::number::{Parsed, Reason, Region, scan};

/// What is found in a text, as written there.
fn found(text: &str) -> Vec<&str> {
    scan(text, Region::IN)
        .iter()
        .map(|found| &text[found.start..found.end])
        .collect()
}

#[test]
fn numbers_are_found_where_they_are() {
    for (text, expected) in [
        ("5012345678", vec!["5012345678"]),
        ("call 50123 45678 now", vec!["50123 45678"]),
        ("+91 50123-45678", vec!["+91 50123-45678"]),
        ("(+91) 50123 45678.", vec!["(+91) 50123 45678"]),
        ("call (050123 45678)", vec!["050123 45678"]),
        ("91 50123 45678", vec!["91 50123 45678"]),
        ("0091 50123 45678", vec!["0091 50123 45678"]),
        ("हेल्पलाइन ५०१२३ ४५६७८ पर", vec!["५०१२३ ४५६७८"]),
        ("ਫੋਨ ੫੦੧੨੩੪੫੬੭੮ਤੇ", vec!["੫੦੧੨੩੪੫੬੭੮"]),
        (
            "*50123 45678* _5012345679_",
            vec!["50123 45678", "5012345679"],
        ),
        ("5012345678/5012345679", vec!["5012345678", "5012345679"]),
        (
            "50123 45678, 50123 45679 or 50123 45680",
            vec!["50123 45678", "50123 45679", "50123 45680"],
        ),
        ("5012345678 5012345679", vec!["5012345678", "5012345679"]),
        (
            "+915012345678+915012345679",
            vec!["+915012345678", "+915012345679"],
        ),
        ("50123 45678/79", vec!["50123 45678", "79"]),
        ("50123 45678/9/80.", vec!["50123 45678", "9", "80"]),
        ("50123 45678/79-81", vec!["50123 45678"]),
        ("50123 45678/24 hours", vec!["50123 45678"]),
        ("50123 45678/77", vec!["50123 45678"]),
        ("50123 45678 / 79x7", vec!["50123 45678"]),
        ("50123 45678 24x7", vec!["50123 45678"]),
        ("50123 45678 10am to 6pm", vec!["50123 45678"]),
        ("2 50123 45678", vec!["50123 45678"]),
        ("call5012345678pe", vec!["5012345678"]),
        ("Ramesh-5012345678", vec!["5012345678"]),
        ("M:5012345678", vec!["5012345678"]),
        ("5012345678 ext 12", vec!["5012345678"]),
        ("1800 000 1234", vec!["1800 000 1234"]),
        ("on 31-10-2026 5012345678", vec!["5012345678"]),
        ("+44 7700 900123", vec!["+44 7700 900123"]),
        ("*401*5012345678#", vec!["5012345678"]),
        // That country code is not assigned, so its ten digits are no Indian number.
        ("call +999 50123 45678", vec![]),
        ("+999 50123 45678 +91 50123 45679", vec!["+91 50123 45679"]),
        // A time, a PIN code or an amount precedes it.
        ("10:00 50123 45678", vec!["50123 45678"]),
        ("Gurugram 122 001 50123 45678", vec!["50123 45678"]),
        ("Delhi 110 005 50123 45678", vec!["50123 45678"]),
        ("500.00 50123 45678", vec!["50123 45678"]),
        ("Rs 500.00 5012345678", vec!["5012345678"]),
        ("5012345678 Rs 500", vec!["5012345678"]),
        ("Send to 5012345678 ₹500", vec!["5012345678"]),
        ("9 1 5 0 1 2 3 4 5 6 7 8", vec!["9 1 5 0 1 2 3 4 5 6 7 8"]),
        ("Tel:50123 45678", vec!["50123 45678"]),
        ("Office Tel:+91-50123-45678", vec!["+91-50123-45678"]),
        ("5012345678 ki complaint karni hai", vec!["5012345678"]),
        ("5012345678 की शिकायत करनी है", vec!["5012345678"]),
        ("5012345678 bar bar call kar raha hai", vec!["5012345678"]),
        ("5012345678 only WhatsApp", vec!["5012345678"]),
        ("Ticket ke liye 5012345678", vec!["5012345678"]),
        ("खाते के लिए 5012345678", vec!["5012345678"]),
        ("UPI number 5012345678", vec!["5012345678"]),
        ("5012345678ka call aaya", vec!["5012345678"]),
        ("+91 00000 00000 se call", vec!["+91 00000 00000"]),
    ] {
        assert_eq!(found(text), expected, "{text:?}");
    }
}

#[test]
fn links_that_dial_or_write_count() {
    for (text, expected) in [
        ("tel:+915012345678", vec!["+915012345678"]),
        ("TEL:5012345678", vec!["5012345678"]),
        (
            "https://wa.me/915012345678?text=hi%205012345679",
            vec!["915012345678"],
        ),
        (
            "https://api.whatsapp.com/send?phone=915012345678&text=x",
            vec!["915012345678"],
        ),
        (
            "whatsapp://send?phone=%2B915012345678",
            vec!["915012345678"],
        ),
        ("sms:5012345678", vec!["5012345678"]),
        ("https://example.com/5012345678", vec![]),
        ("https://example.com/?id=5012345678", vec![]),
        ("www.example.com/5012345678", vec![]),
        ("example.in/p/5012345678", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text:?}");
    }
}

#[test]
fn other_digits_are_left_alone() {
    for text in [
        "₹50,000",
        "₹ 5012345678",
        "Rs. 5012345678/-",
        "INR 5012345678",
        "5012345678 rupees",
        "50123 45678 लाख",
        "$5012345678",
        "OTP 501234",
        "5012345678 is your OTP",
        "your OTP is 5012345678",
        "PIN 122001",
        "pin code 122 001",
        "31-10-2026 10:30",
        "2026-10-31 18:45:10",
        "31/10/26",
        "10:30 501234",
        "A/c 5012345678",
        "A/c no. 50123456789",
        "account number: 5012345678",
        "खाता संख्या 5012345678",
        "ਖਾਤਾ ਨੰਬਰ 5012345678",
        "5012 3456 7890",
        "9150 1234 5678",
        "Aadhaar 501234567890",
        "4111 1111 1111 1111",
        "card no 5012345678",
        "5012345678@ybl",
        "raju5012345678@example.com",
        "UPI Ref 501234567890",
        "UTR 5012345678",
        "RRN: 5012345678",
        "AWB 5012345678",
        "Order #5012345678",
        "order no 5012345678",
        "Order ID: 5012345678",
        "Txn ID 5012345678",
        "TXN5012345678",
        "PNR 5012345678",
        "consumer no. 5012345678",
        "HR26DK5012",
        "ABCDE5012F",
        "SBIN0005012",
        "XXXXXX5678",
        "**** 5678",
        "98xxxxx123",
        "501234567.89",
        "5012345678.pdf",
        "12345678901234567890",
        "5O123 45678",
        "28.459497,77.026638",
    ] {
        assert_eq!(found(text), Vec::<&str>::new(), "{text:?}");
    }
}

#[test]
fn short_codes_count_where_they_are_dialled() {
    for (text, expected) in [
        ("call 1930", vec!["1930"]),
        ("1930 पर कॉल करें", vec!["1930"]),
        ("helpline number: 1930 or 112", vec!["1930", "112"]),
        ("ਹੈਲਪਲਾਈਨ ੧੯੩੦", vec!["੧੯੩੦"]),
        ("Police 112, Cyber 1930", vec!["112", "1930"]),
        ("helpline 1930/155260", vec!["1930", "155260"]),
        ("call 1930 / 155260 now", vec!["1930", "155260"]),
        ("for ambulance: 108", vec!["108"]),
        ("1930 पर शिकायत करें", vec!["1930"]),
        ("Colony 112, Gali 1930", vec![]),
        ("*121# milao", vec![]),
        ("Emergency: Police 112, Cyber 1930", vec!["112", "1930"]),
        ("in 1930", vec![]),
        ("1930", vec![]),
        ("31/10/1930", vec![]),
        ("call 100 people", vec![]),
        ("Rs 1930", vec![]),
        ("1,930 calls", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text:?}");
    }
}

#[test]
fn numbers_without_evidence_are_those_that_can_be_nothing_else() {
    // An STD code needs its trunk zero or a word; a number that cannot be assigned needs a country code or a word.
    for (text, expected) in [
        ("0124-0000000", vec!["0124-0000000"]),
        ("124 0000000", vec![]),
        ("call 124 0000000", vec!["124 0000000"]),
        ("1012345678", vec![]),
        ("call 1012345678", vec!["1012345678"]),
        ("+91 1012345678", vec!["+91 1012345678"]),
    ] {
        assert_eq!(found(text), expected, "{text:?}");
    }
}

#[test]
fn what_is_found_is_what_it_is_read_as() {
    let text = "कॉल 50123 45678 or dial 1930";
    let parsed: Vec<String> = scan(text, Region::IN)
        .iter()
        .map(|found| match found.parsed {
            Parsed::Number(number) => number.to_string(),
            Parsed::ShortCode(code) => format!("{} {}", code.region, code.digits),
        })
        .collect();
    assert_eq!(parsed, ["+915012345678", "IN 1930"]);
}

#[test]
fn of_the_next_number_only_the_end_is_written() {
    for text in ["50123 45678/79", "call +91 50123-45678 / 9 now"] {
        let numbers: Vec<Parsed> = scan(text, Region::IN)
            .iter()
            .map(|found| found.parsed)
            .collect();
        let whole = |text| jaanch_core::number::parse(text, Region::IN).unwrap();
        assert_eq!(
            numbers,
            [whole("5012345678"), whole("5012345679")],
            "{text}"
        );
    }
}

#[test]
fn two_helplines_with_a_slash_between_are_no_landline() {
    for text in ["1930/155260", "1930 / 155260", "100 / 112 / 1091"] {
        assert_eq!(
            jaanch_core::number::parse(text, Region::IN),
            Err(Reason::SeveralNumbers),
            "{text}"
        );
    }
}
