//! Rows of `places/*.tsv`: names that the gazetteer lacks.

use herodotus_schema::Precision;

use crate::{Origin, Problem};

/// One place of the supplement.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceRow {
    /// The name shown.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166 alpha-2 code of the country; empty for what lies in several or none.
    pub country: String,
    /// How finely it is known.
    pub precision: Precision,
    /// The GeoNames id, where there is one.
    pub geonameid: Option<u32>,
    /// Where the facts come from.
    pub fact: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

const COLUMNS: [&str; 8] = ["name", "aliases", "lat", "lon", "country", "precision", "geonameid", "fact"];

/// Reads one file: rows of eight columns; blank lines, lines that begin with `#` and the header are passed over.
pub(crate) fn read(name: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<PlaceRow> {
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let origin = Origin { file: name.into(), line: number as u32 + 1 };
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if line.trim().is_empty() || line.starts_with('#') || cells.first() == Some(&COLUMNS[0]) {
            continue;
        }
        match row(&cells, origin.clone()) {
            Ok(row) => rows.push(row),
            Err((fault, remedy)) => problems.push(Problem { at: origin, fault, remedy }),
        }
    }
    rows
}

fn row(cells: &[&str], origin: Origin) -> Result<PlaceRow, (String, String)> {
    let [name, aliases, lat, lon, country, precision, geonameid, fact] = match cells {
        [name, aliases, lat, lon, country, precision, geonameid, fact] => {
            [name, aliases, lat, lon, country, precision, geonameid, fact]
        }
        [name, aliases, lat, lon, country, precision, geonameid] => {
            [name, aliases, lat, lon, country, precision, geonameid, &""]
        }
        _ => {
            let fault = format!("{} columns where 8 belong", cells.len());
            return Err((fault, format!("separate by tabs: {}", COLUMNS.join(", "))));
        }
    };
    if name.is_empty() {
        return Err(("a place without a name".into(), "fill the first column".into()));
    }
    if !country.is_empty() && (country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase())) {
        let fault = format!("`country` is \"{country}\"");
        return Err((fault, "write the ISO 3166 alpha-2 code, such as AZ, or nothing for what lies in several".into()));
    }
    Ok(PlaceRow {
        name: (*name).to_owned(),
        aliases: aliases.split('|').map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect(),
        lat: degrees("lat", lat, 90.0)?,
        lon: degrees("lon", lon, 180.0)?,
        country: (*country).to_owned(),
        precision: fineness(precision)?,
        geonameid: id(geonameid)?,
        fact: (!fact.is_empty()).then(|| (*fact).to_owned()),
        origin,
    })
}

fn degrees(column: &str, cell: &str, most: f64) -> Result<f64, (String, String)> {
    cell.parse()
        .ok()
        .filter(|degrees: &f64| degrees.abs() <= most)
        .ok_or_else(|| (format!("`{column}` is \"{cell}\""), format!("write decimal degrees from -{most} to {most}")))
}

fn fineness(cell: &str) -> Result<Precision, (String, String)> {
    Ok(match cell {
        "site" => Precision::Site,
        "settlement" => Precision::Settlement,
        "district" => Precision::District,
        "region" => Precision::Region,
        "country" => Precision::Country,
        _ => {
            let fault = format!("`precision` is \"{cell}\"");
            return Err((fault, "use site, settlement, district, region or country".into()));
        }
    })
}

fn id(cell: &str) -> Result<Option<u32>, (String, String)> {
    if cell.is_empty() {
        return Ok(None);
    }
    let fault = || (format!("`geonameid` is \"{cell}\""), "write the number, or leave it empty".into());
    cell.parse().map(Some).map_err(|_| fault())
}
