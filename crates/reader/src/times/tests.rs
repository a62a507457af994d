//! Expressions of time in sentences of our own.
