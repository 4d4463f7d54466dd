//! The module's memory, taken out of it: who starts the module hands one over.
//!
//! So the text that carries a module is unpacked inside the memory that the module then works in, and a process reserves
//! one for each entry. The linker could import it as well (`--import-memory`), but then it could not know that the memory
//! is all zero, and would ship 64 kB of zeros for the buffers.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasmparser::{BinaryReader, Parser};

const HEADER: usize = 8;
const IMPORTS: u8 = 2;
const FUNCTIONS: u8 = 3;
const MEMORIES: u8 = 5;
/// The kind of an import that is a memory.
const MEMORY: u8 = 2;
/// Limits with a maximum.
const BOUNDED: u8 = 1;
const FIELD: &str = "memory";

/// What a memory must be for the module to take it, in pages of 64 KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub initial: u32,
    pub maximum: u32,
}

impl Limits {
    /// As the facade reads them.
    pub fn json(self) -> String {
        format!("{{\"initial\":{},\"maximum\":{}}}\n", self.initial, self.maximum)
    }
}

/// Makes the module import its memory as `memory` of this name, in place.
pub fn import_memory(module: &Path, from: &str) -> Result<Limits> {
    let (bytes, limits) = importing(&fs::read(module)?, from).with_context(|| module.display().to_string())?;
    fs::write(module, bytes)?;
    Ok(limits)
}

fn importing(module: &[u8], from: &str) -> Result<(Vec<u8>, Limits)> {
    let sections = sections(module)?;
    let own = sections.iter().find(|(id, _)| *id == MEMORIES).context("the module has no memory of its own")?.1;
    let mut reader = BinaryReader::new(own, 0);
    if (reader.read_var_u32()?, reader.read_u8()?) != (1, BOUNDED) {
        bail!("the module must have one memory with a maximum");
    }
    let limits = Limits { initial: reader.read_var_u32()?, maximum: reader.read_var_u32()? };
    let imported =
        [&name(from)[..], &name(FIELD), &[MEMORY, BOUNDED], &number(limits.initial), &number(limits.maximum)];
    let mut changed = module.get(..HEADER).unwrap_or_default().to_vec();
    let mut is_missing = true;
    for (id, contents) in sections {
        // What stands in an order stands before the functions.
        if is_missing && (id == IMPORTS || id == FUNCTIONS) {
            let others = if id == IMPORTS { contents } else { &[0] };
            append(&mut changed, IMPORTS, &with_one_more(others, &imported.concat())?);
            is_missing = false;
        }
        if id != IMPORTS && id != MEMORIES {
            append(&mut changed, id, contents);
        }
    }
    Ok((changed, limits))
}

/// A section's number and what stands in it, in their order.
fn sections(module: &[u8]) -> Result<Vec<(u8, &[u8])>> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Some((id, range)) = payload?.as_section() {
            found.push((id, module.get(range).context("a section reaches beyond the module")?));
        }
    }
    Ok(found)
}

fn with_one_more(list: &[u8], entry: &[u8]) -> Result<Vec<u8>> {
    let mut reader = BinaryReader::new(list, 0);
    let count = reader.read_var_u32()?;
    let entries = list.get(reader.current_position()..).unwrap_or_default();
    Ok([&number(count.saturating_add(1))[..], entries, entry].concat())
}

fn append(module: &mut Vec<u8>, id: u8, contents: &[u8]) {
    module.push(id);
    module.extend(number(u32::try_from(contents.len()).unwrap_or(u32::MAX)));
    module.extend(contents);
}

fn name(text: &str) -> Vec<u8> {
    let mut bytes = number(u32::try_from(text.len()).unwrap_or(u32::MAX));
    bytes.extend(text.as_bytes());
    bytes
}

/// LEB128: seven bits a byte, the lowest first.
fn number(value: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = value;
    loop {
        let [low, ..] = rest.to_le_bytes();
        rest >>= 7;
        if rest == 0 {
            bytes.push(low & 0x7f);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, importing, number};
    use wasmparser::{Imports, MemoryType, Parser, Payload, TypeRef};

    /// One memory of 3 to 4096 pages, exported; one function that is imported where `imports` says so.
    fn module(imports: bool) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0".to_vec();
        if imports {
            bytes.extend(b"\x02\x07\x01\x01a\x01b\x00\x00");
        }
        bytes.extend(b"\x03\x02\x01\x00\x05\x05\x01\x01\x03\x80\x20\x07\x05\x01\x01m\x02\x00\x0a\x04\x01\x02\0\x0b");
        bytes
    }

    fn imported(bytes: &[u8]) -> anyhow::Result<Vec<(String, String, TypeRef)>> {
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(reader) => {
                    for group in reader {
                        let Imports::Single(_, import) = group? else { anyhow::bail!("imports in groups") };
                        found.push((import.module.into(), import.name.into(), import.ty));
                    }
                }
                Payload::MemorySection(_) => anyhow::bail!("a memory of its own"),
                _ => {}
            }
        }
        Ok(found)
    }

    #[test]
    fn the_memory_is_imported_behind_what_was_imported_before() -> anyhow::Result<()> {
        let memory = TypeRef::Memory(MemoryType {
            memory64: false,
            shared: false,
            initial: 3,
            maximum: Some(4096),
            page_size_log2: None,
        });
        for has_imports in [false, true] {
            let (changed, limits) = importing(&module(has_imports), "./x.js")?;
            assert_eq!(limits, Limits { initial: 3, maximum: 4096 });
            let mut expected = vec![("./x.js".into(), "memory".into(), memory)];
            if has_imports {
                expected.insert(0, ("a".into(), "b".into(), TypeRef::Func(0)));
            }
            assert_eq!(imported(&changed)?, expected);
        }
        Ok(())
    }

    #[test]
    fn a_memory_without_a_maximum_is_refused() {
        let unbounded = b"\0asm\x01\0\0\0\x05\x03\x01\x00\x03";
        assert!(importing(unbounded, "x").is_err());
        assert!(importing(b"\0asm\x01\0\0\0", "x").is_err());
    }

    #[test]
    fn numbers_are_leb128() {
        assert_eq!(
            [number(0), number(127), number(128), number(624_485)],
            [vec![0], vec![127], vec![128, 1], vec![0xe5, 0x8e, 0x26]]
        );
    }
}
