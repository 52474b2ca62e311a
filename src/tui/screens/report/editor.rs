//! The editor of a report template in a popup; errors are shown while typing.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::report::{Template, keep_template, placeholder_help, template_text};
use crate::text::{Lang, report as words, template};
use crate::tui::actions::{Action, Place};
use crate::tui::input::{Code, Held, Input, Key};
use crate::tui::stack::{Answer, Cx, Flow, Layer, Typing, Wait};
use crate::tui::widgets::area::{self, AreaView};
use crate::tui::widgets::cells::{self, Styles};
use crate::tui::widgets::edit::Edit;
use crate::tui::widgets::popup;

/// Rows below the text: the error, the keys.
const FOOT: u16 = 5;

/// How long typing must pause before the draft is saved.
const PAUSE: Duration = Duration::from_millis(700);

/// The key of the draft of a template.
fn draft_of(name: &str) -> String {
    format!("template.{name}")
}

/// The editor of a template; saving it empty restores the built-in text.
pub(super) struct TemplateEditor {
    name: String,
    /// The current text of the template.
    before: String,
    /// The draft in the file, or the current text if there is none.
    kept: String,
    edit: Edit,
    view: AreaView,
}

impl TemplateEditor {
    /// Opens it with the draft if there is one, else with the current text.
    pub(super) fn open(name: &str, cx: &mut Cx) -> Self {
        let before = template_text(&cx.store, name, cx.lang).unwrap_or_default();
        // An unreadable draft is ignored in favour of the current text.
        let draft = cx.store.draft(&draft_of(name)).ok().flatten();
        let kept = draft.and_then(|draft| serde_json::from_str(&draft.body).ok()).unwrap_or(before.clone());
        if kept != before {
            cx.done(words::template_draft(cx.lang));
        }
        let mut edit = Edit::many_lines(&kept);
        edit.move_to(0);
        Self { name: name.to_owned(), before, kept, edit, view: AreaView::new() }
    }

    /// Saves the draft, unless it equals the current text.
    fn keep(&mut self, cx: &mut Cx) {
        let text = self.edit.text().to_owned();
        if text == self.kept {
            return;
        }
        let place = draft_of(&self.name);
        let done = match text == self.before {
            true => cx.store.drop_draft(&place),
            false => cx.store.keep_draft(&place, &serde_json::Value::from(text.as_str()).to_string()),
        };
        if cx.told(done).is_some() {
            self.kept = text;
        }
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        if let Err(error) = Template::parse(self.edit.text(), cx.store.directory()) {
            return cx.failed(error.said(cx.lang));
        }
        let shown = template::name(cx.lang, &self.name).to_owned();
        match keep_template(&mut cx.store, &self.name, self.edit.text(), cx.lang) {
            Ok((_, own)) => {
                // If the old draft cannot be deleted, it just offers the same text again.
                let _ = cx.store.drop_draft(&draft_of(&self.name));
                cx.done(if own {
                    words::template_saved(cx.lang, &shown)
                } else {
                    words::template_reset(cx.lang, &shown)
                });
                Flow::Answer(Answer::Saved)
            }
            Err(error) => cx.refused(&error),
        }
    }

    fn key(&mut self, key: &Key) -> Flow {
        let edit = &mut self.edit;
        match key.code {
            Code::Backspace => edit.backspace(),
            Code::Delete => edit.delete(),
            Code::Left => drop(edit.left()),
            Code::Right => drop(edit.right()),
            Code::Home => drop(edit.home()),
            Code::End => drop(edit.end()),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    /// The error, or that there is none.
    fn verdict(&self, cx: &Cx) -> (String, ratatui::style::Style) {
        match Template::parse(self.edit.text(), cx.store.directory()) {
            Ok(read) => {
                let figures = read
                    .parts
                    .iter()
                    .filter(|part| matches!(part, crate::report::TemplatePart::Slot(_)))
                    .count();
                (words::template_reads(cx.lang, figures), cx.theme.good)
            }
            Err(error) => (format!("{} {}", cx.symbols.error, error.said(cx.lang)), cx.theme.error),
        }
    }
}

impl Layer for TemplateEditor {
    fn place(&self) -> Place {
        Place::InPlace
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save | Action::Accept => return self.save(cx),
            Action::NewLine => self.edit.insert("\n"),
            Action::Up => drop(self.view.up(&mut self.edit)),
            Action::Down => drop(self.view.down(&mut self.edit)),
            Action::Next | Action::Previous => {}
            Action::Back => {
                self.keep(cx);
                return Flow::Answer(Answer::Nothing);
            }
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        match input {
            Input::Text(text) => self.edit.insert(text),
            Input::Paste(text) => self.edit.paste(text),
            Input::Key(key) if !key.held.contains(Held::CTRL) => return self.key(key),
            Input::Key(key) if *key == Key::ctrl('z') => drop(self.edit.undo()),
            Input::Key(key) if *key == Key::ctrl('y') => drop(self.edit.redo()),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let title = words::editor_title(cx.lang, template::name(cx.lang, &self.name));
        let width = area.width.saturating_sub(4).min(110);
        let rows = u16::try_from(AreaView::height(&self.edit, width.saturating_sub(4))).unwrap_or(u16::MAX);
        let height = rows.saturating_add(FOOT + 4).min(area.height);
        let inner = popup::open(popup::centred(area, width, height), &title, buf, cx);
        if inner.height < FOOT + 2 {
            return None;
        }
        let field = Rect { height: inner.height - FOOT, ..inner };
        cells::shade(buf, field, cx.theme.focused);
        let styles = Styles { marked_row: cx.theme.selected, ..Styles::default() };
        let cursor = Some(self.view.draw(&self.edit, field, buf, &styles));
        let (verdict, style) = self.verdict(cx);
        let mut y = field.bottom() + 1;
        let hint = words::template_hint(cx.lang);
        for (text, style) in [(verdict.as_str(), style), (hint, cx.theme.muted)] {
            for line in area::lines(text, inner.width).iter().take(2) {
                if y < inner.bottom() {
                    cells::write(buf, (inner.x, y), line, inner.width, style, cx.symbols);
                    y += 1;
                }
            }
        }
        cursor
    }

    fn waits(&self) -> Wait {
        if self.edit.text() == self.kept { Wait::Key } else { Wait::Rest(PAUSE) }
    }

    fn rest(&mut self, cx: &mut Cx) {
        self.keep(cx);
    }

    fn title(&self, cx: &Cx) -> String {
        words::editor_title(cx.lang, template::name(cx.lang, &self.name))
    }

    fn typing(&self) -> Typing {
        Typing::Words
    }

    fn help(&self, lang: Lang) -> Option<String> {
        Some(words::template_help(lang, &placeholder_help(lang)))
    }
}
