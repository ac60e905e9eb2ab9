//! What the words around some digits say they are.
//!
//! The word next to the digits counts, seen through words that say nothing by themselves (`no.`, `is`, `your`, `नंबर`):
//! in "your account number is …" it is *account*, in "WhatsApp number: …" it is *WhatsApp*.

use super::digits::Mark;

/// What the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// That the digits are dialled.
    Phone,
    /// That they are something else.
    Other,
    /// Nothing.
    Nothing,
}

/// Words about telephones, in English, Hinglish, Hindi and Punjabi.
const PHONE: &str = "call calls calling called dial phone fone fon ph mob mobile mo mbl cell tel telephone contact \
    contacts whatsapp watsapp whatsap whtsapp wa helpline helplines helpdesk tollfree sms msg message text ring care \
    landline emergency sampark report support mobileno phoneno contactno telegram signal \
    कॉल काल फोन फ़ोन मोबाइल मोबाईल मो संपर्क सम्पर्क हेल्पलाइन व्हाट्सएप व्हाट्सऐप वाट्सएप व्हाट्सप्प डायल टोल-फ्री टोलफ्री मैसेज \
    एसएमएस आपातकालीन दूरभाष \
    ਕਾਲ ਫੋਨ ਫ਼ੋਨ ਮੋਬਾਈਲ ਮੋਬਾਇਲ ਸੰਪਰਕ ਹੈਲਪਲਾਈਨ ਹੈਲਪਲਾਇਨ ਵਟਸਐਪ ਵਟਸਐੱਪ ਵ੍ਹਟਸਐਪ ਡਾਇਲ ਮੈਸੇਜ ਐਮਰਜੈਂਸੀ";

/// Words whose number is never dialled.
const OTHER: &str = "otp pin cvv password passcode ac acct acc account accounts aadhaar aadhar adhar adhaar uid uidai \
    vid pan utr rrn arn crn urn umrn ref refno reference txn txnid trx trxn tran transaction trans upi imps neft rtgs \
    awb tracking consignment docket pnr imei imsi iccid gst gstin ifsc card debit credit chq cheque invoice inv rs inr \
    re rupees amount amt balance bal usd serial sr sl isbn vin engine chassis fir folio uan epf dl voter din cin eid \
    khata khate rupaye ifs micr barcode hsn policy ticket application \
    registration roll challan receipt batch model claim token enrollment enrolment seat \
    ओटीपी पिन पासवर्ड खाता खाते आधार पैन यूटीआर संदर्भ रेफरेंस लेनदेन लेन-देन ट्रांजैक्शन ट्रैकिंग पीएनआर कार्ड चेक रु रुपये रुपए रुपया राशि \
    रकम बैलेंस इनवॉइस यूपीआई आईएमईआई टिकट पॉलिसी आवेदन पंजीकरण चालान रसीद टोकन \
    ਓਟੀਪੀ ਪਿੰਨ ਪਾਸਵਰਡ ਖਾਤਾ ਖਾਤੇ ਆਧਾਰ ਪੈਨ ਹਵਾਲਾ ਲੈਣ-ਦੇਣ ਟ੍ਰੈਕਿੰਗ ਕਾਰਡ ਚੈੱਕ ਰੁ ਰੁਪਏ ਰੁਪਿਆ ਰਕਮ ਬੈਲੇਂਸ ਯੂਪੀਆਈ ਟਿਕਟ ਪਾਲਿਸੀ ਅਰਜ਼ੀ ਚਲਾਨ ਰਸੀਦ";

/// Words whose number is not dialled where it is called their number or id: an order number, a customer id.
const NUMBERED: &str = "order ord booking bill complaint consumer customer cust case \
    reg meter request sr service file loan connection employee emp member membership \
    subscriber parcel package shipment packet courier code flat house \
    plot shop ward train bus flight vehicle lpg gas electricity \
    ऑर्डर आर्डर बुकिंग बिल शिकायत उपभोक्ता कंज्यूमर ग्राहक केस मीटर पार्सल लोन कोड सदस्य \
    कनेक्शन \
    ਆਰਡਰ ਬੁਕਿੰਗ ਬਿੱਲ ਬਿਲ ਸ਼ਿਕਾਇਤ ਖਪਤਕਾਰ ਗਾਹਕ ਕੇਸ ਮੀਟਰ ਪਾਰਸਲ ਲੋਨ ਕੋਡ ਕੁਨੈਕਸ਼ਨ";

/// Words for "number", which say nothing alone but make a numbered thing of the word before.
const NUMBER: &str = "no nos num number numbers nbr id नंबर नम्बर नं क्रमांक संख्या सं आईडी ਨੰਬਰ ਨੰ ਆਈਡੀ";

/// Words that say nothing: one looks through them.
const LITTLE: &str = "is the a an your our my his her their this these on at to for of with as in via by ending hai h \
    aapka aapke apka ka ki ke ye yeh us is par pe it here now us me toll free national cyber crime fraud police women \
    child 24x7 directly \
    है का की के को यह ये इस आपका आपके आपकी हमारे हमारा पर में टोल फ्री साइबर क्राइम राष्ट्रीय \
    ਹੈ ਦਾ ਦੀ ਦੇ ਨੂੰ ਇਹ ਇਸ ਤੁਹਾਡਾ ਤੁਹਾਡੇ ਸਾਡੇ ਤੇ ਉੱਤੇ ਵਿੱਚ ਟੋਲ ਫ੍ਰੀ ਸਾਈਬਰ";

/// Words after an amount, a count or a year.
const UNIT: &str = "rs inr rupees rupee rupaye rupay rupya lakh lakhs lac lacs crore crores cr hazar hazaar thousand only \
    usd times time people persons friends members users customers days day hours hrs hr minutes mins min years log \
    logon logo bar baar din mahine saal points kg km gm mb gb am pm \
    रुपये रुपए रुपया रु लाख करोड़ करोड हज़ार हजार बार लोग लोगों दिन दिनों घंटे साल \
    ਰੁਪਏ ਰੁਪਿਆ ਲੱਖ ਕਰੋੜ ਹਜ਼ਾਰ ਵਾਰ ਲੋਕ ਲੋਕਾਂ ਦਿਨ ਸਾਲ ਘੰਟੇ";

/// Words between digits and what they are said to be: "… is your OTP".
const COPULA: &str = "is your the a as ka ki aapka aapki h hai आपका आपकी ਤੁਹਾਡਾ ਤੁਹਾਡੀ है ਹੈ";

fn has(list: &str, word: &str) -> bool {
    list.split(' ')
        .any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Whether a word is about telephones.
pub(super) fn is_phone_word(word: &str) -> bool {
    !word.is_empty() && (has(PHONE, word) || has(NUMBER, word))
}

/// How far from the digits words are looked for, in bytes, and how many of them.
const REACH: usize = 120;
const WORDS: usize = 7;

/// What the words before some digits say. `near` wants the telling word in the same sentence and nothing between.
pub(super) fn before(head: &str, near: bool) -> Says {
    let mut rest = tail_of(head);
    // Whether a word for "number" stood between, and whether it was "id".
    let (mut numbered, mut id) = (false, false);
    for _ in 0..WORDS {
        let Some((word, left, boundary)) = last_word(rest) else {
            break;
        };
        numbered |= boundary.numbers;
        if boundary.ends {
            break;
        }
        rest = left;
        if has(NUMBER, word) {
            numbered = true;
            id |= word.eq_ignore_ascii_case("id");
        } else if has(PHONE, word) {
            return Says::Phone;
        } else if has(OTHER, word) || matches!(word, "₹" | "$") {
            return Says::Other;
        } else if has(NUMBERED, word) {
            // "order 5012345678" may be a telephone number to order at, "order no. 5012345678" is none.
            return if numbered || near {
                Says::Other
            } else {
                Says::Nothing
            };
        } else if !has(LITTLE, word) {
            break;
        }
    }
    if id { Says::Other } else { Says::Nothing }
}

/// What the words after some digits say.
pub(super) fn after(tail: &str) -> Says {
    let mut rest = head_of(tail);
    let mut only_copulas = true;
    for index in 0..5 {
        let Some((word, right, ends)) = first_word(rest) else {
            break;
        };
        if ends {
            break;
        }
        rest = right;
        if index == 0 && tail.trim_start().starts_with(word) && has(UNIT, word) {
            return Says::Other;
        }
        if has(PHONE, word) {
            return Says::Phone;
        }
        if only_copulas && index > 0 && (has(OTHER, word) || has(NUMBERED, word)) {
            return Says::Other;
        }
        only_copulas &= has(COPULA, word);
    }
    Says::Nothing
}

/// The end of a text, not longer than words are looked for.
fn tail_of(text: &str) -> &str {
    let mut from = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..).unwrap_or_default()
}

/// The start of a text, not longer than words are looked for.
fn head_of(text: &str) -> &str {
    let mut to = text.len().min(REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(..to).unwrap_or_default()
}

/// What stands between a word and the digits.
#[derive(Default)]
struct Boundary {
    /// The end of a sentence, or other digits.
    ends: bool,
    /// A colon or `#`, which makes what follows the number of what stands before.
    numbers: bool,
}

fn is_word(c: char) -> bool {
    matches!(Mark::of(c), Mark::Letter | Mark::Invisible) || matches!(c, '₹' | '$')
}

/// The last word of a text, what is left of it, and what stands behind it.
fn last_word(text: &str) -> Option<(&str, &str, Boundary)> {
    let mut boundary = Boundary::default();
    let mut end = text.len();
    // A line break ends a sentence unless a colon stands before it.
    let (mut broken, mut dotted) = (false, false);
    for (at, c) in text.char_indices().rev() {
        if is_word(c) && Mark::of(c) != Mark::Invisible {
            break;
        }
        end = at;
        match Mark::of(c) {
            Mark::Newline => broken = true,
            Mark::Digit(_) => boundary.ends = true,
            _ => {}
        }
        match c {
            ':' | '#' => {
                boundary.numbers = true;
                broken = false;
            }
            '!' | '?' | '।' | '॥' | ';' | ',' | '|' => boundary.ends = true,
            '.' => dotted = true,
            _ => {}
        }
    }
    let left = text.get(..end)?;
    if left.is_empty() {
        return None;
    }
    let mut start = left
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_word(*c) || *c == '-')
        .last()
        .map_or(end, |(at, _)| at);
    // a/c, S/N: two letters with a slash are one word, known without it.
    let mut word = left.get(start..)?;
    if word.len() == 1 {
        let two = left.get(start.checked_sub(2)?..start).unwrap_or_default();
        if two.eq_ignore_ascii_case("a/") && word.eq_ignore_ascii_case("c") {
            start -= 2;
            word = "ac";
        }
    }
    // An abbreviation ends with a dot, and so does a sentence.
    boundary.ends |= broken || (dotted && word.chars().count() > 5);
    Some((word.trim_matches('-'), left.get(..start)?, boundary))
}

/// The first word of a text, what is left after it, and whether a sentence ended before it.
fn first_word(text: &str) -> Option<(&str, &str, bool)> {
    let mut ends = false;
    let start = text.char_indices().find_map(|(at, c)| {
        if is_word(c) && Mark::of(c) != Mark::Invisible {
            return Some(at);
        }
        let stop = matches!(Mark::of(c), Mark::Newline | Mark::Digit(_));
        ends |= stop || matches!(c, '!' | '?' | '।' | '॥' | ';' | '.' | '|');
        None
    })?;
    let rest = text.get(start..)?;
    let length = rest
        .char_indices()
        .find(|(_, c)| !is_word(*c) && *c != '-')
        .map_or(rest.len(), |(at, _)| at);
    Some((
        rest.get(..length)?.trim_matches('-'),
        rest.get(length..)?,
        ends,
    ))
}
