//! Rows of `lexicon/places/*.tsv`: places that the table lacks, or that need more names.

use herodotus_schema::Precision;

use crate::GazetteerError;

/// One place of one's own, laid over the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The name to show.
    pub name: String,
    /// Other names that mean the same place.
    pub aliases: Vec<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166 alpha-2 code of the country; empty for what lies in several or none.
    pub country: String,
    /// How finely it is known.
    pub precision: Precision,
    /// The GeoNames id, where it has one.
    pub geonameid: Option<u32>,
}

impl Row {
    /// Reads the rows of one file. Lines that are empty, begin with `#` or repeat the heading are passed over.
    /// `file` is only for messages. A row that cannot be read is an error that names its line.
    pub fn read_all(text: &str, file: &str) -> Result<Vec<Row>, GazetteerError> {
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#') && !l.starts_with("name\t"));
        lines
            .map(|(at, line)| {
                Row::read(line).map_err(|what| GazetteerError::Row { file: file.to_owned(), line: at + 1, what })
            })
            .collect()
    }

    fn read(line: &str) -> Result<Row, String> {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let &[name, aliases, lat, lon, country, precision, geonameid, ..] = fields.as_slice() else {
            return Err(format!("{} fields in place of 8", fields.len()));
        };
        if name.is_empty() {
            return Err("no name".to_owned());
        }
        if !(country.is_empty() || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase())) {
            return Err(format!("\"{country}\" is not an ISO 3166 alpha-2 code"));
        }
        Ok(Row {
            name: name.to_owned(),
            aliases: aliases.split('|').map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect(),
            lat: degrees(lat, 90.0)?,
            lon: degrees(lon, 180.0)?,
            country: country.to_owned(),
            precision: parse_precision(precision).ok_or_else(|| format!("\"{precision}\" is no precision"))?,
            geonameid: match geonameid {
                "" => None,
                id => Some(id.parse().map_err(|_| format!("\"{id}\" is no GeoNames id"))?),
            },
        })
    }
}

fn degrees(text: &str, limit: f64) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value.abs() <= limit => Ok(value),
        _ => Err(format!("\"{text}\" is not between -{limit} and {limit} degrees")),
    }
}

/// The precision written as in the record format (`site`, `settlement`, `district`, `region`, `country`).
pub(crate) fn parse_precision(word: &str) -> Option<Precision> {
    Some(match word {
        "site" => Precision::Site,
        "settlement" => Precision::Settlement,
        "district" => Precision::District,
        "region" => Precision::Region,
        "country" => Precision::Country,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read() {
        let text = "name\taliases\tlat\tlon\tcountry\tprecision\tgeonameid\tfact\n# hills\n\nDalmar\tDalmer|Old Dalmar\t12.5\t-3\tML\tsettlement\t\tinvented\n";
        let rows = Row::read_all(text, "x.tsv").unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].aliases, ["Dalmer", "Old Dalmar"]);
        assert_eq!((rows[0].lat, rows[0].lon, rows[0].geonameid), (12.5, -3.0, None));
    }

    #[test]
    fn a_bad_row_says_where_and_what() {
        let message = |line: &str| Row::read_all(&format!("\n{line}"), "x.tsv").unwrap_err().to_string();
        assert!(message("Dalmar\t\t95\t0\tML\tsettlement\t\t").starts_with("x.tsv:2: \"95\" is not between"));
        assert!(message("Dalmar\t\t5\t0\tMali\tsettlement\t\t").contains("alpha-2"));
        assert!(message("Dalmar\t\t5\tNaN\tML\tsettlement\t\t").contains("NaN"));
        assert!(message("Dalmar\t\t5\t0\tML\ttown\t\t").contains("no precision"));
        assert!(message("Dalmar 5 0").contains("1 fields"));
    }
}
