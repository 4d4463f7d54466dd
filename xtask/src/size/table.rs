//! The table of sizes.

use super::measured::Measured;

pub fn table(measured: &Measured) -> String {
    let mut text = row("", "bytes", "gzip -9", "brotli");
    for file in &measured.files {
        let [raw, gzip, brotli] = [file.raw, file.gzip, file.brotli].map(grouped);
        text.push_str(&row(&named(&file.name, &file.with), &raw, &gzip, &brotli));
    }
    text.push_str(&row("tarball", &grouped(measured.tarball), "", ""));
    text
}

/// `12,345`
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(place);
        if place > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn named(name: &str, with: &[String]) -> String {
    if with.is_empty() { name.to_owned() } else { format!("{name} + {}", with.join(" + ")) }
}

fn row(name: &str, raw: &str, gzip: &str, brotli: &str) -> String {
    format!("{name:<34}{raw:>10}{gzip:>10}{brotli:>10}\n")
}

#[cfg(test)]
mod tests {
    use super::super::measured::{File, Measured};
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 12, 123, 1_234, 1_234_567].map(grouped), ["0", "12", "123", "1,234", "1,234,567"]);
    }

    #[test]
    fn a_row_names_what_it_includes() {
        let file = File {
            name: "server.js".into(),
            with: vec!["index.js".into()],
            raw: 1_000,
            gzip: 500,
            brotli: 400,
            minified: None,
        };
        let text = table(&Measured { files: vec![file], tarball: 2_000 });
        assert!(text.contains("server.js + index.js                   1,000       500       400\n"), "{text}");
        assert!(
            text.lines().last().is_some_and(|line| line.starts_with("tarball") && line.trim_end().ends_with("2,000"))
        );
    }
}
