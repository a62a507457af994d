//! Stable ids: FNV-1a (Fowler, Noll, Vo; 64 bits) over the parts that make a thing what it is.

/// `prefix` and twelve hexadecimal digits of the 64-bit FNV-1a hash of `parts`, each ended by a zero byte.
pub(crate) fn id<'p>(prefix: &str, parts: impl IntoIterator<Item = &'p str>) -> String {
    format!("{prefix}{:012x}", of(parts) & 0xffff_ffff_ffff)
}

/// The 64-bit FNV-1a hash of `parts`, each ended by a zero byte.
pub(crate) fn of<'p>(parts: impl IntoIterator<Item = &'p str>) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    for part in parts {
        part.bytes().for_each(&mut eat);
        eat(0);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_do_not_change_between_versions() {
        assert_eq!(id("e-", ["dalmar"]), id("e-", ["dalmar"]));
        assert_ne!(id("e-", ["ab", "c"]), id("e-", ["a", "bc"]));
        assert_eq!(id("e-", []), "e-9ce484222325");
    }
}
