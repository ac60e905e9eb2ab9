//! What a person is told to look at before publishing.
