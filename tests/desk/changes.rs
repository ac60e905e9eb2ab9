//! What changed from one build to the next: `diff` and `build --since`.
