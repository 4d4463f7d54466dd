//! One source text with all its mutants in it, each behind a switch: what cargo-mutants would compile once for each is
//! compiled once for all.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use anyhow::{Context, Result};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::listed::{Genre, Mutant};
use crate::text::Text;

/// A stretch of the source that is written otherwise because mutants stand there.
#[derive(Debug)]
struct Site {
    range: Range<usize>,
    form: Form,
    /// Each with its own code.
    numbers: Vec<(u32, String)>,
}

#[derive(Debug)]
enum Form {
    /// A function's body: the value is returned before it.
    Value,
    /// Another expression is evaluated in the place of this one.
    Instead,
    /// The guard is the site.
    Guard,
    /// The arm's pattern ends at the site, which is empty, or the guard is the site.
    Arm { guarded: bool },
    /// The field's value is the site.
    Field { base: Range<usize>, name: String, shorthand: bool },
}

/// Where in the written text a mutant's own code stands.
#[derive(Debug, Clone)]
pub struct Written {
    pub number: u32,
    pub range: Range<usize>,
    /// The whole expression or function around it.
    pub site: Range<usize>,
    /// A `match` without this arm.
    pub arm: bool,
}

pub struct Switched {
    pub text: String,
    pub written: Vec<Written>,
    /// For these no switch can be written.
    pub left: Vec<u32>,
    /// These are no Rust.
    pub refused: Vec<u32>,
}

/// Where the syntax is that mutants are about, by where it begins.
#[derive(Default)]
struct Syntax {
    /// What is evaluated when it is compiled, where no switch can be asked.
    constants: Vec<Range<usize>>,
    /// Where `&&` joins what binds names, which `||` cannot.
    binding: BTreeSet<usize>,
    /// The expression to write again, and the operator.
    operators: HashMap<usize, (Range<usize>, Range<usize>)>,
    arms: HashMap<usize, (usize, Option<Range<usize>>)>,
    guards: BTreeSet<usize>,
    fields: HashMap<usize, (Range<usize>, Range<usize>, String, bool)>,
}

struct Finder<'t> {
    text: &'t Text<'t>,
    /// The chain of operators that the next one stands in.
    chain: Option<Range<usize>>,
    syntax: Syntax,
}

struct Lets(bool);

impl<'a> Visit<'a> for Lets {
    fn visit_expr_let(&mut self, _: &'a syn::ExprLet) {
        self.0 = true;
    }
    fn visit_block(&mut self, _: &'a syn::Block) {}
    fn visit_expr_match(&mut self, _: &'a syn::ExprMatch) {}
    fn visit_expr_closure(&mut self, _: &'a syn::ExprClosure) {}
    fn visit_expr_if(&mut self, _: &'a syn::ExprIf) {}
}

fn binds(expression: &syn::Expr) -> bool {
    let mut lets = Lets(false);
    lets.visit_expr(expression);
    lets.0
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_expr_binary(&mut self, node: &'a syn::ExprBinary) {
        // Another operator may bind otherwise, as it would in the text: so the whole chain is written again.
        let own = self.text.range(node.span());
        let chain = self.chain.take().unwrap_or(own);
        let chain = (!binds(&node.left) && !binds(&node.right)).then_some(chain);
        if let Some(chain) = &chain {
            let operator = self.text.range(node.op.span());
            self.syntax.operators.insert(operator.start, (chain.clone(), operator));
        }
        if chain.is_none() {
            self.syntax.binding.insert(self.text.range(node.op.span()).start);
        }
        for side in [&node.left, &node.right] {
            self.chain = if matches!(**side, syn::Expr::Binary(_)) { chain.clone() } else { None };
            self.visit_expr(side);
        }
    }

    fn visit_expr_unary(&mut self, node: &'a syn::ExprUnary) {
        let (whole, operator) = (self.text.range(node.span()), self.text.range(node.op.span()));
        self.syntax.operators.insert(operator.start, (whole, operator));
        visit::visit_expr_unary(self, node);
    }

    fn visit_item_const(&mut self, node: &'a syn::ItemConst) {
        self.syntax.constants.push(self.text.range(node.expr.span()));
        visit::visit_item_const(self, node);
    }

    fn visit_item_static(&mut self, node: &'a syn::ItemStatic) {
        self.syntax.constants.push(self.text.range(node.expr.span()));
        visit::visit_item_static(self, node);
    }

    fn visit_impl_item_const(&mut self, node: &'a syn::ImplItemConst) {
        self.syntax.constants.push(self.text.range(node.expr.span()));
        visit::visit_impl_item_const(self, node);
    }

    fn visit_arm(&mut self, node: &'a syn::Arm) {
        let pattern = self.text.range(node.pat.span());
        let guard = node.guard.as_ref().map(|(_, guard)| self.text.range(guard.span()));
        if let Some(guard) = &guard {
            self.syntax.guards.insert(guard.start);
        }
        self.syntax.arms.insert(self.text.range(node.span()).start, (pattern.end, guard));
        visit::visit_arm(self, node);
    }

    fn visit_expr_struct(&mut self, node: &'a syn::ExprStruct) {
        if let Some(base) = &node.rest {
            let base = self.text.range(base.span());
            for field in &node.fields {
                if let syn::Member::Named(name) = &field.member {
                    let value = self.text.range(field.expr.span());
                    let start = self.text.range(field.span()).start;
                    let known = (value, base.clone(), name.to_string(), field.colon_token.is_none());
                    self.syntax.fields.insert(start, known);
                }
            }
        }
        visit::visit_expr_struct(self, node);
    }
}

/// `switch` is the path of the function that says whether a mutant is on. Mutants in `without` are not written.
pub fn switch(source: &str, mutants: &[(u32, Mutant)], without: &BTreeSet<u32>, switch: &str) -> Result<Switched> {
    let parsed = syn::parse_file(source).context("does not parse")?;
    let text = Text::new(source);
    let mut finder = Finder { text: &text, chain: None, syntax: Syntax::default() };
    finder.visit_file(&parsed);
    let syntax = finder.syntax;
    let mut sites: Vec<Site> = Vec::new();
    let (mut left, mut refused) = (Vec::new(), Vec::new());
    for (number, mutant) in mutants.iter().filter(|(number, _)| !without.contains(number)) {
        let start = text.at(mutant.span.start);
        if syntax.constants.iter().any(|range| range.contains(&start)) {
            left.push(*number);
            continue;
        }
        if mutant.genre == Genre::BinaryOperator && mutant.replacement == "||" && syntax.binding.contains(&start) {
            refused.push(*number);
            continue;
        }
        let found = match mutant.genre {
            Genre::FnValue if mutant.is_of_another_type() => None,
            Genre::FnValue => Some((start..start, Form::Value, start..start)),
            Genre::BinaryOperator | Genre::UnaryOperator => {
                syntax.operators.get(&start).map(|(whole, operator)| (whole.clone(), Form::Instead, operator.clone()))
            }
            Genre::MatchArm => syntax.arms.get(&start).map(|(pattern_end, guard)| match guard {
                Some(guard) => (guard.clone(), Form::Arm { guarded: true }, start..start),
                None => (*pattern_end..*pattern_end, Form::Arm { guarded: false }, start..start),
            }),
            Genre::MatchArmGuard => {
                let end = text.at(mutant.span.end);
                syntax.guards.contains(&start).then_some((start..end, Form::Guard, start..end))
            }
            Genre::StructField => syntax.fields.get(&start).map(|(value, base, name, shorthand)| {
                let form = Form::Field { base: base.clone(), name: name.clone(), shorthand: *shorthand };
                (value.clone(), form, start..start)
            }),
        };
        let Some((range, form, replaced)) = found else {
            left.push(*number);
            continue;
        };
        let known = sites.iter_mut().find(|site| {
            site.range == range && std::mem::discriminant(&site.form) == std::mem::discriminant(&form)
        });
        let code = match form {
            Form::Instead => {
                let (before, behind) = (&source[range.start..replaced.start], &source[replaced.end..range.end]);
                format!("{before}{}{behind}", mutant.replacement)
            }
            _ => mutant.replacement.clone(),
        };
        let entry = (*number, code);
        match known {
            Some(site) => site.numbers.push(entry),
            None => sites.push(Site { range, form, numbers: vec![entry] }),
        }
    }
    // Outer before inner; what is put in stands before what begins there.
    sites.sort_by_key(|site| {
        let inserted = !site.range.is_empty();
        (site.range.start, inserted, std::cmp::Reverse(site.range.end), !matches!(site.form, Form::Arm { .. }))
    });
    let mut writer = Writer { source, sites: &sites, switch, out: String::new(), written: Vec::new() };
    writer.write(0..source.len(), 0, sites.len());
    Ok(Switched { text: writer.out, written: writer.written, left, refused })
}

struct Writer<'s> {
    source: &'s str,
    sites: &'s [Site],
    switch: &'s str,
    out: String,
    written: Vec<Written>,
}

impl Writer<'_> {
    /// The stretch, with those of the sites in it.
    fn write(&mut self, stretch: Range<usize>, first: usize, end: usize) {
        let mut at = stretch.start;
        let mut next = first;
        while next < end {
            let site = &self.sites[next];
            self.out.push_str(&self.source[at..site.range.start]);
            let inner = if site.range.is_empty() {
                next + 1
            } else {
                let behind = |other: &Site| other.range.start >= site.range.end;
                self.sites[next + 1..end].iter().position(behind).map_or(end, |count| next + 1 + count)
            };
            self.write_site(next, inner);
            at = site.range.end;
            next = inner;
        }
        self.out.push_str(&self.source[at..stretch.end]);
    }

    fn write_site(&mut self, index: usize, end: usize) {
        let site = &self.sites[index];
        let start = self.out.len();
        let from = self.written.len();
        let inner = |writer: &mut Self| writer.write(site.range.clone(), index + 1, end);
        match &site.form {
            Form::Value => {
                for (number, value) in &site.numbers {
                    self.out.push_str(&format!("if {}({number}) {{ return ", self.switch));
                    self.own(*number, value);
                    self.out.push_str("; } ");
                }
            }
            Form::Instead => {
                self.out.push('(');
                for (number, other) in &site.numbers {
                    self.out.push_str(&format!("if {}({number}) {{ ", self.switch));
                    self.own(*number, other);
                    self.out.push_str(" } else ");
                }
                self.out.push_str("{ ");
                inner(self);
                self.out.push_str(" })");
            }
            Form::Guard => {
                self.out.push('(');
                for (number, _) in site.numbers.iter().filter(|(_, value)| value == "true") {
                    self.own(*number, &format!("{}({number})", self.switch));
                    self.out.push_str(" || ");
                }
                self.out.push('(');
                for (number, _) in site.numbers.iter().filter(|(_, value)| value != "true") {
                    self.own(*number, &format!("!{}({number})", self.switch));
                    self.out.push_str(" && ");
                }
                self.out.push('(');
                inner(self);
                self.out.push_str(")))");
            }
            Form::Arm { guarded } => {
                self.out.push_str(if *guarded { "(" } else { " if " });
                for (place, (number, _)) in site.numbers.iter().enumerate() {
                    if place > 0 {
                        self.out.push_str(" && ");
                    }
                    self.own(*number, &format!("!{}({number})", self.switch));
                }
                if *guarded {
                    self.out.push_str(" && (");
                    inner(self);
                    self.out.push_str("))");
                }
            }
            Form::Field { base, name, shorthand } => {
                if *shorthand {
                    self.out.push_str(&format!("{name}: "));
                }
                let base = &self.source[base.clone()];
                for (number, _) in &site.numbers {
                    self.out.push_str(&format!("if {}({number}) {{ ", self.switch));
                    self.own(*number, &format!("({base}).{name}"));
                    self.out.push_str(" } else ");
                }
                self.out.push_str("{ ");
                inner(self);
                self.out.push_str(" }");
            }
        }
        let whole = start..self.out.len();
        let own: Vec<u32> = site.numbers.iter().map(|(number, _)| *number).collect();
        for written in &mut self.written[from..] {
            if own.contains(&written.number) {
                written.site = whole.clone();
                written.arm = matches!(site.form, Form::Arm { .. });
            }
        }
    }

    fn own(&mut self, number: u32, code: &str) {
        let start = self.out.len();
        self.out.push_str(code);
        let range = start..self.out.len();
        self.written.push(Written { number, range: range.clone(), site: range, arm: false });
    }
}
