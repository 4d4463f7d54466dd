//! Which mutant is on, in a build that has all of them.

extern crate std;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};
use std::{env, fs, string::String, vec::Vec};

static ON: OnceLock<u32> = OnceLock::new();
static SEEN: [AtomicBool; 8192] = [const { AtomicBool::new(false) }; 8192];
static REACHED: OnceLock<Option<Mutex<fs::File>>> = OnceLock::new();

fn number() -> u32 {
    env::var("MUTANT_ON").ok().and_then(|text: String| text.parse().ok()).unwrap_or(0)
}

fn open() -> Option<Mutex<fs::File>> {
    let name = env::var_os("MUTANTS_REACHED")?;
    fs::OpenOptions::new().create(true).append(true).open(name).ok().map(Mutex::new)
}

/// Whether this mutant is on. What is evaluated when it is compiled has none.
pub const fn on(mutant: u32) -> bool {
    core::intrinsics::const_eval_select((mutant,), at_compile_time, at_run_time)
}

const fn at_compile_time(_: u32) -> bool {
    false
}

/// In a run that asks which are reached, it is written down.
#[inline(never)]
fn at_run_time(mutant: u32) -> bool {
    if *ON.get_or_init(number) == mutant {
        return true;
    }
    if let Some(file) = REACHED.get_or_init(open) {
        if let Some(seen) = SEEN.get(mutant as usize) {
            if !seen.swap(true, Ordering::Relaxed) {
                let line: Vec<u8> = std::format!("{mutant}\n").into_bytes();
                if let Ok(mut file) = file.lock() {
                    let _ = file.write_all(&line);
                }
            }
        }
    }
    false
}
