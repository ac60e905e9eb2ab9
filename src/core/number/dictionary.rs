//! Words in a text, and what they say about the digits beside them.

use crate::number::chars::{Glyph, Mark, glyph, glyph_before};

/// A word, folded so that its writings are the same: small letters, no hidden marks, no dots below letters that some
/// keyboards give as a part of the letter and some leave out (फ़ and फ).
pub(crate) struct Word {
    bytes: [u8; Self::ROOM],
    len: usize,
    /// How many characters it has.
    pub(crate) letters: usize,
}

impl Word {
    /// No word of the list is longer.
    const ROOM: usize = 40;

    /// The word that begins here, and where it ends.
    pub(crate) fn at(text: &[u8], start: usize) -> Option<(Self, usize)> {
        let mut word = Self {
            bytes: [0; Self::ROOM],
            len: 0,
            letters: 0,
        };
        let mut at = start;
        while let Some(here) = glyph(text, at).filter(is_of_word) {
            at = here.end;
            if here.mark == Mark::Letter {
                word.push(text, here);
            }
        }
        (word.letters > 0).then_some((word, at))
    }

    /// The word that ends here, and where it begins.
    pub(crate) fn before(text: &[u8], end: usize) -> Option<(Self, usize)> {
        let mut start = end;
        // Longer than any word of the list; the rest of it does not matter.
        while end - start < 2 * Self::ROOM {
            match glyph_before(text, start).filter(is_of_word) {
                Some(here) => start = here.start,
                None => break,
            }
        }
        let (word, _) = Self::at(text.get(..end)?, start)?;
        Some((word, start))
    }

    fn push(&mut self, text: &[u8], here: Glyph) {
        self.letters += 1;
        let code = match here.code {
            // The dot below of Devanagari and Gurmukhi.
            0x93c | 0xa3c => return,
            0x95b | 0x95c | 0x95d | 0x95e | 0xa33 | 0xa36 | 0xa5b | 0xa5e => PLAIN
                .iter()
                .find(|(dotted, _)| u32::from(*dotted) == here.code)
                .map_or("", |(_, plain)| plain)
                .as_bytes(),
            _ => text.get(here.start..here.end).unwrap_or_default(),
        };
        for byte in code {
            if let Some(place) = self.bytes.get_mut(self.len) {
                *place = byte.to_ascii_lowercase();
            }
            self.len += 1;
        }
    }

    /// Whether it is this word.
    pub(crate) fn is(&self, word: &[u8]) -> bool {
        self.bytes.get(..self.len) == Some(word)
    }

    /// Whether it is one of these, separated by spaces.
    pub(crate) fn is_one_of(&self, list: &str) -> bool {
        entries(list).any(|entry| self.is(entry))
    }

    /// What it says.
    pub(crate) fn class(&self) -> Class {
        let mut class = Class::None;
        for entry in entries(WORDS) {
            match entry {
                b"1" => class = Class::Phone,
                b"2" => class = Class::Other,
                b"3" => class = Class::Money,
                b"4" => class = Class::Numbered,
                b"5" => class = Class::Number,
                b"6" => class = Class::Little,
                b"7" => class = Class::Is,
                b"8" => class = Class::Unit,
                b"9" => class = Class::Also,
                b"0" => class = Class::Service,
                _ if self.is(entry) => return class,
                _ => {}
            }
        }
        Class::None
    }
}

/// How many words of at least `least` letters a text has.
pub(crate) fn words(text: &str, least: usize) -> usize {
    let (mut words, mut letters, mut at) = (0, 0, 0);
    while let Some(here) = glyph(text.as_bytes(), at) {
        at = here.end;
        match here.mark {
            Mark::Letter => {
                letters += 1;
                words += usize::from(letters == least);
            }
            Mark::Invisible => {}
            _ => letters = 0,
        }
    }
    words
}

/// The words of a list.
pub(crate) fn entries(list: &str) -> impl Iterator<Item = &[u8]> {
    list.as_bytes().split(|&byte| byte == b' ')
}

/// Letters with a dot below as one character, and without it.
const PLAIN: [(char, &str); 8] = [
    ('\u{95b}', "ज"),
    ('\u{95c}', "ड"),
    ('\u{95d}', "ढ"),
    ('\u{95e}', "फ"),
    ('\u{a33}', "ਲ"),
    ('\u{a36}', "ਸ"),
    ('\u{a5b}', "ਜ"),
    ('\u{a5e}', "ਫ"),
];

fn is_of_word(here: &Glyph) -> bool {
    matches!(here.mark, Mark::Letter | Mark::Invisible)
}

/// What a word says about the digits beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// They are dialled.
    Phone,
    /// They are never dialled: an account, a password, a reference.
    Other,
    /// They are an amount, whether the word stands before or after.
    Money,
    /// They are not dialled where they are called its number or id: an order number, a customer id.
    Numbered,
    /// "Number" itself: nothing alone, but it makes a numbered thing of the word before.
    Number,
    /// Nothing about a number; but a short code beside it is that service's.
    Service,
    /// Nothing: one looks through it.
    Little,
    /// Nothing, but it may stand between digits and what they are: "… is your OTP".
    Is,
    /// They are a count, if the word stands after.
    Unit,
    /// Another of the same follows.
    Also,
    /// It is not in the list.
    None,
}

/// The words, in English, Hinglish, Hindi and Punjabi: after each figure those of the class that [`Word::class`] gives it.
const WORDS: &str = "1 call calls calling called dial phone fone fon ph mob mobile mo mbl cell tel telephone contact \
    contacts whatsapp watsapp whatsap wa helpline helplines helpdesk tollfree sms msg message text ring care landline \
    emergency sampark report support mobileno phoneno contactno telegram milao milaye milaen milayen milana lagao lagaye laga lagana dialled \
    कॉल काल फोन मोबाइल मोबाईल मो संपर्क सम्पर्क हेल्पलाइन व्हाट्सएप व्हाट्सऐप वाट्सएप डायल टोलफ्री मैसेज एसएमएस आपातकालीन दूरभाष मिलाएँ मिलाएं मिलाओ मिलाइए लगाओ लगाएं \
    ਕਾਲ ਫੋਨ ਮੋਬਾਈਲ ਮੋਬਾਇਲ ਸੰਪਰਕ ਹੈਲਪਲਾਈਨ ਹੈਲਪਲਾਇਨ ਵਟਸਐਪ ਵਟਸਐੱਪ ਡਾਇਲ ਮੈਸੇਜ ਐਮਰਜੈਂਸੀ ਮਿਲਾਓ ਮਿਲਾਉ ਲਗਾਓ \
    2 otp pin pass cvv password passcode ac acct acc account accounts aadhaar aadhar adhar adhaar uid vid pan utr rrn arn crn \
    urn ref refno reference txn txnid trx tran transaction trans imps neft rtgs awb tracking consignment docket pnr \
    imei iccid gst gstin ifsc card debit credit cheque invoice inv amount amt balance bal serial sr sl engine chassis fir \
    folio uan voter cin khata khate barcode policy ticket application registration roll challan receipt batch model claim \
    token enrolment seat uhid relationship po coupon txid parchi \
    ओटीपी पिन पासवर्ड खाता खाते आधार पैन यूटीआर संदर्भ लेनदेन देन ट्रैकिंग पीएनआर कार्ड चेक राशि रकम बैलेंस इनवॉइस टिकट पॉलिसी आवेदन \
    पंजीकरण चालान रसीद टोकन रोल अनुक्रमांक बिल्टी कूपन दस्तावेज \
    ਓਟੀਪੀ ਪਿੰਨ ਪਾਸਵਰਡ ਖਾਤਾ ਖਾਤੇ ਆਧਾਰ ਪੈਨ ਹਵਾਲਾ ਦੇਣ ਟ੍ਰੈਕਿੰਗ ਕਾਰਡ ਚੈੱਕ ਰਕਮ ਬੈਲੇਂਸ ਟਿਕਟ ਪਾਲਿਸੀ ਅਰਜੀ ਪੀਐਨਆਰ ਚਲਾਨ ਰਸੀਦ ਰੋਲ \
    3 rs re inr usd rupees rupee rupaye rupay रु रुपये रुपए रुपया ਰੁ ਰੁਪਏ ਰੁਪਿਆ \
    4 order ord booking bill complaint consumer customer cust case reg meter request service file loan connection employee \
    emp member subscriber parcel package shipment packet courier code flat house plot shop ward train bus flight vehicle lpg \
    gas electricity \
    ऑर्डर आर्डर बुकिंग बिल शिकायत उपभोक्ता ग्राहक केस मीटर पार्सल लोन कोड कनेक्शन \
    ਆਰਡਰ ਬੁਕਿੰਗ ਬਿੱਲ ਬਿਲ ਸਿਕਾਇਤ ਖਪਤਕਾਰ ਗਾਹਕ ਕੇਸ ਮੀਟਰ ਪਾਰਸਲ ਲੋਨ ਕੋਡ ਕੁਨੈਕਸਨ \
    5 no nos num number numbers id नंबर नम्बर नं क्रमांक क्र संख्या सं आईडी ਨੰਬਰ ਨੰ ਆਈਡੀ \
    6 an our my his her their this these on at to for of with in via by ending apka ke ye us par pe me mein ko liye lai daalo dalo it here now toll \
    free national fraud \
    के को यह ये इस हमारे पर में लिए टोल फ्री राष्ट्रीय ਦਾ ਦੀ ਦੇ ਨੂੰ ਇਹ ਇਸ ਸਾਡੇ ਤੇ ਵਿੱਚ ਲਈ ਟੋਲ ਫ੍ਰੀ \
    0 cyber crime police women child ambulance fire mahila साइबर क्राइम पुलिस महिला महिलाओं बच्चों एम्बुलेंस आपातस्थिति ਬੱਚਿਆਂ ਔਰਤਾਂ ਸਾਈਬਰ ਪੁਲਿਸ ਐਂਬੂਲੈਂਸ \
    7 is your the a as ka ki aapka aapki aapke h hai का की है आपका आपकी आपके ਤੁਹਾਡਾ ਤੁਹਾਡੀ ਤੁਹਾਡੇ ਹੈ \
    9 or and ya aur या और तथा एवं ਜਾਂ ਅਤੇ \
    8 lakh lakhs lac lacs crore crores cr hazar hazaar thousand times time people persons friends members users \
    customers day days hour hours hrs minutes mins year years log logon logo bar baar din saal points kg km gm mb gb am pm \
    लाख करोड हजार बार लोग लोगों दिन दिनों घंटे साल ਲੱਖ ਕਰੋੜ ਹਜਾਰ ਵਾਰ ਲੋਕ ਲੋਕਾਂ ਦਿਨ ਸਾਲ ਘੰਟੇ";

#[cfg(test)]
mod tests {
    use super::*;

    fn class(text: &str) -> Class {
        Word::at(text.as_bytes(), 0).unwrap().0.class()
    }

    #[test]
    fn words_are_known_in_every_writing() {
        for text in [
            "call",
            "CALL me",
            "c\u{200d}all",
            "फ़ोन",
            "फ\u{93c}ोन",
            "\u{95e}ोन",
            "फोन",
            "ਫ਼ੋਨ",
            "ਫੋਨ",
        ] {
            assert_eq!(class(text), Class::Phone, "{text}");
        }
        assert_eq!(class("करोड़"), Class::Unit);
        assert_eq!(class("ਸ਼ਿਕਾਇਤ"), Class::Numbered);
        assert_eq!(class("callous"), Class::None);
    }

    #[test]
    fn the_list_is_folded_and_has_no_word_twice() {
        let mut seen = Vec::new();
        for entry in WORDS
            .split(' ')
            .filter(|entry| entry.len() > 1 || entry.parse::<u8>().is_err())
        {
            let (word, end) = Word::at(entry.as_bytes(), 0).unwrap();
            assert!(
                word.is(entry.as_bytes()) && end == entry.len() && entry.len() <= Word::ROOM,
                "{entry}"
            );
            assert!(!seen.contains(&entry), "{entry} stands twice");
            seen.push(entry);
        }
        assert!(seen.len() > 300);
    }

    #[test]
    fn words_are_found_backwards() {
        let text = "हेल्पलाइन नंबर".as_bytes();
        let (word, start) = Word::before(text, text.len()).unwrap();
        assert!(word.is("नंबर".as_bytes()));
        let (word, start) = Word::before(text, start - 1).unwrap();
        assert!(word.is("हेल्पलाइन".as_bytes()) && start == 0);
    }
}
