//! The search: decide, look or act, decide again.

use anyhow::{Result, bail};

use super::choice::Choice;
use super::decision::{Step, next_step};
use super::facts::{Known, Permission, Rustup, Taken, Tried};
use super::machine::Machine;

/// Finds a toolchain, installing one if that is allowed and needed.
pub fn find(choice: Choice, permission: Permission, machine: &Machine) -> Result<Taken> {
    let mut known = Known {
        choice,
        permission,
        user: machine.user(),
        own: None,
        rustup: None,
        debian: None,
        tried: Tried::Nothing,
    };
    loop {
        match next_step(&known) {
            Step::Take(taken) => return Ok(taken),
            Step::Stop(why) => bail!(why),
            step => learn(&mut known, &step, machine),
        }
    }
}

/// Carries one step out and notes what it showed. Every step settles something, so the search ends.
fn learn(known: &mut Known, step: &Step, machine: &Machine) {
    match step {
        Step::LookAtOwnCompiler => known.own = Some(machine.own_compiler()),
        Step::AddTarget => {
            let outcome = machine.add_target();
            known.rustup = Some(outcome);
            if outcome == Rustup::Added {
                known.own = None;
            }
        }
        Step::LookAtDebian => known.debian = Some(machine.debian()),
        Step::RefreshLists => {
            machine.refresh_lists();
            (known.tried, known.debian) = (Tried::Refresh, None);
        }
        Step::Install(packages) => {
            machine.install(packages);
            (known.tried, known.debian) = (Tried::Install, None);
        }
        Step::Take(_) | Step::Stop(_) => {}
    }
}
