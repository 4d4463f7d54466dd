//! The figures in README, between two marks, made from the recorded ones.

use anyhow::{Context, Result};

use super::recorded::Recorded;

const OPENING: &str = "<!-- sizes -->\n";
const CLOSING: &str = "<!-- /sizes -->";

/// What README tells of, by the file that is loaded.
const TOLD: [(&str, &str); 6] = [
    ("`commerce-auth`", "index.js"),
    ("`commerce-auth/headers`", "headers.js"),
    ("`commerce-auth/server`", "server.js"),
    ("`commerce-auth/adapters`", "adapters.js"),
    ("`commerce-auth/slim`", "slim.js"),
    ("its `core.wasm`", "core.wasm"),
];

/// README with the figures that are recorded.
pub fn with_figures(readme: &str, recorded: &Recorded) -> Result<String> {
    let (before, rest) = readme.split_once(OPENING).context("README.md has no <!-- sizes -->")?;
    let (_, after) = rest.split_once(CLOSING).context("README.md has no <!-- /sizes -->")?;
    Ok([before, OPENING, &sentence(recorded)?, CLOSING, after].concat())
}

fn sentence(recorded: &Recorded) -> Result<String> {
    let mut parts = Vec::new();
    for (name, file) in TOLD {
        let size = recorded.0.get(file).with_context(|| format!("no size of {file} is recorded"))?;
        parts.push(format!("{name} {}", kilobytes(size.gzip)));
    }
    Ok(format!("Gzipped, with all that is loaded:\n{}.\n", parts.join(",\n")))
}

/// Of 1000 bytes; one decimal where a whole number would say little.
fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.saturating_add(50).div_euclid(100);
    let [whole, tenth] = [tenths.div_euclid(10), tenths.rem_euclid(10)];
    if bytes < 10_000 {
        format!("{whole}.{tenth} kB")
    } else {
        format!("{} kB", bytes.saturating_add(500).div_euclid(1000))
    }
}

#[cfg(test)]
mod tests {
    use super::super::recorded::{Recorded, Size};
    use super::{TOLD, kilobytes, with_figures};

    #[test]
    fn kilobytes_are_rounded() {
        assert_eq!(
            [949, 4_960, 9_949, 52_499, 52_500].map(kilobytes),
            ["0.9 kB", "5.0 kB", "9.9 kB", "52 kB", "53 kB"]
        );
    }

    #[test]
    fn only_what_stands_between_the_marks_changes() -> anyhow::Result<()> {
        let size = Size { raw: 1, gzip: 52_000 };
        let recorded = Recorded(TOLD.iter().map(|(_, file)| ((*file).to_owned(), size)).collect());
        let text = with_figures("before\n<!-- sizes -->\nold\n<!-- /sizes -->\nafter\n", &recorded)?;
        assert!(text.starts_with("before\n<!-- sizes -->\nGzipped") && text.ends_with(".\n<!-- /sizes -->\nafter\n"));
        assert!(text.contains("`commerce-auth` 52 kB,") && !text.contains("old"));
        assert_eq!(with_figures(&text, &recorded)?, text);
        assert!(with_figures("no marks", &recorded).is_err());
        Ok(())
    }
}
