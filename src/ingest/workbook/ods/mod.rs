//! ods: all sheets in one XML document, read row by row.
//!
//! Owns the way through the document and what its counts of repetition mean. Read here and not by
//! calamine, which holds every cell of every sheet, repetitions written out, and takes white space
//! between tags for damage.

mod cell;

use std::collections::HashSet;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::Text;

use super::super::error::Problem;
use super::super::text::RowBuffer;
use super::SheetInfo;
use super::archive::{Entry, PartReader, Watch};
use super::cell::CellWriter;
use super::limits::{Limits, too_many};
use super::rows::{MOST_ROWS, Rows, outside};
use super::xml::{attribute, raw_attribute};
use cell::{Cell, Value};

/// An open ods workbook.
pub(super) struct OdsBook {
    bytes: Arc<[u8]>,
    content: Entry,
    sheets: Vec<SheetInfo>,
}

impl OdsBook {
    pub(super) fn open(bytes: &Arc<[u8]>, entries: &[Entry], limits: &Limits) -> Result<Self, Problem> {
        let find = |path: &str| entries.iter().find(|entry| entry.is(path));
        if find("encrypted-package").is_some() {
            return Err(Problem::Encrypted);
        }
        if let Some(manifest) = find("META-INF/manifest.xml") {
            let list = PartReader::new(bytes, manifest, limits, limits.held_bytes).read_whole()?;
            if memchr::memmem::find(&list, b"encryption-data").is_some() {
                return Err(Problem::Encrypted);
            }
        }
        let content = find("content.xml").cloned().ok_or_else(|| Problem::Damaged {
            part: Text::new("缺少 content.xml", "content.xml is missing"),
            detail: String::new(),
        })?;
        let mut book = Self { bytes: Arc::clone(bytes), content, sheets: Vec::new() };
        book.sheets = Document::open(&book, limits).sheets(limits)?;
        Ok(book)
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        self.sheets.clone()
    }

    pub(super) fn for_each_row(
        &self,
        sheet: &str,
        limits: &Limits,
        each: impl FnMut(&RowBuffer, u32) -> bool,
    ) -> Result<(), Problem> {
        let mut document = Document::open(self, limits);
        let mut rows = Rows::new(each, limits);
        document.read_sheet(sheet, limits, &mut rows)?;
        rows.finish();
        Ok(())
    }
}

/// The document while it is read.
struct Document {
    xml: Reader<PartReader>,
    watch: Arc<Watch>,
    buffer: Vec<u8>,
    /// Tags that are open. The reader keeps the names of all.
    depth: u32,
}

/// What comes next in the document.
enum Next {
    Start(Tag),
    End(Tag),
    Text,
    Over,
}

/// The tags that matter; their prefixes are always the same in practice and never decide anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Style,
    TableProperties,
    Table,
    Row,
    Cell,
    Paragraph,
    Spaces,
    Tab,
    LineBreak,
    /// What may stand around rows.
    RowGroup,
    /// What may stand around the text of a cell.
    Span,
    Other,
}

impl Tag {
    fn of(name: &str) -> Self {
        match name {
            "style" => Self::Style,
            "table-properties" => Self::TableProperties,
            "table" => Self::Table,
            "table-row" => Self::Row,
            "table-cell" | "covered-table-cell" => Self::Cell,
            "p" | "h" => Self::Paragraph,
            "s" => Self::Spaces,
            "tab" => Self::Tab,
            "line-break" => Self::LineBreak,
            "table-row-group" | "table-header-rows" | "table-rows" => Self::RowGroup,
            "span" | "a" | "ruby" | "ruby-base" => Self::Span,
            _ => Self::Other,
        }
    }
}

impl Document {
    fn open(book: &OdsBook, limits: &Limits) -> Self {
        let part = PartReader::new(&book.bytes, &book.content, limits, limits.unfolded_bytes);
        let watch = part.watch();
        let mut xml = Reader::from_reader(part);
        let config = xml.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Self { xml, watch, buffer: Vec::new(), depth: 0 }
    }

    fn event(&mut self) -> Result<Event<'_>, Problem> {
        const DEEPEST: u32 = 1000;
        self.buffer.clear();
        let watch = &self.watch;
        let event = self.xml.read_event_into(&mut self.buffer).map_err(|error| {
            watch.take().unwrap_or_else(|| Problem::Damaged {
                part: Text::new("内容不合 ods 格式", "its content is not ods as it should be"),
                detail: error.to_string(),
            })
        })?;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > DEEPEST {
            let what = Text::new("XML 标签层层嵌套，像是压缩炸弹", "tags nest without end, like a bomb");
            return Err(too_many(what, DEEPEST.into()));
        }
        Ok(event)
    }

    /// The next tag; `look` sees a start tag with its attributes.
    fn next<T>(
        &mut self,
        look: impl FnOnce(Tag, &BytesStart<'_>) -> T,
    ) -> Result<(Next, Option<T>), Problem> {
        Ok(match self.event()? {
            Event::Start(start) => {
                let tag = Tag::of(start.local_name().as_ref());
                let seen = look(tag, &start);
                (Next::Start(tag), Some(seen))
            }
            Event::End(end) => (Next::End(Tag::of(end.local_name().as_ref())), None),
            Event::Eof => (Next::Over, None),
            _ => (Next::Text, None),
        })
    }

    /// Moves past the end of the element whose start was just read.
    fn skip(&mut self) -> Result<(), Problem> {
        let mut depth = 1_u32;
        while depth > 0 {
            match self.event()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
        Ok(())
    }

    /// The sheets of the document; those whose style is not displayed are hidden.
    fn sheets(&mut self, limits: &Limits) -> Result<Vec<SheetInfo>, Problem> {
        let mut sheets = Vec::new();
        let mut hidden_styles: HashSet<String> = HashSet::new();
        let mut style = String::new();
        loop {
            let (next, seen) = self.next(|tag, start| match tag {
                Tag::Style => Some((owned(start, "style:name"), None)),
                Tag::TableProperties => Some((owned(start, "table:display"), None)),
                Tag::Table => Some((owned(start, "table:name"), owned(start, "table:style-name"))),
                _ => None,
            })?;
            let (first, second) = seen.flatten().unwrap_or_default();
            match next {
                Next::Start(Tag::Style) => style = first.unwrap_or_default(),
                Next::Start(Tag::TableProperties) if first.as_deref() == Some("false") => {
                    hidden_styles.insert(style.clone());
                    if hidden_styles.len() as u64 > limits.formats {
                        return Err(too_many(
                            Text::new("样式过多", "it has too many styles"),
                            limits.formats,
                        ));
                    }
                }
                Next::Start(Tag::Table) => {
                    let hidden = second.is_some_and(|style| hidden_styles.contains(&style));
                    sheets.push(SheetInfo { name: first.unwrap_or_default(), hidden });
                    self.skip()?;
                }
                Next::Over => return Ok(sheets),
                _ => {}
            }
        }
    }

    fn read_sheet<F: FnMut(&RowBuffer, u32) -> bool>(
        &mut self,
        sheet: &str,
        limits: &Limits,
        rows: &mut Rows<F>,
    ) -> Result<(), Problem> {
        loop {
            let (next, name) = self.next(|_, start| owned(start, "table:name"))?;
            match next {
                Next::Start(Tag::Table) if name.flatten().as_deref().unwrap_or_default() == sheet => break,
                Next::Start(Tag::Table) => self.skip()?,
                Next::Over => return Ok(()),
                _ => {}
            }
        }
        let mut place = Place { row: 0, written_out: 0, most: limits.repeated_cells };
        let mut cells = Vec::new();
        let mut texts = String::new();
        let mut writer = CellWriter::new(false);
        while !rows.stopped() {
            let (next, repeat) = self.next(|_, start| repeated(start, "table:number-rows-repeated"))?;
            match next {
                Next::Start(Tag::Row) => {
                    self.read_row(&mut cells, &mut texts, limits)?;
                    place.put(&cells, &texts, repeat.unwrap_or(1), rows, &mut writer)?;
                }
                Next::Start(Tag::RowGroup) => {}
                Next::Start(_) => self.skip()?,
                Next::End(Tag::Table) => return Ok(()),
                Next::Over => return Err(cut_off()),
                Next::End(_) | Next::Text => {}
            }
        }
        Ok(())
    }

    /// The cells of a row that have a value.
    fn read_row(
        &mut self,
        cells: &mut Vec<Cell>,
        texts: &mut String,
        limits: &Limits,
    ) -> Result<(), Problem> {
        cells.clear();
        texts.clear();
        let mut column = 0_u64;
        loop {
            let (next, seen) = self.next(|_, start| {
                (repeated(start, "table:number-columns-repeated"), Value::of_attributes(start))
            })?;
            match (next, seen) {
                (Next::Start(Tag::Cell), Some((repeat, value))) => {
                    let start = texts.len();
                    self.read_text(texts)?;
                    if texts.len() as u64 > limits.cell_bytes {
                        let what = Text::new("一行中的文字过长", "a row has too much text");
                        return Err(super::limits::too_many_bytes(what, limits.cell_bytes));
                    }
                    let value = value.with_text(&texts[start..]);
                    if !matches!(value, Value::Text) {
                        texts.truncate(start);
                    }
                    if !value.is_empty(texts.len() - start) {
                        cells.push(Cell { column, repeat, value, text: start..texts.len() });
                    }
                    column = column.saturating_add(repeat);
                }
                (Next::Start(_), _) => self.skip()?,
                (Next::End(Tag::Row), _) => return Ok(()),
                (Next::Over, _) => return Err(cut_off()),
                _ => {}
            }
        }
    }

    /// The text a cell shows, up to the cell's end; notes and drawings are not part of it.
    fn read_text(&mut self, texts: &mut String) -> Result<(), Problem> {
        let mut paragraphs = 0;
        let mut within = false;
        loop {
            match self.event()? {
                Event::Start(start) => match Tag::of(start.local_name().as_ref()) {
                    Tag::Paragraph if !within => {
                        if paragraphs > 0 {
                            texts.push('\n');
                        }
                        paragraphs += 1;
                        within = true;
                    }
                    Tag::Span if within => {}
                    Tag::Spaces if within => {
                        /// More spaces than a cell can hold are not meant.
                        const MOST: u64 = 32_767;
                        let count = repeated(&start, "text:c").min(MOST);
                        texts.extend((0..count).map(|_| ' '));
                    }
                    Tag::Tab if within => texts.push('\t'),
                    Tag::LineBreak if within => texts.push('\n'),
                    _ => self.skip()?,
                },
                Event::End(end) => match Tag::of(end.local_name().as_ref()) {
                    Tag::Cell => return Ok(()),
                    Tag::Paragraph => within = false,
                    _ => {}
                },
                Event::Text(text) if within => texts.push_str(&text.xml10_content()),
                Event::CData(text) if within => texts.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) if within => {
                    let known = quick_xml::escape::resolve_xml_entity(entity.as_ref());
                    match (known, entity.resolve_char_ref()) {
                        (Some(text), _) => texts.push_str(text),
                        (None, Ok(Some(letter))) => texts.push(letter),
                        _ => {
                            let what = Text::new("自定义的 XML 实体", "an XML entity of its own");
                            return Err(Problem::Unsafe { what });
                        }
                    }
                }
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
    }
}

/// Where the rows of a sheet go.
struct Place {
    /// The next row, counted from 0.
    row: u64,
    /// Cells that stand in the document only as a count.
    written_out: u64,
    most: u64,
}

impl Place {
    fn put<F: FnMut(&RowBuffer, u32) -> bool>(
        &mut self,
        cells: &[Cell],
        texts: &str,
        repeat: u64,
        rows: &mut Rows<F>,
        writer: &mut CellWriter,
    ) -> Result<(), Problem> {
        let first = self.row;
        self.row = first.saturating_add(repeat);
        let most_rows = u64::from(MOST_ROWS);
        if cells.is_empty() {
            return Ok(());
        }
        if first >= most_rows {
            return Err(outside());
        }
        for row in first..self.row.min(most_rows + 1) {
            for cell in cells {
                for column in cell.column..cell.column.saturating_add(cell.repeat) {
                    let at = |number: u64| u32::try_from(number).unwrap_or(u32::MAX - 1);
                    let Some(buffer) = rows.at(at(row), at(column))? else { return Ok(()) };
                    cell.push(texts, buffer, writer);
                    self.written_out += u64::from(row > first || column > cell.column);
                }
            }
            if self.written_out > self.most {
                let what =
                    Text::new("重复的单元格过多，像是压缩炸弹", "too many repeated cells, like a zip bomb");
                return Err(too_many(what, self.most));
            }
        }
        Ok(())
    }
}

fn owned(start: &BytesStart<'_>, name: &str) -> Option<String> {
    attribute(start, name).map(std::borrow::Cow::into_owned)
}

/// A count of repetitions; 1 without one.
fn repeated(start: &BytesStart<'_>, name: &str) -> u64 {
    raw_attribute(start, name).map_or(1, |count| count.trim().parse().unwrap_or(1))
}

fn cut_off() -> Problem {
    Problem::Damaged {
        part: Text::new("内容中断，没有结尾", "its content breaks off before the end"),
        detail: String::new(),
    }
}
