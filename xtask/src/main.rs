//! `cargo xtask`: one command for everything that is done with this repository.
//!
//! | module | what stands there |
//! |---|---|
//! | [`cli`] | the command line |
//! | [`build`], [`demo`], [`mod@test`], [`mod@bench`], [`size`], [`docs`] | the tasks |
//! | [`supply`], [`reproduce`] | tasks of a release |
//! | [`toolchain`] | finding a compiler for wasm32 |
//! | [`wasm`] | from the crate to an optimised module |
//! | [`js_tools`] | node, npm and what they run |
//! | [`package`] | pkg/: assembled, packed, installed |
//! | [`operations`] | the facade's tables of operations, written from those of the crate |
//! | [`page`] | the admin page, made of it |
//! | [`simulate`] | docs/fleet.md, written from a fleet in simulated time |
//! | [`command`], [`layout`], [`link`], [`stamp`] | child processes, paths, links to folders, what need not be made again |

mod bench;
mod build;
mod build_machine;
mod cli;
mod command;
mod demo;
mod docs;
mod js_tools;
mod layout;
mod link;
mod operations;
mod package;
mod page;
mod reproduce;
mod simulate;
mod size;
mod stamp;
#[cfg(all(test, unix))]
mod stand_in_program;
mod supply;
mod test;
mod toolchain;
mod wasm;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Task};
use crate::layout::Layout;

fn main() -> ExitCode {
    match carry_out(Cli::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: Task) -> anyhow::Result<ExitCode> {
    match task {
        Task::Build(installing) => build::run(&Layout::find()?, installing.permission()),
        Task::Demo { serve, installing } => demo::run(&Layout::find()?, installing.permission(), cli::after(serve)),
        Task::Test { names, long, installing } => {
            test::run(Layout::find()?, installing.permission(), cli::length(long), &names)
        }
        Task::Bench { accept, measured, quick, json, installing } => {
            let (subject, permission) = (measured.subject(), installing.permission());
            match (accept, subject) {
                (true, bench::Subject::Runtimes) => bench::accept_runtimes(&Layout::find()?, permission),
                (true, _) => bench::accept(&Layout::find()?, permission),
                (false, subject) => {
                    let request = bench::Request { subject, thoroughness: cli::thoroughness(quick), json };
                    bench::run(&Layout::find()?, permission, &request)
                }
            }
        }
        Task::Size { accept: false, installing } => size::run(&Layout::find()?, installing.permission()),
        Task::Size { accept: true, installing } => size::accept(&Layout::find()?, installing.permission()),
        Task::Docs(installing) => docs::run(&Layout::find()?, installing.permission()),
        Task::Notices(installing) => supply::notices(&Layout::find()?, installing.permission()),
        Task::Sbom(installing) => supply::bill_of_materials(&Layout::find()?, installing.permission()),
        Task::Reproduce { installing, pack } => {
            reproduce::run_task(&Layout::find()?, installing.permission(), pack.as_deref())
        }
        Task::Operations => operations::write(&Layout::find()?).map(|()| ExitCode::SUCCESS),
        Task::Simulate => simulate::run(&Layout::find()?),
        Task::Runner { arguments } => test::be_runner(arguments),
    }
}
