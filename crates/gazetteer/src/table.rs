//! The binary table that `training/gazetteer.py` writes: names, sorted keys, and one column per field.
//!
//! `HGAZ1\n`, the number of places and of keys (`u32`, little-endian like every number), then twelve
//! sections, each its raw length, its packed length and its zlib stream: country codes, first-order
//! codes (`UA.12`), names and sorted keys (texts by newlines); the places under each key (LEB128: how
//! many, then zigzag steps of `place * 2 + is_alias`); ids, latitudes and longitudes in thousandths of
//! a degree, populations, country numbers, first-order numbers, and precision with flags in one byte.

use std::io::Read;
use std::ops::Range;

use flate2::read::ZlibDecoder;
use herodotus_schema::Precision;

use crate::GazetteerError;

/// A text of lines with the byte at which each starts.
#[derive(Debug)]
struct Lines {
    text: String,
    starts: Vec<u32>,
}

impl Lines {
    fn new(bytes: Vec<u8>, what: &str) -> Result<Lines, GazetteerError> {
        let text = String::from_utf8(bytes).map_err(|_| GazetteerError::damaged(format!("{what} are not UTF-8")))?;
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        starts.push(text.len() as u32 + 1);
        Ok(Lines { text, starts })
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn get(&self, at: usize) -> &str {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => self.text.get(start as usize..end as usize - 1).unwrap_or(""),
            _ => "",
        }
    }
}

/// One place as the table has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'t> {
    pub name: &'t str,
    pub geonameid: Option<u32>,
    pub lat: f64,
    pub lon: f64,
    pub country: &'t str,
    pub admin1: &'t str,
    pub population: u32,
    pub precision: Precision,
    pub capital: bool,
}

/// The whole table, unpacked.
#[derive(Debug)]
pub(crate) struct Table {
    countries: Lines,
    admins: Lines,
    names: Lines,
    keys: Lines,
    post_starts: Vec<u32>,
    posts: Vec<u32>,
    ids: Vec<u32>,
    lats: Vec<i32>,
    lons: Vec<i32>,
    populations: Vec<u32>,
    country: Vec<u8>,
    admin: Vec<u16>,
    kinds: Vec<u8>,
}

impl Table {
    /// Unpacks `data`; every count and index in it is checked here, so that later look-ups cannot fail.
    pub fn read(data: &[u8]) -> Result<Table, GazetteerError> {
        let mut input = Input { data };
        if input.take(6)? != b"HGAZ1\n" {
            return Err(GazetteerError::damaged("it does not begin with HGAZ1"));
        }
        let (places, key_count) = (input.number()? as usize, input.number()? as usize);
        let countries = Lines::new(input.section()?, "country codes")?;
        let admins = Lines::new(input.section()?, "first-order codes")?;
        let names = Lines::new(input.section()?, "names")?;
        let keys = Lines::new(input.section()?, "keys")?;
        let (post_starts, posts) = read_posts(&input.section()?, key_count, places)?;
        let table = Table {
            countries,
            admins,
            names,
            keys,
            post_starts,
            posts,
            ids: input.column(u32::from_le_bytes)?,
            lats: input.column(i32::from_le_bytes)?,
            lons: input.column(i32::from_le_bytes)?,
            populations: input.column(u32::from_le_bytes)?,
            country: input.section()?,
            admin: input.column(u16::from_le_bytes)?,
            kinds: input.section()?,
        };
        table.check(places, key_count)?;
        Ok(table)
    }

    fn check(&self, places: usize, keys: usize) -> Result<(), GazetteerError> {
        let lengths = [self.names.len(), self.ids.len(), self.lats.len(), self.lons.len(), self.populations.len()];
        let more = [self.country.len(), self.admin.len(), self.kinds.len()];
        if lengths.iter().chain(&more).any(|&n| n != places) || self.keys.len() != keys {
            return Err(GazetteerError::damaged("its columns differ in length"));
        }
        let country = self.country.iter().all(|&c| usize::from(c) < self.countries.len());
        let admin = self.admin.iter().all(|&a| usize::from(a) < self.admins.len());
        if !country || !admin {
            return Err(GazetteerError::damaged("a place points outside its countries or divisions"));
        }
        Ok(())
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The place numbered `at`, `None` past the end.
    pub fn record(&self, at: u32) -> Option<Record<'_>> {
        let i = at as usize;
        let kind = *self.kinds.get(i)?;
        let id = self.ids[i];
        Some(Record {
            name: self.names.get(i),
            geonameid: (id > 0).then_some(id),
            lat: f64::from(self.lats[i]) / 1000.0,
            lon: f64::from(self.lons[i]) / 1000.0,
            country: self.countries.get(usize::from(self.country[i])),
            admin1: self.admins.get(usize::from(self.admin[i])).split_once('.').map_or("", |(_, code)| code),
            population: self.populations[i],
            precision: match kind & 0x0F {
                0 => Precision::Site,
                1 => Precision::Settlement,
                2 => Precision::District,
                3 => Precision::Region,
                _ => Precision::Country,
            },
            capital: kind & 0x10 != 0,
        })
    }

    /// The places named `key` (folded), each with whether it is only an alias there.
    pub fn find(&self, key: &str) -> impl Iterator<Item = (u32, bool)> + '_ {
        let at = self.lower_bound(key);
        let range = if at < self.keys.len() && self.keys.get(at) == key { self.post_range(at) } else { 0..0 };
        self.posts[range].iter().map(|post| (post / 2, post % 2 == 1))
    }

    /// Whether some key goes on from `key` with a space.
    pub fn has_longer(&self, key: &str) -> bool {
        let with_space = format!("{key} ");
        let at = self.lower_bound(&with_space);
        at < self.keys.len() && self.keys.get(at).starts_with(&with_space)
    }

    fn post_range(&self, at: usize) -> Range<usize> {
        self.post_starts[at] as usize..self.post_starts[at + 1] as usize
    }

    fn lower_bound(&self, key: &str) -> usize {
        let (mut low, mut high) = (0, self.keys.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.keys.get(middle).as_bytes() < key.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    #[cfg(test)]
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        (0..self.keys.len()).map(|at| self.keys.get(at))
    }
}

/// Where each key's places start, and the places of all keys.
fn read_posts(bytes: &[u8], keys: usize, places: usize) -> Result<(Vec<u32>, Vec<u32>), GazetteerError> {
    let mut input = Input { data: bytes };
    // A count from a damaged file must not reserve memory that the bytes cannot fill.
    let (mut starts, mut posts) = (Vec::with_capacity(keys.min(bytes.len()) + 1), Vec::with_capacity(bytes.len() / 2));
    let mut before = 0i64;
    for _ in 0..keys {
        starts.push(posts.len() as u32);
        for _ in 0..input.varint()? {
            let step = i64::from(input.varint()?);
            before += if step % 2 == 0 { step / 2 } else { -(step + 1) / 2 };
            if before < 0 || before >= places as i64 * 2 {
                return Err(GazetteerError::damaged("a key points outside the places"));
            }
            posts.push(before as u32);
        }
    }
    starts.push(posts.len() as u32);
    Ok((starts, posts))
}

/// What is left to read.
struct Input<'d> {
    data: &'d [u8],
}

impl<'d> Input<'d> {
    fn take(&mut self, n: usize) -> Result<&'d [u8], GazetteerError> {
        let (head, tail) = self.data.split_at_checked(n).ok_or_else(|| GazetteerError::damaged("it ends too early"))?;
        self.data = tail;
        Ok(head)
    }

    fn number(&mut self) -> Result<u32, GazetteerError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn varint(&mut self) -> Result<u32, GazetteerError> {
        let mut value = 0u32;
        for shift in (0..32).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(GazetteerError::damaged("a number is too long"))
    }

    fn section(&mut self) -> Result<Vec<u8>, GazetteerError> {
        let raw = self.number()? as usize;
        let packed = self.number()? as usize;
        let bytes = self.take(packed)?;
        // zlib cannot unpack to more than some 1032 times its length.
        let mut out = Vec::with_capacity(raw.min(bytes.len().saturating_mul(1032)));
        let read = ZlibDecoder::new(bytes).take(raw as u64 + 1).read_to_end(&mut out);
        match read {
            Ok(n) if n == raw => Ok(out),
            Ok(n) => Err(GazetteerError::damaged(format!("a section has {n} bytes in place of {raw}"))),
            Err(e) => Err(GazetteerError::damaged(format!("a section does not unpack: {e}"))),
        }
    }

    fn column<const N: usize, T>(&mut self, from: fn([u8; N]) -> T) -> Result<Vec<T>, GazetteerError> {
        let bytes = self.section()?;
        let (whole, rest) = bytes.as_chunks::<N>();
        if !rest.is_empty() {
            return Err(GazetteerError::damaged("a column ends within a number"));
        }
        Ok(whole.iter().map(|&b| from(b)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::fold::fold;
    use crate::shipped::TABLE;

    #[test]
    fn keys_are_folded_as_here_and_sorted() {
        let table = Table::read(TABLE).unwrap();
        assert!(table.len() > 200_000);
        let mut before = "";
        for key in table.keys() {
            assert_eq!(fold(key), key);
            assert!(before < key, "{before} stands before {key}");
            before = key;
        }
    }

    #[test]
    fn damaged_data_is_an_error_and_never_a_panic() {
        for cut in [0, 5, 6, 13, 14, 20, 1000, TABLE.len() / 2, TABLE.len() - 1] {
            assert!(Table::read(&TABLE[..cut]).is_err(), "cut at {cut}");
        }
        // The head says how many places and keys there are and how long each section is.
        for at in 0..22 {
            let mut bytes = TABLE.to_vec();
            bytes[at] ^= 0x55;
            assert!(Table::read(&bytes).is_err(), "byte {at} changed");
        }
        for at in (22..TABLE.len()).step_by(TABLE.len() / 40) {
            let mut bytes = TABLE.to_vec();
            bytes[at] ^= 0xFF;
            // zlib's checksum catches a change within a section.
            assert!(Table::read(&bytes).is_err(), "byte {at} changed");
        }
    }
}
