//! Finds secrets in a text, as they are or encoded.

use aho_corasick::AhoCorasick;
use anyhow::Result;

/// One list for this scan and the tests of errors.
#[path = "../../../tests/secret_forms/mod.rs"]
mod secret_forms;

use secret_forms::forms;

/// What replaces a secret in what is said of a finding.
const REDACTED: &str = "«redacted»";

/// Looks for all of them at once.
pub struct SecretSearch {
    forms: AhoCorasick,
}

/// Where a secret stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// From 1.
    pub line: usize,
    /// The line without any secret.
    pub text: String,
}

impl SecretSearch {
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut forms: Vec<String> = secrets.into_iter().flat_map(forms).collect();
        forms.sort();
        forms.dedup();
        // The longest match: a redacted line must not keep the rest of a longer secret.
        let forms = AhoCorasick::builder().match_kind(aho_corasick::MatchKind::LeftmostLongest).build(forms)?;
        Ok(Self { forms })
    }

    pub fn findings(&self, text: &str) -> Vec<Finding> {
        let lines = text.lines().enumerate().filter(|(_, line)| self.forms.is_match(line));
        lines.map(|(index, line)| Finding { line: index.saturating_add(1), text: self.redacted(line) }).collect()
    }

    fn redacted(&self, line: &str) -> String {
        let mut text = String::new();
        self.forms.replace_all_with(line, &mut text, |_, _, into| {
            into.push_str(REDACTED);
            true
        });
        text
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

    use super::secret_forms::{hex, percent};
    use super::{Finding, SecretSearch};

    const SECRET: &str = "Planted+Secret/4711 ü";

    fn found_in(text: &str) -> Vec<Finding> {
        SecretSearch::new([SECRET, "another secret"]).map(|search| search.findings(text)).unwrap_or_default()
    }

    #[test]
    fn a_planted_secret_is_found_in_every_form() {
        let bytes = SECRET.as_bytes();
        let pair = |user: &str| [user.as_bytes(), b":", bytes, b"!"].concat();
        for (form, leak) in [
            ("raw", SECRET.to_owned()),
            ("hex", hex(bytes)),
            ("hex in upper case", hex(bytes).to_uppercase()),
            ("percent, all of it", percent(&hex(bytes))),
            ("percent where needed", "Planted%2BSecret%2F4711%20%C3%BC".to_owned()),
            ("JSON", serde_json::json!({ "secret": SECRET }).to_string()),
            ("base64", STANDARD.encode(bytes)),
            ("base64 of a pair", STANDARD.encode(pair("a"))),
            ("base64 of another pair", STANDARD.encode(pair("ab"))),
            ("base64 of a third pair", STANDARD.encode(pair("abc"))),
            ("base64url", URL_SAFE_NO_PAD.encode(bytes)),
            ("base64url of a pair", URL_SAFE_NO_PAD.encode(pair("ab"))),
        ] {
            let findings = found_in(&format!("first\n  message: '{leak}' and more\nlast"));
            assert_eq!(findings.first().map(|finding| finding.line), Some(2), "{form}");
            assert!(findings.iter().all(|finding| !finding.text.contains(&leak)), "{form}: {findings:?}");
        }
    }

    #[test]
    fn what_is_said_of_a_finding_holds_no_secret() {
        let text = format!("message: {SECRET}, another secret");
        assert_eq!(found_in(&text), [Finding { line: 1, text: "message: «redacted», «redacted»".into() }]);
    }

    #[test]
    fn what_holds_none_is_left_alone() {
        assert_eq!(found_in("Planted+Secret/4712 ü\nanothersecret"), []);
    }
}
