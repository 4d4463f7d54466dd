//! Whether any suite said a secret: every credential and token that crossed a loopback server while the suites ran is
//! looked for in all that they printed, raw and encoded.

use anyhow::{Result, bail};

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::secret_search::SecretSearch;
use super::super::workshop::Workshop;
use super::node_tests::run_files;

/// What a whole run hears at least. Fewer would mean that the recorder heard nothing.
const FEWEST_SECRETS: usize = 500;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let of_recorder = run_files(workshop, "secrets", |node| workshop.orient(node))?;
    let said = workshop.heard.all_said()?;
    let secrets = workshop.heard.secrets()?;
    if said.iter().any(|(name, _)| name == "package") && secrets.len() < FEWEST_SECRETS {
        bail!("only {} secrets were heard: tests/secrets/recorder.mjs does not hear all", secrets.len());
    }
    let search = SecretSearch::new(secrets.iter().map(String::as_str))?;
    let mut total = Counts::default();
    if let Outcome::Counted(counts) = of_recorder {
        total.add(counts);
    }
    for (name, text) in &said {
        let findings = search.findings(text);
        for finding in &findings {
            println!("{name}, line {}: {}", finding.line, finding.text.trim());
        }
        total.add(Counts::of_success(findings.is_empty()));
    }
    let bytes: usize = said.iter().map(|(_, text)| text.len()).sum();
    println!("{} secrets looked for in {bytes} bytes of {} suites", secrets.len(), said.len());
    Ok(Outcome::Counted(total))
}
