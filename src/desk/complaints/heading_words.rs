//! The words of headings, in English, Hindi and Punjabi. Nuktas are removed before comparing, so none stands here.

/// People of the complaint's side. Any of these settles it.
pub(crate) const PERSON: &str = "\
    comp compl complt complainant complainants complaintant complainer victim victims informant informer applicant \
    petitioner witness officer official io nodal sho investigator investigating reporter guardian \
    father mother husband wife spouse relative nominee operator constable inspector शिकायतकर्ता \
    शिकायतकर्त्ता परिवादी पीडित पीडिता सूचनाकर्ता सूचक \
    pidit pidita peedit peedita shikayatkarta shikayatkartta shikaytkarta prarthi parivadi fariyadi faryadi mukhbir \
    avedak aavedak gawah gavah vadi wadi aggrieved loser sufferer plaintiff deponent \
    shikar shikaar cmpl cmplt \
    मुखबिर आवेदक प्रार्थी वादी फरियादी मुद्दई गवाह अधिकारी जांचकर्ता \
    जाँचकर्ता विवेचक पिता पति शिकार ਸਿਕਾਇਤਕਰਤਾ ਪੀਡਤ ਅਧਿਕਾਰੀ \
    ਬਿਨੈਕਾਰ ਸਿਕਾਰ";
/// Two words that together name such a person.
pub(crate) const PERSON_PAIRS: &[(&str, &str)] = &[
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
/// Two words for whoever does something, and the words for a complaint: together a complainant.
pub(crate) const MAKER_PAIRS: &[(&str, &str)] = &[
    ("karne", "wala"),
    ("karne", "wale"),
    ("karne", "wali"),
    ("karnewala", "ka"),
    ("karnewale", "ka"),
    ("karnewali", "ka"),
    ("करने", "वाला"),
    ("करने", "वाले"),
    ("करने", "वाली"),
    ("ਕਰਨ", "ਵਾਲਾ"),
    ("ਕਰਨ", "ਵਾਲੇ"),
    ("ਕਰਨ", "ਵਾਲੀ"),
];
pub(crate) const COMPLAINT: &str = "\
    complaint report shikayat shikaayat suchna soochna शिकायत परिवाद सूचना ਸਿਕਾਇਤ ਸੂਚਨਾ";
/// Words for such a person beside a telephone or another word for a person; alone they may stand with a date or a place.
pub(crate) const CONCERNED: &str = "affected reporting complaining";
/// Words for such a person unless the heading also says suspect: on a helpline, the caller is the complainant.
pub(crate) const PERSON_PERHAPS: &str = "\
    caller customer subscriber user consumer holder own self citizen person sender client";
/// Words for such a person's own number, where the heading is about a number at all and does not say suspect.
pub(crate) const OWN_NUMBER: &str = "\
    my your registered alternate alternative alt payer remitter debited beneficiary emergency home office";
/// Words for somebody's name or address.
pub(crate) const NAME: &str = "name names naam address नाम पता ਨਾਮ ਪਤਾ";
/// Things that have names, too.
pub(crate) const NO_PERSON: &str = "station bank branch wallet app थाना थाने बैंक";
/// Dates of a person's life.
pub(crate) const BIRTH: &str = "birth dob जन्म";
/// Words for the person complained about.
pub(crate) const SUSPECT: &str = "\
    suspect suspects suspected suspicious accused fraudster fraudsters fraudulent \
    scammer sandigdh aropi aaropi thag culprit offender perpetrator criminal spammer alleged संदिग्ध सन्दिग्ध \
    आरोपी अभियुक्त ठग धोखेबाज जालसाज अपराधी ਸੱਕੀ ਦੋਸੀ ਠੱਗ";
/// Words for what happened, which the one who suffered it may be named by as well. `Company` is what the US regulator calls
/// whoever placed the call.
pub(crate) const DEED: &str = "fraud scam spam company";
/// Words beside a suspect's number that leave it a suspect's.
pub(crate) const INNOCENT: &str = "\
    s if any all other others another first second third main primary calling cyber साइबर अन्य ਹੋਰ";
/// Words for a person that leave it a suspect's, where the heading names the suspect and not the deed.
pub(crate) const SUSPECT_IS: &str = "caller person holder user sender subscriber व्यक्ति ਵਿਅਕਤੀ";
/// Who called whom: beside these, "fraud" may say what happened to the number's holder, not who holds it.
pub(crate) const DIRECTION: &str = "\
    to from on at which whom whose made received got dialled dialed called जिस जिसपर पर को से";
/// Words that make no phone number anybody's.
pub(crate) const NOBODYS: &str = "\
    the of in with and or a incl including without country code std isd digit digits list ka ki ke का की के ਦਾ ਦੀ ਦੇ";
pub(crate) const PHONE: &str = "\
    mobile mobiles mob mobileno mobno mobilenumber phone phones phoneno phonenumber cell \
    cellphone msisdn tel telephone whatsapp contact contactno ph मोबाइल मोबाईल फोन दूरभाष \
    व्हाट्सएप ਮੋਬਾਈਲ ਮੋਬਾਇਲ ਫੋਨ";
pub(crate) const NUMBER: &str = "\
    number numbers no nos num नंबर नम्बर नं संख्या ਨੰਬਰ rufnummer telefonnummer nummer";
/// What is known to be no phone number of anybody, even where "number" stands beside it.
pub(crate) const OTHER: &str = "\
    account acct ac bank card upi vpa imei imsi transaction txn utr rrn ifsc name email mail url \
    link website amount amt rs rupees loss pin pincode aadhaar aadhar pan vehicle fir address ip \
    age gender remarks remark description details narration sr sl serial sno city state station \
    zip subject recorded robocall राशि रकम खाता खाते बैंक नाम पता विवरण टिप्पणी \
    थाना आधार लेनदेन ਨਾਮ ਰਕਮ ਖਾਤਾ khata order orders dl licence license driving wallet loan \
    consumer cheque passport voter invoice consignment awb pnr policy gst gstin iccid meter debit credit \
    लाइसेंस ऋण चेक";
pub(crate) const ID: &str = "\
    ack acknowledgement acknowledgment id ids ticket reference ref ncrp case complaint पावती \
    शिकायत परिवाद संदर्भ ਸਿਕਾਇਤ";
pub(crate) const DATE: &str = "\
    date dated dt day datetime timestamp created दिनांक दि तारीख तिथि ਮਿਤੀ ਤਾਰੀਖ datum";
pub(crate) const SOURCE: &str = "\
    source portal channel via through mode medium helpline स्रोत माध्यम ਸਰੋਤ";
pub(crate) const CATEGORY: &str = "\
    category type nature kind modus subcategory श्रेणी प्रकार वर्ग ਕਿਸਮ";
pub(crate) const STATUS: &str = "\
    status verified verification verify स्थिति सत्यापन सत्यापित ਸਥਿਤੀ";
/// Words for a verification and nothing else. Under such a heading alone "Yes" means verified.
pub(crate) const VERIFIED: &str = "verified verification verify सत्यापन सत्यापित ਤਸਦੀਕ";
/// The answers that a heading may offer.
pub(crate) const YES_NO: &str = "yes no y n हाँ हां नहीं case";
/// What else can have a status, or be verified, than the complaint.
pub(crate) const NO_COMPLAINT: &str = "\
    kyc refund refunded transaction transactions txn sim payment money amount bank account card otp email call \
    freeze frozen hold lien recovery recovered aadhaar aadhar pan document documents upi wallet लेनदेन राशि रकम खाता \
    बैंक";
pub(crate) const DISTRICT: &str = "\
    district districts dist distt जिला जिले जनपद ਜਿਲ੍ਹਾ ਜਿਲਾ";
/// Dates of something else than the complaint.
pub(crate) const OTHER_DATE: &str = "\
    incident violation occurrence transaction txn closed updated घटना";
/// Dates of the complaint.
pub(crate) const COMPLAINT_DATE: &str = "\
    complaint complaints reported report created received registered registration ack शिकायत \
    पंजीकरण ਸਿਕਾਇਤ";
/// What a register of the people who complained has a column for. Beside a bare "Mobile No" it is most likely theirs.
pub(crate) const REGISTER: &str = "\
    age gender sex dob birth loss lost debited bank account acct acc ac beneficiary occupation caste religion \
    qualification email mail aadhaar aadhar signature umar umr ling khata आयु उम्र लिंग जन्म खाता खाते बैंक आधार ਉਮਰ ਲਿੰਗ \
    ਖਾਤਾ ਬੈਂਕ";
/// "A/c" falls into two words.
pub(crate) const ACCOUNT_PAIRS: &[(&str, &str)] = &[("a", "c")];
/// Beside a word for a person of the complaint's side, what a cell may say and still say no more than that.
pub(crate) const SIDE: &str = "\
    by from reported filed lodged registered received detail details side party section himself herself self karta \
    kartta karne wala wale wali i o कर्ता करने वाला वाले वाली पक्ष ਕਰਤਾ ਕਰਨ ਵਾਲਾ ਵਾਲੇ";
/// People who may stand in a suspect's row as well: whose relative, which officer.
pub(crate) const AROUND: &str = "\
    io nodal sho investigator investigating officer official operator constable inspector guardian father mother \
    husband wife spouse relative nominee witness gawah gavah गवाह अधिकारी पिता पति ਅਧਿਕਾਰੀ";
