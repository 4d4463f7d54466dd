//! The gate: nothing grows unnoticed.

use super::measured::{File, Measured};
use super::recorded::{Recorded, Size};
use super::table::grouped;

/// Compilers of the same branch, and the zlib of another Node, differ by a few bytes. What shrinks by more has to be
/// recorded too: README tells the figures, and what was won is not to be lost again unnoticed.
const ALLOWANCE_PERCENT: u64 = 1;

const REMEDY: &str = "if it is meant, `cargo xtask size --accept` records it";

/// How one entry stands to its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub name: String,
    /// What is wrong, if anything.
    pub fault: Option<String>,
}

/// One for each entry, measured or recorded.
pub fn findings(recorded: &Recorded, measured: &Measured) -> Vec<Finding> {
    let gone = recorded.0.keys().filter(|name| measured.files.iter().all(|file| file.name != **name));
    let gone = gone.map(|name| Finding { name: name.clone(), fault: Some(format!("is gone from pkg/: {REMEDY}")) });
    let present = measured.files.iter().map(|file| Finding { name: file.name.clone(), fault: fault(recorded, file) });
    present.chain(gone).collect()
}

fn fault(recorded: &Recorded, file: &File) -> Option<String> {
    let Some(size) = recorded.0.get(&file.name) else { return Some(format!("has no recorded size: {REMEDY}")) };
    let found = Size::from(file);
    let raw = told("", size.raw, found.raw);
    raw.or_else(|| told(", gzipped", size.gzip, found.gzip))
}

fn told(form: &str, recorded: u64, found: u64) -> Option<String> {
    let allowance = recorded.div_euclid(100).saturating_mul(ALLOWANCE_PERCENT);
    let verb = if found > recorded.saturating_add(allowance) {
        "grew"
    } else if found < recorded.saturating_sub(allowance) {
        "shrank"
    } else {
        return None;
    };
    let [recorded, found] = [recorded, found].map(grouped);
    Some(format!("{verb} from {recorded} to {found} bytes{form}, by more than {ALLOWANCE_PERCENT} %: {REMEDY}"))
}

#[cfg(test)]
mod tests {
    use super::super::measured::{File, Measured};
    use super::super::recorded::{Recorded, Size};
    use super::findings;

    fn fault(raw: u64, gzip: u64) -> Option<String> {
        let file = File { name: "index.js".into(), with: Vec::new(), raw, gzip, brotli: 0, minified: None };
        let recorded = Recorded([("index.js".to_owned(), Size { raw: 20_000, gzip: 10_000 })].into());
        findings(&recorded, &Measured { files: vec![file], tarball: 0 }).into_iter().find_map(|finding| finding.fault)
    }

    #[test]
    fn a_hundredth_more_or_less_passes_and_a_byte_beyond_does_not() {
        assert_eq!([fault(20_000, 10_000), fault(20_200, 10_100), fault(19_800, 9_900)], [None, None, None]);
        assert!(fault(20_201, 10_000).is_some_and(|why| why.starts_with("grew from 20,000 to 20,201 bytes, by")));
        assert!(fault(20_000, 10_101).is_some_and(|why| why.contains("10,101 bytes, gzipped")));
        assert!(fault(19_799, 10_000).is_some_and(|why| why.starts_with("shrank")));
    }

    #[test]
    fn an_entry_that_came_or_went_is_a_fault() {
        let one = Recorded([("gone.js".to_owned(), Size { raw: 1, gzip: 1 })].into());
        let new = File { name: "new.js".into(), with: Vec::new(), raw: 1, gzip: 1, brotli: 0, minified: None };
        let found = findings(&one, &Measured { files: vec![new], tarball: 0 });
        assert!(found.len() == 2 && found.iter().all(|finding| finding.fault.is_some()), "{found:?}");
    }
}
