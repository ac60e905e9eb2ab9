//! Verdict → which tips fit it, by id. The texts are the page's, one set per language.

use serde::{Serialize, Serializer};

use crate::check::outcome::{Outcome, serialize_name};
use crate::number::{Kind, Reason};

/// A tip, known by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Tip {
    /// End the call; do not argue.
    HangUp,
    /// Pay nothing, share no code.
    DoNotPay,
    /// Money is gone: call 1930 at once, then the portal.
    Call1930,
    /// Keep messages, numbers, transaction ids.
    KeepEvidence,
    /// A suspicious call without loss: report it on Chakshu.
    ReportChakshu,
    /// Your own number is listed: how to appeal.
    Appeal,
    /// Not on the list never means safe.
    NeverProofOfSafe,
    /// Call back on a number you looked up yourself.
    LookItUpYourself,
    /// Nobody is arrested by video call.
    DigitalArrest,
    /// TRAI disconnects nobody.
    Disconnection,
    /// The UPI PIN is for paying only.
    UpiPin,
    /// Install no screen-sharing app for a caller.
    ScreenSharing,
    /// KYC and frozen accounts: contact the bank yourself.
    Kyc,
    /// The parcel with drugs.
    Parcel,
    /// Jobs, tasks, investments, loans: money first is the sign.
    EasyMoney,
    /// Hurry, secrecy, fear, and a payment or an app.
    CommonSigns,
    /// Recognise and report phishing.
    Phishing,
    /// Strong passwords.
    Passwords,
    /// Keep software updated.
    Updates,
    /// Multi-factor authentication.
    MultiFactor,
    /// Report cyber fraud and harassment.
    ReportIt,
}

impl Tip {
    /// Every tip there is.
    pub const ALL: [Self; 21] = [
        Self::HangUp,
        Self::DoNotPay,
        Self::Call1930,
        Self::KeepEvidence,
        Self::ReportChakshu,
        Self::Appeal,
        Self::NeverProofOfSafe,
        Self::LookItUpYourself,
        Self::DigitalArrest,
        Self::Disconnection,
        Self::UpiPin,
        Self::ScreenSharing,
        Self::Kyc,
        Self::Parcel,
        Self::EasyMoney,
        Self::CommonSigns,
        Self::Phishing,
        Self::Passwords,
        Self::Updates,
        Self::MultiFactor,
        Self::ReportIt,
    ];

    /// The id, by which the page finds the text.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::HangUp => "hang-up",
            Self::DoNotPay => "do-not-pay",
            Self::Call1930 => "call-1930",
            Self::KeepEvidence => "keep-evidence",
            Self::ReportChakshu => "report-chakshu",
            Self::Appeal => "appeal",
            Self::NeverProofOfSafe => "never-proof-of-safe",
            Self::LookItUpYourself => "look-it-up-yourself",
            Self::DigitalArrest => "digital-arrest",
            Self::Disconnection => "disconnection",
            Self::UpiPin => "upi-pin",
            Self::ScreenSharing => "screen-sharing",
            Self::Kyc => "kyc",
            Self::Parcel => "parcel",
            Self::EasyMoney => "easy-money",
            Self::CommonSigns => "common-signs",
            Self::Phishing => "phishing",
            Self::Passwords => "passwords",
            Self::Updates => "updates",
            Self::MultiFactor => "multi-factor",
            Self::ReportIt => "report-it",
        }
    }
}

impl Serialize for Tip {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_name(self.id(), serializer)
    }
}

/// The tips that fit, the most urgent first.
#[must_use]
pub(super) fn advice(
    outcome: Outcome,
    kind: Option<Kind>,
    reason: Option<Reason>,
) -> &'static [Tip] {
    use Tip::{
        Appeal, Call1930, CommonSigns, DigitalArrest, DoNotPay, HangUp, KeepEvidence, Kyc,
        LookItUpYourself, NeverProofOfSafe, Phishing, ReportChakshu,
    };
    match (outcome, kind, reason) {
        (Outcome::Reported, ..) => &[
            HangUp,
            DoNotPay,
            Call1930,
            KeepEvidence,
            ReportChakshu,
            Appeal,
        ],
        (Outcome::NotListed, ..) => &[
            NeverProofOfSafe,
            CommonSigns,
            LookItUpYourself,
            ReportChakshu,
        ],
        (Outcome::CannotSay, ..) => &[NeverProofOfSafe, LookItUpYourself, CommonSigns, Call1930],
        // A forged number most often plays an authority.
        (Outcome::Impossible, ..) => &[HangUp, DoNotPay, DigitalArrest, ReportChakshu, CommonSigns],
        (Outcome::Service, Some(Kind::ShortCode), _) => &[LookItUpYourself, Call1930],
        (Outcome::Service, Some(Kind::Telemarketing), _) => {
            &[NeverProofOfSafe, CommonSigns, ReportChakshu]
        }
        (Outcome::Service, ..) => &[NeverProofOfSafe, LookItUpYourself, Kyc],
        (Outcome::Unreadable, _, Some(Reason::SenderName)) => &[Phishing, Kyc, LookItUpYourself],
        (Outcome::Unreadable, ..) => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_distinct() {
        let mut ids: Vec<_> = Tip::ALL.iter().map(|tip| tip.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Tip::ALL.len());
    }

    #[test]
    fn a_reported_number_first_of_all_means_hang_up() {
        assert_eq!(
            advice(Outcome::Reported, Some(Kind::Mobile), None).first(),
            Some(&Tip::HangUp)
        );
    }

    #[test]
    fn an_answer_that_is_no_match_says_that_it_proves_nothing() {
        for outcome in [Outcome::NotListed, Outcome::CannotSay] {
            assert_eq!(
                advice(outcome, Some(Kind::Mobile), None).first(),
                Some(&Tip::NeverProofOfSafe)
            );
        }
    }
}
