//! What a column's heading says, in English, Hindi and Punjabi.
//!
//! The one rule that matters most: a heading that names a complainant, a victim, an informant or an officer is never
//! taken for the reported number, whatever else it says.

use crate::complaints::heading_words::{
    ACCOUNT_PAIRS, AROUND, BIRTH, CATEGORY, COMPLAINT, COMPLAINT_DATE, CONCERNED, DATE, DEED,
    DIRECTION, DISTRICT, ID, INNOCENT, MAKER_PAIRS, NAME, NO_COMPLAINT, NO_PERSON, NOBODYS, NUMBER,
    OTHER, OTHER_DATE, OWN_NUMBER, PERSON, PERSON_PAIRS, PERSON_PERHAPS, PHONE, REGISTER, SIDE,
    SOURCE, STATUS, SUSPECT, SUSPECT_IS, VERIFIED, YES_NO,
};

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

/// A heading's words: lower case, split at punctuation and at the humps of camelCase, nuktas removed.
fn words(heading: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower_before = false;
    for character in heading.chars() {
        let hump = lower_before && character.is_uppercase();
        lower_before = character.is_lowercase();
        // Vowel signs and viramas are not letters to Unicode, but belong to the word.
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
    // A hump, and one name all the same.
    while let Some(at) = words
        .windows(2)
        .position(|two| matches!(two, [one, other] if one == "whats" && other == "app"))
    {
        words.splice(at..at + 2, ["whatsapp".to_owned()]);
    }
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

/// A heading, or a cell, in words.
struct Said(Vec<String>);

impl Said {
    fn of(text: &str) -> Self {
        Self(words(text))
    }

    fn says(&self, vocabulary: &str) -> bool {
        self.0.iter().any(|word| knows(vocabulary, word))
    }

    /// Whether it holds nothing but such words and digits.
    fn says_only(&self, vocabularies: &[&str]) -> bool {
        self.0.iter().all(|word| {
            word.chars().all(char::is_numeric)
                || vocabularies
                    .iter()
                    .any(|vocabulary| knows(vocabulary, word))
        })
    }

    fn pairs(&self, pairs: &[(&str, &str)]) -> bool {
        self.0.windows(2).any(
            |two| matches!(two, [one, other] if pairs.contains(&(one.as_str(), other.as_str()))),
        )
    }

    /// Whether it names a person of the complaint's side, whatever else it says.
    fn names_a_person(&self) -> bool {
        self.says(PERSON)
            || self.pairs(PERSON_PAIRS)
            || (self.pairs(MAKER_PAIRS) && self.says(COMPLAINT))
            || (self.says(CONCERNED) && (self.says(PHONE) || self.says(PERSON_PERHAPS)))
    }
}

fn knows(vocabulary: &str, word: &str) -> bool {
    vocabulary.split_whitespace().any(|known| known == word)
}

/// Whether a heading has a word for a telephone.
#[must_use]
pub fn says_phone(heading: &str) -> bool {
    Said::of(heading).says(PHONE)
}

/// Whether a heading names the person complained about, whatever of them it means.
#[must_use]
pub fn says_suspect(heading: &str) -> bool {
    let said = Said::of(heading);
    said.says(SUSPECT) && !said.says(DIRECTION) && !said.names_a_person()
}

/// Whether a status heading means the verification of the complaint and nothing else: then "Yes" is an answer to it.
#[must_use]
pub fn is_verification(heading: &str) -> bool {
    let said = Said::of(heading);
    said.says(VERIFIED) && said.says_only(&[VERIFIED, STATUS, YES_NO, NOBODYS, COMPLAINT])
}

/// Whether nothing but "company" makes the heading a suspect's. In the US regulator's files it is whoever placed the call; in
/// a register of people it may be where they work.
#[must_use]
pub fn is_company(heading: &str) -> bool {
    let said = Said::of(heading);
    said.says("company") && !said.says(SUSPECT) && !said.says("fraud scam spam reported")
}

/// Whether a heading about somebody means no more than where they live.
#[must_use]
pub fn is_area(heading: &str) -> bool {
    Said::of(heading).says("city state area zip county")
}

/// Whether a register of the people who complained has such a column.
#[must_use]
pub fn register(heading: &str) -> bool {
    let said = Said::of(heading);
    said.says(REGISTER) || said.pairs(ACCOUNT_PAIRS)
}

/// Whether a cell says nothing but that its row, or what follows it, is about a person of the complaint's side.
///
/// Where the column of numbers says that they are suspects', only those count whose own number it could be instead; where it
/// does not, a caller or a customer counts, too.
#[must_use]
pub fn is_side(cell: &str, of_suspects: bool) -> bool {
    let said = Said::of(cell);
    if said.0.is_empty() {
        return false;
    }
    if said.names_a_person() {
        return !(of_suspects && said.says(AROUND))
            && said.says_only(&[
                PERSON,
                PERSON_PERHAPS,
                CONCERNED,
                COMPLAINT,
                SIDE,
                NAME,
                PHONE,
                NUMBER,
                NOBODYS,
                SUSPECT,
                DEED,
            ]);
    }
    !of_suspects
        && said.says(PERSON_PERHAPS)
        && said.says_only(&[PERSON_PERHAPS, PHONE, NUMBER, NOBODYS])
}

/// Two words that say together that a column holds dates.
const DATE_PAIRS: &[(&str, &str)] = &[
    ("reported", "on"),
    ("received", "on"),
    ("registered", "on"),
    ("lodged", "on"),
];

/// What a heading says.
#[must_use]
pub fn role(heading: &str) -> Role {
    let said = Said::of(heading);
    let says = |vocabulary: &str| said.says(vocabulary);
    let says_number = says(PHONE) || says(NUMBER);
    let by_deed = says(DEED) || (says("reported") && says_number && !says(DATE));
    let suspect = (says(SUSPECT) || by_deed) && !says(DIRECTION);
    let own_number = says(OWN_NUMBER) && says_number && !says(OTHER) && !said.pairs(ACCOUNT_PAIRS);
    if said.names_a_person() || ((says(PERSON_PERHAPS) || own_number) && !suspect) {
        return Role::Person;
    }
    if says(BIRTH) {
        return Role::Other;
    }
    if says(STATUS) {
        // "KYC Verified", "Refund Status", "Mobile Verified" say nothing about the complaint.
        return if says(NO_COMPLAINT) || says(PHONE) {
            Role::Other
        } else {
            Role::Status
        };
    }
    if says(CATEGORY) {
        return Role::Category;
    }
    if says(DATE) || said.pairs(DATE_PAIRS) {
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
    if says(OTHER) || said.pairs(ACCOUNT_PAIRS) {
        return Role::Other;
    }
    // A word that is not known may name whose number it is, in a language or a spelling that is not known either: of the
    // reported number as of any other, every word has to be known. "Customer mobile (fraud)" is the victim's.
    let holder = if says(SUSPECT) && !by_deed {
        SUSPECT_IS
    } else {
        ""
    };
    let known = [
        SUSPECT, DEED, "reported", PHONE, NUMBER, NOBODYS, INNOCENT, holder,
    ];
    if suspect && said.says_only(&known) {
        return Role::Suspect;
    }
    if says(PHONE) {
        if said.says_only(&[PHONE, NUMBER, NOBODYS]) {
            return Role::Number;
        }
        // "Suspect WhatsApp ID" is an account, "Complaint Mobile No" nobody knows whose number.
        return if says(SUSPECT) && says(ID) && !says(DIRECTION) {
            Role::Other
        } else {
            Role::Unknown
        };
    }
    if says(SOURCE) {
        return Role::Source;
    }
    if says(ID) {
        return Role::Id;
    }
    if says(NUMBER) && said.0.len() == 1 {
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
            "Mobile of person reporting fraud",
            "Fraud affected mobile no",
            "Fraud ke shikar ka mobile",
            "साइबर ठग के शिकार व्यक्ति का मोबाइल",
            "ठगी का शिकार मोबाइल नंबर",
            "ਠੱਗ ਦੇ ਸ਼ਿਕਾਰ ਦਾ ਮੋਬਾਈਲ",
            "Shikayat karne wale ka number",
            "शिकायत करने वाले का मोबाइल",
            "Cmpl Mob.",
            "Reporting person",
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
            "Suspect's Mobile No(s)",
            "Other suspect no (if any)",
            "Suspect Mobile 2",
            "Suspect WhatsApp No",
            "Thag ka number",
            "साइबर ठग का मोबाइल",
            "ਠੱਗ ਦਾ ਨੰਬਰ",
        ] {
            assert_eq!(role(heading), Role::Suspect, "{heading}");
        }
    }

    #[test]
    fn a_word_that_is_not_known_makes_no_suspect() {
        for heading in [
            "Customer mobile (fraud)",
            "Number contacted by fraudster",
            "Fraud debited mobile no",
            "Fraud caller number",
            "Suspect mobile of customer",
            "Spam recipient mobile",
            "Reported via (mobile no)",
            "ठग ने जिनको फोन किया उनका नंबर",
            "Thag ne jisko call kiya mobile",
            "fraud_report.user.phone",
            "fraud_case.contact",
            "Fraud numbers report Oct",
            "Suspect Mobile Numbers - Oct",
            "Complaint Mobile No",
        ] {
            assert_eq!(role(heading), Role::Unknown, "{heading}");
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
            ("Verified (Yes/No)", Role::Status),
            ("KYC Verified", Role::Other),
            ("Refund Status", Role::Other),
            ("Transaction Status", Role::Other),
            ("Mobile Verified", Role::Other),
            ("Suspect A/c No", Role::Other),
            ("Fraudster A/C Number", Role::Other),
            ("Fraud A/c", Role::Other),
            ("Fraud Order No", Role::Other),
            ("Suspect DL No", Role::Other),
            ("Suspect Wallet No", Role::Other),
            ("Sandigdh Khata No", Role::Other),
            ("Date of Birth", Role::Other),
            ("Suspect UPI", Role::Other),
            ("Suspect WhatsApp ID", Role::Other),
            ("Suspect Case No", Role::Id),
            ("Reporting Date", Role::Date(1)),
            ("Reporting District", Role::District),
            ("शिकायत करने की तिथि", Role::Date(2)),
            ("Notes", Role::Unknown),
        ] {
            assert_eq!(role(heading), expected, "{heading}");
        }
    }
}
