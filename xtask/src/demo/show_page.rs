//! The admin page at the end of the demo: served until Ctrl-C to somebody at a terminal, once to everything else.

use std::io::{IsTerminal, stdout};
use std::process::ExitCode;

use anyhow::Result;

use super::become_program::become_program;
use crate::build_machine::is_build_machine;
use crate::command::{command, run};
use crate::layout::Layout;
use crate::page;

/// How long the page is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HowLong {
    /// Fetched and compared with its policy, and no longer: a pipe or a build machine would wait for ever.
    Once,
    UntilStopped,
}

impl HowLong {
    fn of(has_terminal: bool, is_build_machine: bool) -> Self {
        if has_terminal && !is_build_machine { Self::UntilStopped } else { Self::Once }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::UntilStopped => "until-stopped",
        }
    }
}

pub fn show_page(layout: &Layout) -> Result<ExitCode> {
    let how_long = HowLong::of(stdout().is_terminal(), is_build_machine());
    let mut node = command("node");
    node.arg(layout.tools().join("page").join("show.mjs"));
    node.arg(layout.page().join(page::SITE)).arg(how_long.word());
    match how_long {
        HowLong::UntilStopped => become_program(&mut node),
        HowLong::Once => {
            run(&mut node)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::HowLong;

    #[test]
    fn only_somebody_at_a_terminal_is_waited_for() {
        assert_eq!(HowLong::of(true, false), HowLong::UntilStopped);
        for (has_terminal, is_build_machine) in [(false, false), (true, true), (false, true)] {
            assert_eq!(HowLong::of(has_terminal, is_build_machine), HowLong::Once);
        }
    }
}
