//! The bars of the design: what a page or a program loads that bundles one entry.

use super::measured::File;
use super::table::grouped;

/// A bar on one entry as a bundle, minified and gzipped.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    pub file: &'static str,
    /// In bytes; a kilobyte is 1000 of them.
    pub minified: u64,
}

pub const BUDGETS: [Budget; 3] = [
    Budget { file: "headers.js", minified: 18_000 },
    Budget { file: "index.js", minified: 68_000 },
    Budget { file: "server.js", minified: 96_000 },
];

/// How a file stands to its budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Within,
    Over,
    Missing,
}

impl Budget {
    pub fn standing(&self, files: &[File]) -> Standing {
        match self.measured(files) {
            None => Standing::Missing,
            Some(size) if size > self.minified => Standing::Over,
            Some(_) => Standing::Within,
        }
    }

    /// One line for the person.
    pub fn told(&self, files: &[File]) -> String {
        let size = self.measured(files).map_or_else(|| "?".to_owned(), grouped);
        let words = match self.standing(files) {
            Standing::Within => "within budget",
            Standing::Over => "OVER BUDGET",
            Standing::Missing => "MISSING from pkg/",
        };
        format!(
            "{} as a bundle, minified and gzipped: {size} of at most {} bytes: {words}",
            self.file,
            grouped(self.minified)
        )
    }

    fn measured(&self, files: &[File]) -> Option<u64> {
        files.iter().find(|file| file.name == self.file)?.minified
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(minified: u64) -> Standing {
        let file =
            File { name: "index.js".into(), with: Vec::new(), raw: 0, gzip: 0, brotli: 0, minified: Some(minified) };
        Budget { file: "index.js", minified: 24_000 }.standing(&[file])
    }

    #[test]
    fn the_bar_itself_is_still_within() {
        assert_eq!(standing(24_000), Standing::Within);
        assert_eq!(standing(24_001), Standing::Over);
    }

    #[test]
    fn a_missing_entry_is_no_small_entry() {
        assert_eq!(Budget { file: "server.js", minified: 1 }.standing(&[]), Standing::Missing);
    }
}
