//! The headings of the desk's own tables, which must not be read as complaints.

/// The file of decisions about links; any order, and other columns beside them.
pub const APPROVALS: [&str; 4] = ["link_id", "decision", "by", "date"];

/// The upload files, unless `[cybersafe]` has others.
pub const UPLOAD: [&str; 9] = [
    "Mobile Number",
    "District",
    "Complaints",
    "First Complaint",
    "Last Complaint",
    "Category",
    "Source",
    "Tag",
    "Linked From",
];
