//! Links exported claims: `cargo run -p herodotus-reconcile --example link_claims -- CLAIMS.jsonl > LINKS.jsonl`.

use std::error::Error;

use herodotus_schema::Claim;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("usage: link_claims CLAIMS.jsonl")?;
    let claims = std::fs::read_to_string(file)?;
    let claims: Vec<Claim> = claims.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    for link in herodotus_reconcile::link(&claims) {
        println!("{}", serde_json::to_string(&link)?);
    }
    Ok(())
}
