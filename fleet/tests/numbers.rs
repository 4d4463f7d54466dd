//! What stands once more in the simulation is as the product has it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

use commerce_auth_fleet::find;
use commerce_auth_fleet::world::Fleet;
use std::fs;
use std::path::Path;

fn product(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::read_to_string(root.join(file)).unwrap()
}

/// What a file says behind `const NAME = ` or `const NAME: i64 = `.
fn number(text: &str, name: &str) -> i64 {
    let begins = |line: &&str| line.trim_start().starts_with(&format!("const {name}"));
    let line = text.lines().find(begins).unwrap_or_else(|| panic!("no {name}"));
    let value = line.split('=').nth(1).unwrap().trim().trim_end_matches(';').replace('_', "");
    value.parse().unwrap()
}

#[test]
fn pauses_bounds_and_leases_are_those_of_the_product() {
    let shell = product("pkg-template/server/shared-token.ts");
    for (name, here) in [
        ("OPERATION_MS", find::OPERATION_MS),
        ("LAST_LOOK_MS", find::LAST_LOOK_MS),
        ("FIRST_PAUSE_MS", find::FIRST_PAUSE_MS),
        ("LONGEST_PAUSE_MS", find::LONGEST_PAUSE_MS),
    ] {
        assert_eq!(number(&shell, name), here, "{name}");
    }
    assert!(
        shell.contains("pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)")
            && shell.contains("pause * (0.5 + Math.random())")
    );
    let account = product("src/server/account.rs");
    for (name, here) in [
        ("LEASE_BEYOND_DEADLINE_MS", find::LEASE_BEYOND_DEADLINE_MS),
        ("STORE_OPERATIONS_MS", find::STORE_OPERATIONS_MS),
    ] {
        assert_eq!(number(&account, name), here, "{name}");
    }
}

#[test]
fn the_defaults_are_those_of_the_product() {
    let settings = product("src/boundary/authenticator.rs");
    let timeout = settings.lines().find(|line| line.contains("DEFAULT_TIMEOUT_MS") && line.contains('=')).unwrap();
    assert!(timeout.replace('_', "").contains(&Fleet::of(1).deadline_ms.to_string()), "{timeout}");
}
