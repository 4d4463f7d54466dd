//! Which mutants the tests catch: of each, only the tests that reach it run, the quickest first.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::built::Built;
use crate::listed::{ByFile, Mutant};

const WORKERS: usize = 2;
/// A test that runs this many times as long as without the mutant, and this much longer, does not end.
const TIMES_AS_LONG: u32 = 10;
const LONGER: Duration = Duration::from_secs(15);
/// Bytes of address space; a mutant that allocates without end is stopped.
const MEMORY: &str = "--as=4000000000";

struct Test {
    program: PathBuf,
    name: String,
    took: Duration,
    reached: BTreeSet<u32>,
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Ended {
    Passed,
    Failed,
    Never,
}

fn property_cases() -> String {
    std::env::var("PROPTEST_CASES").unwrap_or_else(|_| "64".to_owned())
}

fn run(copy: &Path, program: &Path, names: &[&str], variables: &[(&str, &str)], limit: Duration) -> Result<Ended> {
    let mut command = Command::new("prlimit");
    command.arg(MEMORY).arg(program).args(names).args(["--exact", "--quiet", "--test-threads", "1"]);
    command.current_dir(copy).env("PROPTEST_CASES", property_cases()).env("PROPTEST_RNG_SEED", "1");
    command.env("PROPTEST_MAX_SHRINK_ITERS", "0").env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");
    command.env("RUST_BACKTRACE", "0").envs(variables.iter().copied());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { Ended::Passed } else { Ended::Failed });
        }
        if begun.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(Ended::Never);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Each test by itself, without a mutant.
fn first_run(copy: &Path, place: &Path, built: &Built) -> Result<Vec<Test>> {
    let mut tests = Vec::new();
    let file = place.join("reached");
    for program in built.tests.values() {
        let said = Command::new(program).args(["--list", "--format", "terse"]).current_dir(copy).output()?;
        for name in String::from_utf8(said.stdout)?.lines().filter_map(|line| line.strip_suffix(": test")) {
            let _ = fs::remove_file(&file);
            let begun = Instant::now();
            let variables = [("MUTANTS_REACHED", file.to_str().context("a name that is no text")?)];
            let ended = run(copy, program, &[name], &variables, Duration::from_secs(300))?;
            let took = begun.elapsed();
            if ended != Ended::Passed {
                println!("not used, for it fails without a mutant: {} {name}", program.display());
                continue;
            }
            let reached = fs::read_to_string(&file).unwrap_or_default();
            let reached = reached.lines().filter_map(|line| line.parse().ok()).collect();
            tests.push(Test { program: program.clone(), name: name.to_owned(), took, reached });
        }
    }
    tests.sort_by_key(|test| test.took);
    Ok(tests)
}

/// Programs with the tests that reach the mutant, those first that are done soonest.
fn groups(tests: &[Test], number: u32) -> Vec<(&Path, Vec<&str>, Duration)> {
    let mut by_program: HashMap<&Path, (Vec<&str>, Duration)> = HashMap::new();
    for test in tests.iter().filter(|test| test.reached.contains(&number)) {
        let group = by_program.entry(&test.program).or_default();
        group.0.push(&test.name);
        group.1 += test.took;
    }
    let mut groups: Vec<_> = by_program.into_iter().map(|(program, (names, took))| (program, names, took)).collect();
    groups.sort_by_key(|(_, _, took)| *took);
    groups
}

fn outcome(copy: &Path, tests: &[Test], number: u32) -> Result<(&'static str, String)> {
    let groups = groups(tests, number);
    if groups.is_empty() {
        return Ok(("unreached", String::new()));
    }
    let on = number.to_string();
    for (program, names, took) in groups {
        let ended = run(copy, program, &names, &[("MUTANT_ON", &on)], took * TIMES_AS_LONG + LONGER)?;
        let by = program.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        match ended {
            Ended::Passed => {}
            Ended::Failed => return Ok(("caught", by)),
            Ended::Never => return Ok(("timeout", by)),
        }
    }
    Ok(("missed", String::new()))
}

/// Not what the compiler decides, which is asked anew.
fn is_tried(outcome: &str) -> bool {
    matches!(outcome, "missed" | "unreached")
}

pub fn judge(copy: &Path, place: &Path, mutants: &[Mutant], files: &ByFile, built: &Built) -> Result<()> {
    let begun = Instant::now();
    let tests = first_run(copy, place, built)?;
    println!("{} tests, {:?}", tests.len(), begun.elapsed());
    let kept = place.join("outcomes.tsv");
    let name_of = |number: u32| mutants.get(number as usize - 1).map_or("", |mutant| mutant.name.as_str());
    let again = std::env::var("MUTANTS_AGAIN").is_ok();
    let earlier: BTreeMap<String, String> = fs::read_to_string(&kept)
        .unwrap_or_default()
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (name, outcome) = (cells.next()?, cells.next()?);
            Some((name.to_owned(), outcome.to_owned()))
        })
        .filter(|(_, outcome)| matches!(outcome.as_str(), "caught" | "timeout") || (!again && is_tried(outcome)))
        .collect();
    // What was decided of those that there still are.
    let still: BTreeSet<&str> = mutants.iter().map(|mutant| mutant.name.as_str()).collect();
    let mut file = fs::File::create(&kept)?;
    for (name, outcome) in earlier.iter().filter(|(name, _)| still.contains(name.as_str())) {
        writeln!(file, "{name}\t{outcome}\tearlier")?;
    }
    let mut queue = Vec::new();
    for (number, _) in files.values().flatten() {
        if let Some(words) = built.refused.get(number) {
            let words = words.lines().next().unwrap_or_default();
            writeln!(file, "{}\trefused\t{words}", name_of(*number))?;
        } else if built.left.contains(number) {
            writeln!(file, "{}\tleft\t", name_of(*number))?;
        } else if !earlier.contains_key(name_of(*number)) {
            queue.push(*number);
        }
    }
    println!("{} to try", queue.len());
    let pause = std::env::var_os("MUTANTS_PAUSE");
    let (next, file) = (AtomicUsize::new(0), Mutex::new(file));
    thread::scope(|scope| {
        let work = || -> Result<()> {
            while let Some(number) = queue.get(next.fetch_add(1, Ordering::Relaxed)) {
                while pause.as_ref().is_some_and(|file| Path::new(file).exists()) {
                    thread::sleep(Duration::from_secs(5));
                }
                let (outcome, by) = outcome(copy, &tests, *number)?;
                let mut file = file.lock().map_err(|_| anyhow::anyhow!("a worker failed"))?;
                writeln!(file, "{}\t{outcome}\t{by}", name_of(*number))?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            worker.join().map_err(|_| anyhow::anyhow!("a worker failed"))??;
        }
        Ok(())
    })
}
