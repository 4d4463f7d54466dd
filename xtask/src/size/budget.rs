//! The bars that must hold.

use super::measured::File;

/// A bar on the gzipped size of one entry with everything it imports.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    pub file: &'static str,
    pub gzip: u64,
    /// What we would like; missing it is said but does not fail.
    pub aim: u64,
}

/// In bytes; a kilobyte is 1000 of them.
pub const BUDGETS: [Budget; 2] =
    [Budget { file: "index.js", gzip: 24_000, aim: 16_000 }, Budget { file: "server.js", gzip: 80_000, aim: 80_000 }];

/// How a file stands to its budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Good,
    OverAim,
    OverBudget,
    Missing,
}

impl Budget {
    pub fn standing(&self, files: &[File]) -> Standing {
        match files.iter().find(|file| file.name == self.file) {
            None => Standing::Missing,
            Some(file) if file.gzip > self.gzip => Standing::OverBudget,
            Some(file) if file.gzip > self.aim => Standing::OverAim,
            Some(_) => Standing::Good,
        }
    }

    /// One line for the person.
    pub fn told(&self, files: &[File]) -> String {
        let words = match self.standing(files) {
            Standing::Good => "within budget".to_owned(),
            Standing::OverAim => format!("within budget, over the aim of {} bytes", self.aim),
            Standing::OverBudget => "OVER BUDGET".to_owned(),
            Standing::Missing => "MISSING from pkg/".to_owned(),
        };
        format!("{} with what it imports, gzip, at most {} bytes: {words}", self.file, self.gzip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(gzip: u64) -> Standing {
        let file = File { name: "index.js".into(), with: Vec::new(), raw: 0, gzip, brotli: 0 };
        Budget { file: "index.js", gzip: 24_000, aim: 16_000 }.standing(&[file])
    }

    #[test]
    fn the_bar_itself_is_still_within() {
        assert_eq!(standing(16_000), Standing::Good);
        assert_eq!(standing(16_001), Standing::OverAim);
        assert_eq!(standing(24_000), Standing::OverAim);
        assert_eq!(standing(24_001), Standing::OverBudget);
    }

    #[test]
    fn a_missing_entry_is_no_small_entry() {
        assert_eq!(Budget { file: "server.js", gzip: 1, aim: 1 }.standing(&[]), Standing::Missing);
    }
}
