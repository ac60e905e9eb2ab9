//! What a complaint tells besides its suspect: the scam, the money, the people. All of it is made up.

use crate::chance::{Block, MadeUp, Random};
use crate::export::Language;
use crate::place::District;
use crate::writing;

/// A kind of fraud, as the exports call it and tell of it.
#[derive(Debug)]
pub(crate) struct Scam {
    english: &'static str,
    hindi: &'static str,
    /// What was noted about it: in English, in Hindi.
    remarks: [&'static str; 2],
}

/// The frauds of the day.
const SCAMS: [Scam; 12] = [
    Scam {
        english: "Digital arrest",
        hindi: "डिजिटल अरेस्ट",
        remarks: [
            "Caller on video in police uniform, said \"digital arrest\", asked for money for verification",
            "वीडियो कॉल पर वर्दी में व्यक्ति; \"डिजिटल अरेस्ट\" कहकर पैसे मांगे",
        ],
    },
    Scam {
        english: "Disconnection threat",
        hindi: "नंबर बंद करने की धमकी",
        remarks: [
            "Recorded voice: number will be disconnected in 2 hours, press 9",
            "कहा कि 2 घंटे में नंबर बंद हो जाएगा, 9 दबाएं",
        ],
    },
    Scam {
        english: "UPI collect request",
        hindi: "यूपीआई कलेक्ट रिक्वेस्ट",
        remarks: [
            "Collect request shown as refund; victim entered PIN",
            "रिफंड के नाम पर कलेक्ट रिक्वेस्ट, पिन डलवाया",
        ],
    },
    Scam {
        english: "QR code / refund",
        hindi: "क्यूआर कोड / रिफंड",
        remarks: [
            "Buyer on resale site sent a QR code \"to receive\" money",
            "पैसे लेने के लिए क्यूआर कोड स्कैन करने को कहा",
        ],
    },
    Scam {
        english: "Screen-sharing app",
        hindi: "स्क्रीन शेयरिंग ऐप",
        remarks: [
            "Asked to install a support app, read OTP from the screen",
            "ऐप डाउनलोड करवाकर ओटीपी देख लिया",
        ],
    },
    Scam {
        english: "KYC update",
        hindi: "केवाईसी अपडेट",
        remarks: [
            "SMS: KYC expired, account frozen today, link http://kyc.example.invalid/u?id=4829",
            "संदेश: केवाईसी समाप्त, आज खाता बंद होगा",
        ],
    },
    Scam {
        english: "Courier parcel",
        hindi: "कूरियर पार्सल",
        remarks: [
            "Parcel with drugs in victim's name, call passed to \"customs\", then to \"police\"",
            "पार्सल में नशीला पदार्थ बताकर कॉल \"कस्टम\" को दी",
        ],
    },
    Scam {
        english: "Job / task",
        hindi: "नौकरी / टास्क",
        remarks: [
            "Likes for money; first Rs 150 paid out, then deposits asked for",
            "लाइक करने के पैसे; पहले 150 रुपये दिए, फिर जमा करवाए",
        ],
    },
    Scam {
        english: "Investment",
        hindi: "निवेश",
        remarks: [
            "Trading group, profit shown in app;\nwithdrawal only after \"tax\"",
            "ट्रेडिंग ग्रुप, ऐप में मुनाफा दिखाया;\nनिकासी से पहले \"टैक्स\"",
        ],
    },
    Scam {
        english: "Loan app",
        hindi: "लोन ऐप",
        remarks: [
            "Loan app read contacts, threatens to send edited photos",
            "लोन ऐप ने संपर्क सूची ली, फोटो भेजने की धमकी",
        ],
    },
    Scam {
        english: "Electricity",
        hindi: "बिजली कनेक्शन",
        remarks: [
            "Electricity to be cut at 9:30 pm tonight, call the officer",
            "आज रात 9:30 बजे बिजली कटेगी, अधिकारी को कॉल करें",
        ],
    },
    Scam {
        english: "Sextortion",
        hindi: "सेक्सटॉर्शन",
        remarks: [
            "Video call recorded, money demanded",
            "वीडियो कॉल रिकॉर्ड कर पैसे मांगे",
        ],
    },
];

/// Remarks that any complaint can have. Three begin with a character that a spreadsheet takes for a formula.
const REMARKS: [[&str; 2]; 7] = [
    ["", ""],
    [
        "Victim called 1930 within the hour",
        "पीड़ित ने एक घंटे में 1930 पर कॉल की",
    ],
    [
        "Amount, account and UTR to be confirmed by bank; see file",
        "राशि, खाता और यूटीआर की पुष्टि बैंक से होनी है",
    ],
    ["OTP 482913 was shared", "ओटीपी 482913 बताया गया"],
    ["=pasted from sheet 2", "=शीट 2 से"],
    ["- called three times -", "- तीन बार कॉल आई -"],
    ["@quick_refund is the name used", "@quick_refund नाम बताया"],
];

/// First names, in English and Hindi.
const FIRST: [[&str; 2]; 16] = [
    ["Amit", "अमित"],
    ["Anita", "अनीता"],
    ["Asha", "आशा"],
    ["Deepak", "दीपक"],
    ["Geeta", "गीता"],
    ["Harpreet", "हरप्रीत"],
    ["Kavita", "कविता"],
    ["Manoj", "मनोज"],
    ["Neha", "नेहा"],
    ["Pooja", "पूजा"],
    ["Rakesh", "राकेश"],
    ["Ravi", "रवि"],
    ["Sunil", "सुनील"],
    ["Sunita", "सुनीता"],
    ["Vikas", "विकास"],
    ["Yusuf", "यूसुफ"],
];

/// Second names, in English and Hindi.
const SECOND: [[&str; 2]; 12] = [
    ["Kumar", "कुमार"],
    ["Chauhan", "चौहान"],
    ["Sharma", "शर्मा"],
    ["Singh", "सिंह"],
    ["Yadav", "यादव"],
    ["Verma", "वर्मा"],
    ["Gupta", "गुप्ता"],
    ["Khan", "खान"],
    ["Arora", "अरोड़ा"],
    ["Saini", "सैनी"],
    ["Malik", "मलिक"],
    ["Mehta", "मेहता"],
];

/// Investigating officers in each district.
const OFFICERS: u32 = 2;

/// Places at the end of the block that are kept for officers.
const OFFICERS_IN_ALL: u32 = 100;

/// How an export writes rupees.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rupees {
    /// `145000`
    Plain,
    /// `145000.00`
    Paise,
    /// `1,45,000`
    Grouped,
    /// `₹1,45,000.00`
    Sign,
    /// `Rs. 145000/-`
    Abbreviated,
}

/// The rest of one complaint; the same in every export that carries it.
#[derive(Debug)]
pub(crate) struct Story {
    /// The complaint's place among all of them.
    ordinal: u32,
    scam: &'static Scam,
    remark: Option<&'static [&'static str; 2]>,
    name: [usize; 2],
    officer: u32,
    /// Hour, minute and second at which it was taken down.
    pub(crate) time: [i8; 3],
    rupees: usize,
    /// The account the money went to: digits, and not a phone number.
    pub(crate) account: String,
    /// The bank's twelve-digit reference of the payment: not a phone number either.
    pub(crate) reference: String,
}

impl Story {
    /// The story of the complaint at place `ordinal` about `suspect`: a number keeps to one scam.
    pub(crate) fn new(seed: u64, ordinal: u32, suspect: MadeUp, district: District) -> Self {
        let mut random = Random::new(seed, "story", u64::from(ordinal));
        let mut habit = Random::new(seed, "scam", suspect.digits());
        let hour = below(&mut random, 24);
        let rupees = match random.below(100) {
            0..12 => 0,
            12..70 => (1 + random.below(99)) * 500,
            70..97 => 1_000 + random.below(500_000),
            _ => (1 + random.below(50)) * 100_000,
        };
        // Beginning with 3 or 4, neither can be read as a number with 0, 91 or 0091 before it; ten digits it never has.
        let more = *random.pick(&[10, 11, 13, 14, 15]);
        let account = format!("3{}", digits(more, &mut random));
        let reference = format!("4{}", digits(11, &mut random));
        Self {
            ordinal,
            scam: habit.pick(&SCAMS),
            remark: random.chance(1, 2).then(|| random.pick(&REMARKS)),
            name: [random.below(FIRST.len()), random.below(SECOND.len())],
            officer: OFFICERS * u32::try_from(district.place()).unwrap_or_default()
                + u32::from(random.chance(1, 2)),
            time: [hour, below(&mut random, 60), below(&mut random, 60)],
            rupees,
            account,
            reference,
        }
    }

    /// The scam's name.
    pub(crate) fn category(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.scam.english,
            Language::Hindi => self.scam.hindi,
        }
    }

    /// What the one who took the complaint down found worth noting.
    pub(crate) fn remarks(&self, language: Language) -> &'static str {
        self.remark.unwrap_or(&self.scam.remarks)[language.place()]
    }

    /// The money lost; some forms leave the cell empty where there is none.
    pub(crate) fn amount(&self, rupees: Rupees) -> String {
        let amount = self.rupees;
        match rupees {
            Rupees::Plain => amount.to_string(),
            Rupees::Paise => format!("{amount}.00"),
            _ if amount == 0 => String::new(),
            Rupees::Grouped => grouped(amount),
            Rupees::Sign => format!("₹{}.00", grouped(amount)),
            Rupees::Abbreviated => format!("Rs. {amount}/-"),
        }
    }

    /// The address the money went to; every other one is made from a phone number, which is not the suspect's.
    pub(crate) fn payment_address(&self, block: &Block) -> String {
        if self.ordinal.is_multiple_of(2) {
            format!("{}@upi", self.bystander(block, 1).national())
        } else {
            format!("refund.desk{}@upi", self.ordinal % 900)
        }
    }

    /// The complainant's name.
    pub(crate) fn complainant(&self, language: Language) -> String {
        let [first, second] = self.name;
        let place = language.place();
        format!("{} {}", FIRST[first][place], SECOND[second][place])
    }

    /// The complainant's number.
    pub(crate) fn complainant_number(&self, block: &Block) -> MadeUp {
        self.bystander(block, 0)
    }

    /// The complainant's phone, as a form has it.
    pub(crate) fn complainant_phone(&self, block: &Block, random: &mut Random) -> String {
        writing::tidy(self.complainant_number(block), random)
    }

    /// The investigating officer's name.
    pub(crate) fn officer(&self) -> String {
        let mut random = Random::new(0, "officer", u64::from(self.officer));
        let rank = random.pick(&["SI", "ASI", "Insp."]);
        format!(
            "{rank} {} {}",
            random.pick(&FIRST)[0],
            random.pick(&SECOND)[0]
        )
    }

    /// The investigating officer's phone.
    pub(crate) fn officer_phone(&self, block: &Block, random: &mut Random) -> String {
        writing::tidy(block.number(MadeUp::ALL - 1 - self.officer), random)
    }

    /// A number that belongs to this complaint, but not to its suspect. Suspects are drawn from the beginning of the
    /// block and these from its end: no number is ever both.
    fn bystander(&self, block: &Block, which: u32) -> MadeUp {
        let back = OFFICERS_IN_ALL + 2 * self.ordinal + which;
        block.number(MadeUp::ALL - 1 - back)
    }
}

/// A part of a time of day.
fn below(random: &mut Random, bound: usize) -> i8 {
    i8::try_from(random.below(bound)).unwrap_or_default()
}

/// This many digits, at most 19.
fn digits(length: usize, random: &mut Random) -> String {
    let mut digits = format!("{:019}", random.bits() % 10_000_000_000_000_000_000);
    digits.split_off(19 - length)
}

/// The Indian way: thousands, then pairs of digits.
fn grouped(amount: usize) -> String {
    let (mut high, low) = (amount / 1_000, amount % 1_000);
    if high == 0 {
        return low.to_string();
    }
    let mut text = format!("{low:03}");
    while high >= 100 {
        text = format!("{:02},{text}", high % 100);
        high /= 100;
    }
    format!("{high},{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupees_are_grouped_as_in_india() {
        let cases = [
            (0, "0"),
            (500, "500"),
            (1_000, "1,000"),
            (45_007, "45,007"),
            (145_000, "1,45,000"),
            (5_000_000, "50,00,000"),
            (123_456_789, "12,34,56,789"),
        ];
        for (amount, text) in cases {
            assert_eq!(grouped(amount), text);
        }
    }

    #[test]
    fn all_officers_have_a_place() {
        let districts = u32::try_from(super::super::place::DISTRICTS.len()).unwrap();
        assert!(districts * OFFICERS <= OFFICERS_IN_ALL);
    }
}
