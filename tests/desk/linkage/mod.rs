//! IMEI linkage, from files of sightings to links.

mod approvals;
mod case;
mod command;
mod files;
mod oracle;
mod rules;
