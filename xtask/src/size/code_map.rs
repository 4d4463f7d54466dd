//! A module as a graph: functions with their names and sizes, and who refers to whom.

use std::collections::BTreeMap;

use anyhow::Result;
use wasmparser::{ElementItems, ExternalKind, FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

/// One function.
#[derive(Clone, Debug, Default)]
pub struct Function {
    pub name: String,
    /// Bytes of its body; 0 for an import.
    pub size: u64,
    /// Functions it calls or takes the address of.
    pub refers_to: Vec<u32>,
    /// Called from outside: exported, or in the table that indirect calls go through.
    pub is_root: bool,
    /// The name under which the glue offers it, if it is an import.
    pub import: Option<String>,
}

/// All functions, by their index in the module.
#[derive(Clone, Debug, Default)]
pub struct CodeMap {
    pub functions: BTreeMap<u32, Function>,
    /// Index of the next import or body: imports come first, in the file and in the numbering.
    next: u32,
}

impl CodeMap {
    pub fn read(module: &[u8]) -> Result<Self> {
        let mut map = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            map.take(payload?)?;
        }
        Ok(map)
    }

    fn take(&mut self, payload: Payload) -> Result<()> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    if matches!(import.ty, TypeRef::Func(_)) {
                        self.add().import = Some(import.name.to_owned());
                    }
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.mark_root(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => self.mark_root(func),
            Payload::ElementSection(elements) => {
                for element in elements {
                    self.take_table(element?.items)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.add_body(&body)?,
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for name in names {
                        self.take_names(name?)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_table(&mut self, items: ElementItems) -> Result<()> {
        if let ElementItems::Functions(functions) = items {
            for function in functions {
                self.mark_root(function?);
            }
        }
        Ok(())
    }

    fn take_names(&mut self, name: Name) -> Result<()> {
        if let Name::Function(names) = name {
            for naming in names {
                let naming = naming?;
                self.functions.entry(naming.index).or_default().name = naming.name.to_owned();
            }
        }
        Ok(())
    }

    fn add_body(&mut self, body: &FunctionBody) -> Result<()> {
        let mut refers_to = Vec::new();
        for operator in body.get_operators_reader()? {
            if let Operator::Call { function_index }
            | Operator::ReturnCall { function_index }
            | Operator::RefFunc { function_index } = operator?
            {
                refers_to.push(function_index);
            }
        }
        let size = u64::try_from(body.range().len())?;
        let function = self.add();
        (function.size, function.refers_to) = (size, refers_to);
        Ok(())
    }

    fn add(&mut self) -> &mut Function {
        let index = self.next;
        self.next = self.next.saturating_add(1);
        self.functions.entry(index).or_default()
    }

    fn mark_root(&mut self, index: u32) {
        self.functions.entry(index).or_default().is_root = true;
    }
}
