//! How many tests passed and which did not, read from what the test tools print.

/// The outcome of some tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    /// Skipped, ignored, or marked as still to do.
    pub skipped: u32,
    /// The failed ones that have a name.
    pub failures: Vec<String>,
}

impl Counts {
    pub const ONE_PASSED: Self = Self { passed: 1, failed: 0, skipped: 0, failures: Vec::new() };
    pub const ONE_FAILED: Self = Self { passed: 0, failed: 1, skipped: 0, failures: Vec::new() };
    pub const ONE_SKIPPED: Self = Self { passed: 0, failed: 0, skipped: 1, failures: Vec::new() };

    /// All `test result:` lines of `cargo test`; wasm-bindgen's test runner writes the same.
    pub fn of_cargo(output: &str) -> Self {
        let mut total = Self { failures: named_by_cargo(output), ..Self::default() };
        for line in output.lines() {
            // In a browser the line is part of a page and may be indented.
            if let Some(result) = line.trim().strip_prefix("test result:") {
                total.add(Self {
                    passed: before(result, "passed"),
                    failed: before(result, "failed"),
                    skipped: before(result, "ignored"),
                    failures: Vec::new(),
                });
            }
        }
        total
    }

    /// The summary at the end of `node --test --test-reporter=tap`. Cancelled tests did not pass either.
    pub fn of_node(tap: &str) -> Self {
        let of = |name: &str| tap.lines().filter_map(|line| summary(line, name)).next_back().unwrap_or_default();
        Self {
            passed: of("pass"),
            failed: of("fail").saturating_add(of("cancelled")),
            skipped: of("skipped").saturating_add(of("todo")),
            failures: named_by_node(tap),
        }
    }

    /// One test of a tool that only succeeds or fails.
    pub fn of_success(succeeded: bool) -> Self {
        if succeeded { Self::ONE_PASSED } else { Self::ONE_FAILED }
    }

    /// Takes others in.
    pub fn add(&mut self, other: Self) {
        self.passed = self.passed.saturating_add(other.passed);
        self.failed = self.failed.saturating_add(other.failed);
        self.skipped = self.skipped.saturating_add(other.skipped);
        self.failures.extend(other.failures);
    }

    /// What the exit code adds: a tool that fails without a failed test has crashed, and that is a failure; so is
    /// a success in which nothing was tested.
    pub fn judged_by(self, succeeded: bool) -> Self {
        let unexplained = !succeeded && self.failed == 0;
        let nothing = self == Self::default();
        if unexplained || nothing { Self { failed: self.failed.saturating_add(1), ..self } } else { self }
    }
}

/// The last list of each `failures:` block; the one before it holds what the tests wrote.
fn named_by_cargo(output: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut list: Option<Vec<String>> = None;
    for line in output.lines().map(str::trim_end) {
        if line.trim() == "failures:" {
            list = Some(Vec::new());
        } else if line.trim().starts_with("test result:") {
            names.extend(list.take().unwrap_or_default());
        } else if let (Some(list), Some(name)) = (&mut list, line.strip_prefix("    ")) {
            list.push(name.to_owned());
        }
    }
    names
}

/// What failed itself; a test that failed because one within it did is left out.
fn named_by_node(tap: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in tap.lines().map(str::trim_start) {
        if let Some((_, name)) = line.strip_prefix("not ok ").and_then(|rest| rest.split_once(" - ")) {
            names.push(name.to_owned());
        } else if line.starts_with("failureType: 'subtestsFailed'") {
            names.pop();
        }
    }
    names
}

/// The number before a word: `3` in ` ok. 3 passed; 0 failed`.
fn before(result: &str, word: &str) -> u32 {
    let mut previous = "";
    for current in result.split_whitespace() {
        if current.trim_end_matches(';') == word {
            return previous.parse().unwrap_or_default();
        }
        previous = current;
    }
    0
}

fn summary(line: &str, name: &str) -> Option<u32> {
    line.strip_prefix("# ")?.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn all_results_of_cargo_are_added() {
        let output = "\
running 3 tests
test a ... ok

test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

   Doc-tests commerce_auth
test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
";
        assert_eq!(Counts::of_cargo(output), Counts { passed: 6, failed: 2, skipped: 1, failures: Vec::new() });
    }

    #[test]
    fn the_result_of_wasm_bindgen_is_read() {
        let output = "    test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.01s";
        assert_eq!(Counts::of_cargo(output), Counts { passed: 3, ..Counts::default() });
    }

    #[test]
    fn the_summary_of_node_is_read() {
        let tap = "TAP version 13\nok 1 - a\n# pass 9\n1..1\n# tests 8\n# suites 0\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 2\n# duration_ms 5\n";
        assert_eq!(Counts::of_node(tap), Counts { passed: 3, failed: 2, skipped: 3, failures: Vec::new() });
    }

    #[test]
    fn cargo_names_what_failed() {
        let output = "\
failures:

---- tests::one stdout ----
    left: 1

failures:
    tests::one
    tests::other

test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
    Doc-tests commerce_auth
test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
";
        assert_eq!(Counts::of_cargo(output).failures, ["tests::one", "tests::other"]);
    }

    #[test]
    fn node_names_what_failed_itself() {
        let tap = "\
# Subtest: chromium
    not ok 1 - a transfer - and an error
      ---
      failureType: 'testCodeFailure'
    ok 2 - fine
not ok 1 - chromium
  ---
  failureType: 'subtestsFailed'
";
        assert_eq!(Counts::of_node(tap).failures, ["a transfer - and an error"]);
    }

    #[test]
    fn output_without_a_summary_counts_nothing() {
        assert_eq!(Counts::of_cargo("error: could not compile"), Counts::default());
        assert_eq!(Counts::of_node(""), Counts::default());
    }

    #[test]
    fn a_crash_is_one_failure() {
        assert_eq!(Counts::default().judged_by(false), Counts::ONE_FAILED);
        let passed = Counts { passed: 3, ..Counts::default() };
        assert_eq!(passed.clone().judged_by(false), Counts { failed: 1, ..passed });
    }

    #[test]
    fn no_test_at_all_is_one_failure() {
        assert_eq!(Counts::default().judged_by(true), Counts::ONE_FAILED);
    }

    #[test]
    fn an_explained_failure_is_not_counted_twice() {
        assert_eq!(Counts::ONE_FAILED.judged_by(false), Counts::ONE_FAILED);
        assert_eq!(Counts::ONE_PASSED.judged_by(true), Counts::ONE_PASSED);
    }
}
