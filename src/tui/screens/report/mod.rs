//! 报表: the case table, the governance form, the monthly text and the report paragraphs; every figure opens
//! its cases, every failed check the cases that break it.
//!
//! A report is counted when the period, the office, the basis or the records change; moving about in it needs
//! no read.
//! - `table`: the lines of a form, and drawing them
//! - `text`: a text wrapped into rows with its figures, and drawing it
//! - `open`: the action of Enter
//! - `editor`: editing the template of a text

mod editor;
mod open;
mod table;
mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::asked;
use super::totals::span::SpanBox;
use crate::domain::{OfficeId, Period};
use crate::report::{
    Asked, Check, Exported, FigureForm, ProseError, Rounding, Scope, case_table, governance_form, paragraphs,
    prose,
};
use crate::store::StoreError;
use crate::text::{Lang, report as words, template, totals as totals_words};
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::stack::{Answer, Cx, Flow, Layer};
use crate::tui::widgets::{cells, figures};
use table::Table;
use text::Written;

/// One of the four reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 案件统计表
    CaseTable,
    /// 综治月报
    Governance,
    /// 月报文字
    Monthly,
    /// 报告段落
    Paragraph,
}

impl Kind {
    const ALL: [Self; 4] = [Self::CaseTable, Self::Governance, Self::Monthly, Self::Paragraph];

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::CaseTable => words::CASE_TABLE_SHORT,
            Self::Governance => words::GOVERNANCE_SHORT,
            Self::Monthly => words::MONTHLY_TEXT,
            Self::Paragraph => words::PARAGRAPH,
        }
        .text(lang)
    }

    const fn is_text(self) -> bool {
        matches!(self, Self::Monthly | Self::Paragraph)
    }
}

/// The content of the page.
enum Page {
    Table(Box<Table>),
    Text(Written),
}

/// The screen of the reports.
pub struct Reports {
    kind: Kind,
    asked: Asked,
    rounding: Rounding,
    page: Page,
}

impl Reports {
    /// The case table of the period of the screen below, or of the current month, for the home office, or for all where
    /// that is the district. None, and a notice, where the file cannot be read.
    pub fn open(cx: &mut Cx) -> Option<Self> {
        let cut_off = asked::cut_off(&cx.store);
        let asked = Asked {
            period: asked::period(cx),
            scope: asked::home(&cx.store).map_or(Scope::All, Scope::Office),
            cut_off,
            rate: cx.store.settings().rate_basis,
        };
        let kind = Kind::CaseTable;
        let read = build(kind, &asked, Rounding::default(), cx);
        let page = cx.told(read)?;
        Some(Self { kind, asked, rounding: Rounding::default(), page })
    }

    /// The kind of report shown.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The question.
    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    /// The form shown; none for a text.
    pub fn form(&self) -> Option<&FigureForm> {
        match &self.page {
            Page::Table(table) => Some(&table.form),
            Page::Text(_) => None,
        }
    }

    /// Counts again; the selection is kept if the report is the same. After a read error nothing
    /// changes.
    fn show(&mut self, kind: Kind, asked: Asked, rounding: Rounding, cx: &mut Cx) -> Flow {
        if let Some(mut page) = cx.told(build(kind, &asked, rounding, cx)) {
            if kind == self.kind {
                page.take_place_of(&self.page);
            }
            (self.kind, self.asked, self.rounding, self.page) = (kind, asked, rounding, page);
        }
        Flow::Stay
    }

    fn ask(&mut self, asked: Asked, cx: &mut Cx) -> Flow {
        self.show(self.kind, asked, self.rounding, cx)
    }

    fn show_period(&mut self, period: Period, cx: &mut Cx) -> Flow {
        asked::within_years(period, self.asked.cut_off, cx, |cx| self.ask(Asked { period, ..self.asked }, cx))
    }

    fn show_kind(&mut self, at: usize, cx: &mut Cx) -> Flow {
        match Kind::ALL.get(at) {
            Some(kind) => self.show(*kind, self.asked, self.rounding, cx),
            None => Flow::Unhandled,
        }
    }

    fn step_kind(&mut self, step: usize, cx: &mut Cx) -> Flow {
        let now = Kind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        self.show_kind((now + step) % Kind::ALL.len(), cx)
    }

    /// Cycles through this office, all together, and all side by side.
    fn next_scope(&mut self, cx: &mut Cx) -> Flow {
        let scope = match (self.asked.scope, asked::home(&cx.store)) {
            (Scope::Office(_), _) => Scope::All,
            (Scope::All, _) if self.kind == Kind::CaseTable => Scope::Each,
            (Scope::All | Scope::Each, Some(home)) => Scope::Office(home),
            (Scope::Each, None) => Scope::All,
            (Scope::All, None) => return cx.warned(totals_words::home_is_all(cx.lang)),
        };
        self.ask(Asked { scope, ..self.asked }, cx)
    }

    fn next_basis(&mut self, cx: &mut Cx) -> Flow {
        let rate = asked::next_basis(self.asked.divisor());
        self.ask(Asked { rate, ..self.asked }, cx);
        cx.done(totals_words::rate(cx.lang, self.asked.divisor()));
        Flow::Stay
    }

    fn next_rounding(&mut self, cx: &mut Cx) -> Flow {
        if !self.kind.is_text() {
            return cx.warned(words::tables_are_exact(cx.lang));
        }
        let rounding = self.rounding.next();
        self.show(self.kind, self.asked, rounding, cx);
        cx.done(words::rounding(
            cx.lang,
            matches!(rounding, Rounding::Exact),
            matches!(rounding, Rounding::Full),
        ));
        Flow::Stay
    }

    /// Exports a form as a workbook, a text as text.
    fn export(&self, cx: &mut Cx) -> Flow {
        let asked = self.asked;
        let what = match (self.kind, &self.page) {
            (_, Page::Text(written)) => {
                let name = self.kind.name(cx.lang).to_owned();
                Exported::Words { asked, name, text: written.plain() }
            }
            (Kind::Governance, Page::Table(_)) => Exported::Governance(asked, None),
            (_, Page::Table(_)) => Exported::CaseTable(asked),
        };
        let door = super::open_export(what, cx);
        super::through(door, cx)
    }

    fn copy(&mut self, cx: &mut Cx) -> Flow {
        let text = match &self.page {
            Page::Table(table) => match crate::report::seal(&cx.store, cx.lang) {
                Ok(seal) => format!("{}\n{seal}\n", table.form.text(cx.lang).trim_end()),
                Err(error) => return cx.refused(&error),
            },
            // Plain sentences, to paste into another text.
            Page::Text(written) => written.plain(),
        };
        cx.copy(text);
        Flow::Stay
    }

    fn move_on(&mut self, action: Action) -> Flow {
        match &mut self.page {
            Page::Table(table) => table.move_on(action),
            Page::Text(written) => written.move_on(action),
        }
        Flow::Stay
    }

    fn step_column(&mut self, action: Action) -> Flow {
        match &mut self.page {
            Page::Table(table) => table.step_column(action),
            // A text has no columns, so the keys select the next figure.
            Page::Text(written) => {
                written.move_on(if action == Action::NextColumn { Action::Down } else { Action::Up })
            }
        }
        Flow::Stay
    }

    fn edit_template(&mut self, cx: &mut Cx) -> Flow {
        match &self.page {
            Page::Table(_) => cx.warned(words::tables_have_no_template(cx.lang)),
            Page::Text(written) => {
                let Some(name) = written.template() else { return Flow::Stay };
                Flow::Push(Box::new(editor::TemplateEditor::open(name, cx)))
            }
        }
    }

    /// The office and days, and the reports with the shown one in brackets.
    fn draw_head(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let office = match self.asked.scope {
            Scope::Each if self.kind == Kind::CaseTable => words::EACH_OFFICE.text(cx.lang).to_owned(),
            _ => self.asked.office_name(cx.store.directory(), cx.lang),
        };
        let days = totals_words::days(cx.lang, self.asked.period.range(self.asked.cut_off));
        let whose = format!("{office}  {days}");
        let room = area.width.saturating_sub(1);
        cells::write(buf, (area.x + 1, area.y), &whose, room, cx.theme.heading, cx.symbols);
        let at = (area.x + 1, area.y + 1);
        figures::tabs(buf, at, (&Kind::ALL[..], self.kind), |kind| kind.name(cx.lang), area, cx);
    }
}

impl Page {
    /// Takes over the selection of the previous page, as far as possible.
    fn take_place_of(&mut self, before: &Self) {
        match (self, before) {
            (Self::Table(now), Self::Table(before)) => now.take_place_of(before),
            (Self::Text(now), Self::Text(before)) => now.take_place_of(before),
            _ => {}
        }
    }
}

/// Counts a report.
fn build(kind: Kind, asked: &Asked, rounding: Rounding, cx: &Cx) -> Result<Page, StoreError> {
    let (store, lang) = (&cx.store, cx.lang);
    match kind {
        Kind::CaseTable => Ok(Page::Table(Box::new(Table::new(case_table(store, asked, lang)?, lang)))),
        Kind::Governance => Ok(Page::Table(Box::new(Table::new(governance_form(store, asked, lang)?, lang)))),
        Kind::Monthly => {
            let texts = write(&[template::MONTHLY.to_owned()], asked, rounding, cx)?;
            let whole = match asked.scope {
                Scope::Each => Asked { scope: Scope::All, ..*asked },
                _ => *asked,
            };
            let form = case_table(store, &whole, lang)?;
            let checks: Vec<Check> = form.checks;
            let zero = form.notes.into_iter().next().filter(|_| form.is_zero);
            Ok(Page::Text(Written::new(texts, checks, zero)))
        }
        Kind::Paragraph => {
            Ok(Page::Text(Written::new(write(&paragraphs(store), asked, rounding, cx)?, Vec::new(), None)))
        }
    }
}

/// The texts of those templates; for an unreadable one, its error.
fn write(
    names: &[String],
    asked: &Asked,
    rounding: Rounding,
    cx: &Cx,
) -> Result<Vec<text::Told>, StoreError> {
    let mut texts = Vec::new();
    for name in names {
        match prose(&cx.store, asked, name, rounding, cx.lang) {
            Ok(prose) => texts.push(text::Told::new(name, prose.pieces, cx.lang, cx.symbols)),
            Err(ProseError::Store(error)) => return Err(error),
            Err(ProseError::Template(error)) => {
                texts.push(text::Told::wrong(name, words::bad_template(cx.lang, name, &error.said(cx.lang))));
            }
            Err(ProseError::NoSuchTemplate(name)) => {
                texts.push(text::Told::wrong(&name, words::no_such_template(cx.lang, &name, &[])));
            }
        }
    }
    Ok(texts)
}

impl Layer for Reports {
    fn place(&self) -> Place {
        Place::Report
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Open => self.open_selected(cx),
            Action::Earlier => self.show_period(self.asked.period.previous(), cx),
            Action::Later => self.show_period(self.asked.period.next(), cx),
            Action::Group => self.step_kind(1, cx),
            Action::GroupBack => self.step_kind(Kind::ALL.len() - 1, cx),
            Action::Span => Flow::Push(Box::new(SpanBox::of(self.asked.period, self.asked.cut_off))),
            Action::Scope => self.next_scope(cx),
            Action::Basis => self.next_basis(cx),
            Action::Round => self.next_rounding(cx),
            Action::Template => self.edit_template(cx),
            Action::Lock => self.lock(cx),
            Action::Export => self.export(cx),
            Action::Copy => self.copy(cx),
            Action::PreviousColumn | Action::NextColumn => self.step_column(action),
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.move_on(action)
            }
            _ => Flow::Unhandled,
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match input.digit() {
            Some(digit @ 1..) => self.show_kind(usize::from(digit) - 1, cx),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        self.draw_head(area, buf, cx);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        match &mut self.page {
            Page::Table(table) => table.draw(body, buf, cx),
            Page::Text(written) => written.draw(body, buf, cx),
        }
    }

    fn title(&self, cx: &Cx) -> String {
        let period = totals_words::period(cx.lang, &self.asked.period);
        format!("{}  {period}", self.kind.name(cx.lang))
    }

    fn period(&self) -> Option<Period> {
        Some(self.asked.period)
    }

    fn office(&self) -> Option<OfficeId> {
        match self.asked.scope {
            Scope::Office(office) => Some(office),
            Scope::All | Scope::Each => None,
        }
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match answer {
            Answer::Typed(text) => match text.parse() {
                Ok(period) => self.show_period(period, cx),
                Err(error) => cx.failed(totals_words::wrong_period(cx.lang, error)),
            },
            Answer::Picked(at) => self.picked(at, cx),
            answer => self.decided(&answer, cx),
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        let asked = Asked { cut_off: asked::cut_off(&cx.store), ..self.asked };
        self.ask(asked, cx);
    }
}
