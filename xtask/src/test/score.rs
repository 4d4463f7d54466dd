//! The score of a whole run, and how it is told.

use std::time::Duration;

use super::counts::Counts;

/// One suite's result.
#[derive(Clone, Debug)]
pub struct Line {
    pub suite: &'static str,
    pub counts: Counts,
    pub time: Duration,
}

/// Whether a skipped test is a failure: it is where nobody watches (`CI` set).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipping {
    Tolerated,
    Fails,
}

impl Skipping {
    pub fn of(is_build_machine: bool) -> Self {
        if is_build_machine { Self::Fails } else { Self::Tolerated }
    }

    /// A suite's counts as they enter the score.
    pub fn apply(self, counts: Counts) -> Counts {
        match self {
            Self::Tolerated => counts,
            Self::Fails => Counts { failed: counts.failed.saturating_add(counts.skipped), ..counts },
        }
    }
}

/// The table and the closing line.
pub fn told(lines: &[Line]) -> String {
    let mut text = String::new();
    let mut total = Counts::default();
    for line in lines {
        total.add(line.counts.clone());
        text.push_str(&row(line));
    }
    text.push_str(&failures(lines));
    text.push_str(&skipped_note(&total));
    text.push_str(&format!("\n{} passed, {} failed\n", total.passed, total.failed));
    text
}

/// No test failed and at least one ran.
pub fn is_good(lines: &[Line]) -> bool {
    let mut total = Counts::default();
    lines.iter().for_each(|line| total.add(line.counts.clone()));
    total.failed == 0 && total.passed > 0
}

fn row(line: &Line) -> String {
    let Counts { passed, failed, skipped, .. } = line.counts;
    let skipped = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
    format!("{:<14}{:>7.1} s   {passed} passed, {failed} failed{skipped}\n", line.suite, line.time.as_secs_f64())
}

/// Named once more at the end, where a log that was cut still has them.
fn failures(lines: &[Line]) -> String {
    let named = lines.iter().flat_map(|line| line.counts.failures.iter().map(|name| (line.suite, name)));
    let rows: String = named.map(|(suite, name)| format!("  {suite}: {name}\n")).collect();
    if rows.is_empty() { rows } else { format!("\nfailed:\n{rows}") }
}

fn skipped_note(total: &Counts) -> String {
    if total.skipped == 0 { String::new() } else { format!("{} skipped: with CI set, that fails\n", total.skipped) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(counts: Counts) -> Line {
        Line { suite: "native", counts, time: Duration::from_millis(1500) }
    }

    #[test]
    fn the_closing_line_stands_alone() {
        let text = told(&[line(Counts { passed: 3, failed: 1, ..Counts::default() }), line(Counts::ONE_PASSED)]);
        assert_eq!(text.lines().last(), Some("4 passed, 1 failed"));
        assert!(!text.contains("failed:"), "{text}");
        assert!(text.starts_with("native            1.5 s   3 passed, 1 failed\n"), "{text}");
    }

    #[test]
    fn failed_tests_are_named_with_their_suite() {
        let text = told(&[line(Counts { failures: vec!["a test".into()], ..Counts::ONE_FAILED })]);
        assert!(text.ends_with("\nfailed:\n  native: a test\n\n0 passed, 1 failed\n"), "{text}");
    }

    #[test]
    fn skipped_tests_are_mentioned() {
        let text = told(&[line(Counts { skipped: 2, ..Counts::ONE_PASSED })]);
        assert!(text.contains("2 skipped: with CI set, that fails"));
    }

    #[test]
    fn skipping_fails_where_ci_is_set() {
        let skipped = Counts { skipped: 2, ..Counts::ONE_PASSED };
        assert_eq!(Skipping::of(true).apply(skipped.clone()).failed, 2);
        assert_eq!(Skipping::of(false).apply(skipped).failed, 0);
    }

    #[test]
    fn a_run_without_tests_is_not_good() {
        assert!(!is_good(&[]));
        assert!(!is_good(&[line(Counts::ONE_FAILED)]));
        assert!(is_good(&[line(Counts::ONE_PASSED)]));
    }
}
