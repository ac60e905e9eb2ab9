//! What a column's heading says, in English, Hindi and Punjabi.
//!
//! The one rule that matters most: a heading that names a complainant, a victim, an informant or an officer is never
//! taken for the reported number, whatever else it says.

/// What a heading says its column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A person who complained, suffered or investigates: never taken.
    Person,
    /// The number complained about, and it says so.
    Suspect,
    /// A phone number, but not whose.
    Number,
    /// When; the higher, the more surely the date of the complaint.
    Date(u8),
    /// How the complaint came in: helpline or portal.
    Source,
    /// The complaint's own id.
    Id,
    /// What kind of fraud.
    Category,
    /// Whether it was verified.
    Status,
    /// Where the complaint was taken.
    District,
    /// Something else that is known to be no phone number: an amount, an account, a reference.
    Other,
    /// Somebody's name or address, and not a suspect's: a number beside it may be that person's.
    Name,
    /// Nothing this vocabulary knows.
    Unknown,
}

/// People of the complaint's side. Any of these settles it. Nuktas are removed before comparing.
const PERSON: &str = "\
    comp compl complt complainant complainants complaintant complainer victim victims informant informer applicant \
    petitioner witness officer official io nodal sho investigator investigating reporter guardian \
    father mother husband wife spouse relative nominee operator constable inspector शिकायतकर्ता \
    शिकायतकर्त्ता परिवादी पीडित पीडिता सूचनाकर्ता सूचक \
    pidit pidita peedit peedita shikayatkarta shikayatkartta shikaytkarta prarthi parivadi fariyadi faryadi mukhbir \
    avedak aavedak gawah gavah vadi wadi aggrieved loser sufferer plaintiff deponent \
    मुखबिर आवेदक प्रार्थी वादी फरियादी मुद्दई गवाह अधिकारी जांचकर्ता \
    जाँचकर्ता विवेचक पिता पति ਸਿਕਾਇਤਕਰਤਾ ਪੀਡਤ ਅਧਿਕਾਰੀ \
    ਬਿਨੈਕਾਰ";
/// Two words that together name such a person.
const PERSON_PAIRS: &[(&str, &str)] = &[
    ("i", "o"),
    ("reported", "by"),
    ("filed", "by"),
    ("lodged", "by"),
    ("complaint", "by"),
    ("registered", "by"),
    ("received", "from"),
    ("shikayat", "karta"),
    ("shikayat", "kartta"),
    ("suchna", "karta"),
    ("soochna", "karta"),
    ("शिकायत", "कर्ता"),
    ("सूचना", "कर्ता"),
    ("जांच", "कर्ता"),
    ("ਸਿਕਾਇਤ", "ਕਰਤਾ"),
];
/// Words for such a person unless the heading also says suspect: on a helpline, the caller is the complainant.
const PERSON_PERHAPS: &str = "\
    caller customer subscriber user consumer holder own self citizen person sender client";
/// Words for such a person's own number, where the heading is about a number at all and does not say suspect.
const OWN_NUMBER: &str = "\
    my your registered alternate alternative alt payer remitter debited beneficiary emergency home office";
/// Words for somebody's name or address.
const NAME: &str = "name names naam address नाम पता ਨਾਮ ਪਤਾ";
/// Things that have names, too.
const NO_PERSON: &str = "station bank branch wallet app थाना थाने बैंक";
/// Dates of a person's life.
const BIRTH: &str = "birth dob जन्म";
const SUSPECT: &str = "\
    suspect suspects suspected suspicious accused fraud fraudster fraudsters fraudulent scam \
    scammer sandigdh aropi aaropi thag culprit offender perpetrator criminal spam spammer alleged company संदिग्ध सन्दिग्ध \
    आरोपी अभियुक्त ठग धोखेबाज जालसाज अपराधी ਸੱਕੀ ਦੋਸੀ ਠੱਗ";
/// Who called whom: beside these, "fraud" may say what happened to the number's holder, not who holds it.
const DIRECTION: &str = "\
    to from on at which whom whose made received got dialled dialed called जिस जिसपर पर को से";
/// Words that make no phone number anybody's.
const NOBODYS: &str = "\
    the of in with and or a incl including without country code std isd digit digits list का की के";
const PHONE: &str = "\
    mobile mobiles mob mobileno mobno mobilenumber phone phones phoneno phonenumber cell \
    cellphone msisdn tel telephone whatsapp contact contactno ph मोबाइल मोबाईल फोन दूरभाष \
    व्हाट्सएप ਮੋਬਾਈਲ ਮੋਬਾਇਲ ਫੋਨ";
const NUMBER: &str = "\
    number numbers no nos num नंबर नम्बर नं संख्या ਨੰਬਰ rufnummer telefonnummer nummer";
/// What is known to be no phone number of anybody, even where "number" stands beside it.
const OTHER: &str = "\
    account acct ac bank card upi vpa imei imsi transaction txn utr rrn ifsc name email mail url \
    link website amount amt rs rupees loss pin pincode aadhaar aadhar pan vehicle fir address ip \
    age gender remarks remark description details narration sr sl serial sno city state station \
    zip subject recorded robocall राशि रकम खाता खाते बैंक नाम पता विवरण टिप्पणी \
    थाना आधार लेनदेन ਨਾਮ ਰਕਮ ਖਾਤਾ";
const ID: &str = "\
    ack acknowledgement acknowledgment id ids ticket reference ref ncrp case complaint पावती \
    शिकायत परिवाद संदर्भ ਸਿਕਾਇਤ";
const DATE: &str = "\
    date dated dt day datetime timestamp created दिनांक दि तारीख तिथि ਮਿਤੀ ਤਾਰੀਖ datum";
const SOURCE: &str = "\
    source portal channel via through mode medium helpline स्रोत माध्यम ਸਰੋਤ";
const CATEGORY: &str = "\
    category type nature kind modus subcategory श्रेणी प्रकार वर्ग ਕਿਸਮ";
const STATUS: &str = "\
    status verified verification verify स्थिति सत्यापन सत्यापित ਸਥਿਤੀ";
const DISTRICT: &str = "\
    district districts dist distt जिला जिले जनपद ਜਿਲ੍ਹਾ ਜਿਲਾ";
/// Dates of something else than the complaint.
const OTHER_DATE: &str = "\
    incident violation occurrence transaction txn closed updated घटना";
/// Dates of the complaint.
const COMPLAINT_DATE: &str = "\
    complaint complaints reported report created received registered registration ack शिकायत \
    पंजीकरण ਸਿਕਾਇਤ";

/// A heading's words: lower case, parted at punctuation and at the humps of camelCase, nuktas removed.
fn words(heading: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower_before = false;
    for character in heading.chars() {
        let hump = lower_before && character.is_uppercase();
        lower_before = character.is_lowercase();
        // Vowel signs and viramas are no letters to Unicode, and belong to the word all the same.
        let joins = character.is_alphanumeric()
            || (!character.is_ascii() && !character.is_whitespace() && !character.is_control());
        if (!joins || hump || matches!(character, '।' | '–' | '—'))
            && words.last().is_some_and(|word| !word.is_empty())
        {
            words.push(String::new());
        }
        let mark = matches!(
            character,
            '।' | '–' | '—' | '\u{feff}' | '\u{200b}'..='\u{200f}'
        );
        if let Some(word) = words.last_mut().filter(|_| joins && !mark) {
            push_plain(word, character);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// One letter, in lower case and without nukta, so that both ways to encode it compare equal.
fn push_plain(word: &mut String, character: char) {
    match character {
        '\u{93c}' | '\u{a3c}' => {}
        '\u{958}' => word.push('क'),
        '\u{959}' => word.push('ख'),
        '\u{95a}' => word.push('ग'),
        '\u{95b}' => word.push('ज'),
        '\u{95c}' => word.push('ड'),
        '\u{95d}' => word.push('ढ'),
        '\u{95e}' => word.push('फ'),
        '\u{a36}' => word.push('ਸ'),
        '\u{a5b}' => word.push('ਜ'),
        '\u{a5c}' => word.push('ਡ'),
        other => word.extend(other.to_lowercase()),
    }
}

/// What a heading says.
#[must_use]
pub fn role(heading: &str) -> Role {
    let words = words(heading);
    let says = |vocabulary: &str| {
        vocabulary
            .split_whitespace()
            .any(|known| words.iter().any(|word| word == known))
    };
    let pairs = |pairs: &[(&str, &str)]| {
        words.windows(2).any(
            |two| matches!(two, [one, other] if pairs.contains(&(one.as_str(), other.as_str()))),
        )
    };
    let suspect = (says(SUSPECT)
        || (says("reported") && (says(PHONE) || says(NUMBER)) && !says(DATE)))
        && !says(DIRECTION);
    // A word that is not known may name whose number it is, in a language or a spelling that is not known either.
    let nobodys = words.iter().all(|word| {
        [PHONE, NUMBER, NOBODYS]
            .iter()
            .any(|known| known.split_whitespace().any(|known| known == word))
            || word.chars().all(char::is_numeric)
    });
    let own_number = says(OWN_NUMBER) && (says(PHONE) || says(NUMBER)) && !says(OTHER);
    if says(PERSON) || pairs(PERSON_PAIRS) || ((says(PERSON_PERHAPS) || own_number) && !suspect) {
        return Role::Person;
    }
    if says(BIRTH) {
        return Role::Other;
    }
    if says(STATUS) {
        return Role::Status;
    }
    if says(CATEGORY) {
        return Role::Category;
    }
    if says(DATE)
        || pairs(&[
            ("reported", "on"),
            ("received", "on"),
            ("registered", "on"),
            ("lodged", "on"),
        ])
    {
        return match (says(OTHER_DATE), says(COMPLAINT_DATE)) {
            (true, _) => Role::Date(0),
            (false, false) => Role::Date(1),
            (false, true) => Role::Date(2),
        };
    }
    if says(DISTRICT) {
        return Role::District;
    }
    if says(NAME) && !suspect && !says(NO_PERSON) {
        return Role::Name;
    }
    if says(OTHER) {
        return Role::Other;
    }
    if suspect && !says(ID) {
        return Role::Suspect;
    }
    if says(PHONE) && nobodys {
        return Role::Number;
    }
    if says(SOURCE) {
        return Role::Source;
    }
    if says(ID) {
        return Role::Id;
    }
    if says(NUMBER) && words.len() == 1 {
        Role::Number
    } else {
        Role::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_never_suspects() {
        for heading in [
            "Complainant Mobile",
            "complainant_phone",
            "ComplainantMobileNo",
            "Victim Contact",
            "Informant No.",
            "IO Mobile",
            "Investigating Officer Phone",
            "Mobile of Complainant",
            "Reported By (mobile)",
            "शिकायतकर्ता का मोबाइल",
            "शिकायत कर्ता मोबाइल",
            "पीड़ित का नंबर",
            "पी\u{921}\u{93c}ित फोन",
            "जांच अधिकारी मोबाइल",
            "Caller Number",
            "Suspect no. as told by complainant",
            "Nodal Officer Mobile",
            "आवेदक का दूरभाष",
            "ਸ਼ਿਕਾਇਤਕਰਤਾ ਮੋਬਾਈਲ",
            "Account Holder Mobile",
            "फरियादी का मोबाइल",
            "फ़रियादी का मोबाइल",
            "मुद्दई मोबाइल",
            "Comp. Mobile",
            "Comp Mob No",
            "Compl. Mobile",
            "I.O. Mobile No",
            "My Mobile",
            "Your Mobile Number",
            "Registered Mobile",
            "Alternate Mobile",
            "Payer Mobile",
            "Pidit Mobile",
            "Shikayatkarta Mobile",
            "Shikayat Karta No.",
            "Prarthi Mobile",
            "Aggrieved Mobile",
            "Loser mobile",
        ] {
            assert_eq!(role(heading), Role::Person, "{heading}");
        }
    }

    #[test]
    fn suspects_say_so() {
        for heading in [
            "Suspect Mobile No",
            "suspect_number",
            "SuspectMobile",
            "Accused Phone",
            "Fraudster's Number",
            "Fraud Mobile",
            "Suspect",
            "संदिग्ध मोबाइल नंबर",
            "आरोपी का फोन",
            "ਸ਼ੱਕੀ ਨੰਬਰ",
            "Reported Number",
            "Company_Phone_Number",
            "Suspect Caller No",
        ] {
            assert_eq!(role(heading), Role::Suspect, "{heading}");
        }
    }

    #[test]
    fn the_other_columns() {
        for (heading, expected) in [
            ("Mobile No", Role::Number),
            ("Mobile Number (10 digits)", Role::Number),
            ("मोबाइल का नंबर", Role::Number),
            ("Mobile numbers October", Role::Unknown),
            ("Ramesh Mobile", Role::Unknown),
            ("Number to which fraud call was made", Role::Unknown),
            ("Reported from number", Role::Unknown),
            ("जिस मोबाइल पर ठगी हुई", Role::Unknown),
            ("Number", Role::Number),
            ("मोबाइल", Role::Number),
            ("Complaint ID", Role::Id),
            ("Ack. No.", Role::Id),
            ("पावती संख्या", Role::Id),
            ("शिकायत क्रमांक", Role::Id),
            ("Complaint Date", Role::Date(2)),
            ("Reported On", Role::Date(2)),
            ("Date", Role::Date(1)),
            ("Violation_Date", Role::Date(0)),
            ("Created_Date", Role::Date(2)),
            ("दिनांक", Role::Date(1)),
            ("District", Role::District),
            ("District Name", Role::District),
            ("जिले का नाम", Role::District),
            ("Police Station Name", Role::Other),
            ("Name", Role::Name),
            ("पता", Role::Name),
            ("ज़िला", Role::District),
            ("जिला", Role::District),
            ("Source", Role::Source),
            ("Received through", Role::Source),
            ("Fraud Category", Role::Category),
            ("Fraud Account No", Role::Other),
            ("Suspect Name", Role::Other),
            ("Transaction ID", Role::Other),
            ("S.No", Role::Unknown),
            ("Amount (Rs.)", Role::Other),
            ("Status", Role::Status),
            ("Date of Birth", Role::Other),
            ("Suspect UPI", Role::Other),
            ("Notes", Role::Unknown),
        ] {
            assert_eq!(role(heading), expected, "{heading}");
        }
    }
}
