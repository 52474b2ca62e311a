//! The figures of `docs/figures.md`: `cargo bench` makes districts of 1,000, 100,000 and 1,000,000 cases under `target/tmp`
//! (once; `cargo bench -- 1000` for one size only) and prints a table of medians and 99th percentiles, then what an
//! import, an exchange and a passphrase take (`cargo bench -- import`, `-- exchange`, `-- encryption` for one only).

mod district;
mod encryption;
mod exchange;
mod export;
mod import;
mod measure;
mod screens;

use std::path::Path;

use tiaojie::store::Result;

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];

fn main() -> Result<()> {
    let asked: Vec<usize> =
        std::env::args().filter_map(|word| word.replace(['_', ','], "").parse().ok()).collect();
    let aside = Path::new(env!("CARGO_TARGET_TMPDIR"));
    match std::env::args()
        .find(|word| ["import", "exchange", "encryption"].contains(&word.as_str()))
        .as_deref()
    {
        Some("import") => return import::run(aside, &asked),
        Some("exchange") => return exchange::run(aside),
        Some(_) => return encryption::run(aside, &asked),
        None => {}
    }
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked.clone() };
    let mut columns = Vec::new();
    for size in sizes {
        let path = aside.join(format!("bench-{size}.db"));
        if !path.exists() {
            let begun = std::time::Instant::now();
            district::make(&path, size)?;
            eprintln!("{size} cases made in {:.1} s", begun.elapsed().as_secs_f64());
        }
        let mut figures = measure::store(&path)?;
        figures.extend(screens::figures(&path)?);
        figures.extend(export::figures(&path)?);
        columns.push((size, figures));
    }
    eprintln!("the table of docs/figures.md:");
    print_table(&columns);
    if !asked.is_empty() {
        return Ok(());
    }
    import::run(aside, &[])?;
    encryption::run(aside, &[])?;
    exchange::run(aside)
}

/// Markdown, a row a figure, a column a size.
fn print_table(columns: &[(usize, Vec<measure::Figure>)]) {
    let sizes: Vec<String> = columns.iter().map(|(size, _)| format!(" {size} ")).collect();
    println!("| p50 / p99 |{}|", sizes.join("|"));
    println!("|---|{}|", vec!["---:"; columns.len()].join("|"));
    let Some((_, first)) = columns.first() else { return };
    for (row, figure) in first.iter().enumerate() {
        let cells: Vec<String> = columns
            .iter()
            .map(|(_, figures)| {
                figures.get(row).map_or_else(String::new, |figure| format!(" {} ", figure.text))
            })
            .collect();
        println!("| {} |{}|", figure.name, cells.join("|"));
    }
}
