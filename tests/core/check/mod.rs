//! Answers to what people type and paste.

mod answers;
