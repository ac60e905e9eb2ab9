//! The members of a JSON object in their order: those that are not set anew stay as they were, byte by byte.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::handover::status::StatusSummary;
use crate::report::programmes::ProgrammeSummary;

/// The members of `report.json`.
pub(crate) struct Members(Vec<(String, Member)>);

/// What a member holds.
pub(crate) enum Member {
    Kept(Box<RawValue>),
    Status(StatusSummary),
    Reach(ProgrammeSummary),
}

impl Members {
    /// Sets a member, at its place where there is one.
    pub(super) fn set(&mut self, name: &str, member: Member) {
        match self.0.iter_mut().find(|(its, _)| its == name) {
            Some((_, place)) => *place = member,
            None => self.0.push((name.to_owned(), member)),
        }
    }

    /// The object as `report.json` is written.
    pub(super) fn json(&self) -> serde_json::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry()? {
                    members.push((name, Member::Kept(value)));
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, member) in &self.0 {
            match member {
                Member::Kept(value) => map.serialize_entry(name, value)?,
                Member::Status(status) => map.serialize_entry(name, status)?,
                Member::Reach(reach) => map.serialize_entry(name, reach)?,
            }
        }
        map.end()
    }
}
