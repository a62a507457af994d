//! The command line of Herodotus.
fn main() {}
