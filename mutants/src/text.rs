//! Lines and columns as offsets into a text.

use std::ops::Range;

use proc_macro2::{LineColumn, Span};

use crate::listed;

pub struct Text<'t> {
    pub all: &'t str,
    lines: Vec<usize>,
}

impl<'t> Text<'t> {
    pub fn new(all: &'t str) -> Self {
        let ends = all.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { all, lines: std::iter::once(0).chain(ends).collect() }
    }

    fn offset(&self, line: usize, characters: usize) -> usize {
        let start = self.lines[line - 1];
        self.all[start..].char_indices().nth(characters).map_or(self.all.len(), |(at, _)| start + at)
    }

    pub fn at(&self, place: listed::Place) -> usize {
        self.offset(place.line, place.column - 1)
    }

    fn found(&self, place: LineColumn) -> usize {
        self.offset(place.line, place.column)
    }

    pub fn range(&self, span: Span) -> Range<usize> {
        self.found(span.start())..self.found(span.end())
    }
}
